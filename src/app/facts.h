// What a page says to machines, and where it says it: the readers of src/page, as JSON. No detection, no
// network.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "page/page.h"

namespace gh::app {

/// A selection of `glasshouse facts --syntax`.
struct FactSyntax {
  std::string_view name;  // "json-ld"; "all" has every syntax and the text
  std::string_view words;
  bool text = false;  // the blocks of visible text
  std::vector<page::Syntax> syntaxes{};
};

/// Every selection, "all" first.
const std::vector<FactSyntax>& fact_syntaxes();

/// The selection of that name.
const FactSyntax* fact_syntax(std::string_view name);

/// What `glasshouse facts` prints of one page.
struct FactsReport {
  std::string json;
  base::State state = base::State::found;
  bool whole = true;  // all that the page says was read
};

/// in:  `url` is where the page was; "" when that is not known
/// out: {"schema":1,"id":…,"state":…,"charset":…,"text":[…],"items":[…],"facts":[…],"problems":[…]}; "start"
/// and "end"
///      are offsets into the page as decoded to UTF-8, and "verbatim" says that the bytes there are the value
///      itself. "microformats" alone gives the canonical JSON of that syntax instead
/// src: https://microformats.org/wiki/microformats2-parsing
FactsReport read_facts(const std::string& id, std::string_view bytes, std::string_view content_type,
                       std::string_view url, const FactSyntax& wanted, bool caged);

}  // namespace gh::app
