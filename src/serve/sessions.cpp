#include "serve/sessions.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fmt/format.h>
#include <sodium.h>

namespace gh::serve {
namespace {

using Bytes = std::array<unsigned char, 32>;

std::string hexadecimal(const Bytes& bytes) {
  std::string text;
  for (const unsigned char byte : bytes) text += fmt::format("{:02x}", byte);
  return text;
}

std::string random_token() {
  static const bool ready = sodium_init() >= 0;
  if (!ready) std::abort();  // no source of random numbers: nobody may log in
  Bytes bytes;
  randombytes_buf(bytes.data(), bytes.size());
  return hexadecimal(bytes);
}

std::string hash_of(std::string_view token) {
  Bytes hash;
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(token.data()),
                     token.size(), nullptr, 0);
  return hexadecimal(hash);
}

bool equal_in_constant_time(std::string_view a, std::string_view b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace

/// "__Host-" binds a cookie to this host and to TLS; without TLS browsers would refuse it.
std::string Sessions::cookie_name() const { return secure_ ? "__Host-session" : "session"; }

std::string Sessions::begin(std::string user, std::int64_t now) {
  make_room();
  const std::string token = random_token();
  sessions_[hash_of(token)] = {std::move(user), random_token(), now, now};
  return fmt::format("{}={}; Path=/; HttpOnly; SameSite=Strict{}", cookie_name(), token,
                     secure_ ? "; Secure" : "");
}

const Session* Sessions::find(const Request& request, std::int64_t now) {
  const std::string_view token = request.cookie(cookie_name());
  const auto found = token.empty() ? sessions_.end() : sessions_.find(hash_of(token));
  if (found == sessions_.end()) return nullptr;
  Session& session = found->second;
  if (now - session.seen > limits_.idle || now - session.began > limits_.whole) {
    sessions_.erase(found);
    return nullptr;
  }
  session.seen = now;
  return &session;
}

bool Sessions::carries_token(const Request& request, const Session& session) {
  if (request.method != "POST") return false;
  const auto fields = request.form();
  const auto field = fields.find(std::string(form_token_field));
  return field != fields.end() && equal_in_constant_time(field->second, session.form_token);
}

std::string Sessions::end(const Request& request) {
  if (const std::string_view token = request.cookie(cookie_name()); !token.empty())
    sessions_.erase(hash_of(token));
  return fmt::format("{}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0{}", cookie_name(),
                     secure_ ? "; Secure" : "");
}

void Sessions::make_room() {
  if (sessions_.size() < limits_.most) return;
  sessions_.erase(std::min_element(sessions_.begin(), sessions_.end(), [](const auto& a, const auto& b) {
    return a.second.seen < b.second.seen;
  }));
}

}  // namespace gh::serve
