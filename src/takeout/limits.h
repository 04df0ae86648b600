// What an import may cost. Archives come from anywhere, and a small one can ask for much: every bound is
// counted while bytes are read, never believed from what the archive says of itself.
#pragma once

#include <cstddef>
#include <cstdint>

namespace gh::takeout {

struct Limits {
  std::size_t files = 20'000;  // that are opened; what holds no words (photos) is not opened, and not counted
  std::size_t directory = std::size_t{24} << 20;  // bytes of a zip's list of its files: about 250,000 of them
  std::uint64_t file = (std::uint64_t{4} << 30) - 1;  // bytes of one file: places of words are 32 bits wide
  std::uint64_t total = std::uint64_t{16} << 30;      // bytes of all files together
  std::uint64_t ratio = 200;                          // bytes out of one that is packed, ...
  std::uint64_t ratio_from = std::uint64_t{1} << 20;  // ... once a file has given so many
  std::size_t record = std::size_t{4} << 20;          // bytes of one post, row or block
  std::size_t head = std::size_t{64} << 10;           // bytes by which a file is recognised
  std::size_t page = std::size_t{64} << 20;           // bytes of one saved page
};

}  // namespace gh::takeout
