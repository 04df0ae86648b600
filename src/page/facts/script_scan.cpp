#include "page/facts/script_scan.h"

#include <algorithm>
#include <cstring>

#include "base/eight_bytes.h"

namespace gh::page {
namespace {

constexpr std::string_view parse_call = "JSON.parse(";
constexpr std::size_t longest_name = 80;

bool is_blank(char c) { return static_cast<unsigned char>(c) <= ' '; }

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$';
}

std::size_t skip_blanks(std::string_view text, std::size_t at, std::size_t end) {
  while (at < end && is_blank(text[at])) ++at;
  return at;
}

std::size_t skip_blanks_back(std::string_view text, std::size_t at) {
  while (at > 0 && is_blank(text[at - 1])) --at;
  return at;
}

std::size_t find_bracket(std::string_view text, std::size_t at, std::size_t end) {
  return base::find_one_of<'{', '['>(text.substr(0, end), at);
}

// A value that is written out, not computed.
bool begins_literal(std::string_view text, std::size_t at, std::size_t end) {
  if (at >= end) return false;
  const char c = text[at];
  if (std::strchr("\"'`{[-!0123456789", c) != nullptr && c != '\0') return true;
  const std::string_view rest = text.substr(at, end - at);
  return rest.starts_with("true") || rest.starts_with("false") || rest.starts_with("null") ||
         rest.starts_with("undefined");
}

bool is_cue(std::string_view text, std::size_t bracket) {
  const std::size_t before = skip_blanks_back(text, bracket);
  if (before == 0) return begins_data(text, bracket, false);
  switch (text[before - 1]) {
    case '=':  // but no comparison
      if (before > 1 && (text[before - 2] == '=' || text[before - 2] == '!')) return false;
      [[fallthrough]];
    case '(':
    case '|':  // "window.x = window.x || {…}"
      return begins_data(text, bracket, false);
    case ',':
    case 'n':  // return
      return text[bracket] == '{' && begins_data(text, bracket, true);
    default:
      return false;
  }
}

// What JSON.parse is given, when that is written out.
Cue parse_argument(std::string_view text, std::size_t at, std::size_t end) {
  at = skip_blanks(text, at, end);
  CueKind kind = CueKind::string;
  for (std::string_view call : {"decodeURIComponent(", "decodeURI(", "unescape("}) {
    if (!text.substr(at, end - at).starts_with(call)) continue;
    kind = CueKind::encoded;
    at = skip_blanks(text, at + call.size(), end);
    break;
  }
  if (at >= end || (text[at] != '"' && text[at] != '\'' && text[at] != '`')) return {CueKind::none, at};
  return {kind, at};
}

// Back over a name with its dots.
std::size_t name_begin(std::string_view text, std::size_t end) {
  std::size_t at = end;
  while (at > 0 && end - at < longest_name && (is_word(text[at - 1]) || text[at - 1] == '.')) --at;
  return at;
}

// Back over ["name"]; the name without its quotes.
std::string_view subscript(std::string_view text, std::size_t end) {
  if (end < 4 || text[end - 1] != ']' || (text[end - 2] != '"' && text[end - 2] != '\'')) return {};
  const std::string_view before = text.substr(0, end - 2);
  const std::size_t quote = before.rfind(text[end - 2], before.size() - 1);
  if (quote == std::string_view::npos || before.size() - quote > longest_name) return {};
  return before.substr(quote + 1);
}

}  // namespace

bool begins_data(std::string_view text, std::size_t bracket, bool quoted) {
  const std::size_t end = text.size();
  std::size_t at = skip_blanks(text, bracket + 1, end);
  if (at >= end) return false;
  if (text[at] == '"') return true;
  if (text[bracket] == '[')
    return text[at] == '{' || text[at] == '[' || (!quoted && begins_literal(text, at, end));
  if (quoted) return false;
  if (text[at] == '\'') return true;
  if (text[at] == '/') return at + 1 < end && (text[at + 1] == '/' || text[at + 1] == '*');
  const std::size_t word = at;
  while (at < end && at - word < longest_name && is_word(text[at])) ++at;
  if (at == word) return false;
  at = skip_blanks(text, at, end);
  return at < end && text[at] == ':' && begins_literal(text, skip_blanks(text, at + 1, end), end);
}

Cue CueScanner::next() {
  while (at_ < end_) {
    const Cue cue = next_place();
    if (cue.kind != CueKind::none) return cue;
  }
  return {CueKind::none, end_};
}

Cue CueScanner::next_place() {
  if (!looked_ || parse_call_ < at_) {
    parse_call_ = std::min(text_.substr(0, end_).find(parse_call, at_), end_);
    looked_ = true;
  }
  for (at_ = find_bracket(text_, at_, parse_call_); at_ < parse_call_;
       at_ = find_bracket(text_, at_ + 1, parse_call_)) {
    if (is_cue(text_, at_)) return {CueKind::literal, at_++};
  }
  if (at_ >= end_) return {CueKind::none, end_};
  at_ += parse_call.size();
  return parse_argument(text_, at_, end_);
}

std::string_view assigned_name(std::string_view text, std::size_t at) {
  at = skip_blanks_back(text, at);
  if (text.substr(0, at).ends_with("||")) at = name_begin(text, skip_blanks_back(text, at - 2));
  if (at > 0 && text[at - 1] == '(') --at;
  if (const std::size_t begin = name_begin(text, at); text.substr(begin, at - begin) == "JSON.parse") {
    at = begin;
  }
  at = skip_blanks_back(text, at);
  if (at == 0 || text[at - 1] != '=') return {};
  at = skip_blanks_back(text, at - 1);
  if (const std::string_view name = subscript(text, at); !name.empty()) return name;
  std::string_view name = text.substr(name_begin(text, at), at - name_begin(text, at));
  for (std::string_view global : {"window.", "self.", "globalThis."}) {
    if (name.starts_with(global)) return name.substr(global.size());
  }
  return name;
}

bool is_flight(std::string_view text, std::size_t at) {
  constexpr std::string_view call = ".push(";
  if (at < call.size() || text.substr(at - call.size(), call.size()) != call) return false;
  const std::size_t begin = at > 60 ? at - 60 : 0;
  return text.substr(begin, at - begin).find("__next_f") != std::string_view::npos;
}

}  // namespace gh::page
