#include "page/decode.h"

#include <algorithm>
#include <memory>
#include <unicode/ucnv.h>

#include "base/text.h"

namespace gh::page {
namespace {

struct ConverterCloser {
  void operator()(UConverter* converter) const noexcept { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, ConverterCloser>;

constexpr std::size_t meta_reach = 1024;  // bytes that a browser searches for a <meta> with a charset

// The value behind "charset=" up to a quote, blank, ; or >.
std::string_view charset_in(std::string_view text) {
  const std::string lower = base::lower_ascii(text);
  std::size_t at = lower.find("charset");
  if (at == std::string::npos) return {};
  at = lower.find_first_not_of(" \t\r\n", at + 7);
  if (at == std::string::npos || lower[at] != '=') return {};
  at = lower.find_first_not_of(" \t\r\n\"'", at + 1);
  if (at == std::string::npos) return {};
  const std::size_t end = lower.find_first_of("\"';> \t\r\n/", at);
  return text.substr(at, end == std::string::npos ? std::string_view::npos : end - at);
}

std::string_view meta_charset(std::string_view bytes) {
  std::string_view head = bytes.substr(0, meta_reach);
  const std::string lower = base::lower_ascii(head);
  for (std::size_t at = lower.find("<meta"); at != std::string::npos; at = lower.find("<meta", at + 5)) {
    const std::size_t end = lower.find('>', at);
    const std::string_view label = charset_in(head.substr(at, end == std::string::npos ? end : end - at));
    if (!label.empty()) return label;
  }
  return {};
}

// The WHATWG rules that ICU's aliases do not follow: Latin-1 and ASCII labels mean windows-1252, and a page
// that could be searched for its <meta> at all cannot be UTF-16.
std::string usable_label(std::string_view label, bool from_meta) {
  const std::string lower = base::lower_ascii(base::trim(label));
  if (lower == "utf8" || lower == "unicode-1-1-utf-8") return "utf-8";
  if (lower == "iso-8859-1" || lower == "iso8859-1" || lower == "latin1" || lower == "l1" ||
      lower == "ascii" || lower == "us-ascii" || lower == "iso_8859-1" || lower == "cp1252" ||
      lower == "x-cp1252") {
    return "windows-1252";
  }
  if (from_meta && lower.starts_with("utf-16")) return "utf-8";
  return lower;
}

// ICU passes over what it does not expect in a name, so that "utf-8\x80" would do, and be told on.
bool is_name(std::string_view label) {
  constexpr std::size_t longest_name = 60;
  return label.size() <= longest_name &&
         std::all_of(label.begin(), label.end(), [](char c) { return c > ' ' && c <= '~'; });
}

// Converts with ICU; ill-formed bytes become U+FFFD. False when there is no such charset.
bool convert(std::string_view bytes, const std::string& label, std::string& out) {
  if (!is_name(label)) return false;
  UErrorCode status = U_ZERO_ERROR;
  const Converter from(ucnv_open(label.c_str(), &status));
  if (U_FAILURE(status)) return false;
  const Converter to(ucnv_open("UTF-8", &status));
  if (U_FAILURE(status)) return false;
  std::string buffer(bytes.size() * 3 + 16, '\0');
  UChar pivot[1024];
  UChar *pivot_source = pivot, *pivot_target = pivot;
  char* target = buffer.data();
  const char* source = bytes.data();
  ucnv_convertEx(to.get(), from.get(), &target, buffer.data() + buffer.size(), &source,
                 bytes.data() + bytes.size(), pivot, &pivot_source, &pivot_target, pivot + 1024, true, true,
                 &status);
  if (U_FAILURE(status)) return false;
  buffer.resize(static_cast<std::size_t>(target - buffer.data()));
  out = std::move(buffer);
  return true;
}

Decoded as_utf8(std::string_view bytes, bool labelled) {
  Decoded decoded{std::string(bytes), "UTF-8", !labelled};
  if (base::is_utf8(bytes)) return decoded;
  decoded.text = base::make_utf8(bytes);
  decoded.unsure = true;
  return decoded;
}

Decoded in_charset(std::string_view bytes, const std::string& label, bool labelled) {
  Decoded decoded{"", label, !labelled};
  if (!convert(bytes, label, decoded.text)) return as_utf8(bytes, false);
  if (decoded.text.find('\0') != std::string::npos) decoded.text = base::make_utf8(decoded.text);
  decoded.unsure = decoded.unsure || decoded.text.find("\xEF\xBF\xBD") != std::string::npos;
  return decoded;
}

}  // namespace

Decoded decode(std::string_view bytes, std::string_view content_type) {
  if (bytes.starts_with("\xEF\xBB\xBF")) return as_utf8(bytes.substr(3), true);
  if (bytes.starts_with("\xFF\xFE")) return in_charset(bytes.substr(2), "UTF-16LE", true);
  if (bytes.starts_with("\xFE\xFF")) return in_charset(bytes.substr(2), "UTF-16BE", true);
  std::string_view label = charset_in(content_type);
  const bool from_meta = label.empty();
  if (from_meta) label = meta_charset(bytes);
  if (label.empty())
    return base::is_utf8(bytes) ? as_utf8(bytes, true) : in_charset(bytes, "windows-1252", false);
  const std::string usable = usable_label(label, from_meta);
  if (usable != "utf-8") return in_charset(bytes, usable, true);
  return as_utf8(bytes, true);
}

}  // namespace gh::page
