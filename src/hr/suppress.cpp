#include "hr/suppress.h"

#include <algorithm>
#include <fmt/format.h>

namespace gh::hr {
namespace {

struct Range {
  std::int64_t low, high;
};

// The headcounts that would look like this one.
Range range_of_asked(std::int64_t asked) {
  if (asked < smallest_group) return {1, smallest_group - 1};
  return {std::max(smallest_group, rounded(asked) - 2), rounded(asked) + 2};
}

// The counts that would look like this one, to somebody who knows the headcount.
Range range_of_done(const Group& group) {
  const std::int64_t asked = group.asked, done = group.done;
  if (asked < smallest_group) return {0, asked};
  if (done < smallest_count) return {0, smallest_count - 1};
  if (asked - done < smallest_count) return {asked - smallest_count + 1, asked};
  return {std::max(smallest_count, rounded(done) - 2), std::min(asked - smallest_count, rounded(done) + 2)};
}

Line line_of(const Group& group) {
  Line line{group.label, std::nullopt, std::nullopt};
  if (group.asked < smallest_group) return line;
  line.asked = rounded(group.asked);
  if (std::min(group.done, group.asked - group.done) >= smallest_count) line.done = rounded(group.done);
  return line;
}

void add(Bounds& bounds, const Range& range) {
  bounds.lowest += range.low;
  bounds.highest += range.high;
  bounds.widest = std::max(bounds.widest, range.high - range.low);
}

// Where one value alone is missing it could be had from the total: the smallest other group's goes with it.
template <class Hide>
void hide_another(const std::vector<Group>& groups, std::vector<Line>& lines,
                  std::optional<std::int64_t> Line::*value, Hide hide) {
  const auto missing =
      std::count_if(lines.begin(), lines.end(), [&](const Line& line) { return !(line.*value); });
  if (missing != 1) return;
  std::size_t smallest = lines.size();
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].*value && (smallest == lines.size() || groups[i].asked < groups[smallest].asked))
      smallest = i;
  }
  if (smallest < lines.size()) hide(lines[smallest]);
}

}  // namespace

std::int64_t rounded(std::int64_t number) { return (number + 2) / 5 * 5; }

Table suppress(const std::vector<Group>& all) {
  std::vector<Group> groups;
  std::copy_if(all.begin(), all.end(), std::back_inserter(groups),
               [](const Group& group) { return group.asked > 0; });
  Table table;
  for (const Group& group : groups) {
    table.lines.push_back(line_of(group));
    add(table.asked, range_of_asked(group.asked));
    add(table.done, range_of_done(group));
  }
  hide_another(groups, table.lines, &Line::asked, [](Line& line) { line.asked = line.done = std::nullopt; });
  hide_another(groups, table.lines, &Line::done, [](Line& line) { line.done = std::nullopt; });
  return table;
}

Table suppress_total(const Group& total) {
  Table table{{line_of(total)}, {}, {}};
  if (total.asked == 0) return table;
  const Range asked = range_of_asked(total.asked), done = range_of_done(total);
  table.asked = {asked.low, asked.high, 0};
  table.done = {done.low, done.high, 0};
  return table;
}

bool tells_nothing(const Bounds& statement, const Bounds& table) {
  return statement.lowest <= table.highest - table.widest && statement.highest >= table.lowest + table.widest;
}

std::string spell_count(std::int64_t count) {
  if (count == 0) return "none";
  if (count < smallest_count) return fmt::format("fewer than {}", smallest_count);
  return fmt::format("about {}", rounded(count));
}

}  // namespace gh::hr
