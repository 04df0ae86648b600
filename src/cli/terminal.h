// What the commands need to know about the screen they talk to, and the few things they do with it. No cursor
// control beyond clearing: lines are typed and edited as the terminal does it, so nothing must be put back
// when we are stopped.
#pragma once

#include <cstddef>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>

namespace gh::cli {

/// True for std::cin, std::cout or std::cerr when it is a terminal; false for any other stream.
bool is_terminal(const std::ios& stream);

/// How to write for one reader.
struct Terminal {
  bool pages = false;        // a new page may clear the screen
  bool colours = false;      // bold and colours may be used
  std::size_t columns = 80;  // 0: lines are not broken, a screen reader pauses at each end of a line
};

/// What suits `out`. `plain`: no clearing, no colours, no line breaking, whatever it is. Pages need a
/// terminal whose TERM is set and not "dumb"; colours need NO_COLOR to be unset or empty as well.
Terminal terminal_for(const std::ostream& out, bool plain = false);

/// The bytes that begin a new page; empty where pages are not cleared.
std::string new_page(const Terminal& terminal);

/// `text` in bold where colours may be used.
std::string strong(std::string_view text, const Terminal& terminal);

/// `text`, made harmless and broken to the width, each line behind `indent` blanks and with its end. Empty
/// for an empty text.
std::string paragraph(std::string_view text, const Terminal& terminal, std::size_t indent = 0);

/// Writes `prompt` and reads one line: well-formed UTF-8 without blanks at its ends. Nothing at the end of
/// the input (Ctrl-D).
std::optional<std::string> ask(std::istream& in, std::ostream& out, std::string_view prompt);

}  // namespace gh::cli
