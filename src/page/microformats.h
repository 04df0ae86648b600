// Microformats, new and classic: people, organisations, events and posts as class names of the mark-up.
// "rel" links are in the JSON as its form wants it; as facts they are the business of the links reader.
#pragma once

#include <string>
#include <string_view>

#include "page/page.h"

namespace gh::page {

/// The page's microformats as canonical JSON, {"items":[...],"rels":{...},"rel-urls":{...}} on one line.
/// in:  `base_url`, the address of the page, against which addresses are made absolute unless a <base href>
/// says
///      otherwise; empty if nobody knows
/// out: what tests of https://github.com/microformats/tests expect; a page that would cost too much loses
/// parts src: https://microformats.org/wiki/microformats2-parsing
std::string microformats_json(const Page& page, std::string_view base_url);

/// Appends the same items as Items ("h-card"; several types separated by blanks) and Facts ("bday", "org": no
/// prefix), addresses as the page states them, runs of blanks as one. An item inside another is held under
/// its first property, or under "children"; a further property of it, and one that has no properties itself,
/// are facts of the outer item as well.
void read_microformat_facts(Page& page);

}  // namespace gh::page
