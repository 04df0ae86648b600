#include "lexicon/name_index.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "base/text.h"

namespace gh::lexicon {
namespace {

// Numbers of an index, in this order: a header, then its parts, each as long as the header says.
constexpr std::size_t header_numbers = 6;
enum Header { same_size, entry_count, form_count, element_count, holder_count, check };
constexpr std::uint32_t check_number = 0x4E414D31;  // "NAM1": the layout below

constexpr std::uint32_t filter_log = 18;  // bits; 32 KiB, one word in fifteen gets through by chance
constexpr std::uint32_t filter_numbers = 1u << (filter_log - 5);
constexpr std::uint32_t bucket_log = 15;
constexpr std::uint32_t bucket_numbers = (1u << bucket_log) + 1;
constexpr std::size_t numbers_an_entry = 3;    // hash, form, offset of the word in it
constexpr std::size_t numbers_an_element = 2;  // hash of the word, or number of its class; and flags
constexpr std::size_t numbers_a_form = 2;      // first element, first holder; one more form at the end

// Flags of an element.
constexpr std::uint32_t is_class = 1, is_optional = 2;

// At most so much stands between two words of one name: ". ", " (".
constexpr std::uint32_t widest_gap = 3;

std::vector<std::uint32_t> hashes_of(std::string_view name) {
  std::vector<Word> words;
  append_words(base::fold(name), words);
  std::vector<std::uint32_t> hashes;
  for (const Word& word : words) hashes.push_back(word.hash);
  return hashes;
}

std::set<std::uint32_t> hash_set(const std::vector<std::string>& words) {
  std::set<std::uint32_t> hashes;
  for (const std::string& word : words) hashes.insert(hash_of(word));
  return hashes;
}

struct Element {
  std::uint32_t value = 0;
  std::uint32_t flags = 0;
  auto operator<=>(const Element&) const = default;
};
using Form = std::vector<Element>;

// Cuts names into forms.
class FormReader {
 public:
  explicit FormReader(const NameWords& words)
      : says_school_(hash_set(words.says_school)), may_end_(hash_set(words.may_end)) {
    for (const SameWord& same : words.same) {
      optional_.push_back(same.optional);
      for (const std::string& writing : same.writings)
        writings_[hashes_of(writing)] = static_cast<std::uint32_t>(optional_.size() - 1);
    }
  }

  // Empty for a name that does not say that it is a school's.
  Form read(std::string_view name) const {
    static const std::uint32_t the = hash_of("the"), school = hash_of("school");
    const std::vector<std::uint32_t> hashes = hashes_of(name);
    Form form;
    bool says_school = false, last_may_end = false;
    for (std::size_t at = hashes.size() > 1 && hashes[0] == the ? 1 : 0; at < hashes.size();) {
      says_school = says_school || says_school_.contains(hashes[at]);
      const bool optional_end = at + 1 == hashes.size() && hashes[at] == school && last_may_end;
      last_may_end = may_end_.contains(hashes[at]);
      const auto [element, length] = element_at(hashes, at);
      form.push_back({element.value, element.flags | (optional_end ? is_optional : 0)});
      at += length;
    }
    return says_school ? form : Form{};
  }

  bool can_trigger(const Element& element) const {
    return element.flags == 0 && !says_school_.contains(element.value);
  }

 private:
  std::pair<Element, std::size_t> element_at(const std::vector<std::uint32_t>& hashes, std::size_t at) const {
    for (std::size_t length = std::min<std::size_t>(3, hashes.size() - at); length > 0; --length) {
      const auto begin = hashes.begin() + static_cast<std::ptrdiff_t>(at);
      const auto found = writings_.find({begin, begin + static_cast<std::ptrdiff_t>(length)});
      if (found != writings_.end())
        return {{found->second, is_class | (optional_[found->second] ? is_optional : 0)}, length};
    }
    return {{hashes[at], 0}, 1};
  }

