// A roster into the ledger, as a difference: who joins, who leaves, whose name or school changed. The file is
// laid beside the ledger's list in a temporary table and compared there, so a million people take little
// memory. Nobody leaves because of a damaged file: as long as a row is bad, or the file looks cut, nobody is
// marked as having left; and when more than a tenth would leave, their number must be said.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "hr/ledger.h"
#include "hr/roster_file.h"

namespace gh::hr {

struct ImportOptions {
  RosterSource source;
  bool dry_run = false;                 // compare and tell, change nothing
  bool add_only = false;                // the file has only some of the staff: nobody leaves
  std::optional<std::int64_t> leavers;  // as many may leave, however many that is
  std::size_t named = 20;               // of each list in the answer
};

/// Somebody in the difference. `was` and `is` are filled where something changed.
struct Change {
  std::string address;
  std::string name;
  std::string was;
  std::string is;
};

/// A list of which the first few are named.
struct Changes {
  std::int64_t count = 0;
  std::vector<Change> first;
};

struct Import {
  Roster roster;
  std::int64_t people = 0;  // different ones in the file
  Changes joiners, leavers, renamed, moved;
  std::int64_t unchanged = 0;
  std::string leavers_stay;  // why nobody was marked as having left; empty when they were
  bool applied = false;
};

/// err: those of read_roster_file(); not_permitted when too many would leave
base::Result<Import> import_roster(Ledger& ledger, const std::filesystem::path& share,
                                   const ImportOptions& options, base::Day today);

/// The addresses of the schools' managers, from a CSV file with a school and an address a row; how many
/// schools have one now. Rows of schools that the ledger does not have are named as bad.
struct Managers {
  Roster roster;
  std::int64_t set = 0;
  std::vector<std::string> unknown_schools;
};
base::Result<Managers> import_managers(Ledger& ledger, const std::filesystem::path& share,
                                       const RosterSource& source);

}  // namespace gh::hr
