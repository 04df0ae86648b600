// What every detector works on: the passages folded and cut into words once, and the case.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "detect/dates.h"
#include "detect/detect.h"
#include "detect/finding.h"
#include "detect/triggers.h"
#include "lexicon/lexicon.h"
#include "lexicon/words.h"
#include "scrape/profile.h"

namespace gh::detect {

struct FoldedPassage {
  const scrape::Passage* passage = nullptr;
  base::Folded folded;
  std::optional<base::Day> written;  // day of the post that it stands in, else of the page
  std::int64_t heading = -1;         // index of the passage that heads it; of a heading, the one above it
  bool of_thing = false;             // in a record of a car, a vacancy, a pet: see records.h
  bool of_animal = false;            // below the heading of a pet's record: "I" is the pet
  Triggers triggers = 0;             // signs and groups of words that it holds: see triggers.h
  std::uint32_t first_word = 0;      // in Material::words
  std::uint32_t word_count = 0;
};

/// Whose page it is: the person's, another one's, a paper's, shop's or school's; see page_owner.h.
enum class PageOwner { unknown, person, another, organisation };

struct Material {
  const scrape::Profile& profile;
  const Case& of;
  std::vector<FoldedPassage> passages;
  DayOrder order = DayOrder::day_first;
  std::vector<std::string> person_words;  // folded words of the person's names, for telling them from others
  std::vector<std::string> first_names;   // those of them that others have, too
  const lexicon::PeopleWords& people;
  PageOwner owner = PageOwner::unknown;
  std::vector<lexicon::Word> words{};  // of all passages, cut once

  bool is_anothers_page() const { return owner == PageOwner::another || owner == PageOwner::organisation; }

  std::span<const lexicon::Word> words_of(const FoldedPassage& in) const {
    return std::span(words).subspan(in.first_word, in.word_count);
  }
};

/// Folds the passages of a profile, finds what heads them and whose page it is. `order` stays day_first.
Material read_material(const scrape::Profile& profile, const Case& of, const lexicon::PeopleWords& people);

/// A finding whose evidence is the folded bytes [begin, end) of a passage.
Finding finding_at(const FoldedPassage& in, std::size_t begin, std::size_t end, Kind kind, std::string value,
                   std::string_view rule, std::string_view clause);

/// Where byte `at` of the passage's own words went in its folded text; its size for what lies behind.
std::size_t folded_place(const FoldedPassage& in, std::size_t at);

/// True when a word of the folded `name` is one of the person's own.
bool names_person(const Material& material, std::string_view name);

}  // namespace gh::detect
