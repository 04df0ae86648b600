#include <algorithm>
#include <deque>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "base/version.h"
#include "fetch/fetch.h"

namespace gh::fetch {
namespace {

using Clock = std::chrono::steady_clock;

/// One page on its way: what was asked, and every address since; the last of them is the next to ask.
struct Job {
  std::size_t number = 0;
  std::string asked;
  std::vector<std::string> hops;
  net::Headers headers = {};
};

/// A host and port with what is still to be asked of it.
struct Host {
  std::deque<Job> waiting;
  bool is_busy = false;
};

bool leads_on(const net::Response& response) {
  const long redirects[] = {301, 302, 303, 307, 308};
  const bool is_answer = response.outcome == net::Outcome::answered || response.outcome == net::Outcome::cut;
  return is_answer && !response.header("location").empty() &&
         std::find(std::begin(redirects), std::end(redirects), response.status) != std::end(redirects);
}

/// One call of fetch_all.
class Run {
 public:
  Run(const net::Policy& policy, const Manners& manners, const std::vector<Wall>& walls, Pace& pace,
      const std::function<void(std::size_t, Fetched)>& on_done)
      : manners_(manners), walls_(walls), pace_(pace), on_done_(on_done), transfers_(policy) {}

  void add(std::size_t number, const PageRequest& request);
  void run() { transfers_.run(); }

 private:
  void serve_next(const std::string& key);
  void ended(const std::string& key, Job job, const net::Response& response);
  void follow(Job job, const net::Response& response);
  void give_up(Job job, const net::Response& response, std::string reason, std::string detail);

  const Manners& manners_;
  const std::vector<Wall>& walls_;
  Pace& pace_;
  const std::function<void(std::size_t, Fetched)>& on_done_;
  std::unordered_map<std::string, Host> hosts_;
  net::Transfers transfers_;
};

/// Pace goes by host and port: that is one server, as far as anybody can tell from outside.
std::string key_of(const net::Address& address) { return address.host + ":" + std::to_string(address.port); }

void Run::add(std::size_t number, const PageRequest& request) {
  const std::string& url = request.url;
  const base::Result<net::Address> address = net::parse_address(url);
  if (!address) {
    net::Response response;
    response.url = url;
    response.outcome = net::Outcome::bad_url;
    response.detail = "We cannot open this: " + address.error().what + "; " + address.error().hint + ".";
    return on_done_(number, judge(url, response, {url}, walls_));
  }
  const std::string key = key_of(*address);
  hosts_[key].waiting.push_back({number, url, {url}, request.headers});
  serve_next(key);
}

void Run::serve_next(const std::string& key) {
  Host& host = hosts_[key];
  if (host.is_busy || host.waiting.empty()) return;
  host.is_busy = true;
  Job job = std::move(host.waiting.front());
  host.waiting.pop_front();
  const auto delay = std::chrono::ceil<std::chrono::milliseconds>(pace_[key] - Clock::now());
  const std::string url = job.hops.back();
  const net::Headers headers = job.headers;
  transfers_.get(
      url, [this, key, job = std::move(job)](const net::Response& response) { ended(key, job, response); },
      std::max(delay, std::chrono::milliseconds{0}), headers);
}

void Run::ended(const std::string& key, Job job, const net::Response& response) {
  Host& host = hosts_[key];
  host.is_busy = false;
  pace_[key] = Clock::now() + manners_.pause;
  if (leads_on(response)) {
    follow(std::move(job), response);
  } else {
    on_done_(job.number, judge(std::move(job.asked), response, std::move(job.hops), walls_));
  }
  serve_next(key);
}

/// A hop to a host comes before the pages that still wait for it: what was begun is brought to its end.
void Run::follow(Job job, const net::Response& response) {
  if (static_cast<int>(job.hops.size()) > manners_.max_redirects) {
    return give_up(std::move(job), response, "too_many_redirects",
                   "The site sent us from address to address without end, so we gave up.");
  }
  const base::Result<std::string> target = net::resolve(response.url, response.header("location"));
  const base::Result<net::Address> address = target ? net::parse_address(*target) : target.error();
  if (!address) {
    return give_up(std::move(job), response, "bad_redirect",
                   "The site sent us to something that is no web address, so we did not go there.");
  }
  const std::string key = key_of(*address);
  job.hops.push_back(address->url());
  hosts_[key].waiting.push_front(std::move(job));
  serve_next(key);
}

void Run::give_up(Job job, const net::Response& response, std::string reason, std::string detail) {
  const std::size_t number = job.number;
  Fetched fetched = judge(std::move(job.asked), response, std::move(job.hops), walls_);
  fetched.state = base::State::network_error;
  fetched.reason = std::move(reason);
  fetched.detail = std::move(detail);
  on_done_(number, std::move(fetched));
}

}  // namespace

void fetch_each(const std::vector<PageRequest>& requests, const net::Policy& policy, const Manners& manners,
                const std::vector<Wall>& walls, Pace& pace,
                const std::function<void(std::size_t, Fetched)>& on_done) {
  Run run(policy, manners, walls, pace, on_done);
  for (std::size_t i = 0; i < requests.size(); ++i) run.add(i, requests[i]);
  run.run();
}

void fetch_all(const std::vector<std::string>& urls, const net::Policy& policy, const Manners& manners,
               const std::vector<Wall>& walls, const std::function<void(Fetched)>& on_done) {
  std::unordered_set<std::string> seen;
  std::vector<PageRequest> requests;
  for (const std::string& url : urls) {
    if (seen.insert(url).second) requests.push_back({url});
  }
  Pace pace;
  fetch_each(requests, policy, manners, walls, pace,
             [&](std::size_t, Fetched fetched) { on_done(std::move(fetched)); });
}

std::string user_agent() {
  return "Glasshouse/" + std::string(base::version()) + " (self-audit; asks for one's own page only)";
}

}  // namespace gh::fetch
