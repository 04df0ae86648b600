#include "app/scan.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>

#include "app/accounts.h"
#include "app/answer.h"
#include "app/finding_json.h"
#include "app/imported_result.h"
#include "app/linked.h"
#include "app/route.h"
#include "base/json.h"
#include "base/text.h"
#include "base/version.h"

namespace gh::app {
namespace {

using assess::Account;
using assess::AccountResult;
using base::State;

// `asked_for`: the person named this account, which is asking enough where a platform's rules are unclear.
ScanPlan::Target plan_account(const PageReader& reader, const Account& account, bool asked_for) {
  const scrape::Definition* definition = reader.definition(account.platform);
  if (account.url.empty()) return {account, false, "no_address", "No address is known for this account."};
  if (definition != nullptr && definition->fetch == scrape::FetchPolicy::ask && !asked_for) {
    return {account, false, "ask",
            definition->name +
                " has unclear rules for programs. To look all the same: glasshouse scan --account " +
                std::to_string(account.id) +
                ". Or save your page in a private window: glasshouse import FILE"};
  }
  if (definition != nullptr && definition->fetch == scrape::FetchPolicy::import_only) {
    return {
        account, false, std::string(scrape::name(definition->fetch)),
        definition->name +
            " asks programs to stay out. Open your page in a private window, save it, and give us the file: "
            "glasshouse import FILE"};
  }
  return {account, true, "", ""};
}

class Scan {
 public:
  Scan(const House& house, const PageReader& reader, store::Vault vault, base::Person person,
       std::vector<fetch::Wall> walls, const std::function<void(const AccountResult&)>& on_result,
       const OnLinked& on_linked)
      : house_(house),
        reader_(reader),
        vault_(std::move(vault)),
        person_(std::move(person)),
        walls_(std::move(walls)),
        on_result_(on_result),
        on_linked_(on_linked) {}

  base::Result<assess::Audit> run(const ScanPlan& plan, const ScanOptions& options) {
    auto previous = vault_.latest_audit();
    if (!previous) return previous.error();
    previous_ = std::move(*previous);
    const auto id = vault_.begin_audit(house_.today);
    if (!id) return id.error();
    audit_ = *id;
    for (const ScanPlan::Target& target : plan.targets) {
      if (!target.fetch) keep(not_fetched(target));
    }
    fetch_all(plan, options);
    if (error_) return *error_;
    if (auto finished = vault_.finish_audit(audit_); !finished) return finished.error();
    auto audit = vault_.latest_audit();
    if (!audit) return audit.error();
    return std::move(**audit);
  }

 private:
  // What a person saved and gave us stays true until they save it again; its own date stays with it.
  AccountResult not_fetched(const ScanPlan::Target& target) const {
    if (previous_) {
      for (const AccountResult& old : previous_->results) {
        const bool given =
            old.source == assess::Source::saved_page || old.source == assess::Source::data_export;
        if (old.account.id == target.account.id && given) return old;
      }
    }
    AccountResult result;
    result.account = target.account;
    result.reason = target.reason;
    result.detail = target.detail;
    result.looked = house_.today;
    add_typed(result);
    return result;
  }

  AccountResult with_given(AccountResult result) const {
    if (!previous_) return result;
    for (const AccountResult& old : previous_->results) {
      if (old.account.id == result.account.id) return with_imports(old, std::move(result));
    }
    return result;
  }

  // An account on its way from source to source.
  struct UnderWay {
    Route route;
    AccountResult result;
    std::optional<fetch::PageRequest> next = std::nullopt;
    std::vector<std::string> linked = {};
    bool answered = false;

    bool is_read() const { return result.state == State::found || result.state == State::cut; }
  };

