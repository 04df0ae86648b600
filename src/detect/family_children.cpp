#include <algorithm>
#include <chrono>
#include <optional>
#include <set>

#include "detect/children_places.h"
#include "detect/family_reading.h"
#include "detect/newborn.h"

namespace gh::detect {
namespace {

using re2::StringPiece;

constexpr int oldest_child = 50;  // years: of somebody who works at a school

constexpr std::size_t most_in_class = 3;  // names with a class on one page; more are a school's own list

class Children {
 public:
  Children(const Family::Rules& rules, const Material& material, const DateFinder& dates,
           std::vector<Finding>& out)
      : rules_(rules),
        file_(rules.children),
        material_(material),
        dates_(dates),
        out_(out),
        places_(rules.children, material, rules.given_names) {}

  void read(const Spoken& spoken) {
    newborn_ = false;
    const scrape::Passage& passage = *spoken.in.passage;
    const bool stated =
        passage.syntax != "label";  // children.name in structured data is another's by its nature
    if (is_child_field(passage) && stated) {
      if (places_.names_owner()) read_field(spoken);
      return;
    }
    if (is_child_field(passage) && (places_.is_others_child(spoken.in) || read_field(spoken))) return;
    std::optional<bool> others;
    bool beside_others = false;
    each_match(file_, material_, spoken, [&](const PhraseMatch& match) -> std::size_t {
      if (match.phrase.of_school) return places_.is_of_school(passage) ? use(match) : 0;
      if (!others) {
        beside_others = places_.is_below_others(spoken.in) || places_.is_below_writer(spoken.in);
        others = beside_others || is_others(material_, spoken.in);
      }
      return *others && (beside_others || !places_.says_own(match)) ? 0 : use(match);
    });
  }

  // Names that stand beside whose they are.
  void read_lists() {
    constexpr std::size_t longest = 60;
    for (const FoldedPassage& in : material_.passages) {
      const std::string& text = in.folded.text;
      if (text.size() > longest || !text.ends_with(')') || text.find("'s") == std::string::npos) continue;
      read_named_after({in, material_.cased_of(in, rules_.given_names), 0, &rules_.given_names});
    }
  }

  // "Stars of the week", and below it "Ava B for kindness": nothing but its heading tells who Ava is.
  void read_below_headings() {
    constexpr std::size_t longest = 120;
    static const RE2 begins(
        "^[A-Z][A-Za-z]+(?:['-][A-Za-z]+)*(?: [A-Z]\\b\\.?)?(?:$|,|;| -| \\(| for | and [A-Z]| & [A-Z])");
    const Names names(rules_.given_names, file_.stop, false);
    for (const FoldedPassage& in : material_.passages) {
      const FoldedPassage* heading = in.folded.text.size() > longest ? nullptr : places_.heading_over(in);
      if (heading == nullptr || in.is_address || !places_.is_over_pupils(*heading) ||
          !places_.is_of_school(*in.passage) || !places_.page_says(*file_.lists[class_page]))
        continue;
      const Spoken spoken{in, material_.cased_of(in, rules_.given_names), 0, &rules_.given_names};
      if (!holds(begins, spoken.text)) continue;
      const PeopleList list = read_people(spoken.text, 0, names, rules_.words);
      if (list.people.empty() || !names.is_known(words_of(spoken, list.people.front().name))) continue;
      for (const Listed& one : list.people)
        add_listed(spoken, one, "pupil.below-heading", "CAP-B2", Certainty::likely);
    }
  }

  // A page that names many children with their classes is a school's, and no slip of one who works there.
  void drop_lists() {
    const auto by_class = [](const Finding& one) {
      return one.rule.starts_with("pupil.in-class-code") || one.rule == "pupil.below-heading";
    };
    std::set<std::string> names;
    for (const Finding& one : out_) {
      if (by_class(one)) names.insert(one.value);
    }
    if (names.size() > most_in_class) std::erase_if(out_, by_class);
  }

