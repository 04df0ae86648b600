// Scan and blanking: what is kept from the parser must change nothing in what it gives.
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "base/text.h"
#include "page/differential.h"

using namespace gh;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string html = base::make_utf8({reinterpret_cast<const char*>(data), size});
  const std::string difference = tests::blanking_changes(html);
  if (!difference.empty()) {
    std::fprintf(stderr, "%s\n", difference.c_str());
    std::abort();
  }
  return 0;
}
