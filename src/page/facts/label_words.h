// Which words name a value ("Date of birth", "Home town:") and which are the begin of a sentence, a time, an
// address.
#pragma once

#include <cstddef>
#include <string_view>

namespace gh::page {

/// How much the mark-up around the words already says that they are a label.
enum class LabelPlace {
  marked,  // dt, th, label: only the length counts
  beside,  // first cell of two, or before a colon: short, few words, no sentence
};

/// The label in some words: blanks, the colon at the end and bullets before it are off. Empty when they are
/// none.
std::string_view label_in(std::string_view words, LabelPlace place);

/// A line that says "Label: value".
struct LabelledLine {
  std::string_view label;
  std::size_t value_begin =
      0;  // bytes into the line; value_begin == value_end when nothing follows the colon
  std::size_t value_end = 0;
};

/// Reads the pair that begins a line; `label` is empty when the line is anything else. A second pair behind
/// "|" or "·" ends the value; read the rest of the line for it.
LabelledLine labelled_line(std::string_view line);

/// True for words with a letter or a digit among them.
bool is_value(std::string_view words);

}  // namespace gh::page
