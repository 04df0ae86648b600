#include "page/microformats/microformats.h"

#include <algorithm>

#include "base/text.h"
#include "page/facts/fact_writer.h"
#include "page/microformats/items.h"

namespace gh::page {
namespace {

using microformats::Document;
using microformats::Microformat;
using microformats::no_item;
using microformats::Property;

bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }

// Runs of blanks as one, none at the ends. A single blank between words stays with them, so that most values
// are one run.
Text collapsed(const Text& text) {
  const std::string& words = text.words();
  const auto ends_run = [&](std::size_t at) {
    return is_blank(words[at]) && (words[at] != ' ' || at + 1 == words.size() || is_blank(words[at + 1]));
  };
  Text all;
  std::size_t at = 0;
  while (at < words.size()) {
    while (at < words.size() && is_blank(words[at])) ++at;
    const std::size_t begin = at;
    while (at < words.size() && !ends_run(at)) ++at;
    if (begin == 0 && at == words.size()) return text;
    if (at == begin) break;
    if (!all.empty()) all.append_separator(" ");
    all.append_part(text, begin, at);
  }
  return all;
}

// A value pieced together from an include stands before what it was included into; only pieces in page order
// make a span, so the others keep their words and lose their trace.
Text in_page_order(Text text) {
  const auto backwards = [](const Text::Piece& piece, const Text::Piece& next) {
    return next.source_begin < piece.source_begin + piece.source_length;
  };
  if (std::ranges::adjacent_find(text.pieces(), backwards) == text.pieces().end()) return text;
  Text ordered;
  std::size_t at = 0;
  std::uint32_t reached = 0;
  for (const Text::Piece& piece : text.pieces()) {
    ordered.append_separator(std::string_view(text.words()).substr(at, piece.begin - at));
    at = piece.begin + piece.length;
    if (piece.source_begin >= reached) {
      ordered.append_part(text, piece.begin, at);
      reached = piece.source_begin + piece.source_length;
    } else {
      ordered.append_separator(std::string_view(text.words()).substr(piece.begin, piece.length));
    }
  }
  ordered.append_separator(std::string_view(text.words()).substr(at));
  return ordered;
}

std::string joined(const std::vector<std::string_view>& words) {
  std::string all;
  for (std::string_view word : words) all.append(all.empty() ? "" : " ").append(word);
  return all;
}

// The writer adds to the page's characters, of which names are views: they move into `names`.
void own_names(std::vector<Microformat>& items, std::string& names) {
  std::size_t length = 0;
  const auto for_each_name = [&](auto use) {
    for (Microformat& item : items) {
      for (std::string_view& type : item.types) use(type);
      for (Property& property : item.properties) use(property.name);
    }
  };
  for_each_name([&](std::string_view& name) { length += name.size(); });
  names.reserve(length);
  for_each_name([&](std::string_view& name) {
    const std::size_t begin = names.size();
    names += name;
    name = std::string_view(names).substr(begin);
  });
}

class FactsOfItems {
 public:
  FactsOfItems(Page& page, const std::vector<Microformat>& items)
      : page_(page), writer_(page, Syntax::microformats), items_(items), written_(items.size(), nowhere) {}

  void write() {
    for (std::uint32_t i = 0; i < items_.size(); ++i) write_item(i);
  }

 private:
  void write_item(std::uint32_t index) {
    const Microformat& item = items_[index];
    const Node& node = page_.nodes[item.node];
    if (written_[index] == nowhere && item.parent == no_item) {
      written_[index] = writer_.item(nowhere, "", joined(item.types), node.source, node.hidden);
    }
    if (written_[index] == nowhere) return;
    for (const Property& property : item.properties) write_property(index, property);
    for (std::uint32_t child : item.children) nest(index, child, "children");
  }

  void write_property(std::uint32_t index, const Property& property) {
    const std::uint32_t inner = property.value.item;
    const bool first = inner != no_item && written_[inner] == nowhere;
    if (first) nest(index, inner, property.name);
    // The item says it all, but for a date, which is no property of the item.
    if (first && !items_[inner].properties.empty() && property.prefix != microformats::Prefix::dt) return;
    const Text words = in_page_order(collapsed(property.value.words));
    writer_.fact(written_[index], property.name, words, property.value.node,
                 page_.nodes[property.value.node].hidden);
  }

  void nest(std::uint32_t outer, std::uint32_t inner, std::string_view name) {
    const Node& node = page_.nodes[items_[inner].node];
    written_[inner] =
        writer_.item(written_[outer], name, joined(items_[inner].types), node.source, node.hidden);
  }

  Page& page_;
  FactWriter writer_;
  const std::vector<Microformat>& items_;
  std::vector<std::uint32_t> written_;  // index in Page::items of each
};

}  // namespace

void read_microformat_facts(Page& page) {
  Document document(page);
  if (document.marks.empty()) return;
  std::vector<Microformat> items = microformats::find_items(document);
  std::string names;
  own_names(items, names);
  FactsOfItems(page, items).write();
  page.facts_cut = page.facts_cut || document.cut;
}

}  // namespace gh::page
