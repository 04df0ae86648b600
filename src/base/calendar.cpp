#include "base/calendar.h"

#include <fmt/format.h>

#include "base/text.h"

namespace gh::base {
namespace {

constexpr std::size_t longest_line = 75;

std::string calendar_day(Day day) {
  std::string text = format_day(day);
  std::erase(text, '-');
  return text;
}

/// RFC 5545, section 3.3.11. Controls other than line breaks have no place in it.
std::string escape(std::string_view text) {
  std::string escaped;
  for (const char c : make_utf8(text)) {
    if (c == '\\' || c == ';' || c == ',') {
      escaped += '\\';
      escaped += c;
    } else if (c == '\n') {
      escaped += "\\n";
    } else if (static_cast<unsigned char>(c) >= ' ' && c != '\x7f') {
      escaped += c;
    }
  }
  return escaped;
}

/// A value that is not text: nothing but visible ASCII without what separates.
std::string plain(std::string_view text) {
  std::string kept;
  for (const char c : text) {
    if (c > ' ' && c < '\x7f' && c != ';' && c != ',' && c != '"') kept += c;
  }
  return kept;
}

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

/// RFC 5545, section 3.1; never in the middle of a letter.
void put(std::string& file, std::string line) {
  while (line.size() > longest_line) {
    std::size_t end = longest_line;
    while (continues(line[end])) --end;
    file += line.substr(0, end) + "\r\n";
    line = " " + line.substr(end);
  }
  file += line + "\r\n";
}

}  // namespace

std::string calendar_time(std::int64_t seconds) {
  const auto time = std::chrono::sys_seconds(std::chrono::seconds(seconds));
  const Day day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::hh_mm_ss clock(time - day);
  return fmt::format("{}T{:02}{:02}{:02}Z", calendar_day(day), clock.hours().count(), clock.minutes().count(),
                     clock.seconds().count());
}

std::string write_calendar(const Appointment& appointment) {
  std::string file;
  put(file, "BEGIN:VCALENDAR");
  put(file, "VERSION:2.0");
  put(file, "PRODID:-//Glasshouse//Glasshouse//EN");
  put(file, appointment.cancelled ? "METHOD:CANCEL" : "METHOD:PUBLISH");
  put(file, "BEGIN:VEVENT");
  put(file, "UID:" + plain(appointment.uid));
  put(file, fmt::format("SEQUENCE:{}", appointment.sequence));
  put(file, "DTSTAMP:" + calendar_time(appointment.stamp));
  put(file, "DTSTART;VALUE=DATE:" + calendar_day(appointment.day));
  put(file, "DTEND;VALUE=DATE:" + calendar_day(appointment.day + std::chrono::days(1)));
  put(file, "SUMMARY:" + escape(appointment.summary));
  if (!appointment.description.empty()) put(file, "DESCRIPTION:" + escape(appointment.description));
  if (!appointment.organizer.empty()) put(file, "ORGANIZER:mailto:" + plain(appointment.organizer));
  put(file, "TRANSP:TRANSPARENT");
  put(file, appointment.cancelled ? "STATUS:CANCELLED" : "STATUS:CONFIRMED");
  if (!appointment.cancelled) {
    put(file, "BEGIN:VALARM");
    put(file, "ACTION:DISPLAY");
    put(file, "DESCRIPTION:" + escape(appointment.summary));
    put(file, fmt::format("TRIGGER:-PT{}H", appointment.alarm_hours));
    put(file, "END:VALARM");
  }
  put(file, "END:VEVENT");
  put(file, "END:VCALENDAR");
  return file;
}

}  // namespace gh::base
