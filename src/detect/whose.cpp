#include "detect/whose.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <string>

#include "detect/beside.h"
#include "detect/headings.h"
#include "detect/name_order.h"
#include "detect/rows.h"
#include "detect/sentence.h"
#include "detect/speakers.h"

namespace gh::detect {
namespace {

using namespace std::string_view_literals;  // compared by size first

using lexicon::PeopleWords;
using scrape::About;

constexpr std::size_t longest_name = 90;   // folded bytes of a heading that holds one
constexpr std::size_t window_quote = 300;  // folded bytes

// Listen for the line: "I am forty years old". "I was born in a lift", it begins.
bool is_of_work(const Material& material, std::string_view before, std::string_view behind) {
  constexpr std::size_t reach = 24;
  const std::size_t stop = before.find_last_of(".!?\n");
  if (stop != std::string_view::npos) before.remove_prefix(stop + 1);
  while (!before.empty() && !is_word_byte(before.back())) before.remove_suffix(1);
  while (!behind.empty() && !is_word_byte(behind.front())) {
    // Behind a new sentence somebody else may begin.
    if (behind.front() == '.' || behind.front() == '\n')
      behind = {};
    else
      behind.remove_prefix(1);
  }
  behind = behind.substr(0, reach);
  const lexicon::PeopleWords& people = material.people;
  return std::any_of(people.before_works.begin(), people.before_works.end(),
                     [&](const std::string& cue) { return before.ends_with(cue); }) ||
         std::any_of(people.behind_works.begin(), people.behind_works.end(),
                     [&](const std::string& cue) { return behind.starts_with(cue); });
}

// "The headteacher", "the dad-of-three": whoever was named before.
bool is_described(const Sentence& words, std::size_t i) {
  if (i == 0 || !words[i - 1].in(PeopleWords::articles)) return false;
  const bool parent = words[i].in(PeopleWords::relatives) && i + 1 < words.size() &&
                      words[i + 1].in(PeopleWords::ofs) && words[i + 1].mark == '-';
  return parent || words[i].in(PeopleWords::staff);
}

// "I'm 48 and come from Selby." - Bev: the name that a quotation is signed with, its end being at `behind`.
std::optional<Whose> by_signature(const Material& material, const FoldedPassage& in, std::size_t behind) {
  constexpr std::size_t longest = 40, most_words = 4;
  const std::string_view text = in.folded.text;
  std::size_t at = behind;
  while (at < text.size() && text[at] == ' ') ++at;
  if (at >= text.size() || text[at] != '-') return std::nullopt;
  const std::size_t end = std::min(text.find('\n', at), text.size());
  if (end - at > longest) return std::nullopt;
  const Sentence words(material, in, at + 1, end);
  if (words.empty() || words.size() > most_words || !words[0].capital) return std::nullopt;
  if (words[0].own) return Whose::self;
  return words[0].is_other_name() ? std::optional(Whose::other) : std::nullopt;
}

// Inside quotation marks, whose speaker the words beside them name.
std::optional<Whose> by_quote(const Material& material, const FoldedPassage& in, std::size_t begin,
                              std::size_t end) {
  const std::string_view text = in.folded.text;
  const std::size_t from = begin > window_quote ? begin - window_quote : 0;
  const std::size_t open = text.substr(from, begin - from).rfind('"');
  if (open == std::string_view::npos) return std::nullopt;
  const std::size_t at = from + open;
  const bool opens = (at == 0 || !is_word_byte(text[at - 1])) && at + 1 < text.size() &&
                     text[at + 1] != ' ' &&
                     (at == 0 || std::string_view(".,!?").find(text[at - 1]) == std::string_view::npos);
  if (!opens) return std::nullopt;
  const std::size_t close = text.substr(end, window_quote).find('"');
  const std::size_t behind = close == std::string_view::npos ? text.size() : end + close + 1;
  // Whoever is named beside the words of speech, up to the end of that sentence.
  const auto speaker = [&](std::size_t first, std::size_t last) -> std::optional<Whose> {
    const Sentence words(material, in, first, last);
    bool speech = false, own = false, named = false, pronoun = false;
    for (std::size_t i = 0; i < words.size() && !(speech && words[i].starts_sentence && i > 0); ++i) {
      const SentenceWord& word = words[i];
      speech = speech || word.in(PeopleWords::speech);
      const bool says_own = word.own || (word.in(PeopleWords::self) && !word.in(PeopleWords::possessives));
      // "to me from my friend Val, who writes": whoever stands next to the words that are quoted.
      const bool says_other = word.is_other_name() || (words.is_noun(i) && words.is_possessed(i));
      if (says_own || (says_other && first < begin)) own = says_own;
      named = named || says_own || says_other;
      pronoun = pronoun || word.in(PeopleWords::third) || is_described(words, i);
    }
    if (!speech) return std::nullopt;
    // "I was born in Hull," she laughed: whoever the lines above tell of.
    if (!named && pronoun) own = named_last(material, in, at) == Referent::person;
    return own ? Whose::self : Whose::other;
  };
  if (close != std::string_view::npos) {
    if (const auto whose = by_signature(material, in, behind)) return whose;
  }
  // Up to where somebody speaks again.
  const std::size_t again = std::min(text.find('"', behind), text.size());
  if (const auto whose = speaker(behind, std::min(again, behind + 45))) return whose;
  const std::size_t before = at > 60 ? at - 60 : 0;
  if (const auto whose = speaker(before, at)) return whose;
  if (is_of_work(material, text.substr(before, at - before), text.substr(std::min(behind, text.size()))))
    return Whose::other;
  // Margaret in Rye: "I was born in 1950"
  if (!text.substr(0, at).ends_with(": ") && !text.substr(0, at).ends_with(':')) return std::nullopt;
  const Sentence words(material, in, before, at);
  const auto last =
      std::find_if(words.begin(), words.end(), [](const SentenceWord& word) { return word.own; });
  const bool another = std::any_of(words.begin(), words.end(), [](const SentenceWord& word) {
    return word.capital && word.is_other_name();
  });
  return another && last == words.end() ? std::optional(Whose::other) : std::nullopt;
}

// "KERENZA – fiddle, shouting": one of a list of people, by a single name.
bool is_member(const Material& material, std::string_view label, std::string_view name) {
  std::string_view behind = label.substr(name.size());
  const bool dash =
      behind.starts_with(" - ") || behind.starts_with(" \u2013 ") || behind.starts_with(" \u2014 ");
  if (!dash) return false;
  const std::string folded = base::lower_ascii(name);
  const bool capitals =
      name.size() > 2 && std::all_of(name.begin(), name.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  const bool given = (material.people.of(folded) & PeopleWords::given_names) != 0;
  return (capitals || given) && !names_person(material, folded);
}

// Bytes of the letter at `at`, of the Latin alphabet and its neighbours; 0 for none.
std::size_t latin_letter(std::string_view text, std::size_t at) {
  if (at >= text.size()) return 0;
  const auto lead = static_cast<unsigned char>(text[at]);
  if (lead < 0x80) return std::isalpha(lead) != 0 ? 1 : 0;
  return lead >= 0xC3 && lead <= 0xC9 && at + 1 < text.size() ? 2 : 0;
}

// "Nell Garside - fiddle", "Robin Ashdown": a label that begins with somebody's whole name.
std::optional<Whose> by_label(const Material& material, std::string_view label) {
  constexpr std::size_t longest = 60;
  if (label.size() > longest) return std::nullopt;
  const auto word_at = [&](std::size_t at) {
    std::size_t end = at;
    while (const std::size_t letter = latin_letter(label, end)) end += letter;
    const bool whole = end == label.size() || static_cast<unsigned char>(label[end]) < 0x80;
    const bool small = at < label.size() && label[at] >= 'a' && label[at] <= 'z';
    return end > at + 1 && !small && whole ? label.substr(at, end - at) : std::string_view();
  };
  const std::string_view first = word_at(0);
  if (first.empty() || first.size() >= label.size() || label[first.size()] != ' ') return std::nullopt;
  if (is_member(material, label, first)) return Whose::other;
  const std::string_view second = word_at(first.size() + 1);
  if (second.empty()) return std::nullopt;
  const std::string given = base::fold(first), surname = base::fold(second);
  const auto is_own = [&](const std::string& word) {
    return std::find(material.person_words.begin(), material.person_words.end(), word) !=
           material.person_words.end();
  };
  if (is_own(given) && is_own(surname)) return Whose::self;
  const bool another = (material.people.of(given) & PeopleWords::given_names) != 0 &&
                       material.people.of(surname) == 0 && !is_own(surname);
  return another ? std::optional(Whose::other) : std::nullopt;
}

std::vector<std::string> words_in(std::string_view folded) {
  std::vector<std::string> words;
  for (const std::string_view word : base::split(folded, ' ')) words.emplace_back(word);
  return words;
}

// "Cheung Kwok Fai" on a page whose mark-up names Wei Ling Cheung in full, too.
bool is_beside_own_entity(const Material& material, std::string_view entity) {
  const std::vector<std::string> words = words_in(entity);
  const bool own_given = std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    if (word.ends_with('.')) word.remove_suffix(1);  // an initial
    return may_be_own_name(material, word);
  });
  if (words.size() < 2 || own_given) return false;
  return std::any_of(material.passages.begin(), material.passages.end(), [&](const FoldedPassage& other) {
    const std::string& named = other.passage->entity;
    return !named.empty() && named != entity && is_named_in_full(material, named);
  });
}

std::optional<Whose> by_mark_up(const Material& material, const FoldedPassage& in) {
  const scrape::Passage& passage = *in.passage;
  // Among comments, those below their own name.
  if (in.speaker == Speaker::person && passage.entity.empty()) return Whose::self;
  const auto labelled = by_label(material, passage.label);
  // In a list of replies each stands behind its writer's name.
  if (labelled == Whose::self && passage.entity.empty()) return Whose::self;
  if (passage.about == About::other) return is_anothers(material, passage) ? Whose::other : Whose::self;
  if (const auto whose = whose_reversed(material, passage.entity)) return *whose;
  const std::string entity = base::fold(passage.entity);
  const bool letters = std::any_of(entity.begin(), entity.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  if (letters && entity.size() <= 60) {
    const bool own = is_own_name(material, entity) && !is_beside_own_entity(material, entity);
    return own ? Whose::self : Whose::other;
  }
  if (in.speaker == Speaker::another) return Whose::other;
  if (const auto whose = said_by_row(material, in)) return whose;
  if (labelled) return labelled;
  if (passage.about == About::owner || in.speaker == Speaker::person) return Whose::self;
  return std::nullopt;
}

// "hollowell, dafydd" is not Catrin Hollowell.
bool is_reversed_namesake(const Material& material, std::string_view folded_name) {
  constexpr std::size_t longest = 60;
  const std::size_t comma = folded_name.find(", ");
  if (comma == std::string_view::npos || folded_name.size() > longest) return false;
  const ReversedName name{words_in(folded_name.substr(0, comma)), words_in(folded_name.substr(comma + 2))};
  const bool own_first = std::any_of(name.surname.begin(), name.surname.end(), [&](const std::string& word) {
    return may_be_own_name(material, word);
  });
  if (own_first || name.given.empty() ||
      (material.people.of(name.given.front()) & PeopleWords::given_names) == 0)
    return false;
  return whose_name(material, name) == Whose::other;
}

// "dafydd ieuan hollowell" is not Catrin Hollowell, either.
bool is_long_namesake(const Material& material, const std::vector<std::string>& words) {
  constexpr std::size_t most_words = 4;
  const auto is_given = [&](const std::string& word) {
    return (material.people.of(word) & PeopleWords::given_names) != 0;
  };
  if (words.size() > most_words || std::none_of(words.begin(), words.end() - 1, is_given)) return false;
  const auto is_own = [&](const std::string& word) {
    return std::find(material.person_words.begin(), material.person_words.end(), word) !=
           material.person_words.end();
  };
  if (!is_own(words.back())) return false;
  return std::all_of(words.begin(), words.end() - 1, [&](const std::string& word) {
    const bool letters = std::all_of(word.begin(), word.end(), is_word_byte);
    const bool plain = (material.people.of(word) & ~std::uint64_t{PeopleWords::given_names}) == 0;
    return letters && plain && !is_own(word) && !may_be_own_name(material, word);
  });
}

// "sue cadwgan (née pemberton)": without what stands in brackets.
std::string_view without_brackets(std::string_view name) {
  const std::size_t open = name.find(" (");
  return open == std::string_view::npos || !name.ends_with(')') ? name : name.substr(0, open);
}

// Two words, a first name of the person's and somebody else's surname: "Catrin Adeyemi" is not Catrin
// Hollowell.
bool is_namesake(const Material& material, std::string_view folded_name) {
  folded_name = without_brackets(folded_name);
  if (is_reversed_namesake(material, folded_name)) return true;
  // "Pte Joseph Ashdown"
  const std::size_t title = folded_name.find(' ');
  if (title != std::string_view::npos && folded_name.find(' ', title + 1) != std::string_view::npos &&
      (material.people.of(folded_name.substr(0, title)) & PeopleWords::titles) != 0)
    folded_name.remove_prefix(title + 1);
  const std::size_t blank = folded_name.find(' ');
  if (blank == std::string_view::npos) return false;
  if (folded_name.find(' ', blank + 1) != std::string_view::npos)
    return is_long_namesake(material, words_in(folded_name));
  const std::string_view first = folded_name.substr(0, blank), second = folded_name.substr(blank + 1);
  const auto is_own = [&](std::string_view word) {
    return std::find(material.person_words.begin(), material.person_words.end(), word) !=
           material.person_words.end();
  };
  // "N. Ashdown" is not Robin Ashdown.
  const std::string_view initial = first.substr(0, first.ends_with('.') ? first.size() - 1 : first.size());
  if (initial.size() == 1 && is_own(second) && !material.first_names.empty())
    return std::none_of(material.first_names.begin(), material.first_names.end(),
                        [&](const std::string& own) { return own.starts_with(initial); });
  const bool letters = std::all_of(second.begin(), second.end(), is_word_byte);
  // "Kev Ent" is short for Kev Entwistle.
  const bool shortened =
      second.size() > 2 && std::any_of(material.person_words.begin(), material.person_words.end(),
                                       [&](const std::string& word) { return word.starts_with(second); });
  if (is_own(first) && shortened) return false;
  // "Hana Ashdown" is not Robin Ashdown.
  if ((material.people.of(first) & PeopleWords::given_names) != 0 && is_own(second) && !is_own(first))
    return !may_be_own_name(material, first);
  return second.size() > 2 && letters && is_own(first) && !is_own(second) && material.people.of(second) == 0;
}

// A label below prose that tells of somebody else, by full name and never of the writer: "Sanjay Pettigrew
// was a chef. … / Birthday: 2 June 1999".
bool follows_a_life(const Material& material, const FoldedPassage& in) {
  constexpr std::size_t most_back = 12, shortest_prose = 60;
  const auto index = static_cast<std::size_t>(&in - material.passages.data());
  for (std::size_t back = 1; back <= most_back && back <= index; ++back) {
    const FoldedPassage& above = material.passages[index - back];
    if (above.passage->heading > 0 || above.passage->place != in.passage->place) return false;
    const std::size_t size = above.folded.text.size();
    if (above.passage->syntax != "text"sv || size < shortest_prose || is_chapter(above)) continue;
    // An answer is said again below the list that it stands in.
    if (above.passage->text.source().end >= in.passage->text.source().end) continue;
    const std::size_t from = size > window_quote ? size - window_quote : 0;
    const Sentence words(material, above, from, size);
    bool another = false, by_first_name = false;
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (words[i].own) return false;
      // "I was born in a flat," Kit told the paper.
      const std::string_view before = std::string_view(above.folded.text).substr(from, words[i].begin - from);
      const auto quotes = std::count(before.begin(), before.end(), '"');
      if (quotes % 2 == 0 && words[i].in(PeopleWords::self)) return false;
      const auto name = full_name_at(words, i);
      another = another || (name && !name->own);
      by_first_name = by_first_name || words[i].is_other_name();
    }
    // By the first name alone: the whole one stands above.
    if (another || !by_first_name) return another;
  }
  return false;
}

// "— Robin Ashdown, caretaker" below a quotation: the words are the person's own.
bool is_signed_below(const Material& material, const FoldedPassage& in) {
  constexpr std::size_t longest_signature = 90, most_paragraphs = 4;
  auto next = static_cast<std::size_t>(&in - material.passages.data()) + 1;
  for (std::size_t steps = 0; steps < most_paragraphs && next < material.passages.size(); ++steps, ++next) {
    const FoldedPassage& below = material.passages[next];
    const std::string& text = below.folded.text;
    if (text.starts_with('-') || !below.passage->quoted)
      return text.size() <= longest_signature && text.starts_with('-') && is_own_name(material, text);
  }
  return false;
}

// "Memories no. 7: Robin Ashdown", "In conversation with Robin Ashdown": whoever the heading above ends with
// is quoted below.
bool is_headed_by_speaker(const Material& material, const FoldedPassage& in) {
  constexpr std::size_t longest_heading = 90;
  if (in.heading < 0) return false;
  const FoldedPassage& heading = material.passages[static_cast<std::size_t>(in.heading)];
  const std::size_t size = heading.folded.text.size();
  if (heading.passage->heading == 0 || size > longest_heading) return false;
  const Sentence words(material, heading, 0, size);
  std::size_t own = 0;
  while (own < words.size() && words[words.size() - 1 - own].own) ++own;
  if (own < 2 || own == words.size()) return false;
  const SentenceWord& first = words[words.size() - own];
  const SentenceWord& before = words[words.size() - own - 1];
  return first.mark == ':' || first.mark == '-' || before.word == "with" ||
         before.in(PeopleWords::introductions);
}

// "Runner: Robin Ashdown / Club: … / Date of birth: …": the first line says whose lines they are.
bool is_own_record(const Material& material, const FoldedPassage& in) {
  constexpr std::string_view mark = ": ";
  const std::string_view words = in.passage->text.words();
  const std::string_view first = words.substr(0, words.find('\n'));
  const std::size_t colon = first.find(mark);
  return first.size() < words.size() && colon != std::string_view::npos &&
         is_named_in_full(material, first.substr(colon + mark.size()));
}

bool is_quoted_of_another(const Material& material, const FoldedPassage& in) {
  if (!in.passage->quoted || material.testimony || is_signed_below(material, in) ||
      is_headed_by_speaker(material, in))
    return false;
  // "Robin told me that I could do sums" is said of Robin; "… - Robin Ashdown" by them.
  constexpr std::size_t longest_end = 60;
  const std::string_view text = in.folded.text;
  const std::size_t end = text.rfind('"');
  const std::string_view signature = text.substr(std::max(
      text.size() > longest_end ? text.size() - longest_end : 0, end == std::string_view::npos ? 0 : end));
  return !is_own_name(material, signature);
}

}  // namespace

