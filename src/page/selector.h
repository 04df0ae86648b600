// The small part of CSS that definitions need (https://www.w3.org/TR/selectors-4/): type, #id, .class,
// [attribute] with = ~= |= ^= $= *= and the i flag, :nth-child(n), :first-child, :not(simple), descendant, >,
// +, ~, and commas.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "page/page.h"

namespace gh::page {

class Selector {
 public:
  /// Error: what cannot be read and at which character.
  static base::Result<Selector> compile(std::string_view css);

  /// True when the element is one that the selector names.
  bool matches(const Page& page, std::uint32_t node) const;

  /// All matching elements in page order.
  std::vector<std::uint32_t> find(const Page& page) const;

 private:
  enum class Operator : std::uint8_t { present, equals, word, dash, prefix, suffix, contains };
  struct AttributeTest {
    std::string name;
    Operator how = Operator::present;
    std::string value;
    bool ignore_case = false;
  };
  struct Compound {
    char combinator = ' ';             // towards the compound before: ' ' '>' '+' '~'
    Tag tag = Tag::document;           // document stands for any
    std::string other_tag;             // name, when the tag is one that no rule of ours knows
    std::vector<AttributeTest> tests;  // ids and classes among them
    std::vector<Compound> none_of;     // :not(...)
    std::uint32_t nth_child = 0;
  };
  using Complex = std::vector<Compound>;  // left to right

  friend class SelectorParser;
  static bool test(const Page& page, std::uint32_t node, const Compound& compound);
  static bool holds(const Page& page, const Node& node, const AttributeTest& test);
  static bool matches_from(const Page& page, std::uint32_t node, const Complex& complex, std::size_t last);

  std::vector<Complex> alternatives_;
};

}  // namespace gh::page
