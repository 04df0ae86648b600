#include "detect/needles.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace gh::detect {
namespace {

constexpr std::size_t most_near = 3;        // AnyOfs of one pattern but the rarest
constexpr std::size_t most_of_others = 64;  // words of those that stand anywhere
constexpr double rare = .005;               // of an AnyOf: so often its words stand in a text, a byte
constexpr double seldom = .002;             // the same, of what costs little to note
constexpr double likely_near = .7;          // how many of an AnyOf may stand near, on average, and still tell
constexpr std::size_t worth_remembering = 16;  // words of a need
constexpr double worth = 15;                   // so many words may be noted to rule out one of the rarest

// How far `two` may begin behind `one`, of a match of so many bytes at the most that holds both.
std::size_t most_between(const Need& one, const Need& two, std::size_t longest) {
  if (longest >= no_reach) return no_reach;
  const std::size_t both = one.after + two.before;
  return both > longest ? both - longest : 0;
}

}  // namespace

NeedleReader::Rated NeedleReader::rated(Need need) {
  const std::size_t before = need.before;
  need.before = 0;
  if (need.words.size() < worth_remembering) {
    shorten(need);
    need.before += before;
    const double often = often_.of(need.words);
    return {often, std::move(need)};
  }
  const auto [known, fresh] = long_.try_emplace(need.words);
  Rated& all = known->second;
  if (fresh) {
    all.need.words = need.words;
    shorten(all.need);
    all.often = often_.of(all.need.words);
  }
  return {all.often, {all.need.words, before + all.need.before, need.after, need.second}};
}

// The rarest first.
std::vector<NeedleReader::Rated> NeedleReader::rated(std::vector<Need> needs) {
  std::erase_if(needs, [](const Need& need) { return !can_tell(need.words); });
  std::vector<Rated> all;
  for (Need& need : needs) all.push_back(rated(std::move(need)));
  const auto key = [](const Rated& one) { return std::tie(one.need.second, one.often, one.need.words); };
  std::stable_sort(all.begin(), all.end(), [&](const Rated& a, const Rated& b) { return key(a) < key(b); });
  all.erase(
      std::unique(all.begin(), all.end(), [&](const Rated& a, const Rated& b) { return key(a) == key(b); }),
      all.end());
  return all;
}

Needles NeedleReader::read(std::string_view pattern, std::span<const std::string_view> also) {
  Needles needles;
  ExpressionReader::Needed own = parts_.read(pattern);
  std::vector<Rated> in_match = rated(std::move(own.needs));
  std::vector<Need> others;
  for (const std::string_view other : also) {
    for (Need& need : parts_.read(other).needs) others.push_back(std::move(need));
  }
  std::vector<Rated> in_text = rated(std::move(others));
  const Need first = in_match.empty() ? Need{} : in_match.front().need;
  if (!in_match.empty()) {
    needles.reach = own.longest;
    needles.before = std::min(first.before, no_reach);
    needles.after = first.after;
    needles.at_begin = own.at_begin;
    needles.rarest = first.words;
  } else if (!in_text.empty()) {
    needles.rarest = std::move(in_text.front().need.words);
    in_text.erase(in_text.begin());
  }
  // What stands in every text rules out none, and is noted in vain where the rarest stands nowhere. Numbers
  // are noted anyhow.
  const double most_often = std::max(seldom, worth * often_.of(needles.rarest));
  for (std::size_t i = 1; i < in_match.size() && needles.near.size() < most_near; ++i) {
    auto& [often_one, need] = in_match[i];
    if (need.words.size() > most_of_near || need.words == first.words) continue;
    if (often_one > most_often && need.words.front() != any_digit) continue;
    const std::size_t before = most_between(need, first, own.longest),
                      behind = most_between(first, need, own.longest);
    if (often_one <= rare || often_one * static_cast<double>(before + behind) <= likely_near)
      needles.near.push_back({std::move(need.words), before, behind});
  }
  for (auto& [frequency, need] : in_text) {
    if (frequency > std::min(rare, most_often) || need.words.size() > most_of_others) continue;
    if (needles.anywhere.size() < 2) needles.anywhere.push_back(std::move(need.words));
  }
  return needles;
}

}  // namespace gh::detect
