// Reads regular expressions for what every match of them holds. Knows the syntax that rule files use; what it
// does not know it takes for something that needs nothing.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "detect/needle_words.h"

namespace gh::detect {

/// More bytes than any reach that is known.
inline constexpr std::size_t no_reach = std::size_t{1} << 20;

inline constexpr std::size_t most_of_near = 400;  // words of those that stand near others

/// Words of which one must stand in a part, and at most how many bytes of it lie before where that one
/// begins, and how many from there on.
struct Need {
  AnyOf words;
  std::size_t before = 0, after = 0;
  bool second = false;  // less telling than another that stands for the same part: no first choice
};

/// What a part of an expression can match: all of it, or what must stand in it.
struct Part {
  bool exact = true;         // it can match `words`, and nothing else
  AnyOf words;               // else what it begins with and, maybe further on, ends with; or nothing is known
  std::vector<Need> needs;   // of one that is not exact
  bool apart = false;        // of one that is not exact: it ends with no letter
  bool maybe_apart = false;  // the same, or it is empty
  std::size_t longest = 0;   // bytes that it matches; of one that is exact, its words tell
  bool letter = false;       // it is one letter or sign, of many,
  bool blank = false;        // and that may be a blank
};

/// Replaces the words of a need by the shortest that do.
void shorten(Need& need);

/// Reads one expression after the other, and what several of them hold, in brackets, once.
class ExpressionReader {
 public:
  /// in:  `often`, which must outlive this
  explicit ExpressionReader(const Frequencies& often) : often_(often) {}

  struct Needed {
    std::vector<Need> needs;
    std::size_t longest = no_reach;  // bytes that a match has at most
    bool at_begin = false;           // a match begins where the text does
  };

  Needed read(std::string_view expression);

 private:
  const Frequencies& often_;
  std::unordered_map<std::string, Part> groups_;  // by what stands between the brackets
};

}  // namespace gh::detect
