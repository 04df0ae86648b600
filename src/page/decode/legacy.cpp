#include "page/decode/legacy.h"

#include <algorithm>

#include "page/decode/code_tables.h"
#include "page/decode/utf8.h"

namespace gh::page {
namespace {

constexpr char32_t none = 0;  // no table holds NUL

bool between(unsigned byte, unsigned low, unsigned high) { return byte >= low && byte <= high; }

// Bytes in, characters out; each decoder takes from it and gives to it.
class Stream {
 public:
  Stream(std::string_view bytes, std::string& out, std::size_t enough)
      : bytes_(bytes), out_(out), enough_(enough) {}

  bool more() const { return at_ < bytes_.size() && out_.size() <= enough_; }
  bool ended() const { return at_ >= bytes_.size(); }
  unsigned take() { return static_cast<unsigned char>(bytes_[at_++]); }
  void give_back(std::size_t count) { at_ -= count; }

  /// Copies ASCII up to the next byte that is none.
  void copy_ascii() {
    const std::size_t end = std::min(skip_ascii(bytes_, at_), at_ + (enough_ - out_.size()) + 1);
    out_.append(bytes_, at_, end - at_);
    at_ = end;
  }

  void put(char32_t value) {
    if (value < 0x80) {
      out_ += static_cast<char>(value);
    } else {
      put_long(value);
    }
  }
  void broken() { out_ += "\xEF\xBF\xBD"; }

  /// The character of a table, or what is broken; an ASCII byte that ended it is read again.
  void put_or_break(char32_t value, unsigned last_byte) {
    if (value != none) return put(value);
    if (last_byte < 0x80) give_back(1);
    broken();
  }

 private:
  static char tail(char32_t value, unsigned shift) {
    return static_cast<char>(0x80 | (value >> shift & 0x3F));
  }

  void put_long(char32_t value) {
    if (value < 0x800) {
      const char two[] = {static_cast<char>(0xC0 | value >> 6), tail(value, 0)};
      out_.append(two, sizeof two);
    } else if (value < 0x10000) {
      const char three[] = {static_cast<char>(0xE0 | value >> 12), tail(value, 6), tail(value, 0)};
      out_.append(three, sizeof three);
    } else {
      const char four[] = {static_cast<char>(0xF0 | value >> 18), tail(value, 12), tail(value, 6),
                           tail(value, 0)};
      out_.append(four, sizeof four);
    }
  }

