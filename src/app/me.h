// Changing who the person is, one thing at a time, as options or a guided conversation ask for it. Pure:
// doors take the person from app/house.h and give the changed one back to it.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/person.h"
#include "base/result.h"

namespace gh::app {

/// One change, in the words of the command line without the dashes: {"name", "Hannah Brackenbury"},
/// {"school", "Brindlewick Primary"}, {"school-town", "Oakcester"}, {"clear", "usernames"}.
struct Change {
  std::string option;
  std::string value;
};

/// Whom a field belongs to. A school's goes to the school that was named last before it.
enum class Owner { person, trust, school };

/// One thing that can be said of a person, for doors that list the fields or ask for them.
struct MeField {
  std::string_view option;  // "former-name"
  std::string_view title;   // "Former names"
  std::string_view why;     // one sentence: what it is good for
  bool many;                // several may be given
  Owner owner;
};

/// All of them, in the order in which they are asked for.
std::span<const MeField> me_fields();

/// What `person` has in the field `option`, as the values of changes that would give it again. For a school's
/// fields that of the school at `school`, for "school" all their names. Empty for an option that is none.
std::vector<std::string> me_values(const base::Person& person, std::string_view option,
                                   std::size_t school = 0);

/// `person` after all `changes`, in order. A field that holds several takes one more (never the same twice);
/// the others are replaced. "school" begins a school, or chooses the one of that name for what follows.
/// "clear" empties the field that it names; "school" with all its fields is the chosen one, "schools" all.
/// err: usage, when a value cannot be meant (a day that does not exist, a domain without a dot), an option is
/// unknown, or a school's or trust's field comes before its name
base::Result<base::Person> changed(base::Person person, std::span<const Change> changes, base::Day today);

}  // namespace gh::app
