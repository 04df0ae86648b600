#include "page/facts/cards.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>

#include "base/text.h"
#include "page/facts/content_lines.h"
#include "page/facts/document_writer.h"
#include "page/facts/octets.h"

namespace gh::page {
namespace {

constexpr std::size_t longest_link = std::size_t{256} << 10;  // bytes of a data: link that is decoded
constexpr std::size_t longest_word = 100;                     // of a component's name, or of all types
constexpr std::size_t deepest = 16;                           // components in components
constexpr std::size_t most_groups = 64;                       // of one card

constexpr std::array<std::string_view, 5> name_parts{"family-name", "given-name", "additional-name",
                                                     "honorific-prefix", "honorific-suffix"};
constexpr std::array<std::string_view, 7> address_parts{
    "post-office-box", "extended-address", "street-address", "locality",
    "region",          "postal-code",      "country-name"};
constexpr std::array<std::string_view, 2> organization_parts{"organization-name", "organization-unit"};

enum class Shape : std::uint8_t { words, value, list, parts, person, skipped };

struct Row {
  std::string_view property;
  Shape shape;
  std::span<const std::string_view> parts{};  // a last one is used for all that follow
};

// What is not here is words. src: RFC 6350 section 6, RFC 5545 section 3.8
constexpr std::array rows{
    Row{"n", Shape::parts, name_parts},
    Row{"adr", Shape::parts, address_parts},
    Row{"org", Shape::parts, organization_parts},
    Row{"nickname", Shape::list},
    Row{"categories", Shape::list},
    Row{"organizer", Shape::person},
    Row{"attendee", Shape::person},
    Row{"bday", Shape::value},
    Row{"deathdate", Shape::value},
    Row{"anniversary", Shape::value},
    Row{"x-anniversary", Shape::value},
    Row{"tel", Shape::value},
    Row{"email", Shape::value},
    Row{"impp", Shape::value},
    Row{"url", Shape::value},
    Row{"photo", Shape::value},
    Row{"logo", Shape::value},
    Row{"source", Shape::value},
    Row{"geo", Shape::value},
    Row{"tz", Shape::value},
    Row{"lang", Shape::value},
    Row{"member", Shape::value},
    Row{"related", Shape::value},
    Row{"gender", Shape::value},
    Row{"dtstart", Shape::value},
    Row{"dtend", Shape::value},
    Row{"due", Shape::value},
    Row{"duration", Shape::value},
    Row{"rrule", Shape::value},
    Row{"rdate", Shape::value},
    Row{"exdate", Shape::value},
    Row{"recurrence-id", Shape::value},
    Row{"attach", Shape::value},
    Row{"created", Shape::value},
    Row{"last-modified", Shape::value},
    Row{"version", Shape::skipped},
    Row{"prodid", Shape::skipped},
    Row{"rev", Shape::skipped},
    Row{"uid", Shape::skipped},
    Row{"key", Shape::skipped},
    Row{"sound", Shape::skipped},
    Row{"profile", Shape::skipped},
    Row{"calscale", Shape::skipped},
    Row{"method", Shape::skipped},
    Row{"dtstamp", Shape::skipped},
    Row{"sequence", Shape::skipped},
    Row{"transp", Shape::skipped},
    Row{"status", Shape::skipped},
    Row{"priority", Shape::skipped},
    Row{"class", Shape::skipped},
    Row{"clientpidmap", Shape::skipped},
};

Row row_of(std::string_view property) {
  const auto found =
      std::find_if(rows.begin(), rows.end(), [&](const Row& row) { return row.property == property; });
  return found == rows.end() ? Row{property, Shape::words} : *found;
}

// A birthday without a year, as address books write it: X-APPLE-OMIT-YEAR=1604:1604-07-04 means --07-04.
Text without_omitted_year(const ContentLine& line) {
  const std::string_view omitted = line.parameter("x-apple-omit-year");
  const std::string& words = line.value.words();
  if (omitted.empty() || !words.starts_with(omitted)) return line.value;
  Text value;
  value.append_for("-", line.value.source(0, omitted.size()));
  value.append_part(line.value, omitted.size(), words.size());
  return value;
}

// "home", "work", "cell": what TYPE says, without what every line says.
std::string types_of(const ContentLine& line) {
  std::string types;
  for (const Parameter& parameter : line.parameters) {
    if (parameter.name != "type" || types.size() + parameter.value.size() > longest_word) continue;
    for (const std::string_view type : base::split(parameter.value, ',')) {
      const std::string lower = base::lower_ascii(base::trim(type));
      if (lower.empty() || lower == "pref" || lower == "internet" || lower == "voice") continue;
      types += (types.empty() ? "" : " ") + lower;
    }
  }
  return types;
}

// The name behind BEGIN or END.
std::string component_of(const ContentLine& line) {
  const std::string_view name = base::trim(line.value.words());
  return name.empty() || name.size() > longest_word ? "unknown" : base::lower_ascii(name);
}

// Reads the components of one text.
class CardReader {
 public:
  CardReader(Page& page, std::uint32_t node, bool document) : page_(page), node_(node), document_(document) {}

