#include "hr/encoding.h"

#include <array>
#include <istream>
#include <vector>

#include "base/windows_1252.h"

namespace gh::hr {
namespace {

constexpr std::size_t block = std::size_t{64} << 10;

struct Signature {
  std::string_view bytes;
  std::string_view what;
  std::string_view hint;
};
constexpr std::array signatures{
    Signature{"PK\x03\x04", "this is a spreadsheet workbook, not a CSV file",
              "save it as \"CSV UTF-8\" first"},
    Signature{"\xD0\xCF\x11\xE0", "this is an old spreadsheet workbook, not a CSV file",
              "save it as \"CSV UTF-8\" first"},
    Signature{"\xFF\xFE", "this is UTF-16 text, which we do not read", "save it as \"CSV UTF-8\" instead"},
    Signature{"\xFE\xFF", "this is UTF-16 text, which we do not read", "save it as \"CSV UTF-8\" instead"},
};

int followers(unsigned char lead) {
  if (lead >= 0xC2 && lead <= 0xDF) return 1;
  if (lead >= 0xE0 && lead <= 0xEF) return 2;
  if (lead >= 0xF0 && lead <= 0xF4) return 3;
  return 0;
}

// Counts over block borders. Not a strict check (each value is checked later): enough to tell which it is.
class Counter {
 public:
  explicit Counter(Census& census) : census_(census) {}

  void read(std::string_view bytes) {
    for (const char c : bytes) read(static_cast<unsigned char>(c));
  }

 private:
  void read(unsigned char c) {
    if (wanted_ > 0) {
      const bool follows = (c & 0xC0) == 0x80;
      wanted_ = follows ? wanted_ - 1 : 0;
      if (follows && wanted_ == 0) ++census_.sequences;
      if (follows) return;
      ++census_.strays;  // the one that began the sequence
    }
    if (c < 0x80) return;
    wanted_ = followers(c);
    if (wanted_ == 0) ++census_.strays;
  }

  Census& census_;
  int wanted_ = 0;
};

}  // namespace

std::string_view name(Encoding encoding) { return encoding == Encoding::utf8 ? "UTF-8" : "Windows-1252"; }

Encoding Census::encoding() const {
  const bool marked = head.starts_with("\xEF\xBB\xBF");
  return marked || strays == 0 || sequences > strays ? Encoding::utf8 : Encoding::windows_1252;
}

base::Result<Census> take_census(std::istream& in) {
  Census census;
  Counter counter(census);
  std::vector<char> buffer(block);
  while (true) {
    in.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
    const std::string_view bytes(buffer.data(), static_cast<std::size_t>(in.gcount()));
    if (bytes.empty()) break;
    if (census.bytes == 0) census.head = bytes;
    census.bytes += bytes.size();
    census.last = bytes.back();
    counter.read(bytes);
  }
  for (const Signature& signature : signatures) {
    if (census.head.starts_with(signature.bytes))
      return base::Error{base::ErrorKind::bad_data, std::string(signature.what), "",
                         std::string(signature.hint)};
  }
  if (census.bytes == 0)
    return base::Error{base::ErrorKind::bad_data, "this file is empty", "", "export the roster again"};
  return census;
}

std::string decode(std::string_view bytes, Encoding encoding) {
  if (encoding == Encoding::utf8) return std::string(bytes);
  return base::from_windows_1252(bytes);
}

}  // namespace gh::hr
