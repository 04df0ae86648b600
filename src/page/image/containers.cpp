// JPEG, PNG, WebP and GIF, each read from part to part as its lengths say.
#include <algorithm>
#include <map>
#include <utility>

#include "page/image/parts.h"
#include "page/image/text.h"

namespace gh::page {
namespace {

using namespace std::string_view_literals;

Span span_of(std::size_t begin, std::size_t end) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

// --- JPEG (https://www.w3.org/Graphics/JPEG/itu-t81.pdf, annex B) ---

constexpr unsigned char start_of_scan = 0xDA, end_of_image = 0xD9, comment = 0xFE;
constexpr unsigned char app1 = 0xE1, app13 = 0xED;

// The headers of XMP are addresses; their scheme is read past.
constexpr std::size_t scheme_length = 7;
constexpr std::string_view xmp_header = "ns.adobe.com/xap/1.0/\0"sv;
constexpr std::string_view xmp_extension_header = "ns.adobe.com/xmp/extension/\0"sv;
constexpr std::size_t guid_length = 32;

// One portion of an extended XMP (XMP specification part 3, 1.1.3.1): GUID, full length, offset, bytes.
struct Portion {
  std::uint64_t offset = 0;
  std::size_t begin = 0, end = 0;  // in the file
};
using Extensions = std::map<std::string_view, std::vector<Portion>>;  // by GUID

void note_extension(ImageParts& parts, Extensions& extensions, std::size_t begin, std::size_t end) {
  if (end - begin < guid_length + 8)
    return parts.problem(Syntax::xmp, span_of(begin, end), "a part of it is damaged");
  const std::uint64_t offset = number_at(parts.file(), begin + guid_length + 4, 4);
  auto& portions = extensions[parts.file().substr(begin, guid_length)];
  if (portions.size() < ImageParts::most_pieces) {
    portions.push_back({offset, begin + guid_length + 8, end});
  } else {
    parts.problem(Syntax::xmp, span_of(begin, end), "it has more parts than we read, so some were left out");
  }
}

// Portions may come in any order, but programs write them one behind the other; so only that is read.
void join_extensions(ImageParts& parts, const Extensions& extensions) {
  for (const auto& [guid, portions] : extensions) {
    Text joined;
    for (const Portion& portion : portions) {
      if (portion.offset != joined.words().size()) break;
      joined.append(parts.file().substr(portion.begin, portion.end - portion.begin),
                    static_cast<std::uint32_t>(portion.begin));
    }
    const Span whole = span_of(portions.front().begin, portions.back().end);
    if (joined.empty() || joined.source().end != whole.end) {
      parts.problem(Syntax::xmp, whole, "its parts do not fit together");
    }
    if (!joined.empty()) parts.add(PartKind::xmp, Strand(std::move(joined)));
  }
}

void take_segment(ImageParts& parts, Extensions& extensions, unsigned char marker, std::size_t begin,
                  std::size_t end) {
  const std::string_view body = parts.file().substr(begin, end - begin);
  const std::string_view address = body.substr(std::min(scheme_length, body.size()));
  if (marker == comment) parts.add(PartKind::utf_8, span_of(begin, end), "Comment");
  if (marker == app13 && body.starts_with("Photoshop 3.0\0"sv))
    parts.add(PartKind::photoshop, span_of(begin, end));
  if (marker != app1) return;
  if (body.starts_with("Exif\0"sv)) parts.add(PartKind::exif, span_of(begin, end));
  if (address.starts_with(xmp_header)) {
    parts.add(PartKind::xmp, span_of(begin + scheme_length + xmp_header.size(), end));
  } else if (address.starts_with(xmp_extension_header)) {
    note_extension(parts, extensions, begin + scheme_length + xmp_extension_header.size(), end);
  }
}

// True for markers without a length: TEM and the restart markers.
bool stands_alone(unsigned char marker) { return marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8); }

// --- PNG (https://www.w3.org/TR/png-3/) ---

constexpr std::size_t png_signature = 8;

// A text's keyword is ISO 8859-1; an empty text when it is no keyword.
std::string keyword(const ImageParts& parts, std::size_t begin, std::size_t length) {
  constexpr std::size_t longest = 79;
  if (length > longest) return "";
  const Strand strand(parts.file(), span_of(begin, begin + length));
  return words_in_latin_1(strand, 0, length).words();
}

void take_named_text(ImageParts& parts, std::size_t begin, std::size_t end) {
  const std::string_view body = parts.file().substr(begin, end - begin);
  const std::size_t nul = body.find('\0');
  if (nul == std::string_view::npos) return parts.damaged(begin, "one of its texts is damaged");
  const std::string name = keyword(parts, begin, nul);
  if (name.starts_with("Raw profile type")) {
    return parts.problem(Syntax::exif, span_of(begin, end),
                         "a part of it is packed, and we do not unpack it");
  }
  parts.add(PartKind::latin_1, span_of(begin + nul + 1, end), name);
}

// Keyword, NUL, packed or not, method, language, NUL, translated keyword, NUL, text.
void take_international_text(ImageParts& parts, std::size_t begin, std::size_t end) {
  const std::string_view body = parts.file().substr(begin, end - begin);
  const std::size_t name_end = body.find('\0');
  const std::size_t language_end =
      name_end == std::string_view::npos ? name_end : body.find('\0', std::min(name_end + 3, body.size()));
  const std::size_t translation_end =
      language_end == std::string_view::npos ? language_end : body.find('\0', language_end + 1);
  if (translation_end == std::string_view::npos) return parts.damaged(begin, "one of its texts is damaged");
  const std::string name = keyword(parts, begin, name_end);
  const PartKind kind = name == "XML:com.adobe.xmp" ? PartKind::xmp : PartKind::utf_8;
  if (body[name_end + 1] != '\0') {
    return parts.problem(syntax_of(kind), span_of(begin, end),
                         "a part of it is packed, and we do not unpack it");
  }
  parts.add(kind, span_of(begin + translation_end + 1, end), name);
}

void take_chunk(ImageParts& parts, std::string_view type, std::size_t begin, std::size_t end) {
  if (type == "eXIf") parts.add(PartKind::exif, span_of(begin, end));
  if (type == "tEXt") take_named_text(parts, begin, end);
  if (type == "iTXt") take_international_text(parts, begin, end);
  if (type == "zTXt") {
    parts.problem(Syntax::image_text, span_of(begin, end), "a part of it is packed, and we do not unpack it");
  }
}

// --- GIF (https://www.w3.org/Graphics/GIF/spec-gif89a.txt) ---

// The bytes of a run of sub-blocks, each behind its length; `at` moves behind the empty one that ends it.
// Nothing when the file ends before.
bool read_sub_blocks(std::string_view file, std::size_t& at, Text* out) {
  while (at < file.size()) {
    const std::size_t length = static_cast<unsigned char>(file[at]);
    ++at;
    if (length == 0) return true;
    if (!holds(file, at, length)) return false;
    if (out != nullptr) out->append(file.substr(at, length), static_cast<std::uint32_t>(at));
    at += length;
  }
  return false;
}

// Bytes of a colour table, by the packed field that tells of it.
std::size_t colour_table(unsigned char packed) {
  return (packed & 0x80) == 0 ? 0 : std::size_t{6} << (packed & 7);
}

constexpr std::string_view gif_xmp = "\x0BXMP DataXMP"sv;
// XMP stands in the file as it is, and these bytes, 256 of them counting down, lead a reader of sub-blocks
// out.
constexpr std::string_view xmp_trailer = "\x01\xFF\xFE\xFD"sv;

bool take_extension(ImageParts& parts, std::size_t& at) {
  const std::string_view file = parts.file();
  const auto label = static_cast<unsigned char>(file[at]);
  const std::size_t begin = ++at;
  if (label == 0xFE) {
    Text words;
    const bool whole = read_sub_blocks(file, at, &words);
    parts.add(PartKind::utf_8, Strand(std::move(words)), "Comment");
    return whole;
  }
  const bool is_xmp = label == 0xFF && file.substr(begin).starts_with(gif_xmp);
  if (is_xmp) at += gif_xmp.size();
  const std::size_t data = at;
  const bool whole = read_sub_blocks(file, at, nullptr);
  if (is_xmp) {
    const std::string_view packet = file.substr(data, std::min(at, file.size()) - data);
    parts.add(PartKind::xmp, span_of(data, data + std::min(packet.rfind(xmp_trailer), packet.size())));
  }
  return whole;
}

}  // namespace

