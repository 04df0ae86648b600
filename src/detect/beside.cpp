#include "detect/beside.h"

#include <algorithm>

#include "detect/sentence.h"
#include "detect/whose.h"

namespace gh::detect {
namespace {

using lexicon::PeopleWords;

constexpr std::size_t window_before = 260;  // folded bytes

std::size_t start_of_word(std::string_view text, std::size_t at) {
  while (at > 0 && at < text.size() && is_word_byte(text[at]) && is_word_byte(text[at - 1])) ++at;
  return std::min(at, text.size());
}

// One look at the words before a mention.
class Before {
 public:
  Before(const Material& material, const FoldedPassage& in, std::size_t begin)
      : material_(material),
        in_(in),
        begin_(begin),
        words_(material, in, start_of_word(in.folded.text, begin > window_before ? begin - window_before : 0),
               begin),
        mention_(words_.size()) {}

  std::optional<Referent> run() {
    // Does the mention itself begin a sentence? Then what stood before speaks of other things.
    int back = begins_sentence() ? 1 : 0;
    bool told_of_post = false;
    if (back == 0 && (stranger_before_verb() || stranger_in_front())) return Referent::another;
    for (std::size_t i = words_.size(); i-- > 0;) {
      if (back > 1) break;
      if (back == 0) {
        // What the sentence says before that is of others: "Thank you for my cards, says our cook, who was".
        told_of_post = told_of_post || is_told_of_post(i);
        if (const auto whose = told_of_post ? std::nullopt : at(i)) return whose;
      } else if (const auto whose = at_earlier(i)) {
        return *whose == Referent::another ? whose : std::nullopt;
      }
      if (words_[i].starts_sentence) ++back;
    }
    if (in_record_of_another()) return Referent::another;
    return in_record();
  }

  // "Name: Zosia Wilk", some lines above in a record of plain text.
  std::optional<Referent> in_record() const {
    for (std::size_t i = mention_; i-- > 0;) {
      if (!words_[i].in(PeopleWords::name_labels) || !words_[i].starts_sentence || i + 2 >= mention_)
        continue;
      const SentenceWord& first = words_[i + 1];
      const SentenceWord& second = words_[i + 2];
      if (first.mark != ':') continue;
      if (first.own || second.own) return std::nullopt;
      const bool name = first.capital && second.capital && !second.starts_sentence && !first.is_number();
      // A name that nobody knows may be what the person calls themself, on a page with no other.
      const bool another = first.is_other_name() || person_is_named();
      return name && another ? std::optional(Referent::another) : std::nullopt;
    }
    return std::nullopt;
  }

 private:
  std::string_view text() const { return in_.folded.text; }

  bool person_is_named() const {
    return std::any_of(material_.passages.begin(), material_.passages.end(),
                       [&](const FoldedPassage& in) { return names_person(material_, in.folded.text); });
  }

  // The words of line `number` of the passage, from 0; empty where there are no more.
  std::string_view line(std::size_t number) const {
    std::size_t at = 0;
    for (; number > 0 && at != std::string_view::npos; --number) {
      at = text().find('\n', at);
      if (at != std::string_view::npos) ++at;
    }
    return at == std::string_view::npos ? std::string_view() : text().substr(at, text().find('\n', at) - at);
  }

  // "suelomax / Sue Lomax / Posts: 2971 / Location: Oban": what a forum says of a member beside their post.
  bool in_record_of_another() const {
    constexpr std::size_t longest_line = 40, most_lines = 2, reach = 200;
    if (begin_ > reach || text().substr(0, begin_).rfind(':') == std::string_view::npos) return false;
    bool another = false;
    for (std::size_t number = 0; number < most_lines; ++number) {
      const std::string_view words = line(number);
      const std::size_t begin = static_cast<std::size_t>(words.data() - text().data());
      if (words.empty() || words.size() > longest_line || begin + words.size() > begin_ ||
          words.find(':') != std::string_view::npos)
        break;
      if (is_own_name(material_, words)) return false;
      const Sentence names(material_, in_, begin, begin + words.size());
      const auto name = names.empty() ? std::nullopt : full_name_at(names, 0);
      another = another || (name && !name->own && name->last + 1 == names.size());
    }
    return another;
  }

