#include "app/facts.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/json.h"
#include "base/version.h"
#include "page/cage/cage.h"
#include "page/microformats/microformats.h"

namespace gh::app {
namespace {

using nlohmann::ordered_json;
using page::Page;
using page::Syntax;

constexpr std::string_view landmark_name(page::Landmark landmark) {
  constexpr std::string_view names[] = {"head", "main", "header", "navigation", "aside", "footer"};
  return names[static_cast<std::size_t>(landmark)];
}

bool has(const FactSyntax& wanted, Syntax syntax) {
  return std::find(wanted.syntaxes.begin(), wanted.syntaxes.end(), syntax) != wanted.syntaxes.end();
}

void put_span(ordered_json& object, page::Span span) {
  object["start"] = span.begin;
  object["end"] = span.end;
}

// Blocks in page order, then what attributes say: alt, title, aria-label, values of a form, ...
ordered_json text_of(const Page& page) {
  ordered_json all = ordered_json::array();
  for (const page::Block& block : page.blocks) {
    ordered_json one{{"text", page.words(block)}};
    put_span(one, page.text.source(block.words.begin, block.words.end));
    one["hidden"] = block.hidden;
    one["landmark"] = landmark_name(block.landmark);
    all.push_back(std::move(one));
  }
  for (const page::Spoken& spoken : page.spoken) {
    const page::Attribute& attribute = page.attributes[spoken.attribute];
    if (page.slice(attribute.value).empty()) continue;
    ordered_json one{{"text", page.slice(attribute.value)}};
    put_span(one, attribute.source);
    one["hidden"] = spoken.hidden;
    one["landmark"] = landmark_name(page.nodes[spoken.node].landmark);
    one["attribute"] = page.slice(attribute.name);
    all.push_back(std::move(one));
  }
  return all;
}

// "author.worksFor" for an item that is held so; its own name last.
std::string path_of(const Page& page, std::uint32_t item) {
  std::string path;
  for (; item != page::nowhere; item = page.items[item].parent) {
    const std::string_view name = page.slice(page.items[item].name);
    if (!name.empty()) path = path.empty() ? std::string(name) : std::string(name) + "." + path;
  }
  return path;
}

ordered_json number_or_null(std::uint32_t index) {
  return index == page::nowhere ? ordered_json(nullptr) : ordered_json(index);
}

ordered_json items_of(const Page& page, const FactSyntax& wanted) {
  ordered_json all = ordered_json::array();
  for (std::uint32_t i = 0; i < page.items.size(); ++i) {
    const page::Item& item = page.items[i];
    if (!has(wanted, item.syntax)) continue;
    ordered_json one{{"item", i},
                     {"syntax", page::name(item.syntax)},
                     {"type", page.slice(item.type)},
                     {"name", page.slice(item.name)},
                     {"in", number_or_null(item.parent)}};
    put_span(one, item.source);
    one["hidden"] = item.hidden;
    all.push_back(std::move(one));
  }
  return all;
}

ordered_json facts_of(const Page& page, const FactSyntax& wanted) {
  ordered_json all = ordered_json::array();
  std::uint32_t last_item = page::nowhere;
  std::string path;  // of last_item: facts of an item stand together
  for (const page::Fact& fact : page.facts) {
    if (!has(wanted, fact.syntax)) continue;
    if (fact.item != last_item) path = path_of(page, last_item = fact.item);
    const std::string_view name = page.slice(fact.name), value = page.words(fact);
    const page::Span span = page.text.source(fact.words.begin, fact.words.end);
    ordered_json one{{"syntax", page::name(fact.syntax)}, {"item", number_or_null(fact.item)}};
    one["type"] = fact.item == page::nowhere ? std::string_view() : page.slice(page.items[fact.item].type);
    one["path"] = path.empty() ? std::string(name) : path + "." + std::string(name);
    one["name"] = name;
    one["value"] = value;
    put_span(one, span);
    one["verbatim"] = page.bytes(span) == value;
    one["hidden"] = fact.hidden;
    all.push_back(std::move(one));
  }
  return all;
}

ordered_json problems_of(const Page& page, const FactSyntax& wanted) {
  ordered_json all = ordered_json::array();
  for (const page::Problem& problem : page.problems) {
    if (!has(wanted, problem.syntax)) continue;
    ordered_json one{{"syntax", page::name(problem.syntax)}, {"what", page.slice(problem.what)}};
    put_span(one, problem.source);
    all.push_back(std::move(one));
  }
  return all;
}

std::string facts_json(const std::string& id, const page::Reading& reading, const FactSyntax& wanted) {
  const Page& page = reading.page;
  ordered_json all{{"schema", base::json_schema}, {"id", id}, {"state", base::name(reading.state)}};
  if (!reading.reason.empty()) all["reason"] = reading.reason;
  all["charset"] = page.charset;
  all["charset_unsure"] = page.charset_unsure;
  if (wanted.text) all["text"] = text_of(page);
  if (!wanted.syntaxes.empty()) {
    all["items"] = items_of(page, wanted);
    all["facts"] = facts_of(page, wanted);
    all["facts_cut"] = page.facts_cut;
    all["problems"] = problems_of(page, wanted);
  }
  return base::write_json(all);
}

}  // namespace

const std::vector<FactSyntax>& fact_syntaxes() {
  static const std::vector<FactSyntax> all = [] {
    std::vector<FactSyntax> rows{
        {"all", "everything below"},
        {"text", "visible and hidden text, block by block", true},
        {"json-ld", "JSON-LD", false, {Syntax::json_ld}},
        {"microdata", "microdata", false, {Syntax::microdata}},
        {"rdfa", "RDFa Lite", false, {Syntax::rdfa}},
        {"microformats",
         "microformats 1 and 2, alone as canonical microformats2 JSON",
         false,
         {Syntax::microformats}},
        {"opengraph",
         "OpenGraph, Twitter cards, Dublin Core, other <meta>",
         false,
         {Syntax::opengraph, Syntax::twitter, Syntax::dublin_core}},
        {"feed", "RSS, Atom, JSON Feed", false, {Syntax::feed}},
        {"labels", "values beside a label: lists, tables, \"Birthday: ...\"", false, {Syntax::labels}},
        {"state", "JSON that scripts carry, or that the document is", false, {Syntax::state, Syntax::json}},
        {"links",
         "links with their rel, vCards, calendars",
         false,
         {Syntax::links, Syntax::vcard, Syntax::icalendar}},
        {"image",
         "EXIF, IPTC and XMP of a photo",
         false,
         {Syntax::exif, Syntax::iptc, Syntax::xmp, Syntax::image_text}}};
    rows.front().text = true;
    for (std::size_t i = 0; i < page::syntax_count; ++i)
      rows.front().syntaxes.push_back(static_cast<Syntax>(i));
    return rows;
  }();
  return all;
}

const FactSyntax* fact_syntax(std::string_view name) {
  for (const FactSyntax& row : fact_syntaxes()) {
    if (row.name == name) return &row;
  }
  return nullptr;
}

FactsReport read_facts(const std::string& id, std::string_view bytes, std::string_view content_type,
                       std::string_view url, const FactSyntax& wanted, bool caged) {
  const page::Reading reading =
      caged ? page::Cage().read_page(bytes, content_type) : page::read_page(bytes, content_type);
  const bool canonical = wanted.name == "microformats";
  return {canonical ? page::microformats_json(reading.page, url) : facts_json(id, reading, wanted),
          reading.state, reading.state == base::State::found && !reading.page.facts_cut};
}

}  // namespace gh::app
