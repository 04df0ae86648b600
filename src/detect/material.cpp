#include "detect/material.h"

#include <algorithm>
#include <cctype>
#include <chrono>

#include "detect/cased.h"
#include "detect/handles.h"
#include "detect/headings.h"
#include "detect/letters.h"
#include "detect/namesakes.h"
#include "detect/page_owner.h"
#include "detect/records.h"
#include "detect/speakers.h"

namespace gh::detect {
namespace {

using namespace std::string_view_literals;  // compared by size first

// "naz" of nazchow and Nazreen Chowdhury, "tope" of tope_f: what stands before the surname in a handle.
std::vector<std::string> nicknames_of(const base::Person& person) {
  constexpr std::size_t shortest = 3;
  std::vector<std::string> nicknames;
  const auto add = [&](std::string_view nickname) {
    while (!nickname.empty() && !std::isalpha(static_cast<unsigned char>(nickname.back())))
      nickname.remove_suffix(1);
    const bool letters =
        std::all_of(nickname.begin(), nickname.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    if (letters && nickname.size() >= shortest) nicknames.emplace_back(nickname);
  };
  for (const std::string& username : person.usernames) {
    const std::string handle = base::fold(username);
    for (const std::string& name : person.names) {
      const std::string folded = base::fold(name);
      const std::string surname = folded.substr(folded.rfind(' ') + 1);
      if (surname.size() == folded.size() || surname.size() < shortest) continue;
      if (handle.size() > 2 && handle[handle.size() - 2] == '_' && handle.back() == surname.front())
        add(std::string_view(handle).substr(0, handle.size() - 2));
      for (std::size_t letters = surname.size(); letters >= shortest; --letters) {
        const std::size_t at = handle.find(surname.substr(0, letters));
        if (at == std::string::npos) continue;
        add(std::string_view(handle).substr(0, at));
        break;
      }
    }
  }
  return nicknames;
}

std::vector<std::string> words_of_names(const base::Person& person) {
  std::vector<std::string> words;
  for (const auto* names : {&person.names, &person.former_names}) {
    for (const std::string& name : *names) {
      const std::string folded = base::fold(name);
      for (std::string_view word : base::split(folded, ' ')) {
        if (word.size() > 2) words.emplace_back(word);
        // "Prys-Llewelyn" is two words in a sentence.
        if (word.find('-') == std::string_view::npos) continue;
        for (std::string_view part : base::split(word, '-')) {
          if (part.size() > 2) words.emplace_back(part);
        }
      }
    }
  }
  for (std::string& nickname : nicknames_of(person)) words.push_back(std::move(nickname));
  return words;
}

// Of names with a surname: "Catrin" of "Catrin Hollowell".
std::vector<std::string> first_words_of_names(const base::Person& person) {
  std::vector<std::string> words;
  for (const auto* names : {&person.names, &person.former_names}) {
    for (const std::string& name : *names) {
      const std::string folded = base::fold(name);
      const std::size_t blank = folded.find(' ');
      if (blank != std::string::npos && blank > 2) words.push_back(folded.substr(0, blank));
    }
  }
  for (std::string& nickname : nicknames_of(person)) words.push_back(std::move(nickname));
  return words;
}

void cut_words(FoldedPassage& in, std::vector<lexicon::Word>& words) {
  in.first_word = static_cast<std::uint32_t>(words.size());
  if (in.is_address) {
    in.signs = lexicon::signs_in(in.folded.text);
    return;
  }
  in.signs = lexicon::append_words(in.folded.text, words);
  in.word_count = static_cast<std::uint32_t>(words.size()) - in.first_word;
}

// A label is read with what stands behind it: "first pet: rex".
void read_label(const std::string& label, std::string_view folded, Prefilter::Scan& scan) {
  constexpr std::size_t longest = 80;  // bytes; what is longer labels nothing
  constexpr std::size_t behind = 24;   // no word of a pattern is longer
  if (label.empty() || label.size() > longest) return;
  const std::string spread = base::lower_ascii(cased_label(label)), plain = base::fold(label);
  const auto read = [&](std::string words) {
    words += ": ";
    const std::size_t end = words.size();
    scan.read_label(words.append(folded.substr(0, behind)), end);
  };
  read(spread);
  if (plain != spread) read(plain);  // "birthDate" and "birth date"
}

void find_windows(FoldedPassage& in, Prefilter::Scan& scan, std::vector<Prefilter::Window>& windows) {
  read_label(in.passage->label, in.folded.text, scan);
  read_label(in.passage->entity, in.folded.text, scan);
  scan.read(in.folded.text);
  in.first_window = static_cast<std::uint32_t>(windows.size());
  scan.finish(windows);
  in.window_count = static_cast<std::uint32_t>(windows.size()) - in.first_window;
}

// "14 Mar", of the year up to the day.
base::Day last_before(const base::PartialDate& date, base::Day day) {
  const int year = int{std::chrono::year_month_day{day}.year()};
  const auto here = base::day_of(year, date.month, date.day);
  if (here && *here <= day) return *here;
  return base::day_of(year - 1, date.month, date.day).value_or(day);
}

// Dates that fit only one order tell how a page writes them; else its declared language does.
DayOrder order_of(const scrape::Profile& profile, const std::vector<FoldedPassage>& passages) {
  OrderVotes votes;
  bool american = base::equal_ignoring_case(profile.language.substr(0, 5), "en-us");
  for (const FoldedPassage& in : passages) {
    if (in.has(lexicon::digit)) count_votes(in.folded.text, votes);
    american = american || (in.passage->label == "og:locale"sv && in.folded.text == "en_us");
  }
  if (votes.month_first != votes.day_first && (votes.month_first == 0 || votes.day_first == 0))
    return votes.month_first > 0 ? DayOrder::month_first : DayOrder::day_first;
  return american ? DayOrder::month_first : DayOrder::day_first;
}

}  // namespace

const std::string& Material::cased_of(const FoldedPassage& in, const lexicon::GivenNames& names) const {
  const auto [place, fresh] = cased.try_emplace(&in);
  if (fresh) place->second = cased_text(in, words_of(in), names);
  return place->second;
}

bool Material::has_word(const FoldedPassage& in, std::uint64_t lists) const {
  const auto all = words_of(in);
  return std::any_of(all.begin(), all.end(), [&](const lexicon::Word& word) {
    if (word.plain && (people.may_be(word.hash) & lists) == 0) return false;
    const std::string_view text = std::string_view(in.folded.text).substr(word.begin, word.end - word.begin);
    return (people.of(text.substr(0, text.find('\''))) & lists) != 0;
  });
}

Windows Material::windows_of(const FoldedPassage& in, const Pattern& trigger, std::size_t shift) const {
  static constexpr Prefilter::Window everywhere[] = {{0, 0, UINT32_MAX}};
  const auto number = trigger.number();
  if (!number) return {everywhere, shift};
  const auto listed = windows_of(in);
  const auto first = std::lower_bound(
      listed.begin(), listed.end(), *number,
      [](const Prefilter::Window& window, Prefilter::Number pattern) { return window.pattern < pattern; });
  const auto last = std::find_if(first, listed.end(),
                                 [&](const Prefilter::Window& window) { return window.pattern != *number; });
  return {std::span(first, last), shift};
}

bool Material::matches_in(const FoldedPassage& in, const Pattern& trigger) const {
  if (!may_match(in, trigger)) return false;
  re2::StringPiece found;
  return match_in(*trigger, in.folded.text, windows_of(in, trigger), 0, &found, 1);
}

Finding finding_at(const FoldedPassage& in, std::size_t begin, std::size_t end, Kind kind, std::string value,
                   std::string_view rule, std::string_view clause) {
  const scrape::Passage& passage = *in.passage;
  // Blanks at the ends of a match are no evidence.
  while (begin < end && in.folded.text[begin] == ' ') ++begin;
  while (end > begin && in.folded.text[end - 1] == ' ') --end;
  const std::size_t from = in.folded.origin[begin],
                    to = in.folded.origin[std::min(end, in.folded.text.size())];
  const page::Span span = passage.text.source(from, to);
  Finding finding;
  finding.kind = kind;
  finding.value = std::move(value);
  finding.hidden = passage.hidden;
  finding.evidence = {passage.text.words().substr(from, to - from), span.begin, span.end, passage.field};
  finding.rule = rule;
  finding.clause = clause;
  finding.published = in.written;
  finding.audience = in.audience;
  return finding;
}

std::size_t folded_place(const FoldedPassage& in, std::size_t at) {
  std::size_t begin = 0, end = in.folded.text.size();
  while (begin < end) {
    const std::size_t middle = begin + (end - begin) / 2;
    if (in.folded.origin[middle] < at) {
      begin = middle + 1;
    } else {
      end = middle;
    }
  }
  return begin;
}

namespace {

bool stands_in(std::string_view word, std::string_view name) {
  const std::size_t at = name.find(word);
  return at != std::string_view::npos &&
         (at == 0 || !std::isalpha(static_cast<unsigned char>(name[at - 1]))) &&
         (at + word.size() == name.size() ||
          !std::isalpha(static_cast<unsigned char>(name[at + word.size()])));
}

}  // namespace

bool names_person(const Material& material, std::string_view name) {
  return std::any_of(material.person_words.begin(), material.person_words.end(),
                     [&](const std::string& word) { return stands_in(word, name); });
}

bool names_person(const Material& material, const FoldedPassage& in) {
  return material.named && std::any_of(material.person_words.begin(), material.person_words.end(),
                                       [&](const std::string& word) {
                                         return in.has_all(lexicon::letters_in(word)) &&
                                                stands_in(word, in.folded.text);
                                       });
}

Material read_material(const scrape::Profile& profile, const Case& of, const lexicon::PeopleWords& people,
                       const Prefilter& prefilter, const DetectLimits& limits) {
  Material material{
      profile, of, {}, DayOrder::day_first, words_of_names(of.person), first_words_of_names(of.person),
      people};
  const std::size_t count = std::min(profile.passages.size(), limits.most_passages);
  material.cut = count < profile.passages.size();
  material.most_findings = limits.most_findings;
  material.passages.reserve(count);
  Prefilter::Scan scan(prefilter);
  for (const scrape::Passage& passage : std::span(profile.passages).first(count)) {
    FoldedPassage in{&passage, base::fold_traced(passage.text.words()), of.published};
    if (passage.post) {
      const scrape::Post& post = profile.posts[static_cast<std::size_t>(*passage.post)];
      in.written = post.published;
      in.audience = post.audience;
      if (post.yearless && of.published) in.written = last_before(*post.yearless, *of.published);
      in.day_unknown = !in.written && (post.day_unknown || post.yearless);
    }
    if (!in.written && !in.day_unknown) in.written = of.published;
    in.is_address = passage.syntax == "url"sv;
    cut_words(in, material.words);
    in.has_year = in.has(lexicon::digit) && year_in(in.folded.text, 0) != std::string::npos;
    if (!in.is_address) find_windows(in, scan, material.windows);
    material.passages.push_back(std::move(in));
  }
  material.order = order_of(profile, material.passages);
  find_speakers(material);
  find_headings(material);
  find_records(material);
  find_namesakes(material);
  read_page_owner(material);
  find_letters(material);
  return material;
}

}  // namespace gh::detect
