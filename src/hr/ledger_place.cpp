#include "hr/ledger_place.h"

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"

namespace gh::hr {
namespace {

namespace fs = std::filesystem;
using base::Error;
using base::ErrorKind;
using base::Result;

// What may stand behind "?": nothing here can name another machine.
constexpr std::array<std::string_view, 7> known_parameters{
    "sslmode", "sslrootcert", "sslcert", "sslkey", "application_name", "connect_timeout", "host"};

struct Address {
  std::string host;  // empty when none is named
  std::string sslmode;
};

Error unreadable(std::string what) {
  return {ErrorKind::usage, std::move(what), "--ledger",
          "write postgresql://USER@HOST:PORT/DATABASE, with ?sslrootcert=FILE for a certificate of your own"};
}

std::string host_in(std::string_view authority) {
  const std::string_view place = authority.substr(authority.rfind('@') + 1);  // npos + 1 is 0
  if (place.starts_with('[')) return std::string(place.substr(1, place.find(']') - 1));
  return std::string(place.substr(0, place.find(':')));
}

Result<void> read_parameter(std::string_view written, Address& address) {
  const std::string_view key = written.substr(0, written.find('='));
  const std::string_view value = key.size() < written.size() ? written.substr(key.size() + 1) : "";
  if (std::find(known_parameters.begin(), known_parameters.end(), key) == known_parameters.end())
    return unreadable(fmt::format("\"{}\" cannot be set here", base::for_terminal(key)));
  if (key == "sslmode") address.sslmode = value;
  if (key != "host") return {};
  if (!value.starts_with('/') && !value.starts_with("%2F"))
    return unreadable("\"host\" behind the ? can only be the folder of a local socket");
  if (!address.host.empty()) return unreadable("two hosts are named");
  address.host = "/";
  return {};
}

Result<Address> read_address(std::string_view url) {
  const std::string_view rest = url.substr(url.find("://") + 3);
  const std::string_view authority = rest.substr(0, rest.find_first_of("/?"));
  const std::size_t question = rest.find('?');
  Address address{host_in(authority), ""};
  if (authority.find(',') != authority.npos || authority.find('%') != authority.npos)
    return unreadable("one host can be named, in plain letters");
  if (question == rest.npos) return address;
  for (const std::string_view parameter : base::split(rest.substr(question + 1), '&')) {
    if (auto read = read_parameter(parameter, address); !read) return read.error();
  }
  return address;
}

bool is_this_machine(std::string_view host) {
  return host == "/" || host == "localhost" || host == "::1" || host == "127.0.0.1";
}

Error from_errno(const fs::path& path) {
  return {ErrorKind::cannot_write, std::strerror(errno), path.string(), "choose another place"};
}

Result<void> make_folders(const fs::path& folder) {
  std::error_code ignored;
  if (folder.empty() || fs::is_directory(folder, ignored)) return {};
  if (auto made = make_folders(folder.parent_path()); !made) return made;
  if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) return from_errno(folder);
  return {};
}

}  // namespace

bool is_postgresql(std::string_view place) {
  return place.starts_with("postgresql://") || place.starts_with("postgres://");
}

Result<std::string> safe_postgresql(const std::string& url) {
  for (const char* variable : {"PGHOSTADDR", "PGSERVICE"}) {
    if (std::getenv(variable) != nullptr)
      return Error{ErrorKind::not_permitted, fmt::format("{} is set and could lead elsewhere", variable),
                   "--ledger", fmt::format("unset {}", variable)};
  }
  const auto address = read_address(url);
  if (!address) return address.error();
  if (address->host.empty()) return unreadable("no host is named");
  if (is_this_machine(address->host) || address->sslmode == "verify-full") return url;
  if (!address->sslmode.empty())
    return Error{
        ErrorKind::not_permitted,
        fmt::format("sslmode={} does not check whom we speak to", base::for_terminal(address->sslmode)),
        base::for_terminal(address->host), "leave it out, or write sslmode=verify-full"};
  return url + (url.find('?') == url.npos ? "?" : "&") + "sslmode=verify-full";
}

Result<void> prepare_file(const std::string& name) {
  const fs::path file(name);
  struct stat there {};
  if (::lstat(file.c_str(), &there) != 0) {
    std::error_code ignored;
    if (auto made = make_folders(fs::absolute(file, ignored).parent_path()); !made) return made;
    const int made = ::open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (made < 0) return errno == EEXIST ? Result<void>() : from_errno(file);
    ::close(made);
    return {};
  }
  if (S_ISREG(there.st_mode)) return {};
  const char* what = S_ISLNK(there.st_mode) ? "this is a symbolic link" : "this is no ordinary file";
  return Error{ErrorKind::not_permitted, what, file.string(), "name the file itself, or another place"};
}

}  // namespace gh::hr
