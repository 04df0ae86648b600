// How what was imported of an account gets into the vault: beside what the audit knows of it already, and in
// the place of what the same file said before.
#pragma once

#include <string>

#include "app/page_reader.h"
#include "assess/audit.h"

namespace gh::app {

/// Both of one account. out: `fresh` with what `old` has from other places
assess::AccountResult merged(const assess::AccountResult& old, assess::AccountResult fresh);

/// What an earlier audit has of the account from files that the person gave, beside what was fetched now:
/// that stays true until they give them again. Whether the page was read is told by the fetch alone.
assess::AccountResult with_imports(const assess::AccountResult& old, assess::AccountResult fetched);

/// Keeps a result in the latest audit, or in a new one, merged with what is there. `result` is then as kept.
base::Result<void> keep_imported(const House& house, assess::AccountResult& result);

/// Adds what the account's own name gives away, as of `place`.
void add_typed_findings(const PageReader& reader, const base::Person& person, const std::string& place,
                        assess::AccountResult& result);

}  // namespace gh::app
