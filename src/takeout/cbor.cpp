// src: https://www.rfc-editor.org/rfc/rfc8949#section-3
#include "takeout/cbor.h"

namespace gh::takeout {
namespace {

constexpr std::size_t deepest = 32;
constexpr std::size_t most_nodes = 100'000;

enum Major : unsigned { unsigned_number, negative_number, byte_string, text_string, list, map, tag, simple };

class Reader {
 public:
  explicit Reader(std::string_view block) : block_(block) {}

  std::optional<std::vector<CborNode>> run() {
    do {
      if (!step()) return std::nullopt;
      close();
    } while (!open_.empty());
    if (at_ != block_.size()) return std::nullopt;
    return std::move(nodes_);
  }

 private:
  struct Open {
    std::uint32_t node;
    std::uint64_t left;  // values that are still to come
  };

  // The first byte of an item and its number; lengths that are not told beforehand are not DAG-CBOR.
  bool read_head(unsigned& major, std::uint64_t& value, unsigned& low) {
    if (at_ >= block_.size()) return false;
    const auto first = static_cast<unsigned char>(block_[at_++]);
    major = first >> 5;
    low = first & 31u;
    value = low;
    if (low < 24) return true;
    if (low > 27) return false;
    const std::size_t count = std::size_t{1} << (low - 24);
    if (block_.size() - at_ < count) return false;
    value = 0;
    for (std::size_t i = 0; i < count; ++i) value = value << 8 | static_cast<unsigned char>(block_[at_++]);
    return true;
  }

  bool take(std::uint64_t length, std::string_view& bytes) {
    if (length > block_.size() - at_) return false;
    bytes = block_.substr(at_, static_cast<std::size_t>(length));
    at_ += bytes.size();
    return true;
  }

  bool read_key(CborNode& node) {
    unsigned major = 0, low = 0;
    std::uint64_t length = 0;
    node.in_map = true;
    return read_head(major, length, low) && major == text_string && take(length, node.key);
  }

  bool step() {
    CborNode node;
    if (!open_.empty()) {
      --open_.back().left;
      if (nodes_[open_.back().node].type == CborType::map && !read_key(node)) return false;
    }
    unsigned major = 0, low = 0;
    std::uint64_t value = 0;
    do {
      if (!read_head(major, value, low)) return false;
    } while (major == tag);
    if (nodes_.size() == most_nodes) return false;
    node.end = static_cast<std::uint32_t>(nodes_.size() + 1);
    if (major == list || major == map) return open(node, major, value);
    const bool is_read = read_scalar(node, major, value, low);
    nodes_.push_back(node);
    return is_read;
  }

  bool read_scalar(CborNode& node, unsigned major, std::uint64_t value, unsigned low) {
    std::string_view bytes;
    switch (major) {
      case unsigned_number:
      case negative_number:
        node.type = CborType::number;
        node.number = static_cast<std::int64_t>(major == unsigned_number ? value : ~value);
        return true;
      case text_string:
        node.type = CborType::text;
        return take(value, node.text);
      case byte_string:
        return take(value, bytes);
      default:
        if (low == 20 || low == 21) {
          node.type = CborType::boolean;
          node.number = low == 21;
        }
        return true;
    }
  }

  // Every value takes a byte at the least: a count beyond what is left is a lie.
  bool open(CborNode& node, unsigned major, std::uint64_t count) {
    if (open_.size() == deepest || count > block_.size() - at_) return false;
    node.type = major == map ? CborType::map : CborType::list;
    open_.push_back({static_cast<std::uint32_t>(nodes_.size()), count});
    nodes_.push_back(node);
    return true;
  }

  void close() {
    while (!open_.empty() && open_.back().left == 0) {
      nodes_[open_.back().node].end = static_cast<std::uint32_t>(nodes_.size());
      open_.pop_back();
    }
  }

  std::string_view block_;
  std::size_t at_ = 0;
  std::vector<CborNode> nodes_;
  std::vector<Open> open_;
};

}  // namespace

std::optional<std::vector<CborNode>> read_cbor(std::string_view block) { return Reader(block).run(); }

}  // namespace gh::takeout
