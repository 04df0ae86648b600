// What the dashboard's log-in and the log of acts ask of libsodium; no primitive is our own.
#pragma once

#include <string>
#include <string_view>

namespace gh::hr {

/// 64 hexadecimal digits.
std::string sha256(std::string_view text);

/// Argon2id of a passphrase with a fresh salt, as text that says its own cost: 64 MiB and 3 passes, over what
/// OWASP asks for (https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html), as a
/// ledger may be copied by whoever can read the disk.
std::string hash_passphrase(std::string_view passphrase);

/// Whether `hash` was made from this passphrase. Takes as long for a wrong one as for the right one.
bool is_passphrase(std::string_view passphrase, const std::string& hash);

}  // namespace gh::hr
