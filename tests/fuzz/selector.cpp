// A selector of any bytes either says what is wrong with it, or finds in a small page the same elements alone
// and in a set with others.
#include "page/select/selector.h"

#include <cstdint>
#include <cstdlib>

using namespace gh;

namespace {

void expect(bool holds) {
  if (!holds) std::abort();
}

const page::Page& small_page() {
  static const page::Page page =
      page::read_page(
          "<!doctype html><html id=a class='x y'><body><div class=x><p id=b title='Big one'>Born: "
          "<b>1985</b><i></i></p><p class='x y'>two</p></div><dl><dt>Born</dt><dd>1985</dd></dl>"
          "<table><tr><th>Town</th><td lang=en>Ambleford</td></tr></table><ul><li><li><li></ul>"
          "<my-tag data-b=c></my-tag><my-tag></my-tag>",
          "text/html; charset=utf-8")
          .page;
  return page;
}

page::SelectorSet others() {
  page::SelectorSet set;
  for (const char* css : {".x .y", "dd + dd", "p ~ p", ":has(> b)", "*", "#b"}) {
    set.add(*page::Selector::compile(css));
  }
  return set;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const page::SelectorSet before = others();
  if (size > 4096) return 0;  // no line of a definition is longer
  const auto selector = page::Selector::compile({reinterpret_cast<const char*>(data), size});
  if (!selector) {
    expect(!selector.error().what.empty());
    return 0;
  }
  const std::vector<std::uint32_t> alone = selector->find(small_page());
  page::SelectorSet set = before;
  const std::uint32_t rule = set.add(*selector);
  set.add(*page::Selector::compile("p, .x"));
  std::vector<std::uint32_t> together;
  page::SelectorSet::Match last;
  for (const page::SelectorSet::Match& match : set.find(small_page())) {
    expect(match.node < small_page().nodes.size() && small_page().nodes[match.node].tag != page::Tag::text);
    expect(last.node < match.node || (last.node == match.node && last.rule <= match.rule));
    if (match.rule == rule) together.push_back(match.node);
    last = match;
  }
  expect(alone == together);
  return 0;
}
