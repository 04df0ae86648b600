#include "detect/contact_shapes.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace gh::detect {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return c >= 'a' && c <= 'z'; }
bool is_alnum(char c) { return is_digit(c) || is_letter(c); }
bool is_inside_word(char c) { return is_alnum(c) || static_cast<unsigned char>(c) >= 0x80; }
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
constexpr bool one_of(char c, std::string_view set) {
  for (char one : set) {
    if (one == c) return true;
  }
  return false;
}

// A picture, a bullet or another sign stands before `at`, which is no part of a word; a sign of money is one.
bool is_sign_before(std::string_view text, std::size_t at) {
  std::size_t lead = at;
  while (lead > 0 && at - lead < 4 && (static_cast<unsigned char>(text[lead - 1]) & 0xC0) == 0x80) --lead;
  if (lead == 0 || lead == at) return false;
  const std::string_view sign = text.substr(lead - 1, at - lead + 1);
  const auto first = static_cast<unsigned char>(sign[0]);
  return (first == 0xC2 || first == 0xE2 || first == 0xEF || first == 0xF0) && sign != "\xC2\xA3" &&
         sign != "\xE2\x82\xAC";
}

// The byte before `at` goes on in what begins there.
bool is_word_before(std::string_view text, std::size_t at) {
  return at > 0 && is_inside_word(text[at - 1]) && !is_sign_before(text, at);
}

char at_or_blank(std::string_view text, std::size_t at) { return at < text.size() ? text[at] : ' '; }

// ---- telephone numbers

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

// A number that begins at `at`: a digit, a plus or an opening bracket.
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

// ---- telephone numbers in words

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

std::size_t word_begin(std::string_view text, std::size_t at) {
  while (at > 0 && is_alnum(text[at - 1])) --at;
  return at;
}
std::size_t word_end(std::string_view text, std::size_t at) {
  while (at < text.size() && is_alnum(text[at])) ++at;
  return at;
}
// "and" may stand between the parts of a number.
bool is_gap(std::string_view text, std::size_t begin, std::size_t end) {
  return end > begin && end - begin <= 3 &&
         std::all_of(text.begin() + static_cast<std::ptrdiff_t>(begin),
                     text.begin() + static_cast<std::ptrdiff_t>(end),
                     [](char c) { return one_of(c, " ,-._/\n\t"); });
}

// The chain of number words around the one at `at`, not before `from`.
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

// ---- e-mail addresses

bool is_box_byte(char c) { return is_alnum(c) || one_of(c, "._%+-"); }
bool is_host_byte(char c) { return is_alnum(c) || c == '-' || c == '.'; }

bool is_host(std::string_view host, const ContactWords& words) {
  const std::size_t dot = host.rfind('.');
  if (dot == std::string_view::npos || dot == 0 || host.size() > 120 ||
      host.find("..") != std::string_view::npos)
    return false;
  const std::string_view ending = host.substr(dot + 1);
  return ending.size() >= 2 && ending.size() <= 24 && host[0] != '-' &&
         std::all_of(ending.begin(), ending.end(), is_letter) &&
         words.not_endings.find(ending) == words.not_endings.end();
}

// Off the ends: dots and dashes of the sentence.
std::string_view trimmed(std::string_view part) {
  while (!part.empty() && one_of(part.front(), ".-%+")) part.remove_prefix(1);
  while (!part.empty() && one_of(part.back(), ".-%+")) part.remove_suffix(1);
  return part;
}

constexpr std::size_t longest_box = 64, longest_host = 120;

