// Reading rosters in tests.
#pragma once

#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/file.h"
#include "hr/roster.h"

namespace gh::tests {

/// The shipped data/roster.toml.
inline const hr::RosterBook& roster_book() {
  static const hr::RosterBook book = [] {
    const std::string file = std::string(GH_ROOT) + "/data/roster.toml";
    auto read = hr::read_roster_book(base::read_file(file).value_or(""), file);
    if (!read) throw std::runtime_error(base::sentence(read.error()));
    return std::move(*read);
  }();
  return book;
}

struct RosterRead {
  base::Result<hr::Roster> roster;
  std::vector<hr::StaffMember> staff;
};

/// Why the file could not be read; empty when it could.
inline std::string complaint(const RosterRead& read) {
  return read.roster ? "" : base::sentence(read.roster.error());
}

inline RosterRead read_roster(const std::string& file) {
  std::istringstream in(file);
  std::vector<hr::StaffMember> staff;
  auto roster = hr::read_roster(in, roster_book(),
                                [&](hr::StaffMember&& member) { staff.push_back(std::move(member)); });
  return {std::move(roster), std::move(staff)};
}

}  // namespace gh::tests
