// The vault: everything a person's audits have found, on their own machine and nowhere else. One SQLite file
// (0600, rollback journal, full sync). Nothing outside this folder may know how the records lie: a later
// version seals them. Every call that saves has reached the disk when it returns; after kill -9 or a power
// cut all of those are there.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "assess/audit.h"
#include "base/result.h"
#include "checklist/answers.h"

namespace gh::store {

/// What the person said of a search hit.
enum class Verdict { me, not_me, not_sure };
std::string_view name(Verdict verdict);  // "me", "not_me", "not_sure"
std::optional<Verdict> verdict_named(std::string_view name);

struct SearchHit {
  std::string url;
  std::string query;  // may be empty
  Verdict verdict = Verdict::not_sure;
  base::Day recorded;

  bool operator==(const SearchHit&) const = default;
};

class Vault {
 public:
  /// Opens or makes the vault; brings an older one up to date. A newer one than we know, or a file that is no
  /// vault of ours, is refused and left untouched; one that another process is writing gives try_later.
  static base::Result<Vault> open(const std::filesystem::path& file);

  Vault(Vault&&) noexcept;
  Vault& operator=(Vault&&) noexcept;
  ~Vault();

  /// The checklist. Answers are kept by item id and checklist id; saving one again replaces it.
  base::Result<void> save_answer(const std::string& checklist, const checklist::Answer& answer);
  base::Result<std::vector<checklist::Answer>> answers(const std::string& checklist);
  base::Result<void> save_position(const std::string& checklist, const std::string& item);
  base::Result<std::string> position(const std::string& checklist);  // "" when none
  base::Result<void> save_device(checklist::Device device);
  base::Result<checklist::Device> device();

  /// Accounts. Adding one that is there already gives the old one back: one of the same address, or, where
  /// one of the two has no address, of the same platform and handle.
  base::Result<assess::Account> add_account(const assess::Account& account);
  base::Result<std::vector<assess::Account>> accounts();
  base::Result<void> set_ownership(std::int64_t account, assess::Ownership ownership);
  base::Result<void> remove_account(std::int64_t account);  // its results in old audits stay

  /// Audits. A result is kept whole or not at all; saving one for the same account and audit again replaces
  /// it.
  base::Result<std::int64_t> begin_audit(base::Day started);
  base::Result<void> save_result(std::int64_t audit, const assess::AccountResult& result);
  base::Result<void> finish_audit(std::int64_t audit);
  base::Result<std::vector<assess::Audit>> audits();  // without results, oldest first
  base::Result<std::optional<assess::Audit>>
  latest_audit();  // with its results, in the order they were saved

  /// Searches.
  base::Result<void> save_hit(const SearchHit& hit);  // by url; saving again replaces
  base::Result<std::vector<SearchHit>> hits();

 private:
  struct Implementation;
  explicit Vault(std::unique_ptr<Implementation> implementation);
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace gh::store