  std::set<std::uint32_t> says_school_, may_end_;
  std::map<std::vector<std::uint32_t>, std::uint32_t> writings_;
  std::vector<bool> optional_;
};

using Numbers = std::vector<std::uint32_t>;

// How many writings, and for each its class, how many words, and their hashes.
Numbers same_numbers(const NameWords& words) {
  Numbers numbers;
  for (std::size_t i = 0; i < words.same.size(); ++i) {
    for (const std::string& writing : words.same[i].writings) {
      const std::vector<std::uint32_t> hashes = hashes_of(writing);
      numbers.push_back(static_cast<std::uint32_t>(i));
      numbers.push_back(static_cast<std::uint32_t>(hashes.size()));
      numbers.insert(numbers.end(), hashes.begin(), hashes.end());
    }
  }
  return numbers;
}

struct Entry {
  std::uint32_t hash = 0, form = 0, offset = 0;
  auto operator<=>(const Entry&) const = default;
};

// Each form under its rarest word.
std::vector<Entry> entries_of(const std::map<Form, Numbers>& forms, const FormReader& reader) {
  std::unordered_map<std::uint32_t, std::size_t> uses;
  for (const auto& [form, holders] : forms) {
    for (const Element& element : form) uses[element.value] += reader.can_trigger(element) ? 1 : 0;
  }
  std::vector<Entry> entries;
  std::uint32_t number = 0;
  for (const auto& [form, holders] : forms) {
    std::size_t best = form.size();
    for (std::size_t i = 0; i < form.size(); ++i) {
      if (!reader.can_trigger(form[i])) continue;
      if (best == form.size() || uses[form[i].value] < uses[form[best].value]) best = i;
    }
    if (best < form.size()) entries.push_back({form[best].value, number, static_cast<std::uint32_t>(best)});
    ++number;
  }
  std::sort(entries.begin(), entries.end());
  return entries;
}

void append(Numbers& all, const Numbers& part) { all.insert(all.end(), part.begin(), part.end()); }

}  // namespace

Numbers build_name_index(std::span<const std::string> names, const NameWords& words) {
  const FormReader reader(words);
  std::map<Form, Numbers> holders_of;  // sorted: the same names give the same bytes
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (Form form = reader.read(names[i]); !form.empty())
      holders_of[std::move(form)].push_back(static_cast<std::uint32_t>(i));
  }
  const std::vector<Entry> entries = entries_of(holders_of, reader);
  Numbers filter(filter_numbers), buckets(bucket_numbers), flat_entries, forms, elements, holders;
  for (const Entry& entry : entries) {
    const std::uint32_t bit = entry.hash >> (32 - filter_log);
    filter[bit / 32] |= 1u << (bit % 32);
    ++buckets[(entry.hash >> (32 - bucket_log)) + 1];
    append(flat_entries, {entry.hash, entry.form, entry.offset});
  }
  for (std::size_t i = 1; i < buckets.size(); ++i) buckets[i] += buckets[i - 1];
  for (const auto& [form, names_of_it] : holders_of) {
    append(forms, {static_cast<std::uint32_t>(elements.size() / numbers_an_element),
                   static_cast<std::uint32_t>(holders.size())});
    for (const Element& element : form) append(elements, {element.value, element.flags});
    append(holders, names_of_it);
  }
  append(forms, {static_cast<std::uint32_t>(elements.size() / numbers_an_element),
                 static_cast<std::uint32_t>(holders.size())});
  Numbers same = same_numbers(words);
  Numbers all{static_cast<std::uint32_t>(same.size()),
              static_cast<std::uint32_t>(entries.size()),
              static_cast<std::uint32_t>(holders_of.size()),
              static_cast<std::uint32_t>(elements.size() / numbers_an_element),
              static_cast<std::uint32_t>(holders.size()),
              check_number};
  for (Numbers* part : {&same, &filter, &buckets, &flat_entries, &forms, &elements, &holders})
    append(all, *part);
  return all;
}

bool NameIndex::read(std::span<const std::uint32_t> numbers, std::uint32_t name_count) {
  *this = NameIndex();
  if (numbers.size() < header_numbers || numbers[check] != check_number) return false;
  const auto header = numbers.first(header_numbers);
  std::size_t at = header_numbers;
  const auto part = [&](std::size_t size) {
    const bool fits = at <= numbers.size() && size <= numbers.size() - at;
    const auto found = fits ? numbers.subspan(at, size) : std::span<const std::uint32_t>();
    at = fits ? at + size : numbers.size() + 1;
    return found;
  };
  NameIndex read;
  auto same = part(header[same_size]);
  read.filter_ = part(filter_numbers);
  read.buckets_ = part(bucket_numbers);
  read.entries_ = part(header[entry_count] * numbers_an_entry);
  read.forms_ = part((std::size_t{header[form_count]} + 1) * numbers_a_form);
  read.elements_ = part(header[element_count] * numbers_an_element);
  read.holders_ = part(header[holder_count]);
  if (at != numbers.size()) return false;
  // Whatever is looked up by a number that stands in the index itself must be there.
  const auto rises_to = [](std::span<const std::uint32_t> all, std::size_t step, std::uint32_t most) {
    std::uint32_t before = 0;
    for (std::size_t i = 0; i < all.size(); i += step) {
      if (all[i] < before || all[i] > most) return false;
      before = all[i];
    }
    return true;
  };
  if (!rises_to(read.buckets_, 1, header[entry_count])) return false;
  if (!rises_to(read.forms_, numbers_a_form, header[element_count])) return false;
  if (!rises_to(read.forms_.subspan(1), numbers_a_form, header[holder_count])) return false;
  for (std::size_t i = 0; i < read.entries_.size(); i += numbers_an_entry) {
    const std::uint32_t form = read.entries_[i + 1];
    if (form >= header[form_count]) return false;
    const std::uint32_t length =
        read.forms_[(form + 1) * numbers_a_form] - read.forms_[form * numbers_a_form];
    if (read.entries_[i + 2] >= length) return false;
  }
  for (const std::uint32_t holder : read.holders_) {
    if (holder >= name_count) return false;
  }
  while (!same.empty()) {
    if (same.size() < 2 || same[0] > 1000 || same.size() - 2 < same[1]) return false;
    if (read.same_.size() <= same[0]) read.same_.resize(same[0] + 1);
    const auto hashes = same.subspan(2, same[1]);
    read.same_[same[0]].emplace_back(hashes.begin(), hashes.end());
    same = same.subspan(2 + same[1]);
  }
  for (auto& writings : read.same_) {
    std::stable_sort(writings.begin(), writings.end(),
                     [](const auto& a, const auto& b) { return a.size() > b.size(); });
  }
  *this = std::move(read);
  return true;
}

