#include "detect/ages.h"

#include <algorithm>
#include <unordered_set>

#include "base/definition_file.h"
#include "detect/age_words.h"
#include "detect/birth_dates.h"
#include "detect/pattern.h"
#include "detect/sentence.h"
#include "detect/whose.h"

namespace gh::detect {
namespace {

using namespace std::string_view_literals;  // compared by size first

using base::DefinitionTable;

constexpr std::size_t window_before = 48, window_after = 40;  // bytes of folded text that a rule may look at
constexpr std::size_t longest_profile_line = 240, longest_field = 40;

enum class Stands { anywhere, said, alone, name, line, writer, profile, behind };

struct Rule {
  std::string id;
  Pattern before, after;
  Pattern unless;  // of the words before
  Stands stands = Stands::said;
  bool sure = false;  // whatever else stands beside the number
  Certainty certainty = Certainty::likely;
};

struct Not {
  Pattern before, after;
};

struct Number {
  std::size_t begin = 0, end = 0;
  int value = 0;
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return c >= 'a' && c <= 'z'; }

}  // namespace

struct Ages::Rules {
  const lexicon::DateWords words;
  std::string clause;
  std::unordered_set<std::string> near_before, near_after;
  std::unordered_set<std::string> small_units;  // that ages of small children and animals are told in
  std::vector<Rule> rules;
  std::vector<Not> nots;  // with two patterns; those with one are united below
  // What one of the rules, and one of those that bar a number, wants before or behind it: most fit none.
  Pattern some_before, some_after, not_before, not_after;
  Pattern number_words;  // "forty-one"
  Pattern profile, not_profile, match;

  explicit Rules(const lexicon::DateWords& given) : words(given) {}
  void read(DefinitionTable root, PatternBook& book);

 private:
  void unite_nots();
  void unite_rules();
};

namespace {

// What one of them matches; none for none.
Pattern one_of(const std::vector<std::string>& patterns) {
  if (patterns.empty()) return {};
  return {"(?:" + base::join(patterns, ")|(?:") + ")", PatternBook::plain_options()};
}

}  // namespace

void Ages::Rules::unite_nots() {
  std::vector<std::string> befores, afters;
  for (const Not& one : nots) {
    if (one.before && !one.after) befores.push_back(one.before.text());
    if (one.after && !one.before) afters.push_back(one.after.text());
  }
  not_before = one_of(befores);
  not_after = one_of(afters);
  std::erase_if(nots, [](const Not& one) { return !one.before || !one.after; });
}

// A rule with both needs both, so one of them is enough to look for.
void Ages::Rules::unite_rules() {
  std::vector<std::string> befores, afters;
  for (const Rule& rule : rules) {
    if (rule.before || !rule.after) befores.push_back(rule.before ? rule.before.text() : "");
    if (rule.after && !rule.before) afters.push_back(rule.after.text());
  }
  some_before = one_of(befores);
  some_after = one_of(afters);
}

void Ages::Rules::read(DefinitionTable root, PatternBook& book) {
  root.integer("schema", 1);
  clause = root.required_text("clause");
  for (const std::string& word : root.texts("near_before")) near_before.insert(word);
  for (const std::string& word : root.texts("near_after")) near_after.insert(word);
  for (const std::string& word : root.texts("small_units")) small_units.insert(word);
  for (DefinitionTable table : root.tables("not")) {
    nots.push_back(
        {book.read(table, "before", table.text("before")), book.read(table, "after", table.text("after"))});
  }
  unite_nots();
  for (DefinitionTable table : root.tables("rule")) {
    Rule rule;
    rule.id = table.required_text("id");
    rule.before = book.read(table, "before", table.text("before"));
    rule.after = book.read(table, "after", table.text("after"));
    rule.unless = book.read(table, "unless", table.text("unless"));
    const std::string stands = table.choice(
        "stands", {"anywhere", "said", "alone", "name", "line", "writer", "profile", "behind"}, "said");
    rule.stands = stands == "anywhere"  ? Stands::anywhere
                  : stands == "said"    ? Stands::said
                  : stands == "alone"   ? Stands::alone
                  : stands == "name"    ? Stands::name
                  : stands == "writer"  ? Stands::writer
                  : stands == "profile" ? Stands::profile
                  : stands == "behind"  ? Stands::behind
                                        : Stands::line;
    rule.sure = table.boolean("sure", false);
    rule.certainty = read_certainty(table);
    rules.push_back(std::move(rule));
  }
  unite_rules();
  if (auto table = root.table("profile")) {
    profile = book.read(*table, "words", table->required_text("words"));
    not_profile = book.read(*table, "unless", table->required_text("unless"));
    match = book.read(*table, "match", table->required_text("match"));
  }
  std::vector<std::string> tens, units, teens;
  for (const auto& [word, value] : words.numbers) {
    if (word.find_first_of(" -") != std::string::npos) continue;
    (value >= 20 ? tens : value >= 16 ? teens : units).push_back(word);
  }
  for (auto* list : {&tens, &units, &teens}) std::sort(list->begin(), list->end());
  number_words =
      book.trigger(root, "clause",
                   "(?:^|[^a-z])((?:" + base::join(tens, "|") + ")(?:[- ](?:" + base::join(units, "|") +
                       "))?|" + base::join(teens, "|") + ")(?:$|[^a-z])");
}

namespace {

// One look at one passage.
template <class Rules>
class Reader {
 public:
  Reader(const Material& material, const FoldedPassage& in, const Rules& rules, std::vector<Finding>& out)
      : material_(material), in_(in), rules_(rules), out_(out) {}

