#include "scrape/regions.h"

#include <algorithm>
#include <chrono>
#include <optional>

#include "base/text.h"

namespace gh::scrape {
namespace {

using page::Name;

class RegionFinder {
 public:
  RegionFinder(const page::Page& page, const PageAnswers& answers,
               const std::vector<const Definition*>& applied)
      : page_(page), answers_(answers), applied_(applied) {}

  Regions run() {
    find_others();
    find_posts();
    find_fields();
    return std::move(found_);
  }

 private:
  // The platform's own rule, when it fits, is better than the general one; of a rule's selectors, one comes
  // after the other. Posts nest (a quoted post in a post): the one found last wins for its own nodes.
  void find_posts() {
    for (const Definition* definition : applied_) {
      std::vector<Answer> found;
      answers_.each(*definition, Part::post, [&](const Answer& answer) { found.push_back(answer); });
      if (found.empty()) continue;
      std::stable_sort(found.begin(), found.end(),
                       [](const Answer& a, const Answer& b) { return a.index < b.index; });
      find_times(*definition);
      found_.post.assign(page_.nodes.size(), -1);
      for (const Answer& answer : found) add_post(answer.node);
      for (std::uint32_t i = 1; i < page_.nodes.size(); ++i) {
        found_.post[i] = std::max(found_.post[i], found_.post[page_.nodes[i].parent]);
      }
      find_authors();
      return;
    }
    find_posts_by_times();
  }

  // Where no rule knows the posts, what stands around a time and around no other is one.
  void find_posts_by_times() {
    for (const Definition* definition : applied_) find_times(*definition);
    std::erase_if(times_, [&](const auto& time) { return !is_of_post(time.first, time.second); });
    std::sort(times_.begin(), times_.end());
    times_.erase(std::unique(times_.begin(), times_.end()), times_.end());
    if (times_.empty()) return;
    found_.post.assign(page_.nodes.size(), -1);
    for (const auto& [node, day] : times_) {
      const std::uint32_t around = largest_around(node);
      const auto index = static_cast<int>(found_.posts.size());
      found_.posts.push_back({day, page_.nodes[around].source, "", std::nullopt, {}});
      roots_.push_back(around);
      found_.post[around] = std::max(found_.post[around], index);
      if (words_in(around) < least_words) take_siblings(around, index);
    }
    for (std::uint32_t i = 1; i < page_.nodes.size(); ++i) {
      found_.post[i] = std::max(found_.post[i], found_.post[page_.nodes[i].parent]);
    }
    find_authors();
  }

  // "Joined 4 May 2012", and a date of birth, are no times of writing.
  bool is_of_post(std::uint32_t node, base::Day day) const {
    if (page_.nodes[node].landmark == page::Landmark::footer || day < first_posts) return false;
    std::string words = page_.text_of(node).words();
    if (node > 1 && page_.nodes[node - 1].tag == page::Tag::text) {
      const std::string_view before = page_.slice(page_.nodes[node - 1].characters);
      words.insert(0, before.substr(before.size() > words_beside ? before.size() - words_beside : 0));
    }
    words = base::lower_ascii(words);
    return std::none_of(applied_.begin(), applied_.end(), [&](const Definition* definition) {
      return std::any_of(definition->not_post_words.begin(), definition->not_post_words.end(),
                         [&](const std::string& word) { return words.find(word) != std::string::npos; });
    });
  }

  using Time = std::pair<std::uint32_t, base::Day>;

  // The first time in the node, or the end.
  std::vector<Time>::const_iterator first_time_in(std::uint32_t node) const {
    const auto first = std::lower_bound(times_.begin(), times_.end(), node,
                                        [](const Time& time, std::uint32_t at) { return time.first < at; });
    return first != times_.end() && page_.within(first->first, node) ? first : times_.end();
  }

  bool holds_time(std::uint32_t node) const { return first_time_in(node) != times_.end(); }

