// How a step that can fail says so: a value, or an Error that names what went wrong, where, and what to do
// about it. We throw nothing ourselves; an absent field is a std::optional, not an error; our own mistakes
// are asserts.
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace gh::base {

/// What kind of trouble, as far as the caller must act differently; exit_code.h maps each to a process exit
/// code.
enum class ErrorKind {
  failed,             // could not do it
  usage,              // asked wrongly
  bad_data,           // an input file that is not what it should be
  no_input,           // an input that is not there
  unavailable,        // a service that cannot be reached
  cannot_write,       // disk full, folder missing, no permission
  try_later,          // locked, or rate-limited
  not_permitted,      // refused on purpose
  bad_configuration,  // me.toml, a checklist or a scraper file that cannot be used
};

/// One failure in words for a person. `where`: "checklists/x.toml:12:3", a path, a host; `hint`: what to do
/// next.
struct Error {
  ErrorKind kind = ErrorKind::failed;
  std::string what;
  std::string where;
  std::string hint;

  bool operator==(const Error&) const = default;
};

/// "where: what; hint", leaving out what is empty.
std::string sentence(const Error& error);

/// A T or an Error. A thin cover over tl::expected, so that std::expected can take its place, and so that
/// `return other.error();` reads the same at every level.
template <class T>
class [[nodiscard]] Result : public tl::expected<T, Error> {
 public:
  using tl::expected<T, Error>::expected;
  Result(Error error) : tl::expected<T, Error>(tl::unexpect, std::move(error)) {}
};

}  // namespace gh::base
