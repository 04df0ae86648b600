#include "detect/prefilter.h"

#include <algorithm>
#include <numeric>
#include <re2/filtered_re2.h>
#include <re2/re2.h>

namespace gh::detect {
namespace {

// One letter alone rules too few texts out; RE2 takes the empty word for one when it may.
constexpr int shortest_word = 2;

}  // namespace

RE2::Options options_for(std::string_view pattern) {
  RE2::Options options;
  options.set_log_errors(false);
  // "[^.]{0,40}" has four times the states where a letter is up to four bytes.
  const bool ascii = std::all_of(pattern.begin(), pattern.end(),
                                 [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (ascii) options.set_encoding(RE2::Options::EncodingLatin1);
  return options;
}

WordSpotter::WordSpotter(const std::vector<std::string>& words) : words_(words.size()) {
  for (const std::string& word : words) {
    for (const char c : word) {
      std::uint8_t& known = class_of_[static_cast<unsigned char>(c)];
      if (known == 0) known = static_cast<std::uint8_t>(std::min<std::size_t>(classes_++, 255));
    }
  }
  const auto new_state = [&] {
    next_.resize(next_.size() + classes_, none);
    word_.push_back(none);
    return static_cast<std::uint32_t>(word_.size() - 1);
  };
  new_state();
  for (std::uint32_t i = 0; i < words.size(); ++i) {
    std::uint32_t state = 0;
    for (const char c : words[i]) {
      const std::size_t edge = state * classes_ + class_of_[static_cast<unsigned char>(c)];
      if (next_[edge] == none) {
        const std::uint32_t made = new_state();
        next_[edge] = made;
      }
      state = next_[edge];
    }
    if (!words[i].empty()) word_[state] = i;
  }
  // Breadth first: where a word breaks off, go on with its longest end that begins another.
  std::vector<std::uint32_t> fallback(word_.size(), 0), queue{0};
  shorter_.assign(word_.size(), none);
  for (std::size_t at = 0; at < queue.size(); ++at) {
    const std::uint32_t state = queue[at];
    for (std::size_t c = 0; c < classes_; ++c) {
      std::uint32_t& to = next_[state * classes_ + c];
      const std::uint32_t instead = state == 0 ? 0 : next_[fallback[state] * classes_ + c];
      if (to == none) {
        to = instead;
        continue;
      }
      fallback[to] = instead;
      shorter_[to] = word_[instead] != none ? instead : shorter_[instead];
      queue.push_back(to);
    }
  }
  ends_.resize(word_.size());
  for (std::size_t state = 0; state < word_.size(); ++state)
    ends_[state] = word_[state] != none || shorter_[state] != none;
}

std::vector<int> WordSpotter::spot(std::string_view text) const {
  std::vector<int> found;
  std::vector<bool> seen;
  std::uint32_t state = 0;
  for (const char c : text) {
    state = next_[state * classes_ + class_of_[static_cast<unsigned char>(c)]];
    if (!ends_[state]) continue;
    seen.resize(words_);
    for (std::uint32_t at = state; at != none; at = shorter_[at]) {
      const std::uint32_t word = word_[at];
      if (word == none) continue;
      if (seen[word]) break;  // and so are the shorter ones
      seen[word] = true;
      found.push_back(static_cast<int>(word));
    }
  }
  return found;
}

Prefilter::Prefilter() : patterns_(std::make_unique<re2::FilteredRE2>(shortest_word)) {}
Prefilter::Prefilter(Prefilter&&) noexcept = default;
Prefilter& Prefilter::operator=(Prefilter&&) noexcept = default;
Prefilter::~Prefilter() = default;

int Prefilter::add(const std::string& pattern, std::string& error) {
  const RE2::Options options = options_for(pattern);
  if (const RE2 trial(pattern, options); !trial.ok()) {
    error = trial.error();
    return -1;
  }
  int number = -1;
  patterns_->Add(pattern, options, &number);
  ++count_;
  return number;
}

void Prefilter::compile() {
  if (count_ == 0) return;
  std::vector<std::string> words;
  patterns_->Compile(&words);
  patterns_->AllPotentials({}, &always_);
  std::sort(always_.begin(), always_.end());
  find_triggers(words);
  // Words that rule nothing out need no looking for.
  std::vector<std::string> kept;
  for (std::size_t word = 0; word < words.size(); ++word) {
    if (triggered_[word].empty()) continue;
    if (kept.size() != word) triggered_[kept.size()] = std::move(triggered_[word]);
    kept.push_back(words[word]);
  }
  triggered_.resize(kept.size());
  spotter_ = std::make_unique<WordSpotter>(kept);
}

bool Prefilter::may_match_without(int pattern, const std::vector<bool>& missing) const {
  std::vector<int> present, numbers;
  for (std::size_t word = 0; word < missing.size(); ++word) {
    if (!missing[word]) present.push_back(static_cast<int>(word));
  }
  patterns_->AllPotentials(present, &numbers);
  return std::find(numbers.begin(), numbers.end(), pattern) != numbers.end();
}

// RE2 tells what a set of words lets through, but takes its time: it is asked now about each word, so that a
// look into a table does later.
void Prefilter::find_triggers(const std::vector<std::string>& words) {
  triggered_.resize(words.size());
  std::vector<std::vector<bool>> suffice(static_cast<std::size_t>(count_), std::vector<bool>(words.size()));
  for (std::size_t word = 0; word < words.size(); ++word) {
    std::vector<int> numbers;
    patterns_->AllPotentials({static_cast<int>(word)}, &numbers);
    for (const int pattern : numbers) suffice[static_cast<std::size_t>(pattern)][word] = true;
  }
  std::vector<std::uint32_t> short_first(words.size());
  std::iota(short_first.begin(), short_first.end(), 0u);
  std::stable_sort(short_first.begin(), short_first.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return words[a].size() < words[b].size(); });
  for (int pattern = 0; pattern < count_; ++pattern) {
    if (!std::binary_search(always_.begin(), always_.end(), pattern))
      find_triggers_of(pattern, suffice[static_cast<std::size_t>(pattern)], short_first);
  }
}

// Words of which one suffices, if it takes one of them; else as few as must all be missing to rule the
// pattern out, long ones rather than short.
void Prefilter::find_triggers_of(int pattern, const std::vector<bool>& suffice,
                                 const std::vector<std::uint32_t>& short_first) {
  std::vector<bool> missing = suffice;
  if (may_match_without(pattern, missing)) {
    missing.assign(missing.size(), true);
    for (const std::uint32_t word : short_first) {
      missing[word] = false;
      if (may_match_without(pattern, missing)) missing[word] = true;
    }
  }
  for (std::size_t word = 0; word < missing.size(); ++word) {
    if (missing[word]) triggered_[word].push_back(pattern);
  }
}

const re2::RE2& Prefilter::pattern(int number) const { return patterns_->GetRE2(number); }

std::vector<int> Prefilter::may_match(std::string_view text) const {
  if (count_ == 0) return {};
  const std::vector<int> words = spotter_->spot(text);
  if (words.empty()) return always_;
  std::vector<int> numbers = always_;
  for (const int word : words) {
    const std::vector<int>& more = triggered_[static_cast<std::size_t>(word)];
    numbers.insert(numbers.end(), more.begin(), more.end());
  }
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  return numbers;
}

std::vector<int> Prefilter::always() const { return always_; }

}  // namespace gh::detect
