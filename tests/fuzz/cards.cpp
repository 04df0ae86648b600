// vCards and calendars as whole documents.
#include "page/facts/cards.h"

#include <cstdint>

#include "facts.h"

using namespace gh;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::expect_facts(page::read_page({reinterpret_cast<const char*>(data), size}, "text/vcard").page);
  return 0;
}