  // A field that is an age, and little else.
  bool field() {
    if (in_.passage->field == "birth_date"sv) return behind_birth_date();
    if (in_.passage->field != "age"sv || text().size() > longest_field) return false;
    std::size_t at = 0;
    while (at < text().size() && !is_digit(text()[at])) ++at;
    const Number number = number_at(at);
    const std::string_view behind = text().substr(std::min(text().size(), number.end));
    static constexpr std::string_view range = "-+/:.";
    if (number.value == 0) return worded_field();
    if (!behind.empty() && range.find(behind[0]) != std::string_view::npos && behind != ".") return true;
    if (behind.starts_with(" -") || behind.starts_with(" to ") || is_small_childs(behind)) return true;
    report(number, "age.field", Certainty::certain, owner_of(material_, in_).whose);
    return true;
  }

  void numbers() {
    for (std::size_t at = in_.has(lexicon::digit) ? 0 : text().size(); at < text().size(); ++at) {
      if (!is_digit(text()[at])) continue;
      const Number number = number_at(at);
      if (number.value != 0 && (at == 0 || !is_digit(text()[at - 1])) && may_matter(number)) look(number);
      while (at < text().size() && is_digit(text()[at])) ++at;
    }
    worded();
  }

 private:
  std::string_view text() const { return in_.folded.text; }

  // Two digits that stand for themselves.
  Number number_at(std::size_t at) const {
    Number number{at, at, 0};
    while (number.end < text().size() && is_digit(text()[number.end])) ++number.end;
    if (number.end - at != 2) return number;
    const int value = (text()[at] - '0') * 10 + text()[at + 1] - '0';
    number.value = value >= youngest_person ? value : 0;
    return number;
  }

  // "20 months", "30 weeks +"
  bool is_small_childs(std::string_view behind) const {
    const std::string_view unit = behind.substr(std::min(behind.find_first_not_of(' '), behind.size()));
    const std::string_view word = unit.substr(0, unit.find_first_not_of("abcdefghijklmnopqrstuvwxyz"));
    return !word.empty() && rules_.small_units.contains(std::string(word));
  }

  // "11 February 1966 (59)"
  bool behind_birth_date() {
    constexpr std::ptrdiff_t fewest_digits = 5;  // of a day and a year
    const std::size_t open = text().rfind('(');
    if (open == std::string_view::npos) return false;
    const Number number = number_at(open + 1);
    const std::string_view date = text().substr(0, open);
    if (number.value == 0 || text().substr(number.end) != ")" ||
        std::count_if(date.begin(), date.end(), is_digit) < fewest_digits)
      return false;
    report(number, "age.behind-birth-date", Certainty::certain, owner_of(material_, in_).whose);
    return true;
  }

  bool worded_field() {
    const auto found = rules_.words.numbers.find(std::string(base::trim(text())));
    if (found == rules_.words.numbers.end()) return false;
    report({0, text().size(), found->second}, "age.field", Certainty::certain,
           owner_of(material_, in_).whose);
    return true;
  }

