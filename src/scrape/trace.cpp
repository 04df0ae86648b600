#include "scrape/trace.h"

#include <algorithm>

#include "base/text.h"
#include "scrape/labels.h"
#include "scrape/paths.h"
#include "scrape/records.h"
#include "scrape/scrape.h"

namespace gh::scrape {
namespace {

using page::Fact;
using page::Name;
using page::Text;

class Tracer {
 public:
  Tracer(const page::Page& page, const Definition& definition)
      : page_(page), definition_(definition), paths_(page) {}

  std::vector<Traced> run(const Visit& visit) {
    selectors("recognise", definition_.recognise);
    selectors("anchor", definition_.anchors);
    for (const Key& key : definition_.recognise_keys)
      add(0, "recognise", "key " + key.words, values_of(key, {}));
    for (const Key& key : definition_.anchor_keys) add(0, "anchor", "key " + key.words, values_of(key, {}));
    for (const FieldRule& rule : definition_.fields) field(rule);
    selectors("post", definition_.posts.each);
    records();
    for (const StateRule& rule : definition_.states) state(rule, visit);
    return std::move(traced_);
  }

 private:
  void add(std::size_t line, std::string what, std::string way, std::vector<std::string> values) {
    traced_.push_back({line, std::move(what), std::move(way), std::move(values)});
  }

  void selectors(const std::string& what, const std::vector<page::Selector>& all) {
    for (const page::Selector& selector : all) {
      std::vector<std::string> values;
      for (std::uint32_t node : selector.find(page_)) values.push_back(page_.text_of(node).words());
      add(0, what, "css " + selector.words(), std::move(values));
    }
  }

  void field(const FieldRule& rule) {
    for (const page::Selector& selector : rule.css) {
      std::vector<std::string> values;
      for (std::uint32_t node : selector.find(page_)) keep(values, value_of(rule, node), rule.cleaning);
      add(rule.line, rule.name, "css " + selector.words(), std::move(values));
    }
    for (const std::string& label : rule.labels)
      add(rule.line, rule.name, "label " + label, beside(label, rule.cleaning));
    for (const Key& key : rule.keys)
      add(rule.line, rule.name, "key " + key.words, values_of(key, rule.cleaning));
    for (const std::string& meta : rule.metas)
      add(rule.line, rule.name, "meta " + meta, in_meta(meta, rule.cleaning));
  }

  static void keep(std::vector<std::string>& values, const Text& value, const Cleaning& cleaning) {
    std::string words = cleaned(value, cleaning).words();
    if (!words.empty()) values.push_back(std::move(words));
  }

  Text value_of(const FieldRule& rule, std::uint32_t node) const {
    for (const std::string& attribute : rule.attributes) {
      Text value = page_.value_text(page_.nodes[node], attribute);
      if (!value.empty()) return value;
    }
    return page_.text_of(node);
  }

  std::vector<std::string> beside(const std::string& label, const Cleaning& cleaning) const {
    std::vector<std::string> values;
    for (const Fact& fact : page_.facts) {
      if (fact.syntax == page::Syntax::labels && plain_label(page_.slice(fact.name)) == label)
        keep(values, page_.text_of(fact), cleaning);
    }
    return values;
  }

  std::vector<std::string> values_of(const Key& key, const Cleaning& cleaning) {
    std::vector<std::string> values;
    for (const Fact& fact : page_.facts) {
      if (paths_.fits(key, fact)) keep(values, page_.text_of(fact), cleaning);
    }
    return values;
  }

  std::vector<std::string> in_meta(const std::string& meta, const Cleaning& cleaning) const {
    std::vector<std::string> values;
    for (const page::Node& node : page_.nodes) {
      if (node.tag != page::Tag::meta) continue;
      for (Name name : {Name::property, Name::name, Name::itemprop}) {
        if (!base::equal_ignoring_case(page_.value(node, name), meta)) continue;
        keep(values, page_.value_text(node, Name::content), cleaning);
        break;
      }
    }
    return values;
  }

  void records() {
    const Records found = find_records(page_, paths_, {&definition_});
    for (const RecordRule& rule : definition_.records) {
      std::vector<std::string> values;
      for (const Records::Record& record : found.records) {
        if (record.rule != &rule) continue;
        const auto& day = record.post.published;
        values.push_back((day ? base::format_day(*day) : "no day") + text_in(found, record));
      }
      add(rule.line, "post", "records " + (rule.records.empty() ? "" : rule.records.front().words),
          std::move(values));
    }
  }

  std::string text_in(const Records& found, const Records::Record& record) {
    for (const Key& key : record.rule->text) {
      for (const Fact& fact : page_.facts) {
        if (found.around(fact) == &record && paths_.fits_in_record(key, fact, record.item))
          return ": " + cleaned(page_.text_of(fact), record.rule->cleaning).words();
      }
    }
    return "";
  }

  void state(const StateRule& rule, const Visit& visit) {
    std::vector<std::string> values;
    if (state_fits(rule, page_, paths_, visit)) values.push_back(rule.reason);
    add(rule.line, "state " + std::string(base::name(rule.state)), rule.reason, std::move(values));
  }

  const page::Page& page_;
  const Definition& definition_;
  Paths paths_;
  std::vector<Traced> traced_;
};

}  // namespace

std::vector<Traced> trace(const page::Page& page, const Definition& definition, const Visit& visit) {
  return Tracer(page, definition).run(visit);
}

}  // namespace gh::scrape
