#include "app/scan.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>

#include "app/accounts.h"
#include "app/answer.h"
#include "app/finding_json.h"
#include "app/imported_result.h"
#include "base/json.h"
#include "base/text.h"
#include "base/version.h"

namespace gh::app {
namespace {

using assess::Account;
using assess::AccountResult;
using base::State;

ScanPlan::Target plan_account(const PageReader& reader, const Account& account) {
  const scrape::Definition* definition = reader.definition(account.platform);
  if (account.url.empty()) return {account, false, "no_address", "No address is known for this account."};
  if (definition != nullptr && definition->fetch != scrape::FetchPolicy::automatic) {
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
       std::vector<fetch::Wall> walls, const std::function<void(const AccountResult&)>& on_result)
      : house_(house),
        reader_(reader),
        vault_(std::move(vault)),
        person_(std::move(person)),
        walls_(std::move(walls)),
        on_result_(on_result) {}

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

  void fetch_all(const ScanPlan& plan, const ScanOptions& options) {
    std::map<std::string, std::vector<const Account*>> by_url;  // two accounts may share one page
    for (const ScanPlan::Target& target : plan.targets) {
      if (target.fetch) by_url[target.account.url].push_back(&target.account);
    }
    std::vector<std::string> urls;
    for (const auto& [url, accounts] : by_url) urls.push_back(url);
    net::Policy policy;
    policy.user_agent = fetch::user_agent();
    policy.allowed_hosts = options.allowed_hosts;
    policy.ca_file = options.ca_file;
    fetch::fetch_all(urls, policy, options.manners, walls_, [&](const fetch::Fetched& fetched) {
      for (const Account* account : by_url[fetched.asked]) keep(with_given(read(*account, fetched)));
    });
  }

  AccountResult read(const Account& account, const fetch::Fetched& fetched) const {
    AccountResult result;
    result.account = account;
    result.state = fetched.state;
    result.reason = fetched.reason;
    result.detail = fetched.detail;
    result.looked = house_.today;
    result.places = {fetched.url.empty() ? account.url : fetched.url};
    if (!fetched.body.empty()) read_page(fetched, result);
    add_typed(result);
    return result;
  }

  // A page that came with an error status may say in words what it means: "this member limits who may view
  // …". Nothing else is taken from such a page.
  void read_page(const fetch::Fetched& fetched, AccountResult& result) const {
    PageReport report =
        reader_.read(fetched.body, fetched.content_type, {fetched.url, static_cast<int>(fetched.status)},
                     result.account.platform, {person_, house_.today, std::nullopt});
    Outcome outcome = weigh(fetched, {report.state, report.reason, report.state_is_own});
    result.state = outcome.state;
    result.reason = std::move(outcome.reason);
    result.detail = std::move(outcome.detail);
    if (fetched.state != State::found && fetched.state != State::cut) return;
    result.source = assess::Source::fetched;
    result.account.platform = report.platform;  // an address does not always tell, the page does
    result.finding_places.assign(report.findings.size(), result.places.front());
    result.findings = std::move(report.findings);
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
    if (!chosen || account.ownership == assess::Ownership::rejected) continue;
    plan.targets.push_back(plan_account(reader, account));
    const auto address = net::parse_address(account.url);
    if (plan.targets.back().fetch && address) plan.hosts.push_back(address->host_and_port());
  }
  std::sort(plan.hosts.begin(), plan.hosts.end());
  plan.hosts.erase(std::unique(plan.hosts.begin(), plan.hosts.end()), plan.hosts.end());
  return plan;
}

base::Result<assess::Audit> run_scan(const House& house, const PageReader& reader, const ScanPlan& plan,
                                     const ScanOptions& options,
                                     const std::function<void(const AccountResult&)>& on_result) {
  auto walls = load_walls(house);
  if (!walls) return walls.error();
  auto person = load_person(house);
  if (!person) return person.error();
  auto vault = open_vault(house);
  if (!vault) return vault.error();
  return Scan(house, reader, std::move(*vault), std::move(*person), std::move(*walls), on_result)
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
