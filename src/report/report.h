// An assessment, written down. Pure: the same assessment gives the same bytes. Words that came from pages are
// escaped by the one function of base/text.h for each kind of output; no other path leads into a report.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "assess/audit.h"

namespace gh::report {

struct Options {
  bool colour = false;       // text only
  std::size_t columns = 80;  // text only
};

using Render = std::string (*)(const assess::Assessment&, const Options&);

struct Format {
  std::string_view name;       // "text", "html", "json", "csv"
  std::string_view extension;  // ".txt", ...
  Render render;
};

/// Every format there is; a new one is one file and one row in formats.cpp.
std::span<const Format> formats();

/// Null when there is none of that name.
const Format* format_named(std::string_view name);

/// For a terminal or a plain file.
std::string render_text(const assess::Assessment& assessment, const Options& options);

/// One file that needs nothing else: no script, no remote resource, prints well.
std::string render_html(const assess::Assessment& assessment, const Options& options);

/// {"schema":1, ...}, for machines.
std::string render_json(const assess::Assessment& assessment, const Options& options);

/// One line a sighting, RFC 4180, cells that a spreadsheet would run as a formula made harmless.
std::string render_csv(const assess::Assessment& assessment, const Options& options);

}  // namespace gh::report
