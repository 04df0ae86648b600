#include "detect/cased.h"

#include <algorithm>

#include "base/text.h"

namespace gh::detect {
namespace {

bool is_small(char c) { return c >= 'a' && c <= 'z'; }
bool is_large(char c) { return c >= 'A' && c <= 'Z'; }
void enlarge(char& c) { c = static_cast<char>(c - 32); }

// Capitals of the scripts that fold() reads as Latin. Latin Extended lists a capital and its small letter in
// turn, the capital first at even places but for two stretches.
bool is_capital(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z';
  if (c < 0x100) return c >= 0xC0 && c <= 0xDE;
  if ((c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E)) return c % 2 == 1;
  if (c < 0x180 || (c >= 0x1E00 && c <= 0x1EFF)) return c % 2 == 0;
  if (c >= 0x391 && c <= 0x3A9) return true;
  if (c >= 0x400 && c <= 0x42F) return true;
  if (c >= 0xFF21 && c <= 0xFF3A) return true;
  return c >= 0x1D400 && c <= 0x1D6A3 && (c - 0x1D400) % 52 < 26;  // mathematical alphabets
}

// Of the letters in [at, end).
void enlarge_name(std::string& cased, std::size_t at, std::size_t end, std::uint32_t hash,
                  const lexicon::GivenNames& names) {
  if (end - at >= 3 && names.only_name(std::string_view(cased).substr(at, end - at), hash))
    enlarge(cased[at]);
}

// Written small from first to last.
bool is_written_small(std::string_view cased, std::size_t at, std::size_t end) {
  return std::all_of(cased.begin() + static_cast<std::ptrdiff_t>(at),
                     cased.begin() + static_cast<std::ptrdiff_t>(end), is_small);
}

void enlarge_names(std::string& cased, std::span<const lexicon::Word> words,
                   const lexicon::GivenNames& names) {
  for (const lexicon::Word& word : words) {
    if (word.plain) {
      if (names.may_be_only_name(word.hash) && is_written_small(cased, word.begin, word.end))
        enlarge_name(cased, word.begin, word.end, word.hash, names);
      continue;
    }
    // "tom's", "tom1985": its runs of letters.
    for (std::size_t at = word.begin; at < word.end;) {
      std::size_t end = at;
      while (end < word.end && (is_small(cased[end]) || is_large(cased[end]))) ++end;
      if (end > at && is_written_small(cased, at, end))
        enlarge_name(cased, at, end, lexicon::hash_of(std::string_view(cased).substr(at, end - at)), names);
      at = std::max(end, at + 1);
    }
  }
}

// Large letters where the page has them, place by place. Without branches, so that the compiler does many
// bytes at a time.
void enlarge_in_place(std::string& cased, std::string_view words) {
  for (std::size_t i = 0; i < cased.size(); ++i) {
    const bool large = is_large(words[i]) && is_small(cased[i]);
    cased[i] = static_cast<char>(cased[i] - (large ? 32 : 0));
  }
}

void enlarge_by_origin(std::string& cased, const FoldedPassage& in) {
  const std::string& words = in.passage->text.words();
  const std::span<const std::uint32_t> origin = in.folded.origin.table();
  for (std::size_t i = 0; i < cased.size(); ++i) {
    const std::uint32_t from = origin[i];
    if (static_cast<unsigned char>(words[from]) < 0x80) {
      if (is_large(words[from]) && is_small(cased[i])) enlarge(cased[i]);
    } else if (is_small(cased[i]) && (i == 0 || origin[i - 1] != from) &&  // "ï¬" is one sign
               is_capital(base::code_point(words, from).value)) {
      enlarge(cased[i]);
    }
  }
}

}  // namespace

std::string cased_text(const FoldedPassage& in, std::span<const lexicon::Word> words,
                       const lexicon::GivenNames& names) {
  std::string cased = in.folded.text;
  if (in.folded.origin.are_places())
    enlarge_in_place(cased, in.passage->text.words());
  else
    enlarge_by_origin(cased, in);
  enlarge_names(cased, words, names);
  return cased;
}

std::string cased_label(std::string_view label) {
  std::string spread;
  for (std::size_t i = 0; i < label.size(); ++i) {
    if (label[i] == '_' || label[i] == '.') {
      spread += ' ';
      continue;
    }
    if (i > 0 && is_large(label[i]) && is_small(label[i - 1])) spread += ' ';
    spread += label[i];
  }
  std::string cased = base::fold(base::trim(spread));
  while (!cased.empty() && (cased.back() == ':' || cased.back() == ' ')) cased.pop_back();
  return cased;
}

bool is_shouting(std::string_view cased) {
  std::size_t large = 0, small = 0;
  for (const char c : cased) {
    if (is_large(c)) ++large;
    if (is_small(c) && ++small * 3 > cased.size()) return false;  // what is left cannot outweigh them
  }
  return large > 12 && large > 2 * small;
}

}  // namespace gh::detect
