#include "detect/contact_context.h"

#include <algorithm>

namespace gh::detect {
namespace {

constexpr std::size_t reach_before = 110, reach_behind = 60;  // bytes of folded text
constexpr std::size_t shortest_sentence_word = 4;             // "tel. 0770…" goes on behind its dot

bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}
bool is_separator(char c) { return std::string_view(",;|/\n\t").find(c) != std::string_view::npos; }

// Dots and squares between the parts of a line are bars, not words.
bool is_bullet(std::string_view piece) {
  return piece == "\xC2\xB7" ||
         (piece.size() == 3 &&
          (piece == "\xE2\x80\xA2" || piece.starts_with("\xE2\x96") || piece.starts_with("\xE2\x97")));
}

struct Piece {
  std::size_t begin, end;
  bool apart;  // something stands between it and the one before
};

// The words of text[from, to).
std::vector<Piece> pieces_of(std::string_view text, std::size_t from, std::size_t to) {
  std::vector<Piece> pieces;
  bool apart = false;
  for (std::size_t at = from; at < to;) {
    if (!is_word_byte(text[at])) {
      apart = apart || is_separator(text[at]);
      ++at;
      continue;
    }
    Piece piece{at, at, apart};
    while (piece.end < to &&
           (is_word_byte(text[piece.end]) ||
            (text[piece.end] == '\'' && piece.end + 1 < to && is_word_byte(text[piece.end + 1]))))
      ++piece.end;
    if (is_bullet(text.substr(piece.begin, piece.end - piece.begin))) {
      apart = true;
    } else {
      pieces.push_back(piece);
      apart = false;
    }
    at = piece.end;
  }
  return pieces;
}

std::string plain(std::string_view word) {
  std::string plain_word(word);
  std::erase(plain_word, '\'');
  return plain_word;
}

// Where the sentence that ends at `begin` begins.
std::size_t sentence_begin(std::string_view text, std::size_t begin, std::size_t from) {
  const std::size_t first = std::max(from, begin > reach_before ? begin - reach_before : 0);
  bool words = false;
  for (std::size_t at = begin; at > first + 1; --at) {
    words = words || is_word_byte(text[at - 1]);
    const char mark = text[at - 2];
    if (!words || (text[at - 1] != ' ' && text[at - 1] != '\n')) continue;
    if (mark == '!' || mark == '?') return at;
    if (mark != '.') continue;
    std::size_t word = at - 2;
    while (word > first && is_word_byte(text[word - 1])) --word;
    if (at - 2 - word >= shortest_sentence_word) return at;
  }
  return first;
}

std::size_t sentence_end(std::string_view text, std::size_t end) {
  const std::size_t last = std::min(text.size(), end + reach_behind);
  for (std::size_t at = end; at < last; ++at) {
    const bool mark =
        text[at] == '.' || text[at] == '!' || text[at] == '?' || text[at] == ';' || text[at] == '|';
    if (mark && (at + 1 >= text.size() || !is_word_byte(text[at + 1]))) return at;
  }
  return last;
}

std::vector<NearWord> words_of(const FoldedPassage& in, std::size_t from, std::size_t to,
                               const ContactWords& words, bool backwards) {
  const std::string_view text = in.folded.text;
  std::vector<NearWord> near;
  const std::vector<Piece> pieces = pieces_of(text, from, to);
  near.reserve(pieces.size());
  std::string last;
  for (const Piece& piece : pieces) {
    NearWord word{plain(text.substr(piece.begin, piece.end - piece.begin)), 0, false, piece.apart};
    const char first = in.passage->text.words()[in.folded.origin[piece.begin]];
    word.capital = first >= 'A' && first <= 'Z';
    word.cues = words.cues_of(word.word);
    if (!last.empty()) {
      const std::uint32_t pair = words.cues_of(last + " " + word.word);
      if (pair != 0) {
        word.cues = pair;  // "box office" is no office, "e g" no letter
        near.back().cues = pair;
      }
    }
    last = word.word;
    near.push_back(std::move(word));
  }
  bool apart = false;
  if (backwards) {
    for (std::size_t at = to; at > from && !is_word_byte(text[at - 1]); --at)
      apart = apart || is_separator(text[at - 1]);
    std::reverse(near.begin(), near.end());
    for (NearWord& word : near) {
      const bool before_it = word.apart;
      word.apart = apart;
      apart = apart || before_it;
    }
    return near;
  }
  for (NearWord& word : near) {
    apart = apart || word.apart;
    word.apart = apart;
  }
  return near;
}

const NearWord* first_of(const std::vector<NearWord>& words, std::uint32_t cues) {
  const auto found =
      std::find_if(words.begin(), words.end(), [&](const NearWord& word) { return (word.cues & cues) != 0; });
  return found == words.end() ? nullptr : &*found;
}

}  // namespace

bool Context::has(std::uint32_t cues) const { return nearest(cues) != nullptr; }

bool Context::has_before(std::uint32_t cues, std::size_t words) const {
  for (std::size_t i = 0; i < before.size() && i < words; ++i) {
    if ((before[i].cues & cues) != 0) return true;
  }
  return false;
}

const NearWord* Context::nearest(std::uint32_t cues) const {
  const NearWord* found = first_of(before, cues);
  return found != nullptr ? found : first_of(behind, cues);
}

Context context_of(const FoldedPassage& in, std::size_t begin, std::size_t end, std::size_t from,
                   const ContactWords& words) {
  const std::string_view text = in.folded.text;
  return {words_of(in, sentence_begin(text, begin, from), begin, words, true),
          words_of(in, end, sentence_end(text, end), words, false)};
}

std::uint32_t cues_in(std::string_view folded, const ContactWords& words) {
  std::uint32_t cues = 0;
  std::string last;
  for (const Piece& piece : pieces_of(folded, 0, folded.size())) {
    const std::string word = plain(folded.substr(piece.begin, piece.end - piece.begin));
    cues |= words.cues_of(word);
    if (!last.empty()) cues |= words.cues_of(last + " " + word);
    last = word;
  }
  return cues;
}

}  // namespace gh::detect
