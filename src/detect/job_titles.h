// Names of jobs that no list has, told by the noun that they end in and by what stands around them: "HR
// Adviser at Thornwell Learning Trust".
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "detect/employer_search.h"
#include "detect/tokens.h"
#include "lexicon/words.h"

namespace gh::detect {

class JobTitles {
 public:
  /// `nouns` are folded: "adviser", "officer".
  explicit JobTitles(const std::vector<std::string>& nouns);

  /// False for nearly all words; a quick look before the rest.
  bool may_end_with(const lexicon::Word& word) const {
    return filter_.may_have(word.hash) && hashes_.contains(word.hash);
  }

  /// What the page says around the words.
  struct Around {
    bool stated = false;  // a field that states the owner's work, or a line of its own beside the employer
    bool below_name = false;                // the owner's name stands right above
    std::size_t name_end = 0;               // or it begins the text, up to this byte
    const std::vector<Mention>& employers;  // places of the employer's names in the text
  };

  /// Bytes of a folded text.
  struct Title {
    std::size_t begin = 0, end = 0;
  };

  /// The first title in the text that the words around make the owner's; nothing for most texts.
  std::optional<Title> find(std::string_view folded, const Around& around) const;

  /// The title that begins at this byte and reaches to the end of its part of the sentence.
  std::optional<Title> title_at(std::string_view folded, std::size_t begin) const;

 private:
  std::optional<Title> title_in(std::string_view folded, std::size_t begin, std::size_t end) const;

  std::unordered_set<std::string> nouns_;
  HashFilter filter_;
  std::unordered_set<std::uint32_t> hashes_;
};

}  // namespace gh::detect
