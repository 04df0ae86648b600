#include "hr/users.h"

#include <algorithm>

#include "hr/crypto.h"

namespace gh::hr {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

constexpr std::size_t longest_name = 100;
constexpr std::size_t longest_passphrase = 1'000;

bool is_plain_name(std::string_view name) {
  return !name.empty() && name.size() <= longest_name && std::none_of(name.begin(), name.end(), [](char c) {
    return static_cast<unsigned char>(c) <= ' ' || c == 0x7F;
  });
}

// Of well-formed UTF-8: every byte but those that go on with a character.
std::size_t count_characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

Result<void> check_passphrase(std::string_view passphrase) {
  const std::size_t characters = count_characters(passphrase);
  if (characters < shortest_passphrase)
    return Error{ErrorKind::usage, "the passphrase has " + std::to_string(characters) + " characters", "",
                 "use " + std::to_string(shortest_passphrase) + " or more; three or four words will do"};
  if (passphrase.size() > longest_passphrase)
    return Error{ErrorKind::usage,
                 "the passphrase is longer than " + std::to_string(longest_passphrase) + " bytes", "",
                 "use a shorter one"};
  return {};
}

Result<void> done(const Result<std::int64_t>& changed) {
  return changed ? Result<void>() : Result<void>(changed.error());
}

struct Kept {
  User user;
  std::string hash;
};

Kept read_kept(const Row& row) {
  return {{row.text(0), user_role_from(row.text(1)).value_or(UserRole::viewer)}, row.text(2)};
}

Result<std::optional<Kept>> kept_of(Ledger& ledger, std::string_view name) {
  const auto found = ledger.rows("SELECT name, role, passphrase FROM users WHERE name = :name", 3,
                                 {{"name", std::string(name)}}, read_kept);
  if (!found) return found.error();
  return found->empty() ? std::nullopt : std::optional(found->front());
}

}  // namespace

std::string_view words_of(UserRole role) { return role == UserRole::officer ? "officer" : "viewer"; }

std::optional<UserRole> user_role_from(std::string_view word) {
  for (const UserRole role : {UserRole::viewer, UserRole::officer}) {
    if (word == words_of(role)) return role;
  }
  return std::nullopt;
}

Result<void> add_user(Ledger& ledger, const User& user, std::string_view passphrase) {
  if (!is_plain_name(user.name))
    return Error{ErrorKind::usage, "a user's name is one word of at most 100 bytes", "", "try first.last"};
  if (auto good = check_passphrase(passphrase); !good) return good;
  const auto taken = kept_of(ledger, user.name);
  if (!taken) return taken.error();
  if (*taken)
    return Error{ErrorKind::usage, "there is a user \"" + user.name + "\" already", "",
                 "choose another name"};
  return done(ledger.run("INSERT INTO users (name, role, passphrase) VALUES (:name, :role, :passphrase)",
                         {{"name", user.name},
                          {"role", std::string(words_of(user.role))},
                          {"passphrase", hash_passphrase(passphrase)}}));
}

Result<void> set_passphrase(Ledger& ledger, std::string_view name, std::string_view passphrase) {
  if (auto good = check_passphrase(passphrase); !good) return good;
  const auto changed = ledger.run("UPDATE users SET passphrase = :passphrase WHERE name = :name",
                                  {{"passphrase", hash_passphrase(passphrase)}, {"name", std::string(name)}});
  if (!changed) return changed.error();
  if (*changed == 0)
    return Error{ErrorKind::no_input, "there is no user \"" + std::string(name) + "\"", "",
                 "see \"users list\""};
  return {};
}

Result<bool> remove_user(Ledger& ledger, std::string_view name) {
  const auto gone = ledger.run("DELETE FROM users WHERE name = :name", {{"name", std::string(name)}});
  if (!gone) return gone.error();
  return *gone != 0;
}

Result<std::vector<User>> users(Ledger& ledger) {
  return ledger.rows("SELECT name, role, passphrase FROM users ORDER BY name", 3, {},
                     [](const Row& row) { return read_kept(row).user; });
}

Result<std::optional<User>> find_user(Ledger& ledger, std::string_view name) {
  const auto kept = kept_of(ledger, name);
  if (!kept) return kept.error();
  return *kept ? std::optional((*kept)->user) : std::nullopt;
}

Result<std::optional<User>> log_in(Ledger& ledger, std::string_view name, std::string_view passphrase) {
  if (passphrase.size() > longest_passphrase) return std::nullopt;
  const auto kept = kept_of(ledger, name);
  if (!kept) return kept.error();
  // A stranger must not learn from the time it takes which names there are.
  static const std::string nobody = hash_passphrase("a passphrase that nobody has");
  const bool right = is_passphrase(passphrase, *kept ? (*kept)->hash : nobody);
  return right && *kept ? std::optional((*kept)->user) : std::nullopt;
}

}  // namespace gh::hr
