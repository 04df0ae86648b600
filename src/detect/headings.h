// Which passage heads which, and what a heading says of whom the words below it speak: "Pauline Iqbal as
// Hamlet", "Our dogs", "Year 6".
#pragma once

#include <optional>

#include "detect/material.h"

namespace gh::detect {

/// Fills FoldedPassage::heading; called once by read_material. A line that is nothing but a name heads what
/// follows it, too.
void find_headings(Material& material);

/// True when the passage's words are nothing but somebody's name: a given name, with up to three words more.
bool is_name_line(const Material& material, const FoldedPassage& in);

/// What the nearest of the headings above says that says anything; nothing for most.
std::optional<Whose> said_by_headings(const Material& material, const FoldedPassage& in);

/// True below "3 comments", "Supporters": whoever speaks there is not the person, but below their name.
bool is_below_voices(const Material& material, const FoldedPassage& in);

/// True below "People also viewed", "Similar profiles": nobody there is the person, but for their very name.
bool is_below_others(const Material& material, const FoldedPassage& in);

/// True when the words up to byte `end` begin with the person's whole name and a mark behind it: an entry of
/// theirs in a list of people, "Robin Ashdown – dad of two".
bool begins_own_entry(const Material& material, const FoldedPassage& in, std::size_t end);

}  // namespace gh::detect