  // "Toft was born on", "the idea was born in": a word of no list that a verb follows is somebody or
  // something.
  bool stranger_before_verb() const {
    for (std::size_t i = words_.size(); i-- > 1 && mention_ - i <= near + 1;) {
      const SentenceWord& verb = words_[i];
      if (verb.starts_sentence || verb.in(PeopleWords::self)) return false;
      if (!verb.in(PeopleWords::states)) continue;
      if (is_apposition(i)) return true;
      const SentenceWord& head = words_[i - 1];
      if ((words_.lists_at(i - 1) & PeopleWords::self) != 0) return false;  // "this user was"
      const bool known = (head.lists & ~std::uint64_t{PeopleWords::staff}) != 0 || is_named_by_post(i - 1);
      return !known && !head.own && verb.mark == 0 && !head.is_number() && head.suffix.empty() &&
             !head.word.ends_with("ly");
    }
    return false;
  }

  // "Merv, our cox, is 66"
  bool is_apposition(std::size_t verb) const {
    if (verb < 3 || words_[verb].mark != ',') return false;
    const SentenceWord& opener = words_[verb - 2];
    const SentenceWord& name = words_[verb - 3];
    return opener.mark == ',' && opener.in(PeopleWords::possessives | PeopleWords::articles) &&
           name.capital && !name.own && !name.in(PeopleWords::self);
  }

  // "Lady Kilbride (b.", "Mairi Gallacher, headmaster (b.", "Ffion Abernethy (D.O.B.": a name begins the
  // words, and a bracket opens before the mention.
  bool stranger_in_front() const {
    std::size_t open = mention_;
    for (std::size_t i = mention_; i-- > 0 && mention_ - i <= near;) {
      if (words_[i].mark == '(') {
        open = i;
        break;
      }
      if (words_[i].starts_sentence) break;
    }
    if (is_initialed(open)) return true;
    if (open == mention_ && mark_before_mention() != '(') return false;
    for (std::size_t i = open; i < mention_; ++i) {
      if (words_[i].own || words_[i].in(PeopleWords::self)) return false;
    }
    if (const auto handle = handle_before(open == mention_ ? begin_ : words_[open].begin))
      return !is_own_name(material_, *handle);
    if (open == 2 && is_initial_and_surname()) return true;
    if (open == 1 && words_[0].begin == 0 && words_[0].capital && words_[0].lists == 0 &&
        !words_[0].is_number())
      return true;  // "Bonham (b."
    for (std::size_t i = open; i-- > 0 && open - i <= 2 * near;) {
      if (words_[i].own || words_[i].in(PeopleWords::self)) return false;
      if (i + 2 < open && is_unlisted_pair(i) && words_[i + 2].mark == ',') return true;
      if (const auto name = full_name_at(words_, i); name && name->last < open)
        return !name->own && !words_.is_oblique(i);
      if (words_[i].starts_sentence) break;
    }
    return false;
  }

  // "E. M. Harbottle, b. 4 June 1938": initials and a surname begin the words.
  bool is_initialed(std::size_t end) const {
    std::size_t initials = 0;
    while (initials < end && words_[initials].capital && words_[initials].word.size() == 1) ++initials;
    if (initials == 0 || initials >= end || words_[0].begin != 0 || end - initials > 3) return false;
    const SentenceWord& surname = words_[initials];
    return surname.capital && !surname.own && surname.word.size() > 2 && surname.mark == '.' &&
           initials + 1 < end && words_[initials + 1].mark == ',';
  }

  // "jo_in_kent (b. 4.4.91, 12 posts) said:": a line that begins with one word, and then the bracket.
  std::optional<std::string_view> handle_before(std::size_t at) const {
    constexpr std::size_t shortest = 3, longest = 30;
    const std::size_t open = text().substr(0, at).rfind('(');
    if (open == std::string_view::npos || open == 0) return std::nullopt;
    const std::size_t line = text().substr(0, open).rfind('\n');
    const std::size_t begin = line == std::string_view::npos ? 0 : line + 1;
    const std::string_view word = base::trim(text().substr(begin, open - begin));
    const bool handle = word.size() >= shortest && word.size() <= longest &&
                        word.find(' ') == std::string_view::npos &&
                        word.find_first_of("_0123456789") != std::string_view::npos;
    return handle ? std::optional(word) : std::nullopt;
  }

