#include "scrape/turns.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <re2/re2.h>
#include <set>

#include "base/text.h"
#include "scrape/post_heads.h"
#include "scrape/when.h"

namespace gh::scrape {
namespace {

using page::Node;
using page::Tag;

constexpr std::size_t fewest_turns = 3, fewest_speakers = 2;
constexpr std::size_t longest_line = 4'000;  // bytes of it that are looked at
constexpr std::size_t longest_head = 40, most_head_words = 4;
constexpr int most_between = 3;           // other siblings between two items of one list
constexpr std::uint32_t most_nodes = 24;  // in front of the words of an item
constexpr int most_texts = 4;             // of them, blanks not counted

bool is_letter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }

std::string_view group_of(const std::vector<re2::StringPiece>& groups, const RE2& pattern,
                          const std::string& name) {
  const auto place = pattern.NamedCapturingGroups().find(name);
  if (place == pattern.NamedCapturingGroups().end()) return {};
  const re2::StringPiece& group = groups[static_cast<std::size_t>(place->second)];
  return group.data() == nullptr ? std::string_view() : std::string_view(group.data(), group.size());
}

// "[12/08/2023, 19:05] Kit: hello": how much of the line is in front of what is said.
std::size_t read_lead(const RE2& pattern, std::string_view line, Turn& turn) {
  std::vector<re2::StringPiece> groups(static_cast<std::size_t>(pattern.NumberOfCapturingGroups()) + 1);
  line = line.substr(0, longest_line);
  if (!pattern.Match({line.data(), line.size()}, 0, line.size(), RE2::ANCHOR_START, groups.data(),
                     static_cast<int>(groups.size())))
    return 0;
  turn.speaker = group_of(groups, pattern, "who");
  const std::string_view day = group_of(groups, pattern, "day");
  if (!day.empty()) turn.day = day_in(day, TimeForm::day_first);
  return groups[0].size();
}

// "Kit Toft", "Dr Flo (York)", "mudlark_sue"; no sentence, no number.
bool has_shape_of_name(std::string_view line) {
  if (line.size() < 2 || line.size() > longest_head) return false;
  if (std::string_view(".!?:;,").find(line.back()) != std::string_view::npos) return false;
  const auto words = base::split(line, ' ');
  if (words.size() > most_head_words) return false;
  if (words.size() == 1) return std::any_of(line.begin(), line.end(), is_letter);
  return line[0] >= 'A' && line[0] <= 'Z';
}

std::vector<Turn> turns_of(const std::vector<std::pair<std::size_t, Turn>>& all, std::size_t block) {
  std::vector<Turn> turns;
  auto at = std::lower_bound(all.begin(), all.end(), block,
                             [](const auto& turn, std::size_t of) { return turn.first < of; });
  for (; at != all.end() && at->first == block; ++at) turns.push_back(at->second);
  return turns;
}

}  // namespace

Turns::Turns(const page::Page& page, const std::vector<const Definition*>& definitions)
    : definitions_(definitions), page_(page) {
  find_log();
  if (log_.empty()) headed_ = find_post_heads(page_, definitions_);
  if (page_.nodes.empty()) return;
  const std::vector<BlockRange> blocks = blocks_of_nodes();
  find_items(blocks);
  find_writers(blocks);
}

// The turn that a line begins; nothing where it begins none.
std::optional<Turn> Turns::begun_by(std::string_view line, std::size_t at) const {
  constexpr std::size_t longest_name = 40;
  // "Kit >> hello" is the one form of them all that begins with a name.
  const bool named = line.substr(0, longest_name).find(" >> ") != std::string_view::npos;
  if (line.empty() || (is_letter(line[0]) && !named)) return std::nullopt;
  for (const Definition* definition : definitions_) {
    for (const auto& pattern : definition->turns) {
      Turn turn;
      const std::size_t lead = read_lead(*pattern, line, turn);
      if (lead == 0) continue;
      turn.begin = static_cast<std::uint32_t>(at + lead);
      return turn;
    }
  }
  return std::nullopt;
}

