#include "detect/birth_dates.h"

#include <algorithm>
#include <re2/re2.h>

#include "base/definition.h"
#include "base/file.h"

namespace gh::detect {
namespace {

using base::DefinitionTable;
using Pattern = std::unique_ptr<RE2>;

constexpr std::size_t window_before = 110;  // bytes of folded text that a rule may look back
constexpr std::size_t window_after = 60;
constexpr int youngest = 16, oldest = 99;  // ages that a member of staff can have

struct Rule {
  std::string id;
  Pattern before, after;
  bool nothing = false;
  Certainty certainty = Certainty::likely;
};

struct PostRule {
  std::string id;
  Pattern pattern, needs;
  bool with_age = false;
  bool age_then = false;  // the age is the one on the birthday, not on the day of the post
  int days = 0;
};

// A post of somebody else's day, unless it says more.
struct NotPost {
  Pattern pattern, unless;
};

struct Anniversary {
  std::string id;
  Pattern before;
  Certainty certainty = Certainty::likely;
};

Pattern compile(DefinitionTable& table, std::string_view key, const std::string& text) {
  if (text.empty()) return nullptr;
  RE2::Options options;
  options.set_log_errors(false);
  auto pattern = std::make_unique<RE2>(text, options);
  if (!pattern->ok()) {
    table.problem(key, "not a regular expression (RE2): " + pattern->error());
    return nullptr;
  }
  return pattern;
}

// "a|b|c" of the number words from `first` to `last` in steps; the lexicon keeps them by word.
std::string number_words(const lexicon::DateWords& words, int first, int last, int step) {
  std::vector<std::string> chosen;
  for (const auto& [word, value] : words.numbers) {
    const bool simple = word.find_first_of("- ") == std::string::npos;
    if (simple && value >= first && value <= last && (value - first) % step == 0)
      chosen.push_back(RE2::QuoteMeta(word));
  }
  std::sort(chosen.begin(), chosen.end());
  return base::join(chosen, "|");
}

// {age} as digits ("30", "4-0", "5-o") or in words from ten on ("forty", "thirty-four").
std::string with_age(std::string text, const lexicon::DateWords& words) {
  const std::size_t at = text.find("{age}");
  if (at == std::string::npos) return text;
  const std::string tens = number_words(words, 20, 90, 10), units = number_words(words, 1, 9, 1);
  const std::string teens = number_words(words, 10, 19, 1);
  return text.replace(
      at, 5, "(\\d{2}|\\d ?[-o.] ?\\d|\\d-o|(?:" + tens + ")(?:[- ](?:" + units + "))?|" + teens + ")");
}

bool matches(const Pattern& pattern, std::string_view text) {
  return pattern != nullptr && RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), *pattern);
}

Certainty read_certainty(DefinitionTable& table) {
  const std::string word = table.choice("certainty", {"certain", "likely", "possible"}, "likely");
  return certainty_named(word).value_or(Certainty::likely);
}

}  // namespace

struct BirthDates::Rules {
  DateFinder dates;
  const lexicon::DateWords words;
  std::string clause;
  std::vector<Rule> rules;
  std::vector<Anniversary> anniversaries;
  std::vector<PostRule> posts;
  std::vector<NotPost> not_posts;
  std::vector<Pattern> others;
  // A name and what makes it the subject of "born": a comma, a bracket, or a verb.
  RE2 subject{
      "((?:[a-z][a-z'-]*\\.? )?([a-z][a-z'-]*))(?:\\.?,| was| were| is|\\.? \\(|\\. ) "
      "?(?:\\()?(?:born|b\\.)[^a-z]"};

  explicit Rules(const lexicon::DateWords& given) : dates(given), words(given) {}
  void read(DefinitionTable root);
};

