#include "lexicon/word_list.h"

#include <algorithm>
#include <utility>

#include "base/definition_file.h"
#include "base/text.h"

namespace gh::lexicon {
namespace {

bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

// Appends the word that begins at text[at], without its apostrophes; returns where it ends.
std::size_t append_word(std::string& key, std::string_view text, std::size_t at) {
  while (at < text.size() && (is_word_byte(text[at]) ||
                              (text[at] == '\'' && at + 1 < text.size() && is_word_byte(text[at + 1])))) {
    if (text[at] != '\'') key += text[at];
    ++at;
  }
  return at;
}

// Between two words of one name: a blank or a hyphen, after a full stop too ("St. Helens"), or " & ".
std::size_t next_word(std::string& key, std::string_view text, std::size_t at) {
  std::size_t next = at;
  if (next < text.size() && text[next] == '.') ++next;
  if (next < text.size() && (text[next] == ' ' || text[next] == '-')) ++next;
  if (text.substr(next).starts_with("& ")) {
    key += " and";
    next += 2;
  }
  return next > at && next < text.size() && is_word_byte(text[next]) ? next : std::string_view::npos;
}

std::string key_of(std::string_view folded) {
  std::string key;
  for (std::size_t at = 0; at != std::string_view::npos && at < folded.size();) {
    at = append_word(key, folded, at);
    at = next_word(key, folded, at);
    if (at != std::string_view::npos) key += ' ';
  }
  return key;
}

}  // namespace

void WordList::add(const std::string& entry) {
  const auto index = static_cast<std::uint32_t>(names_.size());
  for (const std::string_view form : base::split(entry, '|')) {
    if (names_.size() == index) names_.emplace_back(form);
    const std::string key = key_of(base::fold(form));
    most_words_ =
        std::max(most_words_, static_cast<std::size_t>(std::count(key.begin(), key.end(), ' ')) + 1);
    forms_.try_emplace(key, Form{index, false});
  }
}

std::optional<WordList::Hit> WordList::longest_at(std::string_view folded, std::size_t begin) const {
  std::optional<Hit> longest;
  std::string key;
  std::size_t at = begin;
  for (std::size_t words = 0; words < most_words_ && at != std::string_view::npos; ++words) {
    if (words > 0) key += ' ';
    const std::size_t end = append_word(key, folded, at);
    if (end == at) break;
    if (const auto form = forms_.find(key); form != forms_.end()) {
      longest = Hit{end, form->second.name, form->second.ordinary};
    } else if (folded.substr(0, end).ends_with("'s")) {
      const auto owner = forms_.find(key.substr(0, key.size() - 1));  // "Hull's"
      if (owner != forms_.end()) longest = Hit{end - 2, owner->second.name, owner->second.ordinary};
    }
    at = next_word(key, folded, end);
  }
  return longest;
}

base::Result<WordList> WordList::load(const std::filesystem::path& file) {
  auto opened = base::open_definition(file);
  if (!opened) return opened.error();
  base::DefinitionFile& definition = *opened;
  base::DefinitionTable root = definition.root();
  WordList list;
  root.integer("schema", 1);
  for (const std::string& entry : root.texts("names")) list.add(entry);
  for (base::DefinitionTable group : root.tables("group")) {
    for (const std::string& entry : group.texts("names")) list.add(entry);
    group.keys();
  }
  for (const std::string& word : root.texts("ordinary")) {
    const auto form = list.forms_.find(key_of(base::fold(word)));
    if (form == list.forms_.end()) {
      root.problem("ordinary", "'" + word + "' in 'ordinary' is none of the names");
    } else {
      form->second.ordinary = true;
    }
  }
  if (auto error = definition.error()) return *error;
  return list;
}

}  // namespace gh::lexicon
