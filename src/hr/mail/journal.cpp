#include "hr/mail/journal.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>
#include <utility>

#include "base/file.h"
#include "base/text.h"

namespace gh::hr {
namespace {

namespace fs = std::filesystem;
using base::Result;

fs::path file_of(const fs::path& folder, std::string sender) {
  std::replace_if(
      sender.begin(), sender.end(), [](char c) { return c == ':' || c == '/'; }, '-');
  return folder / (sender + ".journal");
}

std::string first_line() {
  const auto boot = base::read_file("/proc/sys/kernel/random/boot_id", 256);
  return fmt::format("boot {}\n", boot ? base::trim(*boot) : "unknown");
}

base::Error cannot_write(const fs::path& file) {
  return {base::ErrorKind::cannot_write, std::strerror(errno), file.string(),
          "make room, or give us the folder"};
}

/// Such a mail does not go again.
bool is_final(const Settlement& one) { return one.state == "sent" || one.state == "failed"; }

std::int64_t number(std::string_view text) {
  std::int64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

/// "go ID", or "end ID STATE NOT_BEFORE REPLY": the reply has blanks, so it is last. A mail that was put off
/// may go again; then the answer to its earlier try says nothing of this one.
void read_line(std::string_view line, JournalWord& word) {
  const auto parts = base::split(line, ' ');
  if (parts.size() == 2 && parts[0] == "go") {
    const std::int64_t id = number(parts[1]);
    word.gone.insert(id);
    std::erase_if(word.settlements, [&](const Settlement& one) { return one.id == id; });
  }
  if (parts.size() < 4 || parts[0] != "end") return;
  const std::size_t reply =
      parts.size() == 4 ? line.size() : static_cast<std::size_t>(parts[4].data() - line.data());
  word.settlements.push_back(
      {number(parts[1]), std::string(parts[2]), std::string(line.substr(reply)), number(parts[3])});
}

}  // namespace

Result<SendJournal> SendJournal::open(const fs::path& folder, const std::string& sender) {
  std::error_code ignored;
  fs::create_directories(folder, ignored);
  const fs::path file = file_of(folder, sender);
  const int descriptor =
      ::open(file.c_str(), O_CREAT | O_WRONLY | O_APPEND | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (descriptor < 0) return cannot_write(file);
  SendJournal journal(file, descriptor);
  if (auto begun = journal.write(first_line()); !begun) return begun.error();
  return journal;
}

SendJournal::SendJournal(SendJournal&& other) noexcept
    : file_(std::move(other.file_)), descriptor_(std::exchange(other.descriptor_, -1)) {}

SendJournal::~SendJournal() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

/// One call: a line is never half there for the sake of another.
Result<void> SendJournal::write(const std::string& lines) {
  if (lines.empty()) return {};
  const ssize_t written = ::write(descriptor_, lines.data(), lines.size());
  if (written != static_cast<ssize_t>(lines.size())) return cannot_write(file_);
  return {};
}

Result<void> SendJournal::going(const std::vector<std::int64_t>& ids) {
  std::string lines;
  for (const std::int64_t id : ids) lines += fmt::format("go {}\n", id);
  return write(lines);
}

Result<void> SendJournal::ended(const std::vector<Settlement>& settlements) {
  std::string lines;
  for (const Settlement& one : settlements)
    lines +=
        fmt::format("end {} {} {} {}\n", one.id, one.state, one.not_before, base::for_terminal(one.reply));
  return write(lines);
}

Result<void> SendJournal::restart() {
  if (::ftruncate(descriptor_, 0) != 0) return cannot_write(file_);
  return write(first_line());
}

void SendJournal::remove() {
  std::error_code ignored;
  fs::remove(file_, ignored);
}

JournalWord read_journal(const fs::path& folder, const std::string& sender) {
  JournalWord word;
  const auto bytes = base::read_file(file_of(folder, sender));
  if (!bytes) return word;
  word.is_whole = bytes->starts_with(first_line());
  const std::size_t end = bytes->rfind('\n');  // a line that was cut says nothing
  if (end == std::string::npos) return word;
  for (const std::string_view line : base::split(std::string_view(*bytes).substr(0, end), '\n'))
    read_line(line, word);
  // Of another start of the machine: that a mail went again may be among the lines that are missing.
  if (!word.is_whole) std::erase_if(word.settlements, [](const Settlement& one) { return !is_final(one); });
  return word;
}

void forget_journal(const fs::path& folder, const std::string& sender) {
  std::error_code ignored;
  fs::remove(file_of(folder, sender), ignored);
}

}  // namespace gh::hr
