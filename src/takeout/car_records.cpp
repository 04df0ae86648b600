// A repository of the AT Protocol as a CAR file: blocks of DAG-CBOR, each behind its own address. Blocks are
// read in the order they lie; their addresses are not checked against their bytes, as the file came from the
// person's own hands. src: https://ipld.io/specs/transport/car/carv1/, https://atproto.com/specs/repository
#include "base/text.h"
#include "takeout/cbor.h"
#include "takeout/readers.h"
#include "takeout/tree_walk.h"

namespace gh::takeout {
namespace {

constexpr std::uint64_t longest_header = std::uint64_t{1} << 20;
constexpr std::uint64_t dag_cbor = 0x71;
constexpr std::size_t longest_varint = 9;  // bytes

struct CborTree {
  const std::vector<CborNode>& nodes;

  std::uint32_t end(std::uint32_t node) const { return nodes[node].end; }
  bool holds(std::uint32_t node) const {
    return nodes[node].type == CborType::map || nodes[node].type == CborType::list;
  }
  bool in_object(std::uint32_t node) const { return nodes[node].in_map; }
  std::string_view key(std::uint32_t node) const { return nodes[node].key; }
};

// Little-endian, seven bits a byte.
bool take_varint(std::string_view& bytes, std::uint64_t& value) {
  value = 0;
  for (std::size_t i = 0; i < std::min(bytes.size(), longest_varint); ++i) {
    const auto byte = static_cast<unsigned char>(bytes[i]);
    value |= std::uint64_t{byte & 0x7Fu} << (7 * i);
    if (byte >= 0x80) continue;
    bytes.remove_prefix(i + 1);
    return true;
  }
  return false;
}

// Over the block's own address; false when what is behind it is no DAG-CBOR.
bool take_address(std::string_view& bytes) {
  std::uint64_t version = 0, codec = 0, hash = 0, length = 0;
  if (bytes.starts_with("\x12\x20")) return false;  // version 0 is never DAG-CBOR
  if (!take_varint(bytes, version) || !take_varint(bytes, codec) || !take_varint(bytes, hash) ||
      !take_varint(bytes, length) || length > bytes.size())
    return false;
  bytes.remove_prefix(static_cast<std::size_t>(length));
  return version == 1 && codec == dag_cbor;
}

page::Text text_of(const CborNode& node, std::string_view block, std::uint32_t offset) {
  page::Text text;
  if (node.type == CborType::text && base::is_utf8(node.text)) {
    text.append(node.text, offset + static_cast<std::uint32_t>(node.text.data() - block.data()));
  } else if (node.type == CborType::text) {
    text.append_for(base::make_utf8(node.text), {offset, offset + static_cast<std::uint32_t>(block.size())});
  } else {
    const std::string words =
        node.type == CborType::boolean ? (node.number != 0 ? "true" : "false") : std::to_string(node.number);
    text.append_for(words, {offset, offset + static_cast<std::uint32_t>(block.size())});
  }
  return text;
}

class CarReader {
 public:
  CarReader(Stream& stream, std::span<const Wanted> rules, const Limits& limits, const TakeRecord& take)
      : stream_(stream), rules_(rules), limits_(limits), take_(take) {}

  FileOutcome run() {
    std::uint64_t length = 0;
    if (!read_length(length) || length > longest_header || !read_section(length)) return fail();
    while (read_length(length)) {
      if (length > limits_.record) {
        ++outcome_.left_out;
        if (!skip(length)) return fail();
        continue;
      }
      const std::uint64_t offset = at_;
      if (!read_section(length)) return fail();
      read_block(section_, static_cast<std::uint32_t>(offset));
    }
    return std::move(outcome_);
  }

 private:
  FileOutcome fail() {
    outcome_.trouble = "it breaks off, or is no repository";
    return std::move(outcome_);
  }

  // False at the end of the file, and where it breaks off.
  bool read_length(std::uint64_t& value) {
    value = 0;
    for (std::size_t i = 0; i < longest_varint; ++i) {
      char byte = 0;
      if (stream_.read(&byte, 1) != 1) {
        if (i > 0) outcome_.trouble = "it breaks off";
        return false;
      }
      ++at_;
      value |= std::uint64_t{static_cast<unsigned char>(byte) & 0x7Fu} << (7 * i);
      if (static_cast<unsigned char>(byte) < 0x80) return true;
    }
    outcome_.trouble = "it is no repository";
    return false;
  }

  bool read_section(std::uint64_t length) {
    section_.resize(static_cast<std::size_t>(length));
    std::size_t filled = 0;
    while (filled < section_.size()) {
      const std::size_t count = stream_.read(section_.data() + filled, section_.size() - filled);
      if (count == 0) return false;
      filled += count;
    }
    at_ += length;
    return true;
  }

  bool skip(std::uint64_t length) {
    constexpr std::uint64_t most = std::uint64_t{64} << 10;
    for (; length > 0; length -= std::min(length, most)) {
      if (!read_section(std::min(length, most))) return false;
    }
    return true;
  }

  void read_block(std::string_view section, std::uint32_t offset) {
    std::string_view block = section;
    if (!take_address(block)) return;
    offset += static_cast<std::uint32_t>(section.size() - block.size());
    const auto nodes = read_cbor(block);
    if (!nodes) {
      ++outcome_.left_out;
      return;
    }
    for (std::uint32_t rule = 0; rule < rules_.size(); ++rule) {
      Record record = read_record(*nodes, block, offset, rules_[rule]);
      record.rule = rule;
      if (record.values.empty() || !counts(record, rules_[rule])) continue;
      ++outcome_.records;
      take_(std::move(record));
    }
  }

  static Record read_record(const std::vector<CborNode>& nodes, std::string_view block, std::uint32_t offset,
                            const Wanted& wanted) {
    Record record;
    record.source = {offset, offset + static_cast<std::uint32_t>(block.size())};
    const CborTree tree{nodes};
    TreeWalk(tree, wanted.paths()).run(0, [&](std::uint32_t output, std::uint32_t node) {
      if (tree.holds(node) || nodes[node].type == CborType::other) return;
      page::Text text = text_of(nodes[node], block, offset);
      if (!text.empty()) record.values.push_back({output, std::move(text)});
    });
    return record;
  }

  Stream& stream_;
  std::span<const Wanted> rules_;
  const Limits& limits_;
  const TakeRecord& take_;
  FileOutcome outcome_;
  std::string section_;
  std::uint64_t at_ = 0;
};

}  // namespace

FileOutcome read_car_records(Stream& stream, std::span<const Wanted> rules, const Limits& limits,
                             const TakeRecord& take) {
  return CarReader(stream, rules, limits, take).run();
}

}  // namespace gh::takeout
