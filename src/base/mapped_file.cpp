#include "base/mapped_file.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace gh::base {

Result<MappedFile> MappedFile::open(const std::filesystem::path& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) {
    return Error{errno == ENOENT ? ErrorKind::no_input : ErrorKind::failed, std::strerror(errno),
                 path.string(), ""};
  }
  struct stat found {};
  void* mapped = nullptr;
  if (fstat(file, &found) != 0) {
    mapped = MAP_FAILED;
  } else if (found.st_size > 0) {
    mapped = mmap(nullptr, static_cast<std::size_t>(found.st_size), PROT_READ, MAP_PRIVATE, file, 0);
  }
  const int trouble = errno;
  ::close(file);
  if (mapped == MAP_FAILED) return Error{ErrorKind::failed, std::strerror(trouble), path.string(), ""};
  return MappedFile({static_cast<const char*>(mapped), static_cast<std::size_t>(found.st_size)});
}

MappedFile::MappedFile(MappedFile&& other) noexcept : bytes_(std::exchange(other.bytes_, {})) {}
MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
  std::swap(bytes_, other.bytes_);
  return *this;
}
MappedFile::~MappedFile() {
  if (!bytes_.empty()) munmap(const_cast<char*>(bytes_.data()), bytes_.size());
}

}  // namespace gh::base
