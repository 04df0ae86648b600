#include <algorithm>
#include <fmt/format.h>
#include <fstream>
#include <vector>

#include "takeout/archives.h"

namespace gh::takeout {
namespace {

namespace fs = std::filesystem;
using base::Error;
using base::ErrorKind;

struct File {
  std::string name;
  fs::path path;
  std::uint64_t size = 0;
  bool is_file = true;
};

class FolderArchive : public Archive {
 public:
  FolderArchive(std::vector<File> files, const Limits& limits) : files_(std::move(files)), limits_(limits) {
    for (const File& file : files_) all_ += file.size;
  }

  base::Result<std::optional<Entry>> next() override {
    in_.close();
    if (at_ > 0) before_ += files_[at_ - 1].size;
    if (at_ == files_.size()) return std::optional<Entry>();
    const File& file = files_[at_++];
    given_ = 0;
    Entry entry{file.name, file.size, refusal_of(file.name, file.size, limits_)};
    if (!file.is_file) entry.refusal = is_link(file.name);
    return std::optional<Entry>(std::move(entry));
  }

  base::Result<std::size_t> read(std::span<char> into) override {
    const File& file = files_[at_ - 1];
    if (!in_.is_open()) in_.open(file.path, std::ios::binary);
    if (!in_.is_open())
      return Error{ErrorKind::no_input, "it cannot be opened", file.path.string(), "look at its permissions"};
    in_.read(into.data(), static_cast<std::streamsize>(into.size()));
    given_ += static_cast<std::uint64_t>(in_.gcount());
    if (given_ > limits_.file) return is_too_large(file.name, given_, limits_);
    return static_cast<std::size_t>(in_.gcount());
  }

  double done() const override {
    return all_ == 0 ? 1 : static_cast<double>(before_ + given_) / static_cast<double>(all_);
  }

 private:
  std::vector<File> files_;
  Limits limits_;
  std::size_t at_ = 0;
  std::ifstream in_;
  std::uint64_t given_ = 0, before_ = 0, all_ = 0;
};

File file_at(const fs::directory_entry& entry, const fs::path& folder) {
  std::error_code none;
  File file{fs::path(entry.path()).lexically_relative(folder).generic_string(), entry.path(), 0,
            entry.symlink_status(none).type() == fs::file_type::regular};
  if (file.is_file) file.size = entry.file_size(none);
  return file;
}

}  // namespace

// Links are named and not followed: one may lead back to where we came from.
base::Result<std::unique_ptr<Archive>> open_folder(const fs::path& path, const Limits& limits) {
  constexpr std::size_t most = 500'000;  // names that are held in memory at one time
  std::vector<File> files;
  std::error_code trouble;
  fs::recursive_directory_iterator at(path, fs::directory_options::skip_permission_denied, trouble);
  for (; !trouble && at != fs::recursive_directory_iterator(); at.increment(trouble)) {
    std::error_code none;
    if (at->symlink_status(none).type() == fs::file_type::directory) continue;
    if (files.size() == most)
      return Error{ErrorKind::not_permitted, fmt::format("more than {} files are in this folder", most),
                   path.string(), "give the folder of the export alone"};
    files.push_back(file_at(*at, path));
  }
  if (trouble) return Error{ErrorKind::no_input, trouble.message(), path.string(), "look at its permissions"};
  std::sort(files.begin(), files.end(), [](const File& a, const File& b) { return a.name < b.name; });
  return std::unique_ptr<Archive>(std::make_unique<FolderArchive>(std::move(files), limits));
}

base::Result<std::unique_ptr<Archive>> open_single(const fs::path& path, const Limits& limits) {
  std::error_code none;
  std::vector<File> files{{path.filename().string(), path, fs::file_size(path, none), true}};
  return std::unique_ptr<Archive>(std::make_unique<FolderArchive>(std::move(files), limits));
}

}  // namespace gh::takeout
