#include "scrape/viewer.h"

#include <algorithm>

namespace gh::scrape {
namespace {

bool has(const PageAnswers& answers, const std::vector<const Definition*>& applied, Part part) {
  return std::any_of(applied.begin(), applied.end(), [&](const Definition* definition) {
    bool found = false;
    answers.each(*definition, part, [&](const Answer&) { found = true; });
    return found;
  });
}

}  // namespace

base::Visibility viewer_of(const PageAnswers& answers, const std::vector<const Definition*>& applied) {
  if (has(answers, applied, Part::viewer_owner)) return base::Visibility::unknown;
  if (has(answers, applied, Part::viewer_member)) return base::Visibility::member;
  if (has(answers, applied, Part::viewer_passer_by)) return base::Visibility::passer_by;
  return base::Visibility::unknown;
}

}  // namespace gh::scrape
