#include "detect/birthdays.h"

#include <algorithm>
#include <chrono>
#include <map>

#include "base/definition_file.h"
#include "detect/age_words.h"
#include "detect/birth_dates.h"
#include "detect/pattern.h"
#include "detect/whose.h"

namespace gh::detect {
namespace {

using namespace std::string_view_literals;  // compared by size first

using base::Day;
using base::DefinitionTable;
using base::PartialDate;
using std::chrono::days;
using std::chrono::year_month_day;

constexpr std::size_t window = 200;           // bytes around a match that `needs` and `unless` look at
constexpr std::size_t reach_of_age = 90;      // bytes around a number in which a rule with an age may match
constexpr std::size_t reach_of_name = 52;     // bytes behind "happy birthday" in which the name stands
constexpr std::size_t reach_of_handle = 100;  // bytes from a wish to the handle of whom it is for
constexpr std::size_t reach_of_day = 3;       // passages between a post and its day
constexpr std::size_t longest_leading_day = 40;
constexpr int farthest_age = 7;  // days ahead to which a coming age is called the age

// Bytes [begin, end) of a text.
struct Part {
  std::size_t begin = 0, end = 0;
};

struct When {
  Pattern pattern;  // of all of the words
  std::string unit;
  int times = 0;
  std::optional<int> fixed;    // days
  std::optional<bool> future;  // whatever the rule says: "last Friday"
};

struct Rule {
  std::string id;
  Pattern pattern, needs, unless;
  int age = 0, decade = 0, year = 0, when = 0;  // groups of the pattern; 0 for none
  int since = 0;                                // the same: years from that age to the day of the post
  int days = 0;                                 // from the post to the birthday, where no words tell
  int plus = 0;                                 // years from the age that is named to that of the birthday
  int is = 0;  // the age that its words say without a number: "half a century"
  bool future = false;
  bool guarded = false;
  bool to_own = false;  // the person's name must follow
  bool named = false;   // or stand in the match
  bool within = false;  // counts where the person's name stands in the match, and nowhere else
  bool said = false;    // counts where the words around say whose it is
  bool mine = false;    // its words speak of the writer, whomever else they name
};

// A post of somebody else's day, unless it says more.
struct Wish {
  Pattern pattern, unless;
};

std::string any_of(const std::unordered_map<std::string, int>& words) {
  std::vector<std::string> all;
  for (const auto& [word, value] : words) all.push_back(word);
  std::sort(all.begin(), all.end(), [](const std::string& a, const std::string& b) {
    return a.size() != b.size() ? a.size() > b.size() : a < b;
  });
  return "(?:" + base::join(all, "|") + ")";
}

void replace_all(std::string& text, std::string_view what, const std::string& with) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
    text.replace(at, what.size(), with);
}

PartialDate partial(Day day) {
  const year_month_day date{day};
  return {int{date.year()}, static_cast<int>(unsigned{date.month()}), static_cast<int>(unsigned{date.day()})};
}

// What all days from one to the other have in common: a month, a year, or nothing.
std::optional<PartialDate> common(Day first, Day last) {
  const PartialDate a = partial(first), b = partial(last);
  if (a.year != b.year) return std::nullopt;
  return a.month == b.month ? PartialDate{a.year, a.month, 0} : PartialDate{a.year, 0, 0};
}

}  // namespace

struct Birthdays::Rules {
  const lexicon::DateWords words;
  std::string clause;
  Pattern cue, cue_day, number, wall, addressee, signed_by, first_person, late;
  std::map<std::string, std::string> macros;
  std::vector<std::pair<std::string, std::string>> fillers;
  std::vector<When> whens;
  std::string when_words, countdown_words, sleeps_words;
  std::map<std::string, int, std::less<>> decades;  // "thirties", "30s"
  std::vector<Rule> rules;
  std::vector<Pattern> guards;
  std::vector<Wish> wishes;

  explicit Rules(const lexicon::DateWords& given) : words(given) {}
  void read(DefinitionTable root, PatternBook& book);
  void read_whens(DefinitionTable& root, PatternBook& book);
  void read_rule(DefinitionTable& table, PatternBook& book);
  void read_fillers();
  std::string expanded(std::string text) const;
};

