// XMP: RDF in XML, in which programs repeat what EXIF and IPTC say and add what these cannot, the names at
// faces among them. https://developer.adobe.com/xmp/docs/ (parts 1 and 2), read with expat.
#pragma once

#include "page/image/parts.h"
#include "page/page.h"

namespace gh::page {

/// States every property of the vocabularies that we know, under its usual prefix ("dc:creator"). A structure
/// is an Item, its mwg-rs:Type ("Face") or stArea's being the Item's type. Of exif:GPSLatitude and
/// exif:GPSLongitude "GPSPosition" is made, as EXIF's.
/// err: a document type, nesting past 64, and what is no XML end the reading with a Problem
void read_xmp(Page& page, const Strand& strand);

}  // namespace gh::page
