// What every detector works on: the passages folded and cut into words once, and the case.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/text.h"
#include "detect/dates.h"
#include "detect/detect.h"
#include "detect/finding.h"
#include "detect/pattern.h"
#include "lexicon/lexicon.h"
#include "lexicon/words.h"
#include "scrape/profile.h"

namespace gh::detect {

/// Who is named in front of some words: see speakers.h.
enum class Speaker { unknown, person, another };

struct FoldedPassage {
  const scrape::Passage* passage = nullptr;
  base::Folded folded;
  std::optional<base::Day> written;  // day of the post that it stands in, else of the page
  std::optional<base::Visibility> audience = std::nullopt;  // of that post, where the platform states it
  std::int64_t heading = -1;  // index of the passage that heads it; of a heading, the one above it
  bool of_thing = false;      // in a record of a car, a vacancy, a pet: see records.h
  bool of_animal = false;     // below the heading of a pet's record: "I" is the pet
  bool of_namesake = false;   // of somebody of the same name: see namesakes.h
  bool of_reader = false;     // a letter that the page answers: see letters.h
  bool day_unknown = false;   // the day of its post is not the page's: "5y"
  Speaker speaker = Speaker::unknown;
  bool has_year = false;         // four digits of one: see handles.h
  bool is_address = false;       // of a link or picture: no words of anybody
  lexicon::Signs signs = 0;      // that it holds
  std::uint32_t first_word = 0;  // in Material::words
  std::uint32_t word_count = 0;
  std::uint32_t first_window = 0;  // in Material::windows
  std::uint32_t window_count = 0;

  bool has(lexicon::Sign sign) const { return (signs & sign) != 0; }
  /// False where words of these letters (lexicon::letters_in) stand nowhere.
  bool has_all(lexicon::Signs letters) const { return (letters & ~signs) == 0; }
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
  bool testimony = false;                    // the page sets down what the person said: see page_owner.h
  bool named = true;                         // some passage holds a word of the person's names
  bool of_strangers = false;                 // nothing on a page of some length tells that it is about them
  std::vector<lexicon::Word> words{};        // of all passages but addresses, cut once
  std::vector<Prefilter::Window> windows{};  // of patterns in each passage, with its label's words
  std::size_t most_findings = DetectLimits{}.most_findings;
  // What detectors note while they read.
  mutable bool cut = false;
  mutable std::unordered_map<const FoldedPassage*, std::string> cased{};  // so far
  mutable std::vector<std::optional<Whose>> rows{};  // of whom they speak; see rows.h, read when asked for

  bool is_anothers_page() const { return owner == PageOwner::another || owner == PageOwner::organisation; }

  std::span<const lexicon::Word> words_of(const FoldedPassage& in) const {
    return std::span(words).subspan(in.first_word, in.word_count);
  }

  /// True when a word of the passage is in one of the lists of PeopleWords; what follows an apostrophe is
  /// none.
  bool has_word(const FoldedPassage& in, std::uint64_t lists) const;

  /// Where patterns may match, by pattern; of an address nothing is listed, since few rules look at one.
  std::span<const Prefilter::Window> windows_of(const FoldedPassage& in) const {
    return std::span(windows).subspan(in.first_window, in.window_count);
  }

  /// Where the trigger (PatternBook::trigger) may match in the passage, or across its label of `shift` bytes.
  Windows windows_of(const FoldedPassage& in, const Pattern& trigger, std::size_t shift = 0) const;

  /// Appends a finding, unless there are `most_findings` of its detector already: then the page is `cut`.
  void keep(std::vector<Finding>& found, Finding finding) const {
    if (!is_full(found)) found.push_back(std::move(finding));
  }

  /// True when no more findings are kept: the page is `cut`.
  bool is_full(const std::vector<Finding>& found) const {
    cut = cut || found.size() >= most_findings;
    return found.size() >= most_findings;
  }

  /// The passage with its capitals (cased.h), made once.
  const std::string& cased_of(const FoldedPassage& in, const lexicon::GivenNames& names) const;

  /// False when the trigger matches nowhere in the passage, nor across its label.
  bool may_match(const FoldedPassage& in, const Pattern& trigger) const {
    return trigger && (in.window_count > 0 || !trigger.number()) && !windows_of(in, trigger).empty();
  }

  /// True when the trigger matches in the passage's own words.
  bool matches_in(const FoldedPassage& in, const Pattern& trigger) const;
};

/// Folds the passages of a profile, cuts their words, tells which patterns may match in them, and finds what
/// heads them, how they order dates and whose page it is.
Material read_material(const scrape::Profile& profile, const Case& of, const lexicon::PeopleWords& people,
                       const Prefilter& prefilter, const DetectLimits& limits = {});

/// A finding whose evidence is the folded bytes [begin, end) of a passage.
Finding finding_at(const FoldedPassage& in, std::size_t begin, std::size_t end, Kind kind, std::string value,
                   std::string_view rule, std::string_view clause);

/// Where byte `at` of the passage's own words went in its folded text; its size for what lies behind.
std::size_t folded_place(const FoldedPassage& in, std::size_t at);

/// True when a word of the folded `name` is one of the person's own.
bool names_person(const Material& material, std::string_view name);

/// The same of a whole passage, for less where it lacks a letter of each.
bool names_person(const Material& material, const FoldedPassage& in);

}  // namespace gh::detect
