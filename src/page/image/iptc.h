// IPTC-IIM: what press programs and photo managers write about a picture (by-line, city, caption, keywords).
// https://www.iptc.org/std/IIM/4.2/specification/IIMV4.2.pdf
//
// libiptcdata finds the data among Photoshop's and knows what each data set is called. Its own walk from set
// to set is not used: it does not tell where a value stood, and adds up lengths that may be a lie.
#pragma once

#include "page/image/parts.h"
#include "page/page.h"

namespace gh::page {

/// States every data set that is a text, a date or a time, under libiptcdata's name for it ("Byline").
void read_iptc(Page& page, const Strand& strand);

/// The same for the IPTC data among Photoshop's image resources; none is no problem.
void read_photoshop(Page& page, const Strand& strand);

}  // namespace gh::page
