#include "detect/headings.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string>

#include "detect/name_order.h"
#include "detect/sentence.h"
#include "detect/whose.h"

namespace gh::detect {
namespace {

using namespace std::string_view_literals;  // compared by size first

using lexicon::PeopleWords;

constexpr std::size_t longest_name_line = 48, longest_heading = 90;  // folded bytes
constexpr std::size_t reach_of_name_line = 5;  // passages that a line with a name can head
constexpr std::size_t reach_in_record = 40;    // where all of them are labels and values
constexpr std::size_t longest_in_record = 80;  // folded bytes
constexpr int most_steps = 6;                  // from a heading to the one above it

// "Hannah's children" is not about Hannah.
bool is_of_relatives(const Sentence& words) {
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (words[i - 1].own && words[i - 1].suffix == "s" &&
        words[i].in(PeopleWords::relatives | PeopleWords::pets))
      return true;
  }
  return false;
}

// "Pauline Iqbal as Hamlet", "Mrs P. Iqbal, SENCo", "Nasreen Iqbal (Year 3)": a name, and what they are.
bool introduces_another(const Sentence& words) {
  std::size_t first = 0;
  while (first < words.size() && first < 2 && words[first].in(PeopleWords::introductions)) ++first;
  // "Interview: Pauline Iqbal, baker", "Player of the month: Kit Toft"
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (words[i].mark == ':' || words[i].mark == '-') first = i;
  }
  const auto name = full_name_at(words, first);
  if (!name || name->own) return false;
  if (name->last + 1 == words.size()) return true;
  const SentenceWord& next = words[name->last + 1];
  return next.mark == ',' || next.mark == '(' || next.mark == '-' || next.mark == ':' ||
         next.starts_sentence || next.in(PeopleWords::describers);
}

// Where the next number of four digits begins that can be a year; npos for none.
std::size_t next_year(std::string_view text, std::size_t at) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  while (at < text.size()) {
    std::size_t end = at;
    while (end < text.size() && is_digit(text[end])) ++end;
    if (end - at == 4 && (text[at] == '1' || text[at] == '2')) return at;
    at = std::max(end, at + 1);
  }
  return std::string_view::npos;
}

// "Gethin Ashdown (1902-1981)", "12.3.1931 - 4.10.2009": the years of somebody who is dead. A post is held,
// or a business kept, for less long.
bool holds_life(std::string_view text) {
  constexpr std::size_t farthest = 24;
  constexpr int shortest_life = 45, longest_life = 115;
  const std::size_t first = next_year(text, 0);
  if (first == std::string_view::npos) return false;
  const std::size_t second = next_year(text, first + 4);
  if (second == std::string_view::npos || second - first > farthest) return false;
  const std::string_view between = text.substr(first + 4, second - first - 4);
  const bool dash = between.find('-') != std::string_view::npos ||
                    between.find("\u2013") != std::string_view::npos ||
                    between.find("\u2014") != std::string_view::npos;
  const int years = std::atoi(std::string(text.substr(second, 4)).c_str()) -
                    std::atoi(std::string(text.substr(first, 4)).c_str());
  return dash && years >= shortest_life && years <= longest_life;
}

// "People also viewed"
bool heads_others(const Material& material, std::string_view text) {
  const auto& cues = material.people.others_headings;
  return std::any_of(cues.begin(), cues.end(),
                     [&](const std::string& cue) { return text.find(cue) != std::string_view::npos; });
}

// "3 comments", "Supporters (61)": a number and one of the words, or one that needs none.
bool heads_voices(const Material& material, std::string_view text) {
  constexpr std::size_t longest = 40;
  if (text.size() > longest) return false;
  std::string words;
  bool number = false;
  for (const std::string_view word : base::split(text, ' ')) {
    std::string bare(word);
    std::erase_if(bare, [](char c) { return c == '(' || c == ')' || c == ':' || c == ','; });
    const bool digits =
        !bare.empty() && std::all_of(bare.begin(), bare.end(), [](char c) { return c >= '0' && c <= '9'; });
    number = number || digits;
    if (!digits && !bare.empty()) words += (words.empty() ? "" : " ") + bare;
  }
  const auto holds = [&](const std::vector<std::string>& list) {
    return std::find(list.begin(), list.end(), words) != list.end();
  };
  return holds(material.people.voices_headings) || (number && holds(material.people.counted_headings));
}

