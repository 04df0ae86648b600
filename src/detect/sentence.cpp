#include "detect/sentence.h"

#include <algorithm>

namespace gh::detect {
namespace {

using lexicon::PeopleWords;

bool is_capital(const FoldedPassage& in, std::size_t at) {
  const std::string& words = in.passage->text.words();
  const std::size_t origin = in.folded.origin[at];
  if (origin >= words.size()) return false;
  const auto first = static_cast<unsigned char>(words[origin]);
  // "É", "Š", ...: folded to a plain letter, hence no small ASCII letter in the source. Small accented
  // letters pass for capitals, which costs nothing: only names are asked.
  return (first >= 'A' && first <= 'Z') || first >= 0x80;
}

bool is_short(const SentenceWord& word) {
  return word.end - word.begin <= 1 || word.in(PeopleWords::titles) || word.in(PeopleWords::abbreviations);
}

bool holds(const std::vector<std::string>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

class Cutter {
 public:
  Cutter(const Material& material, const FoldedPassage& in, std::size_t from, std::size_t to)
      : material_(material), in_(in), text_(in.folded.text), at_(from), to_(to), starts_(from == 0) {}

  std::vector<SentenceWord> run() {
    while (at_ < to_) {
      if (!is_word_byte(text_[at_])) {
        read_mark();
      } else if (!read_sign()) {
        read_word();
      }
    }
    if (words_.size() > 1 && words_[0].begin == 0) tell_reversed();
    for (std::size_t i = 0; i + 1 < words_.size(); ++i) {
      tell_namesake(i);
      tell_relative(i);
      tell_establishment(i);
    }
    for (std::size_t i = 0; i < words_.size(); ++i) tell_month(i);
    return std::move(words_);
  }

 private:
  void read_mark() {
    const char c = text_[at_];
    if (c != ' ' && c != '\'') mark_ = c;
    const bool ends_word = at_ + 1 >= text_.size() || text_[at_ + 1] == ' ' || text_[at_ + 1] == '\n';
    if (c == '\n' || c == '!' || c == '?' || c == ';' || c == '|') starts_ = true;
    if (c == '.' && ends_word && (words_.empty() || !is_short(words_.back()))) starts_ = true;
    ++at_;
  }

  // A sign of its own ("·", an emoji) parts sentences as a full stop does.
  bool read_sign() {
    if (static_cast<unsigned char>(text_[at_]) < 0x80) return false;
    std::size_t end = at_;
    bool letters = false;
    for (; end < to_ && is_word_byte(text_[end]); ++end)
      letters = letters || static_cast<unsigned char>(text_[end]) < 0x80;
    if (letters || text_.substr(at_, 2) == "\xC3\x9F") return false;
    starts_ = true;
    mark_ = '.';
    at_ = end;
    return true;
  }

  void read_word() {
    SentenceWord word;
    word.begin = at_;
    while (at_ < to_ && is_word_byte(text_[at_])) ++at_;
    word.word = text_.substr(word.begin, at_ - word.begin);
    if (at_ + 1 < to_ && text_[at_] == '\'' && is_word_byte(text_[at_ + 1])) {
      std::size_t end = at_ + 1;
      while (end < to_ && is_word_byte(text_[end])) ++end;
      // "o'neill" is one word.
      if (end - at_ <= 3) word.suffix = text_.substr(at_ + 1, end - at_ - 1);
      if (word.suffix.empty()) word.word = text_.substr(word.begin, end - word.begin);
      at_ = end;
    }
    word.end = at_;
    word.lists = material_.people.of(word.word);
    word.capital = is_capital(in_, word.begin);
    word.own = holds(material_.person_words, word.word);
    word.starts_sentence = starts_;
    word.mark = mark_;
    starts_ = false;
    mark_ = 0;
    words_.push_back(word);
  }

  // "HOLLOWELL, Dafydd" at the very beginning is not Catrin Hollowell, and "Quayle, Ann" is somebody.
  void tell_reversed() {
    SentenceWord& surname = words_[0];
    SentenceWord& given = words_[1];
    const bool comma = given.mark == ',' && given.end - surname.begin <= 60;
    if (!comma || !given.is_other_name() || may_be_own_name(material_, given.word)) return;
    if (holds(material_.first_names, surname.word) || !surname.capital) return;
    if (surname.own) surname.own = false;
    if (surname.lists == 0) surname.lists |= PeopleWords::given_names;
  }

  // "Catrin Adeyemi" is not Catrin Hollowell: another surname follows the first name.
  void tell_namesake(std::size_t i) {
    SentenceWord& first = words_[i];
    const SentenceWord& next = words_[i + 1];
    if (!first.own || !first.capital || !first.suffix.empty() || !holds(material_.first_names, first.word))
      return;
    const bool surname = next.capital && !next.own && next.mark == 0 && !next.starts_sentence &&
                         next.word.size() > 2 && !next.is_number() &&
                         (next.lists & ~std::uint64_t{PeopleWords::given_names}) == 0;  // nor "Catrin Cooks"
    if (!surname || (i + 2 < words_.size() && words_[i + 2].own && words_[i + 2].mark == 0)) return;
    first.own = false;
    first.lists |= PeopleWords::given_names;
  }

  // "Hana Ashdown" is not Robin Ashdown: another given name stands before the surname.
  void tell_relative(std::size_t i) {
    SentenceWord& first = words_[i];
    SentenceWord& next = words_[i + 1];
    const bool surname = next.own && next.capital && !holds(material_.first_names, next.word) &&
                         next.mark == 0 && !next.starts_sentence;
    // In no list, and the first of its sentence, it is a name that no list has.
    const bool name = first.is_other_name() || (first.capital && first.lists == 0 && first.word.size() > 2 &&
                                                first.starts_sentence && !first.is_number());
    if (!surname || first.own || !name || !first.suffix.empty()) return;
    if (i > 0 && words_[i - 1].own && !first.starts_sentence && first.mark == 0) return;  // a middle name
    if (may_be_own_name(material_, first.word)) return;
    next.own = false;
    first.lists |= PeopleWords::given_names;
  }

  // "12 June 2009"
  void tell_month(std::size_t i) {
    const bool numbered = (i > 0 && words_[i - 1].is_number() && words_[i].mark == 0) ||
                          (i + 1 < words_.size() && words_[i + 1].is_number() && words_[i + 1].mark == 0);
    if (numbered && words_[i].in(PeopleWords::months))
      words_[i].lists &= ~std::uint64_t{PeopleWords::given_names};
  }

  // "Sir Edmund Toft School", "St Cuthbert's": what bears the name is nobody.
  void tell_establishment(std::size_t i) {
    constexpr std::size_t longest = 4;
    constexpr std::uint64_t of_people = PeopleWords::given_names | PeopleWords::titles;
    if (!words_[i].capital) return;
    if (words_[i].word == "st" && !words_[i + 1].starts_sentence) words_[i + 1].lists &= ~of_people;
    if (!words_[i].in(of_people)) return;
    std::size_t last = i + 1;
    const auto goes_on = [&](std::size_t at) {
      const SentenceWord& word = words_[at];
      return word.capital && !word.starts_sentence &&
             (word.mark == 0 || word.mark == '-' || word.mark == '.');
    };
    while (last < words_.size() && last - i < longest && goes_on(last) &&
           !words_[last].in(PeopleWords::establishments))
      ++last;
    if (last == words_.size() || !goes_on(last) || !words_[last].in(PeopleWords::establishments)) return;
    for (std::size_t at = i; at < last; ++at) words_[at].lists &= ~of_people;
  }

  const Material& material_;
  const FoldedPassage& in_;
  std::string_view text_;
  std::size_t at_, to_;
  bool starts_;
  char mark_ = 0;
  std::vector<SentenceWord> words_;
};

}  // namespace

bool may_be_own_name(const Material& material, std::string_view given) {
  const auto stands_for = [&](std::string_view nickname, std::string_view name) {
    const auto found = material.people.nicknames.find(std::string(nickname));
    return found != material.people.nicknames.end() && holds(found->second, name);
  };
  return std::any_of(material.first_names.begin(), material.first_names.end(), [&](const std::string& own) {
    return own.starts_with(given) || given.starts_with(own) || stands_for(given, own) ||
           stands_for(own, given);
  });
}

bool may_begin_with(const Material& material, const FoldedPassage& in, std::uint64_t lists) {
  const auto words = material.words_of(in);
  if (words.empty() || !words.front().plain || (material.people.may_be(words.front().hash) & lists) != 0)
    return true;
  return in.folded.text.find(',') != std::string::npos || names_person(material, in);
}

Sentence::Sentence(const Material& material, const FoldedPassage& in, std::size_t from, std::size_t to)
    : people_(material.people), words_(Cutter(material, in, from, to).run()) {}

std::uint64_t Sentence::lists_at(std::size_t i) const {
  std::uint64_t lists = words_[i].lists;
  if (i > 0)
    lists |= people_.of(std::string(words_[i - 1].word) + " " + std::string(words_[i].word)) &
             (nouns | PeopleWords::self);
  return lists;
}

std::optional<std::size_t> Sentence::opener(std::size_t i) const {
  for (std::size_t back = 1; back <= near && back <= i; ++back) {
    if (words_[i - back + 1].starts_sentence) return std::nullopt;
    const SentenceWord& word = words_[i - back];
    if (word.in(PeopleWords::possessives | PeopleWords::articles) || word.suffix == "s") return i - back;
    if (word.in(PeopleWords::verbs | PeopleWords::self)) return std::nullopt;
  }
  return std::nullopt;
}

bool Sentence::is_possessed(std::size_t i) const {
  const auto at = opener(i);
  return at && !words_[*at].in(PeopleWords::articles);
}

bool Sentence::is_oblique(std::size_t first) const {
  return first > 0 && !words_[first].starts_sentence && words_[first - 1].in(PeopleWords::oblique);
}

bool Sentence::is_wished(std::size_t i) const {
  for (std::size_t back = 1; back <= 5 && back <= i; ++back) {
    if (words_[i - back].in(PeopleWords::wishes)) return true;
    if (words_[i - back].starts_sentence) break;
  }
  return false;
}

bool Sentence::is_pronoun_pair(std::size_t i) const {
  return words_[i].mark == '/' || (i + 1 < words_.size() && words_[i + 1].mark == '/');
}

bool Sentence::is_abbreviated(std::size_t i) const { return is_short(words_[i]); }

std::optional<FullName> full_name_at(const Sentence& sentence, std::size_t i) {
  const auto is_part = [&](std::size_t at) {
    const SentenceWord& word = sentence[at];
    return word.capital && !word.is_number() && word.word.size() > 1;
  };
  if (i >= sentence.size() || !is_part(i)) return std::nullopt;
  const SentenceWord& head = sentence[i];
  if (!head.own && !head.in(PeopleWords::given_names | PeopleWords::titles)) return std::nullopt;
  FullName name{i, i, head.own};
  constexpr std::size_t longest = 4;
  while (name.last + 1 < sentence.size() && name.last - i + 1 < longest && is_part(name.last + 1)) {
    const SentenceWord& next = sentence[name.last + 1];
    const SentenceWord& before = sentence[name.last];
    const bool hyphened = next.mark == '-' && next.begin == before.end + 1;
    const bool after_title = next.mark == '.' && before.in(PeopleWords::titles);
    const bool joined =
        (next.mark == 0 || hyphened || after_title) && !next.starts_sentence && before.suffix.empty();
    const bool plain = next.own || (next.lists & ~std::uint64_t{PeopleWords::given_names}) == 0;
    if (!joined || !plain) break;
    name.own = name.own || next.own;
    ++name.last;
  }
  return name.last > i ? std::optional(name) : std::nullopt;
}

}  // namespace gh::detect
