#include "page/microformats/dates.h"

#include <string>

#include "base/text.h"

namespace gh::page::microformats {
namespace {

// Reads a text from its beginning; each take_* moves on only when it succeeds.
class Reader {
 public:
  explicit Reader(std::string_view words) : rest_(words) {}

  bool at_end() const { return rest_.empty(); }

  bool take(std::string_view word) {
    if (!rest_.starts_with(word)) return false;
    rest_.remove_prefix(word.size());
    return true;
  }

  bool take_any_case(std::string_view word) {
    if (!base::equal_ignoring_case(rest_.substr(0, word.size()), word)) return false;
    rest_.remove_prefix(word.size());
    return true;
  }

  // `fewest` to `most` digits and no more of them; empty when there are not so many.
  std::string_view take_digits(std::size_t fewest, std::size_t most) {
    std::size_t count = 0;
    while (count < rest_.size() && rest_[count] >= '0' && rest_[count] <= '9') ++count;
    if (count < fewest || count > most) return {};
    const std::string_view digits = rest_.substr(0, count);
    rest_.remove_prefix(count);
    return digits;
  }

  std::string_view rest() const { return rest_; }

 private:
  std::string_view rest_;
};

bool take_zone(Reader& reader, std::string& zone, bool plain) {
  if (reader.take_any_case("z")) {
    zone = "Z";
    return true;
  }
  Reader ahead = reader;
  std::string read;
  if (ahead.take("+")) {
    read = "+";
  } else if (ahead.take("-")) {
    read = "-";
  } else {
    return false;
  }
  const std::string_view hours = ahead.take_digits(1, 4);
  if (hours.empty() || hours.size() == 3) return false;
  read += hours;
  if (hours.size() < 4 && ahead.take(":")) {
    const std::string_view minutes = ahead.take_digits(2, 2);
    if (minutes.empty()) return false;
    if (!plain) read += ':';
    read += minutes;
  }
  zone = read;
  reader = ahead;
  return true;
}

// 'a' or 'p', 0 for neither.
char take_half_of_day(Reader& reader) {
  for (const char half : {'a', 'p'}) {
    for (const std::string_view rest : {"m", ".m.", ".m"}) {
      Reader ahead = reader;
      if (ahead.take_any_case(std::string_view(&half, 1)) && ahead.take_any_case(rest)) {
        reader = ahead;
        return half;
      }
    }
  }
  return 0;
}

std::string hour_of_day(std::string_view hour, char half) {
  if (half == 0) return std::string(hour);
  int number = 0;
  for (char c : hour) number = number * 10 + (c - '0');
  if (half == 'p' && number < 12) number += 12;
  if (half == 'a' && number == 12) number = 0;
  return (number < 10 ? "0" : "") + std::to_string(number);
}

// "7:00pm" as "19:00"; empty for what is no time. An hour alone is one only with its half of the day.
std::string read_time(std::string_view words, bool plain_zone) {
  Reader reader(words);
  const std::string_view hour = reader.take_digits(1, 2);
  if (hour.empty()) return {};
  std::string rest;
  for (int i = 0; i < 2 && reader.take(":"); ++i) {
    const std::string_view digits = reader.take_digits(2, 2);
    if (digits.empty()) return {};
    rest.append(":").append(digits);
    if (i == 1 && reader.take(".")) rest.append(".").append(reader.take_digits(1, 9));
  }
  reader.take(" ");
  const char half = take_half_of_day(reader);
  if (half == 0 && rest.empty()) return {};
  if (rest.empty()) rest = ":00";
  reader.take(" ");
  std::string zone;
  take_zone(reader, zone, plain_zone);
  if (!reader.at_end()) return {};
  return hour_of_day(hour, half) + rest + zone;
}

// Length of "2009-06-26", "2009-177", "2009-06", "2009" or "--06-26" at the beginning; 0 for none.
std::size_t date_length(std::string_view words) {
  Reader reader(words);
  if (reader.take("--")) {
    const bool day =
        !reader.take_digits(2, 2).empty() && reader.take("-") && !reader.take_digits(2, 2).empty();
    return day ? words.size() - reader.rest().size() : 0;
  }
  if (reader.take_digits(4, 4).empty()) return 0;
  std::size_t length = 4;
  if (!reader.take("-")) return length;
  const std::string_view second = reader.take_digits(2, 3);
  if (second.empty()) return 0;
  length += 1 + second.size();
  if (second.size() == 2 && reader.take("-")) {
    if (reader.take_digits(2, 2).empty()) return 0;
    length += 3;
  }
  return length;
}

bool is_date(std::string_view words) { return !words.empty() && date_length(words) == words.size(); }

bool is_date_and_time(std::string_view words) {
  const std::size_t length = date_length(words);
  if (length == 0 || length + 2 > words.size()) return false;
  const char between = words[length];
  return (between == 'T' || between == 't' || between == ' ') &&
         !read_time(words.substr(length + 1), false).empty();
}

Text trimmed(const Text& text) {
  const std::string_view words = base::trim(text.words());
  const auto begin = static_cast<std::size_t>(words.data() - text.words().data());
  return text.part(begin, begin + words.size());
}

// What stands for a text that the page writes some other way.
void append_read(Text& out, const Text& written, std::string_view read) {
  if (written.words() == read) {
    out.append(written);
  } else {
    out.append_for(read, written.source());
  }
}

struct Found {
  Text whole, date, time, zone;

  void take(const DatePart& part) {
    const Text words = trimmed(part.words);
    const std::string_view said = words.words();
    if (said.size() > 64) return;
    if (date.empty() && time.empty() && is_date_and_time(said)) {
      whole = words;
    } else if (is_date(said)) {
      if (date.empty()) date = words;
    } else if (const std::string read = read_time(said, part.is_time_element); !read.empty()) {
      if (time.empty()) append_read(time, words, read);
    } else if (zone.empty()) {
      take_zone_alone(words, part.is_time_element);
    }
  }

 private:
  void take_zone_alone(const Text& words, bool plain) {
    Reader reader(words.words());
    std::string read;
    if (take_zone(reader, read, plain) && reader.at_end()) append_read(zone, words, read);
  }
};

}  // namespace

bool is_time(std::string_view words) { return words.size() <= 64 && !read_time(words, false).empty(); }

std::string_view day_of(std::string_view words) {
  const std::size_t length = date_length(words);
  return length == 10 || length == 8 ? words.substr(0, length) : std::string_view();
}

std::optional<Text> join_date(const std::vector<DatePart>& parts, std::string_view day) {
  Found found;
  for (const DatePart& part : parts) {
    found.take(part);
    if (!found.whole.empty()) return found.whole;
  }
  if (found.date.empty() && found.time.empty() && found.zone.empty()) return std::nullopt;
  Text joined = found.date;
  if (joined.empty()) joined.append_separator(day);  // said elsewhere
  if (!joined.empty() && !found.time.empty()) joined.append_separator(" ");
  joined.append(found.time);
  joined.append(found.zone);
  return joined;
}

}  // namespace gh::page::microformats
