#include "page/cage/wire.h"

#include <algorithm>
#include <cstring>
#include <type_traits>

#include "base/text.h"

namespace gh::page {
namespace {

using Array = AnswerHeader::Array;

constexpr std::size_t longest_remark = 256;                  // reason, charset
constexpr std::size_t most_sliced = std::size_t{256} << 20;  // bytes that all slices of a page may add up to

template <class T>
std::span<const char> bytes_in(const T& array) {
  static_assert(std::is_trivially_copyable_v<typename T::value_type>);
  return {reinterpret_cast<const char*>(array.data()), array.size() * sizeof(typename T::value_type)};
}

template <class T>
std::span<char> room_in(T& array) {
  static_assert(std::is_trivially_copyable_v<typename T::value_type>);
  return {reinterpret_cast<char*>(array.data()), array.size() * sizeof(typename T::value_type)};
}

constexpr std::array<std::size_t, AnswerHeader::array_count> element_sizes{1,
                                                                           1,
                                                                           1,
                                                                           1,
                                                                           sizeof(Node),
                                                                           sizeof(Attribute),
                                                                           1,
                                                                           sizeof(Text::Piece),
                                                                           sizeof(Block),
                                                                           sizeof(Spoken),
                                                                           sizeof(Item),
                                                                           sizeof(Fact),
                                                                           sizeof(Problem)};

// Another process wrote this bool: any byte may stand there, and loading it as a bool would be undefined.
bool is_bool(const bool& flag) { return *reinterpret_cast<const unsigned char*>(&flag) <= 1; }

bool inside(Span span, std::size_t size) { return span.begin <= span.end && span.end <= size; }

// No character of valid UTF-8 is cut at this place.
bool between_characters(std::string_view text, std::size_t at) {
  return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
}

class Examiner {
 public:
  explicit Examiner(const Page& page) : page_(page), source_is_text_(base::is_utf8(page.source)) {}

  bool holds() {
    return base::is_utf8(page_.characters) && base::is_utf8(page_.charset) && is_bool(page_.charset_unsure) &&
           is_bool(page_.facts_cut) && page_.source.size() + page_.characters.size() < nowhere && tree() &&
           attributes() && text() && blocks() && spoken() && items() && facts() && problems();
  }

 private:
  bool source(Span span) const { return inside(span, page_.source.size()); }

  bool node(std::uint32_t index) const { return index < page_.nodes.size() || index == 0; }

  static bool syntax(Syntax syntax) { return static_cast<std::size_t>(syntax) < syntax_count; }

  // Of Page::slice: whole characters of the source or of what was kept beside it.
  bool slice(Span span) {
    const std::size_t in_source = page_.source.size();
    if (span.begin > span.end) return false;
    sliced_ += span.end - span.begin;
    if (sliced_ > most_sliced) return false;
    if (span.begin == span.end) return span.end <= in_source + page_.characters.size();
    if (span.begin < in_source) {
      return source_is_text_ && span.end <= in_source && between_characters(page_.source, span.begin) &&
             between_characters(page_.source, span.end);
    }
    const std::size_t begin = span.begin - in_source, end = span.end - in_source;
    return end <= page_.characters.size() && between_characters(page_.characters, begin) &&
           between_characters(page_.characters, end);
  }

  // Of Page::text.words(), at or behind `from`.
  bool words(Span span, std::uint32_t from) const {
    const std::string& all = page_.text.words();
    return span.begin >= from && inside(span, all.size()) && between_characters(all, span.begin) &&
           between_characters(all, span.end);
  }

  bool tree() {
    const auto& nodes = page_.nodes;
    if (nodes.empty()) return true;
    const Node& root = nodes[0];
    if (!alone(root) || root.parent != 0 || root.end != nodes.size() || root.previous != 0) return false;
    std::size_t depth = 0;  // of the node before
    for (std::uint32_t i = 1; i < nodes.size(); ++i) {
      // The parent is the innermost element that the node before stands in and that has not ended yet.
      std::uint32_t parent = i - 1;
      while (nodes[parent].end <= i) {
        parent = nodes[parent].parent;
        --depth;
      }
      if (++depth > Limits::max_tree_depth || nodes[parent].tag == Tag::text) return false;
      if (nodes[i].parent != parent || nodes[i].end <= i || nodes[i].end > nodes[parent].end) return false;
      if (!alone(nodes[i]) || !siblings(i)) return false;
    }
    return true;
  }

  // What can be said of a node by itself.
  bool alone(const Node& node) {
    return static_cast<std::size_t>(node.tag) < tag_count &&
           static_cast<std::size_t>(node.landmark) < landmark_count && is_bool(node.hidden) &&
           source(node.source) && slice(node.characters);
  }

  bool siblings(std::uint32_t index) const {
    const Node& node = page_.nodes[index];
    if (node.previous == 0) return node.number <= 1;
    if (node.previous >= index) return false;
    const Node& previous = page_.nodes[node.previous];
    return previous.parent == node.parent && node.number == previous.number + 1;
  }

