// src: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, sections 4.3.12 to 4.3.16
#include <array>
#include <fmt/format.h>
#include <fstream>
#include <zip.h>

#include "takeout/archives.h"
#include "takeout/entry_name.h"

namespace gh::takeout {
namespace {

namespace fs = std::filesystem;
using base::Error;
using base::ErrorKind;

struct ZipCloser {
  void operator()(zip_t* zip) const noexcept { zip_discard(zip); }
  void operator()(zip_file_t* file) const noexcept { zip_fclose(file); }
};
using Zip = std::unique_ptr<zip_t, ZipCloser>;
using ZipFile = std::unique_ptr<zip_file_t, ZipCloser>;

std::uint64_t little_endian(std::string_view bytes, std::size_t at, std::size_t count) {
  std::uint64_t value = 0;
  for (std::size_t i = count; i-- > 0;) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

// The largest size that any end record at the end of the file gives for the list of files: libzip reads the
// whole list before it tells anything, and takes the record that it likes best.
std::uint64_t directory_bytes(const fs::path& path) {
  constexpr std::size_t record = 22, longest_comment = 0xFFFF, record_64 = 56;
  std::ifstream in(path, std::ios::binary | std::ios::ate);
  const auto size = static_cast<std::uint64_t>(std::max<std::streamoff>(in.tellg(), 0));
  const std::uint64_t tail = std::min<std::uint64_t>(size, record + longest_comment + record_64 + 20);
  std::string bytes(tail, '\0');
  in.seekg(static_cast<std::streamoff>(size - tail));
  in.read(bytes.data(), static_cast<std::streamsize>(tail));
  std::uint64_t largest = 0;
  for (std::size_t at = bytes.find("PK\x05\x06"); at != std::string::npos;
       at = bytes.find("PK\x05\x06", at + 1)) {
    if (at + record > bytes.size()) break;
    if (const std::uint64_t given = little_endian(bytes, at + 12, 4); given != 0xFFFFFFFF)
      largest = std::max(largest, given);
  }
  for (std::size_t at = bytes.find("PK\x06\x06"); at != std::string::npos;
       at = bytes.find("PK\x06\x06", at + 1)) {
    if (at + record_64 <= bytes.size()) largest = std::max(largest, little_endian(bytes, at + 40, 8));
  }
  return largest;
}

class ZipArchive : public Archive {
 public:
  ZipArchive(Zip zip, std::string path, const Limits& limits)
      : zip_(std::move(zip)),
        path_(std::move(path)),
        limits_(limits),
        count_(static_cast<std::uint64_t>(std::max<zip_int64_t>(zip_get_num_entries(zip_.get(), 0), 0))) {}

  // Two files that share packed bytes make the sum larger than what there is.
  std::optional<Error> overlap(std::uint64_t size) {
    std::uint64_t packed = 0;
    for (std::uint64_t i = 0; i < count_; ++i) {
      zip_stat_t stat;
      if (zip_stat_index(zip_.get(), i, 0, &stat) != 0 || (stat.valid & ZIP_STAT_COMP_SIZE) == 0) continue;
      if (stat.comp_size > size - std::min(packed, size)) {
        return Error{ErrorKind::not_permitted,
                     "its files lie over one another: it is made to unpack without end", path_,
                     "no export is like that; where did this archive come from?"};
      }
      packed += stat.comp_size;
    }
    all_packed_ = packed;
    return std::nullopt;
  }

  base::Result<std::optional<Entry>> next() override {
    file_.reset();
    while (at_ < count_) {
      packed_before_ += packed_;
      packed_ = 0;
      const std::uint64_t index = at_++;
      zip_stat_t stat;
      if (zip_stat_index(zip_.get(), index, 0, &stat) != 0 || (stat.valid & ZIP_STAT_NAME) == 0) continue;
      packed_ = stat.comp_size;
      name_ = stat.name;
      claimed_ = stat.size;
      given_ = 0;
      if (name_.ends_with('/')) continue;
      return std::optional<Entry>(Entry{name_, claimed_, refusal(index, stat)});
    }
    return std::optional<Entry>();
  }

  base::Result<std::size_t> read(std::span<char> into) override {
    if (file_ == nullptr && given_ == 0) file_.reset(zip_fopen_index(zip_.get(), at_ - 1, 0));
    if (file_ == nullptr) return is_cut(name_, zip_strerror(zip_.get()));
    const zip_int64_t count = zip_fread(file_.get(), into.data(), into.size());
    if (count < 0) return is_cut(name_, zip_error_strerror(zip_file_get_error(file_.get())));
    given_ += static_cast<std::uint64_t>(count);
    if (given_ > claimed_)
      return Error{ErrorKind::not_permitted, "it is longer than the archive says", shown_name(name_),
                   "no export is like that; where did this archive come from?"};
    if (unpacks_too_far(given_, packed_, limits_)) return is_bomb(name_, given_, packed_);
    if (count == 0 && given_ < claimed_) return is_cut(name_, "it ends too early");
    return static_cast<std::size_t>(count);
  }

  double done() const override {
    if (all_packed_ == 0) return 1;
    const double part = claimed_ == 0 ? 0 : static_cast<double>(given_) / static_cast<double>(claimed_);
    return (static_cast<double>(packed_before_) + part * static_cast<double>(packed_)) /
           static_cast<double>(all_packed_);
  }

 private:
  std::optional<Error> refusal(std::uint64_t index, const zip_stat_t& stat) {
    constexpr zip_uint32_t kind_mask = 0170000, regular = 0100000;
    zip_uint8_t system = 0;
    zip_uint32_t attributes = 0;
    zip_file_get_external_attributes(zip_.get(), index, 0, &system, &attributes);
    const zip_uint32_t kind = (attributes >> 16) & kind_mask;
    if (auto refused = refusal_of(name_, claimed_, limits_)) return refused;
    if (system == ZIP_OPSYS_UNIX && kind != 0 && kind != regular) return is_link(name_);
    if (stat.encryption_method != ZIP_EM_NONE)
      return Error{ErrorKind::not_permitted, "it is locked with a password", shown_name(name_),
                   "unpack the archive with your password, and give the folder"};
    if (stat.comp_method != ZIP_CM_STORE && stat.comp_method != ZIP_CM_DEFLATE)
      return Error{ErrorKind::bad_data,
                   fmt::format("it is packed in a way that is not read ({})", stat.comp_method),
                   shown_name(name_), "unpack the archive, and give the folder"};
    return std::nullopt;
  }

  Zip zip_;
  ZipFile file_;  // closed before zip_
  std::string path_;
  Limits limits_;
  std::uint64_t count_, at_ = 0;
  std::string name_;
  std::uint64_t claimed_ = 0, packed_ = 0, given_ = 0;  // of the file that is read
  std::uint64_t packed_before_ = 0, all_packed_ = 0;
};

}  // namespace

base::Result<std::unique_ptr<Archive>> open_zip(const fs::path& path, const Limits& limits) {
  if (const std::uint64_t bytes = directory_bytes(path); bytes > limits.directory)
    return Error{ErrorKind::not_permitted,
                 fmt::format("its list of files is {} MB long, and at most {} MB are read", bytes / 1'000'000,
                             limits.directory / 1'000'000),
                 path.string(), "unpack it, and give the folders in it one by one"};
  int code = 0;
  Zip zip(zip_open(path.c_str(), ZIP_RDONLY, &code));
  if (zip == nullptr) {
    zip_error_t error;
    zip_error_init_with_code(&error, code);
    Error told = is_cut(path.string(), zip_error_strerror(&error));
    zip_error_fini(&error);
    told.where = path.string();
    return told;
  }
  auto archive = std::make_unique<ZipArchive>(std::move(zip), path.string(), limits);
  std::error_code none;
  if (auto trouble = archive->overlap(fs::file_size(path, none))) return *trouble;
  return std::unique_ptr<Archive>(std::move(archive));
}

}  // namespace gh::takeout