void BirthDates::Rules::read(DefinitionTable root) {
  root.integer("schema", 1);
  clause = root.required_text("clause");
  for (DefinitionTable table : root.tables("rule")) {
    Rule rule;
    rule.id = table.required_text("id");
    rule.before = compile(table, "before", table.text("before"));
    rule.after = compile(table, "after", table.text("after"));
    rule.nothing = table.choice("says", {"nothing", "birth_date"}, "birth_date") == "nothing";
    rule.certainty = read_certainty(table);
    rules.push_back(std::move(rule));
  }
  for (DefinitionTable table : root.tables("anniversary")) {
    anniversaries.push_back({table.required_text("id"),
                             compile(table, "before", table.required_text("before")), read_certainty(table)});
  }
  for (DefinitionTable table : root.tables("post")) {
    PostRule rule;
    rule.id = table.required_text("id");
    const std::string pattern = table.required_text("pattern");
    rule.with_age = pattern.find("{age}") != std::string::npos;
    rule.pattern = compile(table, "pattern", with_age(pattern, words));
    rule.needs = compile(table, "needs", table.text("needs"));
    rule.days = static_cast<int>(table.integer("days", 0));
    rule.age_then = table.boolean("age_then", false);
    posts.push_back(std::move(rule));
  }
  for (DefinitionTable table : root.tables("not_post")) {
    not_posts.push_back({compile(table, "pattern", table.required_text("pattern")),
                         compile(table, "unless", table.text("unless"))});
  }
  for (DefinitionTable table : root.tables("other"))
    others.push_back(compile(table, "pattern", table.required_text("pattern")));
}

namespace {

// One pass over one passage.
class Search {
 public:
  Search(const Material& material, const FoldedPassage& in, const DateFinder& dates,
         const lexicon::DateWords& words, std::string_view clause, std::vector<Finding>& out)
      : material_(material), in_(in), dates_(dates), words_(words), clause_(clause), out_(out) {}

  std::string_view text() const { return in_.folded.text; }

  // A field or label that is nothing but a birth date.
  bool labelled() {
    if (in_.passage->field != "birth_date") return false;
    for (const DateMention& mention : dates_.find(text(), material_.order, material_.of.as_of)) {
      report(mention.date, mention.begin, mention.end, "birth-date.field", Certainty::certain, {});
      return true;  // "14 March 1983 (age 42), joined 2010": only the first is meant
    }
    return false;
  }

  void stated(const std::vector<Rule>& rules, const std::vector<Anniversary>& anniversaries,
              const std::vector<Pattern>& others, const RE2& subject) {
    for (const DateMention& mention : dates_.find(text(), material_.order, material_.of.as_of)) {
      const std::string_view before = text_before(mention.begin),
                             after = text().substr(mention.end, window_after);
      for (const Rule& rule : rules) {
        if (!matches(rule.before, before) && !matches(rule.after, after)) continue;
        if (!rule.nothing)
          report(mention.date, mention.begin, mention.end, rule.id, rule.certainty,
                 whose(before, others, subject, mention.begin));
        break;
      }
      for (const Anniversary& rule : anniversaries) nth_birthday(rule, mention, before);
    }
  }

  void implied(const std::vector<PostRule>& rules, const std::vector<NotPost>& not_posts) {
    if (!in_.written || !in_.passage->label.empty()) return;
    for (const NotPost& other : not_posts) {
      if (matches(other.pattern, text()) && !matches(other.unless, text())) return;
    }
    for (const PostRule& rule : rules) {
      if (rule.pattern != nullptr && (rule.needs == nullptr || matches(rule.needs, text())) && by_post(rule))
        return;
    }
  }

 private:
  std::string_view text_before(std::size_t begin) const {
    const std::size_t from = begin > window_before ? begin - window_before : 0;
    return text().substr(from, begin - from);
  }

  // Whose date: somebody else's by the words before it, or by the name before "born".
  Whose whose(std::string_view before, const std::vector<Pattern>& others, const RE2& subject,
              std::size_t begin) const {
    for (const Pattern& other : others) {
      if (matches(other, before) && !names_person(material_, before)) return Whose::other;
    }
    re2::StringPiece words, last;
    const re2::StringPiece window(before.data(), before.size());
    if (!RE2::PartialMatch(window, subject, &words, &last)) return Whose::self;
    if (names_person(material_, std::string_view(words.data(), words.size()))) return Whose::self;
    const auto at = begin - before.size() + static_cast<std::size_t>(last.data() - before.data());
    return is_name(at, std::string_view(last.data(), last.size())) ? Whose::other : Whose::self;
  }

  // A word that the page writes with a capital, but for "I" and words that only begin a sentence.
  bool is_name(std::size_t at, std::string_view word) const {
    const char first = in_.passage->text.words()[in_.folded.origin[at]];
    return first >= 'A' && first <= 'Z' && word != "i" && word != "was" && word != "and" && word != "who";
  }

