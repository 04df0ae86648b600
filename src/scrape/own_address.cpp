#include <string>
#include <string_view>

#include "base/text.h"
#include "scrape/scrape.h"

namespace gh::scrape {
namespace {

// "<!-- saved from url=(0042)https://… -->", which browsers write into saved pages.
std::string saved_from(std::string_view source) {
  constexpr std::string_view mark = "saved from url=(";
  const std::string_view start = source.substr(0, 4096);
  const std::size_t at = start.find(mark);
  if (at == std::string_view::npos) return "";
  const std::size_t begin = start.find(')', at);
  if (begin == std::string_view::npos) return "";
  const std::size_t end = start.find_first_of(" \t\r\n>", begin);
  return std::string(start.substr(begin + 1, end == std::string_view::npos ? end : end - begin - 1));
}

}  // namespace

std::string own_address(const page::Page& page) {
  if (std::string saved = saved_from(page.source); !saved.empty()) return saved;
  std::string open_graph;
  for (const page::Node& node : page.nodes) {
    if (node.tag == page::Tag::link &&
        base::equal_ignoring_case(page.value(node, page::Name::rel), "canonical")) {
      return std::string(page.value(node, page::Name::href));
    }
    if (node.tag == page::Tag::meta && page.value(node, page::Name::property) == "og:url")
      open_graph = page.value(node, page::Name::content);
  }
  return open_graph;
}

}  // namespace gh::scrape
