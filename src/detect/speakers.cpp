#include "detect/speakers.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "detect/sentence.h"
#include "detect/whose.h"

namespace gh::detect {
namespace {

using lexicon::PeopleWords;

enum class Name {
  none,
  own,      // the person's, in full, or a handle
  first,    // "Kit": as well what the words are about
  another,  // "Kit Toft", "Kit T.", "Uncle Kit", "Sharon, Goole", "fenlander55"
};

constexpr std::string_view retweet = "rt @";

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return c >= 'a' && c <= 'z'; }

// "@kit", "mudlark_sue", "fenlander55"; "10km" and "ks2" are none.
bool is_handle(std::string_view folded) {
  constexpr std::size_t shortest = 5;
  if (folded.find(' ') != std::string_view::npos) return false;
  if (folded[0] == '@') return std::any_of(folded.begin(), folded.end(), is_letter);
  const bool bound = folded.size() + 1 == shortest && folded.find('_') != std::string_view::npos;  // "jo_p"
  return (folded.size() >= shortest || bound) && is_letter(folded[0]) &&
         (folded.find('_') != std::string_view::npos || is_digit(folded.back()));
}

// One of their usernames, or nothing but words of their name, and not the first name alone.
bool is_own(const Material& material, std::string_view folded) {
  const auto& usernames = material.of.person.usernames;
  const std::string_view bare = folded.substr(folded.starts_with('@') ? 1 : 0);
  if (std::any_of(usernames.begin(), usernames.end(),
                  [&](const std::string& username) { return base::fold(username) == bare; }))
    return true;
  int own = 0;
  for (const std::string_view word : base::split(folded, ' ')) {
    const auto& words = material.person_words;
    if (own > 1 && word.starts_with('(')) break;  // "Robin Ashdown (robin1985)"
    if (std::find(words.begin(), words.end(), word) != words.end()) {
      ++own;
    } else if (word.size() > 2 && (material.people.of(word) & PeopleWords::titles) == 0) {
      return false;
    }
  }
  return own > 1;
}

// What the words tell wherever they stand; nothing where those around must be asked.
std::optional<Name> name_by_itself(const Material& material, const std::string& folded) {
  if (folded.empty()) return Name::none;
  if (is_own(material, folded)) return Name::own;
  if (is_own_name(material, folded)) return Name::none;
  return is_handle(folded) ? std::optional(Name::another) : std::nullopt;
}

// They stand in an attribute, and nowhere on the page.
Name name_alone(const Material& material, const std::string& folded) {
  if (const auto name = name_by_itself(material, folded)) return *name;
  const std::size_t blank = folded.find(' ');
  // "Jun 2" is a day, "Jun 20, 2016" too.
  if (blank != std::string::npos &&
      std::all_of(folded.begin() + static_cast<std::ptrdiff_t>(blank) + 1, folded.end(),
                  [](char c) { return is_digit(c) || c == ' ' || c == ','; }))
    return Name::none;
  const bool given = (material.people.of(folded.substr(0, blank)) & PeopleWords::given_names) != 0;
  return given && blank != std::string::npos ? Name::another : Name::none;
}

// They stand at byte `begin` of the passage.
Name name_at(const Material& material, const FoldedPassage& in, std::size_t begin,
             const std::string& folded) {
  if (const auto name = name_by_itself(material, folded)) return *name;
  const Sentence words(material, in, begin, begin + folded.size());
  constexpr std::size_t most_words = 4;
  if (words.empty() || words.size() > most_words || !words[0].capital || words[0].own) return Name::none;
  if (const auto name = full_name_at(words, 0)) {
    const bool whole = name->last + 1 == words.size() || words[name->last + 1].mark != 0;
    return !name->own && whole ? Name::another : Name::none;
  }
  // "K. Toft"
  if (words.size() == 2 && words[0].word.size() == 1 && words[1].capital && words[1].word.size() > 2 &&
      (words[1].lists & ~std::uint64_t{PeopleWords::given_names}) == 0 && folded.find('.') == 1)
    return Name::another;
  const bool relative = words[0].in(PeopleWords::relatives);
  if (!words[0].is_other_name() && !relative) return Name::none;
  if (words.size() == 1) return words[0].is_other_name() ? Name::first : Name::none;
  const bool placed = words[1].mark == ',' || words[1].mark == '(';
  const bool initial = words.size() == 2 && words[1].capital && (words[1].word.size() == 1 || relative);
  return placed || initial ? Name::another : Name::none;
}

// "Grecian Gaz", "GrahamFromDiss"
bool has_two_capitals(std::string_view words) {
  const auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  if (words.empty() || !is_capital(words[0])) return false;
  for (std::size_t i = 2; i < words.size(); ++i) {
    if (is_capital(words[i]) && (words[i - 1] == ' ' || (words[i - 1] >= 'a' && words[i - 1] <= 'z')))
      return true;
  }
  return false;
}

// "vanmanstan", where the person is called by an account, too.
bool may_be_account(const Material& material, std::string_view writer) {
  constexpr std::size_t shortest = 6;
  return writer.size() >= shortest && is_letter(writer[0]) &&
         std::all_of(
             writer.begin(), writer.end(),
             [](char c) { return is_letter(c) || is_digit(c) || c == '-' || c == '_' || c == '.'; }) &&
         material.people.of(writer) == 0;
}

Speaker speaker_of(Name name, bool set_off) {
  if (name == Name::own) return Speaker::person;
  const bool another = name == Name::another || (set_off && name == Name::first);
  return another ? Speaker::another : Speaker::unknown;
}

// "rt @kit: 40 today": whoever is named behind the sign.
Speaker speaker_retweeted(const Material& material, std::string_view text) {
  const std::size_t begin = retweet.size() - 1;  // with the @
  std::size_t end = begin + 1;
  while (end < text.size() && (is_letter(text[end]) || is_digit(text[end]) || text[end] == '_')) ++end;
  if (end == begin + 1) return Speaker::unknown;
  return is_own(material, text.substr(begin, end - begin)) ? Speaker::person : Speaker::another;
}

// "Anonymous £10 - go on then": a gift, and a few words with it.
bool begins_with_gift(std::string_view text) {
  constexpr std::size_t longest_giver = 40, longest_sum = 12;
  constexpr std::string_view pound = "\xC2\xA3", euro = "\xE2\x82\xAC";
  const std::string_view start = text.substr(0, longest_giver);
  std::size_t at = start.find(pound), size = pound.size();
  if (at == std::string_view::npos) at = start.find(euro), size = euro.size();
  if (at == std::string_view::npos || at < 2) return false;
  // No other mark than of a name stands before the sum.
  const std::string_view giver = start.substr(0, at);
  if (giver.find_first_of(".!?;\n\"") != std::string_view::npos) return false;
  std::size_t end = at + size;
  if (end >= text.size() || !is_digit(text[end])) return false;
  while (end < text.size() && end - at < longest_sum &&
         (is_digit(text[end]) || text[end] == '.' || text[end] == ','))
    ++end;
  while (end < text.size() && text[end] == ' ') ++end;
  return end >= text.size() || text[end] == '-' || text[end] == ':' || text[end] == '\n' ||
         text[end] == '"' || text[end] == '+' || static_cast<unsigned char>(text[end]) >= 0x80;
}

// Where several give, their words are theirs.
void find_givers(Material& material) {
  constexpr std::size_t fewest = 2, longest_gift = 52;
  std::vector<FoldedPassage*> gifts;
  for (FoldedPassage& in : material.passages) {
    // "Fair raises £812" heads a report.
    const bool shown =
        in.passage->heading == 0 && in.passage->field != "title" && in.passage->syntax != "meta";
    if (shown && in.has(lexicon::digit) && begins_with_gift(in.folded.text)) gifts.push_back(&in);
  }
  if (gifts.size() < fewest) return;
  for (FoldedPassage* in : gifts) {
    if (in->speaker == Speaker::unknown) in->speaker = Speaker::another;
    // The words with it may stand below.
    FoldedPassage* next = in + 1;
    const bool alone = in->folded.text.size() <= longest_gift;
    if (alone && next < material.passages.data() + material.passages.size() && next->passage->heading == 0 &&
        next->passage->place == in->passage->place && next->speaker == Speaker::unknown)
      next->speaker = Speaker::another;
  }
}

}  // namespace