  // "J. Quayle (age", of a cell or line.
  bool is_initial_and_surname() const {
    return words_[0].begin == 0 && words_[0].capital && words_[0].word.size() == 1 && words_[1].capital &&
           words_[1].lists == 0 && !words_[1].is_number() && !words_[1].starts_sentence;
  }

  // "Chidinma Oduya, bishop (b.": two capitals of no list, at the very beginning.
  bool is_unlisted_pair(std::size_t i) const {
    const SentenceWord& first = words_[i];
    const SentenceWord& second = words_[i + 1];
    return i == 0 && first.begin == 0 && first.capital && second.capital && first.lists == 0 &&
           second.lists == 0 && second.mark == 0 && !first.is_number() && !second.is_number() && !second.own;
  }

  bool begins_sentence() const {
    if (words_.empty()) return false;
    const std::string_view gap = text().substr(words_.back().end, begin_ - words_.back().end);
    if (gap.find_first_of("!?\n;|") != std::string_view::npos) return true;
    if (std::any_of(gap.begin(), gap.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; }))
      return true;
    return gap.find(". ") != std::string_view::npos && !words_.is_abbreviated(words_.size() - 1);
  }

  std::optional<Referent> at(std::size_t i) {
    const SentenceWord& word = words_[i];
    const std::uint64_t lists = words_.lists_at(i);
    if (word.own && (word.capital || !word.in(PeopleWords::given_names)))
      return is_of_namesake(i) ? Referent::another : Referent::person;
    if (word.in(PeopleWords::self) || (lists & PeopleWords::self) != 0) {
      const bool object_clause = i > 0 && words_[i - 1].in(PeopleWords::clauses);
      return object_clause ? std::nullopt : std::optional(Referent::writer);
    }
    if (word.in(PeopleWords::staff) && is_announced(i)) return named_next();
    if (word.in(PeopleWords::staff) && is_named_by_post(i))
      return named_last(material_, in_, words_[i - 1].begin);
    if ((lists & nouns) != 0) return noun(i, lists);
    if (word.in(PeopleWords::third) && !words_.is_pronoun_pair(i))
      return named_last(material_, in_, word.begin);
    if (word.suffix == "s" && !word.in(PeopleWords::neutral) && i + 1 < mention_ &&
        words_[i + 1].in(PeopleWords::birth_words))
      return Referent::another;
    // "Bob's big seven-oh": what is said may begin behind "big".
    if (word.suffix == "s" && word.capital && !word.in(PeopleWords::neutral) && i + 1 == mention_ &&
        text().substr(begin_).starts_with("big "))
      return Referent::another;
    if (word.in(PeopleWords::anybody))
      return is_in_label(i) ? std::nullopt : std::optional(Referent::another);
    if (word.is_other_name() || is_unknown_name(i)) return name(i);
    return std::nullopt;
  }

  // "I am not the Robin Ashdown who played for England (born 1948)": the name ends with word `i`.
  bool is_of_namesake(std::size_t i) const {
    constexpr std::size_t reach = 40;
    std::size_t first = i;
    while (first > 0 && words_[first - 1].own && !words_[first].starts_sentence) --first;
    const std::size_t end = words_[first].begin, from = end > reach ? end - reach : 0;
    const std::string_view before = base::trim(text().substr(from, end - from));
    const auto& cues = material_.people.namesake_cues;
    return std::any_of(cues.begin(), cues.end(), [&](const std::string& cue) {
      if (!before.ends_with(cue)) return false;
      const std::size_t begin = before.size() - cue.size();
      return begin == 0 || !is_word_byte(before[begin - 1]) || cue.starts_with("n't");
    });
  }

  // "Player DOB: 4 July 1985", "Your date of birth - 4 July 1985": whose form or card it is.
  bool is_in_label(std::size_t i) const {
    constexpr std::size_t longest_card = 60;
    return i == 0 && words_[0].begin == 0 && text().size() <= longest_card && i + 1 < mention_ &&
           (words_[1].in(PeopleWords::birth_words) || words_[1].word == "date") &&
           (words_[0].suffix == "s" || !words_[0].word.ends_with('s'));
  }

