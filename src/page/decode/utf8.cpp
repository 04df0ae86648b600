#include "page/decode/utf8.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include "base/eight_bytes.h"

namespace gh::page {
namespace {

using base::eight_at;

// A byte above 0x7F has its top bit set; one that is 0 gets it when 1 is taken away.
bool all_plain(std::uint64_t word) { return (((word - base::one_in_each) | word) & base::top_of_each) == 0; }

bool between(unsigned char byte, unsigned low, unsigned high) { return byte >= low && byte <= high; }

// The bounds of a sequence by its first byte.
struct Lead {
  unsigned length;  // 0: no sequence begins so
  unsigned low;     // of the second byte: overlong forms, surrogates and what lies past U+10FFFF are off
  unsigned high;
};

Lead lead_of(unsigned char byte) {
  if (between(byte, 0xC2, 0xDF)) return {2, 0x80, 0xBF};
  if (byte == 0xE0) return {3, 0xA0, 0xBF};
  if (byte == 0xED) return {3, 0x80, 0x9F};
  if (between(byte, 0xE1, 0xEF)) return {3, 0x80, 0xBF};
  if (byte == 0xF0) return {4, 0x90, 0xBF};
  if (byte == 0xF4) return {4, 0x80, 0x8F};
  if (between(byte, 0xF1, 0xF3)) return {4, 0x80, 0xBF};
  return {0, 0, 0};
}

struct Sequence {
  std::size_t length;  // of the sequence, or of the part of it that is broken
  bool whole;
  bool ended;  // broken only by the end of the bytes
};

Sequence sequence_at(const unsigned char* at, std::size_t left) {
  if (*at < 0x80) return {1, true, false};
  const Lead lead = lead_of(*at);
  if (lead.length == 0) return {1, false, false};
  if (left < 2) return {1, false, true};
  if (!between(at[1], lead.low, lead.high)) return {1, false, false};
  for (std::size_t i = 2; i < lead.length; ++i) {
    if (i == left) return {i, false, true};
    if (!between(at[i], 0x80, 0xBF)) return {i, false, false};
  }
  return {lead.length, true, false};
}

// Well-formedness as a machine of nine states, each byte's moves from all of them in one word: the state is
// the number of bits to shift it by.
enum State : std::uint64_t {
  refused = 0,
  accepted = 6,
  one_left = 12,  // bytes of the sequence, any continuation
  two_left = 18,
  three_left = 24,
  after_e0 = 30,
  after_ed = 36,
  after_f0 = 42,
  after_f4 = 48,
};

constexpr State begun_by(unsigned byte) {
  if (byte < 0x80) return accepted;
  if (byte < 0xC2 || byte > 0xF4) return refused;
  if (byte < 0xE0) return one_left;
  if (byte < 0xF0) return byte == 0xE0 ? after_e0 : byte == 0xED ? after_ed : two_left;
  return byte == 0xF0 ? after_f0 : byte == 0xF4 ? after_f4 : three_left;
}

constexpr auto moves = [] {
  std::array<std::uint64_t, 256> table{};
  for (unsigned byte = 0; byte < 256; ++byte) {
    table[byte] = std::uint64_t{begun_by(byte)} << accepted;
    if (byte < 0x80 || byte > 0xBF) continue;
    table[byte] |= std::uint64_t{accepted} << one_left | std::uint64_t{one_left} << two_left |
                   std::uint64_t{two_left} << three_left |
                   std::uint64_t{byte >= 0xA0 ? one_left : refused} << after_e0 |
                   std::uint64_t{byte < 0xA0 ? one_left : refused} << after_ed |
                   std::uint64_t{byte >= 0x90 ? two_left : refused} << after_f0 |
                   std::uint64_t{byte < 0x90 ? two_left : refused} << after_f4;
  }
  return table;
}();

const unsigned char* unsigned_bytes(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

bool plain_at(std::string_view bytes, std::size_t at) {
  return at + 16 <= bytes.size() && all_plain(eight_at(bytes.data() + at)) &&
         all_plain(eight_at(bytes.data() + at + 8));
}

// What most pages are; nothing when it is broken somewhere.
std::optional<Utf8Survey> survey_valid(std::string_view bytes) {
  Utf8Survey survey;
  const unsigned char* data = unsigned_bytes(bytes);
  std::uint64_t state = accepted;
  for (std::size_t at = 0; at < bytes.size();) {
    if (state == accepted && plain_at(bytes, at)) {
      at = skip_ascii(bytes, at + 16);
      continue;
    }
    unsigned sequences = 0, nul = 0;
    for (const std::size_t end = std::min(at + 32, bytes.size()); at < end; ++at) {
      state = moves[data[at]] >> state & 63;
      sequences += data[at] >= 0xC2 ? 1 : 0;
      nul += data[at] == 0 ? 1 : 0;
    }
    survey.sequences += sequences;
    survey.nul = survey.nul || nul != 0;
    if (state == refused) return std::nullopt;
  }
  if (state != accepted) return std::nullopt;
  return survey;
}

Utf8Survey survey_broken(std::string_view bytes) {
  Utf8Survey survey;
  const unsigned char* data = unsigned_bytes(bytes);
  for (std::size_t at = skip_ascii(bytes, 0); at < bytes.size();) {
    const unsigned char byte = data[at];
    if (byte < 0x80) {
      survey.nul = survey.nul || byte == 0;
      at = skip_ascii(bytes, at + 1);
      continue;
    }
    const Sequence sequence = sequence_at(data + at, bytes.size() - at);
    survey.sequences += sequence.whole ? 1 : 0;
    survey.broken += sequence.whole ? 0 : 1;
    survey.broken_at_end = sequence.ended;
    at += sequence.length;
  }
  return survey;
}

}  // namespace

std::size_t skip_ascii(std::string_view bytes, std::size_t from) {
  std::size_t at = from;
  while (plain_at(bytes, at)) at += 16;
  while (at < bytes.size() && between(static_cast<unsigned char>(bytes[at]), 0x01, 0x7F)) ++at;
  return at;
}

Utf8Survey survey_utf8(std::string_view bytes) {
  if (const auto valid = survey_valid(bytes)) return *valid;
  return survey_broken(bytes);
}

void mend_utf8(std::string_view bytes, std::string& out, std::size_t enough) {
  const unsigned char* data = unsigned_bytes(bytes);
  for (std::size_t at = 0; at < bytes.size() && out.size() <= enough;) {
    std::size_t end = std::min(skip_ascii(bytes, at), at + (enough - out.size()) + 1);
    bool broken = false;
    while (end < bytes.size() && data[end] >= 0x80 && !broken && end - at <= enough) {
      const Sequence sequence = sequence_at(data + end, bytes.size() - end);
      broken = !sequence.whole;
      if (!broken) end += sequence.length;
    }
    if (end == at && !broken) ++end;  // NUL
    out.append(bytes, at, end - at);
    at = end;
    if (!broken) continue;
    out += "\xEF\xBF\xBD";
    at += sequence_at(data + at, bytes.size() - at).length;
  }
}

std::string_view cut_utf8(std::string_view text, std::size_t size) {
  if (text.size() <= size) return text;
  std::size_t begin = size;  // of the character that the cut would go through
  while (begin > 0 && size - begin < 3 && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80) --begin;
  return text.substr(0, begin);
}

}  // namespace gh::page