void find_jpeg_parts(ImageParts& parts) {
  const std::string_view file = parts.file();
  Extensions extensions;
  std::size_t at = 2;  // behind the start of the image
  while (true) {
    while (at + 1 < file.size() && file[at] == '\xFF' && file[at + 1] == '\xFF') ++at;  // filling
    if (at + 2 > file.size() || file[at] != '\xFF') {
      parts.damaged(std::min(at, file.size()), "the file is damaged or ends too early");
      break;
    }
    const auto marker = static_cast<unsigned char>(file[at + 1]);
    at += 2;
    if (marker == start_of_scan || marker == end_of_image) break;
    if (stands_alone(marker)) continue;
    const std::uint64_t length = holds(file, at, 2) ? number_at(file, at, 2) : 0;
    if (length < 2 || !holds(file, at, length)) {
      parts.damaged(at, "the file is damaged or ends too early");
      break;
    }
    take_segment(parts, extensions, marker, at + 2, at + length);
    at += length;
  }
  join_extensions(parts, extensions);
}

void find_png_parts(ImageParts& parts) {
  const std::string_view file = parts.file();
  std::size_t at = png_signature;
  while (holds(file, at, 12)) {
    const std::uint64_t length = number_at(file, at, 4);
    const std::string_view type = file.substr(at + 4, 4);
    if (!holds(file, at + 12, length)) break;
    if (type == "IEND") return;
    take_chunk(parts, type, at + 8, at + 8 + length);
    at += 12 + length;
  }
  parts.damaged(at, "the file is damaged or ends too early");
}

