// One fact seen in one place, with all that a reader needs to disagree.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/visibility.h"

namespace gh::detect {

/// What is given away. The names are those of the machine output (`birth_date`, `handle_contains_employer`,
/// ...).
enum class Kind {
  birth_date,   // ISO 8601-2 partial date: 1985-07-04, 1985-07, 1985, XXXX-07-04
  age,          // digits
  birth_place,  // as on the page
  employer,     // the trust's name as in me.toml
  school,       // the school's name as in me.toml
  job_role,     // as on the page
  home_town,
  phone,
  email,
  postcode,
  football_team,             // the club's usual long name
  family_name_answer,        // as on the page
  child_info,                // a name, an age or a date
  handle_contains_employer,  // the handle or title
  vehicle_registration,      // in capitals: AB12 CDE
  staff_number,              // a teacher's reference, a payroll or a National Insurance number
  street,                    // house and street of a home, as on the page
  partner,                   // the name of husband, wife or partner
  anniversary,               // of a wedding: a partial date as for birth_date
  pet,                       // its name
  confidential,              // what was let slip: "class list", the address of an inside page
};
inline constexpr std::size_t kind_count = static_cast<std::size_t>(Kind::confidential) + 1;

/// "birth_date", ... as fixed by the machine output.
std::string_view name(Kind kind);
std::optional<Kind> kind_named(std::string_view name);

/// For people: "date of birth", "employer", "name of the trust or school in a profile name".
std::string_view title(Kind kind);

enum class Whose { self, other };
enum class Certainty { possible, likely, certain };  // in rising order
using base::Visibility;
using base::visibility_named;

std::string_view name(Whose whose);          // "self", "other"
std::string_view name(Certainty certainty);  // "certain", "likely", "possible"
using base::name;                            // "passer_by", "member", "unknown", "owner_only"
std::optional<Whose> whose_named(std::string_view name);
std::optional<Certainty> certainty_named(std::string_view name);

/// The very words. `start` and `end` are byte offsets into the decoded page; both 0 when the words stand in
/// no page (a handle that was typed).
struct Evidence {
  std::string text;
  std::uint32_t start = 0;
  std::uint32_t end = 0;
  std::string field;  // where in the profile: "bio", "post", "title", "handle"

  bool operator==(const Evidence&) const = default;
};

struct Finding {
  Kind kind = Kind::birth_date;
  std::string value;
  Whose whose = Whose::self;
  Certainty certainty = Certainty::likely;
  Visibility seen_by = Visibility::passer_by;
  std::optional<Visibility> audience = std::nullopt;  // that the platform states of the post it stands in
  bool hidden = false;                                // in the source of the page, but not shown by a browser
  Evidence evidence;
  std::string rule;                                   // id of the rule that fired: "birth-date.label"
  std::string clause;                                 // of the policy: "SEC-05"
  std::optional<base::Day> published = std::nullopt;  // of the post that it stands in; an age needs it

  bool operator==(const Finding&) const = default;
};

}  // namespace gh::detect
