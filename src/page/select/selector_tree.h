// A selector taken apart: what the parser of selectors makes, and the walk in selector.cpp asks of elements.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "page/page.h"
#include "page/select/letter_pairs.h"

namespace gh::page {

struct Compound;
/// Compounds from left to right; each says how it stands to the one before.
using Complex = std::vector<Compound>;

/// [name], [name=value], [name~=value], ...
struct AttributeTest {
  enum class Operator : std::uint8_t { present, equals, word, dash, prefix, suffix, contains };

  Name known = Name::other;
  std::string name;
  Operator how = Operator::present;
  std::string value;
  bool ignore_case = false;
  LetterPairs pairs{};  // of the value in small letters, where it is looked for inside others
};

/// an+b, as :nth-child and its kin have it.
struct Position {
  std::int32_t step = 0;
  std::int32_t offset = 0;
  bool from_end = false;
  bool of_type = false;
};

/// :is(...), or :not(...) when negated.
struct Group {
  bool negated = false;
  std::vector<Complex> any_of;
};

/// :has(...); the first compound's combinator says where it stands from the element that is asked.
struct Has {
  std::vector<Complex> any_of;
  std::uint32_t number = 0;  // in a set
};

/// What one element must be.
struct Compound {
  static constexpr std::uint32_t no_bit = 0xFFFFFFFF;

  char combinator = ' ';             // towards the compound before: ' ' '>' '+' '~'
  std::uint32_t before = no_bit;     // in a set: the bit of an element that matches up to the compound before
  Tag tag = Tag::document;           // document stands for any
  std::string other_tag;             // name, when the tag is one that no rule of ours knows
  std::vector<AttributeTest> tests;  // ids and classes among them
  std::vector<Position> positions;
  bool root = false;
  bool empty = false;
  std::vector<Group> groups;
  std::vector<Has> has;
  std::vector<std::vector<std::string>> texts;   // each list: any of these, folded
  std::vector<std::vector<std::string>> labels;  // likewise
};

/// Error: what was expected, and at which character.
base::Result<std::vector<Complex>> parse_selector(std::string_view css);

}  // namespace gh::page
