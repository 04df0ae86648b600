// What must hold of a page and its facts, whatever was read.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <string>

#include "page/cage/wire.h"
#include "page/fact_dump.h"
#include "page/page.h"

namespace gh::fuzz {

inline void expect(bool holds) {
  if (!holds) std::abort();
}

/// Stops the fuzzer when the page would not pass out of the cage, or a fact is not traced to its bytes.
inline void expect_facts(const page::Page& page) {
  const std::string fault =
      page::holds_together(page) ? tests::fact_fault(page) : "it does not hold together";
  if (fault.empty()) return;
  std::fprintf(stderr, "%s\n", fault.c_str());
  std::abort();
}

}  // namespace gh::fuzz