  // Each belongs to one node, in the order of nodes.
  bool attributes() {
    std::size_t next = 0;
    for (const Node& node : page_.nodes) {
      if (node.attribute_count == 0) continue;
      if (node.first_attribute != next) return false;
      next += node.attribute_count;
    }
    if (next != page_.attributes.size()) return false;
    for (const Attribute& attribute : page_.attributes) {
      if (!slice(attribute.name) || !slice(attribute.value) || !source(attribute.source) ||
          static_cast<std::size_t>(attribute.known) >= name_count) {
        return false;
      }
    }
    return true;
  }

  bool text() const {
    const std::string& all = page_.text.words();
    if (!base::is_utf8(all)) return false;
    std::size_t next = 0;
    for (const Text::Piece& piece : page_.text.pieces()) {
      const std::size_t source_end = std::size_t{piece.source_begin} + piece.source_length;
      if (piece.begin < next || !is_bool(piece.verbatim) || source_end > page_.source.size()) return false;
      next = std::size_t{piece.begin} + piece.length;
      if (next > all.size()) return false;
      if (!piece.verbatim) continue;
      if (piece.source_length != piece.length ||
          std::memcmp(all.data() + piece.begin, page_.source.data() + piece.source_begin, piece.length) !=
              0) {
        return false;
      }
    }
    return true;
  }

  bool blocks() const {
    std::uint32_t next = 0;
    for (const Block& block : page_.blocks) {
      if (!words(block.words, next) || !node(block.node) || !is_bool(block.hidden) ||
          static_cast<std::size_t>(block.landmark) >= landmark_count) {
        return false;
      }
      next = block.words.end;
    }
    return true;
  }

  bool spoken() const {
    for (const Spoken& spoken : page_.spoken) {
      if (spoken.attribute >= page_.attributes.size() || !node(spoken.node) || !is_bool(spoken.hidden) ||
          static_cast<std::size_t>(spoken.kind) >= Spoken::kind_count) {
        return false;
      }
    }
    return true;
  }

  bool items() {
    std::vector<std::uint16_t> depths;
    depths.reserve(page_.items.size());
    for (std::size_t i = 0; i < page_.items.size(); ++i) {
      const Item& item = page_.items[i];
      if (item.parent != nowhere && item.parent >= i) return false;
      depths.push_back(item.parent == nowhere ? 0 : static_cast<std::uint16_t>(depths[item.parent] + 1));
      if (depths.back() > Limits::max_tree_depth || !syntax(item.syntax) || !is_bool(item.hidden) ||
          !slice(item.name) || !slice(item.type) || !source(item.source) || !mention(item)) {
        return false;
      }
    }
    return true;
  }

  // It mentions nothing, or what is no mention itself.
  bool mention(const Item& item) const {
    return item.refers_to == nowhere ||
           (item.refers_to < page_.items.size() && page_.items[item.refers_to].refers_to == nowhere);
  }

  // In a feed or a card facts are the very words of blocks; nowhere are all facts longer than all words.
  bool facts() {
    std::size_t length = 0;
    for (const Fact& fact : page_.facts) {
      if (!syntax(fact.syntax) || !is_bool(fact.hidden) || !node(fact.node) || !slice(fact.name) ||
          (fact.item != nowhere && fact.item >= page_.items.size()) || !words(fact.words, 0)) {
        return false;
      }
      length += fact.words.end - fact.words.begin;
    }
    return length <= page_.text.words().size();
  }

  bool problems() {
    for (const Problem& problem : page_.problems) {
      if (!syntax(problem.syntax) || !slice(problem.what) || !source(problem.source)) return false;
    }
    return true;
  }

