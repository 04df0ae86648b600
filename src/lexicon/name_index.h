// Which of many names stand in a text, in one pass: every name is known by its rarest word, and only where
// that word occurs are its neighbours compared. Names are compared as people write them: St and Saint,
// CofE and Church of England, with or without faith words, apostrophes or a last "School".
//
// The index is a flat run of numbers that a file can hold as it is; see register.h. Words are compared by
// their 32-bit hashes alone: at most one name in millions of pages is seen where it is not.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lexicon/words.h"

namespace gh::lexicon {

/// One word of names in several writings, each of one or more words.
struct SameWord {
  std::vector<std::string> writings;  // folded: "cofe", "church of england"
  bool optional = false;              // may be missing from the text
};

/// How names are written.
struct NameWords {
  std::vector<SameWord> same;
  std::vector<std::string> says_school;  // a name without one of these is not looked for
  std::vector<std::string> may_end;      // behind these a last "school" is optional
};

/// Where a name stands, and which ones it may be.
struct NameMention {
  std::uint32_t begin = 0;  // bytes of the folded text
  std::uint32_t end = 0;
  std::vector<std::uint32_t> names;  // numbers of the names, rising

  bool operator==(const NameMention&) const = default;
};

/// The index of `names` (as on the page, not folded), as numbers.
std::vector<std::uint32_t> build_name_index(std::span<const std::string> names, const NameWords& words);

/// A built index, which must outlive this.
class NameIndex {
 public:
  NameIndex() = default;

  /// False, and nothing is found, when the numbers are no whole index over `name_count` names.
  bool read(std::span<const std::uint32_t> numbers, std::uint32_t name_count);

  /// All names in the text, in order; a name inside a longer one is not told.
  /// in:  the folded text and all its words
  std::vector<NameMention> find(std::span<const Word> words) const;

 private:
  struct Hit {
    std::size_t first_word = 0, past_word = 0;
    std::uint32_t form = 0;
  };
  using Words = std::span<const Word>;
  bool may_trigger(std::uint32_t hash) const;
  void look_at(Words words, std::size_t at, std::vector<Hit>& hits) const;
  bool match(Words words, std::size_t at, std::uint32_t form, std::uint32_t offset, Hit& hit) const;
  std::size_t taken(Words words, std::size_t from, bool backwards, std::uint32_t element) const;

  std::vector<std::vector<std::vector<std::uint32_t>>> same_;  // class, writing, hashes of its words
  std::span<const std::uint32_t> filter_, buckets_, entries_, forms_, elements_, holders_;
};

}  // namespace gh::lexicon
