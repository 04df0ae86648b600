#include "detect/material.h"

#include <algorithm>
#include <cctype>

#include "detect/whose.h"

namespace gh::detect {
namespace {

std::vector<std::string> words_of_names(const base::Person& person) {
  std::vector<std::string> words;
  for (const auto* names : {&person.names, &person.former_names}) {
    for (const std::string& name : *names) {
      const std::string folded = base::fold(name);
      for (std::string_view word : base::split(folded, ' ')) {
        if (word.size() > 2) words.emplace_back(word);
      }
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
  Material material{profile, of, {}, DayOrder::day_first, words_of_names(of.person), people};
  material.passages.reserve(profile.passages.size());
  for (const scrape::Passage& passage : profile.passages) {
    FoldedPassage folded{&passage, base::fold_traced(passage.text.words()), of.published};
    if (passage.post) folded.written = profile.posts[static_cast<std::size_t>(*passage.post)].published;
    if (!folded.written) folded.written = of.published;
    material.passages.push_back(std::move(folded));
  }
  find_headings(material);
  return material;
}

}  // namespace gh::detect
