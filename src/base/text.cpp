#include "base/text.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <numeric>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>
#include <unicode/uspoof.h>
#include <unicode/utf8.h>

namespace gh::base {
namespace {

constexpr char32_t replacement = 0xFFFD;

bool is_ascii_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

// The next code point, and its bytes; a negative value for an ill-formed sequence.
UChar32 next(std::string_view text, std::size_t& at) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  UChar32 value;
  U8_NEXT(bytes, at, text.size(), value);
  return value;
}

const icu::Normalizer2& normalizer(const char* which, UNormalization2Mode mode) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* found = icu::Normalizer2::getInstance(nullptr, which, mode, status);
  if (found == nullptr) std::abort();  // ICU without its own data cannot have been installed
  return *found;
}

struct SpoofCloser {
  void operator()(USpoofChecker* checker) const noexcept { uspoof_close(checker); }
};

// The Latin letter that a letter of another alphabet looks like, or 0. Data: Unicode TS 39, confusables.txt.
char latin_lookalike(UChar32 value) {
  const UScriptCode script = [&] {
    UErrorCode status = U_ZERO_ERROR;
    return uscript_getScript(value, &status);
  }();
  if (script != USCRIPT_CYRILLIC && script != USCRIPT_GREEK && script != USCRIPT_ARMENIAN &&
      script != USCRIPT_CHEROKEE && script != USCRIPT_COPTIC) {
    return 0;
  }
  static const std::unique_ptr<USpoofChecker, SpoofCloser> checker = [] {
    UErrorCode status = U_ZERO_ERROR;
    return std::unique_ptr<USpoofChecker, SpoofCloser>(uspoof_open(&status));
  }();
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString skeleton;
  uspoof_getSkeletonUnicodeString(checker.get(), 0, icu::UnicodeString(value), skeleton, &status);
  if (U_FAILURE(status) || skeleton.length() != 1) return 0;
  const char16_t letter = skeleton[0];
  if (letter >= u'a' && letter <= u'z') return static_cast<char>(letter);
  if (letter >= u'A' && letter <= u'Z') return static_cast<char>(letter - u'A' + u'a');
  return 0;
}

// Typographic apostrophes and dashes as the plain ones.
UChar32 plain_punctuation(UChar32 value) {
  switch (value) {
    case 0x2018:
    case 0x2019:
    case 0x02BC:
    case 0x00B4:
    case 0x0060:
    case 0x2032:
      return '\'';
    case 0x201C:
    case 0x201D:
    case 0x2033:
      return '"';
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2212:
      return '-';
    default:
      return value;
  }
}

void append_folded(std::string& out, UChar32 value) {
  static const icu::Normalizer2& fold_case = normalizer("nfkc_cf", UNORM2_COMPOSE);
  static const icu::Normalizer2& decompose = normalizer("nfc", UNORM2_DECOMPOSE);
  if (const char letter = latin_lookalike(value)) {
    out += letter;
    return;
  }
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString folded =
      decompose.normalize(fold_case.normalize(icu::UnicodeString(plain_punctuation(value)), status), status);
  for (int i = 0; i < folded.length(); i = folded.moveIndex32(i, 1)) {
    const UChar32 part = folded.char32At(i);
    if (u_charType(part) == U_NON_SPACING_MARK) continue;
    const char letter = latin_lookalike(part);
    append_code_point(
        out, letter != 0 ? static_cast<char32_t>(letter) : static_cast<char32_t>(plain_punctuation(part)));
  }
}

// The last code points that were folded, a set for each thread: ICU takes a microsecond for one, and a page
// writes the same few again and again.
class FoldedCodePoints {
 public:
  void append(std::string& out, UChar32 value) {
    Entry& entry = entries_[static_cast<std::size_t>(value) % entries_.size()];
    if (entry.value != value) {
      const std::size_t before = out.size();
      append_folded(out, value);
      const std::size_t length = out.size() - before;
      if (length > entry.bytes.size()) return;
      entry.value = value;
      entry.length = static_cast<std::uint8_t>(length);
      std::copy_n(out.data() + before, length, entry.bytes.data());
      return;
    }
    out.append(entry.bytes.data(), entry.length);
  }

 private:
  struct Entry {
    UChar32 value = 0;  // which is ASCII, and never asked for
    std::uint8_t length = 0;
    std::array<char, 11> bytes{};
  };
  std::array<Entry, 2048> entries_{};
};

