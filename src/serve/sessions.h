// Who is logged in: sessions in memory only, so that a restart ends them all. Knows neither passphrases nor
// what anybody may do. No clock: now comes in, in seconds.
//
// The browser holds a random token in a cookie; here only its hash is kept, so that what leaks from this
// memory opens nothing. Every session has a second token for its forms, as SameSite alone is not kept by
// every browser.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "serve/http.h"

namespace gh::serve {

struct SessionLimits {
  std::int64_t idle = std::int64_t{15} * 60;
  std::int64_t whole = std::int64_t{8} * 60 * 60;
  std::size_t most = 1'000;  // the one idle longest makes room
};

struct Session {
  std::string user;
  std::string form_token;  // to be written into each form, and compared
  std::int64_t began = 0;
  std::int64_t seen = 0;
};

class Sessions {
 public:
  /// `secure`: the cookie goes over TLS only; for a server behind a proxy that speaks it.
  explicit Sessions(bool secure, SessionLimits limits = {}) : secure_(secure), limits_(limits) {}

  /// Begins a session; returns the Set-Cookie header's value. An old session of the same browser is not
  /// carried on.
  std::string begin(std::string user, std::int64_t now);

  /// The session of this request; it counts as seen. Null when there is none or it is over.
  const Session* find(const Request& request, std::int64_t now);

  /// True for a POST whose form carries this session's token.
  static bool carries_token(const Request& request, const Session& session);

  /// Ends it; returns the Set-Cookie value that takes the cookie away.
  std::string end(const Request& request);

 private:
  std::string cookie_name() const;
  void make_room();

  bool secure_;
  SessionLimits limits_;
  std::map<std::string, Session> sessions_;  // by the hash of the cookie's token
};

/// The name of the form field that carries the token.
inline constexpr std::string_view form_token_field = "token";

}  // namespace gh::serve