  const Page& page_;
  bool source_is_text_ = false;
  std::size_t sliced_ = 0;
};

}  // namespace

bool holds_together(const Page& page) { return Examiner(page).holds(); }

AnswerHeader header_of(const Reading& reading, std::string_view sent) {
  AnswerHeader header;
  const Page& page = reading.page;
  header.state = static_cast<std::uint32_t>(reading.state);
  header.charset_unsure = page.charset_unsure;
  header.facts_cut = page.facts_cut;
  const ArrayBytes arrays = bytes_of(reading, header);
  for (std::size_t i = 0; i < arrays.size(); ++i) {
    header.counts[i] = static_cast<std::uint32_t>(arrays[i].size() / element_sizes[i]);
  }
  // Mostly the source is what was sent, or what was sent behind a byte-order mark.
  for (const std::uint8_t offset : {std::uint8_t{0}, std::uint8_t{3}}) {
    if (sent.size() < offset || !sent.substr(offset).starts_with(page.source)) continue;
    header.source_as_sent = 1;
    header.source_offset = offset;
    header.source_length = static_cast<std::uint32_t>(page.source.size());
    header.counts[static_cast<std::size_t>(Array::source)] = 0;
    break;
  }
  return header;
}

ArrayBytes bytes_of(const Reading& reading, const AnswerHeader& header) {
  const Page& page = reading.page;
  ArrayBytes arrays{bytes_in(reading.reason),    bytes_in(page.charset),       bytes_in(page.source),
                    bytes_in(page.characters),   bytes_in(page.nodes),         bytes_in(page.attributes),
                    bytes_in(page.text.words()), bytes_in(page.text.pieces()), bytes_in(page.blocks),
                    bytes_in(page.spoken),       bytes_in(page.items),         bytes_in(page.facts),
                    bytes_in(page.problems)};
  if (header.source_as_sent != 0) arrays[static_cast<std::size_t>(Array::source)] = {};
  return arrays;
}

bool IncomingReading::begin(const AnswerHeader& header, std::string_view sent, const Limits& limits) {
  header_ = header;
  const auto count = [&](Array array) { return std::size_t{header.counts[static_cast<std::size_t>(array)]}; };
  std::size_t total = 0;
  for (std::size_t i = 0; i < element_sizes.size(); ++i) total += header.counts[i] * element_sizes[i];
  const bool as_sent = header.source_as_sent == 1;
  const std::size_t most_source = std::max(limits.max_bytes, limits.max_image_bytes);
  if (header.magic != AnswerHeader::expected_magic || total > most_bytes ||
      header.outcome != AnswerHeader::Outcome::read || header.charset_unsure > 1 || header.facts_cut > 1 ||
      header.source_as_sent > 1 || count(Array::reason) > longest_remark ||
      count(Array::charset) > longest_remark || count(Array::source) > most_source) {
    return false;
  }
  const auto state = static_cast<base::State>(header.state);
  if (state != base::State::found && state != base::State::cut && state != base::State::too_complex)
    return false;
  if (as_sent && (count(Array::source) != 0 || header.source_length > most_source ||
                  std::size_t{header.source_offset} + header.source_length > sent.size())) {
    return false;
  }
  Page& page = reading_.page;
  reading_.state = state;
  reading_.reason.resize(count(Array::reason));
  page.charset.resize(count(Array::charset));
  page.source = as_sent ? std::string(sent.substr(header.source_offset, header.source_length))
                        : std::string(count(Array::source), '\0');
  page.charset_unsure = header.charset_unsure == 1;
  page.facts_cut = header.facts_cut == 1;
  page.characters.resize(count(Array::characters));
  page.nodes.resize(count(Array::nodes));
  page.attributes.resize(count(Array::attributes));
  words_.resize(count(Array::words));
  pieces_.resize(count(Array::pieces));
  page.blocks.resize(count(Array::blocks));
  page.spoken.resize(count(Array::spoken));
  page.items.resize(count(Array::items));
  page.facts.resize(count(Array::facts));
  page.problems.resize(count(Array::problems));
  return true;
}

std::array<std::span<char>, AnswerHeader::array_count> IncomingReading::room() {
  Page& page = reading_.page;
  const std::span<char> source = header_.source_as_sent == 1 ? std::span<char>() : room_in(page.source);
  return {room_in(reading_.reason), room_in(page.charset), source,
          room_in(page.characters), room_in(page.nodes),   room_in(page.attributes),
          room_in(words_),          room_in(pieces_),      room_in(page.blocks),
          room_in(page.spoken),     room_in(page.items),   room_in(page.facts),
          room_in(page.problems)};
}

std::optional<Reading> IncomingReading::finish() {
  reading_.page.text = Text::of_parts(std::move(words_), std::move(pieces_));
  if (!base::is_utf8(reading_.reason) || !holds_together(reading_.page)) return std::nullopt;
  return std::move(reading_);
}

std::string encode(const Reading& reading, std::string_view sent) {
  const AnswerHeader header = header_of(reading, sent);
  std::string message(reinterpret_cast<const char*>(&header), sizeof header);
  for (const std::span<const char> bytes : bytes_of(reading, header))
    message.append(bytes.data(), bytes.size());
  return message;
}

std::optional<Reading> decode_reading(std::string_view message, std::string_view sent, const Limits& limits) {
  AnswerHeader header;
  if (message.size() < sizeof header) return std::nullopt;
  std::memcpy(&header, message.data(), sizeof header);
  message.remove_prefix(sizeof header);
  IncomingReading incoming;
  if (!incoming.begin(header, sent, limits)) return std::nullopt;
  for (const std::span<char> room : incoming.room()) {
    if (room.size() > message.size()) return std::nullopt;
    if (!room.empty()) std::memcpy(room.data(), message.data(), room.size());
    message.remove_prefix(room.size());
  }
  if (!message.empty()) return std::nullopt;
  return incoming.finish();
}

}  // namespace gh::page
