#include "detect/material.h"

#include <algorithm>
#include <cctype>

#include "detect/headings.h"
#include "detect/page_owner.h"
#include "detect/records.h"

namespace gh::detect {
namespace {

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
  return words;
}

}  // namespace

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

bool names_person(const Material& material, std::string_view name) {
  return std::any_of(material.person_words.begin(), material.person_words.end(),
                     [&](const std::string& word) {
                       const std::size_t at = name.find(word);
                       return at != std::string_view::npos &&
                              (at == 0 || !std::isalpha(static_cast<unsigned char>(name[at - 1]))) &&
                              (at + word.size() == name.size() ||
                               !std::isalpha(static_cast<unsigned char>(name[at + word.size()])));
                     });
}

Material read_material(const scrape::Profile& profile, const Case& of, const lexicon::PeopleWords& people) {
  Material material{
      profile, of, {}, DayOrder::day_first, words_of_names(of.person), first_words_of_names(of.person),
      people};
  material.passages.reserve(profile.passages.size());
  for (const scrape::Passage& passage : profile.passages) {
    FoldedPassage folded{&passage, base::fold_traced(passage.text.words()), of.published};
    if (passage.post) folded.written = profile.posts[static_cast<std::size_t>(*passage.post)].published;
    if (!folded.written) folded.written = of.published;
    material.passages.push_back(std::move(folded));
  }
  find_headings(material);
  find_records(material);
  read_page_owner(material);
  return material;
}

}  // namespace gh::detect
