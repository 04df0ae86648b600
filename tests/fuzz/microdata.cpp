// Microdata: whatever the page, items hold together and facts are traced.
#include "page/facts/microdata.h"

#include <cstdint>

#include "facts.h"
#include "page/forget_facts.h"

using namespace gh;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  page::Page page =
      page::read_page({reinterpret_cast<const char*>(data), size}, "text/html; charset=utf-8").page;
  tests::forget_facts(page);
  page::read_microdata(page);
  fuzz::expect_facts(page);
  return 0;
}
