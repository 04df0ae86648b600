// Meta, links, and the cards that HTML carries.
#include "page/facts/meta.h"

#include <cstdint>

#include "facts.h"
#include "page/facts/cards.h"
#include "page/facts/links.h"
#include "page/forget_facts.h"

using namespace gh;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  page::Page page = page::read_page({reinterpret_cast<const char*>(data), size}, "text/html").page;
  tests::forget_facts(page);
  page::read_meta(page);
  page::read_cards(page);
  page::read_links(page);
  fuzz::expect_facts(page);
  return 0;
}
