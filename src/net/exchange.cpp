#include "net/exchange.h"

#include <charconv>
#include <mutex>
#include <new>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

#include "base/text.h"
#include "net/outcome.h"

namespace gh::net {
namespace {

/// "HTTP/1.1 103 Early Hints" gives 103; 0 for what is no status line.
int status_in(std::string_view line) {
  if (!line.starts_with("HTTP/")) return 0;
  const std::size_t blank = line.find(' ');
  if (blank == std::string_view::npos) return 0;
  int status = 0;
  std::from_chars(line.data() + blank + 1, line.data() + line.size(), status);
  return status;
}

std::pair<std::string, std::string> split_header(std::string_view line) {
  const std::size_t colon = line.find(':');
  return {base::lower_ascii(base::trim(line.substr(0, colon))),
          std::string(base::trim(line.substr(colon + 1)))};
}

}  // namespace

void start_libcurl() {
  static std::once_flag once;
  std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

Exchange::Exchange(const Policy& policy, const Guard& guard, std::string asked, const Address& address,
                   const std::optional<Payload>& payload, const Headers& headers)
    : limits_(policy.limits), guard_(guard), host_(address.host), easy_(curl_easy_init()) {
  response_.url = std::move(asked);
  if (!easy_) throw std::bad_alloc();
  set_up(policy, address.url());
  if (payload) carry(*payload);
  for (const auto& [name, value] : headers) say(name + ": " + value);
}

/// Every option that decides where we go, what we say and how much we take. What is not set here (cookies,
/// netrc, credentials, referer, HSTS, alternative services) is off in a fresh handle; each exchange has one.
void Exchange::set_up(const Policy& policy, const std::string& url) {
  CURL* easy = easy_.get();
  curl_easy_setopt(easy, CURLOPT_URL, url.c_str());
  curl_easy_setopt(easy, CURLOPT_PRIVATE, this);
  curl_easy_setopt(easy, CURLOPT_USERAGENT, policy.user_agent.c_str());
  curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(easy, CURLOPT_PROXY,
                   "");  // nor one from the environment: it would see every address asked
  curl_easy_setopt(easy, CURLOPT_HTTP09_ALLOWED, 0L);
  curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "gzip, deflate, br");
  curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);  // a name server that is silent must not hold up the others

  curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 2L);
  // Replaces libcurl's file of certificates; its folder of certificates (CAPATH) stays in use beside it.
  if (!policy.ca_file.empty()) curl_easy_setopt(easy, CURLOPT_CAINFO, policy.ca_file.c_str());

  curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(limits_.connect_timeout.count()));
  curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(limits_.total_timeout.count()));
  curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, static_cast<long>(limits_.low_speed_time.count()));
  curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, limits_.low_speed_bytes);

  curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_header);
  curl_easy_setopt(easy, CURLOPT_HEADERDATA, this);
  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body);
  curl_easy_setopt(easy, CURLOPT_WRITEDATA, this);
  curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, on_socket);
  curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, this);
}

/// One header more. libcurl gives the list back, which may be a new one.
void Exchange::say(const std::string& header) {
  if (header.find_first_of("\r\n") != std::string::npos) return;
  headers_to_send_.reset(curl_slist_append(headers_to_send_.release(), header.c_str()));
  curl_easy_setopt(easy_.get(), CURLOPT_HTTPHEADER, headers_to_send_.get());
}

void Exchange::carry(const Payload& payload) {
  say("Content-Type: " + payload.content_type);
  curl_easy_setopt(easy_.get(), CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(payload.bytes.size()));
  curl_easy_setopt(easy_.get(), CURLOPT_COPYPOSTFIELDS, payload.bytes.data());
}

/// A new status line begins a new block (after 100 Continue and 103 Early Hints). What comes behind the final
/// block, trailers, is counted and dropped: a Location down there is nobody's redirect.
bool Exchange::take_header(std::string_view line) {
  header_bytes_ += line.size();
  if (header_bytes_ > limits_.max_header_bytes) return false;
  if (headers_complete_) return true;
  const std::string_view text = base::trim(line);
  if (const int status = status_in(text)) {
    response_.status = status;
    response_.headers.clear();
  } else if (text.empty()) {
    headers_complete_ = response_.status >= 200;
  } else if (text.find(':') != std::string_view::npos && line.front() != ' ' && line.front() != '\t') {
    response_.headers.push_back(split_header(text));
  }
  return true;
}

/// Keeps what fits; less than all of it tells libcurl to stop.
std::size_t Exchange::take_body(std::string_view bytes) {
  const std::size_t room = limits_.max_body_bytes - response_.body.size();
  body_was_cut_ = bytes.size() > room;
  response_.body.append(bytes.substr(0, room));
  return body_was_cut_ ? CURL_WRITEFUNC_ERROR : bytes.size();
}

std::size_t Exchange::on_header(char* data, std::size_t size, std::size_t count, void* self) noexcept try {
  return static_cast<Exchange*>(self)->take_header({data, size * count}) ? size * count
                                                                         : CURL_WRITEFUNC_ERROR;
} catch (...) {
  return CURL_WRITEFUNC_ERROR;
}

std::size_t Exchange::on_body(char* data, std::size_t size, std::size_t count, void* self) noexcept try {
  return static_cast<Exchange*>(self)->take_body({data, size * count});
} catch (...) {
  return CURL_WRITEFUNC_ERROR;
}

curl_socket_t Exchange::on_socket(void* self, curlsocktype purpose, curl_sockaddr* to) noexcept {
  Exchange& exchange = *static_cast<Exchange*>(self);
  if (purpose != CURLSOCKTYPE_IPCXN || !exchange.guard_.permits(to->addr)) {
    exchange.address_was_refused_ = true;
    return CURL_SOCKET_BAD;
  }
  exchange.socket_was_opened_ = true;
  return socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
}

std::chrono::microseconds Exchange::measured(CURLINFO what) const {
  curl_off_t value = 0;
  curl_easy_getinfo(easy_.get(), what, &value);
  return std::chrono::microseconds(value);
}

Outcome Exchange::outcome(CURLcode code) const {
  if (body_was_cut_) return Outcome::cut;
  const Outcome plain = outcome_of(code);
  if (plain == Outcome::answered && !headers_complete_)
    return Outcome::broken;  // libcurl is content with less
  if (plain == Outcome::cannot_connect && address_was_refused_ && !socket_was_opened_)
    return Outcome::address_refused;
  // Both of libcurl's patience limits end in the same code. Whether the request got out, and the clock (which
  // it stops a little before its own deadline), tell them apart.
  const bool was_asked = measured(CURLINFO_PRETRANSFER_TIME_T).count() > 0;
  const auto deadline = limits_.total_timeout - std::chrono::milliseconds{50};
  if (plain == Outcome::timed_out && was_asked && measured(CURLINFO_TOTAL_TIME_T) < deadline)
    return Outcome::too_slow;
  return plain;
}

Response Exchange::finish(CURLcode code) {
  response_.outcome = outcome(code);
  response_.detail = sentence(response_.outcome, host_);
  response_.took = std::chrono::duration_cast<std::chrono::milliseconds>(measured(CURLINFO_TOTAL_TIME_T));
  const bool has_answer = response_.outcome == Outcome::answered || response_.outcome == Outcome::cut;
  if (!has_answer) response_.body.clear();
  return std::move(response_);
}

}  // namespace gh::net
