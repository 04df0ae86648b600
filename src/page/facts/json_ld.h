// What a page says in JSON-LD (https://www.w3.org/TR/json-ld11/), without its contexts: names lose their
// vocabulary, and nothing is ever fetched. All scripts of a page are read as one graph.
#pragma once

#include "page/page.h"

namespace gh::page {

/// Adds the items and facts of every <script type="application/ld+json">.
///
/// A thing with an "@id" is stated once, with all that any script says of it: where another thing first names
/// it
/// ("Person.worksFor:Organization"), else at the top. Each further mention is an Item without facts whose
/// refers_to is the stated one; so is every way back in a circle. An id that no script describes is an item
/// with the fact
/// "@id" alone. Things that nothing names come first, in page order, then what circles leave over.
///
/// Names: "@id" for the address of a thing (blank nodes have none), "@reverse worksFor" for what holds this
/// thing the other way round, "@included" and "@graph" where they hold things. @value, @list, @set, @nest and
/// language maps leave no trace but their values.
///
/// err: broken JSON, and references to a part of the page that is not there, become Problems
void read_json_ld(Page& page);

}  // namespace gh::page
