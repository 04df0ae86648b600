// Whose a job is by what stands at the beginning of its passage, in rolls and lists: "Robin Ashdown (27
// years), site manager at", "Name: Robin Ashdown / Day job: deputy head"; and headings that are an account's
// name.
#pragma once

#include <cstddef>

#include "detect/material.h"

namespace gh::detect {

/// True for an item of a list that begins with the person's whole name, and names nobody else before byte
/// `at` of the folded text.
bool is_in_own_item(const Material& material, const FoldedPassage& in, std::size_t at);

/// True in a record of plain text that begins with the person's name beside its label, and begins no other
/// one before byte `at`.
bool is_in_own_record(const Material& material, const FoldedPassage& in, std::size_t at);

/// True where somebody else's whole name begins the passage, alone or beside its label: "Kit Toft - dad to
/// Ann, and a PE teacher at".
bool begins_with_another(const Material& material, const FoldedPassage& in, std::size_t at);

/// True for a heading that is nothing but an account of theirs: "@robin_bakes", "MrsAshdownMarlpit".
bool is_handle_heading(const Material& material, const FoldedPassage& in);

}  // namespace gh::detect
