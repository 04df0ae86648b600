#include "detect/prefilter.h"

#include <algorithm>

#include "detect/needles.h"

namespace gh::detect {
namespace {

constexpr std::size_t most_hits = 20'000;       // of one text, whose places are kept
constexpr std::uint32_t whole_text = 1u << 30;  // as a reach, and as the end of a window

bool is_letter(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

Prefilter::Prefilter(lexicon::WordFrequencies frequencies)
    : frequencies_(std::make_unique<const lexicon::WordFrequencies>(std::move(frequencies))),
      needles_(std::make_unique<NeedleReader>(*frequencies_)) {}

Prefilter::Prefilter(Prefilter&&) noexcept = default;
Prefilter& Prefilter::operator=(Prefilter&&) noexcept = default;
Prefilter::~Prefilter() = default;

Prefilter::WordNumber Prefilter::number_of(const std::string& given) {
  if (words_.empty()) {
    words_.emplace_back().size = 1;
    for (char digit = '0'; digit <= '9'; ++digit) automaton_.add({&digit, 1}, 0);
  }
  if (given == any_digit) return 0;
  const auto number = static_cast<WordNumber>(words_.size());
  const auto [place, fresh] = numbers_.try_emplace(given, number);
  if (!fresh) return place->second;
  Word& word = words_.emplace_back();
  word.edge_before = given.front() == edge;
  word.edge_behind = given.back() == edge;
  std::string letters = given;
  std::erase(letters, edge);
  word.size = static_cast<std::uint32_t>(letters.size());
  longest_word_ = std::max(longest_word_, word.size);
  automaton_.add(letters, number);
  return number;
}

Prefilter::SetNumber Prefilter::set_of(const AnyOf& words) {
  std::vector<WordNumber> numbers;
  for (const std::string& word : words) numbers.push_back(number_of(word));
  std::sort(numbers.begin(), numbers.end());
  const auto [place, fresh] = set_numbers_.try_emplace(numbers, set_count_);
  if (fresh) {
    for (const WordNumber word : numbers) sets_of_words_.add(word, set_count_);
    ++set_count_;
  }
  return place->second;
}

std::optional<Prefilter::Number> Prefilter::add(std::string_view pattern,
                                                std::span<const std::string_view> also) {
  const Needles needles = needles_->read(pattern, also);
  if (needles.rarest.empty()) return std::nullopt;
  const Number number = size();
  for (const std::string& word : needles.rarest) patterns_of_words_.add(number_of(word), number);
  Needs needs;
  const auto bounded = [](std::size_t bytes) {
    return bytes >= no_reach ? whole_text : static_cast<std::uint32_t>(bytes);
  };
  needs.before = bounded(needles.before);
  needs.after = bounded(needles.after);
  needs.at_begin = needles.at_begin;
  needs.first_near = static_cast<std::uint32_t>(near_.size());
  needs.near_count = static_cast<std::uint16_t>(needles.near.size());
  for (const Neighbour& near : needles.near)
    near_.push_back({set_of(near.words), bounded(near.before), bounded(near.behind)});
  needs.first_anywhere = static_cast<std::uint32_t>(anywhere_.size());
  needs.anywhere_count = static_cast<std::uint16_t>(needles.anywhere.size());
  for (const AnyOf& words : needles.anywhere) anywhere_.push_back(set_of(words));
  patterns_.push_back(needs);
  return number;
}

bool Prefilter::needs_words(std::string_view pattern) { return !needles_->read(pattern).rarest.empty(); }

void Prefilter::finish() {
  automaton_.finish();
  patterns_of_words_.finish(words_.size());
  sets_of_words_.finish(words_.size());
  needles_.reset();
  frequencies_.reset();
  numbers_.clear();
  set_numbers_.clear();
}

Prefilter::Scan::Scan(const Prefilter& filter)
    : filter_(filter),
      seen_(filter.words_.size()),
      last_window_(filter.patterns_.size()),
      set_seen_(filter.set_count_),
      needs_seen_(filter.patterns_.size()) {}

void Prefilter::Scan::note(WordNumber word, std::size_t begin, std::size_t end) {
  // In a text that is made of such words there are no places to leave out.
  if (hits_.size() >= most_hits) {
    whole_ = true;
    if (seen_[word] == now_) return;
  }
  if (seen_[word] != now_) {
    seen_[word] = now_;
    for (const SetNumber set : filter_.sets_of_words_[word]) set_seen_[set] = now_;
  }
  hits_.push_back({word, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
}

// `before`: where a word must begin to count.
void Prefilter::Scan::look(std::string_view folded, WordNumber number, std::size_t end, std::size_t before) {
  const Word& word = filter_.words_[number];
  const std::size_t begin = end - word.size;
  if (begin >= before) return;
  if (number == 0) {  // a number is noted once, at its first digit
    if (begin > 0 && is_digit(folded[begin - 1])) return;
    while (end < folded.size() && is_digit(folded[end])) ++end;
  }
  if (word.edge_before && begin > 0 && is_letter(folded[begin - 1])) return;
  if (word.edge_behind && end < folded.size() && is_letter(folded[end])) return;
  note(number, begin, end);
}

void Prefilter::Scan::read(std::string_view folded) { read_up_to(folded, folded.size()); }

void Prefilter::Scan::read_up_to(std::string_view folded, std::size_t before) {
  filter_.automaton_.scan(folded, [&](WordNumber word, std::size_t end) { look(folded, word, end, before); });
}

void Prefilter::Scan::read_label(std::string_view folded, std::size_t end) {
  const std::size_t first = hits_.size();
  read_up_to(folded, std::min(end, folded.size()));
  whole_ = whole_ || hits_.size() > first;
}

bool Prefilter::Scan::seen(SetNumber set) const { return set_seen_[set] == now_; }

bool Prefilter::Scan::holds(SetNumber set, WordNumber word) const {
  const auto sets = filter_.sets_of_words_[word];
  return std::binary_search(sets.begin(), sets.end(), set);
}

// By where the hits end; of a number, one may begin before the digits that count.
bool Prefilter::Scan::stands_near(const Near& near, std::size_t hit) const {
  const Hit& of = hits_[hit];
  for (std::size_t at = hit; at > 0 && hits_[at - 1].end + near.before > of.begin; --at) {
    if (holds(near.words, hits_[at - 1].word)) return true;
  }
  for (std::size_t at = hit;
       at < hits_.size() && hits_[at].end <= of.end + near.behind + filter_.longest_word_; ++at) {
    if (hits_[at].begin <= of.end + near.behind && holds(near.words, hits_[at].word)) return true;
  }
  return false;
}

bool Prefilter::Scan::holds_needs(Number pattern) const {
  Known& known = needs_seen_[pattern];
  if (known.when != now_) {
    const Needs& needs = filter_.patterns_[pattern];
    const auto anywhere = filter_.anywhere(needs);
    const auto near = filter_.near(needs);
    known = {now_,
             std::all_of(anywhere.begin(), anywhere.end(), [&](SetNumber set) { return seen(set); }) &&
                 std::all_of(near.begin(), near.end(), [&](const Near& one) { return seen(one.words); })};
  }
  return known.so;
}

void Prefilter::Scan::add_window(Number pattern, const Needs& needs, std::size_t hit) {
  const Hit& of = hits_[hit];
  const Window window = whole_ ? Window{pattern, 0, whole_text}
                               : Window{pattern, of.begin > needs.before ? of.begin - needs.before : 0,
                                        std::min(of.end + needs.after, whole_text)};
  std::uint32_t& last = last_window_[pattern];
  Window* before = last > 0 ? &windows_[last - 1] : nullptr;
  if (before != nullptr && before->begin <= window.begin && before->end >= window.end) return;
  const auto near = filter_.near(needs);
  if (!whole_ &&
      !std::all_of(near.begin(), near.end(), [&](const Near& one) { return stands_near(one, hit); }))
    return;
  if (before != nullptr && before->end >= window.begin) {
    before->begin = std::min(before->begin, window.begin);
    before->end = std::max(before->end, window.end);
    return;
  }
  windows_.push_back(window);
  last = static_cast<std::uint32_t>(windows_.size());
}

void Prefilter::Scan::finish(std::vector<Window>& windows) {
  for (std::size_t hit = 0; hit < hits_.size(); ++hit) {
    for (const Number pattern : filter_.patterns_of_words_[hits_[hit].word]) {
      const Needs& needs = filter_.patterns_[pattern];
      if (needs.at_begin && !whole_ && hits_[hit].begin > needs.before) continue;
      if (needs.near_count + needs.anywhere_count > 0 && !holds_needs(pattern)) continue;
      add_window(pattern, needs, hit);
    }
  }
  std::sort(windows_.begin(), windows_.end(), [](const Window& a, const Window& b) {
    return std::pair(a.pattern, a.begin) < std::pair(b.pattern, b.begin);
  });
  for (const Window& window : windows_) last_window_[window.pattern] = 0;
  windows.insert(windows.end(), windows_.begin(), windows_.end());
  windows_.clear();
  hits_.clear();
  whole_ = false;
  ++now_;
}

}  // namespace gh::detect
