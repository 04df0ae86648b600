#include "scrape/pairs.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <tuple>

#include "base/text.h"

namespace gh::scrape {
namespace {

using page::Node;
using page::Tag;

constexpr std::uint32_t most_nodes = 24;  // of a pair
constexpr std::size_t longest_label = 40, longest_value = 160, most_bytes = 400;
constexpr int most_texts = 3;          // of a pair: "Married to <a>Kit</a>"
constexpr std::size_t few_bytes = 48;  // of a pair in as many pieces as may be: "<b>18</b><sup>th</sup> June"

bool may_hold_pair(Tag tag) {
  return tag == Tag::div || tag == Tag::li || tag == Tag::span || tag == Tag::p || tag == Tag::section ||
         tag == Tag::other;
}

class PairFinder {
 public:
  PairFinder(const page::Page& page, const std::function<bool(std::string_view)>& is_label)
      : page_(page), is_label_(is_label) {}

  std::vector<Pair> run() {
    std::vector<std::uint32_t> holders;
    for (std::uint32_t i = 1; i < page_.nodes.size(); ++i) {
      if (is_small(i) && two_parts(i)) holders.push_back(i);
    }
    for (const std::uint32_t node : holders) {
      if (auto pair = known(node)) found_.push_back(std::move(*pair));
    }
    if (found_.empty()) return {};
    std::map<Make, bool> makes;  // whether the label stands behind
    std::set<std::uint32_t> taken;
    for (const Pair& pair : found_) {
      taken.insert(pair.node);
      for (const bool above : {false, true}) makes.emplace(make_of(pair.node, above), pair.label_behind);
    }
    for (const std::uint32_t node : holders) {
      if (taken.contains(node)) continue;
      auto like = makes.find(make_of(node, false));
      if (like == makes.end()) like = makes.find(make_of(node, true));
      if (like == makes.end()) continue;
      if (auto pair = split(node, like->second)) found_.push_back(std::move(*pair));
    }
    std::sort(found_.begin(), found_.end(), [](const Pair& a, const Pair& b) { return a.node < b.node; });
    return std::move(found_);
  }

 private:
  bool is_small(std::uint32_t node) const {
    return may_hold_pair(page_.nodes[node].tag) && !page_.nodes[node].hidden &&
           page_.nodes[node].end - node <= most_nodes && page_.nodes[node].end - node >= 3;
  }

  bool is_blank(std::uint32_t node) const {
    for (std::uint32_t i = node; i < page_.nodes[node].end; ++i) {
      if (page_.nodes[i].tag == Tag::text && !base::trim(page_.slice(page_.nodes[i].characters)).empty())
        return false;
    }
    return true;
  }

  // Exactly two of its children have words.
  bool two_parts(std::uint32_t node) const {
    std::size_t bytes = 0;
    int texts = 0;
    for (std::uint32_t i = node + 1; i < page_.nodes[node].end; ++i) {
      if (page_.nodes[i].tag != Tag::text) continue;
      bytes += page_.slice(page_.nodes[i].characters).size();
      texts += is_blank(i) ? 0 : 1;
    }
    if (bytes > most_bytes || (texts > most_texts && bytes > few_bytes)) return false;
    int parts = 0;
    for (std::uint32_t child = node + 1; child < page_.nodes[node].end; child = page_.nodes[child].end) {
      if (is_blank(child)) continue;
      if (page_.nodes[child].tag == Tag::br || ++parts > 2) return false;
    }
    return parts == 2;
  }

  // The words of its first or last part.
  std::string part(std::uint32_t node, bool last) const {
    std::string words;
    for (std::uint32_t child = node + 1; child < page_.nodes[node].end; child = page_.nodes[child].end) {
      if (is_blank(child)) continue;
      words = page_.nodes[child].tag == Tag::text ? std::string(page_.slice(page_.nodes[child].characters))
                                                  : page_.text_of(child).words();
      if (!last) break;
    }
    return base::collapse_blanks(words);
  }

  std::optional<Pair> known(std::uint32_t node) const {
    const std::string first = part(node, false), second = part(node, true);
    if (first.size() > longest_label && second.size() > longest_label) return std::nullopt;
    const bool before = first.size() <= longest_label && is_label_(first);
    const bool behind = second.size() <= longest_label && is_label_(second);
    if (before == behind) return std::nullopt;
    if (before && first.ends_with(':')) return std::nullopt;  // read with all lines of that kind
    return split(node, behind);
  }

  std::optional<Pair> split(std::uint32_t node, bool label_behind) const {
    const page::Text whole = page_.text_of(node);
    const std::string_view words = whole.words();
    const std::string label = part(node, label_behind);
    if (label.empty() || label.size() > longest_label || label.size() >= words.size() ||
        words.size() - label.size() > longest_value)
      return std::nullopt;
    if (label_behind ? !words.ends_with(label) : !words.starts_with(label)) return std::nullopt;
    static constexpr std::string_view between = " :\n.";
    std::size_t begin = 0, end = words.size();
    if (label_behind) {
      end -= label.size();
      while (end > 0 && between.find(words[end - 1]) != std::string_view::npos) --end;
    } else {
      begin = label.size();
      while (begin < end && between.find(words[begin]) != std::string_view::npos) ++begin;
    }
    if (begin >= end) return std::nullopt;
    return Pair{node, label, whole.part(begin, end), label_behind};
  }

  // Of siblings, or with `above` of the children of siblings, of one tag and class.
  using Make = std::tuple<std::uint32_t, bool, Tag, std::string_view>;
  Make make_of(std::uint32_t node, bool above) const {
    const Node& one = page_.nodes[node];
    const std::uint32_t around = above ? page_.nodes[one.parent].parent : one.parent;
    return {around, above, one.tag, page_.value(one, page::Name::class_)};
  }

