#include "net/smtp_exchange.h"

#include <algorithm>
#include <cstring>
#include <fmt/format.h>
#include <new>
#include <utility>

#include "base/text.h"

namespace gh::net {
namespace {

constexpr std::size_t longest_words = 200;

const char* login_option(SmtpLogin login) {
  return login == SmtpLogin::login ? "AUTH=LOGIN" : login == SmtpLogin::plain ? "AUTH=PLAIN" : "AUTH=XOAUTH2";
}

/// What will go wrong again for every mail: TLS that is missing or not to be trusted, a log-in that fails.
bool is_hopeless(CURLcode code) {
  switch (code) {
    case CURLE_USE_SSL_FAILED:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_INVALIDCERTSTATUS:
    case CURLE_LOGIN_DENIED:
      return true;
    default:
      return false;
  }
}

}  // namespace

SmtpExchange::SmtpExchange(const SmtpServer& server, Envelope mail)
    : mail_(std::move(mail)), easy_(curl_easy_init()) {
  if (!easy_) throw std::bad_alloc();
  set_up(server);
}

void SmtpExchange::set_up(const SmtpServer& server) {
  CURL* easy = easy_.get();
  const char* scheme = server.security == SmtpSecurity::tls ? "smtps" : "smtp";
  curl_easy_setopt(easy, CURLOPT_URL, fmt::format("{}://{}:{}", scheme, server.host, server.port).c_str());
  curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  curl_easy_setopt(easy, CURLOPT_PRIVATE, this);
  curl_easy_setopt(easy, CURLOPT_PROXY, "");
  curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(server.connect_timeout.count()));
  curl_easy_setopt(easy, CURLOPT_SERVER_RESPONSE_TIMEOUT,
                   std::max(1L, static_cast<long>(server.answer_timeout.count() / 1'000)));

  if (server.security != SmtpSecurity::none) {
    curl_easy_setopt(easy, CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_ALL));
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 2L);
    if (!server.ca_file.empty()) curl_easy_setopt(easy, CURLOPT_CAINFO, server.ca_file.c_str());
  }
  log_in(server);

  curl_easy_setopt(easy, CURLOPT_MAIL_FROM, fmt::format("<{}>", mail_.from).c_str());
  receivers_.reset(curl_slist_append(nullptr, fmt::format("<{}>", mail_.to).c_str()));
  curl_easy_setopt(easy, CURLOPT_MAIL_RCPT, receivers_.get());
  curl_easy_setopt(easy, CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(easy, CURLOPT_READFUNCTION, on_read);
  curl_easy_setopt(easy, CURLOPT_READDATA, this);
  curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_answer);
  curl_easy_setopt(easy, CURLOPT_HEADERDATA, this);
}

void SmtpExchange::log_in(const SmtpServer& server) {
  if (server.login == SmtpLogin::none) return;
  CURL* easy = easy_.get();
  curl_easy_setopt(easy, CURLOPT_LOGIN_OPTIONS, login_option(server.login));
  curl_easy_setopt(easy, CURLOPT_USERNAME, server.user.c_str());
  curl_easy_setopt(easy, server.login == SmtpLogin::xoauth2 ? CURLOPT_XOAUTH2_BEARER : CURLOPT_PASSWORD,
                   server.secret.c_str());
}

bool SmtpExchange::became_ready() { return is_ready_ && !std::exchange(was_told_, true); }

void SmtpExchange::let_go() {
  may_go_ = true;
  curl_easy_pause(easy_.get(), CURLPAUSE_CONT);
}

/// libcurl asks for the first bytes only after the server's "354": there we wait for let_go().
std::size_t SmtpExchange::give(char* to, std::size_t room) {
  is_ready_ = true;
  if (!may_go_) return CURL_READFUNC_PAUSE;
  const std::size_t count = std::min(room, mail_.bytes.size() - given_);
  std::memcpy(to, mail_.bytes.data() + given_, count);
  given_ += count;
  return count;
}

std::size_t SmtpExchange::on_read(char* to, std::size_t size, std::size_t count, void* self) noexcept {
  return static_cast<SmtpExchange*>(self)->give(to, size * count);
}

std::size_t SmtpExchange::on_answer(char* data, std::size_t size, std::size_t count, void* self) noexcept
    try {
  const std::string_view line(data, std::min(size * count, longest_words));
  if (!line.starts_with("221"))
    static_cast<SmtpExchange*>(self)->words_ = line;  // its farewell explains nothing
  return size * count;
} catch (...) {
  return 0;
}

/// The answer that counts is the last. After the whole text is out only an answer that says so means that it
/// was not taken.
SmtpEnd SmtpExchange::end(CURLcode code, long answer) const {
  if (code == CURLE_OK) return SmtpEnd::accepted;
  if (is_hopeless(code) && !may_go_)
    return answer >= 400 && answer < 500 ? SmtpEnd::deferred : SmtpEnd::insecure;
  if (answer >= 500) return SmtpEnd::refused;
  if (answer >= 400) return SmtpEnd::deferred;
  return may_go_ && given_ == mail_.bytes.size() ? SmtpEnd::unknown : SmtpEnd::not_sent;
}

SmtpResult SmtpExchange::finish(CURLcode code) const {
  long answer = 0;
  curl_easy_getinfo(easy_.get(), CURLINFO_RESPONSE_CODE, &answer);
  std::string words = base::for_terminal(base::make_utf8(base::trim(words_)));
  if (code != CURLE_OK && answer < 400) words = curl_easy_strerror(code);
  return {mail_.key, end(code, answer), static_cast<int>(answer), std::move(words)};
}

}  // namespace gh::net
