#include "page/html/prescan.h"

namespace gh::page {
namespace {

// Guard and Blanker on one scan.
struct Both {
  Guard guard;
  Blanker blanker;

  bool tag(const TagToken& token) {
    guard.tag(token);
    return blanker.tag(token);
  }
  void raw(std::size_t begin, std::size_t end) { blanker.raw(begin, end); }
  void comment(std::size_t begin, std::size_t end) { blanker.comment(begin, end); }
  void value(std::size_t begin, std::size_t end) { blanker.value(begin, end); }
  void character_data() { blanker.character_data(); }
  void text(const TextToken& token) {
    if (token.words_begin < token.words_end) guard.words();
    blanker.text(token);
  }
  void unfinished(const TagToken& token) {
    guard.unfinished(token);
    blanker.unfinished();
  }
  bool done() const { return guard.verdict().has_value(); }
};

}  // namespace

Prescan prescan(std::string_view html, const Limits& limits) {
  Both both{Guard(html, limits), Blanker(html)};
  MarkupScanner<Both>(html, both).run();
  return {both.guard.verdict(), both.blanker.take_cuts()};
}

}  // namespace gh::page
