#include "base/file.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace gh::base {
namespace {

namespace fs = std::filesystem;

struct Descriptor {
  int number;
  explicit Descriptor(int n) : number(n) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number > 2) ::close(number);
  }
};

Error from_errno(ErrorKind kind, const fs::path& path, std::string hint) {
  return Error{kind, std::strerror(errno), path.string(), std::move(hint)};
}

fs::path environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? fs::path() : fs::path(value);
}

// An XDG folder: the variable when it is absolute (as the XDG specification asks), else under $HOME.
fs::path xdg(const char* name, const char* below_home) {
  const fs::path given = environment(name);
  if (given.is_absolute()) return given / "glasshouse";
  return environment("HOME") / below_home / "glasshouse";
}

Result<void> write_all(int descriptor, std::string_view bytes, const fs::path& path) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return from_errno(ErrorKind::cannot_write, path, "make room or choose another place");
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

}  // namespace

Result<std::string> read_file(const fs::path& path, std::size_t limit) {
  const bool standard_input = path == "-";
  if (!standard_input && fs::is_directory(path)) {
    return Error{ErrorKind::no_input, "this is a folder", path.string(), "name a file in it"};
  }
  const Descriptor file(standard_input ? 0 : ::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.number < 0)
    return from_errno(ErrorKind::no_input, path, "check the name and that you may read it");
  std::string bytes;
  char buffer[1 << 16];
  while (true) {
    const ssize_t count = ::read(file.number, buffer, sizeof buffer);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return from_errno(ErrorKind::no_input, path, "check that it is a file you may read");
    if (count == 0) return bytes;
    bytes.append(buffer, static_cast<std::size_t>(count));
    if (bytes.size() > limit) {
      return Error{ErrorKind::bad_data, "longer than the " + std::to_string(limit) + " bytes that we read",
                   path.string(), "give a shorter file"};
    }
  }
}

Result<void> write_file(const fs::path& path, std::string_view bytes, bool secret) {
  std::error_code trouble;
  const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  if (!fs::exists(folder, trouble)) {
    fs::create_directories(folder, trouble);
    if (trouble)
      return Error{ErrorKind::cannot_write, trouble.message(), folder.string(), "choose another place"};
    if (secret) fs::permissions(folder, fs::perms::owner_all, trouble);
  }
  fs::path fresh = path;
  fresh += ".new";
  {
    const Descriptor file(
        ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, secret ? 0600 : 0666));
    if (file.number < 0) return from_errno(ErrorKind::cannot_write, path, "check that you may write there");
    if (secret) ::fchmod(file.number, 0600);
    if (auto written = write_all(file.number, bytes, path); !written) {
      ::unlink(fresh.c_str());
      return written;
    }
    if (::fsync(file.number) != 0) {
      const Error error = from_errno(ErrorKind::cannot_write, path, "make room or choose another place");
      ::unlink(fresh.c_str());
      return error;
    }
  }
  if (::rename(fresh.c_str(), path.c_str()) != 0) {
    const Error error = from_errno(ErrorKind::cannot_write, path, "check that you may write there");
    ::unlink(fresh.c_str());
    return error;
  }
  // The rename itself must survive a power cut too.
  const Descriptor parent(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (parent.number >= 0) ::fsync(parent.number);
  return {};
}

std::vector<fs::path> files_in(const fs::path& folder, std::string_view ending) {
  std::vector<fs::path> found;
  std::error_code trouble;
  for (const auto& entry : fs::directory_iterator(folder, trouble)) {
    if (entry.path().extension() == ending) found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

Home home_in(const fs::path& home) {
  if (!home.empty()) return {home / "config", home / "data", home / "cache"};
  return {xdg("XDG_CONFIG_HOME", ".config"), xdg("XDG_DATA_HOME", ".local/share"),
          xdg("XDG_CACHE_HOME", ".cache")};
}

fs::path shared_folder() {
  if (const fs::path given = environment("GLASSHOUSE_SHARE"); !given.empty()) return given;
  std::error_code trouble;
  const fs::path program = fs::read_symlink("/proc/self/exe", trouble);
  if (!trouble) {
    const fs::path installed = program.parent_path().parent_path() / "share" / "glasshouse";
    if (fs::is_directory(installed / "checklists", trouble)) return installed;
  }
  return GH_SOURCE_DATA;
}

}  // namespace gh::base
