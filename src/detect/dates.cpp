#include "detect/dates.h"

#include <algorithm>
#include <re2/re2.h>
#include <string>

namespace gh::detect {
namespace {

using base::PartialDate;
using Captures = std::vector<re2::StringPiece>;

constexpr int youngest = 16;  // of a member of staff: decides the century of a two-digit year

// "one|two|..." with longer words first, so that "july" is not read as "jul".
std::string alternatives(const std::unordered_map<std::string, int>& words) {
  std::vector<std::string> sorted;
  for (const auto& [word, value] : words) sorted.push_back(RE2::QuoteMeta(word));
  std::sort(sorted.begin(), sorted.end(), [](const std::string& a, const std::string& b) {
    return a.size() != b.size() ? a.size() > b.size() : a < b;
  });
  std::string all;
  for (const std::string& word : sorted) all += (all.empty() ? "" : "|") + word;
  return all;
}

int number(re2::StringPiece digits) {
  int value = 0;
  for (char c : digits) value = value * 10 + (c - '0');
  return value;
}

int full_year(re2::StringPiece digits, base::Day as_of) {
  const int value = number(digits);
  if (digits.size() != 2) return value;
  const int latest = int{std::chrono::year_month_day{as_of}.year()} - youngest;
  int year = latest - latest % 100 + value;
  if (year > latest) year -= 100;
  return year;
}

}  // namespace

struct DateFinder::Patterns {
  const lexicon::DateWords words;
  RE2 iso{"(?:^|[^0-9])((\\d{4})-(\\d{2})-(\\d{2}))(?:$|[^0-9-])"};
  RE2 iso_month_day{"(?:^|[^0-9-])(--(\\d{2})-(\\d{2}))(?:$|[^0-9-])"};
  RE2 digits{"(?:^|[^0-9./-])((\\d{1,2}) ?[/.-] ?(\\d{1,2}) ?[/.-] ?(\\d{4}|\\d{2}))(?:$|[^0-9/-])"};
  RE2 day_month;   // 4th (of) July (1985)
  RE2 month_day;   // July 4th, 1985
  RE2 month_year;  // July 1985
  RE2 year{"(?:^|[^0-9a-z/.,:#£$-])((?:19|20)\\d{2})(?:$|[^0-9a-z%/-])"};

