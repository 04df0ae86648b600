// What the files of a platform's data export hold: the [[export]] tables of scrapers/*.toml. Only their shape
// and their checks; src/takeout reads the files. One table says of one kind of file how it is known, which
// values in it are one record, and which of a record's values are what.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/definition.h"
#include "base/visibility.h"

namespace gh::scrape {

enum class ExportFormat { json, csv, xml, car, page };
std::string_view name(ExportFormat format);  // "json", "csv", "xml", "car", "page"

/// A field of a profile and where its values stand in a record: pointers like "/name", "/data/*/post" ("*" is
/// any key or element), "/..birthday" (anywhere below). Columns of CSV and elements of XML are keys too;
/// an attribute of XML is "/@name".
struct ExportField {
  std::string name;
  std::vector<std::string> at;
};

/// What the values there are compared with: of `only` one must be one of these (any, when there are none
/// here), of `unless` none may begin so ("": there must be none).
struct ExportOnly {
  std::string at;
  std::vector<std::string> values;
};

struct ExportRule {
  std::string what;  // for people: "posts"
  ExportFormat format = ExportFormat::json;
  std::vector<std::string> files;   // patterns of names: "*" any characters but "/", "**" any
  std::vector<std::string> holds;   // pointers that all are in the file's beginning, whatever its name
  std::string each;                 // where the records stand; "" when the whole file is one
  bool posts = false;               // each record is a dated piece of writing
  std::vector<ExportField> fields;  // "post" is the text; "handle" and "address" say whose export it is
  std::vector<std::string> html;    // fields whose values are HTML
  std::vector<std::string> time, author;
  std::vector<ExportOnly> only;
  std::vector<ExportOnly> unless;     // somebody else's words: "RT @"
  std::vector<std::string> audience;  // values that say who can see the record
  std::array<std::vector<std::string>, base::visibility_count> audiences;  // and what each of them means
  base::Visibility seen_by = base::Visibility::unknown;  // where they say nothing that is known
  bool mojibake = false;                                 // texts are UTF-8 that was taken for Latin-1 once
};

/// Reads all [[export]] tables below a definition's root. Mistakes are noted there.
std::vector<ExportRule> read_exports(base::DefinitionTable& root);

}  // namespace gh::scrape
