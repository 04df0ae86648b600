// The person's accounts: add, list, confirm, reject, remove. No network: the policy's flat ban (no trust or
// school name in a profile's name) is decided from what was typed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/page_reader.h"
#include "assess/audit.h"

namespace gh::app {

/// What adding an account told at once.
struct AddedAccount {
  assess::Account account;
  bool was_known = false;
  std::string platform_name;  // "Forum (XenForo)"
  scrape::FetchPolicy fetch = scrape::FetchPolicy::automatic;
  std::vector<detect::Finding> findings;  // handle_contains_employer
};

/// in:  `typed` is an address (https://…) or platform:handle; `platform` names a definition when the address
/// does not
///      tell ("" to recognise it)
/// err: usage for what is neither, a platform that is not known (with the nearest), a handle it cannot have;
///      not_permitted on a school's device
base::Result<AddedAccount> add_account(const House& house, const PageReader& reader, std::string_view typed,
                                       const std::string& platform);

/// All accounts, oldest first.
base::Result<std::vector<assess::Account>> list_accounts(const House& house);

/// The account of that number, address, or platform:handle. err: usage when there is none.
base::Result<assess::Account> find_account(const House& house, std::string_view typed);

base::Result<void> set_ownership(const House& house, const assess::Account& account,
                                 assess::Ownership ownership);
base::Result<void> remove_account(const House& house, const assess::Account& account);

/// The ban again, for all names that an account shows by itself: handle, first label of its host, start of
/// its path.
std::vector<detect::Finding> check_names(const PageReader& reader, const assess::Account& account,
                                         const base::Person& person);

/// An account in a few words: "wordpress harebell (https://…)".
std::string describe(const assess::Account& account);

/// not_permitted with the checklist's own words when the walk said that this is a school's device.
base::Result<void> refuse_on_school_device(const House& house);

}  // namespace gh::app
