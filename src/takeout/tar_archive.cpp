#include <archive.h>
#include <archive_entry.h>
#include <array>

#include "takeout/archives.h"

namespace gh::takeout {
namespace {

namespace fs = std::filesystem;
using base::Error;

constexpr std::size_t block = std::size_t{64} << 10;

struct TarCloser {
  void operator()(struct archive* tar) const noexcept { archive_read_free(tar); }
};
using Tar = std::unique_ptr<struct archive, TarCloser>;

class TarArchive : public Archive {
 public:
  TarArchive(Tar tar, std::string path, std::uint64_t size, const Limits& limits)
      : tar_(std::move(tar)), path_(std::move(path)), size_(size), limits_(limits) {}

  base::Result<std::optional<Entry>> next() override {
    while (true) {
      if (auto passed = pass_over(); !passed) return passed.error();
      archive_entry* entry = nullptr;
      const int said = archive_read_next_header(tar_.get(), &entry);
      if (said == ARCHIVE_EOF) return std::optional<Entry>();
      if (said != ARCHIVE_OK && said != ARCHIVE_WARN) return damaged();
      in_file_ = true;
      const char* name = archive_entry_pathname(entry);
      name_ = name == nullptr ? "" : name;
      while (name_.starts_with("./")) name_.erase(0, 2);
      if (archive_entry_filetype(entry) == AE_IFDIR) continue;
      const auto claimed = static_cast<std::uint64_t>(std::max<la_int64_t>(archive_entry_size(entry), 0));
      auto refused = refusal_of(name_, claimed, limits_);
      const bool is_file =
          archive_entry_filetype(entry) == AE_IFREG && archive_entry_hardlink(entry) == nullptr;
      if (!refused && !is_file) refused = is_link(name_);
      return std::optional<Entry>(Entry{name_, claimed, std::move(refused)});
    }
  }

  base::Result<std::size_t> read(std::span<char> into) override {
    const la_ssize_t count = archive_read_data(tar_.get(), into.data(), into.size());
    if (count < 0) return is_cut(name_, why());
    given_ += static_cast<std::uint64_t>(count);
    if (is_bomb_so_far()) return is_bomb(name_, unpacked(), packed());
    if (count == 0) in_file_ = false;
    return static_cast<std::size_t>(count);
  }

  double done() const override {
    return size_ == 0 ? 1 : static_cast<double>(packed()) / static_cast<double>(size_);
  }

 private:
  std::uint64_t packed() const { return static_cast<std::uint64_t>(archive_filter_bytes(tar_.get(), -1)); }
  // A sparse file gives more than its archive holds.
  std::uint64_t unpacked() const {
    return std::max(static_cast<std::uint64_t>(archive_filter_bytes(tar_.get(), 0)), given_);
  }
  bool is_bomb_so_far() const { return unpacks_too_far(unpacked(), packed(), limits_); }

  std::string why() const {
    const char* words = archive_error_string(tar_.get());
    return words == nullptr ? "unreadable" : words;
  }
  Error damaged() const {
    Error error = is_cut(path_, why());
    error.where = path_;
    return error;
  }

  // What is not read must be unpacked all the same; counted here, as libarchive would go on for ever.
  base::Result<void> pass_over() {
    std::array<char, 16 << 10> nothing;
    while (in_file_) {
      const la_ssize_t count = archive_read_data(tar_.get(), nothing.data(), nothing.size());
      if (count < 0) return damaged();
      given_ += static_cast<std::uint64_t>(count);
      if (is_bomb_so_far()) return is_bomb(path_, unpacked(), packed());
      in_file_ = count > 0;
    }
    return {};
  }

  Tar tar_;
  std::string path_;
  std::uint64_t size_;
  Limits limits_;
  std::string name_;
  bool in_file_ = false;
  std::uint64_t given_ = 0;  // bytes of all files
};

}  // namespace

base::Result<std::unique_ptr<Archive>> open_tar(const fs::path& path, const Limits& limits) {
  Tar tar(archive_read_new());
  archive_read_support_filter_gzip(tar.get());
  archive_read_support_format_tar(tar.get());
  if (archive_read_open_filename(tar.get(), path.c_str(), block) != ARCHIVE_OK) {
    const char* why = archive_error_string(tar.get());
    Error error = is_cut(path.string(), why == nullptr ? "unreadable" : why);
    error.where = path.string();
    return error;
  }
  std::error_code none;
  return std::unique_ptr<Archive>(
      std::make_unique<TarArchive>(std::move(tar), path.string(), fs::file_size(path, none), limits));
}

}  // namespace gh::takeout
