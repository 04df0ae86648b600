#include "detect/dates.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <map>
#include <string>
#include <utility>

#include "base/text.h"
#include "detect/pattern.h"

namespace gh::detect {
namespace {

using base::PartialDate;
using Captures = std::vector<re2::StringPiece>;

constexpr int youngest = 16;  // of a member of staff: decides the century of a two-digit year
constexpr std::size_t longest_lone_day = 60;

// "one|two|..." with longer words first, so that "july" is not read as "jul".
std::string alternatives(const std::unordered_map<std::string, int>& words, int first = 0, int last = 9999) {
  std::vector<std::string> sorted;
  for (const auto& [word, value] : words) {
    if (value >= first && value <= last) sorted.push_back(RE2::QuoteMeta(word));
  }
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

bool is_digit(char c) { return c >= '0' && c <= '9'; }

int full_year(int two_digits, base::Day as_of) {
  const int latest = int{std::chrono::year_month_day{as_of}.year()} - youngest;
  int year = latest - latest % 100 + two_digits;
  if (year > latest) year -= 100;
  return year;
}

int looked_up(const std::unordered_map<std::string, int>& words, std::string_view word) {
  const auto found = words.find(std::string(word));
  return found == words.end() ? 0 : found->second;
}

// Phones and machines that may not leave the year out write one of these.
int known_year(int year) { return year == 1604 || year == 1 ? 0 : year; }

}  // namespace

namespace {

constexpr std::string_view nothing = "[^\\x00-\\x{10FFFF}]";  // an expression that matches no text

Pattern quiet(std::string text) { return {std::move(text), PatternBook::plain_options()}; }

}  // namespace

struct DateFinder::Patterns {
  const lexicon::DateWords words;
  std::string day, month, spelled_year, weekday;
  Pattern iso = quiet("(?:^|[^0-9])((\\d{4})-(\\d{2})-(\\d{2}))(?:$|[^0-9-])");
  Pattern year_first = quiet("(?:^|[^0-9./])((\\d{4}) ?[/.] ?(\\d{1,2}) ?[/.] ?(\\d{1,2}))(?:$|[^0-9./])");
  Pattern edtf = quiet("(?:^|[^0-9a-z-])((\\d{4}|xxxx)-(\\d{2}|xx)(?:-(\\d{2}|xx))?)(?:$|[^0-9-])");
  Pattern month_day_iso = quiet("(?:^|[^0-9-])(--(\\d{2})-?(\\d{2}))(?:$|[^0-9-])");
  Pattern compact = quiet("(?:^|[^0-9.,/-])((\\d{4})(\\d{2})(\\d{2}))(?:$|[^0-9])");
  Pattern digits =
      quiet("(?:^|[^0-9./-])((\\d{1,2}) ?[/.-] ?(\\d{1,2}) ?[/.-] ?(\\d{4}|'?\\d{2}))(?:$|[^0-9/-])");
  Pattern month_and_year = quiet("(?:^|[^0-9./-])((\\d{1,2}) ?[/.-] ?(\\d{4}))(?:$|[^0-9/-])");
  Pattern day_and_month = quiet("(?:^|[^0-9./:-])((\\d{1,2})[/.](\\d{1,2}))(?:$|[^0-9/%:-])");
  Pattern roman = quiet(  // 4.vi.1938
      "(?:^|[^0-9a-z./-])((\\d{1,2}) ?[./-] ?(viii|vii|vi|v|iv|iii|ii|ix|xii|xi|x|i) ?[./-] "
      "?(\\d{4}|'?\\d{2}))(?:$|[^0-9/-])");
  Pattern year_month;  // 1985 July 4
  Pattern day_of_nth;  // second of the second 1972
  Pattern last_day;    // last day of January (1968)
  Pattern day_month;   // (Saturday) 4th (of) July (1985)
  Pattern month_day;   // July 4th, 1985
  Pattern month_year;  // July 1985
  Pattern feast;       // Christmas Day 1985
  Pattern year;
  Pattern month_alone;
  Pattern name;    // of a month or a feast, in other words too
  Pattern beside;  // what may stand beside a date that is alone: times, "posted on"

