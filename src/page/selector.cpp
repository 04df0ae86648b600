#include "page/selector.h"

#include <fmt/format.h>
#include <optional>

#include "base/text.h"

namespace gh::page {
namespace {

bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

bool has_word(std::string_view list, std::string_view word) {
  if (word.empty()) return false;
  for (std::size_t at = list.find(word); at != std::string_view::npos; at = list.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || is_blank(list[at - 1])) && (end == list.size() || is_blank(list[end]))) return true;
  }
  return false;
}

}  // namespace

class SelectorParser {
 public:
  explicit SelectorParser(std::string_view css) : css_(css) {}

  base::Result<Selector> run() {
    Selector selector;
    do {
      selector.alternatives_.push_back(complex());
      skip_blanks();
    } while (!error_ && take(','));
    if (!error_ && at_ < css_.size()) fail("expected a comma or the end");
    if (error_) return *error_;
    return selector;
  }

 private:
  Selector::Complex complex() {
    Selector::Complex parts;
    char combinator = ' ';
    while (!error_) {
      skip_blanks();
      parts.push_back(compound());
      parts.back().combinator = combinator;
      const bool blank = skip_blanks();
      if (at_ >= css_.size() || css_[at_] == ',' || css_[at_] == ')') break;
      if (css_[at_] == '>' || css_[at_] == '+' || css_[at_] == '~') {
        combinator = css_[at_++];
      } else if (blank) {
        combinator = ' ';
      } else {
        fail("cannot read this");
      }
    }
    return parts;
  }

  Selector::Compound compound() {
    Selector::Compound part;
    const std::size_t begin = at_;
    if (take('*')) {
    } else if (at_ < css_.size() && is_name_character(css_[at_])) {
      part.other_tag = base::lower_ascii(identifier());
      part.tag = tag_named(part.other_tag);
    }
    while (!error_ && at_ < css_.size() && simple(part)) {
    }
    if (at_ == begin) fail("expected an element, .class, #id or [attribute]");
    return part;
  }

  // One of .class #id [attribute] :pseudo; false when something else stands there.
  bool simple(Selector::Compound& part) {
    if (take('.')) {
      part.tests.push_back({"class", Selector::Operator::word, identifier(), false});
    } else if (take('#')) {
      part.tests.push_back({"id", Selector::Operator::equals, identifier(), false});
    } else if (take('[')) {
      part.tests.push_back(attribute());
    } else if (take(':')) {
      pseudo(part);
    } else {
      return false;
    }
    return true;
  }

  Selector::AttributeTest attribute() {
    Selector::AttributeTest test;
    skip_blanks();
    test.name = base::lower_ascii(identifier());
    skip_blanks();
    if (take(']')) return test;
    static constexpr std::pair<std::string_view, Selector::Operator> operators[] = {
        {"=", Selector::Operator::equals},  {"~=", Selector::Operator::word},
        {"|=", Selector::Operator::dash},   {"^=", Selector::Operator::prefix},
        {"$=", Selector::Operator::suffix}, {"*=", Selector::Operator::contains}};
    for (const auto& [sign, how] : operators) {
      if (!css_.substr(at_).starts_with(sign)) continue;
      at_ += sign.size();
      test.how = how;
      break;
    }
    if (test.how == Selector::Operator::present) fail("expected =, ~=, |=, ^=, $=, *= or ]");
    skip_blanks();
    test.value = word();
    if (skip_blanks() && (take('i') || take('I'))) test.ignore_case = true;
    skip_blanks();
    if (!take(']')) fail("expected ]");
    return test;
  }

  void pseudo(Selector::Compound& part) {
    const std::string name = base::lower_ascii(identifier());
    if (name == "first-child") {
      part.nth_child = 1;
    } else if (name == "nth-child" && take('(')) {
      while (at_ < css_.size() && css_[at_] >= '0' && css_[at_] <= '9')
        part.nth_child = part.nth_child * 10 + static_cast<std::uint32_t>(css_[at_++] - '0');
      if (part.nth_child < 1 || !take(')')) fail("expected a number, like :nth-child(2)");
    } else if (name == "not" && take('(')) {
      skip_blanks();
      part.none_of.push_back(compound());
      skip_blanks();
      if (!take(')')) fail("expected ) behind :not(");
    } else {
      fail("only :first-child, :nth-child(n) and :not(…) are known");
    }
  }

  std::string identifier() {
    const std::size_t begin = at_;
    while (at_ < css_.size() && is_name_character(css_[at_])) ++at_;
    if (at_ == begin) fail("expected a name");
    return std::string(css_.substr(begin, at_ - begin));
  }

