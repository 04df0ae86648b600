// read_page runs every reader; a test of one of them begins from a page of which nothing is stated yet.
#pragma once

#include "page/page.h"

namespace gh::tests {

/// Leaves the page as it was before its readers ran.
inline void forget_facts(page::Page& page) {
  page.items.clear();
  page.facts.clear();
  page.problems.clear();
  page.facts_cut = false;
  page.text.truncate(page.blocks.empty() ? 0 : page.blocks.back().words.end);
}

}  // namespace gh::tests
