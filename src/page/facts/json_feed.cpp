#include <algorithm>
#include <array>
#include <optional>

#include "page/facts/document_writer.h"
#include "page/facts/feed.h"
#include "page/facts/json.h"
#include "page/facts/strip_mark_up.h"

namespace gh::page {
namespace {

enum class Kind : std::uint8_t { words, markup, value, people, entries, list, nothing };

struct Row {
  std::string_view member;
  std::string_view fact;
  Kind kind;
};

// src: https://www.jsonfeed.org/version/1.1/; 1.0 has "author" for "authors"
constexpr std::array rows{
    Row{"title", "title", Kind::words},
    Row{"description", "subtitle", Kind::words},
    Row{"summary", "summary", Kind::words},
    Row{"content_text", "content", Kind::words},
    Row{"content_html", "content", Kind::markup},
    Row{"home_page_url", "link", Kind::value},
    Row{"feed_url", "self", Kind::value},
    Row{"url", "link", Kind::value},
    Row{"external_url", "external_url", Kind::value},
    Row{"id", "id", Kind::value},
    Row{"date_published", "published", Kind::value},
    Row{"date_modified", "updated", Kind::value},
    Row{"language", "language", Kind::value},
    Row{"image", "image", Kind::value},
    Row{"icon", "icon", Kind::value},
    Row{"authors", "author", Kind::people},
    Row{"author", "author", Kind::people},
    Row{"tags", "category", Kind::list},
    Row{"items", "entry", Kind::entries},
    Row{"version", "", Kind::nothing},
    Row{"user_comment", "", Kind::nothing},
    Row{"expired", "", Kind::nothing},
};

bool is_scalar(JsonType type) { return type == JsonType::string || type == JsonType::number; }

class JsonFeedReader {
 public:
  JsonFeedReader(Page& page, const Json& json) : json_(json), writer_(page, Syntax::feed, true) {}

  void run() {
    const std::uint32_t feed = writer_.item(nowhere, "", "feed", json_.nodes[0].source, false);
    members(0, [&](std::uint32_t value, const Row* row) {
      if (row != nullptr && row->kind == Kind::entries) {
        each(value, [&](std::uint32_t element) { entry(element, feed); });
      } else {
        member(value, row, feed);
      }
    });
  }

 private:
  // Calls visit(index, row or null) for the members of an object.
  template <class Visit>
  void members(std::uint32_t object, Visit visit) {
    for (std::uint32_t i = object + 1; i < json_.nodes[object].end; i = json_.nodes[i].end) {
      const std::string_view key = json_.key(json_.nodes[i]);
      const auto found =
          std::find_if(rows.begin(), rows.end(), [&](const Row& row) { return row.member == key; });
      visit(i, found == rows.end() ? nullptr : &*found);
    }
  }

  // The elements of an array, or the value itself.
  template <class Visit>
  void each(std::uint32_t value, Visit visit) {
    if (json_.nodes[value].type != JsonType::array) return visit(value);
    for (std::uint32_t i = value + 1; i < json_.nodes[value].end && !writer_.full(); i = json_.nodes[i].end)
      visit(i);
  }

  void entry(std::uint32_t object, std::uint32_t feed) {
    if (json_.nodes[object].type != JsonType::object) return;
    const std::uint32_t item = writer_.item(feed, "entry", "entry", json_.nodes[object].source, false);
    members(object, [&](std::uint32_t value, const Row* row) { member(value, row, item); });
  }

  void member(std::uint32_t value, const Row* row, std::uint32_t item) {
    const JsonNode& node = json_.nodes[value];
    if (row == nullptr) {
      if (is_scalar(node.type) && !json_.key(node).empty())
        writer_.value(item, json_.key(node), json_.value(node));
      return;
    }
    switch (row->kind) {
      case Kind::people:
        return each(value, [&](std::uint32_t person) { this->person(person, item); });
      case Kind::list:
        return each(value, [&](std::uint32_t word) { scalar(word, *row, item); });
      case Kind::nothing:
      case Kind::entries:
        return;
      default:
        return scalar(value, *row, item);
    }
  }

  void person(std::uint32_t object, std::uint32_t parent) {
    const JsonNode& node = json_.nodes[object];
    if (node.type != JsonType::object) return;
    const std::uint32_t item = writer_.item(parent, "author", "Person", node.source, false);
    for (std::uint32_t i = object + 1; i < node.end; i = json_.nodes[i].end) {
      const JsonNode& member = json_.nodes[i];
      if (is_scalar(member.type)) writer_.value(item, json_.key(member), json_.value(member));
    }
  }

  void scalar(std::uint32_t value, const Row& row, std::uint32_t item) {
    const JsonNode& node = json_.nodes[value];
    if (!is_scalar(node.type)) return;
    const Text text = json_.value(node);
    writer_.value(item, row.fact, row.kind == Kind::markup ? strip_mark_up(text) : text);
  }

  const Json& json_;
  DocumentWriter writer_;
};

}  // namespace

void read_json_feed(Page& page) {
  constexpr std::string_view sign = "jsonfeed.org/version/";
  const std::string_view source = page.source;
  // The sign may be written with escaped slashes.
  if (source.find(sign) == std::string_view::npos &&
      source.find("jsonfeed.org\\/version\\/") == std::string_view::npos) {
    return;
  }
  const Json json = read_json(source);
  if (json.nodes.empty() || json.nodes[0].type != JsonType::object) return;
  const auto version = json.member(0, "version");
  if (!version || json.value(json.nodes[*version]).words().find(sign) == std::string::npos) return;
  JsonFeedReader(page, json).run();
  if (json.broken) FactWriter(page, Syntax::feed).problem(json.nodes[0].source, "broken JSON");
}

}  // namespace gh::page