// name@host, without blanks.
std::optional<Seen> read_email(std::string_view text, std::size_t at, const ContactWords& words) {
  std::size_t begin = at;
  while (begin > 0 && at - begin < longest_box && is_box_byte(text[begin - 1])) --begin;
  while (begin < at && one_of(text[begin], ".-%+")) ++begin;
  if (begin == at || (begin > 0 && (is_word_before(text, begin) || one_of(text[begin - 1], "@/"))))
    return std::nullopt;
  if (text.substr(0, begin).ends_with("acct:")) return std::nullopt;
  std::size_t end = at + 1;
  while (end < text.size() && end - at < longest_host && is_host_byte(text[end])) ++end;
  while (end > at + 1 && one_of(text[end - 1], ".-")) --end;
  const std::string_view host = text.substr(at + 1, end - at - 1);
  if (!is_host(host, words) || at_or_blank(text, end) == '@') return std::nullopt;
  Seen seen{Shape::email, begin, end, std::string(text.substr(begin, end - begin))};
  seen.sure = true;
  return seen;
}

// What people put into an address so that programs read it wrong, taken out again:
// "robin@nospam.host.example".
void take_out_inserted(std::string& value, const ContactWords& words) {
  for (std::size_t begin = 0; begin < value.size();) {
    const std::size_t end = std::min(value.find_first_of(".@-_+", begin), value.size());
    const bool inserted =
        words.inserted.find(std::string_view(value).substr(begin, end - begin)) != words.inserted.end();
    if (inserted && end < value.size() && value[end] != '@') {
      value.erase(begin, end - begin + 1);
    } else if (inserted && begin > 0) {
      value.erase(begin - 1, end - begin + 1);
    } else {
      begin = end + 1;
    }
  }
}

enum class Joint { none, dot, at, dash, underscore };

struct MailPart {
  std::size_t begin, end;
  Joint joint = Joint::none;
  bool breaks = false;  // a comma, a colon: no address goes on there
  bool marked = false;  // in brackets, or a sign: not only the word "at"
};

MailPart classed(std::string_view text, std::size_t begin, std::size_t end) {
  MailPart part{begin, end};
  const std::string_view word = text.substr(begin, end - begin);
  const std::string_view bare = trimmed(word);  // "-at-"
  if (bare == "dot" || word == ".") part.joint = Joint::dot;
  if (bare == "at" || word == "@") part.joint = Joint::at;
  if (word == "dash" || word == "hyphen") part.joint = Joint::dash;
  if (word == "underscore") part.joint = Joint::underscore;
  part.marked = word == "@" || (part.joint != Joint::none && bare.size() < word.size() && word != ".");
  return part;
}

// "r o b i n @ h o s t": single letters with a blank between them are one word.
std::vector<MailPart> together(std::vector<MailPart> parts) {
  std::vector<MailPart> joined;
  const auto single = [](const MailPart& part) {
    return part.end - part.begin == 1 && part.joint == Joint::none && !part.breaks;
  };
  for (std::size_t i = 0; i < parts.size();) {
    std::size_t end = i + 1;
    while (single(parts[i]) && end < parts.size() && single(parts[end]) &&
           parts[end].begin == parts[end - 1].end + 1)
      ++end;
    joined.push_back(parts[i]);
    if (end - i >= 3) {
      joined.back().end = parts[end - 1].end;
    } else {
      end = i + 1;
    }
    i = end;
  }
  return joined;
}

std::vector<MailPart> mail_parts(std::string_view text, std::size_t from, std::size_t to) {
  std::vector<MailPart> parts;
  for (std::size_t i = from; i < to;) {
    const char c = text[i];
    if (is_blank(c)) {
      ++i;
    } else if (c == '@' ||
               (c == '.' && (i == from || is_blank(text[i - 1]) || is_blank(at_or_blank(text, i + 1))))) {
      parts.push_back(classed(text, i, i + 1));
      ++i;
    } else if (is_box_byte(c)) {
      std::size_t end = i;
      while (end < to && is_box_byte(text[end])) ++end;
      std::size_t last = end;
      while (last > i + 1 && text[last - 1] == '.')
        --last;  // of the sentence, or a dot with a blank behind it
      parts.push_back(classed(text, i, last));
      i = last;
    } else {
      MailPart part{i, i + 1};
      part.breaks = true;
      // "(at)", "[dot]", "{at}", "<at>": the brackets belong to the word in them.
      const std::size_t close = one_of(c, "([{<") ? text.find_first_of(")]}>", i) : std::string_view::npos;
      if (close != std::string_view::npos && close - i <= 8 && close < to) {
        std::size_t begin = i + 1, end = close;
        while (begin < end && is_blank(text[begin])) ++begin;
        while (end > begin && is_blank(text[end - 1])) --end;
        MailPart inner = classed(text, begin, end);
        if (text.substr(begin, end - begin) == "a") inner.joint = Joint::at;
        if (inner.joint != Joint::none) {
          parts.push_back({i, close + 1, inner.joint, false, true});
          i = close + 1;
          continue;
        }
      }
      parts.push_back(part);
      ++i;
    }
  }
  return together(std::move(parts));
}