bool is_named_in_full(const Material& material, std::string_view name) {
  constexpr std::size_t longest = 60;
  if (name.empty() || name.size() > longest) return false;
  if (const auto whose = whose_reversed(material, name)) return *whose == Whose::self;
  const std::string folded = base::fold(name);
  const auto has = [&](const std::vector<std::string>& list, bool first_names) {
    return std::any_of(list.begin(), list.end(), [&](const std::string& word) {
      const auto& firsts = material.first_names;
      const bool first = std::find(firsts.begin(), firsts.end(), word) != firsts.end();
      const auto words = base::split(folded, ' ');
      return first == first_names && std::find(words.begin(), words.end(), word) != words.end();
    });
  };
  return has(material.first_names, true) && has(material.person_words, false);
}

std::size_t letters_behind_title(const Material& material, std::string_view title, std::string_view word) {
  if ((material.people.of(title) & PeopleWords::titles) == 0 || word.empty()) return 0;
  const bool begins = std::any_of(
      material.person_words.begin(), material.person_words.end(), [&](const std::string& surname) {
        const auto& firsts = material.first_names;
        return surname.starts_with(word) && std::find(firsts.begin(), firsts.end(), surname) == firsts.end();
      });
  return begins ? word.size() : 0;
}

namespace {

// "Ms McG", "Physics with Ms Ash": alone an initial is enough, among other words three letters are few.
bool names_by_title(const Material& material, std::string_view folded) {
  constexpr std::size_t fewest = 3;
  const std::vector<std::string_view> words = base::split(folded, ' ');
  for (std::size_t i = 1; i < words.size(); ++i) {
    std::string_view word = words[i];
    if (word.ends_with('.')) word.remove_suffix(1);
    const std::size_t letters = letters_behind_title(material, words[i - 1], word);
    if (letters >= fewest || (letters > 0 && words.size() == 2)) return true;
  }
  return false;
}

}  // namespace

