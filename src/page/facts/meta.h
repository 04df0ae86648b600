// What <meta> says about a page and its owner: Open Graph, Twitter cards, Dublin Core, and the many names
// beside them. Names are stated in lower case; Dublin Core's with a dot ("dc.creator", "dcterms.created")
// however the page writes it. src: https://ogp.me/,
// https://developer.x.com/en/docs/x-for-websites/cards/overview/markup,
//      https://www.dublincore.org/specifications/dublin-core/dc-html/
#pragma once

#include "page/page.h"

namespace gh::page {

/// Facts of the page's <meta name> and <meta property>, its <title> ("title") and the language of <html>
/// ("lang"). A picture, film or sound of Open Graph is an item of its own, as its width, type and alternative
/// text follow it. Left out: what is for browsers and search engines only, what the microdata and RDFa
/// readers claim, and empty values.
void read_meta(Page& page);

}  // namespace gh::page
