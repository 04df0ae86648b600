// What a page says to machines, and where it says it: the readers of src/page, as JSON. No detection, no network.
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

/// {"schema":1,"id":…,"state":…,"charset":…,"text":[…],"items":[…],"facts":[…],"problems":[…]}; "start" and "end" are
/// offsets into the page as decoded to UTF-8, and "verbatim" says that the bytes there are the value itself.
std::string facts_json(const std::string& id, const page::Reading& reading, const FactSyntax& wanted);

}  // namespace gh::app
