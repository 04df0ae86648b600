#include "page/image/iptc.h"

#include <libiptcdata/iptc-jpeg.h>
#include <libiptcdata/iptc-tag.h>

#include "page/facts/fact_writer.h"
#include "page/image/text.h"

namespace gh::page {
namespace {

constexpr char marker = '\x1C';
constexpr std::size_t header_length = 5;  // marker, record, number, length
constexpr std::uint64_t application = 2;

bool holds_words(IptcFormat format) {
  return format == IPTC_FORMAT_STRING || format == IPTC_FORMAT_NUMERIC_STRING || format == IPTC_FORMAT_DATE ||
         format == IPTC_FORMAT_TIME;
}

}  // namespace

void read_iptc(Page& page, const Strand& strand) {
  FactWriter out(page, Syntax::iptc);
  const std::string_view bytes = strand.bytes();
  std::size_t at = 0;
  while (at < bytes.size() && bytes[at] == marker) {
    const bool whole = holds(bytes, at, header_length);
    const std::uint64_t length = whole ? number_at(bytes, at + 3, 2) : 0;
    // With the highest bit set it is the length of a length: such a set is longer than any word.
    if (!whole || (length & 0x8000) != 0 || !holds(bytes, at + header_length, length)) {
      return out.problem(strand.source(at, bytes.size()), "the caption data is damaged or ends too early");
    }
    const std::uint64_t record = number_at(bytes, at + 1, 1), number = number_at(bytes, at + 2, 1);
    const std::size_t begin = at + header_length;
    at = begin + static_cast<std::size_t>(length);
    if (record != application) continue;
    const IptcTagInfo* info =
        iptc_tag_get_info(static_cast<IptcRecord>(record), static_cast<IptcTag>(number));
    if (info == nullptr || info->name == nullptr || !holds_words(info->format)) continue;
    // A set of its own, 1:90, tells the encoding; but programs forget it, and what is UTF-8 is not by chance.
    out.fact(nowhere, info->name, words_in_utf_8(strand, begin, at), 0, true);
  }
}

void read_photoshop(Page& page, const Strand& strand) {
  const std::string_view bytes = strand.bytes();
  unsigned int length = 0;
  const int begin = iptc_jpeg_ps3_find_iptc(reinterpret_cast<const unsigned char*>(bytes.data()),
                                            static_cast<unsigned int>(bytes.size()), &length);
  if (begin > 0 && holds(bytes, static_cast<std::uint64_t>(begin), length)) {
    const auto from = static_cast<std::size_t>(begin);
    read_iptc(page, strand.part(from, from + length));
  } else if (begin != 0) {
    FactWriter(page, Syntax::iptc).problem(strand.source(), "the caption data is damaged or ends too early");
  }
}

}  // namespace gh::page