bool is_own_name(const Material& material, std::string_view folded_name) {
  const bool several = folded_name.find(' ') != std::string_view::npos;
  if (several && folded_name.size() <= longest_name && names_by_title(material, folded_name)) return true;
  if (is_namesake(material, folded_name)) return false;
  // "catrin1986" is anybody of that name.
  const bool handle = folded_name.find(' ') == std::string_view::npos &&
                      folded_name.find_first_of("0123456789_") != std::string_view::npos;
  if (!handle && names_person(material, folded_name)) return true;
  return std::any_of(material.of.person.usernames.begin(), material.of.person.usernames.end(),
                     [&](const std::string& username) {
                       const std::string folded = base::fold(username);
                       return folded.size() > 2 && folded_name.find(folded) != std::string_view::npos;
                     });
}

bool is_name_label(const Material& material, std::string_view label) {
  return by_label(material, label).has_value();
}

bool is_anothers(const Material& material, const scrape::Passage& passage) {
  return passage.about == About::other && !is_named_in_full(material, passage.entity);
}

bool label_of_other(const Material& material, std::string_view folded_label) {
  for (std::size_t at = 0; at < folded_label.size();) {
    std::size_t end = at;
    while (end < folded_label.size() && is_word_byte(folded_label[end])) ++end;
    const std::uint32_t lists = material.people.of(folded_label.substr(at, end - at));
    if ((lists & (PeopleWords::relatives | PeopleWords::pets | PeopleWords::pupils | PeopleWords::third)) !=
        0)
      return true;
    at = end + 1;
  }
  return false;
}

