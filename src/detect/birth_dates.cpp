#include "detect/birth_dates.h"

#include <algorithm>
#include <charconv>
#include <chrono>

#include "base/definition_file.h"
#include "detect/age_words.h"
#include "detect/birth_date_parts.h"
#include "detect/birthday_list.h"
#include "detect/handle_years.h"
#include "detect/name_order.h"
#include "detect/pattern.h"
#include "detect/sentence.h"
#include "detect/whose.h"

namespace gh::detect {
namespace {

using namespace std::string_view_literals;  // compared by size first

using base::DefinitionTable;
using base::PartialDate;
using lexicon::PeopleWords;

constexpr std::size_t window_before = 110;  // bytes of folded text that a rule may look back
constexpr std::size_t window_after = 60;
constexpr std::size_t longest_label = 50, short_passage = 160, longest_card = 60;

struct Rule {
  std::string id;
  Pattern before, after;
  bool nothing = false;
  bool loose = false;     // counts for dates such as "4/7"
  bool full = false;      // only for dates with their day
  bool brief = false;     // only in a short passage
  bool own = false;       // the person's name stands before
  bool mine = false;      // its words speak of the writer, whomever else they name
  bool by_cue = false;    // whose it is, is told before the words of `before`
  bool agrees = false;    // `after` holds an age, and it is that of the date
  bool no_year = false;   // only for dates without one
  bool yearless = false;  // the year, if any, is another's: "same birthday as Kit (3 May 1961)"
  Certainty certainty = Certainty::likely;
};

// A date that says when somebody had or has an age.
struct Anniversary {
  std::string id;
  Pattern before, after;
  bool future = false;     // of two days that fit a date without its year, the one to come
  bool exact = false;      // only for a day
  bool own = false;        // its words name the person
  bool mine = false;       // its words speak of the writer, whomever else they name
  bool tells_age = false;  // of a date with its year, too; one without is near
  Certainty certainty = Certainty::likely;
};

int year_of(base::Day day) { return int{std::chrono::year_month_day{day}.year()}; }

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

std::optional<Finding> birth_date_at(const Material& material, const FoldedPassage& in, std::size_t begin,
                                     std::size_t end, const PartialDate& date, Whose whose,
                                     Certainty certainty, std::string_view rule, std::string_view clause) {
  if (!base::can_exist(date)) return std::nullopt;
  const int age = year_of(material.of.as_of) - date.year;
  if (date.year != 0 && (age < 0 || age > oldest_person + 20)) return std::nullopt;
  const bool possible = date.year == 0 || (age >= youngest_person && age <= oldest_person);
  Finding finding = finding_at(in, begin, end, Kind::birth_date, base::format_edtf(date), rule, clause);
  finding.whose = possible ? whose : Whose::other;
  finding.certainty = certainty;
  return finding;
}

struct BirthDates::Rules {
  DateFinder dates;
  const lexicon::DateWords words;
  std::string clause;
  Pattern cue;
  BirthdayListWords lists;
  std::vector<Rule> rules;
  std::vector<Anniversary> anniversaries;
  std::string handle_rule;
  std::vector<std::string> not_after;  // letters before a year in a handle that is not of birth