// What stands for names in braces whatever the rules are.
void Birthdays::Rules::read_fillers() {
  std::vector<std::string> decade_words, small;
  for (const auto& [word, value] : decades) decade_words.push_back(word);
  for (const auto& [word, value] : words.numbers) {
    if (value <= 20) small.push_back(word);
  }
  std::sort(small.begin(), small.end());
  fillers = {{"{n}", "(?:\\d{1,2}|" + base::join(small, "|") + "|an?|a couple of)"},
             {"{month}", any_of(words.months)},
             {"{weekday}", any_of(words.weekdays)},
             {"{decade}", "(?P<decade>" + base::join(decade_words, "|") + ")"},
             {"{year}", "(?P<year>(?:19|20)\\d\\d)"},
             {"{age}", with_age("{age}", words)},
             {"{digits}", with_age("{digits}", words)}};
}

// Macros may hold others, one deep.
std::string Birthdays::Rules::expanded(std::string text) const {
  for (int depth = 0; depth < 2; ++depth) {
    for (const auto& [name, meaning] : macros) replace_all(text, "{" + name + "}", meaning);
  }
  for (const auto& [name, meaning] : fillers) replace_all(text, name, meaning);
  // "My birthday month" holds no "Mon".
  replace_all(text, "{when}", "(?P<when>(?:" + when_words + ")\\b)");
  replace_all(text, "{countdown}", "(?P<when>" + countdown_words + ")");
  replace_all(text, "{sleeps}", "(?P<when>" + sleeps_words + ")");
  return text;
}

void Birthdays::Rules::read_whens(DefinitionTable& root, PatternBook& book) {
  for (DefinitionTable table : root.tables("when")) {
    When when;
    const std::string plain = expanded(table.required_text("pattern"));
    when.pattern = book.read(table, "pattern", plain);
    if (table.has("days")) when.fixed = static_cast<int>(table.integer("days", 0));
    when.unit = table.choice(
        "unit", {"day", "week", "month", "month-day", "year", "named-month", "weekday", "weekend"}, "day");
    when.times = static_cast<int>(table.integer("times", 0));
    if (table.has("future")) when.future = table.boolean("future", false);
    const bool countdown = table.boolean("countdown", false), sleeps = table.boolean("sleeps", false);
    std::string& all = countdown ? countdown_words : sleeps ? sleeps_words : when_words;
    // Groups are for reading the words again; in a rule there must be none.
    std::string without_groups = plain;
    replace_all(without_groups, "(?P<month>", "(?:");
    replace_all(without_groups, "(?P<weekday>", "(?:");
    all += (all.empty() ? "" : "|") + without_groups;
    whens.push_back(std::move(when));
  }
}

void Birthdays::Rules::read_rule(DefinitionTable& table, PatternBook& book) {
  Rule rule;
  rule.id = table.required_text("id");
  const std::string text = table.required_text("pattern");
  rule.pattern = book.trigger(table, "pattern", expanded(text));
  rule.needs = book.read(table, "needs", expanded(table.text("needs")));
  rule.unless = book.read(table, "unless", expanded(table.text("unless")));
  if (rule.pattern != nullptr) {
    rule.when = rule.pattern.group("when");
    rule.decade = rule.pattern.group("decade");
    rule.year = rule.pattern.group("year");
    rule.age = rule.pattern.group("age");
    rule.since = rule.pattern.group("since");
  }
  rule.days = static_cast<int>(table.integer("days", 0));
  rule.plus = static_cast<int>(table.integer("plus", 0));
  rule.is = static_cast<int>(table.integer("is", 0));
  rule.future = table.boolean("future", false);
  rule.guarded = table.boolean("guarded", false);
  rule.mine = table.boolean("mine", false);
  rule.said = table.boolean("said", false);
  rule.named = table.boolean("named", false);
  rule.within = table.boolean("within", false);
  rule.to_own = table.choice("to", {"anybody", "own"}, "anybody") == "own";
  rules.push_back(std::move(rule));
}