  bool holds_one_time(std::uint32_t node) const {
    const auto first = first_time_in(node);
    return first != times_.end() && (first + 1 == times_.end() || !page_.within((first + 1)->first, node));
  }

  std::uint32_t largest_around(std::uint32_t node) const {
    while (true) {
      const std::uint32_t parent = page_.nodes[node].parent;
      const page::Tag tag = page_.nodes[parent].tag;
      if (parent == 0 || tag == page::Tag::body || tag == page::Tag::main || tag == page::Tag::html ||
          !holds_one_time(parent))
        return node;
      node = parent;
    }
  }

  std::size_t words_in(std::uint32_t node) const {
    std::size_t bytes = 0;
    for (std::uint32_t i = node; i < page_.nodes[node].end && bytes < least_words; ++i) {
      if (page_.nodes[i].tag == page::Tag::text)
        bytes += base::trim(page_.slice(page_.nodes[i].characters)).size();
    }
    return bytes;
  }

  // Name and time stand in a line of their own above the words.
  void take_siblings(std::uint32_t node, int index) {
    const std::uint32_t end = page_.nodes[page_.nodes[node].parent].end;
    std::uint32_t next = page_.nodes[node].end;
    for (int steps = 0; next < end && steps < most_siblings && !holds_time(next); ++steps) {
      found_.post[next] = std::max(found_.post[next], index);
      next = page_.nodes[next].end;
    }
  }

  void add_post(std::uint32_t node) {
    if (found_.post[node] >= 0) return;  // another selector of the rule names it, too
    const auto index = static_cast<int>(found_.posts.size());
    const page::Span source = page_.nodes[node].source;
    if (index > 0 && page_.within(node, last_post_) && found_.posts.back().source == source) return;
    found_.posts.push_back({time_in(node), source, "", std::nullopt, {}});
    roots_.push_back(node);
    found_.post[node] = index;
    last_post_ = node;
  }

  // The first that stands in a post is its own.
  void find_authors() {
    for (const Definition* definition : applied_) {
      answers_.each(*definition, Part::post_author, [&](const Answer& answer) {
        const int post = found_.post[answer.node];
        if (post >= 0 && is_in_answer(answer.node, roots_[static_cast<std::size_t>(post)])) return;
        if (post < 0 || !found_.posts[static_cast<std::size_t>(post)].author.empty()) return;
        // Below the name stand rank, town and number of posts.
        std::string words = page_.text_of(answer.node).words();
        words.resize(std::min(words.find('\n'), words.size()));
        if (words.starts_with("by ") || words.starts_with("By ")) words.erase(0, 3);
        if (words.size() <= longest_name)
          found_.posts[static_cast<std::size_t>(post)].author = std::move(words);
      });
    }
    for (std::size_t i = 0; i < roots_.size(); ++i) {
      if (found_.posts[i].author.empty()) found_.posts[i].author = linked_author(roots_[i]);
    }
  }

  // The writer of a comment below the post is not the post's.
  bool is_in_answer(std::uint32_t node, std::uint32_t post) const {
    return !found_.by_other.empty() && found_.by_other[node] && !found_.by_other[post];
  }

  // "<a href="/u/dubnut">Dubnut</a>" in the first words of a post: a link to the account that it names.
  std::string linked_author(std::uint32_t post) const {
    std::size_t before = 0;
    for (std::uint32_t i = post + 1; i < page_.nodes[post].end && before <= words_before_author; ++i) {
      const page::Node& node = page_.nodes[i];
      if (node.tag == page::Tag::text) before += base::trim(page_.slice(node.characters)).size();
      if (node.tag != page::Tag::a || is_in_answer(i, post)) continue;
      std::string words = page_.text_of(i).words();
      if (words.size() <= longest_name && is_account(page_.value(node, Name::href), words)) return words;
    }
    return {};
  }

