// Whose a fact is: the person's whose page it is, or somebody else's. The one place that every detector asks,
// from what mark-up says, the words around the mention, quotation marks, and the headings above it. Word
// lists stand in data/lexicon/people.toml.
#pragma once

#include <cstddef>
#include <string_view>

#include "detect/finding.h"
#include "detect/material.h"

namespace gh::detect {

struct Subject {
  Whose whose = Whose::self;
  bool said = false;    // something says so; else nobody is named, and the page's owner is meant
  bool spoken = false;  // the words around the mention do, and not only a heading
};

/// in:  the folded bytes [begin, end) of `in`, a passage of `material`, that state the fact
/// out: the first of these that tells:
///      - mark-up: a comment by another, another one's JSON-LD, the row of another name (about, entity);
///      - quotation marks with a speaker, a <blockquote>;
///      - the nearest person that the sentence speaks of before the mention: "I", the person's own name,
///        "my son", "our dog", "the singer", another name; "she" is whoever was named last. Then the sentence
///        before, for "Our Ella arrived. Born 4 July.", then behind the mention: "is my son's birthday";
///      - a heading above (or a line that is nothing but a name): another's name, "Our dogs", "Year 6";
///      - whose page it is (page_owner.h): on another's, "I" and what names nobody are the other's
///      - else the person, with said = false
/// Cost: some 300 bytes around the mention, whatever the length of the passage.
Subject subject_of(const Material& material, const FoldedPassage& in, std::size_t begin, std::size_t end);

/// subject_of without the words: mark-up and headings only, for values that stand alone.
Subject owner_of(const Material& material, const FoldedPassage& in);

/// True for what mark-up says is another's; not where data gives the person's whole name with it: the spouse
/// of a record's spouse, the writer of a comment.
bool is_anothers(const Material& material, const scrape::Passage& passage);

/// True when a folded label says that its value is of somebody else: "child's date of birth", "spouse".
bool label_of_other(const Material& material, std::string_view folded_label);

/// True when the label, as it stands on the page, begins with somebody's whole name: "Robin Ashdown · 3 May".
/// What stands beside it is what they say.
bool is_name_label(const Material& material, std::string_view label);

/// "Ms McG", "Mr H.": a title, and the beginning of the person's surname. out: how many letters of it; 0 for
/// anything else
std::size_t letters_behind_title(const Material& material, std::string_view title, std::string_view word);

/// True when the words, as they stand on the page, hold a first name of the person's and their surname.
bool is_named_in_full(const Material& material, std::string_view words);

/// True when the folded name or handle is the person's: one of their names' words, or a username.
bool is_own_name(const Material& material, std::string_view folded_name);

}  // namespace gh::detect