  explicit Patterns(const lexicon::DateWords& given, bool spelled_years)
      : words(given),
        day("(?:(\\d{1,2})(?: ?st| ?nd| ?rd| ?th| ?fed| ?ain)?|(" + alternatives(given.ordinals) + "))"),
        month("(" + alternatives(given.months) + ")"),
        spelled_year(!spelled_years
                         ? std::string(nothing)
                         : "nineteen[ -](?:hundred(?: and)?[ -])?(?:" + alternatives(given.numbers, 10, 99) +
                               "|oh?[ -](?:" + alternatives(given.numbers, 1, 9) +
                               "))|two thousand(?: and (?:" + alternatives(given.numbers, 1, 19) + "))?"),
        weekday("(?:(?:" + alternatives(given.weekdays) + ")\\.?,? ?(?:the )?)?"),
        year_month(quiet("(?:^|[^0-9a-z/.,: -] ?|\\n)((\\d{4}),? " + month + "\\.? " + day +
                         ")(?:$|[^0-9a-z:,]|,(?:$| ?[^0-9 ]))")),
        day_of_nth(quiet("(?:^|[^0-9a-z])(" + day + " of the " + day + "(?:[ ,]+|[ ,]+(?:in|of) )(\\d{4}|" +
                         spelled_year + "))(?:$|[^0-9a-z:])")),
        last_day(quiet("(?:^|[^a-z])((?:very )?last day of " + month +
                       "(?:(?:[ ,]+|[ ,]+(?:in|of) )(\\d{4}|'\\d{2}|" + spelled_year +
                       "))?)(?:$|[^0-9a-z:]|:(?:$|[^0-9]))")),
        day_month(quiet("(?:^|[^0-9a-z/.:-])(" + weekday + day + "(?: ?day)?[ .,-]*(?:of )?" + month +
                        "\\.?(?:(?:[ ,./-]+|[ ,]+(?:in|in the year|of) )(\\d{4}|'\\d{2}|" + spelled_year +
                        ")|[ -](\\d{2}))?)(?:$|[^0-9a-z:]|:(?:$|[^0-9]))")),
        month_day(quiet("(?:^|[^a-z])(" + weekday + month + "\\.?[ -]+(?:the )?" + day +
                        "(?:[ ,.-]+(\\d{4}|'\\d{2}|" + spelled_year + "))?)(?:$|[^0-9a-z:]|:(?:$|[^0-9]))")),
        month_year(quiet("(?:^|[^a-z0-9])(" + month + "\\.?,?(?: of| in)?[ /-]+(?:(\\d{4}|'\\d{2}|" +
                         spelled_year + ")|([4-9]\\d)))(?:$|[^0-9a-z:%]|:(?:$|[^0-9]))")),
        feast(quiet("(?:^|[^a-z])((" + alternatives(given.feasts) +
                    ")(?:(?:[ ,.-]+|[ ,]+(?:in|of) )(\\d{4}|'\\d{2}|" + spelled_year +
                    "))?)(?:$|[^0-9a-z:]|:(?:$|[^0-9]))")),
        year(quiet("(?:(?:^|[^a-z0-9.])b\\.|^|[^0-9a-z/.,:#£$-])((?:19|20)\\d{2}|" + spelled_year +
                   "|'[4-9]\\d|'0\\d)(?:$|[^0-9a-z%/-]|[-/] ?(?:$|[^0-9 ]))")),
        month_alone(quiet("(?:^|[^a-z0-9])(" + month + ")(?:$|[^a-z0-9])")),
        name(quiet(alternatives(given.months) + "|" + alternatives(given.feasts))),
        beside(quiet("[\\W\\d]*(?:(?:" + base::join(given.beside, "|") + ")[\\W\\d]*)*")) {}

  int year_of(re2::StringPiece piece, base::Day as_of) const {
    if (piece.empty()) return 0;
    if (piece[0] == '\'') piece.remove_prefix(1);
    if (is_digit(piece[0]))
      return piece.size() == 2 ? full_year(number(piece), as_of) : known_year(number(piece));
    return spelled(std::string_view(piece.data(), piece.size()));
  }

  // "nineteen eighty-five", "two thousand and one".
  int spelled(std::string_view text) const {
    const bool old = text.starts_with("nineteen");
    text.remove_prefix(old ? 9 : std::min(text.size(), std::size_t{13}));
    for (std::string_view skip : {"hundred and ", "hundred ", "and ", "oh ", "o ", "oh-", "o-"}) {
      if (text.starts_with(skip)) text.remove_prefix(skip.size());
    }
    return (old ? 1900 : 2000) + looked_up(words.numbers, text);
  }

