// The parts of a picture's file that hold words: found by the readers of the file formats, handed to the
// readers of EXIF, IPTC and XMP.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "page/page.h"
#include "page/text.h"

namespace gh::page {

enum class ByteOrder : std::uint8_t { big, little };

/// A whole number of `width` bytes, all of which must lie inside.
std::uint64_t number_at(std::string_view bytes, std::size_t at, std::size_t width,
                        ByteOrder order = ByteOrder::big);

/// True when `count` bytes from `at` on lie inside.
constexpr bool holds(std::string_view bytes, std::uint64_t at, std::uint64_t count) {
  return at <= bytes.size() && count <= bytes.size() - at;
}

/// Bytes that belong together, though the file may keep them in several pieces, in ascending order.
class Strand {
 public:
  /// Bytes of the file, which must outlive this.
  Strand(std::string_view file, Span span);
  /// Pieces must be verbatim and ascend in the source.
  explicit Strand(Text pieces) : pieces_(std::move(pieces)) {}

  std::string_view bytes() const { return pieces_.empty() ? view_ : std::string_view(pieces_.words()); }
  Span source(std::size_t begin, std::size_t end) const;
  Span source() const { return source(0, bytes().size()); }
  Strand part(std::size_t begin, std::size_t end) const;

  /// Appends bytes [begin, end) to `out` as they are, traced.
  void append_to(Text& out, std::size_t begin, std::size_t end) const;

 private:
  std::string_view view_;
  std::uint32_t begin_ = 0;
  Text pieces_;
};

/// What a part is written in.
enum class PartKind : std::uint8_t {
  exif,       // a TIFF structure, with or without "Exif\0\0" before it
  iptc,       // IPTC-IIM data sets
  photoshop,  // "Photoshop 3.0\0" and image resources, IPTC among them
  xmp,
  latin_1,  // one value; ImagePart::name says of what
  utf_8,    // the same
};

/// The syntax that its problems and facts go by.
Syntax syntax_of(PartKind kind);

struct ImagePart {
  PartKind kind = PartKind::exif;
  std::string name;
  Strand strand;
};

/// The parts of one file, within bounds; what goes past them is a problem of the page.
class ImageParts {
 public:
  static constexpr std::size_t most_parts = 64;
  static constexpr std::size_t most_bytes = std::size_t{1} << 20;  // of one part
  static constexpr std::size_t most_bytes_together = std::size_t{4} << 20;
  static constexpr std::size_t most_pieces = 512;  // of one part

  explicit ImageParts(Page& page) : page_(page) {}

  std::string_view file() const { return page_.source; }
  const std::vector<ImagePart>& parts() const { return parts_; }

  void add(PartKind kind, Span span, std::string_view name = "") { add(kind, Strand(file(), span), name); }
  void add(PartKind kind, Strand strand, std::string_view name = "");
  /// Nothing is copied of it, so it may be long.
  void add_whole_file(PartKind kind);
  /// `what` is a sentence without its full stop.
  void problem(Syntax syntax, Span source, std::string_view what);
  /// The same for the file's own structure.
  void damaged(std::size_t begin, std::string_view what);

 private:
  Page& page_;
  std::vector<ImagePart> parts_;
  std::size_t bytes_together_ = 0;
};

/// Readers of file formats. Each takes a file that is_image() has recognised as its own.
void find_jpeg_parts(ImageParts& parts);
void find_png_parts(ImageParts& parts);
void find_webp_parts(ImageParts& parts);
void find_gif_parts(ImageParts& parts);
/// HEIC, HEIF and AVIF.
void find_heif_parts(ImageParts& parts);

}  // namespace gh::page