  // One source of each account after the other, so that a host has its pause and no account waits for a slow
  // one longer than a wave.
  void fetch_all(const ScanPlan& plan, const ScanOptions& options) {
    std::vector<UnderWay> all = set_out(plan);
    net::Policy policy;
    policy.user_agent = fetch::user_agent();
    policy.allowed_hosts = options.allowed_hosts;
    policy.ca_file = options.ca_file;
    fetch::Pace pace;
    while (true) {
      std::vector<fetch::PageRequest> requests;
      std::vector<std::vector<UnderWay*>> askers;  // of each request: two accounts may share one page
      gather(all, requests, askers);
      if (requests.empty()) return;
      fetch::fetch_each(requests, policy, options.manners, walls_, pace,
                        [&](std::size_t number, const fetch::Fetched& fetched) {
                          for (UnderWay* one : askers[number]) take_in(*one, fetched);
                        });
    }
  }

  std::vector<UnderWay> set_out(const ScanPlan& plan) const {
    std::vector<UnderWay> all;
    for (const ScanPlan::Target& target : plan.targets) {
      if (!target.fetch) continue;
      const auto definition = reader_.shelf().whole(target.account.platform);
      UnderWay one{Route(definition ? *definition : nullptr, target.account), {}};
      one.result.account = target.account;
      one.result.looked = house_.today;
      one.next = one.route.next(false);
      all.push_back(std::move(one));
    }
    return all;
  }

  static void gather(std::vector<UnderWay>& all, std::vector<fetch::PageRequest>& requests,
                     std::vector<std::vector<UnderWay*>>& askers) {
    for (UnderWay& one : all) {
      if (!one.next) continue;
      const auto same = std::find_if(requests.begin(), requests.end(), [&](const fetch::PageRequest& other) {
        return other.url == one.next->url && other.headers == one.next->headers;
      });
      const auto place = static_cast<std::size_t>(same - requests.begin());
      if (same == requests.end()) {
        requests.push_back(*one.next);
        askers.emplace_back();
      }
      askers[place].push_back(&one);
      one.next.reset();
    }
  }

  void take_in(UnderWay& one, const fetch::Fetched& fetched) {
    const std::string asked_as = one.result.account.platform;
    read(one, fetched);
    const std::string& platform = one.result.account.platform;
    if (asked_as == scrape::Shelf::generic && platform != asked_as) {
      if (const auto definition = reader_.shelf().whole(platform)) one.route.become(**definition);
    }
    one.next = one.route.next(one.is_read());
    if (one.next) return;
    add_typed(one.result);
    keep(with_given(one.result));
    keep_links(one);
  }

  // A page that came with an error status may say in words what it means: "this member limits who may view
  // …". Nothing else is taken from such a page.
  void read(UnderWay& one, const fetch::Fetched& fetched) {
    Outcome outcome{fetched.state, fetched.reason, fetched.detail};
    PageReport report;
    if (!fetched.body.empty()) {
      report = reader_.read(fetched.body, fetched.content_type,
                            {fetched.url, static_cast<int>(fetched.status)}, one.result.account.platform,
                            {person_, house_.today, std::nullopt, true}, one.route.takes());
      outcome = weigh(fetched, {report.state, report.reason, report.state_is_own});
    }
    const std::string place = fetched.url.empty() ? fetched.asked : fetched.url;
    one.result.places.push_back(place);
    if (!one.answered || says_more(outcome.state, one.result.state)) {
      one.result.state = outcome.state;
      one.result.reason = std::move(outcome.reason);
      one.result.detail = std::move(outcome.detail);
    }
    one.answered = true;
    if (fetched.state == State::found || fetched.state == State::cut) add(one, std::move(report), place);
  }

  static void add(UnderWay& one, PageReport report, const std::string& place) {
    one.result.source = assess::Source::fetched;
    one.result.account.platform = report.platform;  // an address does not always tell, the page does
    one.result.finding_places.insert(one.result.finding_places.end(), report.findings.size(), place);
    for (detect::Finding& finding : report.findings) one.result.findings.push_back(std::move(finding));
    one.linked.insert(one.linked.end(), report.linked.begin(), report.linked.end());
    one.route.learn(report.taken);
  }

  // Of the answers of several sources the one that tells most of the account.
  static bool says_more(State state, State than) {
    const auto rank = [](State one) {
      constexpr State order[] = {State::found, State::cut, State::private_page, State::absent, State::drift};
      return std::find(std::begin(order), std::end(order), one) - std::begin(order);
    };
    return rank(state) < rank(than);
  }

