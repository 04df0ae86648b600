// A Reading as bytes between the caged reader and us: a header of counts, then the arrays of the page as they
// lie in memory. Both ends are the same program, so there are no versions and no byte orders; but the other
// end has read hostile bytes and may have been taken over by them, so that nothing is used before
// holds_together() has seen that it can do no more than lie.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "page/page.h"

namespace gh::page {

/// What stands before the arrays of an answer.
struct AnswerHeader {
  enum class Outcome : std::uint32_t { read, out_of_memory, gave_up };
  enum class Array : std::size_t {
    reason,
    charset,
    source,
    characters,
    nodes,
    attributes,
    words,
    pieces,
    blocks,
    spoken,
    items,
    facts,
    problems,
  };
  static constexpr std::size_t array_count = static_cast<std::size_t>(Array::problems) + 1;
  static constexpr std::uint32_t expected_magic = 0x47684131;

  std::uint32_t magic = expected_magic;
  Outcome outcome = Outcome::read;
  std::uint32_t state = 0;  // base::State
  std::uint8_t charset_unsure = 0;
  std::uint8_t facts_cut = 0;
  // The source is these bytes of what was asked about, and does not follow.
  std::uint8_t source_as_sent = 0;
  std::uint8_t source_offset = 0;
  std::uint32_t source_length = 0;
  std::array<std::uint32_t, array_count> counts{};  // elements of each array
};

using ArrayBytes = std::array<std::span<const char>, AnswerHeader::array_count>;

/// The header that fits a reading of `sent`.
AnswerHeader header_of(const Reading& reading, std::string_view sent);

/// The bytes that follow that header, in order; some are empty.
ArrayBytes bytes_of(const Reading& reading, const AnswerHeader& header);

/// One answer while it arrives.
class IncomingReading {
 public:
  static constexpr std::size_t most_bytes = std::size_t{192} << 20;  // of one answer

  /// Makes room for what the header announces; false when no reading of `sent` within `limits` has such a
  /// one. `sent` must outlive this.
  bool begin(const AnswerHeader& header, std::string_view sent, const Limits& limits);

  /// Where the bytes behind the header belong, in order.
  std::array<std::span<char>, AnswerHeader::array_count> room();

  /// The reading; nothing when it does not hold together. Only once.
  std::optional<Reading> finish();

 private:
  AnswerHeader header_;
  Reading reading_;
  std::string words_;
  std::vector<Text::Piece> pieces_;
};

/// True when every index, span, order and enum of a page is inside its bounds, all of its words are UTF-8 and
/// are cut between characters, verbatim pieces are the source's bytes, and no pass over it can cost more than
/// a page of its size may cost. Whatever read_page gives holds together.
bool holds_together(const Page& page);

/// The whole message as one string, and back.
std::string encode(const Reading& reading, std::string_view sent);
std::optional<Reading> decode_reading(std::string_view message, std::string_view sent, const Limits& limits);

}  // namespace gh::page