char joint_sign(Joint joint) {
  switch (joint) {
    case Joint::dot:
      return '.';
    case Joint::dash:
      return '-';
    case Joint::underscore:
      return '_';
    default:
      return '@';
  }
}

// The address of which the joint at `at` is a part; looked for between `from` and a bounded way behind.
std::optional<Seen> read_spelled_email(std::string_view text, std::size_t at, std::size_t from,
                                       const ContactWords& words) {
  constexpr std::size_t reach_before = 90, reach_behind = 110;
  std::size_t begin = std::max(from, at > reach_before ? at - reach_before : 0);
  while (begin > from && begin < at && is_box_byte(text[begin - 1]) && is_box_byte(text[begin]))
    ++begin;  // no half words
  const std::vector<MailPart> parts = mail_parts(text, begin, std::min(text.size(), at + reach_behind));
  std::size_t joint = 0;
  while (joint < parts.size() && parts[joint].end <= at) ++joint;
  if (joint >= parts.size() || parts[joint].joint == Joint::none || joint == 0) return std::nullopt;
  const auto is_atom = [&](std::size_t i) {
    return i < parts.size() && parts[i].joint == Joint::none && !parts[i].breaks;
  };
  std::size_t first = joint;  // of the atoms of the chain
  std::size_t ats = 0;
  while (first >= 1 && parts[first].joint != Joint::none && is_atom(first - 1)) {
    ats += parts[first].joint == Joint::at ? 1 : 0;
    first -= 1;
    if (ats > 0 &&
        !(first >= 1 && (parts[first - 1].joint == Joint::dot || parts[first - 1].joint == Joint::dash ||
                         parts[first - 1].joint == Joint::underscore)))
      break;
    if (first == 0 || parts[first - 1].joint == Joint::none) break;
    first -= 1;
  }
  if (!is_atom(first)) ++first;
  std::string value;
  std::size_t end = 0, signs_at = 0;
  bool host_has_dot = false, marked = false, dotted = false;
  std::string host;
  for (std::size_t i = first; is_atom(i); i += 2) {
    std::string atom(text.substr(parts[i].begin, parts[i].end - parts[i].begin));
    std::erase(atom, ' ');
    value += atom;
    if (signs_at > 0) {
      host += atom;
      host_has_dot =
          host_has_dot || atom.find('.') != std::string::npos || host.find('.') != std::string::npos;
    }
    end = parts[i].end;
    if (i + 1 >= parts.size() || parts[i + 1].joint == Joint::none || !is_atom(i + 2)) break;
    const Joint next = parts[i + 1].joint;
    if (signs_at > 0 && (next == Joint::at || (host_has_dot && next != Joint::dot))) break;
    // A host that is whole ends before the dot of a sentence.
    if (signs_at > 0 && host_has_dot && next == Joint::dot && parts[i + 1].end - parts[i + 1].begin == 1)
      break;
    if (next == Joint::at) {
      signs_at = value.size();
      marked = marked || parts[i + 1].marked;
    } else {
      dotted = true;
      marked = marked || parts[i + 1].marked;
    }
    value += joint_sign(next);
    if (signs_at > 0 && next != Joint::at) host += joint_sign(next);
  }
  if (signs_at == 0 || end == 0 || host.empty() || !is_host(trimmed(host), words)) return std::nullopt;
  if (one_of(at_or_blank(text, end), "/@")) return std::nullopt;
  const std::string_view box = std::string_view(value).substr(0, signs_at);
  if (box.size() > longest_box || words.not_boxes.find(box) != words.not_boxes.end()) return std::nullopt;
  Seen seen{Shape::email, parts[first].begin, end,
            std::string(trimmed(box)) + "@" + std::string(trimmed(host))};
  seen.spelled = true;
  seen.sure = marked && dotted;
  return seen;
}