  explicit Rules(const lexicon::DateWords& given) : dates(given), words(given) {}
  void read(DefinitionTable root, PatternBook& book);
};

void BirthDates::Rules::read(DefinitionTable root, PatternBook& book) {
  root.integer("schema", 1);
  clause = root.required_text("clause");
  cue = book.trigger(root, "cue", root.required_text("cue"));
  for (DefinitionTable table : root.tables("rule")) {
    Rule rule;
    rule.id = table.required_text("id");
    rule.before = book.read(table, "before", table.text("before"));
    rule.after = book.read(table, "after", with_age(table.text("after"), words));
    rule.nothing = table.choice("says", {"nothing", "birth_date"}, "birth_date") == "nothing";
    rule.loose = table.boolean("loose", rule.nothing);
    rule.full = table.boolean("full", false);
    rule.brief = table.boolean("short", false);
    rule.own = table.boolean("own", false);
    rule.mine = table.boolean("mine", false);
    rule.yearless = table.boolean("yearless", false);
    rule.no_year = table.boolean("no_year", false);
    rule.agrees = table.boolean("agrees", false);
    rule.by_cue = table.choice("whose", {"date", "cue"}, "date") == "cue";
    rule.certainty = read_certainty(table);
    rules.push_back(std::move(rule));
  }
  for (DefinitionTable table : root.tables("anniversary")) {
    Anniversary rule;
    rule.id = table.required_text("id");
    rule.before = book.read(table, "before", with_age(table.text("before"), words));
    rule.after = book.read(table, "after", with_age(table.text("after"), words));
    rule.future = table.boolean("future", false);
    rule.exact = table.boolean("exact", false);
    rule.own = table.boolean("own", false);
    rule.mine = table.boolean("mine", false);
    rule.tells_age = table.boolean("tells_age", false);
    rule.certainty = read_certainty(table);
    anniversaries.push_back(std::move(rule));
  }
  if (auto table = root.table("list")) {
    lists.head = book.read(*table, "head", table->required_text("head"));
    lists.this_month = book.read(*table, "this_month", table->text("this_month"));
  }
  if (auto table = root.table("handle")) {
    handle_rule = table->required_text("id");
    not_after = table->texts("not_after");
  }
}

namespace {

// One look at one passage.
class Search {
 public:
  Search(const Material& material, const FoldedPassage& in, const DateFinder& dates,
         const lexicon::DateWords& words, const Pattern& cue, std::string_view clause,
         std::vector<Finding>& out)
      : material_(material),
        in_(in),
        dates_(dates),
        words_(words),
        cues_(material.windows_of(in, cue)),
        clause_(clause),
        out_(out) {
    if (!in.passage->label.empty() && in.passage->label.size() <= longest_label)
      label_ = base::fold(in.passage->label) + ": ";
    order_ = order_here();
  }

  // A field that is nothing but a birth date, or the age and that: "43 (14 Sep 1982)".
  bool field(const std::vector<Rule>& rules) {
    if (in_.passage->field == "age"sv) return behind_age();
    if (in_.passage->field != "birth_date"sv) return false;
    if (machine_time() || month_and_day()) return true;
    const std::string card = in_lines();
    const std::vector<DateMention> mentions =
        dates_.find(card.empty() ? text() : card, order_, material_.of.as_of);
    for (std::size_t i = 0; i < mentions.size(); ++i) {
      const DateMention& mention = mentions[i];
      if (is_a_life(mentions, i)) return true;
      if (is_filler(mention.date) || says_nothing(rules, mention)) return true;
      report(mention, mention.date, "birth-date.field", Certainty::certain, owner_of(material_, in_).whose);
      return true;  // "14 March 1983 (age 42), joined 2010": only the first is meant
    }
    return false;
  }

  void stated(const std::vector<Rule>& rules, const std::vector<Anniversary>& anniversaries) {
    const std::string card = in_lines();
    for (const DateMention& mention : dates_.find(card.empty() ? text() : card, order_, material_.of.as_of)) {
      if (!near_cue(mention)) continue;
      const std::string before = text_before(mention.begin);
      const std::string_view after = text().substr(mention.end, window_after);
      if (!mention.loose && at_an_age(anniversaries, mention, before, after)) continue;
      for (const Rule& rule : rules) {
        if (!fits(rule, mention, before, after)) continue;
        if (!rule.nothing) {
          const Whose whose =
              is_of_second(rule, mention, before) ? Whose::other
              : rule.mine                         ? owner_of(material_, in_).whose
              : label_.empty() || mention.begin > longest_label || !label_of_other(material_, label_)
                  ? subject_of(material_, in_, rule.by_cue ? cue_of(rule, mention, before) : mention.begin,
                               mention.end)
                        .whose
                  : Whose::other;
          PartialDate date = mention.date;
          if (rule.yearless) date.year = 0;
          report(mention, date, rule.id, rule.certainty, whose);
        }
        break;
      }
    }
  }

 private:
  std::string_view text() const { return in_.folded.text; }

  // A card has a day, a month and a year in lines of their own; empty for all else.
  std::string in_lines() const {
    if (text().size() > longest_card || text().find('\n') == std::string_view::npos) return "";
    std::string card(text());
    std::replace(card.begin(), card.end(), '\n', ' ');
    return card;
  }