// https://developers.google.com/speed/webp/docs/riff_container
void find_webp_parts(ImageParts& parts) {
  const std::string_view file = parts.file();
  const std::uint64_t said = number_at(file, 4, 4, ByteOrder::little) + 8;
  const std::size_t end = std::min<std::uint64_t>(said, file.size());
  std::size_t at = 12;
  while (at + 8 <= end) {
    const std::uint64_t length = number_at(file, at + 4, 4, ByteOrder::little);
    const std::string_view type = file.substr(at, 4);
    if (length > end - at - 8) return parts.damaged(at, "the file is damaged or ends too early");
    if (type == "EXIF") parts.add(PartKind::exif, span_of(at + 8, at + 8 + length));
    if (type == "XMP ") parts.add(PartKind::xmp, span_of(at + 8, at + 8 + length));
    at += 8 + length + (length & 1);
  }
  if (said > file.size()) parts.damaged(end, "the file is damaged or ends too early");
}

void find_gif_parts(ImageParts& parts) {
  const std::string_view file = parts.file();
  constexpr std::size_t header = 13, image_descriptor = 9;
  std::size_t at = header;
  if (holds(file, 0, header)) at += colour_table(static_cast<unsigned char>(file[10]));
  while (at < file.size()) {
    const char kind = file[at++];
    if (kind == ';') return;
    bool whole = false;
    if (kind == '!' && at < file.size()) {
      whole = take_extension(parts, at);
    } else if (kind == ',' && holds(file, at, image_descriptor)) {
      // The descriptor, its colour table, one byte of the packing, and the picture.
      at += image_descriptor + colour_table(static_cast<unsigned char>(file[at + image_descriptor - 1])) + 1;
      whole = read_sub_blocks(file, at, nullptr);
    }
    if (!whole) break;
  }
  parts.damaged(std::min(at, file.size()), "the file is damaged or ends too early");
}

}  // namespace gh::page
