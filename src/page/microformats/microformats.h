// Microformats, new and classic: people, organisations, events and posts as class names of the mark-up.
// "rel" links are in the JSON as its form wants it; as facts they are the business of the links reader.
#pragma once

#include <string>
#include <string_view>

#include "page/page.h"

namespace gh::page {

/// The page's microformats as canonical JSON, {"items":[...],"rels":{...},"rel-urls":{...}} on one line.
/// in:  `base_url`, the address of the page, which makes addresses absolute unless a <base href> does; empty
/// if
///      nobody knows it
/// out: what the tests of https://github.com/microformats/tests want; parts are left out of what costs too
/// much src: https://microformats.org/wiki/microformats2-parsing
std::string microformats_json(const Page& page, std::string_view base_url);

/// Appends the same items as Items ("h-card"; several types separated by blanks) and Facts ("bday", "org": no
/// prefix), addresses as the page states them, runs of blanks as one. An item inside another is held under
/// its first property, or under "children"; what else it is there (a second property, a date, an item without
/// properties) is a fact of the outer item.
void read_microformat_facts(Page& page);

}  // namespace gh::page