Speaker speaker_of_line(const Material& material, const FoldedPassage& in, std::size_t at) {
  constexpr std::size_t longest_line = 400, longest_name = 40;
  const std::string_view text = in.folded.text;
  std::size_t begin = at > longest_line ? at - longest_line : 0;
  const std::size_t before = text.substr(begin, at - begin).rfind('\n');
  if (before == std::string_view::npos && begin > 0) return Speaker::unknown;
  if (before != std::string_view::npos) begin += before + 1;
  const std::size_t shared = text.substr(begin, at - begin).rfind(retweet);
  if (shared != std::string_view::npos && (shared == 0 || !is_letter(text[begin + shared - 1])))
    return speaker_retweeted(material, text.substr(begin + shared));
  const std::size_t colon = text.substr(begin, at - begin).find(": ");
  if (colon == std::string_view::npos || colon > longest_name || colon < 2) return Speaker::unknown;
  const std::string name(text.substr(begin, colon));
  return speaker_of(name_at(material, in, begin, name), false);
}

void find_speakers(Material& material) {
  struct Writer {
    std::string folded;
    std::optional<Name> alone;  // what the name tells by itself, once asked for
    Name name = Name::none;
  };
  std::map<std::string_view, Writer> writers;
  std::set<std::uint32_t> of_people;    // lists in which somebody is surely named
  std::set<std::uint32_t> of_accounts;  // and in which the person is, by a username
  for (FoldedPassage& in : material.passages) {
    const scrape::Passage& passage = *in.passage;
    if (in.folded.text.starts_with(retweet)) in.speaker = speaker_retweeted(material, in.folded.text);
    if (!passage.lead.empty()) {
      const std::string lead = base::fold(passage.lead);
      const bool begins = in.folded.text.starts_with(lead);
      in.speaker = speaker_of(begins ? name_at(material, in, 0, lead) : Name::none, true);
    }
    if (passage.writer.empty() || in.speaker != Speaker::unknown) continue;
    const auto [known, fresh] = writers.try_emplace(passage.writer);
    Writer& writer = known->second;
    if (fresh) writer.folded = base::fold(passage.writer);
    if (writer.name == Name::none && in.folded.text.starts_with(writer.folded)) {
      writer.name = name_at(material, in, 0, writer.folded);
    } else if (writer.name == Name::none) {
      if (!writer.alone) writer.alone = name_alone(material, writer.folded);
      writer.name = *writer.alone;
    }
    in.speaker = speaker_of(writer.name, false);
    if (in.speaker == Speaker::unknown || passage.writers == 0) continue;
    of_people.insert(passage.writers);
    if (in.speaker == Speaker::person && writer.folded.find(' ') == std::string::npos)
      of_accounts.insert(passage.writers);
  }
  // Beside them others are people, too, whatever they are called: "Grecian Gaz".
  for (FoldedPassage& in : material.passages) {
    const scrape::Passage& passage = *in.passage;
    if (in.speaker != Speaker::unknown || !of_people.contains(passage.writers) ||
        is_own_name(material, base::fold(passage.writer)))
      continue;
    if (has_two_capitals(passage.writer) ||
        (of_accounts.contains(passage.writers) && may_be_account(material, passage.writer)))
      in.speaker = Speaker::another;
  }
  find_givers(material);
}

}  // namespace gh::detect