bool NameIndex::may_trigger(std::uint32_t hash) const {
  const std::uint32_t bit = hash >> (32 - filter_log);
  return (filter_[bit / 32] >> (bit % 32) & 1) != 0;
}

// How many words from `from` on (or up to it, backwards) are this element; 0 when none are.
std::size_t NameIndex::taken(Words words, std::size_t from, bool backwards, std::uint32_t element) const {
  const std::size_t left = backwards ? from : words.size() - from;  // words that there are
  const auto adjoins = [&](std::size_t a, std::size_t b) {
    return words[b].begin - words[a].end <= widest_gap;
  };
  const auto matches = [&](std::span<const std::uint32_t> hashes) {
    if (hashes.empty() || hashes.size() > left) return false;
    const std::size_t first = backwards ? from - hashes.size() : from;
    if (!backwards && first > 0 && !adjoins(first - 1, first)) return false;
    for (std::size_t i = 0; i < hashes.size(); ++i) {
      if (words[first + i].hash != hashes[i]) return false;
      const std::size_t next = first + i + 1;
      if ((backwards || i + 1 < hashes.size()) && next < words.size() && !adjoins(next - 1, next))
        return false;
    }
    return true;
  };
  const std::uint32_t value = elements_[element * numbers_an_element];
  if ((elements_[element * numbers_an_element + 1] & is_class) == 0) return matches({&value, 1}) ? 1 : 0;
  if (value >= same_.size()) return 0;
  for (const auto& writing : same_[value]) {
    if (matches(writing)) return writing.size();
  }
  return 0;
}

bool NameIndex::match(Words words, std::size_t at, std::uint32_t form, std::uint32_t offset, Hit& hit) const {
  const std::uint32_t begin = forms_[form * numbers_a_form], end = forms_[(form + 1) * numbers_a_form];
  const auto optional = [&](std::uint32_t element) {
    return (elements_[element * numbers_an_element + 1] & is_optional) != 0;
  };
  hit = {at, at + 1, form};
  for (std::uint32_t element = begin + offset + 1; element < end; ++element) {
    const std::size_t count = taken(words, hit.past_word, false, element);
    if (count == 0 && !optional(element)) return false;
    hit.past_word += count;
  }
  for (std::uint32_t element = begin + offset; element > begin; --element) {
    const std::size_t count = taken(words, hit.first_word, true, element - 1);
    if (count == 0 && !optional(element - 1)) return false;
    hit.first_word -= count;
  }
  return true;
}

void NameIndex::look_at(Words words, std::size_t at, std::vector<Hit>& hits) const {
  const std::uint32_t hash = words[at].hash, bucket = hash >> (32 - bucket_log);
  for (std::size_t i = buckets_[bucket]; i < buckets_[bucket + 1]; ++i) {
    const auto entry = entries_.subspan(i * numbers_an_entry, numbers_an_entry);
    Hit hit;
    if (entry[0] == hash && match(words, at, entry[1], entry[2], hit)) hits.push_back(hit);
  }
}

std::vector<NameMention> NameIndex::find(Words words) const {
  if (filter_.empty()) return {};
  std::vector<Hit> hits;
  for (std::size_t at = 0; at < words.size(); ++at) {
    if (may_trigger(words[at].hash)) look_at(words, at, hits);
  }
  std::sort(hits.begin(), hits.end(), [](const Hit& a, const Hit& b) {
    return a.first_word != b.first_word ? a.first_word < b.first_word : a.past_word > b.past_word;
  });
  std::vector<NameMention> mentions;
  std::size_t first = 0, past = 0;  // words of the last mention
  for (const Hit& hit : hits) {
    if (hit.past_word <= past && !(hit.first_word == first && hit.past_word == past)) continue;
    if (hit.first_word != first || hit.past_word != past || mentions.empty()) {
      mentions.push_back({words[hit.first_word].begin, words[hit.past_word - 1].end, {}});
      first = hit.first_word;
      past = hit.past_word;
    }
    const std::size_t form = hit.form * numbers_a_form;
    const auto names =
        holders_.subspan(forms_[form + 1], forms_[form + numbers_a_form + 1] - forms_[form + 1]);
    mentions.back().names.insert(mentions.back().names.end(), names.begin(), names.end());
  }
  for (NameMention& mention : mentions) {
    std::sort(mention.names.begin(), mention.names.end());
    mention.names.erase(std::unique(mention.names.begin(), mention.names.end()), mention.names.end());
  }
  return mentions;
}

}  // namespace gh::lexicon