  std::string_view bytes_;
  std::string& out_;
  std::size_t enough_;
  std::size_t at_ = 0;
};

char32_t at(CodeTable table, std::size_t pointer) { return pointer < table.size() ? table[pointer] : none; }

void read_single_byte(Stream& in, CodeTable table) {
  while (in.more()) {
    in.copy_ascii();
    if (!in.more()) return;
    const unsigned byte = in.take();
    byte < 0x80 ? in.put(byte) : in.put_or_break(table[byte - 0x80], byte);
  }
}

void read_user_defined(Stream& in) {
  while (in.more()) {
    const unsigned byte = in.take();
    in.put(byte < 0x80 ? byte : 0xF780 + byte - 0x80);
  }
}

template <bool big_endian>
void read_utf16(Stream& in) {
  char32_t lead = 0;
  while (in.more()) {
    const unsigned first = in.take();
    if (in.ended()) {  // half a unit
      lead = 0;
      in.broken();
      break;
    }
    const unsigned second = in.take();
    const char32_t unit = big_endian ? first << 8 | second : second << 8 | first;
    const bool trail = between(unit, 0xDC00, 0xDFFF);
    if (lead != 0 && trail) {
      in.put(0x10000 + ((lead - 0xD800) << 10) + (unit - 0xDC00));
      lead = 0;
      continue;
    }
    if (lead != 0) in.broken();
    lead = between(unit, 0xD800, 0xDBFF) ? unit : 0;
    if (lead != 0) continue;
    trail ? in.broken() : in.put(unit);
  }
  if (lead != 0) in.broken();
}

/// A lead byte and what follows it: the shape of Shift_JIS, EUC-KR and Big5.
/// `single` says the character of a byte that is no lead, or 0; `pair` puts the character of two.
template <class Single, class Pair>
void read_pairs(Stream& in, Single single, Pair pair) {
  while (in.more()) {
    in.copy_ascii();
    if (!in.more()) return;
    const unsigned lead = in.take();
    if (lead == 0) {
      in.put(0);
    } else if (const char32_t value = single(lead); value != none) {
      in.put(value);
    } else if (!between(lead, 0x81, 0xFE) || in.ended()) {
      in.broken();
    } else {
      pair(lead, in.take());
    }
  }
}

void read_shift_jis(Stream& in) {
  const CodeTable table = jis0208_table();
  const auto single = [](unsigned byte) -> char32_t {
    if (byte == 0x80) return byte;
    return between(byte, 0xA1, 0xDF) ? 0xFF61 - 0xA1 + byte : none;
  };
  read_pairs(in, single, [&](unsigned lead, unsigned byte) {
    if (lead == 0xA0 || lead > 0xFC) {  // no lead byte: the next one stands for itself
      in.give_back(1);
      return in.broken();
    }
    char32_t value = none;
    if (between(byte, 0x40, 0x7E) || between(byte, 0x80, 0xFC)) {
      const unsigned pointer =
          (lead - (lead < 0xA0 ? 0x81 : 0xC1)) * 188 + byte - (byte < 0x7F ? 0x40 : 0x41);
      value = between(pointer, 8836, 10715) ? 0xE000 - 8836 + pointer : at(table, pointer);
    }
    in.put_or_break(value, byte);
  });
}

char32_t no_single(unsigned) { return none; }

void read_euc_kr(Stream& in) {
  const CodeTable table = euc_kr_table();
  read_pairs(in, no_single, [&](unsigned lead, unsigned byte) {
    in.put_or_break(between(byte, 0x41, 0xFE) ? at(table, (lead - 0x81) * 190 + byte - 0x41) : none, byte);
  });
}

void read_big5(Stream& in) {
  const CodeTable table = big5_table();
  read_pairs(in, no_single, [&](unsigned lead, unsigned byte) {
    unsigned pointer = 0;
    if (between(byte, 0x40, 0x7E) || between(byte, 0xA1, 0xFE)) {
      pointer = (lead - 0x81) * 157 + byte - (byte < 0x7F ? 0x40 : 0x62);
    }
    // The four pointers that stand for a letter and a mark.
    if (pointer == 1133 || pointer == 1135 || pointer == 1164 || pointer == 1166) {
      in.put(pointer < 1150 ? 0x00CA : 0x00EA);
      return in.put(pointer == 1133 || pointer == 1164 ? 0x0304 : 0x030C);
    }
    in.put_or_break(at(table, pointer), byte);
  });
}

void read_euc_jp(Stream& in) {
  read_pairs(in, no_single, [&](unsigned lead, unsigned byte) {
    if (lead != 0x8E && lead != 0x8F && lead < 0xA1) {
      in.give_back(1);
      return in.broken();
    }
    if (lead == 0x8E && between(byte, 0xA1, 0xDF)) return in.put(0xFF61 - 0xA1 + byte);
    bool jis0212 = false;
    if (lead == 0x8F && between(byte, 0xA1, 0xFE)) {
      if (in.ended()) return in.broken();
      jis0212 = true;
      lead = byte;
      byte = in.take();
    }
    char32_t value = none;
    if (between(lead, 0xA1, 0xFE) && between(byte, 0xA1, 0xFE)) {
      value = at(jis0212 ? jis0212_table() : jis0208_table(), (lead - 0xA1) * 94 + byte - 0xA1);
    }
    in.put_or_break(value, byte);
  });
}

class Gb18030Reader {
 public:
  explicit Gb18030Reader(Stream& in) : in_(in), table_(gb18030_table()) {}

  void run() {
    const auto single = [](unsigned byte) -> char32_t { return byte == 0x80 ? 0x20AC : none; };
    read_pairs(in_, single, [&](unsigned first, unsigned second) {
      if (between(second, 0x30, 0x39)) return four(first, second);
      char32_t value = none;
      if (between(second, 0x40, 0x7E) || between(second, 0x80, 0xFE)) {
        value = at(table_, (first - 0x81) * 190 + second - (second < 0x7F ? 0x40 : 0x41));
      }
      in_.put_or_break(value, second);
    });
  }