  // Ages and days beside a child's name in the row of a table, or in the same object.
  void read_rows() {
    newborn_ = false;
    for (const FoldedPassage& in : material_.passages) {
      const scrape::Passage& passage = *in.passage;
      if (passage.entity.empty() || names_.empty() || !names_.contains(base::fold(passage.entity))) continue;
      const std::string label = base::lower_ascii(cased_label(passage.label));
      const Spoken spoken{in, in.folded.text, 0, &rules_.given_names};
      if (passage.field == "birth_date" || holds(*file_.lists[birth_label], label)) {
        read_dates(spoken, {0, spoken.text.size()}, "child.row", file_.clause);
      } else if (holds(*file_.lists[age_label], label)) {
        const int age = number_in(spoken.text, rules_.words);
        if (age >= 0 && age < 30)
          add_age(spoken, {0, spoken.text.size()}, age, "child.row", file_.clause, Certainty::likely);
      }
    }
  }

 private:
  // children.name in JSON-LD, a column that is headed "Child".
  bool is_child_field(const scrape::Passage& passage) const { return passage.field == "child"; }

  bool read_field(const Spoken& spoken) {
    const Names names(rules_.given_names, file_.stop, false);
    const PeopleList list = read_people(spoken.text, spoken.label, names, rules_.words);
    if (list.people.empty() || list.people.front().name.empty()) return false;  // "Children: 3"
    for (const Listed& one : list.people)
      add_listed(spoken, one, "child.field", file_.clause, Certainty::certain);
    if (!list.people.empty()) read_date_behind(spoken, list.end, "child.field", file_.clause);
    return !list.people.empty();
  }

  std::size_t use(const PhraseMatch& match) {
    const Phrase& phrase = match.phrase;
    const Spoken& spoken = match.spoken;
    newborn_ = phrase.newborn;
    if (is_quoted(spoken.text, match.begin()) && !places_.says_own(match)) return 0;
    if (phrase.needs_page && !places_.page_says(*phrase.needs_page)) return 0;
    const Names names(rules_.given_names, file_.stop, phrase.named_only || spoken.is_shouted());
    std::vector<Listed> found;
    std::size_t end = match.end();
    for (const auto& [name, index] : phrase.pattern->NamedCapturingGroups()) {
      const StringPiece& group = match.groups[static_cast<std::size_t>(index)];
      if (group.data() == nullptr || group.empty()) continue;
      const Part part{match.at(group), match.at(group) + group.size()};
      if (name == "adj") continue;
      if (name == "parent") {
        if (!is_own(view(group))) return 0;
        continue;
      }
      if (name.starts_with("age")) {
        if (is_no_age(std::string_view(spoken.text).substr(part.end))) return 0;
        Listed one;
        one.age = number_in(view(group), rules_.words);
        one.age_words = part;
        if (one.age > phrase.oldest) return 0;
        found.push_back(one);
      } else {
        if (!names.may_be(view(group)) || is_own(view(group))) return 0;
        Listed one;
        one.name = part;
        found.push_back(one);
      }
    }
    if (phrase.people) {
      const PeopleList list = read_people(spoken.text, end, names, rules_.words);
      if (phrase.names_first && (list.people.empty() || list.people.front().name.empty())) return 0;
      if (phrase.first_known && !names.is_known(words_of(spoken, list.people.front().name))) return 0;
      for (const Listed& one : list.people) {
        if (one.age > phrase.oldest) return 0;
        found.push_back(one);
      }
      end = std::max(end, list.end);
      if (!list.people.empty()) read_date_behind(spoken, end, phrase.id, phrase.clause);
    }
    if (phrase.people && phrase.dates && found.empty() && !phrase.child_said) return 0;
    if (phrase.dates) {
      const std::size_t from = match.begin();
      read_dates(spoken, {from > 60 ? from - 60 : 0, std::min(spoken.text.size(), end + 90)}, phrase.id,
                 phrase.clause);
    }
    if (phrase.newborn) read_day_of_arrival(match, end);
    for (const Listed& one : found) {
      add_listed(spoken, one, phrase.id, phrase.clause, phrase.certainty);
      if (one.age > 0 && found.size() <= 2) add_birth(match, end, one.age_words, one.age);
    }
    return end;
  }

