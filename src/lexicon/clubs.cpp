#include "lexicon/clubs.h"

#include <algorithm>
#include <optional>

#include "base/definition_file.h"
#include "base/text.h"

namespace gh::lexicon {
namespace {

using base::DefinitionTable;

constexpr std::array<std::string_view, 6> countries{"england",          "wales",  "scotland",
                                                    "northern_ireland", "abroad", "countries"};

// The last word of many names, which alone names the nearest club to whoever says it.
constexpr std::array<std::string_view, 8> kinds_of_club{"city",   "united",   "town",   "rovers",
                                                        "county", "athletic", "albion", "wanderers"};

std::vector<std::string> words_of(std::string_view text) {
  const std::string folded = base::fold(text);
  std::vector<Word> cut;
  append_words(folded, cut);
  std::vector<std::string> words;
  for (const Word& word : cut) {
    std::string letters = folded.substr(word.begin, word.end - word.begin);
    std::erase(letters, '\'');
    words.push_back(letters == "&" ? "and" : letters);
  }
  return words;
}

constexpr std::size_t filter_bit(std::uint32_t hash) { return hash >> 17; }

bool says(std::string_view folded, const Word& word, std::string_view letters) {
  std::size_t at = word.begin;
  for (const char letter : letters) {
    while (at < word.end && folded[at] == '\'') ++at;
    if (at >= word.end || folded[at++] != letter) return letters == "and" && folded[word.begin] == '&';
  }
  return at == word.end;
}

// Words of one name stand close: no sentence ends between them, but for "Man. United" and "St. Mirren".
bool adjoin(std::string_view folded, const Word& first, const Word& second) {
  const std::string_view gap = folded.substr(first.end, second.begin - first.end);
  if (gap == " " || gap == "-") return true;
  if (gap.size() > 3) return false;
  const bool stop = gap.find_first_of("!?|;:\n") != std::string_view::npos;
  return !stop && (gap.find('.') == std::string_view::npos || first.end - first.begin <= 3);
}

}  // namespace

// Fills a ClubNames from a file.
class ClubReader {
 public:
  void read(DefinitionTable root) {
    root.integer("schema", 1);
    for (const std::string_view country : countries) {
      for (DefinitionTable table : root.tables(country)) club(table, country);
    }
    index();
  }

  ClubNames names;

 private:
  void club(DefinitionTable& table, std::string_view country) {
    Club club;
    club.name = table.required_text("name");
    club.town = table.text("town");
    club.country = country;
    club.rivals = table.texts("rivals");
    const bool weak_name = table.boolean("word", false);
    id_ = static_cast<std::uint32_t>(names.clubs_.size());
    add(club.name, {id_, ClubWord::name, weak_name, false});
    run_together(club.name, weak_name);
    // A name of several words begins with the town or stands beside it; of one, it is the town.
    if (!club.town.empty() && club.town != club.name) add(club.town, {id_, ClubWord::town, true, false});
    const std::vector<std::string> words = words_of(club.name);
    if (words.size() > 1 &&
        std::find(kinds_of_club.begin(), kinds_of_club.end(), words.back()) != kinds_of_club.end())
      add(words.back(), {id_, ClubWord::short_name, true, true});
    marked(table, "short", ClubWord::short_name);
    marked(table, "nick", ClubWord::nickname);
    marked(table, "fans", ClubWord::fans);
    marked(table, "tags", ClubWord::tag);
    marked(table, "ground", ClubWord::ground);
    marked(table, "chants", ClubWord::chant);
    names.clubs_.push_back(std::move(club));
  }

  // "#LeedsUnited", "@portvalefc", "readingfc".
  void run_together(std::string_view name, bool weak) {
    std::string together;
    const std::vector<std::string> words = words_of(name);
    for (const std::string& word : words) together += word;
    if (words.size() > 1 && together.size() >= 6) add(together, {id_, ClubWord::initials, weak, false});
    for (const std::string_view end : {"fc", "afc"})
      add(together + std::string(end), {id_, ClubWord::initials, false, false});
  }

  void marked(DefinitionTable& table, std::string_view key, ClubWord kind) {
    for (const std::string& text : table.texts(key)) {
      const bool weak = text.starts_with('~'), shared = text.starts_with('?');
      const std::string words = weak || shared ? text.substr(1) : text;
      const bool initials = kind == ClubWord::tag && words.ends_with("fc");
      add(words, {id_, initials ? ClubWord::initials : kind, weak || shared, shared});
    }
  }

