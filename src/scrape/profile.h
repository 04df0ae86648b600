// What a definition read from a page: named fields, posts with their times, and all other words, each with
// its place. Everything that detectors see. Plain values; nothing here points into the page.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/state.h"
#include "base/visibility.h"
#include "page/text.h"

namespace gh::scrape {

/// The part of the page's layout that words stand in.
enum class Place { head, main, header, navigation, aside, footer };

/// Whom words speak of, as far as mark-up tells: a Person object in JSON-LD that is not the page's own is
/// `other`.
enum class About { unknown, owner, other };

/// Words that stand together and tell of one person or thing: the cells of a table's row, a line each, or
/// what stands in an element that carries data in its attributes.
struct Row {
  std::string words;
  std::uint32_t group = 0;  // the rows of one table, or elements side by side, are of one
};

/// One run of words with one place: a paragraph, a list item, a table cell, an alt text, a value in
/// structured data.
struct Passage {
  page::Text text;
  std::string field;   // "display_name", "bio", "birth_date", "employer", "post", "title", "alt", "text", ...
  std::string label;   // what the page calls it, when it stands beside a label: "Date of birth"
  std::string entity;  // name that the same structured object or table row carries: "Jane Austen"
  std::string syntax;  // "text", "label", "attribute", "meta", "json-ld", "selector", "url"
  Place place = Place::main;
  About about = About::unknown;
  bool hidden = false;        // served, but a browser does not show it
  std::optional<int> post;    // index into Profile::posts
  int heading = 0;            // 1 to 6 where the words are a heading, of its level
  std::string lead = {};      // what is set off at the beginning of the words, see lead.h: "Kit Toft"
  std::string writer = {};    // whom mark-up or the list's item names as who wrote them, perhaps: see turns.h
  std::uint32_t writers = 0;  // the list that this writer is of; 0 for none
  std::uint32_t row = 0;      // index into Profile::rows; 0 for none
  bool quoted = false;        // in a <blockquote>: somebody else's words, as a rule
};

/// One dated piece of writing.
struct Post {
  std::optional<base::Day> published;
  page::Span source;
  std::string author;  // as the page names the writer; empty when it does not
  std::optional<base::Visibility> audience = std::nullopt;   // where the platform states who may see it
  std::vector<std::string> images = {};                      // addresses or files
  bool day_unknown = false;                                  // and it is not the page's: "5y"
  std::optional<base::PartialDate> yearless = std::nullopt;  // "14 Mar": of the year before the page was read
};

struct Link {
  std::string url;  // absolute where the page's address is known
  std::string words;
  std::string rel;
  page::Span source;
};

/// One place read. `state` is found, or what the page itself says it is instead (a log-in form, a notice).
struct Profile {
  std::string definition;  // id of the definition that read it: "wordpress", "generic"
  std::string url;
  base::State state = base::State::found;
  std::string reason;         // why, when the state is not found
  bool state_is_own = false;  // a rule of the platform's own definition gave it, not one for all pages
  base::Visibility viewer = base::Visibility::unknown;  // who saw this copy: see viewer.h
  std::string language;                                 // as the page declares: "en-GB"
  std::vector<Passage> passages;                        // in page order
  std::vector<Row> rows;                                // the first is none
  std::vector<Post> posts;
  std::vector<Link> links;
  std::vector<std::string> masked;  // fields of which the platform shows only stars
};

}  // namespace gh::scrape