  // How many days before the writing a birthday was; nothing where no day is said.
  std::optional<int> days_before(std::string_view small) const {
    if (holds(*file_.lists[said_yesterday], small)) return 1;
    if (holds(*file_.lists[said_tomorrow], small)) return -1;
    return holds(*file_.lists[said_today], small) ? std::optional(0) : std::nullopt;
  }

  // "On Tuesday at ten past four Struan arrived", "Struan arrived last night", where no date is written.
  void read_day_of_arrival(const PhraseMatch& match, std::size_t end) {
    constexpr std::size_t reach_before = 70, reach_behind = 40;
    const Spoken& spoken = match.spoken;
    if (!spoken.in.written) return;
    const std::size_t from = match.begin() > reach_before ? match.begin() - reach_before : 0;
    const std::string_view text = spoken.text;
    std::string_view before = text.substr(from, match.begin() - from);
    before = before.substr(before.find_last_of(".!?\n") + 1);
    std::string_view said = text.substr(match.begin(), end + reach_behind - match.begin());
    said = said.substr(0, std::max(said.find_first_of(".!?\n"), end - match.begin()));
    const std::string small = base::lower_ascii(std::string(before) + std::string(said));
    if (!dates_.find(small, material_.order, material_.of.as_of).empty()) return;
    StringPiece weekday;
    base::PartialDate date;
    if (RE2::PartialMatch(small, *file_.lists[came_on_weekday], &weekday)) {
      date = last_weekday(view(weekday), *spoken.in.written, rules_.words);
    } else if (holds(*file_.lists[came_yesterday], small)) {
      date = detect::days_before(*spoken.in.written, 1);
    } else if (holds(*file_.lists[came_today], base::lower_ascii(said))) {
      date = detect::days_before(*spoken.in.written, 0);
    }
    if (date.day != 0)
      push(spoken, {match.begin(), match.end()}, match.phrase.id, match.phrase.clause, Certainty::likely,
           base::format_edtf(date));
  }

  // "Struan turned 6 yesterday", in a post of 12 May 2025.
  void add_birth(const PhraseMatch& match, std::size_t end, Part words, int age) {
    constexpr std::size_t reach = 24;
    const Spoken& spoken = match.spoken;
    if (!spoken.in.written) return;
    std::string_view said = std::string_view(spoken.text).substr(match.begin(), end + reach - match.begin());
    const auto before = days_before(base::lower_ascii(said.substr(0, said.find_first_of(".!?\n"))));
    if (!before) return;
    const std::chrono::year_month_day day{*spoken.in.written - std::chrono::days{*before}};
    const base::PartialDate date{int{day.year()} - age, static_cast<int>(unsigned{day.month()}),
                                 static_cast<int>(unsigned{day.day()})};
    if (base::can_exist(date))
      push(spoken, words, match.phrase.id, match.phrase.clause, Certainty::likely, base::format_edtf(date));
  }

  // "Struan (Robin's)", "Struan (Robin's eldest)", in a family's list of birthdays.
  void read_named_after(const Spoken& spoken) {
    StringPiece name, parent;
    if (!RE2::PartialMatch(piece(spoken.text).substr(spoken.label), *file_.lists[named_after], &name,
                           &parent) ||
        !is_own(view(parent)) || is_own(view(name)))
      return;
    const auto begin = static_cast<std::size_t>(name.data() - spoken.text.data());
    push(spoken, {begin, begin + name.size()}, "child.row", file_.clause, Certainty::likely, {});
    names_.insert(spoken.in.folded.text);
  }

  static std::string_view words_of(const Spoken& spoken, Part part) {
    return std::string_view(spoken.text).substr(part.begin, part.end - part.begin);
  }

  bool is_own(std::string_view name) const { return names_person(material_, base::lower_ascii(name)); }

  void add_listed(const Spoken& spoken, const Listed& one, std::string_view rule, std::string_view clause,
                  Certainty certainty) {
    if (!one.name.empty()) {
      const Part name = bare(spoken.text, one.name);
      if (is_own(std::string_view(spoken.text).substr(name.begin, name.end - name.begin))) return;
      names_.insert(
          base::lower_ascii(std::string_view(spoken.text).substr(name.begin, name.end - name.begin)));
      if (spoken.label > 0 || !spoken.in.passage->entity.empty()) names_.insert(spoken.in.folded.text);
      push(spoken, name, rule, clause, certainty, {});
    }
    if (one.age >= 0) add_age(spoken, one.age_words, one.age, rule, clause, certainty);
    if (!one.born.empty()) read_dates(spoken, one.born, rule, clause);
  }