  void run(const Text& text) {
    ContentLines lines(text);
    ContentLine line;
    while (!page_.facts_cut && lines.next(line)) {
      if (line.name == "begin") {
        begin(line);
      } else if (line.name == "end") {
        end(line);
      } else if (!open_.empty() && skipped_.empty() && !line.name.empty()) {
        property(line);
      }
    }
    if (!open_.empty()) writer().problem(open_.back().source, "a component without END");
  }

 private:
  struct Group {
    std::string name;
    std::uint32_t item;
  };
  struct Open {
    std::string type;
    Syntax syntax;
    std::uint32_t item;
    Span source;
    std::vector<Group> groups{};
  };

  DocumentWriter writer() const {
    return {page_, open_.empty() ? Syntax::vcard : open_.back().syntax, document_};
  }

  void begin(const ContentLine& line) {
    const std::string type = component_of(line);
    if (!skipped_.empty()) return;
    const bool outer = type == "vcard" || type == "vcalendar";
    if (type == "valarm" || type == "vtimezone" || (open_.empty() && !outer) || open_.size() >= deepest) {
      skipped_ = type;
      return;
    }
    const Syntax syntax = type == "vcard"       ? Syntax::vcard
                          : type == "vcalendar" ? Syntax::icalendar
                                                : open_.back().syntax;
    const std::uint32_t parent = open_.empty() ? nowhere : open_.back().item;
    DocumentWriter writer(page_, syntax, document_);
    const std::uint32_t item = writer.item(parent, "", type, line.source, !document_);
    open_.push_back({type, syntax, item, line.source});
  }

  void end(const ContentLine& line) {
    const std::string type = component_of(line);
    if (!skipped_.empty()) {
      if (type == skipped_) skipped_.clear();
      return;
    }
    // The nearest that it may mean; what stands open inside is closed with it.
    const auto found =
        std::find_if(open_.rbegin(), open_.rend(), [&](const Open& open) { return open.type == type; });
    if (found == open_.rend()) return;
    const auto keep = static_cast<std::size_t>(open_.rend() - found) - 1;
    const std::uint32_t item = open_[keep].item;
    if (item != nowhere)
      page_.items[item].source.end = std::max(line.source.end, page_.items[item].source.end);
    open_.resize(keep, open_[0]);
  }

  void property(const ContentLine& line) {
    const Row row = row_of(line.name);
    if (row.shape == Shape::skipped || line.binary()) return;
    if (line.value.words().starts_with("data:")) return;
    const std::uint32_t item = item_for(line, row);
    DocumentWriter writer = this->writer();
    switch (row.shape) {
      case Shape::parts:
        return parts(writer, item, row, line.value);
      case Shape::list:
        return list(writer, item, line);
      case Shape::person:
        if (const std::string_view name = line.parameter("cn"); !name.empty()) {
          writer.words(item, "name", parameter_text(line, name), node_);
        }
        return writer.value(item, line.name, line.value, node_);
      case Shape::value:
        return writer.value(item, line.name, unescaped_all(without_omitted_year(line)), node_);
      default:
        return writer.words(item, line.name, unescaped_all(line.value), node_);
    }
  }

  static Text unescaped_all(const Text& value) {
    return unescaped(value, {0, static_cast<std::uint32_t>(value.words().size())});
  }

