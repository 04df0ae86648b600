#include "takeout/entry_name.h"

#include <algorithm>

#include "base/text.h"

namespace gh::takeout {
namespace {

constexpr std::size_t longest_name = 1024;  // bytes
constexpr std::size_t shown = 120;          // characters

bool same_letter(char a, char b) {
  const auto small = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; };
  return small(a) == small(b);
}

bool begins_at_a_drive(std::string_view name) {
  return name.size() > 1 && name[1] == ':' && base::lower_ascii(name.substr(0, 1)) >= "a" &&
         base::lower_ascii(name.substr(0, 1)) <= "z";
}

}  // namespace

std::string_view trouble_with_name(std::string_view name) {
  if (name.empty()) return "it has no name";
  if (name.size() > longest_name) return "its name is too long";
  if (name.find('\0') != std::string_view::npos) return "its name holds a NUL";
  if (name.front() == '/' || name.front() == '\\' || begins_at_a_drive(name))
    return "its name leads out of the archive";
  for (std::size_t begin = 0; begin <= name.size();) {
    const std::size_t end = std::min(name.find_first_of("/\\", begin), name.size());
    if (name.substr(begin, end - begin) == "..") return "its name leads out of the archive";
    begin = end + 1;
  }
  return "";
}

std::string shown_name(std::string_view name) {
  return base::shorten(base::for_terminal(base::make_utf8(name.substr(0, longest_name))), shown);
}

// Goes back to the last star when what follows it does not fit, so no pattern costs more than pattern times
// name.
bool matches_name(std::string_view pattern, std::string_view name) {
  constexpr std::size_t none = std::string_view::npos;
  std::size_t p = 0, n = 0;
  std::size_t star = none,
              star_at = 0;  // behind the last "*" or "**", and what of the name it has taken up to
  std::size_t deep = none, deep_at = 0;  // the same for the last "**": the one that may take a slash
  while (n < name.size() || p < pattern.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      const bool any = p + 1 < pattern.size() && pattern[p + 1] == '*';
      p += any ? 2 : 1;
      star = any ? none : p, star_at = n;
      if (any) deep = p, deep_at = n;
    } else if (p < pattern.size() && n < name.size() && same_letter(pattern[p], name[n])) {
      ++p, ++n;
    } else if (star != none && star_at < name.size() && name[star_at] != '/') {
      p = star, n = ++star_at;
    } else if (deep != none && deep_at < name.size()) {
      p = deep, n = ++deep_at;
      star = none;
    } else {
      return false;
    }
  }
  return true;
}

std::string ending_of(std::string_view name) {
  const std::size_t slash = name.rfind('/');
  const std::string_view last = name.substr(slash == std::string_view::npos ? 0 : slash + 1);
  const std::size_t dot = last.rfind('.');
  return dot == std::string_view::npos || dot == 0 ? "" : base::lower_ascii(last.substr(dot));
}

}  // namespace gh::takeout
