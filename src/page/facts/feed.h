// Feeds: RSS 0.9 to 2.0, Atom 0.3 and 1.0, and JSON Feed 1.0 and 1.1, with the modules that say who wrote and
// what about (Dublin Core, iTunes, Media RSS, content). All are stated in Atom's words, so that a reader
// needs to know one: an item "feed" that holds items "entry", with facts
//   title subtitle summary content author managingEditor category link id published updated rights language
//   ...
// and items "Person" under "author", "contributor" or "itunes:owner" with name, email and url. What has no
// word of Atom keeps its own name ("media:credit"). Values with HTML give its visible text. src:
// https://www.rssboard.org/rss-specification, https://web.resource.org/rss/1.0/spec,
//      https://www.rfc-editor.org/rfc/rfc4287, https://www.jsonfeed.org/version/1.1/,
//      https://www.rssboard.org/media-rss, https://podcasters.apple.com/support/823-podcast-requirements
#pragma once

#include "page/page.h"

namespace gh::page {

/// Reads a page whose source is an XML document: items and facts of a feed, and blocks of its titles and
/// texts. Any other XML gives blocks of its words and no facts. What stands before a mistake in the XML is
/// kept, the mistake is a problem.
void read_feed(Page& page);

/// Reads a page whose source is JSON: items and facts when it is a JSON Feed, else nothing. Gives no blocks,
/// as for all JSON.
void read_json_feed(Page& page);

}  // namespace gh::page