  // The item that a line's facts belong to: the card, or one of their own.
  std::uint32_t item_for(const ContentLine& line, const Row& row) {
    Open& card = open_.back();
    const auto known = std::find_if(card.groups.begin(), card.groups.end(),
                                    [&](const Group& group) { return group.name == line.group; });
    if (!line.group.empty() && known != card.groups.end()) return known->item;
    const std::string types = types_of(line);
    const bool grouped = !line.group.empty() && card.groups.size() < most_groups;
    if (!grouped && types.empty() && row.property != "adr" && row.shape != Shape::person) return card.item;
    const std::uint32_t item = writer().item(card.item, line.name, types, line.source, !document_);
    if (grouped) card.groups.push_back({line.group, item});
    return item;
  }

  void parts(DocumentWriter& writer, std::uint32_t item, const Row& row, const Text& value) const {
    std::size_t index = 0;
    for (const Span part : value_parts(value.words(), ';')) {
      const std::string_view name = row.parts[std::min(index++, row.parts.size() - 1)];
      writer.words(item, name, unescaped(value, part), node_);
    }
  }

  void list(DocumentWriter& writer, std::uint32_t item, const ContentLine& line) const {
    for (const Span part : value_parts(line.value.words(), ',')) {
      writer.words(item, line.name, unescaped(line.value, part), node_);
    }
  }

  // A parameter's value, found again in the line that it was read from; decoded or folded, it stands for the
  // line.
  Text parameter_text(const ContentLine& line, std::string_view value) const {
    Text text;
    for (const std::string sign : {"=", "=\""}) {
      const std::size_t at = page_.bytes(line.source).find(sign + std::string(value));
      if (at == std::string_view::npos) continue;
      text.append(value, line.source.begin + static_cast<std::uint32_t>(at + sign.size()));
      return text;
    }
    text.append_for(value, line.source);
    return text;
  }

  Page& page_;
  std::uint32_t node_;
  bool document_;
  std::vector<Open> open_;
  std::string skipped_;  // the component that is being left out
};

bool is_card_type(std::string_view type) {
  type = base::trim(type.substr(0, type.find(';')));
  return base::equal_ignoring_case(type, "text/vcard") || base::equal_ignoring_case(type, "text/x-vcard") ||
         base::equal_ignoring_case(type, "text/directory") ||
         base::equal_ignoring_case(type, "text/calendar");
}

// The words of a link to "data:text/vcard;charset=utf-8;base64,...", or nothing.
// src: https://www.rfc-editor.org/rfc/rfc2397
std::optional<Text> data_link(const Page& page, const Attribute& link) {
  const std::string_view address = base::trim(page.slice(link.value));
  if (address.size() > longest_link || address.size() < 10 || address[4] != ':' ||
      !base::equal_ignoring_case(address.substr(0, 10), "data:text/")) {
    return std::nullopt;
  }
  const std::size_t comma = address.find(',');
  if (comma == std::string_view::npos || !is_card_type(address.substr(5, comma - 5))) return std::nullopt;
  const Text text = page.value_text(link);
  const std::size_t words = text.words().find(',') + 1;
  return base::lower_ascii(address.substr(0, comma)).ends_with(";base64") ? base64_decoded(text, words)
                                                                          : percent_decoded(text, words);
}

void read_script(Page& page, std::uint32_t index) {
  const Node& node = page.nodes[index];
  if (node.end <= index + 1 || !is_card_type(page.value(node, "type"))) return;
  Text text;
  text.append(page.bytes(page.nodes[index + 1].source), page.nodes[index + 1].source.begin);
  CardReader(page, index, false).run(text);
}

}  // namespace

void read_card_document(Page& page) {
  Text text;
  text.append(page.source, 0);
  CardReader(page, 0, true).run(text);
}

void read_cards(Page& page) {
  for (std::uint32_t i = 1; i < page.nodes.size(); ++i) {
    const Tag tag = page.nodes[i].tag;
    if (tag == Tag::script) {
      read_script(page, i);
    } else if (tag == Tag::a || tag == Tag::link || tag == Tag::object) {
      const Attribute* link = page.attribute(page.nodes[i], tag == Tag::object ? "data" : "href");
      if (link == nullptr) continue;
      if (const auto text = data_link(page, *link)) CardReader(page, i, false).run(*text);
    }
  }
}

}  // namespace gh::page
