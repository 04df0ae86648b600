#include "scrape/judge.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "base/text.h"

namespace gh::scrape {
namespace {

template <class List, class Test>
bool any(const List& list, Test test) {
  return std::any_of(list.begin(), list.end(), test);
}

// The words that a browser shows: counted and folded when a rule asks, and once.
class VisibleWords {
 public:
  explicit VisibleWords(const page::Page& page) : page_(page) {}

  bool hold(const StateRule& rule) {
    if (rule.at_most_words != 0 && count() > rule.at_most_words) return false;
    return rule.words.empty() || any(rule.words, [&](const std::string& words) {
             return folded().find(words) != std::string::npos;
           });
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

class Judge {
 public:
  Judge(const page::Page& page, Paths& paths, const Visit& visit)
      : page_(page), paths_(paths), visit_(visit), url_(base::lower_ascii(visit.url)), words_(page) {}

  /// `seen`: one of its selectors names an element of the page.
  bool fits(const StateRule& rule, bool seen) {
    if (!rule.css.empty() && !seen) return false;
    if (!rule.status.empty() && !any(rule.status, [&](int status) { return status == visit_.status; }))
      return false;
    if (!rule.final_url.empty() &&
        !any(rule.final_url, [&](const std::string& part) { return url_.find(part) != std::string::npos; }))
      return false;
    if (!rule.source.empty() && !any(rule.source, [&](const std::string& bytes) {
          return page_.source.find(bytes) != std::string::npos;
        }))
      return false;
    return words_.hold(rule) && (rule.keys.empty() || states(rule));
  }

 private:
  bool fits_any(const std::vector<Key>& keys, const page::Fact& fact) {
    return any(keys, [&](const Key& key) { return paths_.fits(key, fact); });
  }

  bool states(const StateRule& rule) {
    if (rule.values.empty()) return paths_.any_stated(rule.keys);
    return any(page_.facts, [&](const page::Fact& fact) {
      if (!fits_any(rule.keys, fact)) return false;
      const std::string words = base::fold(page_.words(fact));
      return any(rule.values, [&](const std::string& value) { return value == words; });
    });
  }

  const page::Page& page_;
  Paths& paths_;
  const Visit& visit_;
  std::string url_;
  VisibleWords words_;
};

}  // namespace

bool state_fits(const StateRule& rule, const page::Page& page, Paths& paths, const Visit& visit) {
  const bool seen = std::any_of(rule.css.begin(), rule.css.end(),
                                [&](const page::Selector& selector) { return !selector.find(page).empty(); });
  return Judge(page, paths, visit).fits(rule, seen);
}

void judge(Profile& profile, const page::Page& page, const PageAnswers& answers, Paths& paths,
           const std::vector<const Definition*>& applied, const Visit& visit) {
  if (profile.state != base::State::found) return;
  const Definition& own = *applied.front();
  bool anchored = paths.any_stated(own.anchor_keys);
  answers.each(own, Part::anchor, [&](const Answer&) { anchored = true; });
  Judge judge(page, paths, visit);
  for (const Definition* definition : applied) {
    if (definition != &own && anchored)
      break;  // it is the profile: what walls look like elsewhere is no sign here
    std::vector<bool> seen(definition->states.size(), false);
    answers.each(*definition, Part::state, [&](const Answer& answer) {
      // A form that waits behind a button, for those who want it.
      const page::Node& node = page.nodes[answer.node];
      const bool password = node.tag == page::Tag::input &&
                            base::equal_ignoring_case(page.value(node, page::Name::type), "password");
      if (!password || !node.hidden) seen[answer.index] = true;
    });
    for (std::size_t i = 0; i < definition->states.size(); ++i) {
      const StateRule& rule = definition->states[i];
      if (!judge.fits(rule, seen[i])) continue;
      profile.state = rule.state;
      profile.reason = rule.reason;
      profile.state_is_own = definition == &own;
      return;
    }
  }
  const bool has_anchors = !own.anchor_keys.empty() || (!own.anchors.empty() && !page.nodes.empty());
  if (anchored || !has_anchors) return;
  profile.state = base::State::drift;
  profile.reason = "no_anchor";
}

}  // namespace gh::scrape