Subject owner_of(const Material& material, const FoldedPassage& in) {
  if (in.of_reader || in.of_namesake) return {Whose::other, true};
  if (const auto whose = by_mark_up(material, in)) return {*whose, true};
  if (is_quoted_of_another(material, in) || is_below_voices(material, in)) return {Whose::other, true};
  if (const auto whose = said_by_headings(material, in)) return {*whose, true};
  if (in.of_thing || in.of_animal || material.is_anothers_page() || follows_a_life(material, in))
    return {Whose::other, true};
  return {};
}

Subject subject_of(const Material& material, const FoldedPassage& in, std::size_t begin, std::size_t end) {
  if (in.of_namesake) return {Whose::other, true};
  const auto marked = by_mark_up(material, in);
  if (marked == Whose::other) return {Whose::other, true};
  // "Entry form received - thank you", and below it "Runner: Robin Ashdown": a record of theirs.
  if (in.of_reader && !names_person(material, in)) return {Whose::other, true};
  if (const auto whose = by_quote(material, in, begin, end)) return {*whose, true};
  const Speaker speaker = speaker_of_line(material, in, begin);
  if (speaker == Speaker::another) return {Whose::other, true};
  auto said = spoken_before(material, in, begin);
  if (!said) said = spoken_behind(material, in, end);
  if (said == Referent::another) return {Whose::other, true};
  if (is_quoted_of_another(material, in)) return {Whose::other, true};
  const bool record = is_own_record(material, in);
  const bool own = marked == Whose::self || speaker == Speaker::person || said == Referent::person || record;
  if (!own && is_below_voices(material, in)) return {Whose::other, true};
  // Under another's heading and on another's page, "I" is that other, and so is whoever is not named.
  const auto above = said_by_headings(material, in);
  if (above == Whose::other && marked != Whose::self && !record) return {Whose::other, true};
  const bool governed = own || above == Whose::self;
  const bool labelled = !said && !in.passage->label.empty();
  const bool of_thing = in.of_animal || (!said && in.of_thing) || (labelled && follows_a_life(material, in));
  if (!governed && (of_thing || material.is_anothers_page())) return {Whose::other, true};
  return {Whose::self, said.has_value() || above.has_value(), said.has_value()};
}

}  // namespace gh::detect
