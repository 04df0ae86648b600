#include "detect/birthday_list.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>

#include "base/date.h"
#include "detect/birth_dates.h"
#include "detect/sentence.h"
#include "detect/whose.h"

namespace gh::detect {
namespace {

constexpr std::size_t longest_entry = 80, longest_head = 120, longest_text = 1500;  // folded bytes
constexpr std::size_t most_letters = 14;  // of an entry beside its name and day: "Mrs", "on", "Beech class"
constexpr std::size_t reach = 40;         // entries above this one, in passages of their own

struct Stretch {
  std::size_t begin = 0, end = 0;
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The person's name, first and last, where it first stands in the passage.
std::optional<Stretch> own_name_in(const Material& material, const FoldedPassage& in) {
  const Sentence words(material, in, 0, in.folded.text.size());
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    if (!words[i].own || !words[i + 1].own || words[i + 1].mark != 0) continue;
    std::size_t last = i + 1;
    while (last + 1 < words.size() && words[last + 1].own && words[last + 1].mark == 0) ++last;
    return Stretch{words[i].begin, words[last].end};
  }
  return std::nullopt;
}

// What lies around the name up to the signs that part entries.
Stretch entry_around(std::string_view text, const Stretch& name) {
  constexpr std::string_view parting = "\n,;|/";
  const std::size_t before = text.substr(0, name.begin).find_last_of(parting);
  std::size_t behind = text.find_first_of(parting, name.end);
  // "Robin Ashdown, 4 July", and not "7th Robin Ashdown, 9th Jean Alcott"
  const std::string_view front = text.substr(before + 1, name.begin - before - 1);
  if (behind < text.size() && text[behind] == ',' && std::none_of(front.begin(), front.end(), is_digit))
    behind = text.find_first_of(parting, behind + 1);
  Stretch entry{before == std::string_view::npos ? 0 : before + 1, std::min(behind, text.size())};
  // "Robin Ashdown (7th) and Jean Alcott (9th)"
  constexpr std::string_view joint = " and ";
  const std::size_t next = text.substr(0, entry.end).find(joint, name.end),
                    last = text.substr(0, name.begin).rfind(joint);
  if (next != std::string_view::npos) entry.end = next;
  if (last != std::string_view::npos && last >= entry.begin) entry.begin = last + joint.size();
  return entry;
}

// The one month that the words name, 0 for none or several.
int month_in(std::string_view folded, const lexicon::DateWords& words) {
  int month = 0;
  for (std::size_t at = 0; at < folded.size();) {
    std::size_t end = at;
    while (end < folded.size() && folded[end] >= 'a' && folded[end] <= 'z') ++end;
    const auto found = words.months.find(std::string(folded.substr(at, end - at)));
    if (found != words.months.end()) {
      if (month != 0 && month != found->second) return 0;
      month = found->second;
    }
    at = std::max(end, at + 1);
  }
  return month;
}

// "7th", or a "7" that begins or ends the entry or stands in brackets; no "(90!)".
std::optional<DateMention> lone_day_in(std::string_view entry) {
  std::optional<DateMention> found;
  for (std::size_t at = 0; at < entry.size(); ++at) {
    if (!is_digit(entry[at]) || (at > 0 && is_digit(entry[at - 1]))) continue;
    std::size_t end = at;
    int value = 0;
    for (; end < entry.size() && is_digit(entry[end]) && end - at < 3; ++end)
      value = value * 10 + (entry[end] - '0');
    const std::string_view behind = entry.substr(end, 2);
    const bool ordinal = behind == "st" || behind == "nd" || behind == "rd" || behind == "th";
    const bool apart =
        at == 0 || entry.find_first_not_of(" ):.-", end) == std::string_view::npos || entry[at - 1] == '(';
    if (value < 1 || value > 31 || (!ordinal && !apart) || behind.starts_with('!')) continue;
    if (found) return std::nullopt;  // which of the two is it?
    found = DateMention{{0, 0, value}, at, end + (ordinal ? 2u : 0u), false, false};
  }
  return found;
}

class ListReader {
 public:
  ListReader(const Material& material, const FoldedPassage& in, const DateFinder& dates,
             const BirthdayListWords& words)
      : material_(material), in_(in), dates_(dates), words_(words) {}

  std::optional<DateMention> run() {
    const std::string_view text = in_.folded.text;
    if (!material_.named || !in_.has(lexicon::digit) || text.size() > longest_text) return std::nullopt;
    if (is_row()) return day_under(head_above(), {0, text.size()}, {});
    const auto name = names_person(material_, in_) ? own_name_in(material_, in_) : std::nullopt;
    if (!name) return std::nullopt;
    const Stretch entry = entry_around(text, *name);
    if (entry.end - entry.begin > longest_entry) return std::nullopt;
    const auto within = head_in_front(name->begin);
    if (!within && is_headed_otherwise(name->begin)) return std::nullopt;
    return day_under(within ? within : head_above(), entry, *name);
  }

