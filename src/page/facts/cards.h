// vCards (2.1, 3.0, 4.0) and iCalendars: as whole documents, in scripts, and in data: links. Each component
// is an item whose type is its name ("vcard", "vcalendar", "vevent"); a property is a fact with the
// property's name in lower case
// ("fn", "bday", "note", "dtstart", "x-..."), a component of a structured one a fact with h-card's name for
// it
// ("family-name", "street-address", "organization-name"). Addresses, and whatever says what kind it is
// (TYPE=home) or stands in a group, are items of their own in the card: Item::name is the property,
// Item::type the kinds. Of organizers and attendees, "name" is what CN says. Left out: pictures, keys,
// alarms, time zones, revisions. src: https://www.rfc-editor.org/rfc/rfc6350,
// https://www.rfc-editor.org/rfc/rfc5545,
//      https://microformats.org/wiki/h-card
#pragma once

#include "page/page.h"

namespace gh::page {

/// Reads a page whose source is one or more vCards or iCalendars; their words are blocks of the page, too.
void read_card_document(Page& page);

/// Reads those that an HTML page carries in <script type="text/vcard"> (or text/calendar) and in links to
/// "data:text/vcard,...". Links to .vcf and .ics files are for read_links.
void read_cards(Page& page);

}  // namespace gh::page