// "name @ host.com", "n a m e @ host . com": blanks around the sign. Before a name with nothing between it is
// a handle.
std::optional<Seen> read_spaced_email(std::string_view text, std::size_t at, std::size_t from,
                                      const ContactWords& words) {
  const bool before = at > 0 && text[at - 1] == ' ', behind = at_or_blank(text, at + 1) == ' ';
  if (!behind || at + 2 >= text.size()) return std::nullopt;
  if (!before && (at == 0 || !is_box_byte(text[at - 1]))) return std::nullopt;
  return read_spelled_email(text, at, from, words);
}

// ---- postcodes, plates, numbers of staff

struct Run {
  std::size_t begin, end;
  std::size_t size() const { return end - begin; }
};

bool shape_is(std::string_view run, std::string_view shape) {
  if (run.size() != shape.size()) return false;
  for (std::size_t i = 0; i < run.size(); ++i) {
    if (shape[i] == '9' ? !is_digit(run[i]) : !is_letter(run[i])) return false;
  }
  return true;
}

bool is_outward(std::string_view run, const ContactWords& words) {
  static constexpr std::array<std::string_view, 6> shapes{"a9", "a99", "aa9", "aa99", "a9a", "aa9a"};
  if (std::none_of(shapes.begin(), shapes.end(),
                   [&](std::string_view shape) { return shape_is(run, shape); }))
    return false;
  const std::size_t letters = is_letter(run[1]) ? 2 : 1;
  if (run.size() == 3 && letters == 1 && is_letter(run[2]) && !one_of(run[2], "abcdefghjkpstuw"))
    return false;
  if (run.size() == 4 && is_letter(run[3]) && !one_of(run[3], "abehmnprvwxy")) return false;
  if (run.size() == 4 && is_digit(run[3]) && run[2] == '0') return false;
  return words.postcode_areas.find(run.substr(0, letters)) != words.postcode_areas.end();
}

bool is_inward(std::string_view run) {
  return shape_is(run, "9aa") && !one_of(run[1], "cikmov") && !one_of(run[2], "cikmov");
}

std::string upper(std::string_view text) {
  std::string all(text);
  for (char& c : all) c = static_cast<char>(is_letter(c) ? c - 'a' + 'A' : c);
  return all;
}

bool all_capitals(const TextToScan& text, Run run) {
  for (std::size_t i = run.begin; i < run.end; ++i) {
    if (is_letter(text.folded[i]) && !text.capital(i)) return false;
  }
  return true;
}

// Runs of letters and digits around a place, and what may stand between them.
class RunReader {
 public:
  RunReader(const TextToScan& text, const ContactWords& words) : text_(text), words_(words) {}

  // Reads whatever the run holding the digit at `at` begins.
  std::optional<Seen> read(std::size_t at, std::size_t from) const {
    constexpr std::size_t longest = 12;
    Run run{at, at};
    while (run.begin > from && run.size() <= longest && is_alnum(folded(run.begin - 1))) --run.begin;
    while (run.end < text_.folded.size() && run.size() <= longest && is_alnum(folded(run.end))) ++run.end;
    if (run.size() > longest ||
        (run.begin > 0 && (is_word_before(text_.folded, run.begin) || one_of(folded(run.begin - 1), "_@"))))
      return std::nullopt;
    if (is_inside_word(at_or_blank(text_.folded, run.end)) || at_or_blank(text_.folded, run.end) == '@')
      return std::nullopt;
    return is_letter(folded(run.begin)) ? from_letter(run) : from_digit(run);
  }