void Birthdays::Rules::read(DefinitionTable root, PatternBook& book) {
  root.integer("schema", 1);
  clause = root.required_text("clause");
  cue = book.trigger(root, "cue", root.required_text("cue"));
  cue_day = book.trigger(root, "cue_day", root.required_text("cue_day"));
  wall = book.read(root, "wall", root.text("wall"));
  addressee = book.read(root, "addressee", root.text("addressee"));
  signed_by = book.read(root, "signed", root.text("signed"));
  first_person = book.read(root, "first_person", root.text("first_person"));
  late = book.read(root, "late", root.text("late"));
  number = book.trigger(root, "number", root.required_text("number"));
  for (const auto& [word, value] : words.numbers) {
    if (value < 20 || value % 10 != 0 || word.back() != 'y') continue;
    decades[word.substr(0, word.size() - 1) + "ies"] = value;
    decades[std::to_string(value) + "s"] = value;
    decades[std::to_string(value) + "'s"] = value;
    for (const char* between : {"", " ", "-"}) {
      decades[word + between + "something"] = value;
      decades[std::to_string(value) + between + "something"] = value;
    }
  }
  if (auto table = root.table("macros")) {
    for (const std::string& key : table->keys()) macros[key] = table->text(key);
  }
  read_fillers();
  read_whens(root, book);
  for (DefinitionTable table : root.tables("rule")) read_rule(table, book);
  for (DefinitionTable table : root.tables("guard"))
    guards.push_back(book.read(table, "pattern", table.required_text("pattern")));
  for (DefinitionTable table : root.tables("wish")) {
    wishes.push_back({book.read(table, "pattern", table.required_text("pattern")),
                      book.read(table, "unless", table.text("unless"))});
  }
}