  // In the sentence before, only a subject of its own counts.
  std::optional<Referent> at_earlier(std::size_t i) {
    const SentenceWord& word = words_[i];
    if (word.in(PeopleWords::self)) return Referent::writer;
    if (word.own) return Referent::person;
    if (word.in(PeopleWords::third) && !words_.is_pronoun_pair(i))
      return named_last(material_, in_, word.begin);
    const std::uint64_t lists = words_.lists_at(i);
    // "Mrs Ashdown is our Year 6 teacher. Birthday: 7 August"
    if (const auto first = words_.opener(i); first && word.in(PeopleWords::staff) && *first >= 2 &&
                                             words_[*first - 1].in(PeopleWords::verbs) &&
                                             words_[*first - 2].own && !words_[*first].in(PeopleWords::third))
      return Referent::person;
    if ((lists & (PeopleWords::relatives | PeopleWords::pets)) != 0 && words_.is_possessed(i) &&
        !words_.is_oblique(*words_.opener(i)))
      return Referent::another;
    if (word.is_other_name() && !words_.is_oblique(i) && !is_called(i)) return Referent::another;
    // "Our Mylo did it!! Sixteen years old"
    const bool ours =
        i > 0 && !word.starts_sentence && (words_[i - 1].word == "our" || words_[i - 1].word == "my");
    if (ours && word.capital && word.lists == 0 && !word.is_number() && word.word.size() > 2)
      return Referent::another;
    return std::nullopt;
  }

  // "Small world Maureen!": somebody is called by name at the end of a sentence.
  bool is_called(std::size_t i) const {
    const bool last = i + 1 == mention_ || words_[i + 1].starts_sentence;
    if (!last || words_[i].starts_sentence || i == 0 || words_.is_wished(i)) return false;
    const SentenceWord& before = words_[i - 1];
    return before.lists == 0 && !before.capital && !before.is_number();
  }

  // What stands between a noun or name and the mention leads straight on: ", born", "is", "(", ", aged".
  bool leads_on(std::size_t i) const {
    if (mention_ - i - 1 > near + 1) return false;
    for (std::size_t next = i + 1; next < mention_; ++next) {
      if (words_[next].in(PeopleWords::self) || words_[next].starts_sentence) return false;
    }
    return true;
  }

  // "I'm the youngest of three", "proud mum of two", "as a dad": the writer.
  bool describes_writer(std::size_t i) const {
    const std::size_t first = words_.opener(i).value_or(i);
    for (std::size_t back = 1; back <= 3 && back <= first; ++back) {
      const SentenceWord& word = words_[first - back];
      if (words_[first - back + 1].starts_sentence) break;
      if (word.suffix == "m" || word.in(PeopleWords::describers)) return true;
      if (word.in(PeopleWords::self) && back <= 2) return true;
    }
    return false;
  }

  // "Robin Ashdown (coach), born": what the person is.
  bool describes_person(std::size_t i) const {
    if (i == 0 || !words_[i - 1].own || words_[i].end >= text().size()) return false;
    const auto& firsts = material_.first_names;
    if (std::find(firsts.begin(), firsts.end(), words_[i - 1].word) != firsts.end()) return false;
    return (words_[i].mark == '(' && text()[words_[i].end] == ')') ||
           (words_[i].mark == ',' && text()[words_[i].end] == ',');
  }

  // "Robin Ashdown, our assistant headteacher, who was 55": what the person is.
  bool is_post_of_person(std::size_t first, std::size_t noun) const {
    return first > 0 && words_[first].mark == ',' && words_[first - 1].own &&
           !words_[first].starts_sentence && words_[noun].in(PeopleWords::staff) &&
           !words_[first].in(PeopleWords::third);
  }

