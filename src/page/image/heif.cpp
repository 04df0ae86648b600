// HEIC, HEIF and AVIF keep their metadata as items: a table of what they are (iinf) and one of where they lie
// (iloc), both in the file's meta box. ISO/IEC 14496-12 sections 8.11 and 23008-12 annex A; readable at
// https://aomediacodec.github.io/av1-avif/ and https://nokiatech.github.io/heif/technical.html.
#include <algorithm>
#include <array>
#include <optional>

#include "page/image/parts.h"

namespace gh::page {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t most_items = 16;    // of metadata; a photo has two
constexpr std::size_t most_extents = 64;  // of one item

struct Box {
  std::string_view type;
  std::size_t begin = 0, end = 0;  // of its content, in the file
};

// The box at `at` of [at, end), with a 32-bit or a 64-bit size, or one that reaches to the end.
std::optional<Box> box_at(std::string_view file, std::size_t at, std::size_t end) {
  if (end - at < 8) return std::nullopt;
  std::uint64_t size = number_at(file, at, 4);
  std::size_t header = 8;
  if (size == 1 && end - at >= 16) {
    size = number_at(file, at + 8, 8);
    header = 16;
  }
  if (size == 0) size = end - at;
  if (size < header || size > end - at) return std::nullopt;
  return Box{file.substr(at + 4, 4), at + header, at + static_cast<std::size_t>(size)};
}

std::optional<Box> find_box(std::string_view file, std::string_view type, std::size_t begin,
                            std::size_t end) {
  for (auto box = box_at(file, begin, end); box; box = box_at(file, box->end, end)) {
    if (box->type == type) return box;
  }
  return std::nullopt;
}

// Numbers one behind the other; past the end they are 0 and `ok` is false.
class Numbers {
 public:
  Numbers(std::string_view bytes, std::size_t at, std::size_t end) : bytes_(bytes.substr(0, end)), at_(at) {}

  std::uint64_t next(std::size_t width) {
    if (!holds(bytes_, at_, width)) ok_ = false;
    if (!ok_) return 0;
    at_ += width;
    return number_at(bytes_, at_ - width, width);
  }
  std::size_t at() const { return at_; }
  bool ok() const { return ok_; }

 private:
  std::string_view bytes_;
  std::size_t at_;
  bool ok_ = true;
};

struct MetadataItem {
  std::uint64_t id = 0;
  PartKind kind = PartKind::exif;
};

std::string_view text_until_nul(std::string_view bytes) { return bytes.substr(0, bytes.find('\0')); }

// An item information entry of version 2 or 3: id, protection, type, name, and for "mime" the content type.
std::optional<MetadataItem> read_entry(std::string_view file, const Box& box) {
  Numbers numbers(file, box.begin, box.end);
  const std::uint64_t version = numbers.next(4) >> 24;
  if (version != 2 && version != 3) return std::nullopt;
  const std::uint64_t id = numbers.next(version == 2 ? 2 : 4);
  numbers.next(2);
  numbers.next(4);
  if (!numbers.ok()) return std::nullopt;
  const std::string_view type = file.substr(numbers.at() - 4, 4);
  if (type == "Exif") return MetadataItem{id, PartKind::exif};
  if (type != "mime") return std::nullopt;
  std::string_view rest = file.substr(numbers.at(), box.end - numbers.at());
  rest.remove_prefix(std::min(text_until_nul(rest).size() + 1, rest.size()));
  if (text_until_nul(rest) != "application/rdf+xml") return std::nullopt;
  return MetadataItem{id, PartKind::xmp};
}

// The items that hold metadata.
std::vector<MetadataItem> read_items(ImageParts& parts, const Box& meta) {
  std::vector<MetadataItem> items;
  const auto table = find_box(parts.file(), "iinf", meta.begin, meta.end);
  if (!table) return items;
  Numbers numbers(parts.file(), table->begin, table->end);
  const std::uint64_t version = numbers.next(4) >> 24;
  numbers.next(version == 0 ? 2 : 4);  // how many; the boxes tell it themselves
  if (!numbers.ok()) return items;
  for (auto box = box_at(parts.file(), numbers.at(), table->end); box;
       box = box_at(parts.file(), box->end, table->end)) {
    const auto item = box->type == "infe" ? read_entry(parts.file(), *box) : std::nullopt;
    if (!item) continue;
    if (items.size() < most_items) {
      items.push_back(*item);
    } else {
      parts.damaged(box->begin, "it has more parts than we read, so some were left out");
      break;
    }
  }
  return items;
}

// Before the TIFF structure stands how far behind that number it begins.
Strand without_exif_header(const Strand& strand) {
  const std::string_view bytes = strand.bytes();
  if (bytes.size() < 4) return strand;
  const std::uint64_t skipped = 4 + number_at(bytes, 0, 4);
  return strand.part(static_cast<std::size_t>(std::min<std::uint64_t>(skipped, bytes.size())), bytes.size());
}

// Where items lie (iloc), read entry by entry.
class Locations {
 public:
  Locations(ImageParts& parts, const std::vector<MetadataItem>& items, const Box& meta)
      : parts_(parts), items_(items), data_(find_box(parts.file(), "idat", meta.begin, meta.end)) {}

