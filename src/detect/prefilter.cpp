#include "detect/prefilter.h"

#include <algorithm>
#include <cstring>

#include "detect/needles.h"

namespace gh::detect {
namespace {

constexpr std::size_t gram_size = 4;
constexpr std::size_t most_hits = 20'000;       // of one text, whose places are kept
constexpr std::uint32_t whole_text = 1u << 30;  // as a reach, and as the end of a window

// Bytes [at, at + size) as a number; at most four.
std::uint32_t letters_at(std::string_view text, std::size_t at, std::size_t size) {
  std::uint32_t letters = 0;
  for (std::size_t i = 0; i < size; ++i)
    letters |= std::uint32_t{static_cast<unsigned char>(text[at + i])} << (8 * i);
  return letters;
}

// To sixteen bits.
std::uint32_t short_hash(std::uint32_t letters) { return (letters * 2654435761u) >> 16; }

bool is_letter(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// By how often they stand in English, about.
int commonness(char c) {
  static constexpr std::string_view rising = "zqjxkvbp0123456789ygfwmculdrhsnioate ";
  const std::size_t at = rising.find(c);
  return at == std::string_view::npos ? 0 : static_cast<int>(at);
}

// Where the rarest four letters of a word begin.
std::size_t rarest_gram(std::string_view word) {
  std::size_t best = 0;
  int lowest = 1 << 20;
  for (std::size_t at = 0; at + gram_size <= word.size(); ++at) {
    int sum = 0;
    for (const char c : word.substr(at, gram_size)) sum += commonness(c);
    if (sum < lowest) lowest = sum, best = at;
  }
  return best;
}

struct Run {
  std::size_t begin = 0, end = 0;
};

// The longest run of letters that is bounded at both ends; empty when there is none.
Run longest_run(std::string_view letters, bool edge_before, bool edge_behind) {
  Run best;
  for (std::size_t at = 0; at < letters.size();) {
    if (!is_letter(letters[at])) {
      ++at;
      continue;
    }
    Run run{at, at};
    while (run.end < letters.size() && is_letter(letters[run.end])) ++run.end;
    at = run.end;
    const bool bounded = (run.begin > 0 || edge_before) && (run.end < letters.size() || edge_behind);
    if (bounded && run.end - run.begin > best.end - best.begin) best = run;
  }
  return best;
}

}  // namespace

void Prefilter::Index::fill(std::vector<Entry> entries) {
  std::sort(entries.begin(), entries.end());
  std::size_t room = 64;
  while (room < 2 * entries.size()) room *= 2;
  places_.assign(room, {});
  for (const auto& [key, word] : entries) {
    std::size_t at = short_hash(key) & (room - 1);
    while (places_[at].last != 0 && places_[at].key != key) at = (at + 1) & (room - 1);
    Place& place = places_[at];
    if (place.last == 0) place = {key, static_cast<std::uint32_t>(words_.size()), 0};
    words_.push_back(word);
    place.last = static_cast<std::uint32_t>(words_.size());
  }
}

std::span<const Prefilter::WordNumber> Prefilter::Index::at(std::uint32_t key) const {
  const std::size_t last = places_.size() - 1;  // one less than a power of two
  for (std::size_t at = short_hash(key) & last; places_[at].last != 0; at = (at + 1) & last) {
    const Place& place = places_[at];
    if (place.key == key) return std::span(words_).subspan(place.first, place.last - place.first);
  }
  return {};
}

Prefilter::WordNumber Prefilter::number_of(const std::string& given) {
  if (words_.empty()) words_.emplace_back();
  if (given == any_digit) return 0;
  const auto number = static_cast<WordNumber>(words_.size());
  const auto [place, fresh] = numbers_.try_emplace(given, number);
  if (!fresh) return place->second;
  Word& word = words_.emplace_back();
  word.edge_before = given.front() == edge;
  word.edge_behind = given.back() == edge;
  word.letters = given;
  std::erase(word.letters, edge);
  const Run run = longest_run(word.letters, word.edge_before, word.edge_behind);
  if (run.end > run.begin) {
    word.offset = static_cast<std::uint32_t>(run.begin);
    const std::uint32_t hash =
        lexicon::hash_of(std::string_view(word.letters).substr(run.begin, run.end - run.begin));
    run_entries_.emplace_back(hash, number);
    runs_.set(hash >> 16);
    return number;
  }
  word.offset = static_cast<std::uint32_t>(rarest_gram(word.letters));
  const std::size_t size = std::min(word.letters.size(), gram_size);
  const std::uint32_t gram = letters_at(word.letters, word.offset, size);
  gram_entries_.emplace_back(gram, number);
  (size == 4 ? fours_ : size == 3 ? threes_ : twos_).set(size == 2 ? gram : short_hash(gram));
  return number;
}

Prefilter::SetNumber Prefilter::set_of(const AnyOf& words) {
  std::vector<WordNumber> numbers;
  for (const std::string& word : words) numbers.push_back(number_of(word));
  std::sort(numbers.begin(), numbers.end());
  const auto [place, fresh] = set_numbers_.try_emplace(numbers, static_cast<SetNumber>(sets_.size()));
  if (fresh) sets_.push_back(std::move(numbers));
  return place->second;
}

std::optional<Prefilter::Number> Prefilter::add(std::string_view pattern,
                                                std::span<const std::string_view> also) {
  const Needles needles = needles_of(pattern, also, frequencies_);
  if (needles.rarest.empty()) return std::nullopt;
  const Number number = size();
  for (const std::string& word : needles.rarest) {
    const WordNumber of = number_of(word);
    words_[of].patterns.push_back(number);
  }
  Needs& needs = patterns_.emplace_back();
  needs.reach = static_cast<std::uint32_t>(std::min<std::size_t>(needles.reach, whole_text));
  for (const AnyOf& words : needles.near) needs.near.push_back(set_of(words));
  for (const AnyOf& words : needles.anywhere) needs.anywhere.push_back(set_of(words));
  return number;
}

void Prefilter::finish() {
  by_run_.fill(std::move(run_entries_));
  by_gram_.fill(std::move(gram_entries_));
  numbers_.clear();
  set_numbers_.clear();
}

Prefilter::Scan::Scan(const Prefilter& filter)
    : filter_(filter),
      seen_(filter.words_.size()),
      last_window_(filter.patterns_.size()),
      set_seen_(filter.sets_.size()) {}

void Prefilter::Scan::note(WordNumber word, std::size_t begin, std::size_t end) {
  // In a text that is made of such words there are no places to leave out.
  if (hits_.size() >= most_hits) {
    whole_ = true;
    if (seen_[word] == now_) return;
  }
  seen_[word] = now_;
  hits_.push_back({word, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
}

bool Prefilter::Scan::stands(const Word& word, std::string_view folded, std::size_t begin) const {
  const std::size_t end = begin + word.letters.size();
  return end <= folded.size() &&
         std::memcmp(folded.data() + begin, word.letters.data(), word.letters.size()) == 0 &&
         !(word.edge_before && begin > 0 && is_letter(folded[begin - 1])) &&
         !(word.edge_behind && end < folded.size() && is_letter(folded[end]));
}

// `at`: where the key of the words stands.
void Prefilter::Scan::look(std::string_view folded, std::size_t at, std::span<const WordNumber> words) {
  for (const WordNumber number : words) {
    const Word& word = filter_.words_[number];
    if (at < word.offset || !stands(word, folded, at - word.offset)) continue;
    note(number, at - word.offset, at - word.offset + word.letters.size());
  }
}

// A word with digits or the like in it: its runs of letters, each for itself.
void Prefilter::Scan::read_runs(std::string_view folded, const lexicon::Word& word) {
  for (std::size_t at = word.begin; at < word.end;) {
    const std::size_t begin = at;
    while (at < word.end && is_letter(folded[at])) ++at;
    if (at > begin) {
      const std::uint32_t hash = lexicon::hash_of(folded.substr(begin, at - begin));
      if (filter_.runs_.has(hash >> 16)) look(folded, begin, filter_.by_run_.at(hash));
      continue;
    }
    while (at < word.end && is_digit(folded[at])) ++at;
    if (at > begin)
      note(0, begin, at);
    else
      ++at;
  }
}

void Prefilter::Scan::read_words(std::string_view folded, std::span<const lexicon::Word> words) {
  for (const lexicon::Word& word : words) {
    if (!word.plain) {
      read_runs(folded, word);
    } else if (filter_.runs_.has(word.hash >> 16)) {
      look(folded, word.begin, filter_.by_run_.at(word.hash));
    }
  }
}

void Prefilter::Scan::read_grams(std::string_view folded) {
  constexpr std::uint32_t three = 0xFFFFFF, two = 0xFFFF;
  std::uint32_t letters = 0;
  // The four bytes that end at `end`, with nothing behind the end of the text.
  for (std::size_t end = 0; end < folded.size() + gram_size - 1; ++end) {
    const std::uint32_t next = end < folded.size() ? static_cast<unsigned char>(folded[end]) : 0;
    letters = letters >> 8 | next << 24;
    if (end < gram_size - 1) continue;
    const std::size_t at = end - (gram_size - 1);
    if (filter_.fours_.has(short_hash(letters))) look(folded, at, filter_.by_gram_.at(letters));
    if (filter_.threes_.has(short_hash(letters & three)))
      look(folded, at, filter_.by_gram_.at(letters & three));
    if (filter_.twos_.has(letters & two)) look(folded, at, filter_.by_gram_.at(letters & two));
  }
}

void Prefilter::Scan::read(std::string_view folded, std::span<const lexicon::Word> words) {
  if (filter_.size() == 0) return;
  const auto first = static_cast<std::ptrdiff_t>(hits_.size());
  read_words(folded, words);
  const auto by_words = static_cast<std::ptrdiff_t>(hits_.size());
  read_grams(folded);
  std::inplace_merge(hits_.begin() + first, hits_.begin() + by_words, hits_.end(),
                     [](const Hit& a, const Hit& b) { return a.begin < b.begin; });
}

void Prefilter::Scan::read_label(std::string_view folded) {
  label_words_.clear();
  lexicon::append_words(folded, label_words_);
  const std::size_t first = hits_.size();
  read(folded, label_words_);
  whole_ = whole_ || hits_.size() > first;
}

bool Prefilter::Scan::seen(SetNumber set) const {
  SetSeen& known = set_seen_[set];
  if (known.when != now_) {
    const auto& words = filter_.sets_[set];
    known = {now_,
             std::any_of(words.begin(), words.end(), [&](WordNumber word) { return seen_[word] == now_; })};
  }
  return known.seen;
}

bool Prefilter::Scan::holds(SetNumber set, WordNumber word) const {
  const auto& words = filter_.sets_[set];
  return std::binary_search(words.begin(), words.end(), word);
}

bool Prefilter::Scan::stands_near(SetNumber set, std::size_t hit, std::uint32_t reach) const {
  const Hit& of = hits_[hit];
  for (std::size_t at = hit; at > 0 && hits_[at - 1].begin + reach >= of.begin; --at) {
    if (holds(set, hits_[at - 1].word)) return true;
  }
  for (std::size_t at = hit; at < hits_.size() && hits_[at].begin <= of.end + reach; ++at) {
    if (holds(set, hits_[at].word)) return true;
  }
  return false;
}

bool Prefilter::Scan::may_match(Number pattern, std::size_t hit, bool whole) const {
  const Needs& needs = filter_.patterns_[pattern];
  const auto all = [](const std::vector<SetNumber>& sets, auto stands) {
    return std::all_of(sets.begin(), sets.end(), stands);
  };
  return all(needs.anywhere, [&](SetNumber set) { return seen(set); }) && all(needs.near, [&](SetNumber set) {
           return seen(set) && (whole || stands_near(set, hit, needs.reach));
         });
}

void Prefilter::Scan::add_window(Number pattern, std::size_t hit) {
  const std::uint32_t reach = filter_.patterns_[pattern].reach;
  const bool whole = whole_ || reach >= whole_text;
  const Hit& of = hits_[hit];
  const Window window = whole ? Window{pattern, 0, whole_text}
                              : Window{pattern, of.begin > reach ? of.begin - reach : 0, of.end + reach};
  std::uint32_t& last = last_window_[pattern];
  Window* before = last > 0 ? &windows_[last - 1] : nullptr;
  if (before != nullptr && before->end >= window.end) return;
  if (!may_match(pattern, hit, whole)) return;
  if (before != nullptr && before->end >= window.begin) {
    before->end = window.end;
    return;
  }
  windows_.push_back(window);
  last = static_cast<std::uint32_t>(windows_.size());
}

void Prefilter::Scan::finish(std::vector<Window>& windows) {
  for (std::size_t hit = 0; hit < hits_.size(); ++hit) {
    for (const Number pattern : filter_.words_[hits_[hit].word].patterns) add_window(pattern, hit);
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