  void worded() {
    if (!material_.may_match(in_, rules_.number_words)) return;
    std::vector<Number> found;
    re2::StringPiece groups[2];
    for (std::size_t from = 0; match_from(*rules_.number_words, text(), from, groups, 2);) {
      const auto begin = static_cast<std::size_t>(groups[1].data() - text().data());
      from = begin + groups[1].size();
      const auto value = rules_.words.numbers.find(std::string(groups[1]));
      if (value != rules_.words.numbers.end()) found.push_back({begin, from, value->second});
    }
    // "Spellings: thirty, forty" is no line about somebody.
    counts_ = found.size() > 1;
    for (const Number& number : found) {
      if (may_matter(number)) look(number);
    }
    counts_ = false;
  }

  // "16. Yasmin Devlin" between 15 and 17.
  bool is_counted(const Number& number) const {
    if (number.begin != 0 || number.end >= text().size() ||
        std::string_view(".):").find(text()[number.end]) == std::string_view::npos)
      return false;
    const auto index = static_cast<std::size_t>(&in_ - material_.passages.data());
    const auto begins_with = [&](std::size_t at, int value) {
      return at < material_.passages.size() &&
             std::string_view(material_.passages[at].folded.text).starts_with(std::to_string(value));
    };
    return (index > 0 && begins_with(index - 1, number.value - 1)) ||
           begins_with(index + 1, number.value + 1);
  }

  // The words beside the number, or that it is a part of its own, say whether it is worth a look.
  bool may_matter(const Number& number) const {
    if (number.begin == 0 || number.end == text().size()) return true;
    const char before = text()[number.begin - 1], after = text()[number.end];
    if (is_letter(before) && before != 'm' && before != 'f') return false;
    static constexpr std::string_view marks = ",.(|/\n-!";
    const bool parted = (before == ' ' && number.begin > 1 &&
                         marks.find(text()[number.begin - 2]) != std::string_view::npos) ||
                        marks.find(before) != std::string_view::npos ||
                        static_cast<unsigned char>(text()[number.begin > 1 ? number.begin - 2 : 0]) >= 0x80;
    if (parted &&
        (marks.find(after) != std::string_view::npos || after == ' ' || after == ')' || is_letter(after)))
      return true;
    if (rules_.near_before.count(word_before(number.begin)) != 0) return true;
    return rules_.near_after.count(word_after(number.end)) != 0;
  }

  std::string word_before(std::size_t at) const {
    const std::size_t number = at;
    while (at > 0 && number - at < 8 && !is_letter(text()[at - 1]) && text()[at - 1] != '\n') --at;
    std::size_t begin = at;
    while (begin > 0 && at - begin < 12 && (is_letter(text()[begin - 1]) || text()[begin - 1] == '\''))
      --begin;
    return std::string(text().substr(begin, at - begin));
  }

  std::string word_after(std::size_t at) const {
    const std::size_t last = std::min(text().size(), at + 6);
    while (at < last && (text()[at] == ' ' || text()[at] == '-' || text()[at] == ',')) ++at;
    std::size_t end = at;
    while (end < text().size() && end - at < 12 && is_letter(text()[end])) ++end;
    return std::string(text().substr(at, end - at));
  }

  bool is_barred(std::string_view before, std::string_view after) const {
    return matches(rules_.not_before, before) || matches(rules_.not_after, after) ||
           std::any_of(rules_.nots.begin(), rules_.nots.end(), [&](const Not& one) {
             return matches(one.before, before) && matches(one.after, after);
           });
  }

  void look(const Number& number) {
    const std::size_t from = number.begin > window_before ? number.begin - window_before : 0;
    // A window that begins inside the text must not look like its start.
    const std::string_view before = text().substr(from, number.begin - from);
    const std::string_view after = text().substr(number.end, window_after);
    if (!matches(rules_.some_before, before) && !matches(rules_.some_after, after)) return;
    // "The 48-year-old, Robin Ashdown" is no 48-year-old of somebody's.
    const bool barred = is_barred(before, after) && named_behind_years(number) != Whose::self;
    for (const Rule& rule : rules_.rules) {
      if (barred && !rule.sure) continue;
      if (rule.before != nullptr && (!matches(rule.before, before) || (from > 0 && before.empty()))) continue;
      if (rule.after != nullptr && !matches(rule.after, after)) continue;
      if (matches(rule.unless, before)) continue;
      if (const auto whose = stands(rule.stands, number))
        return report(number, rule.id, rule.certainty, *whose);
    }
  }