FoldedCodePoints& folded_code_points() {
  thread_local FoldedCodePoints kept;
  return kept;
}

// The bytes from `at` on that are ASCII.
std::size_t ascii_run(std::string_view text, std::size_t at) {
  const std::size_t begin = at;
  while (at + 8 <= text.size()) {
    std::uint64_t eight;
    std::memcpy(&eight, text.data() + at, 8);
    if ((eight & 0x8080808080808080u) != 0) break;
    at += 8;
  }
  while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) ++at;
  return at - begin;
}

// Without branches, so that the compiler does many bytes at a time.
void append_small_ascii(std::string_view run, std::string& out) {
  const std::size_t begin = out.size();
  out.resize(begin + run.size());
  char* to = out.data() + begin;
  for (std::size_t i = 0; i < run.size(); ++i) {
    const auto c = static_cast<unsigned char>(run[i]);
    const auto small = static_cast<unsigned char>(c + (static_cast<unsigned char>(c - 'A') < 26 ? 32 : 0));
    to[i] = static_cast<char>(small == '`' ? '\'' : small);
  }
}

// Bytes of what makes "4️⃣" of a 4, where it stands: U+20E3, with U+FE0F before it or not. Else 0.
std::size_t keycap_at(std::string_view text, std::size_t at) {
  for (const std::string_view mark : {"\xEF\xB8\x8F\xE2\x83\xA3", "\xE2\x83\xA3"}) {
    if (text.substr(at).starts_with(mark)) return mark.size();
  }
  return 0;
}

// Appends the folded text; behind each run of ASCII, and each other code point, calls `done` with where it
// began and whether it was ASCII.
template <class Done>
void fold_onto(std::string_view text, std::string& out, Done done) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const std::size_t ascii = ascii_run(text, at);
    if (ascii > 0) {
      append_small_ascii(text.substr(at, ascii), out);
      at += ascii;
    } else if (const std::size_t keycap = keycap_at(text, at); keycap > 0) {
      at += keycap;
    } else {
      const UChar32 value = next(text, at);
      folded_code_points().append(out, value < 0 ? static_cast<UChar32>(replacement) : value);
    }
    done(begin, ascii > 0);
  }
}

// What must never reach a terminal or stand unseen in a page: controls, format characters (bidi among them),
// lone surrogates. Line and paragraph separators break lines, so they count as blanks.
enum class Visibility { shown, blank, dropped };
Visibility visibility(UChar32 value) {
  switch (u_charType(value)) {
    case U_CONTROL_CHAR:
      return value == '\n' || value == '\t' || value == '\r' ? Visibility::blank : Visibility::dropped;
    case U_LINE_SEPARATOR:
    case U_PARAGRAPH_SEPARATOR:
      return Visibility::blank;
    case U_FORMAT_CHAR:
    case U_SURROGATE:
      return Visibility::dropped;
    default:
      return Visibility::shown;
  }
}

}  // namespace

bool is_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (next(text, at) <= 0) return false;
  }
  return true;
}

std::string make_utf8(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const UChar32 value = next(text, at);
    append_code_point(out, value <= 0 ? replacement : static_cast<char32_t>(value));
  }
  return out;
}

CodePoint code_point(std::string_view text, std::size_t at) {
  const std::size_t begin = at;
  const UChar32 value = next(text, at);
  return {value < 0 ? replacement : static_cast<char32_t>(value), at - begin};
}

bool is_letter(char32_t value) { return u_isalpha(static_cast<UChar32>(value)) != 0; }
bool is_capital(char32_t value) {
  return u_isupper(static_cast<UChar32>(value)) != 0 || u_istitle(static_cast<UChar32>(value)) != 0;
}

void append_code_point(std::string& text, char32_t value) {
  if (value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) value = replacement;
  char bytes[U8_MAX_LENGTH];
  int length = 0;
  U8_APPEND_UNSAFE(bytes, length, static_cast<UChar32>(value));
  text.append(bytes, static_cast<std::size_t>(length));
}

std::string fold(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  fold_onto(text, out, [](std::size_t, bool) {});
  return out;
}

