// What a page says in microdata (https://html.spec.whatwg.org/#microdata).
#pragma once

#include "page/page.h"

namespace gh::page {

/// Adds the items and facts of itemscope, itemprop, itemref, itemtype and itemid ("@id").
///
/// An item that several others hold through itemref is stated once; each further mention is an Item without
/// facts whose refers_to is the stated one, and so is every way back in a circle. Beyond the standard: a
/// `content` attribute gives the value of any element, an <a>, <time> or the like without its attribute is
/// read as text, and properties outside every item are kept (an item at the top, a fact of the page).
///
/// Hidden: in a part of the page that is, and values of attributes that show nothing (content, datetime,
/// value); addresses of links and images are as visible as their element.
///
/// err: an itemref to nothing becomes a Problem
void read_microdata(Page& page);

}  // namespace gh::page
