// Any text as a JSON-LD script (it may close itself and open more): facts must be traced, items must hold
// together.
#include "page/facts/json_ld.h"

#include <cstdint>
#include <string>

#include "facts.h"
#include "page/forget_facts.h"

using namespace gh;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string html = "<script type=\"application/ld+json\">";
  html.append(reinterpret_cast<const char*>(data), size);
  page::Page page = page::read_page(html, "text/html; charset=utf-8").page;
  tests::forget_facts(page);
  page::read_json_ld(page);
  fuzz::expect_facts(page);
  return 0;
}