 private:
  void four(unsigned first, unsigned second) {
    if (in_.ended()) return in_.broken();
    const unsigned third = in_.take();
    if (!between(third, 0x81, 0xFE)) return take_back(2);
    if (in_.ended()) return in_.broken();
    const unsigned fourth = in_.take();
    if (!between(fourth, 0x30, 0x39)) return take_back(3);
    const unsigned pointer =
        (first - 0x81) * 12600 + (second - 0x30) * 1260 + (third - 0x81) * 10 + fourth - 0x30;
    if (pointer >= 189000 && pointer <= 1237575)
      return in_.put(static_cast<char32_t>(0x10000 + pointer - 189000));
    const char32_t value = pointer < 39420 ? at(gb18030_range_table(), pointer) : none;
    value == none ? in_.broken() : in_.put(value);
  }

  void take_back(std::size_t count) {
    in_.give_back(count);
    in_.broken();
  }

  Stream& in_;
  CodeTable table_;
};

/// https://encoding.spec.whatwg.org/#iso-2022-jp-decoder
class Iso2022JpReader {
 public:
  explicit Iso2022JpReader(Stream& in) : in_(in), table_(jis0208_table()) {}

  void run() {
    while (in_.more()) {
      const unsigned byte = in_.take();
      if (byte == 0x1B) {
        escape();
        continue;
      }
      escaped_ = false;
      character(byte);
    }
  }

 private:
  enum class Set { ascii, roman, katakana, jis0208 };

  void character(unsigned byte) {
    switch (set_) {
      case Set::jis0208:
        return pair(byte);
      case Set::katakana:
        return between(byte, 0x21, 0x5F) ? in_.put(0xFF61 - 0x21 + byte) : in_.broken();
      case Set::roman:
        if (byte == 0x5C) return in_.put(0xA5);
        if (byte == 0x7E) return in_.put(0x203E);
        [[fallthrough]];
      case Set::ascii:
        return byte >= 0x80 || byte == 0x0E || byte == 0x0F ? in_.broken() : in_.put(byte);
    }
  }

  void pair(unsigned lead) {
    if (!between(lead, 0x21, 0x7E) || in_.ended()) return in_.broken();
    const unsigned trail = in_.take();
    if (trail == 0x1B) {
      in_.broken();
      return escape();
    }
    const char32_t value = between(trail, 0x21, 0x7E) ? at(table_, (lead - 0x21) * 94 + trail - 0x21) : none;
    value == none ? in_.broken() : in_.put(value);
  }

  // "ESC ( B" and its like choose the set; two in a row without a character between them are an error, so
  // that they cannot hide anything.
  void escape() {
    if (in_.ended()) return refuse(0);
    const unsigned first = in_.take();
    if (first != 0x24 && first != 0x28) return refuse(1);
    if (in_.ended()) return refuse(1);
    const unsigned second = in_.take();
    if (first == 0x28 && second == 0x42) return choose(Set::ascii);
    if (first == 0x28 && second == 0x4A) return choose(Set::roman);
    if (first == 0x28 && second == 0x49) return choose(Set::katakana);
    if (first == 0x24 && (second == 0x40 || second == 0x42)) return choose(Set::jis0208);
    refuse(2);
  }

  void refuse(std::size_t taken) {
    in_.give_back(taken);
    escaped_ = false;
    in_.broken();
  }

  void choose(Set set) {
    set_ = set;
    if (escaped_) in_.broken();
    escaped_ = true;
  }

  Stream& in_;
  CodeTable table_;
  Set set_ = Set::ascii;
  bool escaped_ = false;  // the last thing read was an escape
};

}  // namespace

void decode_legacy(const Encoding& encoding, std::string_view bytes, std::string& out, std::size_t enough) {
  Stream in(bytes, out, enough);
  switch (encoding.decoder) {
    case Decoder::utf8:
      return mend_utf8(bytes, out, enough);
    case Decoder::utf16le:
      return read_utf16<false>(in);
    case Decoder::utf16be:
      return read_utf16<true>(in);
    case Decoder::single_byte:
      return read_single_byte(in, single_byte_table(encoding.table));
    case Decoder::gb18030:
      return Gb18030Reader(in).run();
    case Decoder::big5:
      return read_big5(in);
    case Decoder::euc_jp:
      return read_euc_jp(in);
    case Decoder::iso_2022_jp:
      return Iso2022JpReader(in).run();
    case Decoder::shift_jis:
      return read_shift_jis(in);
    case Decoder::euc_kr:
      return read_euc_kr(in);
    case Decoder::user_defined:
      return read_user_defined(in);
    case Decoder::replacement:
      if (!bytes.empty()) in.broken();
  }
}

}  // namespace gh::page
