#include "takeout/stream.h"

#include <algorithm>
#include <cstring>
#include <fmt/format.h>

namespace gh::takeout {

std::size_t Stream::read_archive(char* into, std::size_t size) {
  if (trouble_) return 0;
  if (budget_.left == 0) {
    trouble_ =
        base::Error{base::ErrorKind::not_permitted,
                    fmt::format("all files together are longer than {} GB", limits_.total / 1'000'000'000),
                    "", "import its parts one by one"};
    return 0;
  }
  const auto room = static_cast<std::size_t>(std::min<std::uint64_t>(size, budget_.left));
  const auto count = archive_.read({into, room});
  if (!count) {
    trouble_ = count.error();
    return 0;
  }
  budget_.left -= *count;
  given_ += *count;
  return *count;
}

std::string_view Stream::head() {
  if (has_head_) return head_;
  has_head_ = true;
  head_.resize(limits_.head);
  std::size_t filled = 0;
  while (filled < head_.size()) {
    const std::size_t count = read_archive(head_.data() + filled, head_.size() - filled);
    if (count == 0) break;
    filled += count;
  }
  head_.resize(filled);
  return head_;
}

std::size_t Stream::read(char* into, std::size_t size) {
  if (head_at_ == head_.size()) return read_archive(into, size);
  const std::size_t count = std::min(size, head_.size() - head_at_);
  std::memcpy(into, head_.data() + head_at_, count);
  head_at_ += count;
  return count;
}

StreamBuffer::int_type StreamBuffer::underflow() {
  const std::size_t count = stream_.read(buffer_.data(), buffer_.size());
  setg(buffer_.data(), buffer_.data(), buffer_.data() + count);
  return count == 0 ? traits_type::eof() : traits_type::to_int_type(buffer_.front());
}

base::Result<std::string> read_all(Stream& stream, std::size_t most) {
  std::string bytes;
  std::vector<char> block(std::size_t{64} << 10);
  while (const std::size_t count = stream.read(block.data(), block.size())) {
    if (bytes.size() + count > most)
      return base::Error{base::ErrorKind::bad_data, fmt::format("it is longer than {} MB", most / 1'000'000),
                         "", "is this a page?"};
    bytes.append(block.data(), count);
  }
  if (stream.trouble()) return *stream.trouble();
  return bytes;
}

}  // namespace gh::takeout