  // Whose the age is, when it stands as the rule wants it.
  std::optional<Whose> stands(Stands stands, const Number& number) {
    if (in_.of_namesake) return Whose::other;
    if (stands == Stands::name) {
      if (!own_name_before(number.begin) || matches(rules_.match, text().substr(0, longest_profile_line)))
        return std::nullopt;
      return owner_of(material_, in_).whose == Whose::other && in_.passage->about == scrape::About::other
                 ? Whose::other
                 : Whose::self;
    }
    if (stands == Stands::behind) return named_behind(number);
    if (stands == Stands::writer) return owner_of(material_, in_).whose;
    if (stands == Stands::line && !profile_line(number)) return std::nullopt;
    if (const auto named = named_behind_years(number)) return *named;
    const Subject subject = subject_of(material_, in_, number.begin, number.end);
    if (subject.whose == Whose::other) return Whose::other;
    if (stands == Stands::said && !subject.said) return std::nullopt;
    if (stands == Stands::profile && text().size() > longest_profile_line && !subject.said)
      return std::nullopt;
    if (stands == Stands::alone && !said_of_owner(subject, number) && !alone(number)) return std::nullopt;
    return Whose::self;
  }

  // "At 37 Robin is one of our newer faces": whoever is named right behind.
  std::optional<Whose> named_behind(const Number& number) const {
    constexpr std::size_t reach = 40;
    const Sentence words(material_, in_, number.end, std::min(text().size(), number.end + reach));
    if (words.empty() || !words[0].capital) return std::nullopt;
    if (words[0].own) return Whose::self;
    return words[0].is_other_name() ? std::optional(Whose::other) : std::nullopt;
  }

  // "32-year-old admirer Gustav Toft": the one who is so old is named right behind.
  std::optional<Whose> named_behind_years(const Number& number) const {
    constexpr std::size_t reach = 60, farthest = 5;
    const std::string_view behind = text().substr(number.end, reach);
    if (!behind.starts_with("-year-old") && !behind.starts_with(" year old") &&
        !behind.starts_with(" year-old"))
      return std::nullopt;
    const Sentence words(material_, in_, number.end, number.end + behind.size());
    // "The 48-year-old, Robin Ashdown, of Hull"
    const bool the = text().substr(0, number.begin).ends_with("the ");
    for (std::size_t i = 2; i < words.size() && i <= farthest && !words[i].starts_sentence; ++i) {
      if (words[i].mark != 0 && !(the && words[i].mark == ',')) break;
      if (const auto name = full_name_at(words, i)) return name->own ? Whose::self : Whose::other;
    }
    return std::nullopt;
  }

  // subject.said may come from a heading; that does for a profile line, not for a number in a long text.
  bool said_of_owner(const Subject& subject, const Number& number) const {
    if (!subject.said) return false;
    const std::size_t from = number.begin > 60 ? number.begin - 60 : 0;
    const std::string_view near = text().substr(from, number.end + 60 - from);
    static const RE2 person("(?:^|[^a-z])(?:i|i'm|im|i've|my|me)(?:$|[^a-z])");
    return text().size() <= longest_profile_line || names_person(material_, near) ||
           RE2::PartialMatch(re2::StringPiece(near.data(), near.size()), person);
  }

  // "Robin Ashdown, 41", "Robin (41)": the person's name ends right before the sign.
  bool own_name_before(std::size_t begin) const {
    std::size_t at = begin;
    for (std::string_view skip : {"aged ", "age "}) {
      if (at >= skip.size() && text().substr(at - skip.size(), skip.size()) == skip) at -= skip.size();
    }
    while (at > 0 && begin - at <= 8 && !is_letter(text()[at - 1])) --at;
    std::size_t name = at;
    const auto is_of_name = [&](char c) { return is_letter(c) || c == '\'' || c == '-'; };
    while (name > 0 && at - name < 40 && is_of_name(text()[name - 1])) --name;  // "O'Hare"
    // An initial: "Priya V. (41)".
    if (at - name == 1 && name > 1 && text()[name - 1] == ' ') {
      at = name - 1;
      name = at;
      while (name > 0 && at - name < 40 && is_letter(text()[name - 1])) --name;
    }
    if (begin - at > 8) return false;
    return names_person(material_, text().substr(name, at - name)) || is_own_entry(name, at);
  }

  // "Ashdown, R (37)", of a list of results: the initial is at [name, at).
  bool is_own_entry(std::size_t name, std::size_t at) const {
    constexpr std::size_t longest = 40;
    if (at - name != 1 || name < 3 || text().substr(name - 2, 2) != ", ") return false;
    const std::size_t end = name - 2;
    std::size_t begin = end;
    while (begin > 0 && end - begin < longest && (is_letter(text()[begin - 1]) || text()[begin - 1] == '-'))
      --begin;
    const bool initial = std::any_of(material_.first_names.begin(), material_.first_names.end(),
                                     [&](const std::string& first) { return first.front() == text()[name]; });
    return initial && names_person(material_, text().substr(begin, end - begin));
  }

