// Where words about children stand, which tells whose children they are: below the heading or the line of
// somebody else, in a list of people, on the page of a class. One for a page; what is asked of all of it is
// looked up once.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <unordered_map>

#include "detect/material.h"
#include "detect/phrases.h"
#include "lexicon/lexicon.h"

namespace gh::detect {

class ChildrenPlaces {
 public:
  /// Refers to all of them. `file`: children.toml, for its lists.
  ChildrenPlaces(const PhraseFile& file, const Material& material, const lexicon::GivenNames& given)
      : file_(file), material_(material), given_(given) {}

  /// Some words of the page are the person's full name: children in its data are then likely theirs.
  bool names_owner();

  /// A field for children is somebody else's. Where the label stands below its value ("Ella / Daughter"), the
  /// value is read once more with it, behind all blocks: its block tells.
  bool is_others_child(const FoldedPassage& in);

  /// The heading above; not a line that is nothing but a name, and stands between. Null for none.
  const FoldedPassage* heading_over(const FoldedPassage& in) const;

  /// "Stars of the week"; quick when asked of one heading again and again.
  bool is_over_pupils(const FoldedPassage& heading);

  /// "3 comments", "What customers say": what stands below is theirs, but for what the person signs.
  bool is_below_others(const FoldedPassage& in) const;

  /// "Kate Toft - 3 days ago", "Posted by jo81" stands right above.
  bool is_below_writer(const FoldedPassage& in) const;

  /// Words on another's page, or among others' words, that say that they are the person's: "Robin Ashdown. My
  /// son Tom".
  bool says_own(const PhraseMatch& match) const;

  /// Pupils may be told of there: the page is the person's, or names them.
  bool is_of_school(const scrape::Passage& passage);

  /// Some title, heading or first line of the page matches.
  bool page_says(const RE2& pattern);

 private:
  const std::unordered_map<std::uint32_t, const FoldedPassage*>& blocks();
  bool begins_with_own_name(const FoldedPassage& in) const;
  bool names_surname();

  const PhraseFile& file_;
  const Material& material_;
  const lexicon::GivenNames& given_;
  std::optional<bool> names_owner_, names_surname_;  // once asked for
  std::map<const RE2*, bool> page_says_;
  std::optional<std::unordered_map<std::uint32_t, const FoldedPassage*>> blocks_;  // by where they begin
  const FoldedPassage* last_heading_ = nullptr;
  bool over_pupils_ = false;  // of it
};

}  // namespace gh::detect
