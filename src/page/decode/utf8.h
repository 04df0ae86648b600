// UTF-8 by the megabyte: looked over eight bytes at a time, mended only where it is broken.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace gh::page {

/// The first byte at or behind `from` that is not ASCII, or NUL; the size when there is none.
std::size_t skip_ascii(std::string_view bytes, std::size_t from);

/// What a walk over bytes that may be UTF-8 found.
struct Utf8Survey {
  std::size_t sequences = 0;   // well-formed, of more than one byte
  std::size_t broken = 0;      // ill-formed ones (each becomes one U+FFFD)
  bool broken_at_end = false;  // one of them only lacks its end, as where a page was cut
  bool nul = false;

  bool valid() const { return broken == 0; }
};
Utf8Survey survey_utf8(std::string_view bytes);

/// Appends `bytes` to `out` until it has more than `enough` bytes, each ill-formed sequence (as long as it
/// could still have become one) as U+FFFD. NUL stays. src: https://encoding.spec.whatwg.org/#utf-8-decoder
void mend_utf8(std::string_view bytes, std::string& out, std::size_t enough);

/// Cuts text to at most `size` bytes, never inside a character.
std::string_view cut_utf8(std::string_view text, std::size_t size);

}  // namespace gh::page
