#include "page/html/arena.h"

#include <algorithm>
#include <bit>

namespace gh::page {

std::size_t Arena::room_for(std::size_t size) {
  if (size <= small) return std::max(step, (size + step - 1) / step * step);
  return std::bit_ceil(size);
}

std::size_t Arena::class_of(std::size_t room) {
  if (room <= small) return room / step;
  const auto power = static_cast<std::size_t>(std::countr_zero(room / small));
  return std::min(small / step + power, classes - 1);
}

char* Arena::carve(std::size_t bytes) {
  if (bytes > static_cast<std::size_t>(end_ - at_)) {
    const std::size_t chunk = std::max(bytes, chunk_bytes);
    held_ += chunk;
    char* memory = held_ > most_ ? nullptr : static_cast<char*>(std::malloc(chunk));
    if (memory == nullptr) stop_(context_);
    chunks_.emplace_back(memory);
    if (chunk > chunk_bytes)
      return memory;  // a block of its own; what is left of the last chunk is still good
    at_ = memory;
    end_ = memory + chunk;
  }
  char* block = at_;
  at_ += bytes;
  return block;
}

void* Arena::allocate(std::size_t size) {
  const std::size_t room = room_for(size);
  Free*& waiting = free_[class_of(room)];
  if (waiting != nullptr) {
    Free* block = waiting;
    waiting = block->next;
    return block;
  }
  auto* header = reinterpret_cast<Header*>(carve(sizeof(Header) + room));
  header->room = room;
  return header + 1;
}

void Arena::release(void* block) {
  if (block == nullptr) return;
  const Header* header = static_cast<Header*>(block) - 1;
  auto* freed = static_cast<Free*>(block);
  Free*& waiting = free_[class_of(header->room)];
  freed->next = waiting;
  waiting = freed;
}

}  // namespace gh::page
