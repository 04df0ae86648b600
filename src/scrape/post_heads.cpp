#include "scrape/post_heads.h"

#include <algorithm>
#include <chrono>
#include <re2/re2.h>
#include <string>
#include <utility>

#include "base/text.h"
#include "scrape/turns.h"
#include "scrape/when.h"

namespace gh::scrape {
namespace {

constexpr std::size_t longest_head = 120, longest_second_line = 70;  // bytes of a line
constexpr std::size_t longest_name_line = 60;
constexpr std::size_t farthest_head = 5;  // blocks up to the next head; behind more the words are of nobody
constexpr std::size_t fewest_dated = 2;   // lines that begin with a day
constexpr base::Day first_posts = std::chrono::sys_days{std::chrono::year{2003} / 1 / 1};

using Groups = std::vector<re2::StringPiece>;

std::string_view group_of(const Groups& groups, const re2::RE2& pattern, const char* name) {
  const auto place = pattern.NamedCapturingGroups().find(name);
  if (place == pattern.NamedCapturingGroups().end()) return {};
  const re2::StringPiece& group = groups[static_cast<std::size_t>(place->second)];
  return group.data() == nullptr ? std::string_view() : std::string_view(group.data(), group.size());
}

// "Jen R @jenrunsfar": by either whoever is meant is known.
std::string name_of(std::string_view who, std::string_view handle) {
  constexpr std::size_t longest = 60;  // of a name that anybody takes for one
  who = base::trim(who);
  if (who.empty() || who.size() + handle.size() + 1 > longest)
    return std::string(handle.empty() ? who : handle);
  return handle.empty() ? std::string(who) : std::string(who) + " " + std::string(handle);
}

class HeadFinder {
 public:
  HeadFinder(const page::Page& page, const std::vector<const Definition*>& definitions)
      : page_(page), definitions_(definitions) {}

  std::vector<std::pair<std::size_t, Turn>> run() {
    for (std::size_t i = 0; i < page_.blocks.size(); ++i) {
      if (!page_.blocks[i].hidden && !read_block(i) && read_pair(i)) ++i;
    }
    // One line alone may be of an event, or of a life.
    if (dated_ < fewest_dated) {
      std::erase_if(found_, [](const auto& turn) { return turn.second.speaker.empty(); });
    }
    // One name alone is that of whoever wrote the report, perhaps: the day holds, and nobody speaks.
    const bool lone = found_.size() == 1 && !found_.front().second.sure;
    carry_on();
    for (auto& [block, turn] : found_) {
      if (lone) turn.speaker.clear();
    }
    return std::move(found_);
  }

 private:
  // True when the block has a head.
  bool read_block(std::size_t index) {
    const std::string_view words = page_.words(page_.blocks[index]);
    const std::size_t first = found_.size();
    if (auto turn = framed(words)) {
      found_.emplace_back(index, std::move(*turn));
      return true;
    }
    for (std::size_t at = 0; at < words.size();) {
      const std::size_t end = std::min(words.find('\n', at), words.size());
      std::size_t next = end + 1;
      if (auto turn = begun_at(words, at, end)) {
        if (found_.size() > first) end_at(words, at, found_.back().second);
        turn->end = static_cast<std::uint32_t>(words.size());
        turn->begin = std::min(turn->begin, turn->end);
        while (turn->begin < turn->end && is_blank(words[turn->begin])) ++turn->begin;
        next = std::max<std::size_t>(next, turn->begin);
        found_.emplace_back(index, std::move(*turn));
      }
      at = next;
    }
    return found_.size() > first;
  }

  // "Jen R says:", and in a block of its own below "14 March 2024 at 4:26 pm": nothing but a head.
  bool read_pair(std::size_t index) {
    if (index + 1 == page_.blocks.size()) return false;
    const page::Block& first = page_.blocks[index];
    const page::Block& second = page_.blocks[index + 1];
    const std::string_view name = page_.words(first), time = page_.words(second);
    const bool small = name.size() <= longest_name_line && time.size() <= longest_second_line;
    if (!small || second.hidden || second.landmark != first.landmark ||
        name.find('\n') != std::string_view::npos || time.find('\n') != std::string_view::npos)
      return false;
    // A day without an hour is as well a value: "Member since", "17 May 2009".
    const bool said = name.ends_with(':') || time.find(':') != std::string_view::npos;
    if (!said) return false;
    const std::string both = std::string(name) + "\n" + std::string(time);
    auto turn = begun_at(both, 0, name.size());
    if (!turn || turn->begin < both.size() || turn->speaker.empty()) return false;
    turn->begin = turn->end = static_cast<std::uint32_t>(time.size());
    found_.emplace_back(index + 1, std::move(*turn));
    return true;
  }

  // "Jen R / Happy birthday! / 3 May 2024": the first line names the writer, the last tells when.
  std::optional<Turn> framed(std::string_view words) const {
    const std::size_t first = words.find('\n'), last = words.rfind('\n');
    if (first == std::string_view::npos || first >= last || first > longest_head ||
        words.size() - last > longest_second_line)
      return std::nullopt;
    for (const Definition* definition : definitions_) {
      const PostHeads& heads = definition->post_heads;
      Turn named, timed;
      if (!heads.first_line || !heads.last_line ||
          read(*heads.first_line, words.substr(0, first), named) == 0 ||
          read(*heads.last_line, base::trim(words.substr(last + 1)), timed) == 0)
        continue;
      timed.speaker = std::move(named.speaker);
      timed.sure = false;
      timed.begin = static_cast<std::uint32_t>(first + 1);
      timed.end = static_cast<std::uint32_t>(last);
      return timed;
    }
    return std::nullopt;
  }