void Turns::find_log() {
  std::set<std::string> speakers;
  for (std::size_t i = 0; i < page_.blocks.size(); ++i) {
    const std::string_view words = page_.words(page_.blocks[i]);
    const std::size_t first = log_.size();
    for (std::size_t at = 0; at < words.size();) {
      const std::size_t end = std::min(words.find('\n', at), words.size());
      if (auto turn = begun_by(words.substr(at, end - at), at)) {
        speakers.insert(turn->speaker);
        log_.emplace_back(i, std::move(*turn));
      }
      if (log_.size() > first) log_.back().second.end = static_cast<std::uint32_t>(end);
      at = end + 1;
    }
  }
  if (log_.size() < fewest_turns || speakers.size() < fewest_speakers) log_.clear();
}

// Who wrote what is answered below these words; empty where they do not say it.
std::string Turns::answered_below(std::string_view words) const {
  constexpr std::size_t longest = 120;
  if (words.size() > longest) words.remove_prefix(words.size() - longest);
  for (const Definition* definition : definitions_) {
    for (const auto& pattern : definition->answered) {
      std::vector<re2::StringPiece> groups(static_cast<std::size_t>(pattern->NumberOfCapturingGroups()) + 1);
      if (pattern->Match({words.data(), words.size()}, 0, words.size(), RE2::UNANCHORED, groups.data(),
                         static_cast<int>(groups.size())))
        return std::string(group_of(groups, *pattern, "who"));
    }
  }
  return {};
}

// "> I'm 40 today": lines of the letter that is answered.
std::vector<Turn> Turns::quoted_in(std::string_view words) const {
  std::vector<Turn> turns;
  for (std::size_t at = 0; at < words.size();) {
    const std::size_t end = std::min(words.find('\n', at), words.size());
    const bool goes_on = !turns.empty() && turns.back().end + 1 == at;
    if (words[at] == '>' && goes_on) {
      turns.back().end = static_cast<std::uint32_t>(end);
    } else if (words[at] == '>') {
      turns.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end),
                       answered_below(words.substr(0, at)), std::nullopt, true});
    }
    at = end + 1;
  }
  return turns;
}

std::vector<Turn> Turns::in_block(std::size_t block) const {
  const std::string_view words = page_.words(page_.blocks[block]);
  if (words.find("\n>") != std::string_view::npos) return quoted_in(words);
  return turns_of(log_, block);
}

std::vector<Turn> Turns::headed_in_block(std::size_t block) const { return turns_of(headed_, block); }

std::string_view Turns::writer_of_block(std::size_t block) const {
  return heads_.empty() ? std::string_view() : heads_[block];
}

std::vector<Turns::BlockRange> Turns::blocks_of_nodes() const {
  constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();
  std::vector<BlockRange> ranges(page_.nodes.size(), {none, 0});
  for (std::uint32_t i = 0; i < page_.blocks.size(); ++i) {
    if (page_.blocks[i].hidden) continue;
    BlockRange& range = ranges[page_.blocks[i].node];
    range = {std::min(range.first, i), i + 1};
  }
  for (std::size_t i = page_.nodes.size(); i-- > 1;) {
    BlockRange& above = ranges[page_.nodes[i].parent];
    above = {std::min(above.first, ranges[i].first), std::max(above.second, ranges[i].second)};
  }
  return ranges;
}

void Turns::set_heads(const BlockRange& blocks, std::string_view head, std::uint32_t list) {
  heads_.resize(page_.blocks.size());
  lists_.resize(page_.blocks.size());
  for (std::uint32_t block = blocks.first; block < blocks.second; ++block) {
    heads_[block] = head;
    lists_[block] = list;
  }
}

std::string_view Turns::writer_of(std::uint32_t node) const {
  const Node& of = page_.nodes[node];
  for (std::uint32_t i = 0; i < of.attribute_count; ++i) {
    const page::Attribute& attribute = page_.attributes[of.first_attribute + i];
    if (attribute.known != page::Name::other) continue;
    const std::string_view name = page_.slice(attribute.name);
    const bool names =
        std::any_of(definitions_.begin(), definitions_.end(), [&](const Definition* definition) {
          const auto& all = definition->writer_attributes;
          return std::find(all.begin(), all.end(), name) != all.end();
        });
    if (names) return page_.slice(attribute.value);
  }
  return {};
}

