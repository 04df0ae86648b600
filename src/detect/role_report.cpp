#include "detect/role_report.h"

#include <algorithm>
#include <re2/re2.h>

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

}  // namespace

bool opens_report(const Material& material, const FoldedPassage& in, const FoldedPassage* below,
                  std::size_t begin, std::size_t end) {
  static const RE2 opening(
      "^\\W?(?:(?:an?|one) (?:[a-z-]+ ){0,3}|[^.!?\\n\"]{3,90}\\b(?:after|when|as|because|thanks "
      "to|while|by) "
      "(?:their|its|the|a|an|one|the school's) (?:[a-z-]+ ){0,3})$");
  static const RE2 verb(
      "^ (?:from [a-z ]{2,30} )?(?:(?:who|at) [^.!?\\n]{3,80} "
      ")?(?:has|is|was|had|will|told|won|says|ran|swam|became|faces|hopes|drove|rode|went|came|got|gave|took|"
      "made|put|kept|stood|fell|found|built|wrote|sang|climbed|[a-z]{3,12}ed)\\b");
  const std::string_view text = in.folded.text;
  if (begin > longest_opening || !RE2::FullMatch({text.data(), begin}, opening)) return false;
  const std::string_view behind = text.substr(end, longest_sentence);
  if (!RE2::PartialMatch({behind.data(), behind.size()}, verb)) return false;
  const std::size_t stop = behind.find(". ");
  if (stop != std::string_view::npos) return begins_with_name(material, behind.substr(stop + 2));
  return below != nullptr && begins_with_name(material, below->folded.text);
}

}  // namespace gh::detect