  // A value in quotes, or a name.
  std::string word() {
    if (at_ >= css_.size() || (css_[at_] != '"' && css_[at_] != '\'')) return identifier();
    const std::size_t end = css_.find(css_[at_], at_ + 1);
    if (end == std::string_view::npos) {
      fail("this quote is not closed");
      return "";
    }
    const std::string value(css_.substr(at_ + 1, end - at_ - 1));
    at_ = end + 1;
    return value;
  }

  bool take(char c) {
    if (at_ >= css_.size() || css_[at_] != c) return false;
    ++at_;
    return true;
  }

  bool skip_blanks() {
    const std::size_t begin = at_;
    while (at_ < css_.size() && is_blank(css_[at_])) ++at_;
    return at_ > begin;
  }

  void fail(std::string_view what) {
    if (error_) return;
    error_ = base::Error{
        base::ErrorKind::bad_configuration,
        fmt::format("selector '{}': {} at character {}", base::for_terminal(css_), what, at_ + 1), "", ""};
  }

  std::string_view css_;
  std::size_t at_ = 0;
  std::optional<base::Error> error_;
};

base::Result<Selector> Selector::compile(std::string_view css) { return SelectorParser(css).run(); }

bool Selector::holds(const Page& page, const Node& node, const AttributeTest& test) {
  const Attribute* attribute = page.attribute(node, test.name);
  if (attribute == nullptr) return false;
  const std::string_view given = page.slice(attribute->value);
  const std::string folded = test.ignore_case ? base::lower_ascii(given) : std::string();
  const std::string wanted = test.ignore_case ? base::lower_ascii(test.value) : std::string();
  const std::string_view value = test.ignore_case ? folded : given;
  const std::string_view words = test.ignore_case ? std::string_view(wanted) : std::string_view(test.value);
  switch (test.how) {
    case Operator::present:
      return true;
    case Operator::equals:
      return value == words;
    case Operator::word:
      return has_word(value, words);
    case Operator::dash:
      return value == words || (value.starts_with(words) && value.substr(words.size()).starts_with('-'));
    case Operator::prefix:
      return !words.empty() && value.starts_with(words);
    case Operator::suffix:
      return !words.empty() && value.ends_with(words);
    case Operator::contains:
      return !words.empty() && value.find(words) != std::string_view::npos;
  }
  return false;
}

bool Selector::test(const Page& page, std::uint32_t index, const Compound& compound) {
  const Node& node = page.nodes[index];
  if (node.tag == Tag::text || node.tag == Tag::document) return false;
  if (compound.tag == Tag::other && page.tag_name(node) != compound.other_tag) return false;
  if (compound.tag != Tag::other && compound.tag != Tag::document && node.tag != compound.tag) return false;
  for (const AttributeTest& test : compound.tests) {
    if (node.attribute_count == 0 || !holds(page, node, test)) return false;
  }
  for (const Compound& none : compound.none_of) {
    if (test(page, index, none)) return false;
  }
  return compound.nth_child == 0 || node.number == compound.nth_child;
}

bool Selector::matches_from(const Page& page, std::uint32_t node, const Complex& complex, std::size_t last) {
  if (!test(page, node, complex[last])) return false;
  if (last == 0) return true;
  switch (complex[last].combinator) {
    case '>':
      return node != 0 && matches_from(page, page.nodes[node].parent, complex, last - 1);
    case '+': {
      const std::uint32_t before = page.nodes[node].previous;
      return before != 0 && matches_from(page, before, complex, last - 1);
    }
    case '~': {
      for (std::uint32_t before = page.nodes[node].previous; before != 0;
           before = page.nodes[before].previous) {
        if (matches_from(page, before, complex, last - 1)) return true;
      }
      return false;
    }
    default: {
      for (std::uint32_t up = node; up != 0;) {
        up = page.nodes[up].parent;
        if (matches_from(page, up, complex, last - 1)) return true;
      }
      return false;
    }
  }
}

bool Selector::matches(const Page& page, std::uint32_t node) const {
  for (const Complex& complex : alternatives_) {
    if (matches_from(page, node, complex, complex.size() - 1)) return true;
  }
  return false;
}

std::vector<std::uint32_t> Selector::find(const Page& page) const {
  std::vector<std::uint32_t> found;
  for (std::uint32_t i = 1; i < page.nodes.size(); ++i) {
    if (matches(page, i)) found.push_back(i);
  }
  return found;
}

}  // namespace gh::page
