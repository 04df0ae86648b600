// Definition files, as a stranger may send one: what is wrong with it is told with its place, and what is
// taken reads a page without harm.
#include "scrape/definition.h"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "page/page.h"
#include "scrape/scrape.h"

using namespace gh;

namespace {

void expect(bool holds) {
  if (!holds) std::abort();
}

constexpr std::string_view page_of_somebody =
    "<!DOCTYPE html><title>Robin Ashdown</title><h1 class=name>Robin Ashdown</h1><dl><dt>Born<dd>4 July "
    "1985</dl>"
    "<p class=bio>Year 4 teacher in Hull.<article><time datetime=2025-07-04>today</time><p>Forty!</article>"
    "<script type=\"application/ld+json\">{\"@type\":\"Person\",\"birthDate\":\"1985-07-04\"}</script>";

const scrape::Definition& generic() {
  static const scrape::Definition definition = [] {
    auto read = scrape::read_definition("schema = 1\nid = 'generic'\nname = 'Any page'\n", "generic.toml");
    return read ? *read : scrape::Definition();
  }();
  return definition;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string toml(reinterpret_cast<const char*>(data), size);
  const auto definition = scrape::read_definition(toml, "sent.toml");
  if (!definition) {
    expect(!definition.error().what.empty());
    expect(base::sentence(definition.error()).find("sent.toml") != std::string::npos);
    return 0;
  }
  expect(!definition->id.empty());
  const page::Reading reading = page::read_page(page_of_somebody, "text/html; charset=utf-8");
  const scrape::Profile profile =
      scrape::scrape(reading, *definition, generic(), {"https://harebell.example/robin", 200});
  for (const scrape::Passage& passage : profile.passages) {
    if (passage.post) expect(static_cast<std::size_t>(*passage.post) < profile.posts.size());
  }
  return 0;
}