  explicit Patterns(const lexicon::DateWords& given)
      : words(given),
        day_month("(?:^|[^0-9a-z/.:-])((?:(\\d{1,2})(?: ?st| ?nd| ?rd| ?th| ?fed| ?ain)?|(" +
                  alternatives(given.ordinals) + "))(?: ?day)?[ .-]*(?:of )?(" + alternatives(given.months) +
                  ")\\.?(?:(?:[ ,.-]+|[ ,]+in )(\\d{4}|'\\d{2})|[ -](\\d{2}))?)(?:$|[^0-9a-z])"),
        month_day("(?:^|[^a-z])((" + alternatives(given.months) +
                  ")\\.?[ -]+(?:the )?(?:(\\d{1,2})(?: ?st| ?nd| ?rd| ?th)?|(" +
                  alternatives(given.ordinals) + "))(?:[ ,.-]+(\\d{4}|'\\d{2}))?)(?:$|[^0-9a-z])"),
        month_year("(?:^|[^a-z0-9])((" + alternatives(given.months) +
                   ")\\.?,?(?: of)?[ -]+(\\d{4}|'\\d{2}))(?:$|[^0-9a-z])") {}
};

namespace {

using Mentions = std::map<std::size_t, DateMention>;  // by where they begin; never overlapping

bool free_at(const Mentions& mentions, std::size_t begin, std::size_t end) {
  const auto after = mentions.lower_bound(begin);
  if (after != mentions.end() && after->first < end) return false;
  return after == mentions.begin() || std::prev(after)->second.end <= begin;
}

// Calls `read` with the captures of each match; it gives the mention without its place, or nothing.
template <class Read>
void scan(std::string_view text, const RE2& pattern, Mentions& mentions, Read read) {
  const re2::StringPiece input(text.data(), text.size());
  const int groups = pattern.NumberOfCapturingGroups() + 1;
  Captures captures(static_cast<std::size_t>(groups));
  std::size_t at = 0;
  while (at < text.size() &&
         pattern.Match(input, at, text.size(), RE2::UNANCHORED, captures.data(), groups)) {
    const auto begin = static_cast<std::size_t>(captures[1].data() - text.data());
    const std::size_t end = begin + captures[1].size();
    DateMention mention = read(captures);
    mention.begin = begin;
    mention.end = end;
    if (base::can_exist(mention.date) && free_at(mentions, begin, end)) mentions.emplace(begin, mention);
    at = end;
  }
}

re2::StringPiece without_quote(re2::StringPiece year) {
  if (!year.empty() && year[0] == '\'') year.remove_prefix(1);
  return year;
}

int looked_up(const std::unordered_map<std::string, int>& words, re2::StringPiece word) {
  const auto found = words.find(std::string(word.data(), word.size()));
  return found == words.end() ? 0 : found->second;
}

}  // namespace

DateFinder::DateFinder(const lexicon::DateWords& words) : patterns_(std::make_unique<Patterns>(words)) {}
DateFinder::~DateFinder() = default;
DateFinder::DateFinder(DateFinder&&) noexcept = default;

std::vector<DateMention> DateFinder::find(std::string_view folded, DayOrder order, base::Day as_of) const {
  if (folded.find_first_of("0123456789") == std::string_view::npos) return {};
  Mentions mentions;
  const auto& words = patterns_->words;
  const auto year_of = [&](re2::StringPiece piece) {
    piece = without_quote(piece);
    return piece.empty() ? 0 : full_year(piece, as_of);
  };
  scan(folded, patterns_->iso, mentions, [&](const Captures& c) {
    return DateMention{{number(c[2]), number(c[3]), number(c[4])}, 0, 0, false};
  });
  scan(folded, patterns_->iso_month_day, mentions, [&](const Captures& c) {
    return DateMention{{0, number(c[2]), number(c[3])}, 0, 0, false};
  });
  scan(folded, patterns_->digits, mentions, [&](const Captures& c) {
    const int a = number(c[2]), b = number(c[3]), year = full_year(c[4], as_of);
    const PartialDate day_first{year, b, a}, month_first{year, a, b};
    const bool both = base::can_exist(day_first) && base::can_exist(month_first) && a != b;
    const bool swap = both ? order == DayOrder::month_first : !base::can_exist(day_first);
    return DateMention{swap ? month_first : day_first, 0, 0, both};
  });
  scan(folded, patterns_->day_month, mentions, [&](const Captures& c) {
    const int day = c[2].empty() ? looked_up(words.ordinals, c[3]) : number(c[2]);
    return DateMention{
        {year_of(c[5].empty() ? c[6] : c[5]), looked_up(words.months, c[4]), day}, 0, 0, false};
  });
  scan(folded, patterns_->month_day, mentions, [&](const Captures& c) {
    const int day = c[3].empty() ? looked_up(words.ordinals, c[4]) : number(c[3]);
    return DateMention{{year_of(c[5]), looked_up(words.months, c[2]), day}, 0, 0, false};
  });
  scan(folded, patterns_->month_year, mentions, [&](const Captures& c) {
    return DateMention{{year_of(c[3]), looked_up(words.months, c[2]), 0}, 0, 0, false};
  });
  scan(folded, patterns_->year, mentions, [&](const Captures& c) {
    return DateMention{{number(c[1]), 0, 0}, 0, 0, false};
  });
  std::vector<DateMention> in_order;
  for (const auto& [begin, mention] : mentions) in_order.push_back(mention);
  return in_order;
}

bool DateFinder::has_month_first(std::string_view folded) const {
  Mentions none;
  bool found = false;
  scan(folded, patterns_->digits, none, [&](const Captures& c) {
    found = found || (number(c[2]) <= 12 && number(c[2]) >= 1 && number(c[3]) > 12 && number(c[3]) <= 31);
    return DateMention{};
  });
  return found;
}

}  // namespace gh::detect
