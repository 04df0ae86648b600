// Football clubs and the words by which people name them, from data/lexicon/clubs.toml; and where they stand
// in a text. Whether a mention is somebody's own team is not decided here.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "lexicon/words.h"

namespace gh::lexicon {

struct Club {
  std::string name;  // the usual long name: "Newcastle United"
  std::string town;
  std::string country;              // the list that it stands in: "england", ..., "countries"
  std::vector<std::string> rivals;  // by name
};

/// What kind of words name a club.
enum class ClubWord { name, town, short_name, nickname, fans, tag, initials, ground, chant };

/// One club that a phrase may mean.
struct ClubOwner {
  std::uint32_t club = 0;  // into ClubNames::clubs()
  ClubWord kind = ClubWord::name;
  bool weak = false;    // also a town, a word, or a team in another sport
  bool shared = false;  // what several clubs are called

  bool operator==(const ClubOwner&) const = default;
};

/// The same words, and all clubs that they may mean.
struct ClubPhrase {
  std::vector<std::string> words;  // folded, without apostrophes
  std::vector<ClubOwner> owners;
};

struct ClubMention {
  const ClubPhrase* phrase = nullptr;
  std::uint32_t first_word = 0;  // of the words that were searched
  std::uint32_t word_count = 0;
  std::uint32_t begin = 0;  // bytes of the folded text
  std::uint32_t end = 0;
};

class ClubNames {
 public:
  /// Errors carry file:line:column.
  static base::Result<ClubNames> read(const std::filesystem::path& file);

  const std::vector<Club>& clubs() const { return clubs_; }
  const std::vector<ClubPhrase>& phrases() const { return phrases_; }

  /// A word of every phrase; a text that holds none of them names no club.
  std::vector<std::string> key_words() const;

  /// in:  folded text and all its words
  /// out: in text order, not overlapping, the longer before the shorter
  std::vector<ClubMention> find(std::string_view folded, std::span<const Word> words) const;

 private:
  struct Key {
    std::uint32_t phrase = 0;
    std::uint32_t offset = 0;  // of the key word in the phrase
  };
  friend class ClubReader;

  std::vector<Club> clubs_;
  std::vector<ClubPhrase> phrases_;
  std::unordered_map<std::uint32_t, std::vector<Key>> keys_;  // by the hash of the phrase's longest word
  std::array<std::uint64_t, 512> filter_{};                   // a bit for each of those hashes
};

}  // namespace gh::lexicon
