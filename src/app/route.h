// Which addresses are asked for one account, in their order: the sources of its platform's definition, filled
// in with what is known of the account and what the answers before gave.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "assess/audit.h"
#include "fetch/fetch.h"
#include "scrape/definition.h"

namespace gh::app {

class Route {
 public:
  /// `definition` may be null, and must outlive this; without sources the account's own address is the only
  /// one.
  Route(const scrape::Definition* definition, const assess::Account& account);

  /// The next address. in: `read` is true when one before it gave a profile, so that fallbacks are left out.
  std::optional<fetch::PageRequest> next(bool read);

  /// What the source that next() gave last wants to know of its answer.
  const std::map<std::string, std::vector<scrape::Key>>& takes() const;
  /// Parts for the addresses behind it.
  void learn(const std::map<std::string, std::string>& parts);

  /// The page told which platform it is of: goes on with that one's sources, as far as they are on the same
  /// host.
  void become(const scrape::Definition& definition);

  /// Every host that may be asked, known before anything is.
  std::vector<std::string> hosts() const;

 private:
  bool is_for(const scrape::SourceRule& source) const;
  std::optional<std::string> address_of(const scrape::SourceRule& source) const;

  const scrape::Definition* definition_;
  std::map<std::string, std::string> parts_;  // as they stand in addresses
  std::string own_host_;
  std::size_t at_ = 0;  // behind the source that was given last
  bool only_own_host_ = false;
};

}  // namespace gh::app