 private:
  char folded(std::size_t at) const { return text_.folded[at]; }
  std::string_view words(Run run) const { return text_.folded.substr(run.begin, run.size()); }

  // The run behind at most two blanks; empty when something else stands between.
  Run next(Run run, std::string_view between = " ") const {
    std::size_t begin = run.end;
    while (begin < text_.folded.size() && begin - run.end < 2 && one_of(folded(begin), between)) ++begin;
    std::size_t end = begin;
    while (begin > run.end && end < text_.folded.size() && end - begin < 13 && is_alnum(folded(end))) ++end;
    return {begin, end};
  }
  Run before(Run run) const {
    if (run.begin < 2 || folded(run.begin - 1) != ' ') return {run.begin, run.begin};
    Run found{run.begin - 1, run.begin - 1};
    while (found.begin > 0 && found.size() < 5 && is_alnum(folded(found.begin - 1))) --found.begin;
    return found;
  }
  bool ends(Run run) const {
    const char after = at_or_blank(text_.folded, run.end);
    return !is_inside_word(after) && after != '_' && after != '@' &&
           !(one_of(after, "-/") && is_alnum(at_or_blank(text_.folded, run.end + 1)));
  }

  std::optional<Seen> from_letter(Run run) const {
    if (auto seen = postcode(run)) return seen;
    if (auto seen = insurance(run)) return seen;
    if (auto seen = registration(run)) return seen;
    if (auto seen = area(run)) return seen;
    return number(run);
  }
  std::optional<Seen> from_digit(Run run) const {
    if (run.size() == 2) {
      if (auto seen = insurance(run)) return seen;
    }
    if (is_letter(folded(run.end - 1))) {
      if (auto seen = registration(run)) return seen;
    }
    if (auto seen = street(run)) return seen;
    return number(run);
  }

  std::optional<Seen> postcode(Run run) const {
    Run inward = next(run, " ");
    if (run.size() >= 5 && run.size() <= 7) {
      inward = {run.end - 3, run.end};
      run.end -= 3;
    } else if (run.size() > 4) {
      return std::nullopt;
    }
    if (run.begin > 0 && one_of(folded(run.begin - 1), "-/.")) return std::nullopt;
    if (inward.size() != 3 || !is_inward(words(inward)) || !is_outward(words(run), words_) || !ends(inward))
      return std::nullopt;
    Seen seen{Shape::postcode, run.begin, inward.end, upper(words(run)) + " " + upper(words(inward))};
    seen.sure = all_capitals(text_, {run.begin, inward.end}) && inward.begin > run.end;
    return seen;
  }

  std::optional<Seen> insurance(Run run) const {
    // ab123456c, or ab 12 34 56 c
    if (!is_digit(folded(run.end - 1)) && run.size() != 9) return std::nullopt;
    std::string all(words(run));
    if (shape_is(all, "99") && before(run).size() == 2) {
      run.begin = before(run).begin;
      all = std::string(words({run.begin, run.begin + 2})) + all;
    }
    Run part = run;
    for (int i = 0; i < 4 && all.size() < 9; ++i) {
      part = next(part, " -");
      if (part.size() == 0 || part.size() > 7) break;
      all += words(part);
    }
    static constexpr std::array<std::string_view, 7> never{"bg", "gb", "nk", "kn", "tn", "nt", "zz"};
    if (!shape_is(all, "aa999999a") || one_of(all[0], "dfiquv") || one_of(all[1], "dfiquvo") ||
        all[8] > 'd' || std::find(never.begin(), never.end(), all.substr(0, 2)) != never.end()) {
      return std::nullopt;
    }
    Run whole{run.begin, part.end};
    if (!ends(whole) || !all_capitals(text_, whole)) return std::nullopt;
    const std::string value = upper(all);
    return Seen{Shape::insurance, whole.begin, whole.end,
                value.substr(0, 2) + " " + value.substr(2, 2) + " " + value.substr(4, 2) + " " +
                    value.substr(6, 2) + " " + value.substr(8)};
  }

