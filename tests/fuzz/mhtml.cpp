// Saved pages: MHTML, and the comments of page savers.
#include "takeout/mhtml.h"

#include <cstdint>
#include <cstdlib>

#include "takeout/saved_page.h"

using namespace gh;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes{reinterpret_cast<const char*>(data), size};
  takeout::looks_like_mhtml(bytes);
  const auto page = takeout::read_mhtml(bytes);
  if (page && page->bytes.size() > size) std::abort();  // no encoding makes more of less
  const auto saved = takeout::saved_page_of("a.html", std::string(bytes));
  if (saved && saved->bytes.size() > size) std::abort();
  return 0;
}