namespace {

// The number that a time begins with: "3 days", "two sleeps", "a week".
int count_in(std::string_view words, const lexicon::DateWords& lexicon) {
  std::size_t at = 0;
  while (at < words.size()) {
    std::size_t end = words.find(' ', at);
    if (end == std::string_view::npos) end = words.size();
    const std::string_view word = words.substr(at, end - at);
    if (!word.empty() && word[0] >= '0' && word[0] <= '9') return std::atoi(std::string(word).c_str());
    if (const auto found = lexicon.numbers.find(std::string(word)); found != lexicon.numbers.end())
      return found->second;
    if (word == "couple") return 2;
    at = end + 1;
  }
  return 1;
}

std::string_view named_group(const RE2& pattern, std::string_view words, const char* name) {
  const auto& names = pattern.NamedCapturingGroups();
  const auto found = names.find(name);
  if (found == names.end()) return {};
  std::vector<re2::StringPiece> groups(static_cast<std::size_t>(pattern.NumberOfCapturingGroups()) + 1);
  if (!match_from(pattern, words, 0, groups.data(), static_cast<int>(groups.size()))) return {};
  const re2::StringPiece group = groups[static_cast<std::size_t>(found->second)];
  return {group.data(), group.size()};
}

// The day, month or year of the birthday that the words speak of on the day they were written.
std::optional<PartialDate> day_meant(const When& when, std::string_view words, Day written, bool future,
                                     const lexicon::DateWords& lexicon) {
  if (when.fixed) return partial(written + days{*when.fixed});
  const PartialDate here = partial(written);
  if (when.unit == "day") return partial(written + days{when.times * count_in(words, lexicon)});
  const int weekday = static_cast<int>(std::chrono::weekday{written}.iso_encoding());
  if (when.unit == "week") {
    const Day monday = written - days{weekday - 1} + days{7 * when.times};
    return common(monday, monday + days{6});
  }
  if (when.unit == "weekend") return common(written - days{weekday % 7 + 1}, written - days{weekday % 7});
  if (when.unit == "year") return PartialDate{here.year + when.times, 0, 0};
  if (when.unit == "month") {
    const int month = here.year * 12 + here.month - 1 + when.times * count_in(words, lexicon);
    return PartialDate{month / 12, month % 12 + 1, 0};
  }
  if (when.unit == "month-day") {
    const std::size_t digit = words.find_first_of("0123456789");
    return PartialDate{here.year, here.month, std::atoi(std::string(words.substr(digit)).c_str())};
  }
  if (when.unit == "named-month") {
    const auto found = lexicon.months.find(std::string(named_group(*when.pattern, words, "month")));
    if (found == lexicon.months.end()) return std::nullopt;
    const int month = found->second;
    const int year = future ? (month >= here.month ? here.year : here.year + 1)
                            : (month <= here.month ? here.year : here.year - 1);
    return PartialDate{year, month, 0};
  }
  const auto found = lexicon.weekdays.find(std::string(named_group(*when.pattern, words, "weekday")));
  if (found == lexicon.weekdays.end()) return std::nullopt;
  const int ahead = (found->second - weekday + 7) % 7;
  if (future || when.times > 0) return partial(written + days{(ahead == 0 ? 7 : ahead) + 7 * when.times});
  return partial(written - days{ahead == 0 ? 7 : 7 - ahead});
}

// The text without the person's own names, for "Robin Ashdown · 28 August 2018".
std::string without_names(const Material& material, std::string text) {
  for (const std::string& username : material.of.person.usernames)
    replace_all(text, base::fold(username), "");
  for (const std::string& word : material.person_words) replace_all(text, word, "");
  return text;
}

// "30 Nov 2021 Forty-six and still": a whole date begins the passage, and a new sentence follows.
std::optional<Day> day_in_front(const FoldedPassage& in, const DateFinder& dates, DayOrder order, Day as_of) {
  const std::string_view text = in.folded.text;
  if (text.empty() || !in.has(lexicon::digit)) return std::nullopt;
  for (const DateMention& mention : dates.find(text.substr(0, longest_leading_day), order, as_of)) {
    const PartialDate& date = mention.date;
    if (mention.begin > 0 || date.year == 0 || date.day == 0 || mention.end + 1 >= text.size()) break;
    if (text[mention.end] != ' ') break;
    const char next = in.passage->text.words()[in.folded.origin[mention.end + 1]];
    if (next >= 'a' && next <= 'z') break;
    return base::day_of(date.year, date.month, date.day);
  }
  return std::nullopt;
}

// The day of the post that a passage is: its mark-up's, or the one that stands at its start or beside it.
std::optional<Day> written_on(const Material& material, const DateFinder& dates, std::size_t index) {
  const FoldedPassage& in = material.passages[index];
  const auto& posts = material.profile.posts;
  if (in.passage->post && (posts[static_cast<std::size_t>(*in.passage->post)].published ||
                           posts[static_cast<std::size_t>(*in.passage->post)].yearless))
    return in.written;
  // Posts are of the past: two digits are of this century.
  const Day as_of = material.of.as_of + days{366 * youngest_person};
  const auto lone = [&](std::string_view text) -> std::optional<Day> {
    if (text.size() > 2 * longest_leading_day) return std::nullopt;
    return dates.lone_day(without_names(material, std::string(text)), material.order, as_of);
  };
  const std::string_view text = in.folded.text;
  const std::string_view start = text.substr(0, longest_leading_day);
  for (const std::string_view mark : {"\n", ": ", " - ", " | ", ". "}) {
    const std::size_t at = start.find(mark);
    if (at == std::string_view::npos) continue;
    if (const auto day = lone(start.substr(0, at))) return day;
  }
  if (const auto day = day_in_front(in, dates, material.order, as_of)) return day;
  for (const std::string_view mark : {"\n", "! ", ". ", "? ", " - "}) {
    const std::size_t at = text.rfind(mark);
    if (at == std::string_view::npos || text.size() - at >= 60) continue;
    if (const auto day = lone(text.substr(at + mark.size()))) return day;
  }
  const auto beside = [&](std::size_t other) -> std::optional<Day> {
    const FoldedPassage& at = material.passages[other];
    if (at.passage->post != in.passage->post || at.passage->syntax == "meta"sv ||
        at.passage->syntax == "url"sv)
      return std::nullopt;
    return lone(at.folded.text);
  };
  for (std::size_t back = 1; back <= reach_of_day && back <= index; ++back) {
    if (const auto day = beside(index - back)) return day;
  }
  for (std::size_t next = 1;
       next <= (in.passage->post ? reach_of_day : 1) && index + next < material.passages.size(); ++next) {
    if (const auto day = beside(index + next)) return day;
  }
  return in.written;
}

// Where the next two digits stand for themselves, of an age that somebody can have; the text's size when
// nowhere.
std::size_t next_age(std::string_view text, std::size_t at) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  while (at < text.size()) {
    if (!is_digit(text[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < text.size() && is_digit(text[end])) ++end;
    const bool apart = at == 0 || (!is_digit(text[at - 1]) &&
                                   std::string_view(".:/#").find(text[at - 1]) == std::string_view::npos);
    if (end - at == 2 && apart && (text[at] > '1' || (text[at] == '1' && text[at + 1] >= '6'))) return at;
    at = end;
  }
  return at;
}

}  // namespace

namespace {

// One look at one post.
template <class Rules>
class PostReader {
 public:
  PostReader(const Material& material, std::size_t index, const DateFinder& dates, const Rules& rules,
             std::vector<Finding>& out)
      : material_(material),
        in_(material.passages[index]),
        index_(index),
        dates_(dates),
        rules_(rules),
        out_(out) {
    hide_own_handle();
  }

