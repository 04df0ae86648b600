#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <iterator>
#include <optional>

#include "base/text.h"
#include "fetch/fetch.h"
#include "fetch/walls.h"

namespace gh::fetch {
namespace {

struct Verdict {
  base::State state = base::State::not_checked;
  std::string reason;
  std::string detail;
};

struct OutcomeRow {
  net::Outcome outcome;
  base::State state;
  std::string_view reason;
};
const OutcomeRow outcomes[] = {
    {net::Outcome::bad_url, base::State::not_checked, "bad_url"},
    {net::Outcome::host_not_found, base::State::network_error, "unknown_host"},
    {net::Outcome::address_refused, base::State::network_error, "address_refused"},
    {net::Outcome::cannot_connect, base::State::network_error, "cannot_connect"},
    {net::Outcome::tls_failed, base::State::network_error, "tls_failure"},
    {net::Outcome::timed_out, base::State::network_error, "timed_out"},
    {net::Outcome::too_slow, base::State::network_error, "too_slow"},
    {net::Outcome::broken, base::State::network_error, "broken_answer"},
};

/// Statuses first to last, reasons "http_STATUS"; the first row that fits decides. {} is the status.
/// A 403 may mean a private page, a blocked address or a refused program: it cannot be told, so it is a wall.
struct StatusRow {
  long first;
  long last;
  base::State state;
  std::string_view detail;
};
const StatusRow statuses[] = {
    {206, 206, base::State::cut, "The site sent only a part of the page ({}), so we saw only that."},
    {300, 399, base::State::network_error,
     "The site sent us on without saying where to ({}), so we could not look."},
    {401, 401, base::State::login_wall,
     "The site asks for a log-in first ({}), so we could not look; its members may see everything."},
    {403, 403, base::State::bot_wall,
     "The site turned our reader away ({}), so we could not look; a person with a browser may see "
     "everything."},
    {404, 404, base::State::absent, "The site says that there is no such page ({})."},
    {410, 410, base::State::absent, "The site says that this page is gone for good ({})."},
    {429, 429, base::State::rate_limited, "The site asked us to slow down ({}), so we stopped."},
    {451, 451, base::State::bot_wall,
     "The site says that it may not show this page here ({}), so we could not look; elsewhere it may be "
     "open."},
    {400, 499, base::State::network_error, "The site would not take our request ({}), so we could not look."},
    {500, 599, base::State::network_error,
     "The site has trouble of its own ({}), so we could not look; try again later."},
    {999, 999, base::State::bot_wall,
     "The site turned our reader away ({}), so we could not look; a person with a browser may see "
     "everything."},
    {0, 199, base::State::network_error, "The site gave no proper answer ({}), so we could not look."},
    {600, 99'999, base::State::network_error, "The site gave no proper answer ({}), so we could not look."},
};

const StatusRow* row_of(long status) {
  const auto row = std::find_if(std::begin(statuses), std::end(statuses), [&](const StatusRow& candidate) {
    return candidate.first <= status && status <= candidate.last;
  });
  return row == std::end(statuses) ? nullptr : row;
}

/// " It asks to wait 2 minutes.": Retry-After in seconds, as far as it is one; a date needs a clock.
std::string wait_asked(const net::Response& last) {
  const std::string_view text = last.header("retry-after");
  if (text.empty()) return " Try again later.";
  long seconds = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (code != std::errc() || end != text.data() + text.size() || seconds < 0)
    return " It says until when; try again tomorrow.";
  if (seconds < 120) return fmt::format(" It asks to wait {} seconds.", seconds);
  return fmt::format(" It asks to wait {} minutes.", seconds / 60 + (seconds % 60 != 0));
}

std::optional<Verdict> verdict_of_outcome(const net::Response& last) {
  const auto row = std::find_if(std::begin(outcomes), std::end(outcomes), [&](const OutcomeRow& candidate) {
    return candidate.outcome == last.outcome;
  });
  if (row == std::end(outcomes)) return std::nullopt;
  return Verdict{row->state, std::string(row->reason), last.detail};
}

std::optional<Verdict> verdict_of_status(const net::Response& last) {
  const StatusRow* row = row_of(last.status);
  if (row == nullptr) return std::nullopt;
  Verdict verdict{row->state, fmt::format("http_{}", last.status),
                  fmt::format(fmt::runtime(row->detail), last.status)};
  // RFC 9110, section 15.6.4: a 503 that names a time is overload, and wants fewer requests.
  if (last.status == 503 && !last.header("retry-after").empty()) {
    verdict.state = base::State::rate_limited;
    verdict.detail = "The site has too much to do (503), so we stopped.";
  }
  if (verdict.state == base::State::rate_limited) verdict.detail += wait_asked(last);
  return verdict;
}

/// "text/html" of "Text/HTML; charset=utf-8".
std::string media_type(std::string_view content_type) {
  return base::lower_ascii(base::trim(content_type.substr(0, content_type.find(';'))));
}

/// Text of any kind, markup and data. What names no type at all is tried as a page, as browsers do.
bool may_be_page(const std::string& type) {
  if (type.find('/') == std::string::npos) return true;
  return type.starts_with("text/") || type.ends_with("+xml") || type.ends_with("+json") ||
         type == "application/xml" || type == "application/json";
}

Verdict verdict_of_page(const net::Response& last) {
  const std::string type = media_type(last.header("content-type"));
  if (!may_be_page(type)) {
    return {base::State::not_checked, "not_a_page",
            fmt::format("This is a file ({}) and not a page, so we did not look into it.",
                        base::shorten(base::for_terminal(type), 60))};
  }
  if (base::trim(last.body).empty())
    return {base::State::network_error, "empty_answer",
            "The site sent an empty page, so there was nothing to look at."};
  if (last.outcome == net::Outcome::cut) return {base::State::cut, "too_long", last.detail};
  return {base::State::found, "", std::string(base::meaning(base::State::found))};
}

Verdict verdict(const std::string& asked, const net::Response& last, const std::vector<Wall>& walls) {
  if (const auto given = verdict_of_outcome(last)) return *given;
  if (const Wall* wall = wall_met(walls, asked, last))
    return {wall->state, wall->reason, std::string(base::meaning(wall->state))};
  if (const auto given = verdict_of_status(last)) return *given;
  return verdict_of_page(last);
}

bool left_encryption(const std::vector<std::string>& hops) {
  const auto secure = std::find_if(hops.begin(), hops.end(),
                                   [](const std::string& hop) { return hop.starts_with("https:"); });
  return std::any_of(secure, hops.end(), [](const std::string& hop) { return hop.starts_with("http:"); });
}

}  // namespace

Fetched judge(std::string asked, const net::Response& last, std::vector<std::string> hops,
              const std::vector<Wall>& walls) {
  Verdict given = verdict(asked, last, walls);
  if (left_encryption(hops))
    given.detail += " On the way the site left the secure connection (https to http).";
  Fetched fetched;
  fetched.asked = std::move(asked);
  fetched.url = last.url;
  fetched.state = given.state;
  fetched.reason = std::move(given.reason);
  fetched.detail = std::move(given.detail);
  fetched.status = last.status;
  fetched.content_type = last.header("content-type");
  fetched.body = last.body;
  fetched.hops = std::move(hops);
  return fetched;
}

}  // namespace gh::fetch
