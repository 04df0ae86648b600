// What a page says in RDFa Lite (https://www.w3.org/TR/rdfa-lite/), and a little more of RDFa 1.1: about,
// content, datetime, rel on a typed element or with a prefix. Nothing is resolved or fetched: names lose
// their vocabulary, addresses stay as written.
#pragma once

#include "page/page.h"

namespace gh::page {

/// Adds the items and facts of vocab, typeof, property, resource and about ("@id").
///
/// A thing stays where the page describes it first; what is said elsewhere about the same resource joins it.
/// Where a property's value is a resource that the page describes, it holds an Item without facts whose
/// refers_to is the described one. Unlike RDFa 1.1, a plain link does not become the subject of what stands
/// inside it: authors mean the thing around.
///
/// Left to others: <meta> with the names of Open Graph and its kin, names without a prefix where neither a
/// vocabulary nor an item is in sight, and <meta> of no item in vocabularies that do not describe people or
/// organisations.
///
/// err: none
void read_rdfa(Page& page);

}  // namespace gh::page
