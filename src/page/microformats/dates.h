// Dates and times put together from parts, as the value class pattern wants them.
// src: https://microformats.org/wiki/value-class-pattern#Date_and_time_parsing
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "page/text.h"

namespace gh::page::microformats {

/// One part as the page writes it: "2009-06-26", "7:00pm", "Z", or a date with its time.
struct DatePart {
  Text words;
  bool is_time_element = false;  // then the colon of its zone is left out: "-08:00" as "-0800"
};

/// True for "22:00", "7pm", "19:00-06:00": a time of a day that must be named elsewhere.
bool is_time(std::string_view words);

/// "2009-06-26" off the beginning of a date; empty for what begins otherwise.
std::string_view day_of(std::string_view words);

/// The first date, time and zone among the parts, as "2009-06-26 19:00:00-0800"; times after noon counted
/// to 24. A time without a date takes `day` (which may be empty). out: nothing when no part is a date, a time
/// or a zone
std::optional<Text> join_date(const std::vector<DatePart>& parts, std::string_view day);

}  // namespace gh::page::microformats