Folded fold_traced(std::string_view text) {
  Folded folded;
  folded.text.reserve(text.size());
  if (ascii_run(text, 0) == text.size()) {
    append_small_ascii(text, folded.text);
    folded.origin = Origins(text.size());
    return folded;
  }
  std::vector<std::uint32_t> origin;
  origin.reserve(text.size() + 1);
  fold_onto(text, folded.text, [&](std::size_t begin, bool ascii) {
    // A run of ASCII keeps its places; all that another code point gives comes from its first byte.
    const std::size_t before = origin.size();
    origin.resize(folded.text.size(), static_cast<std::uint32_t>(begin));
    if (ascii) std::iota(origin.begin() + static_cast<std::ptrdiff_t>(before), origin.end(), origin[before]);
  });
  origin.push_back(static_cast<std::uint32_t>(text.size()));
  folded.origin = Origins(std::move(origin));
  return folded;
}

std::string lower_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && is_ascii_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_ascii_blank(text.back())) text.remove_suffix(1);
  return text;
}

std::string collapse_blanks(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool pending = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool no_break_space = text.substr(at).starts_with("\xC2\xA0");
    if (is_ascii_blank(text[at]) || no_break_space) {
      pending = !out.empty();
      at += no_break_space ? 1 : 0;
      continue;
    }
    if (pending) out += ' ';
    pending = false;
    out += text[at];
  }
  return out;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::string join(const std::vector<std::string>& parts, std::string_view between) {
  std::string all;
  for (const std::string& part : parts) {
    if (!all.empty()) all += between;
    all += part;
  }
  return all;
}

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return a.size() == b.size() && lower_ascii(a) == lower_ascii(b);
}

int edit_distance(std::string_view a, std::string_view b, int limit) {
  const int length_gap = std::abs(static_cast<int>(a.size()) - static_cast<int>(b.size()));
  if (length_gap > limit) return limit + 1;
  // Three rows of the optimal-string-alignment table: the one before the last is for swaps.
  std::vector<int> older(b.size() + 1), old(b.size() + 1), row(b.size() + 1);
  std::iota(old.begin(), old.end(), 0);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = static_cast<int>(i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const int replace = old[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({old[j] + 1, row[j - 1] + 1, replace});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], older[j - 2] + 1);
    }
    if (*std::min_element(row.begin(), row.end()) > limit) return limit + 1;
    std::swap(older, old);
    std::swap(old, row);
  }
  return std::min(old[b.size()], limit + 1);
}

std::string_view nearest(std::string_view word, const std::vector<std::string>& candidates) {
  std::string_view best;
  int best_distance = 3;
  for (const std::string& candidate : candidates) {
    const int distance = edit_distance(word, candidate, 2);
    if (distance < best_distance && distance < static_cast<int>(candidate.size())) {
      best = candidate;
      best_distance = distance;
    }
  }
  return best;
}

std::string for_terminal(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const UChar32 value = next(text, at);
    const Visibility seen = value < 0 ? Visibility::shown : visibility(value);
    if (seen == Visibility::blank) out += ' ';
    if (seen == Visibility::shown)
      append_code_point(out, value < 0 ? replacement : static_cast<char32_t>(value));
  }
  return out;
}

std::string for_html(std::string_view text) {
  const std::string harmless = for_terminal(text);
  std::string out;
  out.reserve(harmless.size());
  for (char c : harmless) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string shorten(std::string_view text, std::size_t columns) {
  std::size_t at = 0, count = 0, keep = 0;
  while (at < text.size()) {
    if (count + 1 == columns) keep = at;
    next(text, at);
    if (++count > columns) return std::string(text.substr(0, keep)) + "…";
  }
  return std::string(text);
}

std::vector<std::string> wrap(std::string_view text, std::size_t columns) {
  const auto width = [](std::string_view word) {
    return static_cast<std::size_t>(
        std::count_if(word.begin(), word.end(), [](char c) { return (c & 0xC0) != 0x80; }));
  };
  std::vector<std::string> lines(1);
  std::size_t used = 0;
  for (std::string_view word : split(text, ' ')) {
    const std::size_t length = width(word);
    if (word.empty()) continue;
    if (used != 0 && used + 1 + length > columns) {
      lines.emplace_back();
      used = 0;
    }
    if (used != 0) lines.back() += ' ';
    lines.back() += word;
    used += length + (used != 0 ? 1 : 0);
  }
  return lines;
}

}  // namespace gh::base