  // A word of birth stands where rules look for one.
  bool near_cue(const DateMention& mention) const {
    return std::any_of(cues_.all.begin(), cues_.all.end(), [&](const Prefilter::Window& window) {
      return mention.begin <= window.end + window_before && mention.end + window_after >= window.begin;
    });
  }

  // "(mm/dd/yyyy)" beside it says more than the page.
  DayOrder order_here() const {
    for (const std::string_view words : {std::string_view(label_), text().substr(0, 4 * window_before)}) {
      for (const std::string_view sign : {"/", "-", ".", " "}) {
        if (words.find("mm" + std::string(sign) + "dd") != std::string_view::npos)
          return DayOrder::month_first;
        if (words.find("dd" + std::string(sign) + "mm") != std::string_view::npos) return DayOrder::day_first;
      }
    }
    return material_.order;
  }

  // What stands before, a label that is no known field included.
  std::string text_before(std::size_t begin) const {
    const std::size_t from = begin > window_before ? begin - window_before : 0;
    std::string before(text().substr(from, begin - from));
    return from == 0 && begin < longest_label && in_.passage->field != "birth_date"sv ? label_ + before
                                                                                      : before;
  }

  bool fits(const Rule& rule, const DateMention& mention, const std::string& before,
            std::string_view after) const {
    if (mention.loose && !rule.loose) return false;
    if (rule.full && mention.date.day == 0) return false;
    if (rule.brief && text().size() > short_passage) return false;
    if (rule.before != nullptr && !matches(rule.before, before)) return false;
    if (rule.after != nullptr && !matches(rule.after, after)) return false;
    if (rule.yearless && mention.date.day == 0) return false;
    if (rule.no_year && mention.date.year != 0) return false;
    if (rule.agrees && !agrees(rule, mention, after)) return false;
    // "Chairman: R. Ashdown, b. 5.11.58", and in the line below somebody else.
    return !rule.own || is_own_name(material_, std::string_view(before).substr(before.rfind('\n') + 1));
  }

  // Where the words begin by which the rule knows the date: of two births the last.
  static std::size_t cue_of(const Rule& rule, const DateMention& mention, const std::string& before) {
    std::size_t back = 0;
    re2::StringPiece cue;
    for (std::size_t from = 0; match_from(*rule.before, before, from, &cue, 1);) {
      const auto begin = static_cast<std::size_t>(cue.data() - before.data());
      back = before.size() - begin;
      from = begin + 1;
    }
    return mention.begin - std::min(back, mention.begin);
  }

  // "Robin was born in Hull on 4 July 1978 and Kit in Leeds on 25 October 1992": a name that is not the
  // person's, and where or when, between the words of birth and the date.
  bool is_of_second(const Rule& rule, const DateMention& mention, const std::string& before) const {
    if (!rule.by_cue) return false;
    const std::size_t cue = cue_of(rule, mention, before);
    const Sentence words(material_, in_, cue, mention.begin);
    for (std::size_t i = 1; i + 1 < words.size(); ++i) {
      if (words[i].starts_sentence) return false;
      const bool joined = words[i - 1].in(PeopleWords::joins) || words[i - 1].word == "while";
      if (joined && words[i].capital && !words[i].own &&
          words[i + 1].in(PeopleWords::wheres | PeopleWords::indoors) &&
          (words[i].lists == 0 || words[i].in(PeopleWords::given_names)))
        return true;
    }
    return false;
  }

  // On the day that it was written, or today.
  bool agrees(const Rule& rule, const DateMention& mention, std::string_view after) const {
    re2::StringPiece groups[2];
    if (mention.date.year == 0 || !match_from(*rule.after, after, 0, groups, 2)) return false;
    const int born = age_in(view(groups[1]), words_) + mention.date.year;
    const auto fits_day = [&](base::Day day) { return year_of(day) - born == 0 || year_of(day) - born == 1; };
    return fits_day(material_.of.as_of) || (in_.written && fits_day(*in_.written));
  }

  // "DD/MM/YYYY, e.g. 01/01/1970".
  bool says_nothing(const std::vector<Rule>& rules, const DateMention& mention) const {
    const std::string before = text_before(mention.begin);
    const std::string_view after = text().substr(mention.end, window_after);
    return std::any_of(rules.begin(), rules.end(),
                       [&](const Rule& rule) { return rule.nothing && fits(rule, mention, before, after); });
  }

