// Values that stand beside the words that name them, for people to read: "Date of birth" in a dt, a th, a
// first cell or a <label>, or before a colon, and what it is beside it. What the names mean is for others to
// say.
#pragma once

#include "page/page.h"

namespace gh::page {

/// Appends the facts of Syntax::labels: the label, without its colon, is the name, Fact::node the element
/// that holds the value (a cell, a dd, an input) or the block of a line "Label: value". A picture that stands
/// for a label is named by its own words: "birthday cake icon". In a table with a header row each row is an
/// item "row", its column heads are the names, and its first fact says of whom it speaks.
void read_labels(Page& page);

}  // namespace gh::page
