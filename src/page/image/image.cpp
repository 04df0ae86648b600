#include "page/image/image.h"

#include <array>
#include <string_view>

#include "page/facts/fact_writer.h"
#include "page/image/exif.h"
#include "page/image/iptc.h"
#include "page/image/parts.h"
#include "page/image/text.h"
#include "page/image/xmp.h"

namespace gh::page {
namespace {

using namespace std::string_view_literals;

void find_tiff_parts(ImageParts& parts) { parts.add_whole_file(PartKind::exif); }

struct Format {
  std::string_view begin;  // of the file
  std::size_t mark_at;
  std::string_view mark;  // that stands at `mark_at`
  std::size_t shortest;   // bytes
  void (*find_parts)(ImageParts&);
};

// Brands of ISO files that are pictures (https://mp4ra.org/registered-types/brands): "ftyp" alone may be a
// film.
constexpr std::array formats{
    Format{"\xFF\xD8\xFF", 0, "", 3, find_jpeg_parts}, Format{"\x89PNG\r\n\x1A\n", 0, "", 8, find_png_parts},
    Format{"GIF8", 0, "", 4, find_gif_parts},          Format{"RIFF", 8, "WEBP", 12, find_webp_parts},
    Format{"II*\0"sv, 0, "", 8, find_tiff_parts},      Format{"MM\0*"sv, 0, "", 8, find_tiff_parts},
    Format{"", 4, "ftypheic", 12, find_heif_parts},    Format{"", 4, "ftypheix", 12, find_heif_parts},
    Format{"", 4, "ftyphevc", 12, find_heif_parts},    Format{"", 4, "ftypheim", 12, find_heif_parts},
    Format{"", 4, "ftypheis", 12, find_heif_parts},    Format{"", 4, "ftypmif1", 12, find_heif_parts},
    Format{"", 4, "ftypmsf1", 12, find_heif_parts},    Format{"", 4, "ftypavif", 12, find_heif_parts},
    Format{"", 4, "ftypavis", 12, find_heif_parts},
};

const Format* format_of(std::string_view bytes) {
  for (const Format& format : formats) {
    if (bytes.size() >= format.shortest && bytes.starts_with(format.begin) &&
        bytes.substr(format.mark_at).starts_with(format.mark)) {
      return &format;
    }
  }
  return nullptr;
}

void read_part(Page& page, ImageParts& parts, const ImagePart& part) {
  const std::size_t size = part.strand.bytes().size();
  switch (part.kind) {
    case PartKind::exif:
      return read_exif(page, parts, part.strand);
    case PartKind::iptc:
      return read_iptc(page, part.strand);
    case PartKind::photoshop:
      return read_photoshop(page, part.strand);
    case PartKind::xmp:
      return read_xmp(page, part.strand);
    case PartKind::latin_1:
      return FactWriter(page, Syntax::image_text)
          .fact(nowhere, part.name, words_in_latin_1(part.strand, 0, size), 0, true);
    case PartKind::utf_8:
      return FactWriter(page, Syntax::image_text)
          .fact(nowhere, part.name, words_in_utf_8(part.strand, 0, size), 0, true);
  }
}

}  // namespace

bool is_image(std::string_view bytes) { return format_of(bytes) != nullptr; }

void read_image(Page& page) {
  ImageParts parts(page);
  const Format* format = format_of(page.source);
  if (format == nullptr) return parts.damaged(0, "this is no kind of picture that we can read");
  format->find_parts(parts);
  // EXIF adds the parts that it embeds, so the list may grow, and move, on the way.
  for (std::size_t i = 0; i < parts.parts().size(); ++i) {
    const ImagePart part = parts.parts()[i];
    read_part(page, parts, part);
  }
}

}  // namespace gh::page
