#include "scrape/clean.h"

#include <array>
#include <re2/re2.h>

#include "base/text.h"
#include "page/facts/reference.h"
#include "page/facts/strip_mark_up.h"

namespace gh::scrape {
namespace {

using page::Text;

constexpr std::array<std::string_view, 4> names{"html", "entities", "mojibake", "masked"};

constexpr std::size_t shortest_mask = 3;  // stars; one or two are emphasis, or a mark of taste

Text decoded(const Text& value) {
  Text out;
  page::append_decoded(out, value, 0, value.words().size());
  return out;
}

// Each character below U+0100 is one byte of the UTF-8 that was meant. A text that does not come out as UTF-8
// was none, and stays.
Text mended(const Text& value) {
  const std::string& words = value.words();
  std::string bytes;
  std::vector<std::size_t> places;  // of each byte in `words`
  for (std::size_t at = 0; at < words.size();) {
    const base::CodePoint point = base::code_point(words, at);
    if (point.value > 0xFF) return value;
    bytes += static_cast<char>(point.value);
    places.push_back(at);
    at += point.length;
  }
  places.push_back(words.size());
  if (!base::is_utf8(bytes)) return value;
  Text out;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t length = base::code_point(bytes, at).length;
    const page::Span source = value.source(places[at], places[at + length]);
    out.append_for(std::string_view(bytes).substr(at, length), source);
    at += length;
  }
  return out;
}

Text unmasked(const Text& value) {
  const std::string_view words = value.words();
  Text out;
  for (std::size_t at = 0; at < words.size();) {
    const std::size_t star = std::min(words.find('*', at), words.size());
    const std::size_t end = std::min(words.find_first_not_of('*', star), words.size());
    out.append_part(value, at, end - star >= shortest_mask ? star : end);
    at = end;
  }
  return base::trim(out.words()).empty() ? Text() : page::collapse_blanks(out);
}

Text step(const Text& value, Clean clean) {
  switch (clean) {
    case Clean::html:
      return page::strip_mark_up(value);
    case Clean::entities:
      return decoded(value);
    case Clean::mojibake:
      return mended(value);
    case Clean::masked:
      return unmasked(value);
  }
  return value;
}

}  // namespace

std::string_view name(Clean clean) { return names[static_cast<std::size_t>(clean)]; }

std::optional<Clean> clean_named(std::string_view name) {
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] == name) return static_cast<Clean>(i);
  }
  return std::nullopt;
}

bool is_masked(std::string_view words) { return words.find("***") != std::string_view::npos; }

Text cleaned(const Text& value, const Cleaning& cleaning) {
  Text out = value;
  for (Clean clean : cleaning.steps) out = step(out, clean);
  if (!cleaning.match) return out;
  re2::StringPiece groups[2];
  const re2::StringPiece words(out.words());
  if (!cleaning.match->Match(words, 0, words.size(), RE2::UNANCHORED, groups, 2) ||
      groups[1].data() == nullptr)
    return {};
  const auto begin = static_cast<std::size_t>(groups[1].data() - words.data());
  return out.part(begin, begin + groups[1].size());
}

}  // namespace gh::scrape
