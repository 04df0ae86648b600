// The encodings of the web and the labels by which pages and servers name them.
// src: https://encoding.spec.whatwg.org/#names-and-labels
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace gh::page {

/// How an encoding's bytes are read.
enum class Decoder : std::uint8_t {
  utf8,
  utf16le,
  utf16be,
  single_byte,
  gb18030,  // GBK too: the standard reads both alike
  big5,
  euc_jp,
  iso_2022_jp,
  shift_jis,
  euc_kr,
  replacement,  // not to be decoded at all: attacks hide mark-up in these
  user_defined,
};

struct Encoding {
  std::string_view name;  // as the standard spells it: "UTF-8", "windows-1252"
  Decoder decoder;
  std::string_view table;   // ICU's name of a single-byte encoding's table, else empty
  std::string_view labels;  // lower case, separated by blanks
};

/// All of them, in the standard's order.
std::span<const Encoding> encodings();

/// The encoding that a label means, blanks around it and case ignored; null for an unknown one.
const Encoding* encoding_labelled(std::string_view label);

/// The encoding of that very name, which must be one of the standard's.
const Encoding& encoding_named(std::string_view name);

}  // namespace gh::page
