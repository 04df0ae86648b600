// Photos: what a picture's file says beside the picture, read without decoding one pixel. EXIF (camera, time,
// place), IPTC-IIM (what press programs write), XMP (all of these again, and the names at faces), and the
// comments of the file formats themselves, in JPEG, PNG, WebP, GIF, TIFF and HEIC/AVIF. What the picture
// shows is not looked at.
#pragma once

#include <string_view>

#include "page/page.h"

namespace gh::page {

/// Page::charset of a page whose source is no text.
inline constexpr std::string_view binary_charset = "binary";

/// True when the bytes begin as one of the formats above do.
bool is_image(std::string_view bytes);

/// States what the file in `page.source` says, as facts of exif, iptc, xmp and image-text.
/// in:  source holds the file's bytes as they are
/// out: words are UTF-8 whatever the file holds; each fact is traced to its bytes; EXIF's position is stated
///      as "GPSPosition", decimal degrees like "53.9590, -1.0815"
/// err: what is damaged, out of bounds or packed is a Problem in words, and the rest is still read
void read_image(Page& page);

}  // namespace gh::page
