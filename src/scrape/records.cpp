#include "scrape/records.h"

#include <algorithm>

#include "base/text.h"

namespace gh::scrape {
namespace {

using page::Fact;
using page::nowhere;

class RecordFinder {
 public:
  RecordFinder(const page::Page& page, Paths& paths) : page_(page), paths_(paths) {}

  Records run(const std::vector<const Definition*>& applied) {
    for (const Definition* definition : applied) {
      for (const RecordRule& rule : definition->records) find(rule);
      if (!found_.records.empty()) break;
    }
    if (found_.records.empty()) return std::move(found_);
    spread();
    ranks_.resize(found_.records.size());
    for (const Fact& fact : page_.facts) read(fact);
    join_text_and_day();
    // What the silent ones held is now part of the record around them: {"text": …, "author": {"name": …}}.
    if (leave_out_silent()) {
      for (Records::Record& record : found_.records) record.post.images.clear();
      for (const Fact& fact : page_.facts) read(fact);
    }
    return std::move(found_);
  }

 private:
  static constexpr std::size_t worst = SIZE_MAX;

  // How good the key was by which something is known so far: its place among the rule's.
  struct Ranks {
    std::size_t time = worst, author = worst, audience = worst;
    bool text = false, dated = false;
  };

  void find(const RecordRule& rule) {
    for (std::uint32_t i = 0; i < page_.items.size(); ++i) {
      const bool fits = std::any_of(rule.records.begin(), rule.records.end(),
                                    [&](const Key& key) { return paths_.fits_item(key, i); });
      if (!fits) continue;
      found_.of_item.resize(page_.items.size(), -1);
      if (found_.of_item[i] >= 0) continue;
      found_.of_item[i] = static_cast<int>(found_.records.size());
      found_.records.push_back({i, &rule, {std::nullopt, page_.items[i].source, "", std::nullopt, {}}});
    }
  }

  // To all that stands below; a holder comes before what it holds.
  void spread() {
    for (std::uint32_t i = 0; i < page_.items.size(); ++i) {
      const std::uint32_t parent = page_.items[i].parent;
      if (found_.of_item[i] < 0 && parent != nowhere) found_.of_item[i] = found_.of_item[parent];
    }
  }

  std::size_t rank(const std::vector<Key>& keys, const Fact& fact, std::uint32_t record) {
    for (std::size_t i = 0; i < keys.size(); ++i) {
      if (paths_.fits_in_record(keys[i], fact, record)) return i;
    }
    return worst;
  }

  void read(const Fact& fact) {
    if (fact.item == nowhere || found_.of_item[fact.item] < 0) return;
    const auto index = static_cast<std::size_t>(found_.of_item[fact.item]);
    Records::Record& record = found_.records[index];
    Ranks& ranks = ranks_[index];
    const RecordRule& rule = *record.rule;
    ranks.text = ranks.text || rank(rule.text, fact, record.item) != worst;
    ranks.dated = ranks.dated || rank(rule.time, fact, record.item) != worst;
    if (const std::size_t found = rank(rule.time, fact, record.item); found < ranks.time) {
      if (const auto day = day_in(page_.words(fact), rule.time_form)) {
        record.post.published = day;
        ranks.time = found;
      }
    }
    if (const std::size_t found = rank(rule.author, fact, record.item); found < ranks.author) {
      record.post.author = page_.words(fact);
      ranks.author = found;
    }
    if (rank(rule.images, fact, record.item) != worst) record.post.images.emplace_back(page_.words(fact));
    read_audience(fact, record, ranks);
  }

  bool speaks(std::size_t record) const {
    const Ranks& ranks = ranks_[record];
    return found_.records[record].rule->dated ? ranks.text && found_.records[record].post.published
                                              : ranks.text || ranks.dated;
  }

  // {"published": …, "object": {"content": …}}: a text whose day stands around it.
  void join_text_and_day() {
    for (std::size_t i = 0; i < found_.records.size(); ++i) {
      const std::uint32_t parent = page_.items[found_.records[i].item].parent;
      if (speaks(i) || !ranks_[i].text || parent == nowhere || found_.of_item[parent] < 0) continue;
      const auto around = static_cast<std::size_t>(found_.of_item[parent]);
      if (found_.records[around].post.published) ranks_[around].text = true;
    }
  }

  // A thing that fits by its place alone, and has nothing of a piece of writing: what stands in it is a part
  // of the record around it, if there is one. True when there are any.
  bool leave_out_silent() {
    std::vector<int> places(found_.records.size(), -1);
    int kept = 0;
    for (std::size_t i = 0; i < places.size(); ++i) {
      if (!speaks(i)) continue;
      places[i] = kept;
      if (static_cast<std::size_t>(kept) != i) {
        found_.records[static_cast<std::size_t>(kept)] = std::move(found_.records[i]);
        ranks_[static_cast<std::size_t>(kept)] = ranks_[i];
      }
      ++kept;
    }
    const bool silent = static_cast<std::size_t>(kept) < places.size();
    found_.records.resize(static_cast<std::size_t>(kept));
    for (int& record : found_.of_item) record = record < 0 ? -1 : places[static_cast<std::size_t>(record)];
    spread();
    return silent;
  }

  void read_audience(const Fact& fact, Records::Record& record, Ranks& ranks) {
    const std::vector<AudienceRule>& rules = record.rule->audience;
    for (std::size_t i = 0; i < std::min(rules.size(), ranks.audience); ++i) {
      if (rank(rules[i].keys, fact, record.item) == worst) continue;
      const std::string words = base::fold(page_.words(fact));
      const std::vector<std::string>& values = rules[i].values;
      if (!values.empty() && std::find(values.begin(), values.end(), words) == values.end()) continue;
      record.post.audience = rules[i].means;
      ranks.audience = i;
      return;
    }
  }

  const page::Page& page_;
  Paths& paths_;
  Records found_;
  std::vector<Ranks> ranks_;  // by record
};

}  // namespace

Records find_records(const page::Page& page, Paths& paths, const std::vector<const Definition*>& applied) {
  return RecordFinder(page, paths).run(applied);
}

}  // namespace gh::scrape