  int day_of(re2::StringPiece digits_, re2::StringPiece ordinal) const {
    return digits_.empty() ? looked_up(words.ordinals, std::string_view(ordinal.data(), ordinal.size()))
                           : number(digits_);
  }
  int month_of(re2::StringPiece word) const {
    return looked_up(words.months, std::string_view(word.data(), word.size()));
  }
};

namespace {

using Mentions = std::map<std::size_t, DateMention>;  // by where they begin; never overlapping

bool free_at(const Mentions& mentions, std::size_t begin, std::size_t end) {
  const auto after = mentions.lower_bound(begin);
  if (after != mentions.end() && after->first < end) return false;
  return after == mentions.begin() || std::prev(after)->second.end <= begin;
}

// Where the mention ends that the next match from `at` on touches with its letters and digits; nothing when
// there is no match or it stands apart. Only for patterns whose mention begins and ends where those of their
// match do. Captures, which cost ten times as much, are not asked for.
std::optional<std::size_t> end_of_touched(std::string_view text, const RE2& pattern, const Mentions& mentions,
                                          std::size_t at) {
  re2::StringPiece match;
  if (mentions.empty() ||
      !pattern.Match(re2::StringPiece(text.data(), text.size()), at, text.size(), RE2::UNANCHORED, &match, 1))
    return std::nullopt;
  const auto is_inner = [](char c) { return is_digit(c) || (c >= 'a' && c <= 'z'); };
  auto begin = static_cast<std::size_t>(match.data() - text.data());
  std::size_t end = begin + match.size();
  while (begin < end && !is_inner(text[begin])) ++begin;
  while (begin < end && !is_inner(text[end - 1])) --end;
  const auto after = mentions.lower_bound(end);
  if (begin == end || after == mentions.begin() || std::prev(after)->second.end <= begin) return std::nullopt;
  return std::prev(after)->second.end;
}

enum class Among { all, untouched };  // which matches: also those that touch a mention found before

// Calls `read` with the captures of each match; it gives the mention without its place.
template <class Read>
void scan(std::string_view text, const Pattern& given, Mentions& mentions, Read read,
          Among among = Among::all) {
  const re2::StringPiece input(text.data(), text.size());
  const RE2& pattern = *given;
  const int groups = pattern.NumberOfCapturingGroups() + 1;
  Captures captures(static_cast<std::size_t>(groups));
  std::size_t at = 0;
  while (at < text.size()) {
    if (const auto touched =
            among == Among::all ? std::nullopt : end_of_touched(text, pattern, mentions, at)) {
      at = *touched;
      continue;
    }
    if (!pattern.Match(input, at, text.size(), RE2::UNANCHORED, captures.data(), groups)) return;
    const auto begin = static_cast<std::size_t>(captures[1].data() - text.data());
    const std::size_t end = begin + captures[1].size();
    DateMention mention = read(captures);
    mention.begin = begin;
    mention.end = end;
    if (base::can_exist(mention.date) && free_at(mentions, begin, end)) mentions.emplace(begin, mention);
    at = end;
  }
}

// Day and month in digits, in the order that fits.
DateMention in_order(int a, int b, int year, DayOrder order) {
  const PartialDate day_first{year, b, a}, month_first{year, a, b};
  const bool both = base::can_exist(day_first) && base::can_exist(month_first) && a != b;
  const bool swap = both ? order == DayOrder::month_first : !base::can_exist(day_first);
  return DateMention{swap ? month_first : day_first, 0, 0, both, false};
}

DateMention plain(int year, int month, int day) {
  return DateMention{{year, month, day}, 0, 0, false, false};
}
// Of February without a year nobody knows the last.
DateMention last_day_of(int year, int month) {
  const std::chrono::year_month_day_last last{
      std::chrono::year{year == 0 ? 2001 : year},
      std::chrono::month_day_last{std::chrono::month{static_cast<unsigned>(month)}}};
  const bool known = year != 0 || month != 2;
  return plain(year, month, known && month != 0 ? static_cast<int>(unsigned{last.day()}) : 0);
}

int roman_month(re2::StringPiece letters) {
  static constexpr std::array<std::string_view, 12> numerals{"i",   "ii",   "iii", "iv", "v",  "vi",
                                                             "vii", "viii", "ix",  "x",  "xi", "xii"};
  const auto found = std::find(numerals.begin(), numerals.end(), view(letters));
  return static_cast<int>(found - numerals.begin()) + 1;
}

DateMention loose(DateMention mention) {
  mention.loose = true;
  return mention;
}

// What a text has of the digits that patterns are made of: most need not be looked for.
struct Digits {
  bool any = false, four = false, eight = false;  // so many in a row
  bool dashed = false, slashed = false;           // a sign between two of them, and one blank on each side
  bool numeral = false;                           // such a sign, and a Roman numeral behind it

