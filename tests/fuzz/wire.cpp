// What a caged reader may answer, should it have been taken over: whatever the bytes, they are refused or
// give a page that every reader can go over. The first byte chooses:
//   even: the rest is a page; its reading must cross unchanged
//   odd:  the rest is groups of five bytes, each a place (four bytes) in the answer about a small page and
//   what
//         stands there instead
#include "page/cage/wire.h"

#include <cstdint>
#include <cstdlib>
#include <cstring>

#include "page/facts/fact_writer.h"
#include "walk.h"

using namespace gh;

namespace {

constexpr std::string_view small_page =
    "<!DOCTYPE html><title>&eacute; \xC3\xA9</title><header><h1 class=a title=\"x &amp; y\">One</h1></header>"
    "<main><p>Two <b>three</b> <i>four</i>\n five<p hidden>six<x-y z>seven</x-y></main><footer>8</footer>";

// With facts of its own, so that it needs no reader of any syntax.
page::Reading small_reading() {
  page::Reading reading = page::read_page(small_page, "text/html");
  page::FactWriter writer(reading.page, page::Syntax::microdata);
  const auto place = [](std::string_view words) {
    return static_cast<std::uint32_t>(small_page.find(words));
  };
  const std::uint32_t outer = writer.item(page::nowhere, "", "Person", {50, 60}, false);
  const std::uint32_t inner = writer.item(outer, "worksFor", "Organization", {60, 70}, true);
  writer.fact(outer, "name", "One", place("One"), 3, false);
  writer.fact(inner, "legalName", "seven", place("seven"), 4, true);
  writer.problem({10, 20}, "reference to nothing");
  return reading;
}

void expect(bool holds) {
  if (!holds) std::abort();
}

void crosses_unchanged(std::string_view bytes) {
  const page::Reading reading = page::read_page(bytes, "text/html");
  const std::string message = page::encode(reading, bytes);
  const auto again = page::decode_reading(message, bytes, {});
  expect(again.has_value() && *again == reading);
  tests::walk(again->page);
}

void is_safe(const std::uint8_t* data, std::size_t size) {
  static const page::Reading reading = small_reading();
  std::string message = page::encode(reading, small_page);
  for (; size >= 5; data += 5, size -= 5) {
    std::uint32_t place = 0;
    std::memcpy(&place, data, sizeof place);
    message[place % message.size()] = static_cast<char>(data[4]);
  }
  if (const auto read = page::decode_reading(message, small_page, {})) tests::walk(read->page);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  if (data[0] % 2 == 0) {
    crosses_unchanged({reinterpret_cast<const char*>(data + 1), size - 1});
  } else {
    is_safe(data + 1, size - 1);
  }
  return 0;
}