  bool at_an_age(const std::vector<Anniversary>& rules, const DateMention& mention, const std::string& before,
                 std::string_view after) {
    for (const Anniversary& rule : rules) {
      if (rule.exact && mention.date.day == 0) continue;
      const bool ahead = rule.before != nullptr;
      const std::string_view window = ahead ? std::string_view(before) : after;
      re2::StringPiece groups[2];
      if (!match_from(ahead ? *rule.before : *rule.after, window, 0, groups, 2)) continue;
      if (rule.own && !names_person(material_, view(groups[0]))) continue;
      const int age = age_in(std::string_view(groups[1].data(), groups[1].size()), words_);
      PartialDate date = mention.date;
      if (date.year == 0 && !in_.written) continue;
      if (date.year == 0) date.year = year_beside(date, *in_.written, rule.future);
      date.year -= age;
      if (age == 0 || !base::can_exist(date)) continue;
      const Whose whose = rule.mine ? owner_of(material_, in_).whose
                                    : subject_of(material_, in_, mention.begin, mention.end).whose;
      report(mention, date, rule.id, rule.certainty, whose);
      // Under a picture it is the age that it shows.
      const bool caption = in_.passage->syntax == "attribute"sv && rule.exact;
      if (rule.tells_age || caption || mention.date.year == 0) report_age(mention, age, rule, whose);
      return true;
    }
    return false;
  }

  void report_age(const DateMention& mention, int age, const Anniversary& rule, Whose whose) {
    if (age < youngest_person || age > oldest_person || rule.future) return;
    Finding finding =
        finding_at(in_, mention.begin, mention.end, Kind::age, std::to_string(age), rule.id, clause_);
    finding.whose = whose;
    finding.certainty = rule.certainty;
    material_.keep(out_, std::move(finding));
  }

  // The year of the last such day up to the post, or of the next.
  static int year_beside(const PartialDate& date, base::Day written, bool future) {
    const std::chrono::year_month_day on{written};
    const int here = static_cast<int>(unsigned{on.month()}) * 31 + static_cast<int>(unsigned{on.day()});
    const int there = date.month * 31 + (date.day == 0 ? (future ? 31 : 1) : date.day);
    const int year = int{on.year()};
    if (future) return there >= here ? year : year + 1;
    return there <= here ? year : year - 1;
  }

  // Seconds or milliseconds since 1970, as programs keep times.
  bool machine_time() {
    const std::string_view digits = base::trim(text());
    const bool program = in_.passage->syntax != "text"sv && in_.passage->syntax != "label"sv;
    const std::size_t sign = digits.starts_with('-') ? 1 : 0;
    if (!program || digits.size() - sign < 7 || digits.size() > 14 ||
        !std::all_of(digits.begin() + static_cast<std::ptrdiff_t>(sign), digits.end(), is_digit))
      return false;
    if (digits.size() == 8 && (digits.starts_with("19") || digits.starts_with("20"))) return false;
    std::int64_t value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (digits.size() - sign > 10) value /= 1000;
    const base::Day day =
        std::chrono::floor<std::chrono::days>(std::chrono::sys_seconds{std::chrono::seconds{value}});
    const std::chrono::year_month_day date{day};
    const DateMention mention{
        {int{date.year()}, static_cast<int>(unsigned{date.month()}), static_cast<int>(unsigned{date.day()})},
        0,
        text().size(),
        false,
        false};
    const int age = year_of(material_.of.as_of) - mention.date.year;
    if (age < youngest_person || age > oldest_person || is_filler(mention.date)) return true;
    report(mention, mention.date, "birth-date.field", Certainty::likely, owner_of(material_, in_).whose);
    return true;
  }

  // "12-08" in mark-up is the eighth of December: http://xmlns.com/foaf/spec/#term_birthday
  bool month_and_day() {
    const std::string_view digits = base::trim(text());
    const bool program = in_.passage->syntax != "text"sv && in_.passage->syntax != "label"sv;
    if (!program || digits.size() != 5 || digits[2] != '-') return false;
    const auto date = base::parse_edtf("XXXX-" + std::string(digits));
    if (!date) return false;
    report({*date, 0, text().size(), false, false}, *date, "birth-date.field", Certainty::certain,
           owner_of(material_, in_).whose);
    return true;
  }

