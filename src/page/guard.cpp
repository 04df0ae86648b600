#include "page/guard.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <functional>
#include <string>
#include <vector>

namespace gh::page {
namespace {

using Names = std::initializer_list<std::string_view>;

bool among(std::string_view name, const Names& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_void(std::string_view name) {
  return among(name, {"area",   "base",  "br",       "col",     "embed",   "hr",    "img",
                      "input",  "link",  "meta",     "param",   "source",  "track", "wbr",
                      "keygen", "frame", "basefont", "bgsound", "command", "image"});
}
bool is_raw_text(std::string_view name) {
  return among(name, {"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"});
}
bool is_formatting(std::string_view name) {
  return among(name, {"a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong",
                      "tt", "u"});
}
// Elements that a sibling of their kind closes without an end tag.
std::string_view implied_end(std::string_view name) {
  if (among(name, {"dt", "dd"})) return "dt dd";
  if (among(name, {"td", "th"})) return "td th";
  if (among(name, {"tbody", "thead", "tfoot"})) return "tbody thead tfoot";
  if (among(name, {"p", "li", "tr", "option", "optgroup", "rp", "rt", "colgroup"})) return name;
  return {};
}
// Start tags that do not open waiting formatting elements again.
bool is_block(std::string_view name) {
  return among(name, {"address", "article", "aside",  "blockquote", "center",  "dd",       "details",
                      "dialog",  "dir",     "div",    "dl",         "dt",      "fieldset", "figcaption",
                      "figure",  "footer",  "form",   "h1",         "h2",      "h3",       "h4",
                      "h5",      "h6",      "header", "hr",         "li",      "main",     "menu",
                      "nav",     "ol",      "p",      "pre",        "section", "summary",  "table",
                      "tbody",   "td",      "tfoot",  "th",         "thead",   "tr",       "ul"});
}
bool is_formatting_marker(std::string_view name) {
  return among(name, {"td", "th", "caption", "applet", "marquee", "object", "template", "table"});
}

std::size_t hash(std::string_view text) { return std::hash<std::string_view>{}(text); }

// An element as the tree builder would have it open.
struct Open {
  std::string_view name;
  std::size_t remembered;  // formatting elements in the list when it opened
  std::size_t serial;      // of a formatting element, else 0
};

// A formatting element in the parser's list: when its parent closes before it does, it is opened again in the
// next text or inline element (https://html.spec.whatwg.org/#reconstruct-the-active-formatting-elements).
struct Formatting {
  std::string_view name;
  std::size_t tag;  // hash of the whole tag: at most three equal ones are kept ("Noah's Ark clause")
  std::size_t serial;
  bool open;
};

class Scanner {
 public:
  Scanner(std::string_view html, const Limits& limits) : html_(html), limits_(limits) {}

  std::optional<std::string_view> run() {
    while (!verdict_ && next_tag()) {
    }
    return verdict_;
  }

 private:
  // Moves behind the next tag or comment; false at the end.
  bool next_tag() {
    const void* found =
        at_ < html_.size() ? std::memchr(html_.data() + at_, '<', html_.size() - at_) : nullptr;
    if (found == nullptr) return false;
    const std::size_t tag = static_cast<std::size_t>(static_cast<const char*>(found) - html_.data());
    if (closed_early_ != 0 && !is_blank(html_.substr(at_, tag - at_))) open_again();
    at_ = tag + 1;
    if (html_.substr(at_).starts_with("!--")) {
      skip_past("-->", at_ + 3);
      return true;
    }
    const bool closing = at_ < html_.size() && html_[at_] == '/';
    const std::size_t name_begin = at_ + (closing ? 1 : 0);
    if (name_begin >= html_.size() || !is_letter(html_[name_begin])) return true;
    at_ = name_begin;
    while (at_ < html_.size() && !std::strchr(" \t\r\n\f/>", html_[at_])) ++at_;
    const std::string_view name = intern(html_.substr(name_begin, at_ - name_begin));
    const std::size_t tag_begin = name_begin;
    const bool self_closing = skip_attributes();
    if (closing) {
      close(name);
    } else {
      open(name, hash(html_.substr(tag_begin, at_ - tag_begin)), self_closing);
    }
    return true;
  }

  static bool is_blank(std::string_view text) {
    return text.find_first_not_of(" \t\r\n\f") == std::string_view::npos;
  }

  static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

  // Stands behind the tag afterwards; true for "/>".
  bool skip_attributes() {
    std::size_t count = 0;
    bool slash = false;
    while (at_ < html_.size() && html_[at_] != '>') {
      const char c = html_[at_];
      slash = c == '/';
      if (std::strchr(" \t\r\n\f/", c)) {
        ++at_;
        continue;
      }
      if (++count > limits_.max_attributes) verdict_ = "a tag with too many attributes";
      skip_attribute();
    }
    if (at_ < html_.size()) ++at_;
    return slash;
  }

  void skip_attribute() {
    while (at_ < html_.size() && !std::strchr(" \t\r\n\f/>=", html_[at_])) ++at_;
    std::size_t equals = at_;
    while (equals < html_.size() && std::strchr(" \t\r\n\f", html_[equals])) ++equals;
    if (equals >= html_.size() || html_[equals] != '=') {
      if (at_ < html_.size() && html_[at_] == '=') ++at_;
      return;
    }
    at_ = equals + 1;
    while (at_ < html_.size() && std::strchr(" \t\r\n\f", html_[at_])) ++at_;
    if (at_ >= html_.size()) return;
    if (html_[at_] == '"' || html_[at_] == '\'') {
      const std::size_t end = html_.find(html_[at_], at_ + 1);
      at_ = end == std::string_view::npos ? html_.size() : end + 1;
      return;
    }
    while (at_ < html_.size() && !std::strchr(" \t\r\n\f>", html_[at_])) ++at_;
  }

  void skip_past(std::string_view end, std::size_t from) {
    const std::size_t found = from >= html_.size() ? std::string_view::npos : html_.find(end, from);
    at_ = found == std::string_view::npos ? html_.size() : found + end.size();
  }

  // To the end tag of a raw text element, whose content is no mark-up.
  void skip_raw_text(std::string_view name) {
    while (at_ < html_.size()) {
      const std::size_t end = html_.find("</", at_);
      if (end == std::string_view::npos) {
        at_ = html_.size();
        return;
      }
      at_ = end + 2;
      if (same_letters(html_.substr(at_, name.size()), name)) return;
    }
  }

  static bool same_letters(std::string_view mixed, std::string_view lower) {
    return std::equal(mixed.begin(), mixed.end(), lower.begin(), lower.end(), [](char a, char b) {
      return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
    });
  }

  // A lower-case copy that lives as long as the scanner; the few names of a page are kept once.
  std::string_view intern(std::string_view name) {
    char lower[16];
    const std::size_t length = std::min(name.size(), sizeof lower);
    for (std::size_t i = 0; i < length; ++i) {
      lower[i] = name[i] >= 'A' && name[i] <= 'Z' ? static_cast<char>(name[i] - 'A' + 'a') : name[i];
    }
    const std::string_view wanted(lower, length);
    const auto slot = hash(wanted) % names_.size();
    if (names_[slot] != wanted) {
      if (!names_[slot].empty()) return uncommon(wanted);
      names_[slot] = wanted;
    }
    return names_[slot];
  }

  std::string_view uncommon(std::string_view wanted) {
    const auto known = std::find(more_names_.begin(), more_names_.end(), wanted);
    if (known != more_names_.end()) return *known;
    // A page with hundreds of colliding names is hostile; one shared name only makes the estimate coarser.
    if (more_names_.size() == more_names_.capacity()) return more_names_.front();
    return more_names_.emplace_back(wanted);
  }

  void open(std::string_view name, std::size_t tag, bool self_closing) {
    if (closed_early_ != 0 && !is_block(name)) open_again();
    count_nodes(1);
    if (is_void(name) || (self_closing && foreign_)) return;
    if (is_raw_text(name)) return skip_raw_text(name);
    foreign_ = foreign_ || name == "svg" || name == "math";
    close_kin(implied_end(name));
    if (is_formatting(name)) {
      remember(name, tag);
    } else {
      push({name, formatting_.size(), 0});
    }
  }

  void push(Open element) {
    open_.push_back(element);
    if (open_.size() > limits_.max_depth) verdict_ = "nested too deep";
  }

  void open_again() {
    for (Formatting& element : formatting_) {
      if (element.open) continue;
      element.open = true;
      count_nodes(1);
      push({element.name, formatting_.size(), element.serial});
    }
    closed_early_ = 0;
  }

  // Closes the nearest open element of the list, as a new sibling of it does, but never one outside this
  // table or list.
  void close_kin(std::string_view kin) {
    if (kin.empty()) return;
    const std::size_t lowest = open_.size() > kin_reach ? open_.size() - kin_reach : 0;
    for (std::size_t i = open_.size(); i-- > lowest;) {
      if (shares(kin, open_[i].name)) return pop_to(i);
      if (among(open_[i].name, {"table", "ul", "ol", "dl", "select", "template", "object"})) return;
    }
  }

  static bool shares(std::string_view list, std::string_view name) {
    if (list == name) return true;
    const std::size_t at = list.find(name);
    return at != std::string_view::npos && (at == 0 || list[at - 1] == ' ') &&
           (at + name.size() == list.size() || list[at + name.size()] == ' ');
  }

  void remember(std::string_view name, std::size_t tag) {
    const auto same = [&](const Formatting& other) { return other.tag == tag; };
    if (std::count_if(formatting_.begin(), formatting_.end(), same) >= 3) {
      formatting_.erase(std::find_if(formatting_.begin(), formatting_.end(), same));
    }
    formatting_.push_back({name, tag, ++serial_, true});
    push({name, formatting_.size(), serial_});
  }

  void close(std::string_view name) {
    if (name == "svg" || name == "math") foreign_ = false;
    if (is_formatting(name)) forget(name);
    for (std::size_t i = open_.size(); i-- > 0;) {
      if (open_[i].name == name) return pop_to(i);
    }
  }

  void forget(std::string_view name) {
    for (std::size_t i = formatting_.size(); i-- > 0;) {
      if (formatting_[i].name != name) continue;
      formatting_.erase(formatting_.begin() + static_cast<std::ptrdiff_t>(i));
      return;
    }
  }

  // Closes everything from open_[index] on; closing a marker forgets the formatting that was opened inside
  // it.
  void pop_to(std::size_t index) {
    for (std::size_t i = open_.size(); i-- > index;) {
      if (open_[i].serial != 0) note_closed_early(open_[i].serial);
      if (is_formatting_marker(open_[i].name) && formatting_.size() > open_[i].remembered) {
        formatting_.resize(open_[i].remembered);
      }
    }
    open_.resize(index);
  }

  void note_closed_early(std::size_t serial) {
    for (Formatting& element : formatting_) {
      if (element.serial != serial) continue;
      element.open = false;
      ++closed_early_;
    }
  }

  void count_nodes(std::size_t count) {
    nodes_ += count;
    if (nodes_ > limits_.max_nodes) verdict_ = "too many elements";
  }

  static constexpr std::size_t kin_reach = 64;

  std::string_view html_;
  const Limits& limits_;
  std::size_t at_ = 0;
  std::size_t nodes_ = 0;
  std::size_t serial_ = 0;
  std::size_t closed_early_ = 0;  // at least this many formatting elements wait to be opened again
  bool foreign_ = false;
  std::vector<Open> open_;
  std::vector<Formatting> formatting_;
  std::array<std::string, 1024> names_;
  std::vector<std::string> more_names_ = [] {
    std::vector<std::string> names;
    names.reserve(256);
    names.emplace_back("?");
    return names;
  }();
  std::optional<std::string_view> verdict_;
};

}  // namespace

std::optional<std::string_view> refuse(std::string_view html, const Limits& limits) {
  return Scanner(html, limits).run();
}

}  // namespace gh::page
