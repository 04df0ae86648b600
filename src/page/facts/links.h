// What a page links to, and as what.
#pragma once

#include "page/page.h"

namespace gh::page {

/// A fact for each <a>, <area> and <link> with an address: the address as the page writes it, under a name of
/// one or more words, separated by blanks, each of which holds:
///   the words of rel in lower case ("me", "author", "alternate", "canonical", "next", ...);
///   "feed", "vcard" or "icalendar" by type, or by the end of the address for the latter two;
///   "mail" and "telephone" for mailto: and for tel:, sms:, callto:;
///   "link" when there is none of these.
/// Left out: addresses inside the page ("#..."), scripts, data: and blob: (see page/facts/cards.h), and what
/// is only loaded or fetched ahead (style sheets, icons). Words of rel that are for crawlers only
/// ("nofollow") say nothing here. To be called after the other readers: links must not use up the room for
/// facts.
void read_links(Page& page);

}  // namespace gh::page