  static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n'; }

  static void end_at(std::string_view words, std::size_t end, Turn& turn) {
    while (end > turn.begin && is_blank(words[end - 1])) --end;
    turn.end = static_cast<std::uint32_t>(std::max<std::size_t>(end, turn.begin));
  }

  // The turn that the line [at, end) begins, or that and the one after it.
  std::optional<Turn> begun_at(std::string_view words, std::size_t at, std::size_t end) {
    if (end - at > longest_head + longest_second_line) end = at + longest_head + longest_second_line;
    while (at < end && is_blank(words[at])) ++at;
    const std::string_view line = words.substr(at, end - at);
    if (line.size() < 3) return std::nullopt;
    std::size_t second = end;
    if (end < words.size() && words[end] == '\n' && line.size() <= longest_head) {
      const std::size_t next = std::min(words.find('\n', end + 1), words.size());
      if (next - end <= longest_second_line) second = next;
    }
    const std::string_view both = words.substr(at, second - at);
    if (!may_head(both)) return std::nullopt;
    for (const Definition* definition : definitions_) {
      const PostHeads& heads = definition->post_heads;
      for (const auto* patterns : {&heads.sure, &heads.likely, &heads.dated}) {
        for (const auto& pattern : *patterns) {
          Turn turn;
          const std::size_t lead = read(*pattern, both, turn);
          if (lead == 0) continue;
          turn.sure = patterns == &heads.sure;
          const bool dated = patterns == &heads.dated;
          if (dated) ++dated_;
          // The day stays with what is said: some read it there.
          turn.begin = static_cast<std::uint32_t>(dated ? at : at + lead);
          return turn;
        }
      }
    }
    return std::nullopt;
  }

  // A quick no for most lines: a head has a time, an account or a dot in its first words.
  static bool may_head(std::string_view words) {
    constexpr std::size_t reach = 90;
    constexpr std::string_view dots = "\xB7\xA2";  // last bytes of "·" and "•"
    words = words.substr(0, reach);
    for (std::size_t i = 0; i < words.size(); ++i) {
      const char c = words[i];
      if ((c >= '0' && c <= '9') || c == '@' || c == '|') return true;
      if (c == '/' && i > 0 && words[i - 1] == 'u') return true;
      if (static_cast<unsigned char>(c) >= 0x80 && dots.find(c) != std::string_view::npos) return true;
    }
    return false;
  }

  // How much of the words is a head.
  static std::size_t read(const re2::RE2& pattern, std::string_view words, Turn& turn) {
    Groups groups(static_cast<std::size_t>(pattern.NumberOfCapturingGroups()) + 1);
    if (!pattern.Match({words.data(), words.size()}, 0, words.size(), RE2::ANCHOR_START, groups.data(),
                       static_cast<int>(groups.size())))
      return 0;
    const std::string_view day = group_of(groups, pattern, "day");
    if (!day.empty()) {
      turn.day = day_in(day, TimeForm::day_first);
      if (!turn.day || *turn.day < first_posts) return 0;
    }
    if (const std::string_view part = group_of(groups, pattern, "yearless"); !part.empty()) {
      // Any leap year will do to read it.
      const auto read = day_in(std::string(part) + " 2000", TimeForm::day_first);
      if (!read) return 0;
      const std::chrono::year_month_day date{*read};
      turn.yearless = base::PartialDate{0, static_cast<int>(unsigned{date.month()}),
                                        static_cast<int>(unsigned{date.day()})};
    }
    turn.day_unknown = !group_of(groups, pattern, "unknown").empty();
    turn.on_wall = !group_of(groups, pattern, "wall").empty();
    turn.speaker = name_of(group_of(groups, pattern, "who"), group_of(groups, pattern, "handle"));
    return groups[0].size();
  }

  // Over blocks without a head up to the next one, and to what stands below a head that is alone in its
  // block.
  void carry_on() {
    std::vector<std::pair<std::size_t, Turn>> all;
    for (std::size_t i = 0; i < found_.size(); ++i) {
      all.push_back(found_[i]);
      const auto& [block, turn] = found_[i];
      const bool last = i + 1 == found_.size();
      if (!last && found_[i + 1].first == block) continue;
      const std::size_t next = last ? page_.blocks.size() : found_[i + 1].first;
      const bool alone = turn.begin >= turn.end;
      const std::size_t until = !last && next - block <= farthest_head ? next : alone ? block + 2 : block + 1;
      if (turn.speaker.empty()) continue;
      for (std::size_t below = block + 1; below < std::min({until, next, page_.blocks.size()}); ++below) {
        if (page_.blocks[below].hidden || page_.blocks[below].landmark != page_.blocks[block].landmark) break;
        Turn more = turn;
        more.begin = 0;
        more.end = static_cast<std::uint32_t>(page_.words(page_.blocks[below]).size());
        all.emplace_back(below, std::move(more));
      }
    }
    std::erase_if(all, [](const auto& turn) { return turn.second.begin >= turn.second.end; });
    found_ = std::move(all);
  }

  const page::Page& page_;
  const std::vector<const Definition*>& definitions_;
  std::vector<std::pair<std::size_t, Turn>> found_;
  std::size_t dated_ = 0;  // lines that begin with a day
};

}  // namespace

std::vector<std::pair<std::size_t, Turn>> find_post_heads(const page::Page& page,
                                                          const std::vector<const Definition*>& definitions) {
  return HeadFinder(page, definitions).run();
}

}  // namespace gh::scrape
