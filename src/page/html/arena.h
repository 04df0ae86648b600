// Memory for one parse: given out in order, taken back all at once. The parser allocates a few small blocks a
// node and would give each back by itself, recursively; and it has no way to stop, which a bound on its
// memory needs.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <vector>

namespace gh::page {

class Arena {
 public:
  /// `most` is a bound on the bytes in use; what passes it calls `stop(context)`, which must not return.
  Arena(std::size_t most, void (*stop)(void*), void* context) : most_(most), stop_(stop), context_(context) {}

  /// Memory for `size` bytes, aligned for pointers.
  void* allocate(std::size_t size);

  /// Makes a block available again, for one of about its size.
  void release(void* block);

 private:
  // Stands before each block, so that release() knows its size.
  struct Header {
    std::size_t room;
  };
  struct Free {
    Free* next;
  };
  struct Closer {
    void operator()(char* chunk) const noexcept { std::free(chunk); }
  };
  static constexpr std::size_t chunk_bytes = std::size_t{256} << 10;
  static constexpr std::size_t step = 16,
                               small = 1024;  // blocks come in steps up to small, then in powers of two
  static constexpr std::size_t classes = small / step + 32;

  static std::size_t room_for(std::size_t size);
  static std::size_t class_of(std::size_t room);
  char* carve(std::size_t bytes);

  std::size_t most_;
  void (*stop_)(void*);
  void* context_;
  std::size_t held_ = 0;
  char* at_ = nullptr;
  char* end_ = nullptr;
  std::array<Free*, classes> free_{};
  std::vector<std::unique_ptr<char, Closer>> chunks_;
};

}  // namespace gh::page
