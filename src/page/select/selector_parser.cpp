#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <limits>
#include <optional>

#include "base/text.h"
#include "page/select/selector_tree.h"
#include "page/select/selector_words.h"

namespace gh::page {
namespace {

using Operator = AttributeTest::Operator;

constexpr int deepest_nesting = 4;  // of :is(:not(:is(...)))
constexpr std::int32_t largest_number = 1'000'000;

// Their values are compared without regard to case unless a selector says otherwise.
// src: https://html.spec.whatwg.org/#case-sensitivity-of-selectors
constexpr std::array<std::string_view, 46> caseless_attributes{
    "accept",     "accept-charset", "align",     "alink",    "axis",     "bgcolor", "charset",
    "checked",    "clear",          "codetype",  "color",    "compact",  "declare", "defer",
    "dir",        "direction",      "disabled",  "enctype",  "face",     "frame",   "hreflang",
    "http-equiv", "lang",           "language",  "link",     "media",    "method",  "multiple",
    "nohref",     "noresize",       "noshade",   "nowrap",   "readonly", "rel",     "rev",
    "rules",      "scope",          "scrolling", "selected", "shape",    "target",  "text",
    "type",       "valign",         "valuetype", "vlink"};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_name_character(char c) {
  return is_letter(c) || is_digit(c) || c == '-' || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

std::optional<char32_t> hex_digit(char c) {
  if (is_digit(c)) return static_cast<char32_t>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<char32_t>(c - 'a' + 10);
  if (c >= 'A' && c <= 'F') return static_cast<char32_t>(c - 'A' + 10);
  return std::nullopt;
}

// Where a list of selectors stands, and so what it may hold.
enum class Within { top, group, has, group_in_has };

struct NamedPosition {
  std::string_view name;
  bool from_end;
  bool of_type;
  bool takes_formula;
};
constexpr std::array<NamedPosition, 8> positions{{{"first-child", false, false, false},
                                                  {"last-child", true, false, false},
                                                  {"first-of-type", false, true, false},
                                                  {"last-of-type", true, true, false},
                                                  {"nth-child", false, false, true},
                                                  {"nth-last-child", true, false, true},
                                                  {"nth-of-type", false, true, true},
                                                  {"nth-last-of-type", true, true, true}}};

class SelectorParser {
 public:
  explicit SelectorParser(std::string_view css) : css_(css) {}

  base::Result<std::vector<Complex>> run() {
    std::vector<Complex> all = list(Within::top);
    if (!error_ && at_ < css_.size()) fail("expected a comma, a combinator or the end");
    if (error_) return *error_;
    return all;
  }

 private:
  std::vector<Complex> list(Within within) {
    std::vector<Complex> all;
    do {
      all.push_back(complex(within));
      skip_blanks();
    } while (!error_ && take(','));
    return all;
  }

  Complex complex(Within within) {
    Complex parts;
    skip_blanks();
    char combinator = ' ';
    if (within == Within::has) combinator = take_combinator().value_or(' ');
    while (!error_) {
      skip_blanks();
      parts.push_back(compound(within));
      parts.back().combinator = combinator;
      const bool blank = skip_blanks();
      if (at_ >= css_.size() || css_[at_] == ',' || css_[at_] == ')') break;
      const auto taken = take_combinator();
      if (!taken && !blank) fail("expected a combinator, a comma or the end");
      if (within == Within::group_in_has) fail("expected one compound: :has(:is(...)) takes no combinator");
      combinator = taken.value_or(' ');
    }
    return parts;
  }

  std::optional<char> take_combinator() {
    for (char c : {'>', '+', '~'}) {
      if (take(c)) return c;
    }
    return std::nullopt;
  }

  Compound compound(Within within) {
    Compound part;
    const std::size_t begin = at_;
    if (!take('*') && begins_name()) {
      part.other_tag = base::lower_ascii(identifier());
      part.tag = tag_named(part.other_tag);
    }
    while (!error_ && simple(part, within)) {
    }
    if (at_ == begin) fail("expected an element, .class, #id, [attribute] or :pseudo-class");
    return part;
  }

  // One of .class #id [attribute] :pseudo-class; false when something else stands there.
  bool simple(Compound& part, Within within) {
    if (take('.')) {
      part.tests.push_back({Name::class_, "class", Operator::word, identifier(), false});
    } else if (take('#')) {
      part.tests.push_back({Name::id, "id", Operator::equals, identifier(), false});
    } else if (take('[')) {
      part.tests.push_back(attribute());
    } else if (take(':')) {
      pseudo_class(part, within);
    } else {
      return false;
    }
    return true;
  }

  AttributeTest attribute() {
    AttributeTest test;
    skip_blanks();
    test.name = base::lower_ascii(identifier());
    test.known = attribute_named(test.name);
    skip_blanks();
    if (take(']')) return test;
    test.how = attribute_operator();
    skip_blanks();
    test.value = at_quote() ? quoted() : identifier("expected a value, or one in quotes");
    test.ignore_case = std::find(caseless_attributes.begin(), caseless_attributes.end(), test.name) !=
                       caseless_attributes.end();
    skip_blanks();
    if (take('i') || take('I')) {
      test.ignore_case = true;
    } else if (take('s') || take('S')) {
      test.ignore_case = false;
    }
    skip_blanks();
    if (!take(']')) fail("expected ], or the flag i or s");
    if (test.ignore_case) test.value = base::lower_ascii(test.value);
    if (test.how == AttributeTest::Operator::contains)
      test.pairs = LetterPairs(base::lower_ascii(test.value));
    return test;
  }

  Operator attribute_operator() {
    static constexpr std::pair<std::string_view, Operator> operators[] = {
        {"=", Operator::equals},  {"~=", Operator::word},   {"|=", Operator::dash},
        {"^=", Operator::prefix}, {"$=", Operator::suffix}, {"*=", Operator::contains}};
    for (const auto& [sign, how] : operators) {
      if (!css_.substr(at_).starts_with(sign)) continue;
      at_ += sign.size();
      return how;
    }
    fail("expected =, ~=, |=, ^=, $=, *= or ]");
    return Operator::present;
  }

  void pseudo_class(Compound& part, Within within) {
    const std::size_t begin = at_;
    const std::string name = base::lower_ascii(identifier());
    if (error_) return;
    if (name == "root") {
      part.root = true;
    } else if (name == "empty") {
      part.empty = true;
    } else if (name == "only-child" || name == "only-of-type") {
      part.positions.push_back({0, 1, false, name == "only-of-type"});
      part.positions.push_back({0, 1, true, name == "only-of-type"});
    } else if (name == "is" || name == "not") {
      part.groups.push_back({name == "not", arguments(within, false)});
    } else if (name == "has") {
      part.has.push_back({arguments(within, true), 0});
    } else if (name == "text" || name == "label") {
      (name == "text" ? part.texts : part.labels).push_back(words(name == "label"));
    } else if (!position(part, name)) {
      at_ = begin;
      fail(
          "expected :is, :not, :has, :text, :label, :root, :empty, :first-child, :nth-child or another of "
          "their "
          "kin");
    }
  }

  // The list in brackets behind :is, :not and :has.
  std::vector<Complex> arguments(Within within, bool has) {
    const bool inside = within == Within::has || within == Within::group_in_has;
    if (has && inside) fail("expected no :has inside :has");
    if (nesting_ >= deepest_nesting) fail("expected no deeper nesting");
    open_bracket();
    if (error_) return {};
    ++nesting_;
    std::vector<Complex> all = list(has ? Within::has : inside ? Within::group_in_has : Within::group);
    --nesting_;
    close_bracket();
    return all;
  }

  bool position(Compound& part, std::string_view name) {
    const auto found = std::find_if(positions.begin(), positions.end(),
                                    [&](const NamedPosition& position) { return position.name == name; });
    if (found == positions.end()) return false;
    Position wanted{0, 1, found->from_end, found->of_type};
    if (found->takes_formula) {
      open_bracket();
      skip_blanks();
      formula(wanted);
      close_bracket("expected )");
    }
    part.positions.push_back(wanted);
    return true;
  }

  // an+b, src: https://www.w3.org/TR/css-syntax-3/#anb-microsyntax
  void formula(Position& position) {
    const std::size_t begin = at_;
    if (take_word("odd")) {
      position.step = 2;
    } else if (take_word("even")) {
      position.step = 2;
      position.offset = 0;
    } else {
      const std::int32_t sign = take('-') ? -1 : (take('+'), 1);
      const auto first = number();
      if (take('n') || take('N')) {
        position.step = sign * first.value_or(1);
        position.offset = behind_n();
      } else {
        position.offset = sign * first.value_or(0);
      }
    }
    if (error_ || position.step > 0 || position.offset > 0) return;
    at_ = begin;
    fail("expected a number from 1, odd, even, or a formula like 2n+1");
  }

  std::int32_t behind_n() {
    skip_blanks();
    const std::int32_t sign = take('-') ? -1 : take('+') ? 1 : 0;
    if (sign == 0) return 0;
    skip_blanks();
    const auto value = number();
    if (!value) fail("expected a number");
    return sign * value.value_or(0);
  }

  std::optional<std::int32_t> number() {
    if (at_ >= css_.size() || !is_digit(css_[at_])) return std::nullopt;
    std::int32_t value = 0;
    for (; at_ < css_.size() && is_digit(css_[at_]); ++at_) {
      value = std::min(largest_number, value * 10 + (css_[at_] - '0'));
    }
    return value;
  }

  // ("Birthday", "Date of birth"), folded.
  std::vector<std::string> words(bool label) {
    std::vector<std::string> all;
    open_bracket();
    do {
      skip_blanks();
      const std::size_t begin = at_;
      if (!at_quote()) fail("expected words in quotes");
      if (error_) return all;
      all.push_back(label ? plain_words(quoted()) : base::fold(base::collapse_blanks(quoted())));
      if (!error_ && all.back().empty()) {
        at_ = begin;
        fail("expected words between the quotes");
      }
      skip_blanks();
    } while (!error_ && take(','));
    close_bracket();
    return all;
  }

  bool begins_name() const {
    return at_ < css_.size() && (is_name_character(css_[at_]) || css_[at_] == '\\');
  }

  // A name. One that begins with a digit passes too, which CSS wants escaped.
  std::string identifier(std::string_view expected = "expected a name") {
    std::string name;
    while (!error_ && begins_name()) {
      if (css_[at_] == '\\') {
        escape(name);
      } else {
        name += css_[at_++];
      }
    }
    if (name.empty()) fail(expected);
    return name;
  }

  bool at_quote() const { return at_ < css_.size() && (css_[at_] == '"' || css_[at_] == '\''); }

  std::string quoted() {
    const std::size_t begin = at_;
    const char quote = css_[at_++];
    std::string value;
    while (!error_ && at_ < css_.size() && css_[at_] != quote) {
      if (css_[at_] == '\\') {
        escape(value);
      } else {
        value += css_[at_++];
      }
    }
    if (error_ || take(quote)) return value;
    at_ = begin;
    fail("expected a closing quote for this one");
    return value;
  }

  // "\26 B" and "\&", src: https://www.w3.org/TR/css-syntax-3/#consume-escaped-code-point
  void escape(std::string& out) {
    ++at_;
    if (at_ >= css_.size() || css_[at_] == '\n') return fail("expected a character behind \\");
    if (!hex_digit(css_[at_])) {
      out += css_[at_++];
      return;
    }
    char32_t value = 0;
    for (int digits = 0; digits < 6 && at_ < css_.size(); ++digits, ++at_) {
      const auto digit = hex_digit(css_[at_]);
      if (!digit) break;
      value = value * 16 + *digit;
    }
    if (at_ < css_.size() && is_blank(css_[at_])) ++at_;
    base::append_code_point(out, value == 0 ? U'\uFFFD' : value);
  }

  void open_bracket() {
    if (!take('(')) fail("expected (");
  }
  void close_bracket(std::string_view expected = "expected ) or a comma") {
    skip_blanks();
    if (!take(')')) fail(expected);
  }

  bool take(char c) {
    if (error_ || at_ >= css_.size() || css_[at_] != c) return false;
    ++at_;
    return true;
  }

  bool take_word(std::string_view word) {
    if (!base::equal_ignoring_case(css_.substr(at_, word.size()), word)) return false;
    at_ += word.size();
    return true;
  }

  bool skip_blanks() {
    const std::size_t begin = at_;
    while (at_ < css_.size() && is_blank(css_[at_])) ++at_;
    return at_ > begin;
  }

  void fail(std::string_view what) {
    if (error_) return;
    const auto column = std::count_if(css_.begin(), css_.begin() + static_cast<std::ptrdiff_t>(at_),
                                      [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
    error_ = base::Error{
        base::ErrorKind::bad_configuration,
        fmt::format("selector '{}': {} at character {}", base::for_terminal(css_), what, column + 1), "", ""};
  }

  std::string_view css_;
  std::size_t at_ = 0;
  int nesting_ = 0;
  std::optional<base::Error> error_;
};

}  // namespace

base::Result<std::vector<Complex>> parse_selector(std::string_view css) { return SelectorParser(css).run(); }

}  // namespace gh::page