  void run() {
    find_windows();
    const bool day = material_.matches_in(in_, rules_.cue_day);
    if (windows_.empty() && !day) return;
    // Of others a post may go on to wish: "Happy 35th Robin! Same week as mine, I was 41 on Friday."
    bool of_others = false;
    for (const Rule& rule : rules_.rules) {
      if (!material_.may_match(in_, rule.pattern) || (of_others && !rule.to_own)) continue;
      const bool anywhere = rule.age == 0 && rule.decade == 0;
      if (anywhere && !day) continue;
      for (const Part& part : anywhere ? whole() : windows_) {
        const std::size_t before = out_.size();
        if (!apply(rule, part)) continue;
        if (out_.empty() || out_.back().whose == Whose::self) return take_from_others();
        if (of_others) out_.erase(out_.begin() + static_cast<std::ptrdiff_t>(before), out_.end());
        of_others = true;
      }
    }
  }

 private:
  std::string_view text() const { return unsigned_.empty() ? in_.folded.text : unsigned_; }

  // "robinashdown 42 today!": where captions stand behind their writer's handle, the post begins behind it.
  // "@robinashdown happy birthday" is said to them.
  void hide_own_handle() {
    const std::string& all = in_.folded.text;
    const std::size_t end = all.find(' ');
    if (end == std::string::npos) return;
    const std::string_view first = std::string_view(all).substr(0, end);
    const auto& handles = material_.of.person.usernames;
    if (std::none_of(handles.begin(), handles.end(),
                     [&](const std::string& handle) { return base::fold(handle) == first; }))
      return;
    unsigned_ = all;
    std::fill_n(unsigned_.begin(), end, '\n');
  }

  std::vector<Part> whole() const { return {{0, text().size()}}; }
  std::size_t place(std::string_view part) const {
    return static_cast<std::size_t>(part.data() - text().data());
  }

  std::string_view around(std::size_t begin, std::size_t end) const {
    const std::size_t from = begin > window ? begin - window : 0;
    return text().substr(from, end + window - from);
  }

  // What a wish says of the person, no rule before it says of somebody else.
  void take_from_others() {
    const std::vector<Finding> all = out_;
    std::erase_if(out_, [&](const Finding& other) {
      return other.whose == Whose::other && std::any_of(all.begin(), all.end(), [&](const Finding& own) {
               return own.whose == Whose::self && own.kind == other.kind && own.value == other.value;
             });
    });
  }

  // Rules with an age look around the numbers that can be one, where words say that it may be.
  void find_windows() {
    const auto add = [&](std::size_t begin, std::size_t end) {
      const Part part{begin > reach_of_age ? begin - reach_of_age : 0,
                      std::min(text().size(), end + reach_of_age)};
      if (!windows_.empty() && part.begin <= windows_.back().end) {
        windows_.back().end = part.end;
      } else {
        windows_.push_back(part);
      }
    };
    if (!material_.may_match(in_, rules_.cue)) return;
    std::vector<Part> numbers;
    if (in_.has(lexicon::digit)) {
      for (std::size_t at = 0; (at = next_age(text(), at)) < text().size(); at += 2)
        numbers.push_back({at, at + 2});
    }
    if (material_.may_match(in_, rules_.number)) {
      re2::StringPiece group;
      for (std::size_t at = 0; match_from(*rules_.number, text(), at, &group, 1);) {
        at = place(view(group)) + group.size();
        numbers.push_back({at - group.size(), at});
      }
    }
    std::sort(numbers.begin(), numbers.end(),
              [](const Part& one, const Part& other) { return one.begin < other.begin; });
    for (const Part& number : numbers) add(number.begin, number.end);
    std::erase_if(windows_, [&](const Part& part) {
      return !matches(rules_.cue, text().substr(part.begin, part.end - part.begin));
    });
  }

