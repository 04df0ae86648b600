// One file of an archive as a stream that can be looked at before it is read, and that stops at the bounds of
// the whole import.
#pragma once

#include <cstdint>
#include <optional>
#include <streambuf>
#include <string>
#include <string_view>
#include <vector>

#include "takeout/archive.h"

namespace gh::takeout {

/// Bytes that all files of one import may still give together.
struct Budget {
  std::uint64_t left = 0;
};

class Stream {
 public:
  /// All three must outlive the stream.
  Stream(Archive& archive, const Limits& limits, Budget& budget)
      : archive_(archive), limits_(limits), budget_(budget) {}

  /// The first Limits::head bytes, or all of a shorter file. They will be read again.
  std::string_view head();

  /// Up to `size` more bytes; 0 at the end, and after trouble.
  std::size_t read(char* into, std::size_t size);

  /// Why it could not be read to its end.
  const std::optional<base::Error>& trouble() const { return trouble_; }
  /// Bytes that have come out of the archive.
  std::uint64_t given() const { return given_; }

 private:
  std::size_t read_archive(char* into, std::size_t size);

  Archive& archive_;
  const Limits& limits_;
  Budget& budget_;
  std::string head_;
  std::size_t head_at_ = 0;
  bool has_head_ = false;
  std::uint64_t given_ = 0;
  std::optional<base::Error> trouble_;
};

/// The same for readers that want an istream.
class StreamBuffer : public std::streambuf {
 public:
  explicit StreamBuffer(Stream& stream) : stream_(stream), buffer_(std::size_t{64} << 10) {}

 protected:
  int_type underflow() override;

 private:
  Stream& stream_;
  std::vector<char> buffer_;
};

/// All of a stream. err: its trouble, or that it is longer than `most` bytes
base::Result<std::string> read_all(Stream& stream, std::size_t most);

}  // namespace gh::takeout
