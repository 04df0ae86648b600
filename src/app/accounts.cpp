#include "app/accounts.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>

#include "base/text.h"
#include "net/transfer.h"

namespace gh::app {
namespace {

using assess::Account;

base::Error wrong(std::string what, std::string_view where, std::string hint) {
  return {base::ErrorKind::usage, std::move(what), base::for_terminal(where), std::move(hint)};
}

constexpr std::size_t most_profile_parts =
    3;  // of a path between slashes; the empty one before the first counts

bool is_address(std::string_view typed) { return typed.find("://") != std::string_view::npos; }

base::Error unknown_platform(const PageReader& reader, std::string_view platform) {
  std::vector<std::string> ids;
  for (const scrape::Definition& definition : reader.definitions()) ids.push_back(definition.id);
  std::sort(ids.begin(), ids.end());
  const std::string_view near = base::nearest(platform, ids);
  return wrong("no platform is called that", platform,
               near.empty() ? "known are " + base::join(ids, ", ") + "; or give the whole address of the page"
                            : "did you mean \"" + std::string(near) + "\"?");
}

base::Result<Account> from_address(const PageReader& reader, std::string_view typed,
                                   const std::string& platform) {
  const auto address = net::parse_address(typed);
  if (!address) return wrong(address.error().what, address.error().where, address.error().hint);
  Account account;
  account.url = address->url();
  const scrape::Definition* definition =
      platform.empty() ? scrape::definition_for_address(reader.definitions(), account.url)
                       : reader.definition(platform);
  if (!platform.empty() && definition == nullptr) return unknown_platform(reader, platform);
  account.platform = definition == nullptr ? "generic" : definition->id;
  if (definition != nullptr) account.handle = scrape::handle_in(*definition, account.url);
  return account;
}

base::Result<Account> from_handle(const PageReader& reader, std::string_view typed) {
  const std::size_t colon = typed.find(':');
  if (colon == std::string_view::npos || colon == 0 || colon + 1 == typed.size()) {
    return wrong(
        "this is neither an address nor platform:handle", typed,
        "write the address of the page, like https://example.org/me, or a handle, like wordpress:harebell");
  }
  const std::string platform = base::lower_ascii(typed.substr(0, colon));
  std::string_view handle = typed.substr(colon + 1);
  if (handle.starts_with('@')) handle.remove_prefix(1);
  const scrape::Definition* definition = reader.definition(platform);
  if (definition == nullptr) return unknown_platform(reader, platform);
  const auto address = scrape::address_of(*definition, handle);
  if (!address) return address.error();
  Account account;
  account.platform = definition->id;
  account.handle = handle;
  account.url = *address;
  return account;
}

// The names that an account shows by itself: its handle, "harebell-notes" of harebell-notes.wordpress.com,
// and the first part of a path that is no longer than a profile's ("/marlpitprimary", "/@robin/about").
std::vector<std::string> names_of(const Account& account) {
  std::vector<std::string> names{account.handle};
  const auto address = net::parse_address(account.url);
  if (!address) return names;
  const std::string label = address->host.substr(0, address->host.find('.'));
  if (label != "www" && label != address->host) names.push_back(label);
  const std::string path = address->path.substr(0, address->path.find('?'));
  const std::vector<std::string_view> parts = base::split(path, '/');
  if (parts.size() > most_profile_parts) return names;
  names.emplace_back(parts[1].substr(parts[1].starts_with('@') ? 1 : 0));
  return names;
}

}  // namespace

std::string describe(const Account& account) {
  std::string words = account.platform;
  if (!account.handle.empty()) words += " " + account.handle;
  if (!account.url.empty()) words += " (" + account.url + ")";
  return words;
}

base::Result<void> refuse_on_school_device(const House& house) {
  auto vault = open_vault(house);
  if (!vault) return vault.error();
  const auto device = vault->device();
  if (!device) return device.error();
  if (*device != checklist::Device::school) return {};
  const auto checklist = load_checklist(house);
  return base::Error{
      base::ErrorKind::not_permitted,
      checklist ? checklist->device.on_school : "on a school's device only the checklist may be done", "",
      "if this device is yours, say so in: glasshouse checklist"};
}

base::Result<AddedAccount> add_account(const House& house, const PageReader& reader, std::string_view typed,
                                       const std::string& platform) {
  if (auto refused = refuse_on_school_device(house); !refused) return refused.error();
  typed = base::trim(typed);
  auto account = is_address(typed) ? from_address(reader, typed, platform) : from_handle(reader, typed);
  if (!account) return account.error();
  const auto person = load_person(house);
  if (!person) return person.error();
  auto vault = open_vault(house);
  if (!vault) return vault.error();
  const auto before = vault->accounts();
  if (!before) return before.error();
  account->added = house.today;
  account->ownership = assess::Ownership::confirmed;
  const auto kept = vault->add_account(*account);
  if (!kept) return kept.error();
  AddedAccount added;
  added.account = *kept;
  added.was_known =
      std::any_of(before->begin(), before->end(), [&](const Account& other) { return other.id == kept->id; });
  if (const scrape::Definition* definition = reader.definition(kept->platform)) {
    added.platform_name = definition->name;
    added.fetch = definition->fetch;
  }
  added.findings = check_names(reader, *kept, *person);
  return added;
}

base::Result<std::vector<Account>> list_accounts(const House& house) {
  auto vault = open_vault(house);
  if (!vault) return vault.error();
  return vault->accounts();
}

base::Result<Account> find_account(const House& house, std::string_view typed) {
  auto accounts = list_accounts(house);
  if (!accounts) return accounts.error();
  std::int64_t id = 0;
  const auto [end, trouble] = std::from_chars(typed.data(), typed.data() + typed.size(), id);
  const bool number = trouble == std::errc() && end == typed.data() + typed.size();
  const auto address = net::parse_address(typed);
  for (const Account& account : *accounts) {
    const bool same = number ? account.id == id
                             : account.url == typed || (address && account.url == address->url()) ||
                                   account.platform + ":" + account.handle == typed;
    if (same) return account;
  }
  return wrong("none of your accounts is that", typed, "see the numbers with: glasshouse accounts list");
}

base::Result<void> set_ownership(const House& house, const Account& account, assess::Ownership ownership) {
  auto vault = open_vault(house);
  if (!vault) return vault.error();
  return vault->set_ownership(account.id, ownership);
}

base::Result<void> remove_account(const House& house, const Account& account) {
  auto vault = open_vault(house);
  if (!vault) return vault.error();
  return vault->remove_account(account.id);
}

std::vector<detect::Finding> check_names(const PageReader& reader, const Account& account,
                                         const base::Person& person) {
  for (const std::string& name : names_of(account)) {
    auto findings = reader.detectors().check_name(name, "handle", person);
    if (!findings.empty()) return findings;
  }
  return {};
}

}  // namespace gh::app
