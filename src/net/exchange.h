// One GET or POST in flight: a libcurl handle with all its settings, and what arrived so far, within bounds.
// Knows nothing of the other exchanges. Stays inside src/net.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "net/curl.h"
#include "net/guard.h"
#include "net/transfer.h"

namespace gh::net {

class Exchange {
 public:
  /// `policy` and `guard` must outlive the exchange, and `address` is where the request goes. With a payload
  /// it is a POST. The handle's private pointer is this exchange, so it must not move.
  Exchange(const Policy& policy, const Guard& guard, std::string asked, const Address& address,
           const std::optional<Payload>& payload = std::nullopt, const Headers& headers = {});
  Exchange(const Exchange&) = delete;
  Exchange& operator=(const Exchange&) = delete;

  CURL* handle() const { return easy_.get(); }

  /// The response, once libcurl has ended the transfer with `code`. Call once.
  Response finish(CURLcode code);

 private:
  void set_up(const Policy& policy, const std::string& url);
  void carry(const Payload& payload);
  void say(const std::string& header);
  bool take_header(std::string_view line);
  std::size_t take_body(std::string_view bytes);
  Outcome outcome(CURLcode code) const;
  std::chrono::microseconds measured(CURLINFO what) const;

  static std::size_t on_header(char* data, std::size_t size, std::size_t count, void* self) noexcept;
  static std::size_t on_body(char* data, std::size_t size, std::size_t count, void* self) noexcept;
  static curl_socket_t on_socket(void* self, curlsocktype purpose, curl_sockaddr* to) noexcept;

  const Limits& limits_;
  const Guard& guard_;
  const std::string host_;
  Response response_;
  std::size_t header_bytes_ = 0;
  bool headers_complete_ = false;
  bool body_was_cut_ = false;
  bool address_was_refused_ = false;
  bool socket_was_opened_ = false;
  HeaderLines headers_to_send_;
  Easy easy_;  // last: its callbacks use what stands above
};

/// Throws nothing, does it once in the life of the process.
void start_libcurl();

}  // namespace gh::net