  // True when the rule has spoken for this post. Further matches of the rule are looked at while they are of
  // others: "Kit is 57 today. I'm 40 tomorrow."
  bool apply(const Rule& rule, const Part& part) {
    re2::StringPiece groups[4];
    std::size_t from = part.begin;
    bool spoken = false;
    const Windows windows = material_.windows_of(in_, rule.pattern);
    for (int tries = 0; tries < 20 && match_in(*rule.pattern, text(), windows, from, groups, 4, part.end);
         ++tries) {
      const std::size_t begin = place(view(groups[0])), end = begin + groups[0].size();
      if (says(rule, groups, begin, end)) {
        if (!out_.empty() && out_.back().whose == Whose::self) return true;
        spoken = true;
      }
      from = std::max(end, begin + 1);
    }
    return spoken;
  }

  bool says(const Rule& rule, const re2::StringPiece* groups, std::size_t begin, std::size_t end) {
    const std::string_view near = around(begin, end);
    if (rule.needs != nullptr && !matches(rule.needs, near)) return false;
    if (matches(rule.unless, near)) return false;
    if (rule.within && !is_own_name(material_, text().substr(begin, end - begin))) return false;
    if (rule.guarded && std::any_of(rules_.guards.begin(), rules_.guards.end(),
                                    [&](const Pattern& guard) { return matches(guard, near); }))
      return false;
    int age = rule.is;
    if (rule.age != 0) age = age_in(view(groups[rule.age]), rules_.words);
    if (rule.decade != 0) age = rules_.decades.find(view(groups[rule.decade]))->second;
    if ((rule.age != 0 || rule.decade != 0) && (age == 0 || age > oldest_person)) return false;
    if (age != 0) age += rule.plus;
    if (rule.since != 0) age += count_in(view(groups[rule.since]), rules_.words);
    if (rule.year != 0) {
      age = age_since(view(groups[rule.year]));
      if (age < youngest_person || age > oldest_person) return false;
    }
    if (rule.said) {
      const std::size_t at = rule.age != 0 ? place(view(groups[rule.age])) : begin;
      const Subject subject = subject_of(material_, in_, at, at);
      if (subject.whose == Whose::self && !subject.spoken) return false;
    }
    const Whose whose = whose_is(rule, groups, begin, end, near);
    return report(rule, rule.when == 0 ? std::string_view() : view(groups[rule.when]), age, begin, end,
                  whose);
  }

  // On the day of the post, of who was born in that year; 0 where no day is known.
  int age_since(std::string_view year) const {
    const std::optional<Day> written = written_on(material_, dates_, index_);
    return written ? partial(*written).year - std::atoi(std::string(year).c_str()) : 0;
  }

  Whose whose_is(const Rule& rule, const re2::StringPiece* groups, std::size_t begin, std::size_t end,
                 std::string_view near) const {
    if (rule.to_own) {
      const std::size_t wish = rule.age != 0 ? begin + 1 : end;
      // "Belated happy birthday to our wonderful Mrs Tansley, … yesterday"
      const bool named =
          (rule.named || rule.age == 0) && is_own_name(material_, text().substr(begin, end - begin));
      return named || own_follows(wish) || on_own_wall() || is_left_for_owner() ? Whose::self : Whose::other;
    }
    if (rule.mine) return owner_of(material_, in_).whose;
    if (on_own_wall()) return speaks_of_writer(begin, end) ? Whose::other : Whose::self;
    while (end > begin && !std::isalnum(static_cast<unsigned char>(text()[end - 1]))) --end;
    const std::size_t said_at = rule.age != 0 ? place(view(groups[rule.age])) : end;
    const Subject subject = subject_of(material_, in_, said_at, end);
    if (subject.whose == Whose::other || subject.spoken) return subject.whose;
    const bool wish = std::any_of(rules_.wishes.begin(), rules_.wishes.end(), [&](const Wish& one) {
      return matches(one.pattern, near) && !matches(one.unless, near);
    });
    return wish ? Whose::other : Whose::self;
  }

  // On the person's own page another's wish that names nobody: "Belated happy birthday for Saturday, my
  // brother!"
  bool is_left_for_owner() const {
    if (material_.owner != PageOwner::person || in_.speaker == Speaker::person) return false;
    const bool anothers = in_.speaker == Speaker::another || author_of(in_) == Speaker::another;
    // Below words of the person's own it answers them.
    return anothers && !matches(rules_.addressee, text()) &&
           std::none_of(material_.passages.begin(), material_.passages.end(), [&](const FoldedPassage& one) {
             return one.speaker == Speaker::person || author_of(one) == Speaker::person;
           });
  }

