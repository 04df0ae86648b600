// Microformats as JSON and as facts: whatever the page, the JSON is well formed, and every fact lies in the
// page.
#include "page/microformats/microformats.h"

#include <cstdint>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string_view>

#include "base/json.h"
#include "base/text.h"
#include "facts.h"
#include "page/forget_facts.h"

using namespace gh;
using fuzz::expect;

namespace {

// Beside what holds of all facts: every item has a type, and a name where another holds it.
void check_facts(const page::Page& page) {
  fuzz::expect_facts(page);
  for (const page::Item& item : page.items) {
    expect(!page.slice(item.type).empty() && (item.parent == page::nowhere) == page.slice(item.name).empty());
  }
  for (const page::Fact& fact : page.facts) {
    expect(fact.item < page.items.size() && !page.slice(fact.name).empty());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  page::Page page =
      page::read_page({reinterpret_cast<const char*>(data), size}, "text/html; charset=utf-8").page;
  const std::string json = page::microformats_json(page, "http://h.test/x?y");
  expect(base::is_utf8(json));
  expect(base::parse_json(json, 4000).has_value());
  tests::forget_facts(page);
  page::read_microformat_facts(page);
  check_facts(page);
  return 0;
}
