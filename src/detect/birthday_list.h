// Lists of birthdays, as clubs, churches and schools print them: "Birthdays in August: 7th Robin Ashdown",
// a table of names and days below "Staff birthdays", "Many happy returns to Robin Ashdown (7 August)".
#pragma once

#include <string_view>
#include <vector>

#include "detect/dates.h"
#include "detect/material.h"

namespace gh::detect {

/// Over folded text.
struct BirthdayListWords {
  Pattern head;        // says that birthdays are listed: in a heading, a line above, or in front of the list
  Pattern this_month;  // in the head: they are those of the month in which it was written
};

/// out: the person's birthday where the passage is an entry, or holds one, with their full name and a day;
/// the
///      month may stand in the head. The year only where it can be that of a birth.
std::vector<Finding> birthdays_in_list(const Material& material, const FoldedPassage& in,
                                       const DateFinder& dates, const BirthdayListWords& words,
                                       std::string_view clause);

}  // namespace gh::detect
