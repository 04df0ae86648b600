#include "net/smtp.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "net/curl.h"
#include "net/exchange.h"
#include "net/smtp_exchange.h"

namespace gh::net {
namespace {

constexpr std::array<std::string_view, 6> end_names{"accepted", "refused",  "deferred",
                                                    "not_sent", "insecure", "unknown"};

// What the caller does with news costs a sync of the disk, however much it is.
constexpr std::chrono::milliseconds gathering{15};

bool is_this_machine(std::string_view host) {
  return host == "localhost" || host == "127.0.0.1" || host == "[::1]";
}

/// Part of the multi handle for just as long as it lives.
class UnderWay {
 public:
  UnderWay(CURLM* multi, const SmtpServer& server, Envelope mail)
      : multi_(multi), exchange_(server, std::move(mail)) {
    curl_multi_add_handle(multi_, exchange_.handle());
  }
  UnderWay(const UnderWay&) = delete;
  UnderWay& operator=(const UnderWay&) = delete;
  ~UnderWay() { curl_multi_remove_handle(multi_, exchange_.handle()); }

  SmtpExchange& exchange() { return exchange_; }
  const SmtpExchange& exchange() const { return exchange_; }

 private:
  CURLM* multi_;
  SmtpExchange exchange_;
};

}  // namespace

std::string_view name(SmtpEnd end) { return end_names[static_cast<std::size_t>(end)]; }

base::Result<void> check(const SmtpServer& server) {
  const auto wrong = [&](std::string what, std::string hint) {
    return base::Error{base::ErrorKind::bad_configuration, std::move(what), server.host, std::move(hint)};
  };
  if (server.host.empty() || server.host.find_first_of(" /?#@\r\n\t") != std::string::npos)
    return wrong("this is no name of a mail server", "write it like mail.example.org");
  if (server.security == SmtpSecurity::none && !is_this_machine(server.host))
    return wrong("mail would leave this machine in the clear", "use starttls or tls");
  if (server.login != SmtpLogin::none && (server.user.empty() || server.secret.empty()))
    return wrong("a log-in needs a user and a secret", "name both, or no log-in");
  return {};
}

struct SmtpSender::Implementation {
  explicit Implementation(SmtpServer given) : server(std::move(given)) {
    curl_multi_setopt(multi.get(), CURLMOPT_MAXCONNECTS, static_cast<long>(most()));
    curl_multi_setopt(multi.get(), CURLMOPT_MAX_TOTAL_CONNECTIONS, static_cast<long>(most()));
  }

  std::size_t most() const { return static_cast<std::size_t>(std::max(server.connections, 1)); }
  void collect(SmtpNews& news, const std::function<void(const SmtpResult&)>& at_once);
  bool all_wait_for_us() const;

  SmtpServer server;
  Multi multi{curl_multi_init()};
  std::unordered_map<std::int64_t, UnderWay> under_way;  // below multi, so gone before it is
};

void SmtpSender::Implementation::collect(SmtpNews& news,
                                         const std::function<void(const SmtpResult&)>& at_once) {
  int left = 0;
  while (const CURLMsg* message = curl_multi_info_read(multi.get(), &left)) {
    if (message->msg != CURLMSG_DONE) continue;
    const CURLcode code = message->data.result;
    char* self = nullptr;
    curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &self);
    const SmtpExchange& exchange = *reinterpret_cast<SmtpExchange*>(self);
    news.ended.push_back(exchange.finish(code));
    at_once(news.ended.back());
    under_way.erase(news.ended.back().key);
  }
  for (auto& [key, one] : under_way) {
    if (one.exchange().became_ready()) news.ready.push_back(key);
  }
}

bool SmtpSender::Implementation::all_wait_for_us() const {
  return std::all_of(under_way.begin(), under_way.end(),
                     [](const auto& one) { return one.second.exchange().waits(); });
}

SmtpSender::SmtpSender(SmtpServer server) {
  start_libcurl();
  implementation_ = std::make_unique<Implementation>(std::move(server));
}
SmtpSender::SmtpSender(SmtpSender&&) noexcept = default;
SmtpSender::~SmtpSender() = default;

std::size_t SmtpSender::room() const {
  return implementation_->most() - std::min(implementation_->most(), implementation_->under_way.size());
}

void SmtpSender::begin(Envelope mail) {
  Implementation& all = *implementation_;
  all.under_way.try_emplace(mail.key, all.multi.get(), all.server, std::move(mail));
}

void SmtpSender::let_go(std::int64_t key) {
  const auto found = implementation_->under_way.find(key);
  if (found != implementation_->under_way.end()) found->second.exchange().let_go();
}

void SmtpSender::drop(std::int64_t key) { implementation_->under_way.erase(key); }

SmtpNews SmtpSender::step(std::chrono::milliseconds patience,
                          const std::function<void(const SmtpResult&)>& at_once) {
  using Clock = std::chrono::steady_clock;
  Implementation& all = *implementation_;
  auto until = Clock::now() + patience;
  SmtpNews news;
  int running = 0;
  while (true) {
    const bool nothing_yet = news.ended.empty() && news.ready.empty();
    curl_multi_perform(all.multi.get(), &running);
    all.collect(news, at_once);
    const bool nothing = news.ended.empty() && news.ready.empty();
    if (nothing_yet && !nothing) until = std::min(until, Clock::now() + gathering);
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now());
    if (left.count() <= 0 || all.all_wait_for_us()) return news;
    curl_multi_poll(all.multi.get(), nullptr, 0, static_cast<int>(left.count()), nullptr);
  }
}

}  // namespace gh::net
