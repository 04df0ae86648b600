// Lists of people as they stand in a sentence: "Tom (7), Ella and little Max, 2", "Ava & Mia turned 4",
// "(4 and 7)".
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "lexicon/lexicon.h"

namespace gh::detect {

/// Bytes of the text, [begin, end).
struct Part {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool empty() const { return begin == end; }
};

/// Which words with a capital are names: may be one, or known to be one.
class NameTest {
 public:
  virtual ~NameTest() = default;
  virtual bool may_be(std::string_view word) const = 0;
  virtual bool is_known(std::string_view word) const = 0;
};

struct Listed {
  Part name;  // the given name; empty where only an age stands
  Part age_words;
  Part born;     // a date in brackets behind the name: "Tom (b. 2018)"
  int age = -1;  // whole years; -1 where none is said
};

struct PeopleList {
  std::vector<Listed> people;
  std::size_t end = 0;  // behind the last thing read; where it began, when there is nobody
};

/// in:  cased text (cased.h)
/// out: who is listed from `at` on
PeopleList read_people(std::string_view cased, std::size_t at, const NameTest& names,
                       const lexicon::DateWords& words);

/// "7", "seven", "7th", "seventh", "twenty-one"; -1 for no number.
int number_in(std::string_view cased, const lexicon::DateWords& words);

/// True when what stands behind a number makes it no age: "7 weeks", "7:30", "7 miles".
bool is_no_age(std::string_view behind);

}  // namespace gh::detect
