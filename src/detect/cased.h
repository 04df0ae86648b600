// Folded text with its capitals back, for rules that tell a name by its capital: as long as the folded text,
// so that a place in one is the same place in the other.
#pragma once

#include <span>
#include <string>

#include "detect/material.h"
#include "lexicon/names.h"

namespace gh::detect {

/// A letter is large where the page writes it large; a given name that is no other word begins with a large
/// one however the page writes it ("my son tom"). `words` are all those of the passage.
std::string cased_text(const FoldedPassage& in, std::span<const lexicon::Word> words,
                       const lexicon::GivenNames& names);

/// The words of a label or a key as a person would write them: "firstPet", "first_pet" -> "first Pet",
/// "first pet"; folded, with capitals.
std::string cased_label(std::string_view label);

/// True when nearly all letters are large: capitals tell nothing there.
bool is_shouting(std::string_view cased);

}  // namespace gh::detect