  const page::Page& page_;
  const std::function<bool(std::string_view)>& is_label_;
  std::vector<Pair> found_;
};

}  // namespace

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// "25", "25th"
bool is_day(std::string_view line) {
  return !line.empty() && line.size() <= 4 && is_digit(line[0]) && (line.size() < 3 || !is_digit(line[2]));
}

bool is_year(std::string_view line) {
  return line.size() == 4 && std::all_of(line.begin(), line.end(), is_digit);
}

}  // namespace

std::vector<Pair> find_line_pairs(const page::Page& page, const page::Block& block,
                                  const std::function<bool(std::string_view)>& is_label) {
  constexpr std::size_t fewest_lines = 3, most_lines = 80, longest_month = 9;
  std::vector<Pair> found;
  const std::string_view words = page.words(block);
  const std::vector<std::string_view> lines = base::split(words, '\n');
  if (lines.size() < fewest_lines || lines.size() > most_lines) return found;
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    const std::string_view label = base::trim(lines[i]);
    if (label.empty() || label.size() > longest_label || label.ends_with(':') || !is_label(label)) continue;
    std::size_t last = i + 1;
    const bool parts = i + 3 < lines.size() && is_day(lines[last]) &&
                       lines[last + 1].size() <= longest_month && is_year(lines[last + 2]);
    if (parts) last += 2;
    if (lines[i + 1].empty() || lines[i + 1].size() > longest_value || is_label(base::trim(lines[i + 1])))
      continue;
    const auto begin = static_cast<std::size_t>(lines[i + 1].data() - words.data());
    const auto end = static_cast<std::size_t>(lines[last].data() - words.data()) + lines[last].size();
    found.push_back({block.node, std::string(label),
                     page.text.part(block.words.begin + begin, block.words.begin + end), false});
    i = last;
  }
  return found;
}

namespace {

// What parts one value from the next label.
constexpr std::array<std::string_view, 6> parting{"|", "\u00B7", "\u2022", ";", ", ", " / "};

// Where a label may begin in a line, rising: at its beginning, and behind each sign that parts.
std::vector<std::size_t> openings(std::string_view line) {
  std::vector<std::size_t> all{0};
  for (std::size_t at = 0; at < line.size(); ++at) {
    // "Name: Kit Toft From: Hull"; only labels that are known count there.
    if (at > 0 && line[at - 1] == ' ' && line[at] >= 'A' && line[at] <= 'Z') all.push_back(at);
    for (const std::string_view sign : parting) {
      if (line.substr(at).starts_with(sign)) all.push_back(at + sign.size());
    }
  }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

// Without blanks around it, and without the signs behind it.
std::string_view bare(std::string_view value) {
  const auto ends_with = [&](std::string_view sign) { return value.ends_with(base::trim(sign)); };
  for (value = base::trim(value);;) {
    const auto sign = std::find_if(parting.begin(), parting.end(), ends_with);
    if (sign == parting.end()) return value;
    value = base::trim(value.substr(0, value.size() - base::trim(*sign).size()));
  }
}

struct Labelled {
  std::string_view label;
  std::size_t from = 0, value = 0, end = 0;  // bytes of the line: where the label begins, its value, its end
};

// "Joined: 2010" is a label, too, if none that is known: there ends what stands before it.
bool looks_like_label(std::string_view words) {
  constexpr std::size_t longest = 24;
  return !words.empty() && words.size() <= longest && std::all_of(words.begin(), words.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == ' ' ||
           static_cast<unsigned char>(c) >= 0x80;
  });
}

std::vector<Labelled> labelled_in(std::string_view line,
                                  const std::function<bool(std::string_view)>& is_label) {
  std::vector<Labelled> all;
  bool open = false;
  for (const std::size_t from : openings(line)) {
    const std::size_t colon = line.find(':', from);
    if (colon == std::string_view::npos || colon - from > longest_label) continue;
    const std::string_view label = base::trim(line.substr(from, colon - from));
    const bool known = !label.empty() && is_label(label);
    const bool parted = from == 0 || line[from] < 'A' || line[from] > 'Z' || line[from - 1] != ' ';
    if (!known && !(parted && looks_like_label(label))) continue;
    if (open && from < all.back().value) continue;  // inside the label
    if (open) all.back().end = from;
    open = known;
    if (known) all.push_back({label, from, colon + 1, line.size()});
  }
  return all;
}

}  // namespace

std::vector<Pair> find_inline_pairs(const page::Page& page, const page::Block& block,
                                    const std::function<bool(std::string_view)>& is_label) {
  constexpr std::size_t longest_line = 400, fewest = 2;
  std::vector<Pair> found;
  const std::string_view words = page.words(block);
  for (const std::string_view line : base::split(words, '\n')) {
    if (line.size() > longest_line || std::count(line.begin(), line.end(), ':') < 2) continue;
    const std::vector<Labelled> all = labelled_in(line, is_label);
    if (all.size() < fewest) continue;
    const auto begin = static_cast<std::size_t>(line.data() - words.data());
    for (const Labelled& one : all) {
      const std::string_view value = bare(line.substr(one.value, one.end - one.value));
      if (value.empty() || value.size() > longest_value) continue;
      const auto at =
          static_cast<std::uint32_t>(begin + static_cast<std::size_t>(value.data() - line.data()));
      found.push_back({block.node, std::string(one.label),
                       page.text.part(block.words.begin + at, block.words.begin + at + value.size()), false});
    }
  }
  return found;
}

std::vector<Pair> find_pairs(const page::Page& page, const std::function<bool(std::string_view)>& is_label) {
  return PairFinder(page, is_label).run();
}

}  // namespace gh::scrape
