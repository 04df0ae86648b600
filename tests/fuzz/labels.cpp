// Labels and their values: in mark-up and in plain text.
#include "page/facts/labels.h"

#include <cstdint>
#include <string_view>

#include "facts.h"
#include "page/forget_facts.h"

using namespace gh;

namespace {

void check(std::string_view bytes, std::string_view type) {
  page::Page page = page::read_page(bytes, type).page;
  page.facts.clear();
  page.items.clear();
  tests::forget_facts(page);
  page::read_labels(page);
  fuzz::expect_facts(page);
  for (const page::Fact& fact : page.facts) {
    fuzz::expect(fact.syntax == page::Syntax::labels);
    fuzz::expect(fact.item != page::nowhere || !page.slice(fact.name).empty());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  check(bytes, "text/html; charset=utf-8");
  check(bytes, "text/plain; charset=utf-8");
  return 0;
}
