#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "detect/contact_bytes.h"
#include "detect/contact_readers.h"

namespace gh::detect {
namespace {

constexpr std::size_t most_digits = 18;

struct Digits {
  std::string digits;
  std::vector<std::pair<std::size_t, std::size_t>> groups;  // size, and where it ends in the text
  std::string separators;                                   // the first byte of each, 'x' for "(0)"
};

// A nought may be written as the letter, beside digits or other noughts.
bool is_digit_here(std::string_view text, std::size_t at) {
  if (at >= text.size()) return false;
  if (is_digit(text[at])) return true;
  if (text[at] != 'o') return false;
  const char before = at > 0 ? text[at - 1] : ' ', after = at_or_blank(text, at + 1);
  return (is_digit(before) || before == 'o' || is_digit(after)) &&
         (is_digit(after) || after == 'o' || !is_inside_word(after));
}

// Where the next group begins after a separator at `at`; npos when the number ends there.
std::size_t next_group(std::string_view text, std::size_t at) {
  std::size_t end = at;
  if (at_or_blank(text, at) == '.' && is_blank(at_or_blank(text, at + 1))) return std::string_view::npos;
  while (end < text.size() && end - at < 3 && one_of(text[end], " .-()/\t")) ++end;
  return end > at && is_digit_here(text, end) && text[end] != 'o' ? end : std::string_view::npos;
}

Digits gather(std::string_view text, std::size_t at) {
  Digits all;
  while (true) {
    const std::size_t begin = at;
    while (is_digit_here(text, at) && all.digits.size() < most_digits) {
      all.digits += text[at] == 'o' ? '0' : text[at];
      ++at;
    }
    all.groups.emplace_back(at - begin, at);
    if (all.digits.size() >= most_digits) return all;
    const std::size_t next = next_group(text, at);
    if (next == std::string_view::npos) return all;
    if (text.substr(next - 1, 3) == "(0)" && next + 2 < text.size()) {  // +44 (0)7700
      std::size_t behind = next + 2;
      while (behind < text.size() && text[behind] == ' ') ++behind;
      if (!is_digit_here(text, behind)) return all;
      all.separators += 'x';
      at = behind;
      continue;
    }
    all.separators += text[at];
    at = next;
  }
}

bool all_groups(const Digits& number, std::size_t count, std::size_t size) {
  return std::all_of(number.groups.begin(), number.groups.begin() + static_cast<std::ptrdiff_t>(count),
                     [&](const auto& group) { return group.first == size; });
}

// 01-02-2024 and 2024.02.01.
bool begins_like_a_date(const Digits& number) {
  const auto size = [&](std::size_t group) { return number.groups[group].first; };
  if (number.groups.size() < 3) return false;
  return (size(0) <= 2 && size(1) <= 2 && size(2) == 4) || (size(0) == 4 && size(1) <= 2 && size(2) <= 2);
}

// The first `count` groups are how people break a number that begins with its nought.
bool is_well_grouped(const Digits& number, std::size_t count) {
  if (count == 1) return true;
  if (begins_like_a_date(number)) return false;
  if (all_groups(number, count, 1)) return true;
  for (std::size_t i = 0; i < count; ++i) {
    if (number.groups[i].first == 1 && i + 1 < count) return false;
  }
  if (number.groups[0].first >= 3) return count <= 5;
  const std::string_view start = std::string_view(number.digits).substr(0, 2);
  return number.groups[0].first == 2 && (start == "07" || count >= 5);
}

bool may_be_national(std::string_view digits) {
  if (digits.size() < 10 || digits.size() > 11 || digits[0] != '0') return false;
  if (digits[1] == '1') return true;
  if (digits[1] == '8') return digits.size() == 11 || digits.size() == 10;
  return digits.size() == 11 && one_of(digits[1], "23579");
}

// 07700 900123, 020 7946 0123, 0161 496 0123, 01632 960123.
std::string usual_writing(const std::string& digits) {
  const bool short_code = digits[1] == '2';
  const bool city = digits[1] == '1' && (digits[2] == '1' || digits[3] == '1');
  const std::size_t code = short_code ? 3 : (city || digits[1] == '3' || digits[1] == '8') ? 4 : 5;
  std::string written = digits.substr(0, code) + " ";
  if (code == 5) return written + digits.substr(5);
  const std::size_t middle = short_code ? 4 : 3;
  return written + digits.substr(code, middle) + " " + digits.substr(code + middle);
}

Seen national(const std::string& digits, std::size_t begin, std::size_t end) {
  Seen seen{Shape::phone, begin, end, usual_writing(digits)};
  seen.mobile = digits[1] == '7' && digits[2] != '0' && digits[2] != '6';
  seen.business = one_of(digits[1], "389");
  seen.sure = true;
  return seen;
}

// The number ends where a group does; what follows must not belong to it.
bool ends_well(std::string_view text, const Digits& number, std::size_t count) {
  const std::size_t end = number.groups[count - 1].second;
  const char after = at_or_blank(text, end);
  if (count == number.groups.size()) {
    const bool goes_on = one_of(after, "-_/.@=:") && is_alnum(at_or_blank(text, end + 1));
    return !is_inside_word(after) && !goes_on && after != '%';
  }
  return one_of(number.separators[count - 1], " /)\t");
}

// The first groups that together hold `wanted` digits behind the first `skip`; 0 for none.
std::size_t groups_for(const Digits& number, std::size_t wanted) {
  std::size_t count = 0, sum = 0;
  for (const auto& group : number.groups) {
    sum += group.first;
    ++count;
    if (sum == wanted) return count;
    if (sum > wanted) return 0;
  }
  return 0;
}

std::optional<Seen> national_from(std::string_view text, std::size_t begin, const Digits& number) {
  for (std::size_t wanted : {std::size_t{11}, std::size_t{10}}) {
    const std::size_t count = groups_for(number, wanted);
    if (count == 0 || !may_be_national(std::string_view(number.digits).substr(0, wanted)) ||
        !is_well_grouped(number, count) || !ends_well(text, number, count)) {
      continue;
    }
    return national(number.digits.substr(0, wanted), begin, number.groups[count - 1].second);
  }
  return std::nullopt;
}

// +44 7700 900123 and 0044 (0)7700 900123: `country` digits are in front.
std::optional<Seen> british_from(std::string_view text, std::size_t begin, const Digits& number,
                                 std::size_t country) {
  const bool nought = number.digits.size() > country && number.digits[country] == '0';
  for (std::size_t wanted : {std::size_t{10}, std::size_t{9}}) {
    const std::size_t all = country + (nought ? 1 : 0) + wanted;
    const std::size_t count = groups_for(number, all);
    if (count == 0 || !ends_well(text, number, count)) continue;
    const std::string digits = "0" + number.digits.substr(all - wanted, wanted);
    if (may_be_national(digits)) return national(digits, begin, number.groups[count - 1].second);
  }
  return std::nullopt;
}

std::optional<Seen> foreign_from(std::string_view text, std::size_t begin, const Digits& number,
                                 std::size_t prefix) {
  std::size_t count = number.groups.size(), sum = number.digits.size() - prefix;
  while (count > 1 && sum > 15) sum -= number.groups[--count].first;
  if (sum < 8 || sum > 15 || number.digits[prefix] == '0' || !ends_well(text, number, count))
    return std::nullopt;
  Seen seen{Shape::phone, begin, number.groups[count - 1].second, "+" + number.digits.substr(prefix, sum)};
  seen.mobile = true;  // nobody's school office
  return seen;
}

// What a program reads as a number after these, whatever stands before them.
bool after_link_words(std::string_view text, std::size_t at) {
  const std::string_view before = text.substr(0, at);
  return before.ends_with("wa.me/") || before.ends_with("phone=") || before.ends_with("tel:") ||
         before.ends_with("sms:") || before.ends_with("callto:");
}

bool begins_well(std::string_view text, std::size_t begin) {
  if (begin == 0 || after_link_words(text, begin)) return true;
  const char before = text[begin - 1];
  if (is_word_before(text, begin)) return false;
  if (one_of(before, "#$_=@%&")) return false;
  const bool joined = one_of(before, ".-/,:+") && begin > 1 && is_digit(text[begin - 2]);
  return !joined && before != '/';
}

struct NumberWord {
  std::string_view word;
  std::string_view digits;
};
constexpr std::array number_words{
    NumberWord{"oh", "0"},         NumberWord{"o", "0"},     NumberWord{"zero", "0"},
    NumberWord{"nought", "0"},     NumberWord{"nil", "0"},   NumberWord{"one", "1"},
    NumberWord{"two", "2"},        NumberWord{"three", "3"}, NumberWord{"four", "4"},
    NumberWord{"five", "5"},       NumberWord{"six", "6"},   NumberWord{"seven", "7"},
    NumberWord{"eight", "8"},      NumberWord{"nine", "9"},  NumberWord{"hundred", "00"},
    NumberWord{"thousand", "000"},
};

struct SpelledPart {
  std::size_t begin, end;
  std::string_view word;
};

int times(std::string_view word) {
  return word == "double" ? 2 : word == "triple" || word == "treble" ? 3 : 0;
}

std::optional<std::string_view> digits_of(std::string_view word) {
  for (const NumberWord& row : number_words) {
    if (row.word == word) return row.digits;
  }
  if (!word.empty() && std::all_of(word.begin(), word.end(), is_digit)) return word;
  return std::nullopt;
}

// "and" may stand between the parts of a number.
bool is_gap(std::string_view text, std::size_t begin, std::size_t end) {
  return end > begin && end - begin <= 3 &&
         std::all_of(text.begin() + static_cast<std::ptrdiff_t>(begin),
                     text.begin() + static_cast<std::ptrdiff_t>(end),
                     [](char c) { return one_of(c, " ,-._/\n\t"); });
}

}  // namespace

std::optional<Seen> read_phone(std::string_view text, std::size_t at) {
  const std::size_t begin = at;
  if (!begins_well(text, begin)) return std::nullopt;
  const bool bracket = text[at] == '(';
  if (bracket) ++at;
  const bool plus = at_or_blank(text, at) == '+';
  if (plus) ++at;
  if (plus && at_or_blank(text, at) == ' ') ++at;
  if (!is_digit_here(text, at)) return std::nullopt;
  const Digits number = gather(text, at);
  const std::string_view digits = number.digits;
  if (digits.size() < 9) return std::nullopt;
  if (plus) {
    return digits.starts_with("44") ? british_from(text, begin, number, 2)
                                    : foreign_from(text, begin, number, 0);
  }
  if (digits.starts_with("0044")) return british_from(text, begin, number, 4);
  if (digits.starts_with("00"))
    return digits[2] != '0' && number.groups[0].first <= 6 && number.groups.size() > 1
               ? foreign_from(text, begin, number, 2)
               : std::nullopt;
  if (digits[0] == '0') return national_from(text, begin, number);
  const bool linked = after_link_words(text, begin);
  if (digits.starts_with("44") && (linked || (number.groups[0].first == 2 && number.groups.size() > 1)))
    return british_from(text, begin, number, 2);
  if (linked) return foreign_from(text, begin, number, 0);
  // (212) 555-0143
  const bool american = number.groups.size() == 3 && number.groups[0].first == 3 &&
                        number.groups[1].first == 3 && number.groups[2].first == 4 &&
                        (bracket || number.separators == "--" || number.separators == "..");
  if (american && digits[0] >= '2' && ends_well(text, number, 3)) {
    return Seen{
        Shape::phone, begin, number.groups[2].second,
        number.digits.substr(0, 3) + " " + number.digits.substr(3, 3) + " " + number.digits.substr(6)};
  }
  return std::nullopt;
}

std::optional<Seen> read_spelled_phone(std::string_view text, std::size_t at, std::size_t from) {
  constexpr std::size_t most_parts = 32, longest_word = 8;
  std::vector<SpelledPart> parts;
  std::size_t begin = word_begin(text, at);
  const auto may_count = [](std::string_view word) {
    return word.size() <= longest_word && (times(word) > 0 || digits_of(word));
  };
  // Back to where the chain begins.
  while (parts.size() < most_parts) {
    const std::size_t end = word_end(text, begin);
    if (!may_count(text.substr(begin, end - begin))) break;
    parts.push_back({begin, end, text.substr(begin, end - begin)});
    std::size_t before = begin;
    while (before > from && begin - before < 4 && !is_alnum(text[before - 1])) --before;
    if (before <= from || !is_gap(text, before, begin)) break;
    begin = word_begin(text, before);
    if (begin < from) break;
  }
  std::reverse(parts.begin(), parts.end());
  while (!parts.empty() && parts.size() < most_parts) {
    std::size_t next = parts.back().end;
    while (next < text.size() && next - parts.back().end < 4 && !is_alnum(text[next])) ++next;
    if (next >= text.size() || !is_gap(text, parts.back().end, next)) break;
    const std::size_t end = word_end(text, next);
    if (!may_count(text.substr(next, end - next))) break;
    parts.push_back({next, end, text.substr(next, end - next)});
  }
  std::size_t words = 0;
  std::string digits;
  int repeat = 1;
  std::size_t first = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (const int count = times(parts[i].word); count > 0) {
      repeat = count;
      ++words;
      continue;
    }
    const std::string_view part = *digits_of(parts[i].word);
    words += is_letter(parts[i].word[0]) ? 1 : 0;
    if (digits.empty() && part[0] != '0') {  // "call one of us on oh seven…" begins later
      first = i + 1;
      words = 0;
      repeat = 1;
      continue;
    }
    for (int k = 0; k < repeat; ++k) digits += part;
    repeat = 1;
    if (digits.size() >= 11 && may_be_national(std::string_view(digits).substr(0, 11)) && words >= 2) {
      if (digits.size() > 11) return std::nullopt;
      Seen seen = national(digits, parts[first].begin, parts[i].end);
      seen.spelled = true;
      return seen;
    }
  }
  return std::nullopt;
}

Seen phone_of(std::string_view folded) {
  std::string text(folded);
  std::erase_if(text, [](char c) { return c == ' ' || c == '-' || c == '(' || c == ')' || c == '.'; });
  if (text.starts_with("440") || text.starts_with("+440")) text.erase(text.find('0'), 1);
  if (text.starts_with("44") && text.size() >= 11) text.insert(0, "+");
  if (text.size() == 10 && text[0] == '7') text.insert(0, "0");
  auto seen = read_phone(text, 0);
  if (!seen || seen->end != text.size()) return {};
  seen->begin = 0;
  seen->end = folded.size();
  return *seen;
}

}  // namespace gh::detect
