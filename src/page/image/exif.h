// EXIF: camera, owner, serial numbers, times and position, in the tags of a TIFF structure.
// https://www.cipa.jp/std/documents/download_e.html?DC-008-Translation-2023-E (EXIF 3.0),
// https://www.loc.gov/preservation/digital/formats/content/tiff_tags.shtml (the older ones).
//
// libexif gives the numbers and the sizes of formats; its parser is not used: it does not tell where in the
// file a value stood, reads 64 KiB at most, and follows the makers' notes, which are undocumented.
#pragma once

#include "page/image/parts.h"
#include "page/page.h"

namespace gh::page {

/// States the tags of the first picture that tell of people, places, times and devices. What the structure
/// embeds (XMP, IPTC) is added to `parts`.
void read_exif(Page& page, ImageParts& parts, const Strand& strand);

}  // namespace gh::page
