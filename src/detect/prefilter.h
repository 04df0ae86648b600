// Many regular expressions, of which only few can match any given text: finds out which by the words that
// they cannot do without, in one pass over the text.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <re2/re2.h>
#include <string>
#include <string_view>
#include <vector>

namespace re2 {
class FilteredRE2;
}  // namespace re2

namespace gh::detect {

/// For a pattern over folded text. One that is all ASCII is matched byte by byte: a match may then begin or
/// end inside a letter of several.
RE2::Options options_for(std::string_view pattern);

/// Finds all of many words in one pass (Aho and Corasick, "Efficient string matching", 1975).
class WordSpotter {
 public:
  explicit WordSpotter(const std::vector<std::string>& words);

  /// Indexes of the words that occur in `text`, each once, in no order.
  std::vector<int> spot(std::string_view text) const;

 private:
  static constexpr std::uint32_t none = ~std::uint32_t{0};
  std::array<std::uint8_t, 256> class_of_{};  // bytes that no word has are all alike
  std::size_t classes_ = 1;
  std::vector<std::uint32_t> next_;     // by state and class
  std::vector<std::uint32_t> word_;     // that ends in a state, or none
  std::vector<std::uint32_t> shorter_;  // state of the next shorter word that ends there too, or none
  std::vector<bool> ends_;              // some word does
  std::size_t words_;
};

class Prefilter {
 public:
  Prefilter();
  Prefilter(Prefilter&&) noexcept;
  Prefilter& operator=(Prefilter&&) noexcept;
  ~Prefilter();

  /// Adds a pattern over folded text; its number, or -1 with `error` set.
  int add(const std::string& pattern, std::string& error);

  /// To be called once, after the last pattern.
  void compile();

  const re2::RE2& pattern(int number) const;

  /// Numbers of the patterns that may match, rising.
  std::vector<int> may_match(std::string_view text) const;

  /// Numbers of those that no word rules out: they cost a search in every text.
  std::vector<int> always() const;

 private:
  void find_triggers(const std::vector<std::string>& words);
  void find_triggers_of(int pattern, const std::vector<bool>& suffice,
                        const std::vector<std::uint32_t>& short_first);
  bool may_match_without(int pattern, const std::vector<bool>& missing) const;

  std::unique_ptr<re2::FilteredRE2> patterns_;
  std::unique_ptr<WordSpotter> spotter_;
  std::vector<std::vector<int>> triggered_;  // by word: patterns that may match where it stands
  std::vector<int> always_;
  int count_ = 0;
};

}  // namespace gh::detect
