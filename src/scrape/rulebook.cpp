#include "scrape/rulebook.h"

#include <algorithm>

namespace gh::scrape {

std::size_t FieldsByWord::shape_of(std::string_view word) {
  return (std::min<std::size_t>(word.size(), 63) * 32 + static_cast<unsigned char>(word.front()) % 32) % 2048;
}

void FieldsByWord::add(std::string_view word, std::uint32_t field) {
  if (word.empty()) return;
  shapes_[shape_of(word)] = true;
  fields_.try_emplace(std::string(word), field);
}

std::int64_t FieldsByWord::find(std::string_view word) const {
  if (!may_have(word)) return -1;
  const auto found = fields_.find(word);
  return found == fields_.end() ? -1 : std::int64_t{found->second};
}

Rulebook::Rulebook(std::vector<Definition> definitions) : definitions_(std::move(definitions)) {
  labels_.resize(definitions_.size());
  metas_.resize(definitions_.size());
  for (std::uint32_t place = 0; place < definitions_.size(); ++place) add_definition(place);
}

void Rulebook::add_definition(std::uint32_t place) {
  const Definition& definition = definitions_[place];
  add(definition.recognise, {0, place, Part::recognise, 0}, true);
  add(definition.anchors, {0, place, Part::anchor, 0}, true);
  add(definition.others, {0, place, Part::other, 0}, true);
  add(definition.posts.each, {0, place, Part::post, 0}, true);
  add(definition.posts.time, {0, place, Part::post_time, 0}, true);
  add(definition.posts.author, {0, place, Part::post_author, 0}, true);
  add(definition.viewer.owner, {0, place, Part::viewer_owner, 0}, true);
  add(definition.viewer.member, {0, place, Part::viewer_member, 0}, true);
  add(definition.viewer.passer_by, {0, place, Part::viewer_passer_by, 0}, true);
  for (std::uint32_t i = 0; i < definition.states.size(); ++i) {
    add(definition.states[i].css, {0, place, Part::state, i}, false);
  }
  for (std::uint32_t i = 0; i < definition.fields.size(); ++i) {
    const FieldRule& field = definition.fields[i];
    add(field.css, {0, place, Part::field, i}, false);
    for (const std::string& label : field.labels) labels_[place].add(label, i);
    for (const std::string& meta : field.metas) metas_[place].add(meta, i);
  }
}

void Rulebook::add(const std::vector<page::Selector>& selectors, Answer use, bool numbered) {
  for (const page::Selector& selector : selectors) {
    selectors_.add(selector);
    uses_.push_back(use);
    if (numbered) ++use.index;
  }
}

std::vector<Answer> Rulebook::ask(const page::Page& page) const {
  std::vector<Answer> answers;
  for (const page::SelectorSet::Match& match : selectors_.find(page)) {
    answers.push_back(uses_[match.rule]);
    answers.back().node = match.node;
  }
  return answers;
}

const Definition* Rulebook::recognised(const std::vector<Answer>& answers) const {
  const Definition* first = nullptr;
  for (const Answer& answer : answers) {
    if (answer.part != Part::recognise) continue;
    const Definition* candidate = &definitions_[answer.definition];
    if (first == nullptr || candidate < first) first = candidate;
  }
  return first;
}

}  // namespace gh::scrape
