#include "detect/role_report.h"

#include <algorithm>

#include "detect/tokens.h"

namespace gh::detect {
namespace {

constexpr std::size_t longest_opening = 120, longest_sentence = 320;  // bytes

bool among_words(std::string_view word, const std::vector<std::string>& list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

// Two words of the person's name, a title not counted.
bool begins_with_name(const Material& material, std::string_view text) {
  int own = 0, words = 0;
  for (auto token = token_from(text, 0); token && words < 3; token = token_from(text, token->end), ++words) {
    const std::string_view word = text.substr(token->begin, token->end - token->begin);
    if (among_words(word, material.person_words))
      ++own;
    else if (own == 0 && words > 0)
      return false;
    if (own == 2) return true;
  }
  return false;
}

bool names_next(const Material& material, const FoldedPassage& in, const FoldedPassage* below,
                std::size_t end) {
  const std::string_view behind = std::string_view(in.folded.text).substr(end, longest_sentence);
  const std::size_t stop = behind.find(". ");
  if (stop != std::string_view::npos) return begins_with_name(material, behind.substr(stop + 2));
  return below != nullptr && begins_with_name(material, below->folded.text);
}

}  // namespace

bool opens_report(const ReportWords& words, const Material& material, const FoldedPassage& in,
                  const FoldedPassage* below, std::size_t begin, std::size_t end) {
  const std::string_view text = in.folded.text;
  if (begin > longest_opening || !matches(words.opening, text.substr(0, begin))) return false;
  if (!matches(words.verb, text.substr(end, longest_sentence))) return false;
  return names_next(material, in, below, end);
}

bool is_named_next(const Material& material, const FoldedPassage& in, std::size_t end) {
  const auto next = static_cast<std::size_t>(&in - material.passages.data()) + 1;
  return names_next(material, in, next < material.passages.size() ? &material.passages[next] : nullptr, end);
}

}  // namespace gh::detect
