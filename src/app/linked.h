// "Is this one yours too?": places that a person's own page points to as theirs. They are remembered, asked
// about once, and never looked at before the person says yes.
#pragma once

#include <string>
#include <vector>

#include "app/page_reader.h"
#include "assess/audit.h"
#include "store/vault.h"

namespace gh::app {

/// Keeps those of `addresses` that are no account of the person's yet, as unconfirmed; gives just these.
base::Result<std::vector<assess::Account>> keep_linked(store::Vault& vault, const PageReader& reader,
                                                       const std::vector<std::string>& addresses,
                                                       base::Day today);

/// The same in the vault of the house.
base::Result<std::vector<assess::Account>> keep_linked(const House& house, const PageReader& reader,
                                                       const std::vector<std::string>& addresses);

}  // namespace gh::app