  void add(std::string_view text, ClubOwner owner) {
    std::vector<std::string> words = words_of(text);
    if (words.size() > 1 && words.front() == "the") words.erase(words.begin());
    if (words.empty()) return;
    insert(words, owner);
    const auto united = std::find(words.begin(), words.end(), "united");
    if (united == words.end()) return;
    *united = "utd";
    insert(words, owner);
  }

  void insert(const std::vector<std::string>& words, ClubOwner owner) {
    const auto [found, fresh] =
        known_.try_emplace(base::join(words, " "), static_cast<std::uint32_t>(names.phrases_.size()));
    if (fresh) names.phrases_.push_back({words, {}});
    std::vector<ClubOwner>& owners = names.phrases_[found->second].owners;
    const bool held = std::any_of(owners.begin(), owners.end(),
                                  [&](const ClubOwner& other) { return other.club == owner.club; });
    if (!held) owners.push_back(owner);
  }

  // A name outranks a town of the same name, and a town of two clubs names neither.
  static void settle(std::vector<ClubOwner>& owners) {
    const auto alone = [](const ClubOwner& owner) { return !owner.shared && owner.kind != ClubWord::town; };
    const bool named = std::any_of(owners.begin(), owners.end(), alone);
    const auto towns = std::count_if(owners.begin(), owners.end(),
                                     [](const ClubOwner& owner) { return owner.kind == ClubWord::town; });
    for (ClubOwner& owner : owners) {
      if (owner.kind == ClubWord::town && (named || towns > 1)) owner.shared = true;
    }
  }

  void index() {
    for (std::uint32_t i = 0; i < names.phrases_.size(); ++i) {
      ClubPhrase& phrase = names.phrases_[i];
      settle(phrase.owners);
      const auto longest =
          std::max_element(phrase.words.begin(), phrase.words.end(),
                           [](const std::string& a, const std::string& b) { return a.size() < b.size(); });
      const std::uint32_t hash = hash_of(*longest);
      names.keys_[hash].push_back({i, static_cast<std::uint32_t>(longest - phrase.words.begin())});
      names.filter_[filter_bit(hash) / 64] |= std::uint64_t{1} << (filter_bit(hash) % 64);
    }
  }

  std::uint32_t id_ = 0;
  std::unordered_map<std::string, std::uint32_t> known_;  // words to phrase
};

base::Result<ClubNames> ClubNames::read(const std::filesystem::path& file) {
  auto opened = base::open_definition(file);
  if (!opened) return opened.error();
  base::DefinitionFile& definition = *opened;
  ClubReader reader;
  reader.read(definition.root());
  if (auto error = definition.error()) return *error;
  return std::move(reader.names);
}

std::vector<std::string> ClubNames::key_words() const {
  std::vector<std::string> words;
  for (const auto& [hash, keys] : keys_)
    words.push_back(phrases_[keys.front().phrase].words[keys.front().offset]);
  std::sort(words.begin(), words.end());
  return words;
}

std::vector<ClubMention> ClubNames::find(std::string_view folded, std::span<const Word> words) const {
  std::vector<ClubMention> all;
  for (std::size_t at = 0; at < words.size(); ++at) {
    const std::size_t bit = filter_bit(words[at].hash);
    if ((filter_[bit / 64] >> (bit % 64) & 1) == 0) continue;
    const auto found = keys_.find(words[at].hash);
    if (found == keys_.end()) continue;
    for (const Key& key : found->second) {
      const ClubPhrase& phrase = phrases_[key.phrase];
      if (at < key.offset || at - key.offset + phrase.words.size() > words.size()) continue;
      const std::size_t first = at - key.offset;
      const auto same = [&](std::size_t i) {
        return says(folded, words[first + i], phrase.words[i]) &&
               (i == 0 || adjoin(folded, words[first + i - 1], words[first + i]));
      };
      std::size_t fits = 0;
      while (fits < phrase.words.size() && same(fits)) ++fits;
      if (fits < phrase.words.size()) continue;
      all.push_back({&phrase, static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(fits),
                     words[first].begin, words[first + fits - 1].end});
    }
  }
  std::stable_sort(all.begin(), all.end(), [](const ClubMention& a, const ClubMention& b) {
    return a.first_word != b.first_word ? a.first_word < b.first_word : a.word_count > b.word_count;
  });
  std::uint32_t reached = 0;
  std::erase_if(all, [&](const ClubMention& mention) {
    const bool inside = mention.first_word < reached;
    if (!inside) reached = mention.first_word + mention.word_count;
    return inside;
  });
  return all;
}

}  // namespace gh::lexicon
