#include "takeout/part_builder.h"

#include <algorithm>

#include "base/text.h"
#include "page/facts/strip_mark_up.h"
#include "scrape/when.h"

namespace gh::takeout {
namespace {

constexpr std::size_t bytes_a_part = std::size_t{64} << 10;
constexpr std::size_t passages_a_part = 1000;

// What the export calls a value: the last key of the pointer to it.
std::string label_of(const scrape::ExportField& field) {
  std::string_view pointer = field.at.front();
  std::string_view key = pointer.substr(pointer.rfind('/') + 1);
  while (key == "*" && pointer.size() > key.size() + 1) {
    pointer.remove_suffix(key.size() + 1);
    key = pointer.substr(pointer.rfind('/') + 1);
  }
  return std::string(key);
}

// What a record calls its values, each for the one that stands as far on: {"name": "Lives in", "value":
// "Hull"}. None where there are more of the ones than of the others.
std::vector<std::string> labels_in(const Record& record, const Wanted& wanted) {
  std::vector<std::string> labels;
  if (!wanted.pairs()) return labels;
  std::size_t said = 0;
  for (const Record::Value& value : record.values) {
    if (value.output >= wanted.time()) continue;
    const std::string& field = wanted.rule().fields[value.output].name;
    if (field == "label") labels.emplace_back(base::trim(value.text.words()));
    said += field == "said" ? 1 : 0;
  }
  if (labels.size() != said) labels.clear();
  return labels;
}

bool is_html(const scrape::ExportRule& rule, const std::string& field) {
  return std::find(rule.html.begin(), rule.html.end(), field) != rule.html.end();
}

}  // namespace

PartBuilder::PartBuilder(const scrape::Definition& definition, std::string file,
                         const ExportListener& listener)
    : definition_(definition), file_(std::move(file)), listener_(listener) {}

void PartBuilder::add_value(Batch& batch, Record::Value&& value, const Wanted& wanted,
                            std::optional<int> post, const std::string& label) {
  const std::string& field = wanted.rule().fields[value.output].name;
  if (field == "label") return;
  if (field == "handle" || field == "address") {
    const std::string words(base::trim(value.text.words()));
    listener_.owner(field == "handle" ? ExportOwner{&definition_, words, ""}
                                      : ExportOwner{&definition_, "", words});
    return;
  }
  scrape::Passage passage;
  passage.text = is_html(wanted.rule(), field) ? page::strip_mark_up(value.text) : std::move(value.text);
  if (passage.text.empty()) return;
  const bool written = field == "post" || field == "title" || field == "bio", pair = field == "said";
  passage.field = pair ? "text" : field;
  passage.syntax = written ? "text" : pair ? "label" : "json";
  if (pair) passage.label = label;
  if (!written && !pair) passage.label = label_of(wanted.rule().fields[value.output]);
  passage.post = post;
  batch.bytes += passage.text.words().size();
  batch.profile.passages.push_back(std::move(passage));
}

void PartBuilder::add(Record&& record, const Wanted& wanted) {
  const base::Visibility seen_by = audience_of(record, wanted);
  Batch& batch = batches_[static_cast<std::size_t>(seen_by)];
  std::optional<int> post;
  const std::size_t before = batch.profile.passages.size();
  if (wanted.rule().posts) {
    post = static_cast<int>(batch.profile.posts.size());
    scrape::Post& added = batch.profile.posts.emplace_back();
    added.published = scrape::day_in(record.first(wanted.time()));
    added.author = record.first(wanted.author());
    added.source = record.source;
  }
  const std::vector<std::string> labels = labels_in(record, wanted);
  std::size_t said = 0;
  for (Record::Value& value : record.values) {
    if (value.output >= wanted.time()) continue;
    const bool pair = said < labels.size() && wanted.rule().fields[value.output].name == "said";
    add_value(batch, std::move(value), wanted, post, pair ? labels[said++] : "");
  }
  if (post && batch.profile.passages.size() == before) batch.profile.posts.pop_back();
  if (batch.bytes >= bytes_a_part || batch.profile.passages.size() >= passages_a_part) hand_on(seen_by);
}

void PartBuilder::hand_on(base::Visibility seen_by) {
  Batch& batch = batches_[static_cast<std::size_t>(seen_by)];
  if (batch.profile.passages.empty()) return;
  batch.profile.definition = definition_.id;
  listener_.part({&definition_, file_, seen_by, std::move(batch.profile)});
  batch = {};
}

void PartBuilder::finish() {
  for (std::size_t i = 0; i < batches_.size(); ++i) hand_on(static_cast<base::Visibility>(i));
}

}  // namespace gh::takeout
