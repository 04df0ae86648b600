// Embedded state: whatever a script looks like, its facts stand inside the page and point at their bytes.
#include "page/facts/state.h"

#include <cstdint>
#include <string>

#include "facts.h"
#include "page/forget_facts.h"

using namespace gh;

namespace {

void check(const std::string& html) {
  page::Page page = page::read_page(html, "text/html; charset=utf-8").page;
  tests::forget_facts(page);
  page::read_state(page);
  fuzz::expect_facts(page);
}

}  // namespace

// The bytes as a page, and as a script.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  check(bytes);
  check("<script>" + bytes + "</script>");
  return 0;
}
