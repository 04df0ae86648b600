#include "page/decode/decode.h"

#include <algorithm>

#include "page/decode/encoding_label.h"
#include "page/decode/encodings.h"
#include "page/decode/guess.h"
#include "page/decode/legacy.h"
#include "page/decode/utf8.h"

namespace gh::page {
namespace {

// Characters beyond ASCII that must be valid UTF-8, and all of them are, before a label that says otherwise
// is taken for a lie. "Ã©" is no Western text; two bytes of a Chinese encoding may be UTF-8 by accident.
constexpr std::size_t proof_against_western = 1;
constexpr std::size_t proof_against_others = 8;

struct Choice {
  const Encoding* encoding;
  bool unsure;
  std::size_t mark = 0;  // bytes of a byte-order mark
};

bool starts_tag(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '/' || c == '!' || c == '?';
}

// NUL out of text, U+FFFD inside a tag (https://html.spec.whatwg.org/#tokenization).
std::string without_nul(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool in_tag = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '<' && at + 1 < text.size()) in_tag = in_tag || starts_tag(text[at + 1]) || text[at + 1] == '\0';
    if (c == '>') in_tag = false;
    if (c != '\0') {
      out += c;
    } else if (in_tag) {
      out += "\xEF\xBF\xBD";
    }
  }
  return out;
}

bool is_utf16(const Encoding& encoding) {
  return encoding.decoder == Decoder::utf16le || encoding.decoder == Decoder::utf16be;
}

// Without a label: UTF-8 when it is, else a guess.
Choice unlabelled(std::string_view bytes, const Utf8Survey& survey, bool lied) {
  const bool only_cut = survey.broken == 1 && survey.broken_at_end && survey.sequences > 0;
  if (survey.valid() || only_cut) return {&encoding_named("UTF-8"), lied};
  return {&guess_encoding(bytes), true};
}

// A label against what the bytes look like.
Choice labelled(const Encoding& claimed, std::string_view bytes, const Utf8Survey& survey) {
  if (claimed.decoder == Decoder::utf8) {
    const std::size_t broken = survey.broken - (survey.broken_at_end ? 1 : 0);
    if (broken > survey.sequences) return unlabelled(bytes, survey, true);
    return {&claimed, survey.broken > 0};
  }
  if (is_utf16(claimed)) {
    if (!survey.nul && survey.valid() && bytes.size() >= 8) return unlabelled(bytes, survey, true);
    return {&claimed, false};
  }
  if (claimed.decoder == Decoder::replacement) return {&claimed, true};
  const std::size_t proof = claimed.name == "windows-1252" ? proof_against_western : proof_against_others;
  if (survey.valid() && survey.sequences >= proof) return {&encoding_named("UTF-8"), true};
  return {&claimed, false};
}

Choice choose(std::string_view bytes, std::string_view content_type, const Utf8Survey& survey) {
  const Encoding* claimed = encoding_labelled(charset_of_header(content_type));
  if (claimed == nullptr || !is_utf16(*claimed)) {
    if (const Encoding* wide = survey.nul ? utf16_without_mark(bytes) : nullptr) return {wide, true};
  }
  if (claimed == nullptr) claimed = encoding_of_markup(bytes);
  return claimed == nullptr ? unlabelled(bytes, survey, false) : labelled(*claimed, bytes, survey);
}

Choice marked(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) return {&encoding_named("UTF-8"), false, 3};
  if (bytes.starts_with("\xFF\xFE")) return {&encoding_named("UTF-16LE"), false, 2};
  if (bytes.starts_with("\xFE\xFF")) return {&encoding_named("UTF-16BE"), false, 2};
  return {nullptr, false};
}

}  // namespace

Decoded decode(std::string_view bytes, std::string_view content_type, std::size_t max_bytes) {
  Choice choice = marked(bytes);
  bytes.remove_prefix(choice.mark);
  const bool long_source = bytes.size() > max_bytes;
  const std::string_view seen = cut_utf8(bytes, max_bytes);
  const Utf8Survey survey = survey_utf8(seen);
  if (choice.encoding == nullptr) choice = choose(seen, content_type, survey);
  Decoded decoded;
  decoded.charset = choice.encoding->name;
  decoded.unsure = choice.unsure;
  bool nul = survey.nul;
  if (choice.encoding->decoder == Decoder::utf8 && survey.valid()) {
    decoded.text = seen;
    decoded.cut = long_source;
  } else {
    const std::size_t enough =
        std::min(max_bytes, bytes.size() * 3 + 8);  // no encoding makes more of its bytes
    decoded.text.reserve(std::min(enough, bytes.size() + bytes.size() / 8) + 8);
    decode_legacy(*choice.encoding, bytes, decoded.text, enough);
    decoded.cut = decoded.text.size() > max_bytes;
    decoded.text.resize(cut_utf8(decoded.text, max_bytes).size());
    decoded.unsure = decoded.unsure || decoded.text.find("\xEF\xBF\xBD") != std::string::npos;
    nul = decoded.text.find('\0') != std::string::npos;
  }
  if (nul) {
    decoded.text = without_nul(decoded.text);
    decoded.cut = decoded.cut || decoded.text.size() > max_bytes;
    decoded.text.resize(cut_utf8(decoded.text, max_bytes).size());
  }
  return decoded;
}

}  // namespace gh::page