  bool behind_age() {
    const std::size_t bracket = text().find('(');
    if (bracket == std::string_view::npos) return false;
    const int age = std::atoi(std::string(text().substr(0, bracket)).c_str());
    for (const DateMention& mention : dates_.find(text(), order_, material_.of.as_of)) {
      const int years = year_of(material_.of.as_of) - mention.date.year;
      if (mention.begin <= bracket || mention.date.day == 0 || (years != age && years != age + 1)) continue;
      report(mention, mention.date, "birth-date.behind-age", Certainty::certain,
             owner_of(material_, in_).whose);
      return true;
    }
    return false;
  }

  // What programs keep where nothing is known.
  bool is_filler(const PartialDate& date) const {
    const bool program = in_.passage->syntax != "text"sv && in_.passage->syntax != "label"sv;
    return program && date.month == 1 && date.day == 1 && (date.year == 1970 || date.year == 1900);
  }

  // "12 May 1930 - 4 June 2001".
  bool is_a_life(const std::vector<DateMention>& mentions, std::size_t i) const {
    if (i + 1 >= mentions.size() || mentions[i + 1].date.year == 0) return false;
    const std::string_view between = text().substr(mentions[i].end, mentions[i + 1].begin - mentions[i].end);
    return between.size() <= 4 && between.find('-') != std::string_view::npos;
  }

  void report(const DateMention& mention, const PartialDate& date, std::string_view rule, Certainty certainty,
              Whose whose) {
    if (mention.ambiguous && certainty == Certainty::certain) certainty = Certainty::likely;
    if (auto finding =
            birth_date_at(material_, in_, mention.begin, mention.end, date, whose, certainty, rule, clause_))
      material_.keep(out_, std::move(*finding));
  }

  const Material& material_;
  const FoldedPassage& in_;
  const DateFinder& dates_;
  const lexicon::DateWords& words_;
  Windows cues_;
  std::string_view clause_;
  std::vector<Finding>& out_;
  std::string label_;  // folded, with a colon
  DayOrder order_ = DayOrder::day_first;
};

}  // namespace

BirthDates::BirthDates(std::unique_ptr<Rules> rules) : rules_(std::move(rules)) {}
BirthDates::BirthDates(BirthDates&&) noexcept = default;
BirthDates::~BirthDates() = default;

base::Result<BirthDates> BirthDates::load(const std::filesystem::path& file, const lexicon::DateWords& words,
                                          PatternBook& book) {
  auto opened = base::open_definition(file);
  if (!opened) return opened.error();
  base::DefinitionFile& definition = *opened;
  auto rules = std::make_unique<Rules>(words);
  rules->read(definition.root(), book);
  if (auto error = definition.error()) return *error;
  return BirthDates(std::move(rules));
}

const DateFinder& BirthDates::dates() const { return rules_->dates; }

std::vector<Finding> BirthDates::find(const Material& material) const {
  std::vector<Finding> found;
  BirthDateParts parts(material, rules_->words, rules_->clause, found);
  for (std::size_t i = 0; i < material.passages.size() && !material.is_full(found); ++i) {
    const FoldedPassage& in = material.passages[i];
    if (in.is_address || parts.take(i)) continue;
    const std::vector<Finding> listed =
        birthdays_in_list(material, in, rules_->dates, rules_->lists, rules_->clause);
    for (const Finding& finding : listed) material.keep(found, finding);
    if (!listed.empty()) continue;
    const bool field = in.passage->field == "birth_date"sv || in.passage->field == "age"sv;
    const std::string& label = in.passage->label;
    const bool cued = field || material.matches_in(in, rules_->cue) ||
                      (!label.empty() && label.size() <= longest_label &&
                       material.may_match(in, rules_->cue) && matches(rules_->cue, base::fold(label)));
    if (!cued) {
      for (Finding& finding : births_in_catalogue(material, in, rules_->clause))
        material.keep(found, std::move(finding));
      continue;
    }
    Search search(material, in, rules_->dates, rules_->words, rules_->cue, rules_->clause, found);
    if (search.field(rules_->rules)) continue;
    search.stated(rules_->rules, rules_->anniversaries);
  }
  parts.flush();
  find_handle_years(material, rules_->not_after, rules_->handle_rule, rules_->clause, found);
  return found;
}

}  // namespace gh::detect
