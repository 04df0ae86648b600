// One appointment as an iCalendar file that calendars of all makes take in
// (https://www.rfc-editor.org/rfc/rfc5545). An event, not a task: Outlook leaves tasks out. Reads nothing;
// clock-free.
#pragma once

#include <cstdint>
#include <string>

#include "base/date.h"

namespace gh::base {

struct Appointment {
  std::string uid;         // the same for ever; letters, digits, "-", "@", "."
  int sequence = 0;        // one more with each change
  bool cancelled = false;  // takes the appointment of that uid away
  Day day;                 // all of it
  int alarm_hours = 15;    // so long before the day begins: 15 is nine in the morning of the day before
  std::string summary;
  std::string description;
  std::string organizer;   // an e-mail address; may be empty
  std::int64_t stamp = 0;  // when this was written, seconds since 1970
};

/// The whole file, with its CRLF line ends, folded at 75 bytes. Text of any kind stays text.
std::string write_calendar(const Appointment& appointment);

/// "20261126T093000Z".
std::string calendar_time(std::int64_t seconds);

}  // namespace gh::base