  void add_age(const Spoken& spoken, Part words, int age, std::string_view rule, std::string_view clause,
               Certainty certainty) {
    push(spoken, words, rule, clause, certainty, std::to_string(age));
  }

  // "Isla, born 2 May 2021", "Theo b. 03.04.2020", "Isla 2.5.2021".
  void read_date_behind(const Spoken& spoken, std::size_t at, std::string_view rule,
                        std::string_view clause) {
    static const RE2 between(
        "(?i)^[^a-z0-9]{0,8}(?:(?:who )?((?:was |were )?born|b\\.?|arrived|landed|came along|turned "
        "up|dob|birthday|since)[ :]*(?:on "
        "|in )?(?:the )?)?");
    StringPiece words[2];
    const std::string_view window = std::string_view(spoken.text).substr(at, 60);
    if (!between.Match(piece(window), 0, window.size(), RE2::ANCHOR_START, words, 2)) return;
    const std::vector<DateMention> dates =
        dates_.find(base::lower_ascii(window), material_.order, material_.of.as_of);
    if (dates.empty() || dates.front().begin > words[0].size()) return;
    if (dates.front().date.day == 0 && words[1].empty()) return;
    read_dates(spoken, {at + dates.front().begin, at + dates.front().end}, rule, clause);
  }

  void read_dates(const Spoken& spoken, Part window, std::string_view rule, std::string_view clause) {
    window.begin = std::max(window.begin, spoken.label);
    if (window.begin >= window.end) return;
    const std::string words =
        base::lower_ascii(std::string_view(spoken.text).substr(window.begin, window.end - window.begin));
    const int this_year = int{std::chrono::year_month_day{material_.of.as_of}.year()};
    for (const DateMention& mention : dates_.find(words, material_.order, material_.of.as_of)) {
      if (mention.loose && mention.date.year == 0) continue;  // "4.12am"
      base::PartialDate date = mention.date;
      // Two digits are a grown-up's year to the reader of dates; a child's is this century's.
      const bool two_digits =
          date.year >= 1900 && date.year < 2000 &&
          words.substr(mention.begin, mention.end - mention.begin).find(std::to_string(date.year)) ==
              std::string::npos;
      if (two_digits && date.year + 100 <= this_year) date.year += 100;
      if (date.year == 0 && newborn_ && spoken.in.written) date = just_before(date, *spoken.in.written);
      if (date.year > this_year || (date.year != 0 && date.year < this_year - oldest_child) ||
          !base::can_exist(date))
        continue;
      push(spoken, {window.begin + mention.begin, window.begin + mention.end}, rule, clause,
           Certainty::likely, base::format_edtf(date));
    }
  }

  void push(const Spoken& spoken, Part words, std::string_view rule, std::string_view clause,
            Certainty certainty, std::string value) {
    auto found = spoken.finding(words.begin, words.end, Kind::child_info, rule, clause);
    if (!found) return;
    if (!value.empty()) found->value = std::move(value);
    found->whose = Whose::other;
    found->certainty = certainty;
    material_.keep(out_, std::move(*found));
  }

  const Family::Rules& rules_;
  const PhraseFile& file_;
  const Material& material_;
  const DateFinder& dates_;
  std::vector<Finding>& out_;
  ChildrenPlaces places_;
  bool newborn_ = false;         // what the phrase that is read speaks of
  std::set<std::string> names_;  // folded, of children told so far
};

}  // namespace

std::vector<Finding> Family::find_children(const Material& material, const DateFinder& dates) const {
  std::vector<Finding> found;
  Children children(*rules_, material, dates, found);
  Reading(material, rules_->given_names, rules_->children).each_passage([&](const Spoken& spoken) {
    children.read(spoken);
  });
  children.read_lists();
  children.read_below_headings();
  children.read_rows();
  children.drop_lists();
  return found;
}

}  // namespace gh::detect
