#include "detect/job_titles.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace gh::detect {
namespace {

constexpr std::size_t most_words = 6;
// Before a title, and no part of it.
constexpr std::array<std::string_view, 16> openers{
    "i'm a ",    "i'm an ",      "i'm the ",   "i am a ", "i am an ", "i am the ", "work as ", "working as ",
    "works as ", "employed as ", "currently ", "now ",    "a ",       "an ",       "the ",     "as "};
// In no title.
constexpr std::array<std::string_view, 18> no_part{"the",  "a",   "an",    "my",   "our",  "your",
                                                   "his",  "her", "their", "is",   "was",  "are",
                                                   "were", "to",  "from",  "with", "this", "that"};
// Between a title and where it is held.
constexpr std::array<std::string_view, 10> at_words{" at ", " @ ",  " @", " for ", " with ",
                                                    " in ", " yn ", ", ", " - ",   " | "};

bool begins_at(std::string_view text, std::size_t at, std::string_view what) {
  return text.substr(at).starts_with(what);
}

// Where the part of a line or sentence that holds `at` ends: a stop, a bar, a comma, a dash between blanks, a
// bracket.
std::size_t end_of_part(std::string_view text, std::size_t at) {
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '\n' || c == '|' || c == ',' || c == ';' || c == '(' || c == ':' || c == '!' || c == '?')
      return at;
    if (c == '.' && (at + 1 == text.size() || text[at + 1] == ' ' || text[at + 1] == '\n')) return at;
    if (begins_at(text, at, " - ") || begins_at(text, at, "·") || begins_at(text, at, "•")) return at;
    if (begins_at(text, at, " at ") || begins_at(text, at, " @") || begins_at(text, at, " yn ")) return at;
  }
  return at;
}

std::size_t begin_of_next(std::string_view text, std::size_t at) {
  while (at < text.size() && std::string_view(" \n|,;(:!?.-@").find(text[at]) != std::string_view::npos) ++at;
  for (const std::string_view sign : {"·", "•"}) {
    if (begins_at(text, at, sign)) return begin_of_next(text, at + sign.size());
  }
  for (const std::string_view word : {"at ", "yn "}) {
    if (begins_at(text, at, word)) return at + word.size();
  }
  return at;
}

}  // namespace

JobTitles::JobTitles(const std::vector<std::string>& nouns) : nouns_(nouns.begin(), nouns.end()) {
  for (const std::string& noun : nouns) {
    const std::uint32_t hash = lexicon::hash_of(noun);
    filter_.add(hash);
    hashes_.insert(hash);
  }
}

// "HR Adviser", "Director of Estates": the last word, or the one before "of", is what jobs are called.
std::optional<JobTitles::Title> JobTitles::title_in(std::string_view folded, std::size_t begin,
                                                    std::size_t end) const {
  for (bool again = true; again;) {
    again = false;
    for (const std::string_view opener : openers) {
      if (!begins_at(folded.substr(0, end), begin, opener)) continue;
      begin += opener.size();
      again = true;
    }
  }
  while (end > begin && folded[end - 1] == ' ') --end;
  const std::string_view words = folded.substr(begin, end - begin);
  const auto all = base::split(words, ' ');
  if (words.empty() || all.size() > most_words) return std::nullopt;
  const auto of = std::find(all.begin(), all.end(), "of");
  const std::string_view head = of == all.begin() || of == all.end() ? all.back() : *(of - 1);
  if (!nouns_.contains(std::string(head))) return std::nullopt;
  // "Thank the HR Adviser" is a sentence.
  if (std::any_of(all.begin(), all.end(), [](std::string_view word) {
        return std::find(no_part.begin(), no_part.end(), word) != no_part.end();
      }))
    return std::nullopt;
  return Title{begin, end};
}

std::optional<JobTitles::Title> JobTitles::title_at(std::string_view folded, std::size_t begin) const {
  return title_in(folded, begin, end_of_part(folded, begin));
}

std::optional<JobTitles::Title> JobTitles::find(std::string_view folded, const Around& around) const {
  const auto at_employer = [&](std::size_t end) {
    return std::any_of(around.employers.begin(), around.employers.end(), [&](const Mention& mention) {
      if (mention.begin < end) return false;
      std::string_view between = folded.substr(end, mention.begin - end);
      if (between.ends_with("the ")) between.remove_suffix(4);
      return between == "\n" || between == "," ||
             std::find(at_words.begin(), at_words.end(), between) != at_words.end();
    });
  };
  for (std::size_t begin = 0, parts = 0; begin < folded.size(); ++parts) {
    const std::size_t end = end_of_part(folded, begin);
    const auto title = title_in(folded, begin, end);
    const bool behind_name = around.name_end > 0 && parts == 1;
    const bool own = around.stated || behind_name || (around.below_name && parts == 0);
    if (title && (own || at_employer(title->end))) return title;
    begin = std::max(begin_of_next(folded, end), end + (end == begin ? 1 : 0));
  }
  return std::nullopt;
}

}  // namespace gh::detect
