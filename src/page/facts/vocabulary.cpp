#include "page/facts/vocabulary.h"

#include <algorithm>

#include "base/text.h"

namespace gh::page {
namespace {

constexpr std::string_view blanks = " \t\n\f\r";

bool is_prefix(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || c == '.';
  });
}

}  // namespace

std::string_view local_name(std::string_view term) {
  term = base::trim(term);
  std::string_view name = term;
  if (term.find("//") != std::string_view::npos || term.find("\\/\\/") != std::string_view::npos) {
    while (!name.empty() && (name.back() == '/' || name.back() == '#')) name.remove_suffix(1);
    if (const std::size_t last = name.find_last_of("/#"); last != std::string_view::npos)
      name = name.substr(last + 1);
  } else if (const std::size_t colon = term.find(':'); colon != std::string_view::npos) {
    // "note: of hers" has no prefix.
    if (is_prefix(term.substr(0, colon)) && term.find_first_of(blanks) == std::string_view::npos)
      name = term.substr(colon + 1);
  }
  return name.empty() ? term : name;
}

std::string_view next_word(std::string_view text, std::size_t& at) {
  const std::size_t begin = std::min(text.find_first_not_of(blanks, at), text.size());
  at = std::min(text.find_first_of(blanks, begin), text.size());
  return text.substr(begin, at - begin);
}

void add_name(std::string& names, std::string_view name) {
  if (name.empty()) return;
  std::size_t at = 0;
  int count = 0;
  for (std::string_view known = next_word(names, at); !known.empty(); known = next_word(names, at)) {
    if (known == name || ++count == 8) return;
  }
  if (!names.empty()) names += ' ';
  names += name;
}

std::string local_names(std::string_view terms) {
  std::string names;
  std::size_t at = 0;
  int count = 0;
  for (std::string_view term = next_word(terms, at); !term.empty() && count < 8;
       term = next_word(terms, at)) {
    add_name(names, local_name(term));
    ++count;
  }
  return names;
}

}  // namespace gh::page
