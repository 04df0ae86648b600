#include "app/linked.h"

#include <algorithm>

#include "app/house.h"
#include "base/text.h"
#include "net/transfer.h"

namespace gh::app {

base::Result<std::vector<assess::Account>> keep_linked(store::Vault& vault, const PageReader& reader,
                                                       const std::vector<std::string>& addresses,
                                                       base::Day today) {
  auto known = vault.accounts();
  if (!known) return known.error();
  std::vector<assess::Account> added;
  for (const std::string& url : addresses) {
    const auto address = net::parse_address(url);
    if (!address) continue;
    assess::Account account;
    account.url = address->url();
    const scrape::Definition* definition = scrape::definition_for_address(reader.definitions(), account.url);
    account.platform = definition == nullptr ? "generic" : definition->id;
    if (definition != nullptr) account.handle = scrape::handle_in(*definition, account.url);
    account.ownership = assess::Ownership::unconfirmed;
    account.added = today;
    const bool is_known = std::any_of(known->begin(), known->end(), [&](const assess::Account& other) {
      const bool same_handle = !account.handle.empty() && other.platform == account.platform &&
                               base::equal_ignoring_case(other.handle, account.handle);
      return other.url == account.url || same_handle;
    });
    if (is_known) continue;
    const auto kept = vault.add_account(account);
    if (!kept) return kept.error();
    added.push_back(*kept);
    known->push_back(*kept);
  }
  return added;
}

base::Result<std::vector<assess::Account>> keep_linked(const House& house, const PageReader& reader,
                                                       const std::vector<std::string>& addresses) {
  if (addresses.empty()) return std::vector<assess::Account>();
  auto vault = open_vault(house);
  if (!vault) return vault.error();
  return keep_linked(*vault, reader, addresses, house.today);
}

}  // namespace gh::app
