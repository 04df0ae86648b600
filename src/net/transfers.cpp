#include <algorithm>
#include <map>
#include <optional>
#include <unordered_map>

#include "net/curl.h"
#include "net/exchange.h"
#include "net/guard.h"
#include "net/outcome.h"
#include "net/transfer.h"

namespace gh::net {
namespace {

using Clock = std::chrono::steady_clock;

const std::chrono::milliseconds longest_sleep{1'000};

/// A request that has not begun.
struct Waiting {
  std::string url;
  Transfers::Done done;
  std::optional<Payload> payload = std::nullopt;
  Headers headers = {};
};

/// An exchange that is part of the multi handle for just as long as it lives, so that it always leaves the
/// multi before its own handle is freed.
class UnderWay {
 public:
  UnderWay(CURLM* multi, std::unique_ptr<Exchange> exchange, Transfers::Done done)
      : multi_(multi), exchange_(std::move(exchange)), done_(std::move(done)) {
    curl_multi_add_handle(multi_, exchange_->handle());
  }
  UnderWay(const UnderWay&) = delete;
  UnderWay& operator=(const UnderWay&) = delete;
  ~UnderWay() { curl_multi_remove_handle(multi_, exchange_->handle()); }

  Response finish(CURLcode code) { return exchange_->finish(code); }
  Transfers::Done& done() { return done_; }

 private:
  CURLM* multi_;
  std::unique_ptr<Exchange> exchange_;
  Transfers::Done done_;
};

Response refusal(std::string url) {
  Response response;
  response.url = std::move(url);
  response.outcome = Outcome::bad_url;
  response.detail = sentence(Outcome::bad_url, "");
  return response;
}

}  // namespace

struct Transfers::Implementation {
  explicit Implementation(Policy given) : policy(std::move(given)), guard(policy.allowed_hosts) {
    curl_multi_setopt(multi.get(), CURLMOPT_MAXCONNECTS, static_cast<long>(room()));
  }

  std::size_t room() const { return static_cast<std::size_t>(std::max(policy.max_under_way, 1)); }
  void start(Waiting next);
  void start_due();
  bool finish_ended();
  int milliseconds_to_sleep() const;

  Policy policy;
  Guard guard;
  Multi multi{curl_multi_init()};
  std::multimap<Clock::time_point, Waiting> waiting;  // by the time they may begin; equal ones in order
  std::unordered_map<CURL*, std::unique_ptr<UnderWay>> under_way;  // below multi, so gone before it is
  bool stopped = false;
};

void Transfers::Implementation::start(Waiting next) {
  const base::Result<Address> address = parse_address(next.url);
  if (!address) return next.done(refusal(std::move(next.url)));
  auto exchange =
      std::make_unique<Exchange>(policy, guard, std::move(next.url), *address, next.payload, next.headers);
  CURL* handle = exchange->handle();
  under_way.emplace(handle,
                    std::make_unique<UnderWay>(multi.get(), std::move(exchange), std::move(next.done)));
}

void Transfers::Implementation::start_due() {
  while (!stopped && !waiting.empty() && under_way.size() < room() &&
         waiting.begin()->first <= Clock::now()) {
    start(std::move(waiting.extract(waiting.begin()).mapped()));
  }
}

/// True when something ended, so that its place may be taken before we sleep. The handle is out of the multi
/// and freed before `done` runs, which may add requests or throw.
bool Transfers::Implementation::finish_ended() {
  bool any = false;
  int left = 0;
  while (const CURLMsg* message = stopped ? nullptr : curl_multi_info_read(multi.get(), &left)) {
    if (message->msg != CURLMSG_DONE) continue;
    const CURLcode code = message->data.result;
    auto ended = under_way.extract(message->easy_handle);
    Response response = ended.mapped()->finish(code);
    const Done done = std::move(ended.mapped()->done());
    ended = {};
    done(std::move(response));
    any = true;
  }
  return any;
}

int Transfers::Implementation::milliseconds_to_sleep() const {
  if (waiting.empty() && under_way.empty()) return 0;
  if (waiting.empty() || under_way.size() >= room()) return static_cast<int>(longest_sleep.count());
  const auto until = std::chrono::ceil<std::chrono::milliseconds>(waiting.begin()->first - Clock::now());
  return static_cast<int>(std::clamp(until, std::chrono::milliseconds{0}, longest_sleep).count());
}

Transfers::Transfers(Policy policy) {
  start_libcurl();
  implementation_ = std::make_unique<Implementation>(std::move(policy));
}
Transfers::Transfers(Transfers&&) noexcept = default;
Transfers::~Transfers() = default;

void Transfers::get(std::string url, Done done, std::chrono::milliseconds delay, const Headers& headers) {
  implementation_->waiting.emplace(Clock::now() + delay,
                                   Waiting{std::move(url), std::move(done), std::nullopt, headers});
}

void Transfers::post(std::string url, Payload payload, Done done) {
  implementation_->waiting.emplace(Clock::now(),
                                   Waiting{std::move(url), std::move(done), std::move(payload)});
}

void Transfers::run() {
  Implementation& all = *implementation_;
  all.stopped = false;
  int running = 0;
  while (!all.stopped && !(all.waiting.empty() && all.under_way.empty())) {
    all.start_due();
    curl_multi_perform(all.multi.get(), &running);
    if (all.finish_ended()) continue;
    curl_multi_poll(all.multi.get(), nullptr, 0, all.milliseconds_to_sleep(), nullptr);
  }
  all.waiting.clear();
  all.under_way.clear();
}

void Transfers::stop() { implementation_->stopped = true; }

std::string_view Response::header(std::string_view name) const {
  const auto last = std::find_if(headers.rbegin(), headers.rend(),
                                 [&](const auto& header) { return header.first == name; });
  return last == headers.rend() ? std::string_view() : std::string_view(last->second);
}

std::string library_versions() {
  const curl_version_info_data& info = *curl_version_info(CURLVERSION_NOW);
  std::string text = std::string("libcurl ") + info.version;
  const std::pair<const char*, const char*> others[] = {{"", info.ssl_version},
                                                        {"zlib ", info.libz_version},
                                                        {"brotli ", info.brotli_version},
                                                        {"nghttp2 ", info.nghttp2_version}};
  for (const auto& [name, version] : others) {
    if (version != nullptr) text += std::string(", ") + name + version;
  }
  return text;
}

}  // namespace gh::net