  void nth_birthday(const Anniversary& rule, const DateMention& mention, std::string_view before) {
    int count = 0;
    if (mention.date.year == 0 || rule.before == nullptr ||
        !RE2::PartialMatch(re2::StringPiece(before.data(), before.size()), *rule.before, &count)) {
      return;
    }
    base::PartialDate date = mention.date;
    date.year -= count;
    report(date, mention.begin, mention.end, rule.id, rule.certainty, {});
  }

  bool by_post(const PostRule& rule) {
    re2::StringPiece whole, age;
    const re2::StringPiece input(text().data(), text().size());
    re2::StringPiece groups[2];
    if (!rule.pattern->Match(input, 0, text().size(), RE2::UNANCHORED, groups, rule.with_age ? 2 : 1))
      return false;
    whole = groups[0];
    const int years = rule.with_age ? age_in(std::string_view(groups[1].data(), groups[1].size())) : 0;
    if (rule.with_age && (years < youngest || years > oldest)) return false;
    const std::chrono::year_month_day day{*in_.written + std::chrono::days{rule.days}};
    base::PartialDate date{0, static_cast<int>(unsigned{day.month()}), static_cast<int>(unsigned{day.day()})};
    if (years != 0) date.year = int{day.year()} - years;
    const auto begin = static_cast<std::size_t>(whole.data() - text().data());
    if (!base::can_exist(date)) return false;
    report(date, begin, begin + whole.size(), rule.id, Certainty::likely, {});
    if (years != 0) {
      Finding finding =
          finding_at(in_, begin, begin + whole.size(), Kind::age, std::to_string(years), rule.id, clause_);
      finding.published = in_.written;
      out_.push_back(finding);
    }
    return true;
  }

  int age_in(std::string_view words) const {
    if (const auto found = words_.numbers.find(std::string(words)); found != words_.numbers.end())
      return found->second;
    int value = 0;
    for (char c : words) {
      if (c >= '0' && c <= '9') value = value * 10 + (c - '0');
      if (c == 'o') value *= 10;  // "the big 5-o"
    }
    return value;
  }

  void report(base::PartialDate date, std::size_t begin, std::size_t end, std::string_view rule,
              Certainty certainty, Whose whose) {
    if (!base::can_exist(date)) return;
    const int this_year = int{std::chrono::year_month_day{material_.of.as_of}.year()};
    if (date.year != 0 && (date.year > this_year || this_year - date.year > oldest + 20)) return;
    const scrape::Passage& passage = *in_.passage;
    if (date.year != 0 && this_year - date.year < youngest) whose = Whose::other;  // a child's
    if (passage.about == scrape::About::other) whose = Whose::other;
    if (!passage.entity.empty() && !names_person(material_, base::fold(passage.entity))) whose = Whose::other;
    if (date.year != 0 && this_year - date.year > oldest) whose = Whose::other;  // history's
    Finding finding = finding_at(in_, begin, end, Kind::birth_date, base::format_edtf(date), rule, clause_);
    finding.whose = whose;
    finding.certainty = certainty;
    out_.push_back(finding);
  }

  const Material& material_;
  const FoldedPassage& in_;
  const DateFinder& dates_;
  const lexicon::DateWords& words_;
  std::string_view clause_;
  std::vector<Finding>& out_;
};

}  // namespace

BirthDates::BirthDates(std::unique_ptr<Rules> rules) : rules_(std::move(rules)) {}
BirthDates::BirthDates(BirthDates&&) noexcept = default;
BirthDates::~BirthDates() = default;

base::Result<BirthDates> BirthDates::load(const std::filesystem::path& file,
                                          const lexicon::DateWords& words) {
  const auto toml = base::read_file(file, std::size_t{4} << 20);
  if (!toml) return toml.error();
  base::DefinitionFile definition(*toml, file.string());
  auto rules = std::make_unique<Rules>(words);
  rules->read(definition.root());
  if (auto error = definition.error()) return *error;
  return BirthDates(std::move(rules));
}

const DateFinder& BirthDates::dates() const { return rules_->dates; }

std::vector<Finding> BirthDates::find(const Material& material) const {
  std::vector<Finding> found;
  for (const FoldedPassage& in : material.passages) {
    if (in.passage->syntax == "url") continue;
    Search search(material, in, rules_->dates, rules_->words, rules_->clause, found);
    if (search.labelled()) continue;
    search.stated(rules_->rules, rules_->anniversaries, rules_->others, rules_->subject);
    search.implied(rules_->posts, rules_->not_posts);
  }
  return found;
}

}  // namespace gh::detect
