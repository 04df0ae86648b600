#include "detect/prefilter.h"

#include <algorithm>
#include <cstring>

#include "detect/needles.h"

namespace gh::detect {
namespace {

constexpr std::size_t gram_size = 4;

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

std::uint32_t next_hash(std::uint32_t hash, char c) {
  return (hash ^ static_cast<unsigned char>(c)) * 16777619u;  // FNV-1a
}
constexpr std::uint32_t first_hash = 2166136261u;

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
    std::uint32_t hash = first_hash;
    for (std::size_t at = run.begin; at < run.end; ++at) hash = next_hash(hash, word.letters[at]);
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

std::optional<Prefilter::Number> Prefilter::add(std::span<const std::string_view> patterns) {
  const std::vector<AnyOf> needles = needles_of(patterns);
  if (needles.empty()) return std::nullopt;
  const Number number = size();
  for (const std::string& word : needles.front()) {
    const WordNumber of = number_of(word);
    words_[of].patterns.push_back(number);
  }
  auto& others = others_.emplace_back();
  for (std::size_t i = 1; i < needles.size(); ++i) {
    std::vector<WordNumber>& other = others.emplace_back();
    for (const std::string& word : needles[i]) other.push_back(number_of(word));
  }
  return number;
}

void Prefilter::finish() {
  by_run_.fill(std::move(run_entries_));
  by_gram_.fill(std::move(gram_entries_));
  numbers_.clear();
}

Prefilter::Scan::Scan(const Prefilter& filter)
    : filter_(filter), seen_(filter.words_.size()), noted_(filter.size()) {}

void Prefilter::Scan::note(WordNumber word) {
  seen_[word] = now_;
  for (const Number pattern : filter_.words_[word].patterns) {
    if (noted_[pattern] == now_) continue;
    noted_[pattern] = now_;
    possible_.push_back(pattern);
  }
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
    if (seen_[number] == now_) continue;
    const Word& word = filter_.words_[number];
    if (at >= word.offset && stands(word, folded, at - word.offset)) note(number);
  }
}

void Prefilter::Scan::read_runs(std::string_view folded) {
  for (std::size_t at = 0; at < folded.size();) {
    if (!is_letter(folded[at])) {
      digit_ = digit_ || is_digit(folded[at]);
      ++at;
      continue;
    }
    const std::size_t begin = at;
    std::uint32_t hash = first_hash;
    for (; at < folded.size() && is_letter(folded[at]); ++at) hash = next_hash(hash, folded[at]);
    if (filter_.runs_.has(hash >> 16)) look(folded, begin, filter_.by_run_.at(hash));
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

void Prefilter::Scan::read(std::string_view folded) {
  if (filter_.size() == 0) return;
  read_runs(folded);
  read_grams(folded);
}

void Prefilter::Scan::finish(std::vector<Number>& numbers) {
  if (digit_) note(0);
  const auto stands = [&](const std::vector<WordNumber>& any) {
    return std::any_of(any.begin(), any.end(), [&](WordNumber word) { return seen_[word] == now_; });
  };
  const std::size_t first = numbers.size();
  for (const Number pattern : possible_) {
    const auto& others = filter_.others_[pattern];
    if (std::all_of(others.begin(), others.end(), stands)) numbers.push_back(pattern);
  }
  std::sort(numbers.begin() + static_cast<std::ptrdiff_t>(first), numbers.end());
  possible_.clear();
  digit_ = false;
  ++now_;
}

}  // namespace gh::detect
