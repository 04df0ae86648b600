#include "page/image/exif.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <libexif/exif-format.h>
#include <libexif/exif-utils.h>
#include <optional>
#include <utility>

#include "page/facts/fact_writer.h"
#include "page/image/position.h"
#include "page/image/text.h"

namespace gh::page {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t longest_value = 65'536;  // bytes of a text
constexpr std::size_t no_offset = 0;

// EXIF's own tags may stand in the picture's directory as well; their numbers are different.
enum class Directory : std::uint8_t { image, gps };

enum class Writing : std::uint8_t {
  text,       // ASCII or UTF-8, up to the first NUL
  copyright,  // photographer's and editor's, a NUL between
  comment,    // 8 bytes that name the encoding, then text
  windows,    // UTF-16, low byte first
  pointer,    // to another directory
  xmp,
  iptc,
};

struct TagRow {
  std::uint16_t tag;
  Directory directory;
  Writing writing;
  std::string_view name;
};

constexpr std::array rows{
    TagRow{0x010E, Directory::image, Writing::text, "ImageDescription"},
    TagRow{0x010F, Directory::image, Writing::text, "Make"},
    TagRow{0x0110, Directory::image, Writing::text, "Model"},
    TagRow{0x0131, Directory::image, Writing::text, "Software"},
    TagRow{0x0132, Directory::image, Writing::text, "DateTime"},
    TagRow{0x013B, Directory::image, Writing::text, "Artist"},
    TagRow{0x013C, Directory::image, Writing::text, "HostComputer"},
    TagRow{0x02BC, Directory::image, Writing::xmp, "XMP"},
    TagRow{0x8298, Directory::image, Writing::copyright, "Copyright"},
    TagRow{0x83BB, Directory::image, Writing::iptc, "IPTC"},
    TagRow{0x8769, Directory::image, Writing::pointer, "Exif"},
    TagRow{0x8825, Directory::image, Writing::pointer, "GPS"},
    TagRow{0x9C9B, Directory::image, Writing::windows, "XPTitle"},
    TagRow{0x9C9C, Directory::image, Writing::windows, "XPComment"},
    TagRow{0x9C9D, Directory::image, Writing::windows, "XPAuthor"},
    TagRow{0x9C9E, Directory::image, Writing::windows, "XPKeywords"},
    TagRow{0x9C9F, Directory::image, Writing::windows, "XPSubject"},
    TagRow{0xC62F, Directory::image, Writing::text, "CameraSerialNumber"},  // DNG
    TagRow{0x9003, Directory::image, Writing::text, "DateTimeOriginal"},
    TagRow{0x9004, Directory::image, Writing::text, "DateTimeDigitized"},
    TagRow{0x9010, Directory::image, Writing::text, "OffsetTime"},
    TagRow{0x9011, Directory::image, Writing::text, "OffsetTimeOriginal"},
    TagRow{0x9012, Directory::image, Writing::text, "OffsetTimeDigitized"},
    TagRow{0x9286, Directory::image, Writing::comment, "UserComment"},
    TagRow{0xA420, Directory::image, Writing::text, "ImageUniqueID"},
    TagRow{0xA430, Directory::image, Writing::text, "OwnerName"},
    TagRow{0xA431, Directory::image, Writing::text, "BodySerialNumber"},
    TagRow{0xA433, Directory::image, Writing::text, "LensMake"},
    TagRow{0xA434, Directory::image, Writing::text, "LensModel"},
    TagRow{0xA435, Directory::image, Writing::text, "LensSerialNumber"},
    TagRow{0xA436, Directory::image, Writing::text, "ImageTitle"},
    TagRow{0xA437, Directory::image, Writing::text, "Photographer"},
    TagRow{0xA438, Directory::image, Writing::text, "ImageEditor"},
    TagRow{0x001B, Directory::gps, Writing::comment, "GPSProcessingMethod"},
    TagRow{0x001C, Directory::gps, Writing::comment, "GPSAreaInformation"},
    TagRow{0x001D, Directory::gps, Writing::text, "GPSDateStamp"},
};

// Tags of the GPS directory that make up a position, by their number.
enum GpsTag : std::size_t {
  latitude_reference = 1,
  latitude,
  longitude_reference,
  longitude,
  altitude_reference,
  altitude,
  time_of_day
};

const TagRow* row_of(Directory directory, std::uint64_t tag) {
  const auto found = std::find_if(rows.begin(), rows.end(), [&](const TagRow& row) {
    return row.tag == tag && row.directory == directory;
  });
  return found == rows.end() ? nullptr : &*found;
}

struct Value {
  std::uint64_t format = 0;
  std::uint64_t count = 0;
  std::size_t begin = 0, end = 0;  // in the structure

