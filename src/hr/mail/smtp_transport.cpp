#include "hr/mail/smtp_transport.h"

#include <charconv>
#include <climits>
#include <fmt/format.h>
#include <unistd.h>

#include "base/file.h"
#include "base/text.h"

namespace gh::hr {
namespace {

std::string host_name() {
  std::string name(HOST_NAME_MAX + 1, '\0');
  if (gethostname(name.data(), name.size()) != 0) return "here";
  return name.substr(0, name.find('\0'));
}

/// When process `number` began, in the kernel's ticks (proc(5), stat, field 22); empty when there is none.
std::string beginning_of(long number) {
  const auto stat = base::read_file(fmt::format("/proc/{}/stat", number), 4'096);
  const std::size_t name_end = stat ? stat->rfind(')') : std::string::npos;
  if (name_end == std::string::npos) return "";
  const auto fields = base::split(std::string_view(*stat).substr(name_end + 2), ' ');
  return fields.size() > 19 ? std::string(fields[19]) : std::string();
}

}  // namespace

std::string sender_name() {
  const long number = getpid();
  return fmt::format("{}:{}:{}", host_name(), number, beginning_of(number));
}

bool is_gone(const std::string& sender) {
  const auto parts = base::split(sender, ':');
  if (parts.size() != 3 || parts[0] != host_name()) return false;
  long number = 0;
  std::from_chars(parts[1].data(), parts[1].data() + parts[1].size(), number);
  return beginning_of(number) != parts[2];
}

}  // namespace gh::hr
