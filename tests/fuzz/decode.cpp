// Bytes in every encoding, labelled by the input's own first line or not at all: what comes out is valid
// UTF-8 without NUL, within the bound, and the same whenever nothing is cut.
#include "page/decode/decode.h"

#include <cstdint>
#include <cstdlib>

#include "base/text.h"
#include "page/decode/encodings.h"

using namespace gh;

namespace {

void expect(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::size_t line = bytes.find('\n');
  const std::string_view type = line == std::string_view::npos ? std::string_view() : bytes.substr(0, line);
  if (line != std::string_view::npos) bytes.remove_prefix(line + 1);
  const page::Decoded whole = page::decode(bytes, type);
  expect(base::is_utf8(whole.text) && !whole.cut);
  expect(&page::encoding_named(whole.charset) == page::encoding_labelled(whole.charset));
  const std::size_t most = size == 0 ? 0 : data[size - 1];
  const page::Decoded part = page::decode(bytes, type, most);
  expect(base::is_utf8(part.text) && part.text.size() <= most);
  if (part.cut || bytes.size() > most) return 0;
  expect(part.text == whole.text && part.charset == whole.charset && part.unsure == whole.unsure);
  return 0;
}