// "Rob", "All about Rob": what Robin may be called for short.
bool calls_person(const Material& material, const Sentence& words) {
  constexpr std::size_t most_words = 3;
  if (words.empty() || words.size() > most_words) return false;
  const SentenceWord& name = words[words.size() - 1];
  const bool alone = words.size() == 1 || words[words.size() - 2].in(PeopleWords::introductions);
  return alone && name.is_other_name() && name.suffix.empty() && may_be_own_name(material, name.word);
}

std::optional<Whose> said_by(const Material& material, const FoldedPassage& heading) {
  const std::string& text = heading.folded.text;
  if (text.size() > longest_heading) return std::nullopt;
  if (heading.has(lexicon::digit) && holds_life(text)) return Whose::other;
  if (const auto whose = whose_reversed(material, heading.passage->text.words())) return whose;
  if (heads_others(material, text)) return Whose::other;
  const Sentence words(material, heading, 0, text.size());
  if (is_own_name(material, text)) return is_of_relatives(words) ? Whose::other : Whose::self;
  if (calls_person(material, words)) return std::nullopt;
  if (is_name_line(material, heading) || introduces_another(words)) return Whose::other;
  // "First pet as a kid?" asks, and tells of no kid.
  if (words.empty() || words.size() > 7 || text.back() == '?') return std::nullopt;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool opened = i > 0 && words[i - 1].in(PeopleWords::possessives | PeopleWords::articles);
    if (words[i].in(PeopleWords::relatives | PeopleWords::pets) && (opened || words.size() == 1))
      return Whose::other;
    if (words[i].in(PeopleWords::pupils) && (opened || i == 0)) return Whose::other;
  }
  if (words[0].in(PeopleWords::introductions) && words.size() >= 2 && words[1].is_other_name())
    return Whose::other;
  const bool year_group = words.size() == 2 && words[0].in(PeopleWords::cohorts) && words[1].word.size() <= 2;
  return year_group ? std::optional(Whose::other) : std::nullopt;
}

// A value beside a label is a town or a pet, even where it is a name, too ("First pet | Stanley"), and a
// label heads its value alone ("Tel | 01632 960123").
bool may_head(const Material& material, const FoldedPassage& in) {
  const std::string& label = in.passage->label;
  const auto next = static_cast<std::size_t>(&in - material.passages.data()) + 1;
  if (next < material.passages.size() && material.passages[next].passage->label == in.passage->text.words())
    return false;
  if (label.empty()) return true;
  std::string folded = base::fold(label);
  while (!folded.empty() && (folded.back() == ':' || folded.back() == ' ')) folded.pop_back();
  return (material.people.of(folded) & PeopleWords::name_labels) != 0;
}

// A value beside a label, or a label before its value.
bool is_of_record(const Material& material, std::size_t index) {
  const scrape::Passage& passage = *material.passages[index].passage;
  if (material.passages[index].folded.text.size() > longest_in_record) return false;
  if (!passage.label.empty()) return true;
  return index + 1 < material.passages.size() &&
         material.passages[index + 1].passage->label == passage.text.words();
}

bool is_shown(const scrape::Passage& passage) {
  return passage.syntax == "text"sv || passage.syntax == "label"sv || passage.syntax == "selector"sv;
}

// "Beverley", where somebody lives, is nobody's name there.
bool is_place(const scrape::Passage& passage) {
  return passage.field == "place"sv || passage.field == "home_town"sv || passage.field == "birth_place"sv;
}

}  // namespace

namespace {

// A quick no: the first word is small, and labels nothing.
bool may_begin_with_name(const FoldedPassage& in) {
  const std::string& text = in.folded.text;
  std::size_t at = 0;
  while (at < text.size() && !is_word_byte(text[at])) ++at;
  if (at == text.size()) return false;
  const std::size_t origin = in.folded.origin[at];
  const char first = in.passage->text.words()[origin];
  const bool small = first >= 'a' && first <= 'z';
  return !small || text.find(':') != std::string::npos;
}

}  // namespace

