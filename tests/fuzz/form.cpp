// The body of a form with files, as whoever reaches the dashboard may send it.
#include <cstdint>
#include <cstdlib>

#include "serve/multipart.h"

using namespace gh::serve;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::size_t line = bytes.find('\n');  // the first line is its Content-Type
  const std::string_view type = bytes.substr(0, line);
  const std::string_view body = line == bytes.npos ? "" : bytes.substr(line + 1);
  std::size_t kept = 0;
  const auto parts = read_multipart(type, body);
  for (const FormPart& part : parts) {
    kept += part.bytes.size();
    if (part.file.find_first_of("/\\") != std::string::npos) std::abort();
  }
  if (kept > body.size() || parts.size() > 1'000) std::abort();
  return 0;
}
