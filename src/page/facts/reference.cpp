#include "page/facts/reference.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace gh::page {
namespace {

// U+00A0 to U+00FF, in order.
constexpr std::array<std::string_view, 96> latin_names{
    "nbsp",   "iexcl",  "cent",   "pound",  "curren", "yen",    "brvbar", "sect",   "uml",    "copy",
    "ordf",   "laquo",  "not",    "shy",    "reg",    "macr",   "deg",    "plusmn", "sup2",   "sup3",
    "acute",  "micro",  "para",   "middot", "cedil",  "sup1",   "ordm",   "raquo",  "frac14", "frac12",
    "frac34", "iquest", "Agrave", "Aacute", "Acirc",  "Atilde", "Auml",   "Aring",  "AElig",  "Ccedil",
    "Egrave", "Eacute", "Ecirc",  "Euml",   "Igrave", "Iacute", "Icirc",  "Iuml",   "ETH",    "Ntilde",
    "Ograve", "Oacute", "Ocirc",  "Otilde", "Ouml",   "times",  "Oslash", "Ugrave", "Uacute", "Ucirc",
    "Uuml",   "Yacute", "THORN",  "szlig",  "agrave", "aacute", "acirc",  "atilde", "auml",   "aring",
    "aelig",  "ccedil", "egrave", "eacute", "ecirc",  "euml",   "igrave", "iacute", "icirc",  "iuml",
    "eth",    "ntilde", "ograve", "oacute", "ocirc",  "otilde", "ouml",   "divide", "oslash", "ugrave",
    "uacute", "ucirc",  "uuml",   "yacute", "thorn",  "yuml"};

struct Named {
  std::string_view name;
  char32_t value;
};
constexpr std::array other_names{
    Named{"amp", '&'},       Named{"lt", '<'},        Named{"gt", '>'},       Named{"quot", '"'},
    Named{"apos", '\''},     Named{"AMP", '&'},       Named{"LT", '<'},       Named{"GT", '>'},
    Named{"QUOT", '"'},      Named{"OElig", 0x152},   Named{"oelig", 0x153},  Named{"Scaron", 0x160},
    Named{"scaron", 0x161},  Named{"Yuml", 0x178},    Named{"fnof", 0x192},   Named{"circ", 0x2C6},
    Named{"tilde", 0x2DC},   Named{"ensp", 0x2002},   Named{"emsp", 0x2003},  Named{"thinsp", 0x2009},
    Named{"zwnj", 0x200C},   Named{"zwj", 0x200D},    Named{"lrm", 0x200E},   Named{"rlm", 0x200F},
    Named{"ndash", 0x2013},  Named{"mdash", 0x2014},  Named{"lsquo", 0x2018}, Named{"rsquo", 0x2019},
    Named{"sbquo", 0x201A},  Named{"ldquo", 0x201C},  Named{"rdquo", 0x201D}, Named{"bdquo", 0x201E},
    Named{"dagger", 0x2020}, Named{"Dagger", 0x2021}, Named{"bull", 0x2022},  Named{"hellip", 0x2026},
    Named{"permil", 0x2030}, Named{"prime", 0x2032},  Named{"Prime", 0x2033}, Named{"lsaquo", 0x2039},
    Named{"rsaquo", 0x203A}, Named{"frasl", 0x2044},  Named{"euro", 0x20AC},  Named{"trade", 0x2122},
    Named{"larr", 0x2190},   Named{"uarr", 0x2191},   Named{"rarr", 0x2192},  Named{"darr", 0x2193},
    Named{"harr", 0x2194},   Named{"minus", 0x2212},  Named{"infin", 0x221E}, Named{"asymp", 0x2248},
    Named{"ne", 0x2260},     Named{"le", 0x2264},     Named{"ge", 0x2265},    Named{"spades", 0x2660},
    Named{"clubs", 0x2663},  Named{"hearts", 0x2665}, Named{"diams", 0x2666}};

// Numbers 0x80 to 0x9F: what windows-1252 means by them.
constexpr std::array<char32_t, 32> windows_characters{
    0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021, 0x2C6,  0x2030, 0x160,
    0x2039, 0x152,  0x8D,   0x17D,  0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178};

constexpr std::size_t longest_name = 12;  // bytes, '#' and digits included

std::optional<char32_t> named(std::string_view name) {
  const auto latin = std::find(latin_names.begin(), latin_names.end(), name);
  if (latin != latin_names.end()) return 0xA0 + static_cast<char32_t>(latin - latin_names.begin());
  const auto other = std::find_if(other_names.begin(), other_names.end(),
                                  [&](const Named& row) { return row.name == name; });
  if (other == other_names.end()) return std::nullopt;
  return other->value;
}

int digit_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : 99;
}

std::optional<char32_t> numbered(std::string_view digits) {
  int radix = 10;
  if (digits.starts_with('x') || digits.starts_with('X')) {
    radix = 16;
    digits.remove_prefix(1);
  }
  if (digits.empty()) return std::nullopt;
  char32_t value = 0;
  for (char c : digits) {
    const int digit = digit_of(c);
    if (digit >= radix) return std::nullopt;
    value = std::min<char32_t>(value * static_cast<char32_t>(radix) + static_cast<char32_t>(digit), 0x110000);
  }
  if (value >= 0x80 && value < 0xA0) return windows_characters[value - 0x80];
  return value == 0 ? 0xFFFD : value;
}

}  // namespace

std::optional<Reference> reference_at(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at + 1, longest_name + 1);
  const std::size_t semicolon = rest.find(';');
  if (semicolon == std::string_view::npos || semicolon == 0) return std::nullopt;
  const std::string_view name = rest.substr(0, semicolon);
  const auto value = name[0] == '#' ? numbered(name.substr(1)) : named(name);
  if (!value) return std::nullopt;
  Reference reference;
  base::append_code_point(reference.words, *value);
  reference.length = semicolon + 2;
  return reference;
}

void append_decoded(Text& out, const Text& text, std::size_t begin, std::size_t end) {
  const std::string_view words = std::string_view(text.words()).substr(0, end);
  std::size_t plain = begin;
  for (std::size_t at = words.find('&', begin); at != std::string_view::npos; at = words.find('&', at)) {
    const auto reference = reference_at(words, at);
    if (!reference) {
      ++at;
      continue;
    }
    out.append_part(text, plain, at);
    out.append_for(reference->words, text.source(at, at + reference->length));
    plain = at += reference->length;
  }
  out.append_part(text, plain, end);
}

}  // namespace gh::page