// An attribute that is the same everywhere names the page's owner, or whoever looks at it.
void Turns::find_writers(const std::vector<BlockRange>& blocks) {
  std::vector<std::pair<std::uint32_t, std::string_view>> found;
  bool differ = false;
  for (std::uint32_t i = 1; i < page_.nodes.size(); ++i) {
    if (page_.nodes[i].attribute_count == 0 || blocks[i].first >= blocks[i].second) continue;
    const std::string_view writer = writer_of(i);
    if (writer.empty() || writer.size() > longest_head) continue;
    differ = differ || (!found.empty() && found.front().second != writer);
    found.emplace_back(i, writer);
  }
  if (!differ) return;
  for (const auto& [node, writer] : found) set_heads(blocks[node], writer, 0);
}

bool Turns::is_repost(std::string_view words) const {
  const std::string folded = base::lower_ascii(words);
  return std::any_of(definitions_.begin(), definitions_.end(), [&](const Definition* definition) {
    return std::any_of(definition->repost_words.begin(), definition->repost_words.end(),
                       [&](const std::string& word) { return folded.find(word) != std::string::npos; });
  });
}

// The first words of the item that are a text of their own: "Kit Toft" of "Kit Toft · 3 h".
std::string_view Turns::head_in(std::uint32_t node, const BlockRange& blocks, bool& reposted) const {
  if (blocks.first >= blocks.second) return {};
  const std::string_view first_block = page_.words(page_.blocks[blocks.first]);
  std::string_view head;
  int texts = 0;
  const std::uint32_t end = std::min(page_.nodes[node].end, node + most_nodes);
  for (std::uint32_t i = node + 1; i < end && texts <= most_texts; ++i) {
    // "<time>Jun 20, 2016</time> Kit Toft": when, and not who.
    if (page_.nodes[i].tag != Tag::text || page_.nodes[page_.nodes[i].parent].tag == Tag::time) continue;
    const std::string_view words = base::trim(page_.slice(page_.nodes[i].characters));
    if (words.empty()) continue;
    ++texts;
    if (!head.empty()) return head;  // something follows it
    const bool spoken = first_block.find(words) != std::string_view::npos;
    if (spoken && has_shape_of_name(words) && !is_repost(words)) head = words;
    reposted = reposted || (texts == 1 && is_repost(words));
    if (head.empty() && texts == 1 && !reposted) return {};
  }
  return {};
}

void Turns::find_items(const std::vector<BlockRange>& blocks) {
  std::vector<std::string_view> heads(page_.nodes.size());
  // Lists by their first item; of each whether two of its heads differ.
  std::vector<std::uint32_t> list_of(page_.nodes.size());
  std::vector<bool> differ(page_.nodes.size());
  for (std::uint32_t i = 1; i < page_.nodes.size(); ++i) {
    const Node& node = page_.nodes[i];
    if (node.tag == Tag::text || node.number + (node.end < page_.nodes[node.parent].end) < 2) continue;
    bool reposted = false;
    heads[i] = head_in(i, blocks[i], reposted);
    if (heads[i].empty()) continue;
    list_of[i] = i;
    if (reposted) differ[i] = true;  // whoever is named is not whose list it is
    std::uint32_t before = node.previous;
    for (int steps = 0; before != 0 && steps < most_between; ++steps, before = page_.nodes[before].previous) {
      const Node& other = page_.nodes[before];
      const bool alike = other.tag == node.tag &&
                         page_.value(other, page::Name::class_) == page_.value(node, page::Name::class_);
      if (!alike || heads[before].empty()) continue;
      list_of[i] = list_of[before];
      if (heads[before] != heads[i]) differ[list_of[i]] = true;
      break;
    }
  }
  for (std::uint32_t i = 1; i < page_.nodes.size(); ++i) {
    if (!heads[i].empty() && differ[list_of[i]]) set_heads(blocks[i], heads[i], list_of[i]);
  }
}

}  // namespace gh::scrape