  static bool plate_letters(std::string_view letters) {
    return std::none_of(letters.begin(), letters.end(), [](char c) { return c == 'i' || c == 'q'; });
  }

  std::optional<Seen> registration(Run run) const {
    const std::string_view word = words(run);
    const Run behind = next(run), ahead = before(run);
    std::string left, right;
    Run whole = run;
    if (shape_is(word, "aa99aaa")) {
      left = word.substr(0, 4), right = word.substr(4);
    } else if ((shape_is(word, "aa99") || shape_is(word, "a999") || shape_is(word, "a99") ||
                shape_is(word, "a9")) &&
               shape_is(words(behind), "aaa")) {
      left = word, right = words(behind);
      whole.end = behind.end;
    } else if ((shape_is(word, "999a") || shape_is(word, "99a") || shape_is(word, "9a")) &&
               shape_is(words(ahead), "aaa")) {
      left = words(ahead), right = word;
      whole.begin = ahead.begin;
    } else {
      return std::nullopt;
    }
    const int year = left.size() == 4 && shape_is(left, "aa99") ? (left[2] - '0') * 10 + (left[3] - '0') : 2;
    if (year < 2 || (year > 35 && year < 51) || year > 85) return std::nullopt;
    if (!plate_letters(left) || !plate_letters(right) || !ends(whole) || !all_capitals(text_, whole))
      return std::nullopt;
    Seen seen{Shape::registration, whole.begin, whole.end, upper(left) + " " + upper(right)};
    seen.sure = shape_is(left, "aa99");
    return seen;
  }

  // A capital letter here begins a word; how far it goes.
  Run word_at(std::size_t at) const {
    Run word{at, at};
    while (word.end < text_.folded.size() && word.size() < 20 &&
           (is_letter(folded(word.end)) || one_of(folded(word.end), "'-")))
      ++word.end;
    return word;
  }

  // 14 Larch Row; Flat 2, 81 Dyers Street.
  std::optional<Seen> street(Run run) const {
    std::size_t digits = run.begin;
    while (digits < run.end && is_digit(folded(digits))) ++digits;
    if (digits == run.begin || digits - run.begin > 4 || run.end - digits > 1 || folded(run.begin) == '0')
      return std::nullopt;
    if (run.begin > 0 && one_of(folded(run.begin - 1), "/.-:+")) return std::nullopt;
    std::size_t at = run.end;
    if (at_or_blank(text_.folded, at) == ',') ++at;
    if (at_or_blank(text_.folded, at) != ' ') return std::nullopt;
    ++at;
    for (int count = 0; count < 4 && at < text_.folded.size(); ++count) {
      const Run word = word_at(at);
      if (word.size() < 2 || !text_.capital(word.begin)) return std::nullopt;
      if (count > 0 && words_.street_types.find(words(word)) != words_.street_types.end() &&
          !(at_or_blank(text_.folded, word.end) == ' ' && next_is_type(word))) {
        if (is_inside_word(at_or_blank(text_.folded, word.end))) return std::nullopt;
        const std::size_t begin = flat_before(run.begin);
        const std::size_t from = text_.origin[begin], to = text_.origin[word.end];
        return Seen{Shape::street, begin, word.end, std::string(text_.original.substr(from, to - from))};
      }
      if (at_or_blank(text_.folded, word.end) != ' ') return std::nullopt;
      at = word.end + 1;
    }
    return std::nullopt;
  }

  bool next_is_type(Run word) const {
    const Run after = word_at(word.end + 1);
    return after.size() > 1 && text_.capital(after.begin) &&
           words_.street_types.find(words(after)) != words_.street_types.end();
  }

