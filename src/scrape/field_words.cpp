#include "scrape/field_words.h"

#include <algorithm>

#include "base/text.h"
#include "scrape/labels.h"

namespace gh::scrape {

const FieldRule* FieldWords::named(const FieldsByWord& (Rulebook::*table)(std::uint32_t) const,
                                   std::string_view word) const {
  for (const Definition* definition : definitions_) {
    const std::int64_t field = (book_.*table)(book_.place_of(*definition)).find(word);
    if (field >= 0) return &definition->fields[static_cast<std::size_t>(field)];
  }
  return nullptr;
}

// Most words that are asked about are no label, which their length and first letter tell.
const FieldRule* FieldWords::called(std::string_view words) const {
  std::string_view bare = base::trim(words);
  while (!bare.empty() && (bare.back() == ':' || bare.back() == '?' || bare.back() == ' '))
    bare.remove_suffix(1);
  const bool plain =
      std::none_of(bare.begin(), bare.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
  const bool possible = std::any_of(
      definitions_.begin(), definitions_.end(),
      [&](const Definition* definition) { return book_.labels(book_.place_of(*definition)).may_have(bare); });
  if (plain && !possible) return nullptr;
  return named(&Rulebook::labels, plain_label(words));
}

const FieldRule* FieldWords::by_label(std::string_view words) const {
  const FieldRule* rule = called(words);
  const std::size_t note = words.rfind('(');
  const bool has_note = note != std::string_view::npos && note > 0 && base::trim(words).ends_with(')');
  return rule == nullptr && has_note ? called(words.substr(0, note)) : rule;
}

const FieldRule* FieldWords::by_name(std::string_view words) const {
  const FieldRule* rule = by_label(words);
  const std::size_t blank = words.find(' ');
  return rule != nullptr || blank == std::string_view::npos ? rule : by_label(words.substr(blank + 1));
}

const FieldRule* FieldWords::by_meta(std::string_view name) const {
  return named(&Rulebook::metas, base::lower_ascii(name));
}

bool FieldWords::is_of_script(std::string_view label) const {
  const std::string_view first = label.substr(0, label.find(' '));
  const std::string_view last = label.substr(label.rfind(' ') + 1);
  const auto holds = [](const std::vector<std::string>& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
  };
  return std::any_of(definitions_.begin(), definitions_.end(), [&](const Definition* definition) {
    return holds(definition->script_words, last) &&
           (first.size() == label.size() || !holds(definition->person_words, first));
  });
}

std::string words_of_name(std::string_view name) {
  std::string words(name);
  std::replace_if(
      words.begin(), words.end(),
      [](char c) { return c == '-' || c == '_' || c == '[' || c == ']' || c == '.'; }, ' ');
  return std::string(base::trim(words));
}

}  // namespace gh::scrape
