// A list of names with other ways to write them, for looking up in running text: towns, clubs, first names.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"

namespace gh::lexicon {

/// A file of data/lexicon: schema = 1, then `names` (at the root or in [[group]] tables, whose other keys are
/// notes) with "Name" or "Name|other form|other form", and `ordinary`: those that are words of the language
/// too ("Reading"), which count only when written with a capital.
class WordList {
 public:
  static base::Result<WordList> load(const std::filesystem::path& file);

  struct Hit {
    std::size_t end = 0;     // behind the last byte of the name in the text
    std::uint32_t name = 0;  // for name()
    bool ordinary = false;   // also a word of the language
  };

  /// The longest name that begins at folded[begin], which must begin a word, and ends with a word. Blanks and
  /// hyphens count alike, apostrophes not at all; the s of a possessive is left out.
  std::optional<Hit> longest_at(std::string_view folded, std::size_t begin) const;

  /// As the file writes it.
  const std::string& name(std::uint32_t index) const { return names_[index]; }
  std::size_t size() const { return names_.size(); }

  /// Words in the longest name.
  std::size_t most_words() const { return most_words_; }

 private:
  void add(const std::string& entry);

  struct Form {
    std::uint32_t name = 0;
    bool ordinary = false;
  };
  std::vector<std::string> names_;
  std::unordered_map<std::string, Form> forms_;
  std::size_t most_words_ = 0;
};

}  // namespace gh::lexicon
