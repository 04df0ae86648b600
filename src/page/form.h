// What kind of document some bytes are: by their own look where that is plain, else as they were labelled.
#pragma once

#include <cstdint>
#include <string_view>

namespace gh::page {

enum class Form : std::uint8_t { html, plain, json, xml, vcard, icalendar, image };

/// The form of a document. Images are known by their bytes whatever the label says, cards and calendars by
/// their first line, feeds also when they are labelled as HTML. in:  bytes as served, or already decoded to
/// UTF-8 (then no longer an image); `content_type` as sent with them
///      ("text/html; charset=utf-8"), or "" to go by the bytes alone
/// out: plain for whatever cannot be told
/// src: https://mimesniff.spec.whatwg.org/ (images; "sniffing a mislabeled feed")
Form form_of(std::string_view bytes, std::string_view content_type);

}  // namespace gh::page