  void read(const Box& table) {
    Numbers numbers(parts_.file(), table.begin, table.end);
    version_ = numbers.next(4) >> 24;
    const std::uint64_t sizes = numbers.next(2);
    offset_size_ = sizes >> 12;
    length_size_ = sizes >> 8 & 15;
    base_size_ = sizes >> 4 & 15;
    index_size_ = version_ == 0 ? 0 : sizes & 15;
    const bool known = version_ <= 2 && std::max({offset_size_, length_size_, base_size_, index_size_}) <= 8;
    const std::uint64_t count = known ? numbers.next(version_ < 2 ? 2 : 4) : 0;
    for (std::uint64_t i = 0; i < count && numbers.ok() && !too_many_; ++i) read_item(numbers);
    if (!known || !numbers.ok() || too_many_) {
      parts_.damaged(table.begin, "its table of contents is damaged");
    }
  }

 private:
  void read_item(Numbers& numbers) {
    const std::uint64_t id = numbers.next(version_ < 2 ? 2 : 4);
    const std::uint64_t method = version_ == 0 ? 0 : numbers.next(2) & 15;
    const std::uint64_t elsewhere = numbers.next(2);  // in another file
    std::uint64_t base = numbers.next(base_size_);
    const std::uint64_t extents = numbers.next(2);
    too_many_ = extents > most_extents;
    const auto item =
        std::find_if(items_.begin(), items_.end(), [&](const MetadataItem& one) { return one.id == id; });
    std::size_t end = parts_.file().size();
    if (method == 1 && data_) {
      base += data_->begin;
      end = data_->end;
    }
    Text pieces;
    bool good = elsewhere == 0 && (method == 0 || (method == 1 && data_)) && extents > 0;
    for (std::uint64_t i = 0; i < extents && numbers.ok() && !too_many_; ++i) {
      numbers.next(index_size_);
      const std::uint64_t offset = base + numbers.next(offset_size_);
      const std::uint64_t length = numbers.next(length_size_);
      if (item != items_.end() && good) good = append(pieces, offset, length, end);
    }
    if (item != items_.end() && numbers.ok()) keep(*item, std::move(pieces), good);
  }

  // Only pieces that ascend are read, as every program writes them; a piece read twice would cost twice.
  bool append(Text& pieces, std::uint64_t offset, std::uint64_t length, std::size_t end) const {
    if (length == 0 || !holds(parts_.file().substr(0, end), offset, length)) return false;
    if (!pieces.empty() && offset < pieces.source().end) return false;
    const auto begin = static_cast<std::size_t>(offset);
    if (pieces.words().size() + length > ImageParts::most_bytes) return false;
    pieces.append(parts_.file().substr(begin, static_cast<std::size_t>(length)),
                  static_cast<std::uint32_t>(offset));
    return true;
  }

  void keep(const MetadataItem& item, Text pieces, bool good) {
    if (!good) parts_.problem(syntax_of(item.kind), {}, "a part of it lies where we cannot read it");
    if (!good || pieces.empty()) return;
    Strand strand(std::move(pieces));
    parts_.add(item.kind, item.kind == PartKind::exif ? without_exif_header(strand) : std::move(strand));
  }

  ImageParts& parts_;
  const std::vector<MetadataItem>& items_;
  std::optional<Box> data_;
  std::uint64_t version_ = 0;
  std::uint64_t offset_size_ = 0, length_size_ = 0, base_size_ = 0, index_size_ = 0;
  bool too_many_ = false;
};

}  // namespace

void find_heif_parts(ImageParts& parts) {
  const std::string_view file = parts.file();
  std::optional<Box> meta;
  std::size_t at = 0;
  while (const auto box = box_at(file, at, file.size())) {
    if (box->type == "meta" && !meta && box->end - box->begin >= 4)
      meta = Box{box->type, box->begin + 4, box->end};
    at = box->end;
  }
  if (at < file.size()) parts.damaged(at, "the file is damaged or ends too early");
  if (!meta) return;
  const std::vector<MetadataItem> items = read_items(parts, *meta);
  const auto table = find_box(file, "iloc", meta->begin, meta->end);
  if (items.empty()) return;
  if (!table) return parts.damaged(meta->begin, "its table of contents is damaged");
  Locations(parts, items, *meta).read(*table);
}

}  // namespace gh::page
