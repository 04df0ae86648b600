#include <algorithm>
#include <string_view>

#include "detect/beside.h"
#include "detect/sentence.h"
#include "detect/whose.h"

namespace gh::detect {
namespace {

using lexicon::PeopleWords;

constexpr std::size_t window_after = 70, window_before = 260, longest_heading = 90;  // folded bytes

// "Born in Hull in 1970, Sam Toft moved", "A teacher by day, Sam has", "…, she moved": the subject at word
// `at`, which a comma stands before.
std::optional<Referent> after_comma(const Material& material, const FoldedPassage& in,
                                    const Sentence& sentence, std::size_t at) {
  const SentenceWord& first = sentence[at];
  const std::size_t next = at + 1;
  if (first.own) return Referent::person;
  if (first.in(PeopleWords::self) && !first.in(PeopleWords::possessives)) return Referent::writer;
  if (next == sentence.size()) return std::nullopt;
  if (first.in(PeopleWords::third) && sentence[next].mark == 0) return named_last(material, in, first.begin);
  if (first.in(PeopleWords::articles) && sentence.is_noun(next)) return Referent::another;
  if (!first.capital || sentence[next].own || sentence[next].mark != 0) return std::nullopt;
  const bool acts = sentence[next].in(PeopleWords::acts);
  if (acts &&
      (first.in(PeopleWords::given_names) || (first.lists == 0 && !sentence[next].in(PeopleWords::states))))
    return Referent::another;
  if (at > 0 || !sentence[next].capital || next + 1 == sentence.size()) return std::nullopt;
  const SentenceWord& third = sentence[next + 1];
  const bool name = first.in(PeopleWords::given_names) || (first.lists == 0 && sentence[next].lists == 0);
  const bool goes_on =
      third.mark == 0 && !third.capital && !third.starts_sentence && !third.in(PeopleWords::oblique);
  return name && goes_on ? std::optional(Referent::another) : std::nullopt;
}

// The first word behind a comma, of the next few words.
std::size_t comma_in(const Sentence& sentence) {
  for (std::size_t i = 0; i < sentence.size() && i < near; ++i) {
    if (i > 0 && sentence[i].starts_sentence) break;
    if (sentence[i].mark == ',') return i;
  }
  return sentence.size();
}

// "My": of the writer, unless it is my son's.
std::optional<Referent> after_own(const Sentence& sentence, std::size_t i, bool called) {
  const SentenceWord& word = sentence[i];
  if (i + 1 < sentence.size() && word.in(PeopleWords::possessives)) {
    for (std::size_t next = i + 1; next < sentence.size() && next <= i + near; ++next) {
      if (sentence[next].starts_sentence || sentence[next].mark == ',') break;
      if (sentence.is_noun(next)) return Referent::another;
    }
  }
  if (called && !word.own) return std::nullopt;  // "40 today, my word"
  return word.own ? Referent::person : Referent::writer;
}

}  // namespace

std::optional<Referent> spoken_behind(const Material& material, const FoldedPassage& in, std::size_t end) {
  const std::size_t to = std::min(in.folded.text.size(), end + window_after);
  const Sentence sentence(material, in, end, to);
  if (sentence.empty() || sentence[0].starts_sentence) return std::nullopt;
  const SentenceWord& first = sentence[0];
  if (const std::size_t at = comma_in(sentence); at < sentence.size()) {
    if (const auto whose = after_comma(material, in, sentence, at)) return whose;
  }
  const bool called = first.mark == ',' && first.in(PeopleWords::possessives);
  const bool leads = called || first.in(PeopleWords::verbs) || first.suffix == "s" ||
                     first.in(PeopleWords::equals) || first.mark == '-' || first.mark == '(' ||
                     first.mark == '=' || first.mark == ':';
  if (!leads) return std::nullopt;
  for (std::size_t i = 0; i < sentence.size() && i < 6; ++i) {
    const SentenceWord& word = sentence[i];
    if (i > 0 && word.starts_sentence) break;
    if (word.in(PeopleWords::self) || word.own) return after_own(sentence, i, called);
    if (word.in(PeopleWords::ours | PeopleWords::third)) return Referent::another;
    if (word.suffix == "s" && (sentence.is_noun(i) || (word.capital && word.in(PeopleWords::given_names))))
      return Referent::another;
  }
  return std::nullopt;
}

namespace {

// The person's name begins the sentence of word `i`.
bool has_own_subject(const Sentence& sentence, std::size_t i) {
  std::size_t first = i;
  while (first > 0 && !sentence[first].starts_sentence) --first;
  return first < i && sentence[first].own;
}

// "Robin has taken over from Maureen", "Robin set off with his brother Bilal": whom word `i` names is not who
// the sentence is about.
bool is_aside(const Sentence& sentence, std::size_t i) {
  std::size_t first = i;
  if (first > 0 && sentence[first - 1].in(PeopleWords::relatives)) --first;
  if (first > 0 && sentence[first - 1].in(PeopleWords::possessives)) --first;
  return sentence.is_oblique(first) && has_own_subject(sentence, first);
}

// "Mr Kershaw": a name that no list has, behind a title.
bool is_titled(const Sentence& sentence, std::size_t i) {
  const SentenceWord& word = sentence[i];
  return i > 0 && word.capital && word.lists == 0 && !word.is_number() && !word.starts_sentence &&
         word.word.size() > 1 && (word.mark == 0 || word.mark == '.') &&
         sentence[i - 1].in(PeopleWords::titles) && sentence[i - 1].capital;
}

// The last name or relative of these bytes; "I" there makes anybody else other. What somebody is quoted with
// names nobody.
std::optional<Referent> named_in(const Material& material, const FoldedPassage& in, std::size_t from,
                                 std::size_t to) {
  const Sentence sentence(material, in, from, to);
  const std::string_view text = in.folded.text;
  const auto quotes = [&](std::size_t begin, std::size_t end) {
    return std::count(text.begin() + static_cast<std::ptrdiff_t>(begin),
                      text.begin() + static_cast<std::ptrdiff_t>(end), '"');
  };
  bool quoted = quotes(from, to) % 2 == 1;
  const bool paired = !quoted;
  std::size_t at = to;
  for (std::size_t i = sentence.size(); i-- > 0;) {
    const SentenceWord& word = sentence[i];
    quoted = quoted != (quotes(word.begin, at) % 2 == 1);
    at = word.begin;
    if (paired && quoted) continue;
    if (word.own && word.suffix.empty()) return Referent::person;
    if (word.in(PeopleWords::self)) return Referent::another;
    // "when Lomax turned 50": somebody of a name that no list has.
    if (i + 1 < sentence.size() && word.capital && word.lists == 0 && !word.starts_sentence &&
        sentence[i + 1].in(PeopleWords::states) && sentence[i + 1].mark == 0)
      return Referent::another;
    if (is_titled(sentence, i) && !is_aside(sentence, i - 1)) return Referent::another;
    if (word.is_other_name()) {
      if (is_aside(sentence, i)) continue;
      const bool own_follows = i + 1 < sentence.size() && sentence[i + 1].own;
      return own_follows ? Referent::person : Referent::another;
    }
    if (word.in(PeopleWords::relatives | PeopleWords::pets) && i > 0 &&
        sentence[i - 1].in(PeopleWords::possessives) && !is_aside(sentence, i))
      return Referent::another;
  }
  return std::nullopt;
}

// The paragraphs above, of the same piece of writing, up to the first that goes on with nobody: "Her poems
// have won prizes.", "The teacher, who is retiring, …".
std::optional<Referent> named_above(const Material& material, const FoldedPassage& in) {
  constexpr std::size_t most_back = 4;
  const auto index = static_cast<std::size_t>(&in - material.passages.data());
  for (std::size_t back = 1; back <= std::min(most_back, index); ++back) {
    const FoldedPassage& above = material.passages[index - back];
    if (above.passage->post != in.passage->post) return std::nullopt;
    const std::size_t size = above.folded.text.size();
    if (const auto named = named_in(material, above, size > window_before ? size - window_before : 0, size))
      return named;
    const bool heads = above.passage->heading > 0 || above.passage->place != in.passage->place;
    if (heads || !material.has_word(above, PeopleWords::third | PeopleWords::staff)) return std::nullopt;
  }
  return std::nullopt;
}

// "Ep 44: Robin Ashdown on running a choir", and nobody else.
bool titles_name_person(const Material& material) {
  return std::any_of(material.passages.begin(), material.passages.end(), [&](const FoldedPassage& in) {
    if (in.passage->heading != 1 && in.passage->field != "title") return false;
    const Sentence words(material, in, 0, std::min(in.folded.text.size(), window_before));
    bool own = false, others = false;
    for (std::size_t i = 0; i < words.size(); ++i) {
      own = own || (i > 0 && words[i].own && words[i - 1].own && words[i].mark == 0);
      others = others || words[i].is_other_name();
    }
    return own && !others;
  });
}

}  // namespace

Referent named_last(const Material& material, const FoldedPassage& in, std::size_t begin) {
  const std::size_t from = begin > 2 * window_before ? begin - 2 * window_before : 0;
  if (const auto named = named_in(material, in, from, begin)) return *named;
  if (is_chapter(in)) return titles_name_person(material) ? Referent::person : Referent::another;
  if (const auto named = named_above(material, in)) return *named;
  if (in.heading < 0 || in.passage->post) return Referent::another;
  const FoldedPassage& heading = material.passages[static_cast<std::size_t>(in.heading)];
  return is_own_name(material, std::string_view(heading.folded.text).substr(0, longest_heading))
             ? Referent::person
             : Referent::another;
}

bool is_chapter(const FoldedPassage& in) {
  constexpr std::size_t longest = 160;
  static const RE2 time("^[(\\[]?(?:\\d{1,2}:)?\\d{1,2}:\\d\\d[)\\]]?[ :-]");
  return in.folded.text.size() <= longest && RE2::PartialMatch(piece(in.folded.text), time);
}

}  // namespace gh::detect