  Speaker author_of(const FoldedPassage& in) const {
    if (!in.passage->post) return Speaker::unknown;
    const std::string& author = material_.profile.posts[static_cast<std::size_t>(*in.passage->post)].author;
    if (author.empty()) return Speaker::unknown;
    return is_own_name(material_, base::fold(author)) ? Speaker::person : Speaker::another;
  }

  // "I am 62 in April", on somebody else's wall.
  bool speaks_of_writer(std::size_t begin, std::size_t end) const {
    constexpr std::size_t before = 12;
    const std::size_t from = begin > before ? begin - before : 0;
    return matches(rules_.first_person, text().substr(from, end - from));
  }

  // On somebody's wall: "Kit Toft > Robin Ashdown", in the line above or up to the colon before the words, or
  // in the heading: "Posts on Robin Ashdown's wall".
  bool on_own_wall() const {
    for (std::int64_t at = in_.heading, steps = 0; at >= 0 && steps < 2; ++steps) {
      const FoldedPassage& heading = material_.passages[static_cast<std::size_t>(at)];
      re2::StringPiece name;
      if (rules_.wall != nullptr && match_from(*rules_.wall, heading.folded.text, 0, &name, 1))
        return is_own_name(material_, view(name));
      at = heading.heading;
    }
    for (std::size_t back = 0; back <= 2 && back <= index_; ++back) {
      const std::string& text = material_.passages[index_ - back].folded.text;
      const std::string_view line =
          std::string_view(text).substr(0, text.find_first_of(back == 0 ? ":" : "\n"));
      if (back == 0 && line.size() == text.size()) continue;
      re2::StringPiece name;
      if (rules_.wall != nullptr && match_from(*rules_.wall, line, 0, &name, 1))
        return is_own_name(material_, view(name));
    }
    return false;
  }

  // "… Robin", "… @robinashdown", and not another Robin: "… Robin Toft".
  bool own_follows(std::size_t end) const {
    const std::string_view behind = text().substr(end, reach_of_name);
    const std::string_view sentence = behind.substr(0, behind.find_first_of(".\n"));
    const std::string_view line = text().substr(end, reach_of_handle);
    for (const std::string& username : material_.of.person.usernames) {
      if (line.substr(0, line.find_first_of(".!?\n")).find(base::fold(username)) != std::string_view::npos)
        return true;
    }
    for (const std::string& word : material_.person_words) {
      std::size_t at = sentence.find(word);
      if (at == std::string_view::npos ||
          (at > 0 && std::isalpha(static_cast<unsigned char>(sentence[at - 1]))) ||
          matches(rules_.signed_by, sentence.substr(0, at)))
        continue;
      std::size_t next = at + word.size();
      if (next < sentence.size() && std::isalpha(static_cast<unsigned char>(sentence[next]))) continue;
      if (next + 1 >= sentence.size() || sentence[next] != ' ') return true;
      const std::string_view rest = sentence.substr(next + 1);
      const std::size_t origin = in_.folded.origin[end + next + 1];
      const char first = in_.passage->text.words()[origin];
      if (first < 'A' || first > 'Z') return true;
      const std::string_view following =
          rest.substr(0, rest.find_first_not_of("abcdefghijklmnopqrstuvwxyz'-"));
      return names_person(material_, following);
    }
    return false;
  }

  // "My birthday is Friday 4 July": the date says it better than its weekday.
  bool names_weekday_of_date(std::string_view words, std::size_t end) const {
    constexpr std::size_t reach = 12;
    const std::size_t last = words.rfind(' ');
    const std::string_view word = words.substr(last == std::string_view::npos ? 0 : last + 1);
    if (!rules_.words.weekdays.contains(std::string(word))) return false;
    std::string_view behind = text().substr(end, reach);
    for (const std::string_view gap : {",", " ", "the "}) {
      if (behind.starts_with(gap)) behind.remove_prefix(gap.size());
    }
    return !behind.empty() && std::isdigit(static_cast<unsigned char>(behind.front())) != 0;
  }