  explicit Digits(std::string_view folded) {
    for (std::size_t at = 0; at < folded.size(); ++at) {
      if (!is_digit(folded[at])) continue;
      const std::size_t begin = at;
      while (at < folded.size() && is_digit(folded[at])) ++at;
      any = true;
      four = four || at - begin >= 4;
      eight = eight || at - begin >= 8;
      note_sign(folded.substr(at, 4));
    }
  }

 private:
  void note_sign(std::string_view behind) {
    if (behind.starts_with(' ')) behind.remove_prefix(1);
    if (behind.empty()) return;
    const char sign = behind[0];
    behind.remove_prefix(1);
    if (behind.starts_with(' ')) behind.remove_prefix(1);
    if (behind.empty() || (sign != '-' && sign != '/' && sign != '.')) return;
    numeral = numeral || behind[0] == 'i' || behind[0] == 'v' || behind[0] == 'x';
    if (!is_digit(behind[0])) return;
    dashed = dashed || sign == '-';
    slashed = slashed || sign != '-';
  }
};

}  // namespace

void count_votes(std::string_view folded, OrderVotes& votes) {
  for (std::size_t at = 1; at + 3 < folded.size(); ++at) {
    if (folded[at] != '/' && folded[at] != '.' && folded[at] != '-') continue;
    // nn SIGN nn SIGN nnnn
    std::size_t first = at, second = at + 1;
    while (first > 0 && at - first < 3 && is_digit(folded[first - 1])) --first;
    while (second < folded.size() && second - at < 4 && is_digit(folded[second])) ++second;
    const std::size_t digits = at - first, more = second - at - 1;
    if (digits == 0 || digits > 2 || more == 0 || more > 2 || second >= folded.size() ||
        folded[second] != folded[at])
      continue;
    std::size_t end = second + 1;
    while (end < folded.size() && end - second < 6 && is_digit(folded[end])) ++end;
    const bool apart =
        first == 0 || (folded[first - 1] != '/' && folded[first - 1] != '.' && folded[first - 1] != '-');
    if (end - second - 1 != 4 || !apart) continue;
    const int a = number(re2::StringPiece(folded.data() + first, digits));
    const int b = number(re2::StringPiece(folded.data() + at + 1, more));
    if (a >= 1 && a <= 12 && b > 12 && b <= 31) ++votes.month_first;
    if (b >= 1 && b <= 12 && a > 12 && a <= 31) ++votes.day_first;
    at = end - 1;
  }
}

DateFinder::DateFinder(const lexicon::DateWords& words)
    : patterns_(std::make_unique<Patterns>(words, false)),
      with_spelled_years_(std::make_unique<Patterns>(words, true)) {}
DateFinder::~DateFinder() = default;
DateFinder::DateFinder(DateFinder&&) noexcept = default;

const lexicon::DateWords& DateFinder::words() const { return patterns_->words; }

std::vector<DateMention> DateFinder::find(std::string_view folded, DayOrder order, base::Day as_of) const {
  Mentions mentions;
  const bool spelled = folded.find("nineteen") != std::string_view::npos ||
                       folded.find("two thousand") != std::string_view::npos;
  const Patterns& patterns = spelled ? *with_spelled_years_ : *patterns_;
  const Digits digits(folded);
  const bool dashes = digits.any && folded.find('-') != std::string_view::npos;
  const bool named = matches(patterns.name, folded);
  if (digits.four && digits.dashed)
    scan(folded, patterns.iso, mentions,
         [&](const Captures& c) { return plain(known_year(number(c[2])), number(c[3]), number(c[4])); });
  if (digits.four && digits.slashed)
    scan(folded, patterns.year_first, mentions,
         [&](const Captures& c) { return plain(number(c[2]), number(c[3]), number(c[4])); });
  if (dashes)
    scan(folded, patterns.month_day_iso, mentions,
         [&](const Captures& c) { return plain(0, number(c[2]), number(c[3])); });
  if (digits.dashed || digits.slashed)
    scan(folded, patterns.digits, mentions, [&](const Captures& c) {
      return in_order(number(c[2]), number(c[3]), patterns.year_of(c[4], as_of), order);
    });
  if (digits.numeral)
    scan(folded, patterns.roman, mentions, [&](const Captures& c) {
      return plain(patterns.year_of(c[4], as_of), roman_month(c[3]), number(c[2]));
    });
  if (folded.find("last day of") != std::string_view::npos)
    scan(folded, patterns.last_day, mentions, [&](const Captures& c) {
      return last_day_of(patterns.year_of(c[3], as_of), patterns.month_of(c[2]));
    });
  if ((digits.four || spelled) && folded.find(" of the ") != std::string_view::npos)
    scan(folded, patterns.day_of_nth, mentions, [&](const Captures& c) {
      return plain(patterns.year_of(c[6], as_of), patterns.day_of(c[4], c[5]), patterns.day_of(c[2], c[3]));
    });
  if (named) {
    if (digits.four)
      scan(folded, patterns.year_month, mentions, [&](const Captures& c) {
        return plain(number(c[2]), patterns.month_of(c[3]), patterns.day_of(c[4], c[5]));
      });
    scan(folded, patterns.day_month, mentions, [&](const Captures& c) {
      return plain(patterns.year_of(c[5].empty() ? c[6] : c[5], as_of), patterns.month_of(c[4]),
                   patterns.day_of(c[2], c[3]));
    });
    scan(folded, patterns.month_day, mentions, [&](const Captures& c) {
      return plain(patterns.year_of(c[5], as_of), patterns.month_of(c[2]), patterns.day_of(c[3], c[4]));
    });
    scan(folded, patterns.month_year, mentions, [&](const Captures& c) {
      return plain(c[3].empty() ? full_year(number(c[4]), as_of) : patterns.year_of(c[3], as_of),
                   patterns.month_of(c[2]), 0);
    });
    scan(folded, patterns.feast, mentions, [&](const Captures& c) {
      const int day = looked_up(patterns.words.feasts, std::string_view(c[2].data(), c[2].size()));
      return plain(patterns.year_of(c[3], as_of), day / 100, day % 100);
    });
  }
  if (dashes)
    scan(folded, patterns.edtf, mentions, [&](const Captures& c) {
      const auto part = [](re2::StringPiece piece) {
        return piece.empty() || piece[0] == 'x' ? 0 : number(piece);
      };
      return loose(plain(part(c[2]), part(c[3]), part(c[4])));
    });
  if (digits.eight)
    scan(folded, patterns.compact, mentions, [&](const Captures& c) {
      return loose(plain(known_year(number(c[2])), number(c[3]), number(c[4])));
    });
  if (digits.four && (digits.dashed || digits.slashed))
    scan(folded, patterns.month_and_year, mentions,
         [&](const Captures& c) { return loose(plain(number(c[3]), number(c[2]), 0)); });
  if (digits.slashed)
    scan(folded, patterns.day_and_month, mentions,
         [&](const Captures& c) { return loose(in_order(number(c[2]), number(c[3]), 0, order)); });
  if (named)
    scan(
        folded, patterns.month_alone, mentions,
        [&](const Captures& c) {
          return loose(plain(0, c[2].size() < 4 && c[2] != "may" ? 0 : patterns.month_of(c[2]), 0));
        },
        Among::untouched);
  if (digits.any || spelled)
    scan(
        folded, patterns.year, mentions,
        [&](const Captures& c) { return plain(patterns.year_of(c[1], as_of), 0, 0); }, Among::untouched);
  std::vector<DateMention> in_text_order;
  for (const auto& [begin, mention] : mentions) in_text_order.push_back(mention);
  return in_text_order;
}

std::optional<base::Day> DateFinder::lone_day(std::string_view folded, DayOrder order,
                                              base::Day as_of) const {
  if (folded.size() > longest_lone_day || folded.find_first_of("0123456789") == std::string_view::npos)
    return std::nullopt;
  for (const DateMention& mention : find(folded, order, as_of)) {
    if (mention.loose || mention.date.year == 0 || mention.date.day == 0) continue;
    const std::string around =
        std::string(folded.substr(0, mention.begin)) + " " + std::string(folded.substr(mention.end));
    if (!RE2::FullMatch(around, *patterns_->beside)) return std::nullopt;
    return base::day_of(mention.date.year, mention.date.month, mention.date.day);
  }
  return std::nullopt;
}

}  // namespace gh::detect
