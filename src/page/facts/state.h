// State that a page embeds for its own scripts: JSON in <script type="application/json">, literals that
// scripts assign ("window.__INITIAL_STATE__ = {…}", JSON.parse("…"), Next's "__next_f.push([1,"…"])"), JSON
// in attributes and in hidden text. No script is run. JSON-LD is another reader's.
#pragma once

#include "page/page.h"

namespace gh::page {

/// Appends the facts of Syntax::state to the page; every one counts as hidden.
void read_state(Page& page);

}  // namespace gh::page
