#include "detect/prefilter.h"

#include <algorithm>
#include <re2/filtered_re2.h>
#include <re2/re2.h>

namespace gh::detect {
namespace {

// One letter alone rules too few texts out; RE2 takes the empty word for one when it may.
constexpr int shortest_word = 2;

}  // namespace

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
  RE2::Options options;
  options.set_log_errors(false);
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
  spotter_ = std::make_unique<WordSpotter>(words);
}

const re2::RE2& Prefilter::pattern(int number) const { return patterns_->GetRE2(number); }

std::vector<int> Prefilter::may_match(std::string_view text) const {
  std::vector<int> numbers;
  if (count_ == 0) return numbers;
  patterns_->AllPotentials(spotter_->spot(text), &numbers);
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

std::vector<int> Prefilter::always() const {
  std::vector<int> numbers;
  if (count_ > 0) patterns_->AllPotentials({}, &numbers);
  return numbers;
}

}  // namespace gh::detect
