#include "page/image/parts.h"

#include "page/facts/fact_writer.h"

namespace gh::page {

std::uint64_t number_at(std::string_view bytes, std::size_t at, std::size_t width, ByteOrder order) {
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < width; ++i) {
    const std::size_t place = order == ByteOrder::big ? at + i : at + width - 1 - i;
    number = number << 8 | static_cast<unsigned char>(bytes[place]);
  }
  return number;
}

Strand::Strand(std::string_view file, Span span)
    : view_(file.substr(span.begin, span.end - span.begin)), begin_(span.begin) {}

Span Strand::source(std::size_t begin, std::size_t end) const {
  if (!pieces_.empty()) return pieces_.source(begin, end);
  return {begin_ + static_cast<std::uint32_t>(begin), begin_ + static_cast<std::uint32_t>(end)};
}

Strand Strand::part(std::size_t begin, std::size_t end) const {
  if (!pieces_.empty()) return Strand(pieces_.part(begin, end));
  Strand strand = *this;
  strand.view_ = view_.substr(begin, end - begin);
  strand.begin_ += static_cast<std::uint32_t>(begin);
  return strand;
}

void Strand::append_to(Text& out, std::size_t begin, std::size_t end) const {
  if (pieces_.empty()) {
    out.append(view_.substr(begin, end - begin), begin_ + static_cast<std::uint32_t>(begin));
  } else {
    out.append_part(pieces_, begin, end);
  }
}

Syntax syntax_of(PartKind kind) {
  switch (kind) {
    case PartKind::exif:
      return Syntax::exif;
    case PartKind::iptc:
    case PartKind::photoshop:
      return Syntax::iptc;
    case PartKind::xmp:
      return Syntax::xmp;
    default:
      return Syntax::image_text;
  }
}

void ImageParts::add(PartKind kind, Strand strand, std::string_view name) {
  const std::size_t size = strand.bytes().size();
  if (size == 0) return;
  if (size > most_bytes) {
    return problem(syntax_of(kind), strand.source(), "a part is longer than we read, so it was left out");
  }
  if (parts_.size() >= most_parts || bytes_together_ + size > most_bytes_together) {
    return problem(syntax_of(kind), strand.source(), "it has more parts than we read, so some were left out");
  }
  bytes_together_ += size;
  parts_.push_back({kind, std::string(name), std::move(strand)});
}

void ImageParts::add_whole_file(PartKind kind) {
  parts_.push_back({kind, "", Strand(file(), {0, static_cast<std::uint32_t>(file().size())})});
}

void ImageParts::problem(Syntax syntax, Span source, std::string_view what) {
  FactWriter(page_, syntax).problem(source, what);
}

void ImageParts::damaged(std::size_t begin, std::string_view what) {
  problem(Syntax::image_text, {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(file().size())},
          what);
}

}  // namespace gh::page