  bool exists() const { return end > begin; }
};

// Bytes of one value of that format; those that libexif does not know (EXIF 3.0's UTF-8) are of one.
std::uint64_t size_of(std::uint64_t format) {
  const auto known = exif_format_get_size(static_cast<ExifFormat>(format));
  return known == 0 ? 1 : known;
}

class ExifReader {
 public:
  ExifReader(Page& page, ImageParts& parts, const Strand& strand)
      : out_(page, Syntax::exif), parts_(parts), strand_(strand), bytes_(strand.bytes()) {}

  void run() {
    if (!holds(bytes_, 0, 8) || !read_order() || number_at(bytes_, 2, 2, order_) != 42) {
      return problem(0, bytes_.size(), "the camera's data does not begin as it should");
    }
    read_directory(number_at(bytes_, 4, 4, order_), Directory::image);
    if (exif_ != no_offset) read_directory(exif_, Directory::image);
    if (gps_ == no_offset) return;
    read_directory(gps_, Directory::gps);
    state_position();
  }

 private:
  bool read_order() {
    order_ = bytes_.starts_with("MM") ? ByteOrder::big : ByteOrder::little;
    return bytes_.starts_with("MM") || bytes_.starts_with("II");
  }

  void problem(std::size_t begin, std::size_t end, std::string_view what) {
    out_.problem(strand_.source(begin, std::max(begin, end)), what);
  }

  // Directories are three at most, and each is read once: no chain of them is followed.
  void read_directory(std::uint64_t offset, Directory directory) {
    if (!holds(bytes_, offset, 2)) {
      return problem(0, bytes_.size(), "the camera's data is damaged or ends too early");
    }
    seen_.fill(false);
    const auto begin = static_cast<std::size_t>(offset) + 2;
    const std::uint64_t said = number_at(bytes_, begin - 2, 2, order_);
    const std::uint64_t count = std::min<std::uint64_t>(said, (bytes_.size() - begin) / 12);
    if (count < said) problem(begin, bytes_.size(), "the camera's data is damaged or ends too early");
    for (std::uint64_t i = 0; i < count; ++i) read_entry(begin + static_cast<std::size_t>(i) * 12, directory);
  }

  void read_entry(std::size_t at, Directory directory) {
    const std::uint64_t tag = number_at(bytes_, at, 2, order_);
    const TagRow* row = row_of(directory, tag);
    const bool is_position = directory == Directory::gps && tag >= latitude_reference && tag <= time_of_day;
    if (row == nullptr && !is_position) return;
    Value value{number_at(bytes_, at + 2, 2, order_), number_at(bytes_, at + 4, 4, order_), 0, 0};
    const std::uint64_t size = size_of(value.format) * value.count;
    const std::uint64_t begin = size <= 4 ? at + 8 : number_at(bytes_, at + 8, 4, order_);
    if (!holds(bytes_, begin, size)) {
      return problem(at, at + 12, "the camera's data is damaged or ends too early");
    }
    value.begin = static_cast<std::size_t>(begin);
    value.end = static_cast<std::size_t>(begin + size);
    if (is_position) {
      if (!position_[tag].exists()) position_[tag] = value;
    } else if (!std::exchange(seen_[static_cast<std::size_t>(row - rows.data())], true)) {
      state(*row, value);
    }
  }

  void state(const TagRow& row, const Value& value) {
    if (!value.exists()) return;
    switch (row.writing) {
      case Writing::pointer:
        if (value.end - value.begin >= 4) {
          (row.name == "GPS" ? gps_ : exif_) = number_at(bytes_, value.begin, 4, order_);
        }
        return;
      case Writing::xmp:
        return parts_.add(PartKind::xmp, strand_.part(value.begin, value.end));
      case Writing::iptc:
        return parts_.add(PartKind::iptc, strand_.part(value.begin, value.end));
      default:
        break;
    }
    if (value.end - value.begin > longest_value) {
      return problem(value.begin, value.end, "a part is longer than we read, so it was left out");
    }
    if (row.writing == Writing::windows) {
      out_.fact(nowhere, row.name, words_in_utf_16(strand_, value.begin, value.end, ByteOrder::little), 0,
                true);
    } else if (row.writing == Writing::comment) {
      state_comment(row, value);
    } else {
      state_text(row, value);
    }
  }

  void state_text(const TagRow& row, const Value& value) {
    const std::size_t nul = std::min(bytes_.find('\0', value.begin), value.end);
    out_.fact(nowhere, row.name, words_in_utf_8(strand_, value.begin, nul), 0, true);
    if (row.writing != Writing::copyright || nul == value.end) return;
    const std::size_t last = std::min(bytes_.find('\0', nul + 1), value.end);
    out_.fact(nowhere, row.name, words_in_utf_8(strand_, nul + 1, last), 0, true);
  }