  // "Flat 2, " before a house number belongs to it.
  std::size_t flat_before(std::size_t begin) const {
    const std::size_t from = begin > 16 ? begin - 16 : 0;
    std::size_t at = begin;
    while (at > from && (folded(at - 1) == ' ' || folded(at - 1) == ',')) --at;
    const std::size_t number_end = at;
    while (at > from && is_alnum(folded(at - 1))) --at;
    if (at == number_end || number_end - at > 3 || at == 0 || folded(at - 1) != ' ') return begin;
    const std::size_t word_stop = at - 1;
    std::size_t word = word_stop;
    while (word > from && is_letter(folded(word - 1))) --word;
    return words_.flats.find(words({word, word_stop})) != words_.flats.end() ? word : begin;
  }

  std::optional<Seen> area(Run run) const {
    if (run.size() < 2 || run.size() > 4 || !is_outward(words(run), words_) || !all_capitals(text_, run))
      return std::nullopt;
    const std::string_view before = text_.folded.substr(0, run.begin);
    if (!before.ends_with(" in ") && !before.ends_with(" to ") && !before.ends_with("in sunny "))
      return std::nullopt;
    const Run behind = next(run);
    if (behind.size() == 3 && is_digit(folded(behind.begin))) return std::nullopt;  // half of no postcode
    return Seen{Shape::postcode_area, run.begin, run.end, upper(words(run))};
  }

  std::optional<Seen> number(Run run) const {
    const std::string_view word = words(run);
    const auto digits = static_cast<std::size_t>(std::count_if(word.begin(), word.end(), is_digit));
    if (digits == 2 && word.size() == 2 && folded_is_slash(run)) {  // a teacher's reference: 12/34567
      const Run rest{run.end + 1, word_end(text_.folded, run.end + 1)};
      if (shape_is(words(rest), "99999"))
        return Seen{Shape::number, run.begin, rest.end,
                    std::string(text_.folded.substr(run.begin, rest.end - run.begin))};
      return std::nullopt;
    }
    const std::size_t letters = word.size() - digits;
    if (digits + (letters > 0 ? 1 : 0) < 5 || word.size() > 10 || letters > 4)
      return std::nullopt;  // no years
    return Seen{Shape::number, run.begin, run.end, upper(word)};
  }
  bool folded_is_slash(Run run) const { return at_or_blank(text_.folded, run.end) == '/'; }

  const TextToScan& text_;
  const ContactWords& words_;
};

// ---- the one pass

enum : unsigned char {
  boring = 0,
  digit = 1,
  sign_at = 2,
  number_letter = 3,
  letter_d = 4,
  opening = 5,
  dot = 6
};

constexpr std::array<unsigned char, 256> kinds = [] {
  std::array<unsigned char, 256> all{};
  for (char c = '0'; c <= '9'; ++c) all[static_cast<unsigned char>(c)] = digit;
  all['@'] = sign_at;
  all['v'] = all['x'] = all['z'] = number_letter;
  all['d'] = letter_d;
  all['('] = all['['] = all['{'] = all['<'] = opening;
  all['.'] = dot;
  return all;
}();

class Scanner {
 public:
  Scanner(const TextToScan& text, const ContactWords& words)
      : text_(text.folded), words_(words), runs_(text, words) {}

  std::vector<Seen> run() {
    for (at_ = 0; at_ < text_.size(); ++at_) {
      const unsigned char kind = kinds[static_cast<unsigned char>(text_[at_])];
      if (kind == boring) continue;
      switch (kind) {
        case digit:
          on_digit();
          break;
        case sign_at:
          if (!add(read_email(text_, at_, words_))) add(read_spaced_email(text_, at_, reached_, words_));
          break;
        case number_letter:
          on_number_letter();
          break;
        case letter_d:
          on_d();
          break;
        case opening:
          on_opening();
          break;
        default:
          on_dot();
      }
    }
    return std::move(seen_);
  }

 private:
  bool add(std::optional<Seen> seen) {
    if (!seen || seen->begin < reached_) return false;
    if (seen->shape == Shape::email) take_out_inserted(seen->value, words_);
    reached_ = seen->end;
    at_ = std::max(at_, reached_ - 1);
    seen_.push_back(std::move(*seen));
    return true;
  }