  bool report(const Rule& rule, std::string_view words, int age, std::size_t begin, std::size_t end,
              Whose whose) {
    // "turned 30 in June 2015" is no matter of when it was written.
    static constexpr std::size_t year = 5;
    const std::string_view behind = text().substr(end, year);
    if (!words.empty() && behind.size() == year && (behind.starts_with(" 19") || behind.starts_with(" 20")))
      return false;
    if (names_weekday_of_date(words, end)) return false;
    const std::optional<Day> written = written_on(material_, dates_, index_);
    std::optional<PartialDate> date;
    if (written) {
      date = words.empty() ? partial(*written + days{days_from_post(rule, begin, end)})
                           : meant(words, *written, rule.future);
      if (!date) return false;
    }
    // Without an age it takes a day.
    if (age == 0 && (!date || date->day == 0)) return false;
    const bool adult = age == 0 || age >= youngest_person;
    if (!adult) whose = Whose::other;
    if (date) {
      const std::optional<Day> day =
          base::day_of(date->year, std::max(1, date->month), std::max(1, date->day));
      const bool soon = day && *day - *written <= days{farthest_age};
      PartialDate born = *date;
      born.year = age == 0 ? 0 : born.year - age;
      if (!report_date(rule, born, begin, end, whose)) return false;
      if (age == 0 || !soon) return true;
    }
    Finding finding = finding_at(in_, begin, end, Kind::age, std::to_string(age), rule.id, rules_.clause);
    finding.whose = whose;
    finding.published = written;
    out_.push_back(std::move(finding));
    return true;
  }

  // "Thank you to all who messaged yesterday. Thirty-five feels like thirty-four": what a rule says of the
  // day of the post is then of the day before.
  int days_from_post(const Rule& rule, std::size_t begin, std::size_t end) const {
    if (rule.days != 0 || rule.to_own) return rule.days;
    return matches(rules_.late, around(begin, end)) ? -1 : 0;
  }

  bool report_date(const Rule& rule, PartialDate born, std::size_t begin, std::size_t end, Whose whose) {
    // A birthday on 29 February is kept on 1 March, or the day before, in other years.
    if (!base::can_exist(born)) return false;
    auto finding =
        birth_date_at(material_, in_, begin, end, born, whose, Certainty::likely, rule.id, rules_.clause);
    if (finding) out_.push_back(std::move(*finding));
    return finding.has_value();
  }

  std::optional<PartialDate> meant(std::string_view words, Day written, bool future) const {
    for (const When& when : rules_.whens) {
      if (when.pattern != nullptr &&
          RE2::FullMatch(re2::StringPiece(words.data(), words.size()), *when.pattern))
        return day_meant(when, words, written, when.future.value_or(future), rules_.words);
    }
    return std::nullopt;
  }

  const Material& material_;
  const FoldedPassage& in_;
  std::size_t index_;
  const DateFinder& dates_;
  const Rules& rules_;
  std::vector<Finding>& out_;
  std::string unsigned_;  // the text with a blank line for the handle that it begins with; empty for none
  std::vector<Part> windows_;  // in text order
};

}  // namespace

Birthdays::Birthdays(std::unique_ptr<Rules> rules) : rules_(std::move(rules)) {}
Birthdays::Birthdays(Birthdays&&) noexcept = default;
Birthdays::~Birthdays() = default;

base::Result<Birthdays> Birthdays::load(const std::filesystem::path& file, const lexicon::DateWords& words,
                                        PatternBook& book) {
  auto opened = base::open_definition(file);
  if (!opened) return opened.error();
  base::DefinitionFile& definition = *opened;
  auto rules = std::make_unique<Rules>(words);
  rules->read(definition.root(), book);
  if (auto error = definition.error()) return *error;
  return Birthdays(std::move(rules));
}

std::vector<Finding> Birthdays::find(const Material& material, const DateFinder& dates) const {
  std::vector<Finding> found;
  for (std::size_t i = 0; i < material.passages.size() && !material.is_full(found); ++i) {
    const FoldedPassage& in = material.passages[i];
    if (in.is_address || in.passage->field == "title"sv) continue;
    if (!in.passage->label.empty() && !is_name_label(material, in.passage->label)) continue;
    std::vector<Finding> here;
    PostReader(material, i, dates, *rules_, here).run();
    for (Finding& finding : here) material.keep(found, std::move(finding));
  }
  return found;
}

}  // namespace gh::detect