  void keep_links(const UnderWay& one) {
    if (error_ || one.linked.empty()) return;
    const auto added = keep_linked(vault_, reader_, one.linked, house_.today);
    if (!added) {
      error_ = added.error();
    } else if (!added->empty() && on_linked_) {
      on_linked_(one.result.account, *added);
    }
  }

  // What the account's own name gives away, whatever the page said.
  void add_typed(AccountResult& result) const {
    for (detect::Finding& finding : check_names(reader_, result.account, person_)) {
      result.findings.push_back(std::move(finding));
      result.finding_places.push_back(result.account.url);
      if (result.source == assess::Source::none) result.source = assess::Source::typed;
    }
  }

  void keep(const AccountResult& result) {
    if (error_) return;
    if (auto saved = vault_.save_result(audit_, result); !saved) {
      error_ = saved.error();
      return;
    }
    on_result_(result);
  }

  const House& house_;
  const PageReader& reader_;
  store::Vault vault_;
  base::Person person_;
  std::vector<fetch::Wall> walls_;
  const std::function<void(const AccountResult&)>& on_result_;
  const OnLinked& on_linked_;
  std::optional<assess::Audit> previous_;
  std::int64_t audit_ = 0;
  std::optional<base::Error> error_;
};

}  // namespace

base::Result<ScanPlan> plan_scan(const House& house, const PageReader& reader, const ScanOptions& options) {
  if (auto refused = refuse_on_school_device(house); !refused) return refused.error();
  const auto accounts = list_accounts(house);
  if (!accounts) return accounts.error();
  ScanPlan plan;
  for (const Account& account : *accounts) {
    const bool chosen = options.only.empty() ||
                        std::find(options.only.begin(), options.only.end(), account.id) != options.only.end();
    const bool asked_for = chosen && !options.only.empty();
    if (!chosen || account.ownership != assess::Ownership::confirmed) continue;
    plan.targets.push_back(plan_account(reader, account, asked_for));
    if (!plan.targets.back().fetch) continue;
    const auto definition = reader.shelf().whole(account.platform);
    for (std::string& host : Route(definition ? *definition : nullptr, account).hosts())
      plan.hosts.push_back(std::move(host));
  }
  std::sort(plan.hosts.begin(), plan.hosts.end());
  plan.hosts.erase(std::unique(plan.hosts.begin(), plan.hosts.end()), plan.hosts.end());
  return plan;
}

base::Result<assess::Audit> run_scan(const House& house, const PageReader& reader, const ScanPlan& plan,
                                     const ScanOptions& options,
                                     const std::function<void(const AccountResult&)>& on_result,
                                     const OnLinked& on_linked) {
  auto walls = load_walls(house);
  if (!walls) return walls.error();
  auto person = load_person(house);
  if (!person) return person.error();
  auto vault = open_vault(house);
  if (!vault) return vault.error();
  return Scan(house, reader, std::move(*vault), std::move(*person), std::move(*walls), on_result, on_linked)
      .run(plan, options);
}

std::string result_json(const AccountResult& result) {
  auto findings = nlohmann::ordered_json::array();
  for (std::size_t i = 0; i < result.findings.size(); ++i) {
    auto finding = finding_json(result.findings[i]);
    finding["seen_by"] = detect::name(result.findings[i].seen_by);
    finding["place"] = i < result.finding_places.size() ? result.finding_places[i] : "";
    findings.push_back(std::move(finding));
  }
  const std::string detail = result.detail.empty() ? std::string(base::meaning(result.state)) : result.detail;
  return base::write_json({{"schema", base::json_schema},
                           {"account", result.account.id},
                           {"platform", result.account.platform},
                           {"handle", result.account.handle},
                           {"url", result.account.url},
                           {"state", base::name(result.state)},
                           {"reason", result.reason},
                           {"detail", detail},
                           {"source", assess::name(result.source)},
                           {"findings", findings}});
}

}  // namespace gh::app