  bool is_account(std::string_view address, std::string_view words) const {
    const std::string name = letters_of(words), small = base::lower_ascii(address);
    const auto leads_to_account = [&](const std::string& part) {
      return small.find(part) != std::string::npos;
    };
    return name.size() >= shortest_account && letters_of(address).ends_with(name) &&
           std::any_of(applied_.begin(), applied_.end(), [&](const Definition* definition) {
             const auto& parts = definition->account_addresses;
             return std::any_of(parts.begin(), parts.end(), leads_to_account);
           });
  }

  // "Bay Watch" and "baywatch"
  static std::string letters_of(std::string_view words) {
    std::string letters = base::lower_ascii(words);
    std::erase_if(letters, [](char c) { return !((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')); });
    return letters;
  }

  void find_times(const Definition& definition) {
    answers_.each(definition, Part::post_time, [&](const Answer& answer) {
      if (answer.node == last_time_) return;
      last_time_ = answer.node;
      if (const auto day = day_of(answer.node)) times_.emplace_back(answer.node, *day);
    });
  }

  std::optional<base::Day> time_in(std::uint32_t node) const {
    const auto first = first_time_in(node);
    return first == times_.end() ? std::nullopt : std::optional(first->second);
  }

  std::optional<base::Day> day_of(std::uint32_t node) const {
    for (Name attribute : {Name::datetime, Name::title, Name::content}) {
      if (const auto day = base::parse_day(page_.value(page_.nodes[node], attribute))) return day;
    }
    return base::parse_day(page_.text_of(node).words());
  }

  void find_others() {
    for (const Definition* definition : applied_) {
      answers_.each(*definition, Part::other, [&](const Answer& answer) {
        found_.by_other.resize(page_.nodes.size(), false);
        found_.by_other[answer.node] = true;
        found_.other_roots.push_back(answer.node);
      });
    }
    std::vector<std::uint32_t>& roots = found_.other_roots;
    std::sort(roots.begin(), roots.end());
    roots.erase(std::unique(roots.begin(), roots.end()), roots.end());
    for (std::uint32_t i = 1; i < found_.by_other.size(); ++i) {
      if (found_.by_other[page_.nodes[i].parent]) found_.by_other[i] = true;
    }
  }

  // The first rule that names an element wins.
  void find_fields() {
    for (const Definition* definition : applied_) {
      answers_.each(*definition, Part::field, [&](const Answer& answer) {
        found_.field.resize(page_.nodes.size(), nullptr);
        const FieldRule*& rule = found_.field[answer.node];
        if (rule == nullptr) found_.named.push_back(answer.node);
        if (rule == nullptr) rule = &definition->fields[answer.index];
      });
    }
    std::sort(found_.named.begin(), found_.named.end());
    for (std::uint32_t i = 1; i < found_.field.size(); ++i) {
      if (found_.field[i] == nullptr) found_.field[i] = found_.field[page_.nodes[i].parent];
    }
  }

  static constexpr std::size_t longest_name = 80;  // bytes
  static constexpr std::size_t shortest_account = 3, words_before_author = 60;
  static constexpr std::size_t least_words = 60;  // bytes; with less a time's element is a line above a post
  static constexpr int most_siblings = 6;
  static constexpr std::size_t words_beside = 16;  // bytes before a time that say what it is
  static constexpr base::Day first_posts = std::chrono::sys_days{std::chrono::year{2003} / 1 / 1};

  const page::Page& page_;
  const PageAnswers& answers_;
  const std::vector<const Definition*>& applied_;
  std::uint32_t last_post_ = 0;
  std::uint32_t last_time_ = 0;
  std::vector<Time> times_;           // elements that state a post's day
  std::vector<std::uint32_t> roots_;  // of the posts
  Regions found_;
};

}  // namespace

Regions find_regions(const page::Page& page, const PageAnswers& answers,
                     const std::vector<const Definition*>& applied) {
  return RegionFinder(page, answers, applied).run();
}

}  // namespace gh::scrape
