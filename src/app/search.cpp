#include "app/search.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"
#include "net/transfer.h"

namespace gh::app {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using store::Verdict;

// No page has a longer address that anybody could do something with.
constexpr std::size_t longest_address = 4'096;

constexpr std::array<std::pair<std::string_view, Verdict>, 9> verdict_words = {{
    {"me", Verdict::me},
    {"m", Verdict::me},
    {"not-me", Verdict::not_me},
    {"not me", Verdict::not_me},
    {"n", Verdict::not_me},
    {"not-sure", Verdict::not_sure},
    {"not sure", Verdict::not_sure},
    {"unsure", Verdict::not_sure},
    {"u", Verdict::not_sure},
}};

Result<discover::SearchBook> load_search_book(const House& house) {
  const std::filesystem::path file = house.share / "data" / "search.toml";
  const auto toml = base::read_file(file, std::size_t{1} << 20);
  if (!toml) return toml.error();
  return discover::read_search_book(*toml, file.string());
}

// Looking must not make a vault.
bool has_vault(const House& house) { return std::filesystem::exists(house.home.vault()); }

struct Known {
  checklist::Device device = checklist::Device::unknown;
  std::vector<assess::Account> accounts;
};

Result<Known> known_so_far(const House& house) {
  if (!has_vault(house)) return Known{};
  auto vault = open_vault(house);
  if (!vault) return vault.error();
  const auto device = vault->device();
  if (!device) return device.error();
  auto accounts = vault->accounts();
  if (!accounts) return accounts.error();
  return Known{*device, std::move(*accounts)};
}

Result<Known> known_on_own_device(const House& house) {
  auto known = known_so_far(house);
  if (known && known->device == checklist::Device::school) {
    return Error{ErrorKind::not_permitted,
                 "you said that this device is the school's, so only the checklist is done on it", "",
                 "search for your name at home, on a device of your own"};
  }
  return known;
}

std::vector<std::string> handles_of(const std::vector<assess::Account>& accounts) {
  std::vector<std::string> handles;
  for (const assess::Account& account : accounts) {
    if (account.ownership != assess::Ownership::rejected && !account.handle.empty())
      handles.push_back(account.handle);
  }
  return handles;
}

Result<std::vector<discover::Engine>> engines_for(const discover::SearchBook& book, std::string_view id,
                                                  bool all) {
  if (all) return book.engines;
  if (id.empty()) return std::vector{book.engines.front()};
  if (const discover::Engine* engine = book.engine(id)) return std::vector{*engine};
  std::vector<std::string> ids;
  for (const discover::Engine& engine : book.engines) ids.push_back(engine.id);
  return Error{ErrorKind::usage, "no search engine is called \"" + base::for_terminal(id) + "\"", "",
               "choose one of " + base::join(ids, ", ")};
}

}  // namespace

Result<SearchPlan> plan_search(const House& house, std::string_view engine, bool all_engines) {
  const auto book = load_search_book(house);
  if (!book) return book.error();
  auto engines = engines_for(*book, engine, all_engines);
  if (!engines) return engines.error();
  const auto known = known_on_own_device(house);
  if (!known) return known.error();
  const auto person = load_person(house);
  if (!person) return person.error();
  SearchPlan plan{std::move(*engines), {}};
  for (discover::Query& query : discover::query_pack(*person, handles_of(known->accounts), *book)) {
    PlannedSearch search{std::move(query), {}};
    for (const discover::Engine& one : plan.engines)
      search.addresses.push_back(discover::address_at(one, search.query.words));
    plan.searches.push_back(std::move(search));
  }
  if (plan.searches.empty()) {
    return Error{ErrorKind::no_input, "your name is not known yet", house.home.me().string(),
                 "tell it first, with glasshouse me"};
  }
  return plan;
}

Result<std::string> read_hit_address(const House& house, std::string_view typed) {
  const auto refused = [](std::string what, std::string hint) {
    return Error{ErrorKind::usage, std::move(what), "", std::move(hint)};
  };
  const std::string_view text = base::trim(typed);
  if (text.size() > longest_address || !base::is_utf8(text))
    return refused("this is no address of a page", "copy it from the browser's address bar");
  const auto address = net::parse_address(text);
  if (!address) return refused(address.error().what, "copy it from the browser's address bar, from http on");
  const auto book = load_search_book(house);
  if (!book) return book.error();
  for (const discover::Engine& engine : book->engines) {
    if (address->host != discover::host_of(engine)) continue;
    return refused("this is an address of the search engine " + engine.name + " itself",
                   "open the page that it found, and copy that page's address");
  }
  return address->url();
}

std::optional<Verdict> read_verdict(std::string_view typed) {
  const std::string word = base::lower_ascii(base::trim(typed));
  for (const auto& [name, verdict] : verdict_words) {
    if (word == name) return verdict;
  }
  return store::verdict_named(word);
}

Result<RecordedHit> record_hit(const House& house, std::string_view address, Verdict verdict,
                               std::string_view query) {
  auto url = read_hit_address(house, address);
  if (!url) return url.error();
  const auto known = known_on_own_device(house);
  if (!known) return known.error();
  auto vault = open_vault(house);
  if (!vault) return vault.error();
  RecordedHit recorded{{std::move(*url), std::string(query), verdict, house.today}, ""};
  if (auto saved = vault->save_hit(recorded.hit); !saved) return saved.error();
  const bool is_account =
      std::any_of(known->accounts.begin(), known->accounts.end(),
                  [&](const assess::Account& account) { return account.url == recorded.hit.url; });
  if (verdict == Verdict::me && !is_account) recorded.account = recorded.hit.url;
  return recorded;
}

Result<std::vector<store::SearchHit>> search_hits(const House& house) {
  if (!has_vault(house)) return std::vector<store::SearchHit>{};
  auto vault = open_vault(house);
  if (!vault) return vault.error();
  return vault->hits();
}

}  // namespace gh::app
