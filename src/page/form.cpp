#include "page/form.h"

#include <string>

#include "base/text.h"
#include "page/facts/xml.h"
#include "page/image/image.h"

namespace gh::page {
namespace {

constexpr std::size_t reach = 2048;  // bytes that are looked at for a sign of mark-up

bool looks_like_markup(std::string_view text) {
  text = base::trim(text.substr(0, reach));
  return text.starts_with("<") || text.find("<html") != std::string_view::npos ||
         text.find("<p>") != std::string_view::npos || text.find("</") != std::string_view::npos;
}

bool begins_with(std::string_view text, std::string_view wanted) {
  return base::equal_ignoring_case(text.substr(0, wanted.size()), wanted);
}

bool is_feed_root(std::string_view name) { return name == "rss" || name == "feed" || name == "rdf:RDF"; }

// A label that browsers follow against the look of the bytes, too.
bool is_html_type(std::string_view type) { return type.find("html") != std::string_view::npos; }

bool is_xml_type(std::string_view type) { return type.ends_with("/xml") || type.ends_with("+xml"); }

// A bracket and what JSON may have behind it: strings in it may well hold mark-up.
bool begins_like_json(std::string_view start) {
  if (!start.starts_with('{') && !start.starts_with('[')) return false;
  const std::string_view next = base::trim(start.substr(1)).substr(0, 1);
  return !next.empty() &&
         std::string_view(start[0] == '{' ? "\"}" : "\"[{]").find(next) != std::string_view::npos;
}

Form form_by_bytes(std::string_view text) {
  const std::string_view start = base::trim(text.substr(0, reach));
  if (start.starts_with('<')) {
    const std::string_view root = xml_root_name(text);
    const bool declared = start.starts_with("<?xml");
    return is_feed_root(root) || (declared && !begins_with(root, "html")) ? Form::xml : Form::html;
  }
  if (begins_like_json(start)) return Form::json;
  if (looks_like_markup(text)) return Form::html;
  return start.starts_with('{') || start.starts_with('[') ? Form::json : Form::plain;
}

bool is_image_type(std::string_view type) { return type.starts_with("image/") && !is_xml_type(type); }

}  // namespace

Form form_of(std::string_view bytes, std::string_view content_type) {
  const std::string type = base::lower_ascii(base::trim(content_type.substr(0, content_type.find(';'))));
  if (is_image(bytes) || is_image_type(type)) return Form::image;
  std::string_view start = bytes.substr(0, reach);
  if (start.starts_with("\xEF\xBB\xBF")) start.remove_prefix(3);
  start = base::trim(start);
  if (begins_with(start, "BEGIN:VCARD")) return Form::vcard;
  if (begins_with(start, "BEGIN:VCALENDAR")) return Form::icalendar;
  if (is_html_type(type)) {
    return type == "text/html" && start.starts_with('<') && is_feed_root(xml_root_name(bytes)) ? Form::xml
                                                                                               : Form::html;
  }
  if (type.ends_with("json")) return Form::json;
  if (type == "text/vcard" || type == "text/x-vcard" || type == "text/directory") return Form::vcard;
  if (type == "text/calendar") return Form::icalendar;
  if (type == "text/plain") return Form::plain;
  if (is_xml_type(type)) return begins_with(xml_root_name(bytes), "html") ? Form::html : Form::xml;
  return form_by_bytes(bytes);
}

}  // namespace gh::page
