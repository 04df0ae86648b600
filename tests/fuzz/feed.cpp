// Feeds as XML, then the same bytes as JSON.
#include "page/facts/feed.h"

#include <cstdint>

#include "facts.h"

using namespace gh;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes{reinterpret_cast<const char*>(data), size};
  for (const char* type : {"application/rss+xml", "application/feed+json"}) {
    fuzz::expect_facts(page::read_page(bytes, type).page);
  }
  return 0;
}
