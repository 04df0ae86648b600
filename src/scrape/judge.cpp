#include "scrape/judge.h"

#include <algorithm>
#include <string>

#include "base/text.h"

namespace gh::scrape {
namespace {

// The words that a browser shows: counted and folded when a rule asks, and once.
class VisibleWords {
 public:
  explicit VisibleWords(const page::Page& page) : page_(page) {}

  bool holds(const StateRule& rule) {
    if (rule.at_most_words != 0 && count() > rule.at_most_words) return false;
    return rule.words.empty() || folded().find(rule.words) != std::string::npos;
  }

 private:
  int count() {
    if (count_ >= 0) return count_;
    count_ = 0;
    for (const page::Block& block : page_.blocks) {
      if (block.hidden) continue;
      const std::string_view text = page_.words(block);
      count_ += 1 + static_cast<int>(std::count(text.begin(), text.end(), ' '));
    }
    return count_;
  }

  // All visible words, with a mark between blocks that no rule's words hold.
  const std::string& folded() {
    if (!folded_.empty()) return folded_;
    for (const page::Block& block : page_.blocks) {
      if (!block.hidden) folded_ += base::fold(page_.words(block)) + '\0';
    }
    return folded_;
  }

  const page::Page& page_;
  int count_ = -1;
  std::string folded_;
};

}  // namespace

void judge(Profile& profile, const page::Page& page, const PageAnswers& answers,
           const std::vector<const Definition*>& applied) {
  if (profile.state != base::State::found || page.nodes.empty()) return;
  VisibleWords words(page);
  for (const Definition* definition : applied) {
    std::vector<bool> seen(definition->states.size(), false);
    answers.each(*definition, Part::state, [&](const Answer& answer) { seen[answer.index] = true; });
    for (std::size_t i = 0; i < definition->states.size(); ++i) {
      const StateRule& rule = definition->states[i];
      if ((!rule.css.empty() && !seen[i]) || !words.holds(rule)) continue;
      profile.state = rule.state;
      profile.reason = rule.reason;
      return;
    }
  }
  bool anchored = applied.front()->anchors.empty();
  answers.each(*applied.front(), Part::anchor, [&](const Answer&) { anchored = true; });
  if (!anchored) {
    profile.state = base::State::drift;
    profile.reason = "no_anchor";
  }
}

}  // namespace gh::scrape