  void on_digit() {
    std::size_t begin = at_;
    while (begin > reached_ && at_ - begin < 3 && one_of(text_[begin - 1], "+( o")) {
      if (text_[begin - 1] == ' ' && !(begin >= 2 && text_[begin - 2] == '+')) break;
      if (text_[begin - 1] == 'o' && begin >= 2 && is_inside_word(text_[begin - 2])) break;
      --begin;
    }
    const char first = text_[begin];
    const bool may_be_phone = first == '0' || first == 'o' || first == '+' || first == '(' ||
                              at_or_blank(text_, at_ + 3) == '-' || text_[at_] == '4' ||
                              at_or_blank(text_, at_ + 3) == '.' ||
                              (begin > 0 && one_of(text_[begin - 1], "/=:"));
    if (may_be_phone && add(read_phone(text_, begin))) return;
    if (add(runs_.read(at_, reached_))) return;
    // The rest of this run of digits begins nothing else.
    while (at_ + 1 < text_.size() && is_digit(text_[at_ + 1])) ++at_;
  }

  void on_number_letter() {
    const std::size_t begin = word_begin_near(at_);
    const std::string_view word = text_.substr(begin, 6);
    const bool number = word.starts_with("seven") || word.starts_with("six") || word.starts_with("zero") ||
                        word.starts_with("five");
    if (number) add(read_spelled_phone(text_, begin, reached_));
  }

  std::size_t word_begin_near(std::size_t at) const {
    const std::size_t from = at > 3 ? at - 3 : 0;
    while (at > from && is_letter(text_[at - 1])) --at;
    return at;
  }

  void on_d() {
    const std::string_view word = text_.substr(at_, 6);
    if (at_ > 0 && is_inside_word(text_[at_ - 1])) return;
    if (word.starts_with("double")) {
      add(read_spelled_phone(text_, at_, reached_));
    } else if (word.starts_with("dot") && !is_inside_word(at_or_blank(text_, at_ + 3)) && at_ > 0 &&
               text_[at_ - 1] == ' ') {
      add(read_spelled_email(text_, at_, reached_, words_));
    }
  }

  // "(at)", "[dot]"
  void on_opening() {
    std::size_t begin = at_ + 1;
    while (begin < text_.size() && begin - at_ < 3 && is_blank(text_[begin])) ++begin;
    const std::string_view word = text_.substr(begin, 3);
    if (word.starts_with("at") || word == "dot" || word.starts_with("@") || word.starts_with("a)")) {
      add(read_spelled_email(text_, at_, reached_, words_));
    } else if (is_digit(at_or_blank(text_, at_ + 1)) || at_or_blank(text_, at_ + 1) == '+') {
      add(read_phone(text_, at_));
    }
  }

  // "name at host.com": the word before the host is "at".
  void on_dot() {
    if (!is_letter(at_or_blank(text_, at_ + 1))) return;
    std::size_t begin = at_;
    while (begin > reached_ && at_ - begin < 40 && (is_alnum(text_[begin - 1]) || text_[begin - 1] == '-'))
      --begin;
    if (begin == at_ || begin < reached_ + 5 || text_.substr(begin - 4, 4) != " at ") return;
    if (!add(read_spelled_email(text_, begin - 3, reached_, words_))) return;
  }

  std::string_view text_;
  const ContactWords& words_;
  RunReader runs_;
  std::size_t at_ = 0;
  std::size_t reached_ = 0;  // end of what was found last
  std::vector<Seen> seen_;
};

}  // namespace

std::vector<Seen> shapes_in(const TextToScan& text, const ContactWords& words) {
  return Scanner(text, words).run();
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

bool is_postcode(std::string_view folded, const ContactWords& words) {
  const std::size_t blank = folded.find(' ');
  if (blank == std::string_view::npos) {
    return folded.size() >= 5 && is_outward(folded.substr(0, folded.size() - 3), words) &&
           is_inward(folded.substr(folded.size() - 3));
  }
  return is_outward(folded.substr(0, blank), words) && is_inward(folded.substr(blank + 1));
}

}  // namespace gh::detect