  // From the line's start or a sign to its end or a sign there is nothing but the number and its words.
  bool alone(const Number& number) const {
    static constexpr std::string_view signs = ".,|/\n!(";
    std::size_t before = number.begin;
    while (before > 0 && (text()[before - 1] == ' ' || text()[before - 1] == ':')) --before;
    const std::string_view head = text().substr(0, before);
    for (std::string_view word : {"age", "aged", "oedran", "my age is", "currently", "now"}) {
      if (head.ends_with(word)) before -= word.size();
    }
    while (before > 0 && text()[before - 1] == ' ') --before;
    const bool starts = before == 0 || signs.find(text()[before - 1]) != std::string_view::npos ||
                        static_cast<unsigned char>(text()[before - 1]) >= 0x80 || text()[before - 1] == '-';
    return starts && text().size() <= longest_profile_line && in_.passage->place != scrape::Place::footer &&
           !matches(rules_.not_profile, text());
  }

  // "41, Hull", "37. Mum of two", "Robin | 41 | Hull".
  bool profile_line(const Number& number) const {
    const scrape::Passage& passage = *in_.passage;
    if (text().size() > longest_profile_line || passage.post || matches(rules_.not_profile, text()) ||
        matches(rules_.match, text()))
      return false;
    if (number.begin == 0 && number.end == text().size()) return false;  // a number, of anything
    if (counts_ || is_counted(number)) return false;
    if (passage.syntax != "text"sv && passage.syntax != "selector"sv && passage.syntax != "meta"sv &&
        passage.syntax != "label"sv && passage.field != "bio"sv)
      return false;
    if (!passage.label.empty() && passage.field == "text"sv) return false;
    // "36. Robin Ashdown" is a place in a list.
    const std::string_view behind = text().substr(number.end, window_after);
    std::size_t word = 0;
    while (word < behind.size() && !is_letter(behind[word])) ++word;
    const std::string_view next = behind.substr(word);
    if ((number.begin == 0 || behind.starts_with(". ")) &&
        names_person(material_, next.substr(0, next.find_first_not_of("abcdefghijklmnopqrstuvwxyz'-"))))
      return false;
    if (passage.field == "bio"sv || names_person(material_, in_)) return true;
    if (matches(rules_.profile, text())) return true;
    // Right below the person's name.
    if (in_.heading < 0) return false;
    const FoldedPassage& heading = material_.passages[static_cast<std::size_t>(in_.heading)];
    const auto index = static_cast<std::size_t>(&in_ - material_.passages.data());
    return index - static_cast<std::size_t>(in_.heading) <= 3 && is_own_name(material_, heading.folded.text);
  }

  void report(const Number& number, std::string_view rule, Certainty certainty, Whose whose) {
    if (number.value < youngest_person || number.value > oldest_person) return;
    Finding finding = finding_at(in_, number.begin, number.end, Kind::age, std::to_string(number.value), rule,
                                 rules_.clause);
    finding.whose = whose;
    finding.certainty = certainty;
    material_.keep(out_, std::move(finding));
  }

  const Material& material_;
  const FoldedPassage& in_;
  const Rules& rules_;
  std::vector<Finding>& out_;
  bool counts_ = false;  // the number being looked at is one of several in words
};

}  // namespace

Ages::Ages(std::unique_ptr<Rules> rules) : rules_(std::move(rules)) {}
Ages::Ages(Ages&&) noexcept = default;
Ages::~Ages() = default;

base::Result<Ages> Ages::load(const std::filesystem::path& file, const lexicon::DateWords& words,
                              PatternBook& book) {
  auto opened = base::open_definition(file);
  if (!opened) return opened.error();
  base::DefinitionFile& definition = *opened;
  auto rules = std::make_unique<Rules>(words);
  rules->read(definition.root(), book);
  if (auto error = definition.error()) return *error;
  return Ages(std::move(rules));
}

std::vector<Finding> Ages::find(const Material& material) const {
  std::vector<Finding> found;
  for (const FoldedPassage& in : material.passages) {
    if (material.is_full(found)) break;
    if (in.is_address) continue;
    Reader reader(material, in, *rules_, found);
    if (!reader.field()) reader.numbers();
  }
  return found;
}

}  // namespace gh::detect