  std::optional<Referent> noun(std::size_t i, std::uint64_t lists) {
    if (describes_person(i)) return Referent::person;
    const auto at = words_.opener(i);
    if (at && is_post_of_person(*at, i)) return Referent::person;
    const bool relative = (lists & PeopleWords::relatives) != 0;
    if (at && (words_[*at].in(PeopleWords::possessives) || words_[*at].suffix == "s")) {
      if (with_writer(*at, i)) return Referent::writer;
      if (is_place(*at, i)) return std::nullopt;
      const bool thing = (lists & (PeopleWords::things | PeopleWords::pupils)) != 0;
      if (thing && !leads_on(i)) return std::nullopt;
      if (words_.is_oblique(*at) && !leads_on(i)) return std::nullopt;
      return Referent::another;
    }
    if (at && is_where_of_first_verb(*at, i)) return std::nullopt;
    // "Tea with the girls, 40 today"
    if (at && words_.is_oblique(*at) && words_[i].word.ends_with('s') && mark_before_mention() == ',')
      return std::nullopt;
    if (at) return !describes_writer(i) && leads_on(i) ? std::optional(Referent::another) : std::nullopt;
    if (!relative && (lists & PeopleWords::pets) == 0) return std::nullopt;
    // No word before it: "Mum is 60", "Happy birthday Dad", "mum to Ella, 7"; but "mum of two, 37".
    if (describes_writer(i)) return std::nullopt;
    const std::size_t next = behind_bracket(i);
    if (next < mention_ && words_[next].in(PeopleWords::verbs) && !words_[next].starts_sentence)
      return Referent::another;
    if (words_[i].suffix == "s" || words_.is_wished(i)) return Referent::another;
    return std::nullopt;
  }

  // "Mum (nee Pember) turns": the word that goes on with the sentence.
  std::size_t behind_bracket(std::size_t i) const {
    std::size_t next = i + 1;
    if (next >= mention_ || words_[next].mark != '(') return next;
    while (next < mention_ &&
           text().substr(words_[next - 1].end, words_[next].begin - words_[next - 1].end).find(')') ==
               std::string_view::npos)
      ++next;
    return next;
  }

  // "Works in a school and lives in": whoever works there lives. Not "with a man who swims and lives in".
  bool is_where_of_first_verb(std::size_t first, std::size_t noun) const {
    const bool beside = first > 0 && !words_[first].starts_sentence &&
                        words_[first - 1].in(PeopleWords::oblique | PeopleWords::wheres);
    for (std::size_t next = noun + 1; beside && next < mention_; ++next) {
      if (words_[next].in(PeopleWords::clauses | PeopleWords::self)) return false;
      if (words_[next].in(PeopleWords::joins)) return true;
    }
    return false;
  }

  // "Robin Ashdown is to leave. The headteacher, who turned 60": what somebody named before is.
  bool is_named_by_post(std::size_t i) const {
    return i > 0 && words_[i - 1].word == "the" && words_[i - 1].starts_sentence && words_[i].mark == 0 &&
           words_[i - 1].begin > 0 && leads_on(i);
  }

  // "our cook, who was", of whom no name is told here.
  bool is_told_of_post(std::size_t i) const {
    if (!words_[i].in(PeopleWords::staff) || i + 1 >= mention_ || !words_[i + 1].in(PeopleWords::clauses))
      return false;
    const auto first = words_.opener(i);
    if (!first || !words_[*first].in(PeopleWords::possessives) || !leads_on(i)) return false;
    const bool named = *first > 0 && words_[*first].mark == ',' && words_[*first - 1].capital;
    return !named;
  }

  // "A primary headteacher who turned 54 on Sunday has swum the harbour.": who it is, the next paragraph
  // says.
  bool is_announced(std::size_t i) const {
    return i > 0 && i <= 4 && words_[0].begin == 0 && (words_[0].word == "a" || words_[0].word == "an") &&
           in_.passage->heading == 0 && leads_on(i);
  }

  std::optional<Referent> named_next() const {
    const auto next = static_cast<std::size_t>(&in_ - material_.passages.data()) + 1;
    if (next >= material_.passages.size()) return Referent::another;
    const FoldedPassage& below = material_.passages[next];
    const Sentence words(material_, below, 0, std::min(below.folded.text.size(), window_before));
    const auto name = full_name_at(words, 0);
    return name && name->own ? Referent::person : Referent::another;
  }

