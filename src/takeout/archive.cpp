#include "takeout/archive.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <fmt/format.h>
#include <fstream>

#include "takeout/archives.h"
#include "takeout/entry_name.h"

namespace gh::takeout {
namespace {

namespace fs = std::filesystem;
using base::Error;
using base::ErrorKind;

constexpr std::size_t enough = 512;  // bytes that tell every kind

std::string beginning_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::string bytes(enough, '\0');
  in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(in.gcount()));
  return bytes;
}

bool is_zip(std::string_view bytes) {
  return bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06") ||
         bytes.starts_with("PK\x07\x08");
}

bool is_tar(std::string_view bytes) {
  constexpr std::size_t magic_at = 257;
  return bytes.starts_with("\x1F\x8B") ||
         (bytes.size() > magic_at && bytes.substr(magic_at).starts_with("ustar"));
}

bool is_other_archive(std::string_view bytes) {
  return bytes.starts_with("Rar!") || bytes.starts_with("7z\xBC\xAF\x27\x1C") ||
         bytes.starts_with(
             "\xFD"
             "7zXZ") ||
         bytes.starts_with("BZh") || bytes.starts_with("\x28\xB5\x2F\xFD");
}

class BytesArchive : public Archive {
 public:
  BytesArchive(std::string name, std::string bytes) : name_(std::move(name)), bytes_(std::move(bytes)) {}

  base::Result<std::optional<Entry>> next() override {
    if (given_) return std::optional<Entry>();
    given_ = true;
    return std::optional<Entry>(Entry{name_, bytes_.size(), std::nullopt});
  }

  base::Result<std::size_t> read(std::span<char> into) override {
    const std::size_t count = std::min(into.size(), bytes_.size() - at_);
    std::memcpy(into.data(), bytes_.data() + at_, count);
    at_ += count;
    return count;
  }

  double done() const override {
    return bytes_.empty() ? 1 : static_cast<double>(at_) / static_cast<double>(bytes_.size());
  }

 private:
  std::string name_, bytes_;
  std::size_t at_ = 0;
  bool given_ = false;
};

}  // namespace

Error is_link(const std::string& name) {
  return {ErrorKind::bad_data, "it is a link or a device and no file", shown_name(name), ""};
}

Error leads_out(const std::string& name, std::string_view trouble) {
  return {ErrorKind::not_permitted, std::string(trouble), shown_name(name),
          "no export has such names; where did this archive come from?"};
}

Error is_too_large(const std::string& name, std::uint64_t claimed, const Limits& limits) {
  return {ErrorKind::bad_data,
          fmt::format("it says that it is {} MB long, and at most {} MB of a file are read",
                      claimed / 1'000'000, limits.file / 1'000'000),
          shown_name(name), ""};
}

Error is_bomb(const std::string& name, std::uint64_t bytes, std::uint64_t packed) {
  return {ErrorKind::not_permitted,
          fmt::format("it unpacks to more than {} times its size ({} MB out of {} kB)",
                      bytes / std::max<std::uint64_t>(packed, 1), bytes / 1'000'000, packed / 1000),
          shown_name(name), "no words are like that; where did this archive come from?"};
}

Error is_cut(const std::string& name, std::string_view why) {
  return {ErrorKind::bad_data, "it is damaged or cut off (" + std::string(why) + ")", shown_name(name),
          "download the export again"};
}

std::optional<Error> refusal_of(const std::string& name, std::uint64_t claimed, const Limits& limits) {
  if (const std::string_view trouble = trouble_with_name(name); !trouble.empty())
    return leads_out(name, trouble);
  if (claimed > limits.file) return is_too_large(name, claimed, limits);
  return std::nullopt;
}

bool unpacks_too_far(std::uint64_t bytes, std::uint64_t packed, const Limits& limits) {
  return bytes > limits.ratio_from && bytes / limits.ratio > packed;
}

base::Result<std::unique_ptr<Archive>> open_archive(const fs::path& path, const Limits& limits) {
  std::error_code trouble;
  const fs::file_status status = fs::status(path, trouble);
  if (!fs::exists(status))
    return Error{ErrorKind::no_input, "there is no such file or folder", path.string(),
                 "look at how it is written"};
  if (fs::is_directory(status)) return open_folder(path, limits);
  const std::string bytes = beginning_of(path);
  if (is_zip(bytes)) return open_zip(path, limits);
  if (is_tar(bytes)) return open_tar(path, limits);
  if (is_other_archive(bytes))
    return Error{ErrorKind::bad_data, "this kind of archive is not read", path.string(),
                 "unpack it, and give the folder"};
  return open_single(path, limits);
}

std::unique_ptr<Archive> archive_of_bytes(std::string name, std::string bytes) {
  return std::make_unique<BytesArchive>(std::move(name), std::move(bytes));
}

}  // namespace gh::takeout