bool is_name_line(const Material& material, const FoldedPassage& in) {
  const std::string& text = in.folded.text;
  if (text.empty() || text.size() > longest_name_line) return false;
  if (in.speaker == Speaker::another && in.passage->lead.size() * 3 >= text.size() &&
      text.starts_with(base::fold(in.passage->lead)))
    return true;
  if (!may_begin_with_name(in)) return false;
  if (whose_reversed(material, in.passage->text.words())) return true;
  constexpr std::uint64_t openers = PeopleWords::given_names | PeopleWords::titles | PeopleWords::name_labels;
  if (!may_begin_with(material, in, openers)) return false;
  const Sentence words(material, in, 0, text.size());
  // "Name: Kit Toft".
  std::size_t from =
      words.size() > 1 && words[1].mark == ':' && words[0].in(PeopleWords::name_labels) ? 1 : 0;
  // "7.3 John Henry ROSEWARNE", of a family's tree.
  while (from < 3 && from + 2 < words.size() && words[from].is_number() && in.passage->heading > 0) ++from;
  if (words.size() <= from || words.size() - from > 4) return false;
  const bool plain = std::all_of(
      words.begin() + static_cast<std::ptrdiff_t>(from), words.end(),
      [](const SentenceWord& word) { return word.capital && !word.is_number() && word.suffix.empty(); });
  if (!plain) return false;
  const SentenceWord& first = words[from];
  return first.own || first.in(PeopleWords::given_names) ||
         (words.size() - from >= 2 && first.in(PeopleWords::titles));
}

void find_headings(Material& material) {
  std::array<std::int64_t, 7> open;  // by level; 1 to 6
  open.fill(-1);
  std::int64_t name_line = -1;
  bool in_record = false;  // since that line there are labels and values alone
  for (std::size_t i = 0; i < material.passages.size(); ++i) {
    FoldedPassage& in = material.passages[i];
    const scrape::Passage& passage = *in.passage;
    if (!is_shown(passage) || passage.field == "title"sv) continue;
    const int level = passage.heading;
    const auto nearest = [&](int below) {
      for (int at = below - 1; at > 0; --at) {
        if (open[static_cast<std::size_t>(at)] >= 0) return open[static_cast<std::size_t>(at)];
      }
      return std::int64_t{-1};
    };
    if (level > 0) {
      in.heading = nearest(level);
      std::fill(open.begin() + level, open.end(), -1);
      open[static_cast<std::size_t>(level)] = static_cast<std::int64_t>(i);
      name_line = -1;
      continue;
    }
    in.heading = nearest(7);
    if (!is_place(passage) && is_name_line(material, in) && may_head(material, in)) {
      name_line = static_cast<std::int64_t>(i);
      in_record = true;
    } else if (name_line >= 0) {
      const FoldedPassage& line = material.passages[static_cast<std::size_t>(name_line)];
      const std::size_t distance = i - static_cast<std::size_t>(name_line);
      in_record = in_record && distance <= reach_in_record && is_of_record(material, i);
      const bool reaches =
          (distance <= reach_of_name_line || in_record) && line.passage->place == passage.place;
      if (reaches)
        in.heading = name_line;
      else
        name_line = -1;
    }
  }
}

std::optional<Whose> said_by_headings(const Material& material, const FoldedPassage& in) {
  std::int64_t heading = in.heading;
  for (int steps = 0; heading >= 0 && steps < most_steps; ++steps) {
    const FoldedPassage& above = material.passages[static_cast<std::size_t>(heading)];
    if (const auto whose = said_by(material, above)) return whose;
    heading = above.heading;
  }
  return std::nullopt;
}

bool begins_own_entry(const Material& material, const FoldedPassage& in, std::size_t end) {
  const Sentence words(material, in, 0, end);
  if (words.size() < 3 || !words[0].own || !words[1].own) return false;
  std::size_t last = 1;
  while (last + 1 < words.size() && words[last + 1].own) ++last;
  const char mark = last + 1 < words.size() ? words[last + 1].mark : '\0';
  return mark == ',' || mark == '-' || mark == ':' || mark == '(' || mark == '|';
}

bool is_below_voices(const Material& material, const FoldedPassage& in) {
  std::int64_t heading = in.heading;
  for (int steps = 0; heading >= 0 && steps < most_steps; ++steps) {
    const FoldedPassage& above = material.passages[static_cast<std::size_t>(heading)];
    if (heads_voices(material, above.folded.text)) return true;
    heading = above.heading;
  }
  return false;
}

bool is_below_others(const Material& material, const FoldedPassage& in) {
  if (in.heading < 0) return false;
  const std::string& text = material.passages[static_cast<std::size_t>(in.heading)].folded.text;
  return text.size() <= longest_heading && heads_others(material, text);
}

}  // namespace gh::detect