  // "born upstairs at my nan's", "in my parents' kitchen": where, and not who.
  bool is_place(std::size_t first, std::size_t noun) const {
    const bool owns = words_[noun].suffix == "s" || words_[noun].word.ends_with("s");
    return owns && first > 0 && !words_[first].starts_sentence && words_[first - 1].in(PeopleWords::indoors);
  }

  // "my sister and I": the writer is one of them.
  bool with_writer(std::size_t first, std::size_t last) const {
    if (first >= 2 && words_[first - 1].in(PeopleWords::joins) && words_[first - 2].in(PeopleWords::self))
      return true;
    for (std::size_t next = last + 1; next + 1 < mention_ && next <= last + 2; ++next) {
      if (words_[next].in(PeopleWords::joins) && words_[next + 1].in(PeopleWords::self) &&
          !words_[next + 1].in(PeopleWords::possessives))
        return true;
    }
    return false;
  }

  // "Toft Pell": two capitals of which none is a known word, with what a subject is followed by.
  bool is_unknown_name(std::size_t i) const {
    if (i == 0 || !words_[i].capital || !words_[i - 1].capital) return false;
    const SentenceWord& word = words_[i];
    const SentenceWord& first = words_[i - 1];
    if (word.own || first.own || word.starts_sentence || word.mark != 0) return false;
    if (word.lists != 0 ||
        (first.lists & ~std::uint64_t{PeopleWords::given_names | PeopleWords::titles}) != 0)
      return false;
    if (word.is_number() || first.is_number()) return false;
    if (i >= 2 && !first.starts_sentence && words_[i - 2].in(PeopleWords::wheres)) return false;
    const bool last = i + 1 == mention_;
    const char mark = last ? mark_before_mention() : words_[i + 1].mark;
    if (!last && words_[i + 1].in(PeopleWords::verbs)) return true;
    return last && (mark == ',' || mark == '(');
  }

  char mark_before_mention() const {
    if (words_.empty()) return 0;
    for (std::size_t at = words_.back().end; at < text().size() && !is_word_byte(text()[at]); ++at) {
      if (text()[at] != ' ') return text()[at];
    }
    return 0;
  }

  std::optional<Referent> name(std::size_t i) {
    std::size_t first = i;
    while (first > 0 && words_[first - 1].capital && !words_[first].starts_sentence &&
           words_[first].mark == 0) {
      --first;
      if (words_[first].own) return Referent::person;
    }
    // "Ashdown", of "Robin Ashdown", follows.
    if (i + 1 < mention_ && words_[i + 1].own && words_[i + 1].mark == 0) return Referent::person;
    if (i + 2 < mention_ && words_[i + 1].in(PeopleWords::joins) && words_[i + 2].in(PeopleWords::self))
      return Referent::writer;
    if (words_.is_oblique(first) && !leads_on(i)) return std::nullopt;
    if (words_.is_oblique(first) && !words_.is_wished(first) && !parent_of(first) &&
        !words_[first - 1].in(PeopleWords::ofs) && !has_verb(i)) {
      // "with Kit (7)": of them; "thanks to Kit, 40 today": of the writer, who cannot be told.
      return mark_before_mention() == '(' ? std::optional(Referent::another) : std::nullopt;
    }
    return Referent::another;
  }

  bool has_verb(std::size_t i) const {
    for (std::size_t next = i + 1; next < mention_; ++next) {
      if (words_[next].in(PeopleWords::verbs)) return true;
    }
    return false;
  }

  bool parent_of(std::size_t first) const {
    return first >= 2 && (words_.lists_at(first - 2) & PeopleWords::relatives) != 0;
  }

  const Material& material_;
  const FoldedPassage& in_;
  std::size_t begin_;
  const Sentence words_;
  std::size_t mention_;
};

}  // namespace

std::optional<Referent> spoken_before(const Material& material, const FoldedPassage& in, std::size_t begin) {
  return Before(material, in, begin).run();
}

bool is_in_record_of_another(const Material& material, const FoldedPassage& in, std::size_t begin) {
  return Before(material, in, begin).in_record() == Referent::another;
}

}  // namespace gh::detect
