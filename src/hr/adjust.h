// Exceptions for one person: more time, done on paper, on leave, exempt. Of an exception is kept what it is,
// from when to when, who set it and on which day; never why.
#pragma once

#include <optional>
#include <string>

#include "hr/campaign.h"

namespace gh::hr {

struct Person {
  std::int64_t id = 0;
  std::string address;
  std::string name;
  base::Day joined_on;
  std::optional<base::Day> left_on;
};

/// err: no_input when nobody on the list has that address
base::Result<Person> find_person(Ledger& ledger, const std::string& address);

/// The one whose row has this number. err: no_input when there is none
base::Result<Person> find_person(Ledger& ledger, std::int64_t id);

/// What is changed for one person in one campaign: one of the three.
struct Adjustment {
  std::optional<base::Day> deadline;
  std::int64_t days = 0;  // beyond their deadline
  std::optional<base::Day> done_on;
};

struct Adjusted {
  std::string state;
  base::Day deadline;
  bool changed = false;
};

/// Inside a transaction of the caller's. A new deadline goes to a school day, and what the new ladder had for
/// earlier days is not made up for. err: not_permitted when the person is not asked, or is done already
base::Result<Adjusted> adjust_person(Ledger& ledger, const Campaign& campaign, const std::string& address,
                                     const Adjustment& adjustment, const std::string& who, base::Day today);

/// Sets an exception ("leave", "exempt") or ends it. Waiting mail is cancelled when one begins.
struct Absence {
  std::string kind;
  base::Day from;
  std::optional<base::Day> until;  // nothing: until it is ended
  bool end = false;                // end what there is instead, the day before `from`
};
base::Result<std::int64_t> set_absence(Ledger& ledger, const Person& person, const Absence& absence,
                                       const std::string& who, base::Day today);

}  // namespace gh::hr