  // "ASCII\0\0\0", "UNICODE\0", "JIS\0\0\0\0\0" or eight NULs for an encoding that is not told.
  void state_comment(const TagRow& row, const Value& value) {
    constexpr std::size_t code_length = 8;
    const std::string_view words = bytes_.substr(value.begin, value.end - value.begin);
    if (words.starts_with("JIS\0"sv)) {
      return problem(value.begin, value.end, "a text in an old Japanese encoding was not read");
    }
    if (words.starts_with("UNICODE\0"sv)) {
      const Text text = words_in_utf_16(strand_, value.begin + code_length, value.end, order_);
      return out_.fact(nowhere, row.name, text, 0, true);
    }
    const bool coded = words.starts_with("ASCII\0\0\0"sv) || words.starts_with("\0\0\0\0\0\0\0\0"sv);
    const std::size_t begin = value.begin + (coded ? code_length : 0);
    const std::size_t nul = std::min(bytes_.find('\0', begin), value.end);
    out_.fact(nowhere, row.name, words_in_utf_8(strand_, begin, std::max(begin, nul)), 0, true);
  }

  // The rational number at `index` of the value; nothing where there is none, or one over zero.
  std::optional<double> rational(const Value& value, std::size_t index) const {
    constexpr std::size_t width = 8;
    if (value.format != EXIF_FORMAT_RATIONAL && value.format != EXIF_FORMAT_SRATIONAL) return std::nullopt;
    if (value.end - value.begin < (index + 1) * width) return std::nullopt;
    const auto order = order_ == ByteOrder::big ? EXIF_BYTE_ORDER_MOTOROLA : EXIF_BYTE_ORDER_INTEL;
    const ExifRational parts = exif_get_rational(
        reinterpret_cast<const unsigned char*>(bytes_.data()) + value.begin + index * width, order);
    if (parts.denominator == 0) return std::nullopt;
    return static_cast<double>(parts.numerator) / parts.denominator;
  }

  // Degrees, minutes and seconds; the last ones may be missing.
  std::optional<double> degrees(const Value& value, const Value& reference, char negative,
                                double most) const {
    const auto whole = rational(value, 0);
    if (!whole) return std::nullopt;
    const double sum = *whole + rational(value, 1).value_or(0) / 60 + rational(value, 2).value_or(0) / 3600;
    if (!(sum <= most)) return std::nullopt;
    const bool is_negative = reference.exists() && bytes_[reference.begin] == negative;
    return is_negative ? -sum : sum;
  }

  Span around(std::initializer_list<GpsTag> tags) const {
    std::size_t begin = bytes_.size(), end = 0;
    for (const GpsTag tag : tags) {
      if (!position_[tag].exists()) continue;
      begin = std::min(begin, position_[tag].begin);
      end = std::max(end, position_[tag].end);
    }
    return strand_.source(std::min(begin, end), end);
  }

  void state_derived(std::string_view name, const std::string& words, Span source) {
    Text text;
    text.append_for(words, source);
    out_.fact(nowhere, name, text, 0, true);
  }

  void state_position() {
    const auto north = degrees(position_[latitude], position_[latitude_reference], 'S', 90);
    const auto east = degrees(position_[longitude], position_[longitude_reference], 'W', 180);
    const Span source = around({latitude_reference, latitude, longitude_reference, longitude});
    if (north && east) {
      state_derived("GPSPosition", position_words(*north, *east), source);
    } else if (source.begin < source.end) {
      out_.problem(source, "it has a place for a position, but no position that we could read");
    }
    if (const auto height = rational(position_[altitude], 0)) {
      const Value& reference = position_[altitude_reference];
      const bool below = reference.exists() && bytes_[reference.begin] == '\1';
      state_derived("GPSAltitude", fmt::format("{:.1f} m", below ? -*height : *height),
                    around({altitude_reference, altitude}));
    }
    const auto hour = rational(position_[time_of_day], 0), minute = rational(position_[time_of_day], 1),
               second = rational(position_[time_of_day], 2);
    if (hour && minute && second && *hour < 24 && *minute < 60 && *second < 61) {
      state_derived("GPSTimeStamp",
                    fmt::format("{:02}:{:02}:{:02} UTC", static_cast<int>(*hour), static_cast<int>(*minute),
                                static_cast<int>(*second)),
                    around({time_of_day}));
    }
  }

  FactWriter out_;
  ImageParts& parts_;
  const Strand& strand_;
  std::string_view bytes_;
  ByteOrder order_ = ByteOrder::big;
  std::uint64_t exif_ = no_offset, gps_ = no_offset;
  std::array<bool, rows.size()> seen_{};  // in this directory
  std::array<Value, time_of_day + 1> position_{};
};

}  // namespace

void read_exif(Page& page, ImageParts& parts, const Strand& strand) {
  constexpr std::string_view header = "Exif\0"sv;  // and one byte that should be NUL
  const std::string_view bytes = strand.bytes();
  if (!bytes.starts_with(header) || bytes.size() <= header.size())
    return ExifReader(page, parts, strand).run();
  const Strand structure = strand.part(header.size() + 1, bytes.size());
  ExifReader(page, parts, structure).run();
}

}  // namespace gh::page