 private:
  // The cell beside the person's name.
  bool is_row() const {
    const scrape::Passage& passage = *in_.passage;
    return in_.folded.text.size() <= longest_entry &&
           (is_named_in_full(material_, passage.entity) || is_named_in_full(material_, passage.label));
  }

  // The words of the passage itself in front of its first entry.
  std::optional<std::string_view> head_in_front(std::size_t name) const {
    const std::string_view front = std::string_view(in_.folded.text).substr(0, std::min(name, longest_head));
    return is_head(front) ? std::optional(front) : std::nullopt;
  }

  // "Flowers: 6 June Teresa; 17 June Robin Ashdown", below birthdays.
  bool is_headed_otherwise(std::size_t name) const {
    constexpr std::size_t longest = 40;
    const std::string_view front = std::string_view(in_.folded.text).substr(0, std::min(name, longest));
    const std::string_view head = front.substr(0, front.find(':'));
    return head.size() < front.size() && std::none_of(head.begin(), head.end(), is_digit) &&
           month_in(head, dates_.words()) == 0;
  }

  // "Any birthdays today?" asks for them.
  bool is_head(std::string_view words) const { return matches(words_.head, words) && !words.ends_with('?'); }

  // The heading, or a line above the entries before this one.
  std::optional<std::string_view> head_above() const {
    if (in_.heading >= 0) {
      const std::string_view heading = material_.passages[static_cast<std::size_t>(in_.heading)].folded.text;
      if (heading.size() <= longest_head && is_head(heading)) return heading;
    }
    auto at = static_cast<std::size_t>(&in_ - material_.passages.data());
    for (std::size_t back = 0; back < reach && at > 0; ++back) {
      const FoldedPassage& above = material_.passages[--at];
      if (above.is_address) continue;
      const std::string_view text = above.folded.text;
      if (text.size() > longest_head) return std::nullopt;
      if (is_head(text)) return text;
      const bool entry =
          above.has(lexicon::digit) || !above.passage->label.empty() || text.size() <= longest_entry / 2;
      if (!entry || above.passage->heading > 0) return std::nullopt;
    }
    return std::nullopt;
  }

  // No more than a name and a day: "Robin Ashdown baked on 7 August" is no entry.
  std::optional<DateMention> day_under(std::optional<std::string_view> head, const Stretch& entry,
                                       const Stretch& name) const {
    const auto day = head ? day_in(entry, *head) : std::nullopt;
    if (!day) return std::nullopt;
    std::size_t letters = 0;
    const bool inside = head->data() == in_.folded.text.data();
    for (std::size_t at = inside ? std::max(entry.begin, head->size()) : entry.begin; at < entry.end; ++at) {
      const bool counted = (at < name.begin || at >= name.end) && (at < day->begin || at >= day->end);
      if (counted && in_.folded.text[at] >= 'a' && in_.folded.text[at] <= 'z') ++letters;
    }
    return letters <= most_letters ? day : std::nullopt;
  }

  std::optional<DateMention> day_in(const Stretch& entry, std::string_view head) const {
    const std::string_view words =
        std::string_view(in_.folded.text).substr(entry.begin, entry.end - entry.begin);
    const auto placed = [&](DateMention mention) {
      mention.begin += entry.begin;
      mention.end += entry.begin;
      return mention;
    };
    for (const DateMention& mention : dates_.find(words, material_.order, material_.of.as_of)) {
      if (mention.date.day != 0 && mention.date.month != 0) return placed(mention);
    }
    const int month = month_of(head);
    auto day = month != 0 ? lone_day_in(words) : std::nullopt;
    if (!day) return std::nullopt;
    day->date.month = month;
    return placed(*day);
  }

  int month_of(std::string_view head) const {
    if (const int month = month_in(head, dates_.words()); month != 0) return month;
    if (!in_.written || !matches(words_.this_month, head)) return 0;
    return static_cast<int>(unsigned{std::chrono::year_month_day{*in_.written}.month()});
  }

  const Material& material_;
  const FoldedPassage& in_;
  const DateFinder& dates_;
  const BirthdayListWords& words_;
};

}  // namespace

std::vector<Finding> birthdays_in_list(const Material& material, const FoldedPassage& in,
                                       const DateFinder& dates, const BirthdayListWords& words,
                                       std::string_view clause) {
  auto mention = words.head ? ListReader(material, in, dates, words).run() : std::nullopt;
  if (!mention) return {};
  const int year = int{std::chrono::year_month_day{material.of.as_of}.year()};
  if (mention->date.year > year - youngest_person) mention->date.year = 0;
  std::vector<Finding> found;
  if (auto finding = birth_date_at(material, in, mention->begin, mention->end, mention->date, Whose::self,
                                   Certainty::likely, "birth-date.list", clause))
    found.push_back(std::move(*finding));
  return found;
}

}  // namespace gh::detect
