// Whom the words before and behind a mention speak of: the nearest person that the sentence names, "I", "my
// son", "our dog", "the singer", another name; "she" is whoever was named last.
#pragma once

#include <cstddef>
#include <optional>

#include "detect/material.h"

namespace gh::detect {

/// The writer, by "I" or "my"; the page's person, by name; somebody or something else.
enum class Referent { writer, person, another };

/// What stands before byte `begin` of the folded passage, in its sentence and the one before it; nothing
/// where nobody is named.
std::optional<Referent> spoken_before(const Material& material, const FoldedPassage& in, std::size_t begin);

/// True in a record of plain text, below "Name: Zosia Wilk", of somebody else.
bool is_in_record_of_another(const Material& material, const FoldedPassage& in, std::size_t begin);

/// What stands behind byte `end`: "4 July is my son's birthday", "4 July - Mum's birthday".
std::optional<Referent> spoken_behind(const Material& material, const FoldedPassage& in, std::size_t end);

/// Who "she" at byte `begin` is: whoever was named last, else whom the passage before or the heading names.
Referent named_last(const Material& material, const FoldedPassage& in, std::size_t begin);

/// "17:30 His first school": a line of a podcast's notes, or of a film's chapters. It tells of whom the
/// page's title names.
bool is_chapter(const FoldedPassage& in);

}  // namespace gh::detect
