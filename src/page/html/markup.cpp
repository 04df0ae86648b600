#include "page/html/markup.h"

#include <algorithm>

namespace gh::page {
namespace {

using namespace trait;

struct Row {
  std::string_view names;
  std::uint32_t traits;
};

// Names by what they do; a name may stand in several rows.
constexpr Row rows[] = {
    {"area base br col embed hr img input link meta param source track wbr keygen frame basefont bgsound "
     "command "
     "image",
     is_void},
    {"script style textarea title xmp iframe noembed noframes", raw_text},
    {"a b big code em font i nobr s small strike strong tt u", formatting},
    {"address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption figure "
     "footer "
     "form h1 h2 h3 h4 h5 h6 header hr li main menu nav ol p pre section summary table tbody td tfoot th "
     "thead tr "
     "ul",
     block},
    {"td th caption applet marquee object template table", marker},
    {"table ul ol dl select template object", kin_stop},
    {"p", kin(1)},
    {"li", kin(2)},
    {"tr", kin(3)},
    {"option", kin(4)},
    {"optgroup", kin(5)},
    {"rp", kin(6)},
    {"rt", kin(7)},
    {"colgroup", kin(8)},
    {"dt dd", kin(9)},
    {"td th", kin(10)},
    {"tbody thead tfoot", kin(11)},
    {"b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing "
     "menu meta nobr ol p pre ruby s small span strong strike sub sup table tt u ul var font",
     breakout},
    {"svg math", foreign_root},
    {"foreignobject desc title annotation-xml mi mo mn ms mtext", integration},
    {"caption table tbody tfoot thead tr td th", table_part},
};

struct Slot {
  TagName name;
  std::uint32_t traits = 0;
};
constexpr std::size_t slots = 1024;

// Open addressing; the names above fill an eighth of it.
const std::array<Slot, slots>& table() {
  static const auto built = [] {
    std::array<Slot, slots> all{};
    for (const Row& row : rows) {
      std::string_view rest = row.names;
      while (!rest.empty()) {
        const std::string_view word = rest.substr(0, rest.find(' '));
        rest.remove_prefix(std::min(rest.size(), word.size() + 1));
        const TagName name = tag_name_of(word);
        std::size_t at = name.hash() >> 54;
        while (all[at].traits != 0 && all[at].name != name) at = (at + 1) % slots;
        all[at].name = name;
        all[at].traits |= row.traits;
      }
    }
    return all;
  }();
  return built;
}

constexpr TagName script = tag_name_of("script");

bool ends_name(std::string_view html, std::size_t at) {
  return at < html.size() && (html[at] == '>' || html[at] == '/' || html[at] == ' ' || html[at] == '\n' ||
                              html[at] == '\t' || html[at] == '\r' || html[at] == '\f');
}

// The tag name, in any case, stands at that offset and ends there.
bool name_at(std::string_view html, std::size_t at, const TagName& name) {
  std::size_t end = at;
  while (end < html.size() && end - at <= 16 && !ends_name(html, end)) ++end;
  return ends_name(html, end) && tag_name_of(html.substr(at, end - at)) == name;
}

// Scripts may hide their end tag in what looks like a comment around a script.
// src: https://html.spec.whatwg.org/#script-data-escaped-state and the states after it
std::size_t script_end(std::string_view html, std::size_t from) {
  enum class State { plain, escaped, double_escaped } state = State::plain;
  for (std::size_t at = from; at < html.size();) {
    const std::size_t found = state == State::plain ? html.find('<', at) : html.find_first_of("<-", at);
    if (found == std::string_view::npos) return found;
    const std::string_view rest = html.substr(found);
    at = found + 1;
    if (rest.starts_with("-->")) {
      state = State::plain;
      at = found + 3;
    } else if (rest.starts_with("</") && name_at(html, found + 2, script)) {
      if (state != State::double_escaped) return found;
      state = State::escaped;
    } else if (state == State::plain && rest.starts_with("<!--")) {
      state = State::escaped;
      at = found + 2;  // its own dashes may end it: "<!-->"
    } else if (state == State::escaped && rest[0] == '<' && name_at(html, found + 1, script)) {
      state = State::double_escaped;
    }
  }
  return std::string_view::npos;
}

}  // namespace

std::uint32_t traits_of(const TagName& name) {
  const auto& all = table();
  for (std::size_t at = name.hash() >> 54; all[at].traits != 0; at = (at + 1) % slots) {
    if (all[at].name == name) return all[at].traits;
  }
  return 0;
}

std::size_t raw_text_end(std::string_view html, std::size_t from, const TagName& name) {
  if (name == script) return script_end(html, from);
  for (std::size_t at = html.find("</", from); at != std::string_view::npos; at = html.find("</", at + 2)) {
    if (name_at(html, at + 2, name)) return at;
  }
  return std::string_view::npos;
}

}  // namespace gh::page
