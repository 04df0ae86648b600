// Where a script may hold data: places to try, found at the speed of memory. What stands there is read by
// js_literal.h.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace gh::page {

enum class CueKind : std::uint8_t {
  literal,  // "= {", "({", ", {"": `at` is the bracket
  string,   // JSON.parse("…"): `at` is the quote
  encoded,  // JSON.parse(decodeURIComponent("…"))
  none,
};

struct Cue {
  CueKind kind = CueKind::none;
  std::size_t at = 0;
};

/// The cues of one stretch of a script, in order.
class CueScanner {
 public:
  CueScanner(std::string_view text, std::size_t begin, std::size_t end)
      : text_(text), at_(begin), end_(end) {}

  /// The next one; kind `none` when there is no more.
  Cue next();
  /// Goes on from there.
  void resume(std::size_t at) { at_ = at; }

 private:
  Cue next_place();

  std::string_view text_;
  std::size_t at_;
  std::size_t end_;
  std::size_t parse_call_ = 0;  // the next "JSON.parse(", once looked for
  bool looked_ = false;
};

/// True when behind the bracket stands what data begins with, not code or prose. `quoted`: only keys in
/// double quotes will do.
bool begins_data(std::string_view text, std::size_t bracket, bool quoted);

/// What a value at `at` is assigned to: "user" for `window.user = `, `var user = `, `window["user"] = `;
/// empty when it is an argument.
std::string_view assigned_name(std::string_view text, std::size_t at);

/// True when the bracket at `at` opens the argument of "__next_f.push(".
/// src: https://github.com/vercel/next.js (packages/next/src/client/app-index.tsx)
bool is_flight(std::string_view text, std::size_t at);

}  // namespace gh::page
