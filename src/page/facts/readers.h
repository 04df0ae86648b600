// Every reader of structured data, in one table: what a page states to machines.
#pragma once

#include "page/page.h"

namespace gh::page {

/// Appends the items, facts and problems of every syntax that HTML carries, in the order of the table.
void read_structured_data(Page& page);

}  // namespace gh::page
