// Who may log in to the dashboard, and what each may do there. Only Argon2id hashes of passphrases are kept
// (https://www.rfc-editor.org/rfc/rfc9106). Sessions are in src/serve; the command line needs no user:
// whoever can open the ledger's file can do everything with it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "hr/ledger.h"

namespace gh::hr {

enum class UserRole {
  viewer,   // sees the suppressed figures and nothing else
  officer,  // sees names, and may do everything
};
std::string_view words_of(UserRole role);  // "viewer"
std::optional<UserRole> user_role_from(std::string_view word);

struct User {
  std::string name;
  UserRole role = UserRole::viewer;
};

/// Characters that a passphrase has at the least. No other rule: length is what makes one hard to guess
/// (https://www.ncsc.gov.uk/collection/passwords/updating-your-approach).
inline constexpr std::size_t shortest_passphrase = 14;

/// err: usage for a name that is taken, empty or not plain, or a passphrase that is too short
base::Result<void> add_user(Ledger& ledger, const User& user, std::string_view passphrase);

/// err: no_input for a name that nobody has, usage for a passphrase that is too short
base::Result<void> set_passphrase(Ledger& ledger, std::string_view name, std::string_view passphrase);

/// False when nobody has that name.
base::Result<bool> remove_user(Ledger& ledger, std::string_view name);

/// By name.
base::Result<std::vector<User>> users(Ledger& ledger);

/// The user, as the ledger has them now; nothing when they are gone.
base::Result<std::optional<User>> find_user(Ledger& ledger, std::string_view name);

/// The user of that name and passphrase. A name that nobody has takes as long as a wrong passphrase.
base::Result<std::optional<User>> log_in(Ledger& ledger, std::string_view name, std::string_view passphrase);

}  // namespace gh::hr
