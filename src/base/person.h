// Who audits themselves, and whom they work for. The only people this program ever knows by name.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/result.h"

namespace gh::base {

/// A trust or a school, with every form of its name that people use.
struct Organisation {
  std::string name;                  // as on the letterhead
  std::vector<std::string> aliases;  // short names, initials, former names: "TMAT", "Brindlewick Primary"
  std::vector<std::string>
      domains;  // "brindlewick.example"; e-mail and web addresses under them are the school's
  std::string town;
  std::string postcode;

  bool operator==(const Organisation&) const = default;
};

struct Employer {
  Organisation trust;  // name empty when the school stands alone
  std::vector<Organisation> schools;

  bool operator==(const Employer&) const = default;
};

/// The one person whose pages are looked at.
struct Person {
  std::vector<std::string> names;         // "Hannah Brackenbury", the usual one first
  std::vector<std::string> former_names;  // maiden names and the like
  std::vector<std::string> usernames;     // without @
  std::string town;
  std::optional<PartialDate> birth_date;  // only if they want to: lets a found date be called certain
  Employer employer;

  bool operator==(const Person&) const = default;
};

/// Reads me.toml. Errors carry file:line:column and what to write instead; all of them are in the one Error.
Result<Person> read_person(const std::string& toml, const std::string& file);

/// The part of me.toml that says whom they work for: [trust] and [[schools]].
std::string write_employer(const Employer& employer);

/// The me.toml that read_person reads back as the same person, with a comment to each key.
std::string write_person(const Person& person);

}  // namespace gh::base
