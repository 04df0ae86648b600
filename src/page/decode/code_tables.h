// What the bytes of legacy encodings stand for. The tables are ICU's, with the standard's differences laid
// over them, and are made when a page first asks. src: https://encoding.spec.whatwg.org/#indexes
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace gh::page {

/// Code points by the standard's pointer; 0 where there is none.
using CodeTable = std::span<const char32_t>;

/// Bytes 0x80 to 0xFF of a single-byte encoding, by ICU's name of it.
CodeTable single_byte_table(std::string_view icu_name);

CodeTable jis0208_table();
CodeTable jis0212_table();
CodeTable euc_kr_table();
CodeTable big5_table();
CodeTable gb18030_table();        // two bytes
CodeTable gb18030_range_table();  // four bytes, up to U+FFFF

}  // namespace gh::page
