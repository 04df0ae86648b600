#include "cli/terminal.h"

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/text.h"

namespace gh::cli {
namespace {

// -1 for a stream that is none of the three.
int descriptor(const std::ios& stream) {
  if (&stream == &std::cin) return STDIN_FILENO;
  if (&stream == &std::cout) return STDOUT_FILENO;
  if (&stream == &std::cerr) return STDERR_FILENO;
  return -1;
}

std::string_view environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

// Nobody reads lines of 300 letters with pleasure, so wide windows are not filled.
constexpr std::size_t widest = 100;
constexpr std::size_t narrowest = 20;

std::size_t window_columns(int number) {
  winsize size{};
  if (::ioctl(number, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return 80;
  return std::clamp<std::size_t>(size.ws_col, narrowest, widest);
}

}  // namespace

bool is_terminal(const std::ios& stream) {
  const int number = descriptor(stream);
  return number >= 0 && ::isatty(number) == 1;
}

Terminal terminal_for(const std::ostream& out, bool plain) {
  Terminal terminal;
  if (plain) terminal.columns = 0;
  if (plain || !is_terminal(out)) return terminal;
  const std::string_view kind = environment("TERM");
  terminal.pages = !kind.empty() && kind != "dumb";
  terminal.colours = terminal.pages && environment("NO_COLOR").empty();
  terminal.columns = window_columns(descriptor(out));
  return terminal;
}

std::string new_page(const Terminal& terminal) { return terminal.pages ? "\x1B[2J\x1B[H" : ""; }

std::string strong(std::string_view text, const Terminal& terminal) {
  if (!terminal.colours) return std::string(text);
  return "\x1B[1m" + std::string(text) + "\x1B[0m";
}

std::string paragraph(std::string_view text, const Terminal& terminal, std::size_t indent) {
  const std::string harmless = base::for_terminal(text);
  if (base::trim(harmless).empty()) return "";
  const std::string margin(indent, ' ');
  if (terminal.columns == 0) return margin + base::collapse_blanks(harmless) + "\n";
  std::string all;
  const std::size_t room = std::max(narrowest, terminal.columns - std::min(terminal.columns, indent));
  for (const std::string& line : base::wrap(harmless, room)) all += margin + line + "\n";
  return all;
}

std::optional<std::string> ask(std::istream& in, std::ostream& out, std::string_view prompt) {
  out << prompt << std::flush;
  std::string line;
  const bool there = static_cast<bool>(std::getline(in, line));
  if (!there || !is_terminal(in)) out << '\n';  // what was typed on a terminal has broken the prompt's line
  if (!there) return std::nullopt;
  return std::string(base::trim(base::make_utf8(line)));
}

}  // namespace gh::cli
