#include "detect/family.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "detect/cased.h"
#include "detect/people.h"
#include "detect/phrases.h"
#include "detect/whose.h"

namespace gh::detect {

struct Family::Rules {
  lexicon::GivenNames given_names;
  lexicon::DateWords words;
  PhraseFile answers, children, confidential;
};

namespace {

using re2::StringPiece;

std::string_view view(const StringPiece& piece) { return {piece.data(), piece.size()}; }
StringPiece piece(std::string_view text) { return {text.data(), text.size()}; }

bool matches(const RE2& pattern, std::string_view text) { return RE2::PartialMatch(piece(text), pattern); }

// By place in `lists` of family.toml and children.toml.
enum AnswerList : std::size_t { car_make, meme_name, meme_part, meme_answer, street_end, animal };
enum ChildList : std::size_t { roll_cue, child_field, birth_label, age_label };

class Names : public NameTest {
 public:
  Names(const lexicon::GivenNames& given, const std::unordered_set<std::string>& stop, bool known_only)
      : given_(given), stop_(stop), known_only_(known_only) {}

  bool may_be(std::string_view word) const override {
    const std::string small = plain(word);
    if (small.size() < 2 || stop_.contains(small)) return false;
    return !known_only_ || is_known(word);
  }

  bool is_known(std::string_view word) const override {
    const std::string small = plain(word);
    if (stop_.contains(small)) return false;
    if (given_.has(small)) return true;
    const std::size_t hyphen = small.find('-');
    return hyphen != std::string::npos && given_.has(small.substr(0, hyphen));
  }

 private:
  static std::string plain(std::string_view word) {
    std::string small = base::lower_ascii(word);
    if (small.ends_with("'s")) small.resize(small.size() - 2);
    return small;
  }

  const lexicon::GivenNames& given_;
  const std::unordered_set<std::string>& stop_;
  bool known_only_;
};

// "Tom's" without its 's.
Part bare(std::string_view text, Part name) {
  if (base::lower_ascii(text.substr(name.begin, name.end - name.begin)).ends_with("'s")) name.end -= 2;
  return name;
}

// A table of questions and answers: its rows, not its columns, say what is asked.
bool answers_row(const scrape::Passage& passage) {
  static const RE2 question(
      "(?i)^(?:\\W|\\d|your |my |the |what (?:is|was) )*(?:name of "
      ")?(?:first|childhood|mother|mum'?s|maiden|favou?rite "
      "(?:\\w+ )?teacher|street|road|best friend|oldest friend|primary school|infants?'? "
      "school|pets?\\b|partner|husband|"
      "wife|children|kids|(?:wedding )?anniversary)");
  return !passage.entity.empty() && matches(question, passage.entity);
}

const std::string& label_of(const scrape::Passage& passage) {
  return answers_row(passage) ? passage.entity : passage.label;
}

// Somebody else's words or facts: mark-up says so, or the row of a table is another's.
bool is_others(const Material& material, const FoldedPassage& in) {
  if (in.passage->about == scrape::About::other) return true;
  if (answers_row(*in.passage)) return false;
  const Subject owner = owner_of(material, in);
  return owner.said && owner.whose == Whose::other;
}

// "…," said Mrs Hill: what stands in quotation marks is another's when somebody says it.
bool is_quoted(std::string_view cased, std::size_t at) {
  constexpr std::size_t reach = 400;
  const std::size_t from = at > reach ? at - reach : 0;
  const std::string_view before = cased.substr(from, at - from), behind = cased.substr(at, reach);
  if (std::count(before.begin(), before.end(), '"') % 2 == 0 || behind.find('"') == std::string_view::npos)
    return false;
  static const RE2 speaker(
      "(?i)\"[,.]? ?(?:said|says|added|explained|told|recalled|she|he|they|mr|mrs|[a-z]+ "
      "(?:said|says|added)) ?|"
      "(?:said|says|added|explained|told [a-z ]{0,30})[:,]? ?\"");
  return matches(speaker, cased.substr(from, at + reach - from));
}

// One pass over a page with one file of rules.
class Reading {
 public:
  Reading(const Material& material, const TriggerWords& triggers, const lexicon::GivenNames& names,
          const PhraseFile& file)
      : material_(material), triggers_(triggers), names_(names), file_(file) {}

  // Calls `use` for every passage that can matter.
  template <class Use>
  void each_passage(Use use) {
    for (const FoldedPassage& in : material_.passages) {
      const scrape::Passage& passage = *in.passage;
      if (passage.place == scrape::Place::navigation || passage.syntax == "url") continue;
      const std::string& said = label_of(passage);
      const Triggers triggers = (in.triggers | label_triggers(said)) & file_.triggers;
      if (triggers == 0 && passage.field != "child" && passage.field != "partner") continue;
      Spoken spoken{in, cased_text(in, names_), 0, triggers, 0, false, &names_};
      if (!said.empty() && said.size() < 80) {
        const std::string label = cased_label(said) + ": ";
        spoken.label = label.size();
        spoken.text.insert(0, label);
      }
      spoken.words = file_.sets_in(material_.words_of(in), in.triggers) |
                     (said.empty() ? 0 : file_.sets_in(label_words_, label_seen_));
      spoken.shouting = is_shouting(spoken.text);
      use(spoken);
    }
  }

  const Material& material() const { return material_; }

 private:
  // Cells of a column come one after the other under the same label.
  Triggers label_triggers(const std::string& label) {
    if (label.empty()) return 0;
    if (label == label_) return label_seen_;
    label_ = label;
    const std::string folded = base::lower_ascii(cased_label(label));
    label_words_.clear();
    label_seen_ = lexicon::append_words(folded, label_words_);
    label_seen_ |= triggers_.groups_in(folded, label_words_);
    return label_seen_;
  }

  const Material& material_;
  const TriggerWords& triggers_;
  const lexicon::GivenNames& names_;
  const PhraseFile& file_;
  std::string label_;
  Triggers label_seen_ = 0;
  std::vector<lexicon::Word> label_words_;
};

void add(std::vector<Finding>& out, const Spoken& spoken, Part part, const Phrase& phrase) {
  if (auto found = spoken.finding(part.begin, part.end, phrase.kind, phrase.id, phrase.clause)) {
    found->certainty = phrase.certainty;
    out.push_back(std::move(*found));
  }
}

// ---- answers to security questions

constexpr std::size_t date_reach = 16;  // bytes between "married on" and its date

class Answers {
 public:
  Answers(const Family::Rules& rules, const Material& material, const DateFinder& dates,
          std::vector<Finding>& out)
      : rules_(rules), file_(rules.answers), material_(material), dates_(dates), out_(out) {}

  void read(const Spoken& spoken) {
    const scrape::Passage& passage = *spoken.in.passage;
    if (passage.field == "partner" && passage.syntax != "label") read_partner(spoken);
    if (is_others(material_, spoken.in)) return;
    each_match(file_, material_, spoken, [&](const PhraseMatch& match) { return use(match); });
    read_meme(spoken);
  }

 private:
  std::size_t use(const PhraseMatch& match) {
    const Spoken& spoken = match.spoken;
    if (is_quoted(spoken.text, match.begin())) return 0;
    for (const auto& [name, index] : match.phrase.pattern->NamedCapturingGroups()) {
      const StringPiece& group = match.groups[static_cast<std::size_t>(index)];
      if (group.data() == nullptr || group.empty()) continue;
      const Part part{match.at(group), match.at(group) + group.size()};
      if (name.starts_with("car")) {
        read_car(match, part, name.starts_with("carknown"));
      } else if (name.starts_with("date")) {
        read_date(match, part);
      } else if (name.starts_with("years")) {
        read_years(match, part);
      } else if (name.starts_with("school")) {
        read_school(match, part);
      } else if (name.starts_with("street")) {
        if (!is_stop(spoken.text, part)) add(out_, spoken, part, match.phrase);
      } else {
        read_name(match, part, name.starts_with("plural"));
      }
    }
    return 0;
  }

  // spouse.name in structured data; the person's own name stands there where the page is the partner's.
  void read_partner(const Spoken& spoken) {
    if (spoken.in.folded.text.size() > 60 || names_person(material_, first_word(spoken.in.folded.text)))
      return;
    if (auto found =
            spoken.finding(spoken.label, spoken.text.size(), Kind::partner, "partner.field", "PRI-07"))
      out_.push_back(std::move(*found));
  }

  static std::string_view first_word(std::string_view text) { return text.substr(0, text.find(' ')); }

  bool is_stop(std::string_view text, Part part) const {
    std::string first = base::lower_ascii(text.substr(part.begin, part.end - part.begin));
    first = first.substr(0, first.find_first_of(" ,.'"));
    return file_.stop.contains(first);
  }

  void read_name(const PhraseMatch& match, Part part, bool plural) {
    const Spoken& spoken = match.spoken;
    const Names names(rules_.given_names, file_.stop, match.phrase.named_only || spoken.shouting);
    std::string_view words = std::string_view(spoken.text).substr(part.begin, part.end - part.begin);
    const std::size_t blank = words.find(' ');
    if (blank != std::string_view::npos && !is_title(first_word(words)) && !names.may_be(first_word(words))) {
      part.begin += blank + 1;  // "RIP Whiskers"
      words.remove_prefix(blank + 1);
    }
    const std::string_view first = first_word(words);
    if (!names.may_be(first) && !is_title(first)) return;
    part = bare(spoken.text, without_stops(spoken.text, part));
    if (plural && spoken.text[part.end - 1] == 's') part = singular(spoken.text, part);
    add(out_, spoken, part, match.phrase);
  }

  // "Prossers" -> "Prosser", "Joneses" -> "Jones", "Evans" stays.
  Part singular(std::string_view text, Part part) const {
    const std::string name = base::lower_ascii(text.substr(part.begin, part.end - part.begin));
    if (file_.keeps_s.contains(name)) return part;
    const bool in_es =
        name.ends_with("ses") || name.ends_with("xes") || name.ends_with("ches") || name.ends_with("shes");
    return {part.begin, part.end - (in_es ? 2 : 1)};
  }

  static bool is_title(std::string_view word) {
    static const RE2 title(
        "(?i)^(?:mr|mrs|miss|ms|mx|dr|sir|madame|mme|sister|brother|father|fr|captain|lady|lord|prof|"
        "professor|princess|prince|king|queen|"
        "little|baby|big|fat)\\.?$");
    return matches(title, word);
  }

  // "Bramble What A Dog" ends before "What".
  Part without_stops(std::string_view text, Part part) const {
    std::size_t at = part.begin;
    while (at < part.end) {
      std::size_t end = std::min(text.find(' ', at), part.end);
      if (end == std::string_view::npos) end = part.end;
      if (at > part.begin && file_.stop.contains(base::lower_ascii(text.substr(at, end - at))))
        return {part.begin, at - 1};
      at = end + 1;
    }
    return part;
  }

  // A make that we know and what follows it; else a run of capitals.
  void read_car(const PhraseMatch& match, Part part, bool known_only) {
    const Spoken& spoken = match.spoken;
    StringPiece groups[2];
    if (file_.lists[car_make]->Match(piece(spoken.text), part.begin, part.end, RE2::UNANCHORED, groups, 2)) {
      const std::size_t begin = match.at(groups[1]);
      add(out_, spoken, {begin, begin + groups[1].size()}, match.phrase);
      return;
    }
    static const RE2 run(
        "^[ "
        ":]*(?:(?i:an?|my|the|trusty|old|battered|red|blue|green|white|yellow|little|second-?hand|bright|\\d{"
        "4}) )*((?:[A-Z][A-Za-z]+)(?: (?:[A-Z][A-Za-z0-9]*|\\d[A-Za-z0-9.]*)){1,2})");
    const std::string_view words = std::string_view(spoken.text).substr(part.begin, part.end - part.begin);
    if (known_only || spoken.shouting || !RE2::PartialMatch(piece(words), run, &groups[1])) return;
    const std::size_t begin = match.at(groups[1]);
    const Part found{begin, begin + groups[1].size()};
    if (!is_stop(spoken.text, found)) add(out_, spoken, found, match.phrase);
  }

  // The person's own school of today needs more than a label.
  void read_school(const PhraseMatch& match, Part part) {
    const Spoken& spoken = match.spoken;
    if (is_stop(spoken.text, part)) return;
    if (match.phrase.certainty == Certainty::possible) {
      const std::string words =
          base::lower_ascii(std::string_view(spoken.text).substr(part.begin, part.end - part.begin));
      for (const base::Organisation& school : material_.of.person.employer.schools) {
        if (base::fold(school.name).find(words) != std::string::npos) return;
        for (const std::string& alias : school.aliases) {
          if (base::fold(alias) == words) return;
        }
      }
    }
    add(out_, spoken, part, match.phrase);
  }

  void read_date(const PhraseMatch& match, Part part) {
    const Spoken& spoken = match.spoken;
    const std::string words =
        base::lower_ascii(std::string_view(spoken.text).substr(part.begin, part.end - part.begin));
    for (const DateMention& mention : dates_.find(words, material_.order, material_.of.as_of)) {
      if (mention.begin > date_reach) return;
      if (auto found = spoken.finding(part.begin + mention.begin, part.begin + mention.end, match.phrase.kind,
                                      match.phrase.id, match.phrase.clause)) {
        found->value = base::format_edtf(mention.date);
        found->certainty = match.phrase.certainty;
        out_.push_back(std::move(*found));
      }
      return;
    }
  }

  // "Ten years married today": the day of the post, so many years before.
  void read_years(const PhraseMatch& match, Part part) {
    const Spoken& spoken = match.spoken;
    const int years =
        number_in(std::string_view(spoken.text).substr(part.begin, part.end - part.begin), rules_.words);
    if (!spoken.in.written || years < 1 || years > 75) return;
    const std::chrono::year_month_day day{*spoken.in.written};
    const base::PartialDate date{int{day.year()} - years, static_cast<int>(unsigned{day.month()}),
                                 static_cast<int>(unsigned{day.day()})};
    if (!base::can_exist(date)) return;
    if (auto found =
            spoken.finding(part.begin, part.end, match.phrase.kind, match.phrase.id, match.phrase.clause)) {
      found->value = base::format_edtf(date);
      found->certainty = match.phrase.certainty;
      out_.push_back(std::move(*found));
    }
  }

  enum class Asked { pet, street, surname, other };

  // "Your stripper name is your first pet and the street you grew up on. I'm Biscuit Larkspur Avenue."
  void read_meme(const Spoken& spoken) {
    const StringPiece text = piece(spoken.text);
    StringPiece whole;
    if (!file_.lists[meme_name]->Match(text, 0, text.size(), RE2::UNANCHORED, &whole, 1)) return;
    std::size_t at = static_cast<std::size_t>(whole.data() - text.data()) + whole.size();
    const std::size_t limit = std::min(text.size(), at + 240);
    std::vector<Asked> asked;
    StringPiece groups[5];
    while (asked.size() < 4 && file_.lists[meme_part]->Match(text, at, limit, RE2::UNANCHORED, groups, 5)) {
      const auto begin = static_cast<std::size_t>(groups[0].data() - text.data());
      // "… street you grew up on. I'm Biscuit Larkspur Avenue": the answer asks nothing.
      if (!asked.empty() && spoken.text.substr(at, begin - at).find_first_of(".!?\n:=") != std::string::npos)
        break;
      asked.push_back(groups[1].data() != nullptr   ? Asked::pet
                      : groups[2].data() != nullptr ? Asked::street
                      : groups[3].data() != nullptr ? Asked::surname
                                                    : Asked::other);
      at = static_cast<std::size_t>(groups[0].data() - text.data()) + groups[0].size();
    }
    if (asked.size() < 2 || !file_.lists[meme_answer]->Match(text, at, limit, RE2::UNANCHORED, groups, 2))
      return;
    const std::size_t begin = static_cast<std::size_t>(groups[1].data() - text.data());
    split_meme(spoken, {begin, begin + groups[1].size()}, asked.front(), asked.back());
  }

  // The first part is one word ("Biscuit", "Mr Tibbs"), and the street or the surname what is left of it.
  void split_meme(const Spoken& spoken, Part answer, Asked first_asked, Asked last_asked) {
    std::vector<Part> words;
    for (std::size_t at = answer.begin; at < answer.end;) {
      const std::size_t end = std::min(spoken.text.find(' ', at), answer.end);
      words.push_back({at, end});
      at = end + 1;
    }
    const auto word = [&](std::size_t i) {
      return std::string_view(spoken.text).substr(words[i].begin, words[i].end - words[i].begin);
    };
    const auto in_street = [&] {
      return last_asked == Asked::street && matches(*file_.lists[street_end], word(words.size() - 1));
    };
    while (words.size() > 2 && !in_street() && file_.stop.contains(base::lower_ascii(word(words.size() - 1))))
      words.pop_back();
    if (words.size() < 2 || (words.size() == 2 && in_street())) return;
    std::size_t first_words = last_asked == Asked::street ? 1 : words.size() - 1;
    if (words.size() > 2 && is_title(word(0))) first_words = 2;
    if (first_asked == Asked::street && words.size() > 2) first_words = words.size() - 1;
    const Part first{words.front().begin, words[first_words - 1].end};
    const Part last{words[first_words].begin, words.back().end};
    for (const auto& [part, asked] : {std::pair(first, first_asked), std::pair(last, last_asked)}) {
      if (asked == Asked::other) continue;
      if (auto found = spoken.finding(part.begin, part.end, Kind::family_name_answer, "family.name-game",
                                      file_.clause))
        out_.push_back(std::move(*found));
    }
  }

  const Family::Rules& rules_;
  const PhraseFile& file_;
  const Material& material_;
  const DateFinder& dates_;
  std::vector<Finding>& out_;
};

// ---- children and pupils

constexpr int oldest_child = 50;          // years: of somebody who works at a school
constexpr std::size_t most_in_class = 3;  // names with a class on one page; more are a school's own list

class Children {
 public:
  Children(const Family::Rules& rules, const Material& material, const DateFinder& dates,
           std::vector<Finding>& out)
      : rules_(rules), file_(rules.children), material_(material), dates_(dates), out_(out) {}

  void read(const Spoken& spoken) {
    const scrape::Passage& passage = *spoken.in.passage;
    const bool stated =
        passage.syntax != "label";  // children.name in structured data is another's by its nature
    if (is_child_field(passage) && stated) {
      if (names_owner()) read_field(spoken);
      return;
    }
    if (is_others(material_, spoken.in)) return;
    if (is_child_field(passage) && read_field(spoken)) return;
    each_match(file_, material_, spoken, [&](const PhraseMatch& match) { return use(match); });
  }

  // A page that names many children with their classes is a school's, and no slip of one who works there.
  void drop_lists() {
    const auto by_class = [](const Finding& one) { return one.rule.starts_with("pupil.in-class-code"); };
    std::set<std::string> names;
    for (const Finding& one : out_) {
      if (by_class(one)) names.insert(one.value);
    }
    if (names.size() > most_in_class) std::erase_if(out_, by_class);
  }

  // Ages and days beside a child's name in the row of a table, or in the same object.
  void read_rows() {
    for (const FoldedPassage& in : material_.passages) {
      const scrape::Passage& passage = *in.passage;
      if (passage.entity.empty() || names_.empty() || !names_.contains(base::fold(passage.entity))) continue;
      const std::string label = base::lower_ascii(cased_label(passage.label));
      const Spoken spoken{in, in.folded.text, 0, 0, 0, false, &rules_.given_names};
      if (matches(*file_.lists[birth_label], label)) {
        read_dates(spoken, {0, spoken.text.size()}, "child.row", file_.clause);
      } else if (matches(*file_.lists[age_label], label)) {
        const int age = number_in(spoken.text, rules_.words);
        if (age >= 0 && age < 30)
          add_age(spoken, {0, spoken.text.size()}, age, "child.row", file_.clause, Certainty::likely);
      }
    }
  }

 private:
  // children.name in JSON-LD, a column that is headed "Child".
  bool is_child_field(const scrape::Passage& passage) const { return passage.field == "child"; }

  // Some words of the page are the person's full name: children in its data are then likely theirs.
  bool names_owner() {
    if (names_owner_) return *names_owner_;
    std::vector<std::string> full;
    for (const std::string& name : material_.of.person.names) full.push_back(base::fold(name));
    names_owner_ =
        std::any_of(material_.passages.begin(), material_.passages.end(), [&](const FoldedPassage& in) {
          return std::any_of(full.begin(), full.end(), [&](const std::string& name) {
            return in.folded.text.find(name) != std::string::npos;
          });
        });
    return *names_owner_;
  }

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
    if (is_quoted(spoken.text, match.begin())) return 0;
    const Names names(rules_.given_names, file_.stop, phrase.named_only || spoken.shouting);
    std::vector<Listed> found;
    std::size_t end = match.end();
    for (const auto& [name, index] : phrase.pattern->NamedCapturingGroups()) {
      const StringPiece& group = match.groups[static_cast<std::size_t>(index)];
      if (group.data() == nullptr || group.empty()) continue;
      const Part part{match.at(group), match.at(group) + group.size()};
      if (name == "adj") continue;
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
    for (const Listed& one : found) add_listed(spoken, one, phrase.id, phrase.clause, phrase.certainty);
    return end;
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
  }

  void add_age(const Spoken& spoken, Part words, int age, std::string_view rule, std::string_view clause,
               Certainty certainty) {
    push(spoken, words, rule, clause, certainty, std::to_string(age));
  }

  // "Isla, born 2 May 2021", "Theo b. 03.04.2020", "Isla 2.5.2021".
  void read_date_behind(const Spoken& spoken, std::size_t at, std::string_view rule,
                        std::string_view clause) {
    static const RE2 between(
        "(?i)^[^a-z0-9]{0,8}(?:(?:(?:who )?(?:was |were )?born|b\\.?|arrived|dob|birthday|since)[ :]*(?:on "
        "|in )?(?:the )?)?");
    StringPiece words;
    const std::string_view window = std::string_view(spoken.text).substr(at, 60);
    if (!between.Match(piece(window), 0, window.size(), RE2::ANCHOR_START, &words, 1)) return;
    const std::vector<DateMention> dates =
        dates_.find(base::lower_ascii(window), material_.order, material_.of.as_of);
    if (dates.empty() || dates.front().begin > words.size() || dates.front().date.day == 0) return;
    read_dates(spoken, {at + dates.front().begin, at + dates.front().end}, rule, clause);
  }

  void read_dates(const Spoken& spoken, Part window, std::string_view rule, std::string_view clause) {
    window.begin = std::max(window.begin, spoken.label);
    if (window.begin >= window.end) return;
    const std::string words =
        base::lower_ascii(std::string_view(spoken.text).substr(window.begin, window.end - window.begin));
    const int this_year = int{std::chrono::year_month_day{material_.of.as_of}.year()};
    for (const DateMention& mention : dates_.find(words, material_.order, material_.of.as_of)) {
      base::PartialDate date = mention.date;
      // Two digits are a grown-up's year to the reader of dates; a child's is this century's.
      const bool two_digits =
          date.year >= 1900 && date.year < 2000 &&
          words.substr(mention.begin, mention.end - mention.begin).find(std::to_string(date.year)) ==
              std::string::npos;
      if (two_digits && date.year + 100 <= this_year) date.year += 100;
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
    out_.push_back(std::move(*found));
  }

  const Family::Rules& rules_;
  const PhraseFile& file_;
  const Material& material_;
  const DateFinder& dates_;
  std::vector<Finding>& out_;
  std::optional<bool> names_owner_;  // once asked for
  std::set<std::string> names_;      // folded, of children told so far
};

// ---- what should not have left school

constexpr std::size_t shortest_roll = 5;  // names in a row that make a class list

// The names of a class in one passage: a cue, then nothing but names.
std::optional<Part> roll_in(const Spoken& spoken, const RE2& cue, const NameTest& names,
                            const lexicon::DateWords& words) {
  StringPiece groups[1];
  const StringPiece text = piece(spoken.text);
  std::size_t at = 0;
  while (at < text.size() && cue.Match(text, at, text.size(), RE2::UNANCHORED, groups, 1)) {
    const auto begin = static_cast<std::size_t>(groups[0].data() - text.data());
    at = begin + std::max<std::size_t>(groups[0].size(), 1);
    const PeopleList list = read_people(spoken.text, at, names, words);
    const auto known = std::count_if(list.people.begin(), list.people.end(),
                                     [](const Listed& one) { return !one.name.empty(); });
    if (static_cast<std::size_t>(known) >= shortest_roll)
      return Part{list.people.front().name.begin, list.end};
  }
  return std::nullopt;
}

}  // namespace

Family::Family(std::unique_ptr<Rules> rules) : rules_(std::move(rules)) {}
Family::Family(Family&&) noexcept = default;
Family::~Family() = default;

base::Result<Family> Family::load(const std::filesystem::path& folder, lexicon::GivenNames names,
                                  lexicon::DateWords words, TriggerWords& triggers) {
  auto answers = PhraseFile::load(folder / "family.toml", triggers);
  if (!answers) return answers.error();
  auto children = PhraseFile::load(folder / "children.toml", triggers);
  if (!children) return children.error();
  auto confidential = PhraseFile::load(folder / "confidential.toml", triggers);
  if (!confidential) return confidential.error();
  return Family(std::make_unique<Rules>(Rules{std::move(names), std::move(words), std::move(*answers),
                                              std::move(*children), std::move(*confidential)}));
}

std::vector<Finding> Family::find_answers(const Material& material, const TriggerWords& triggers,
                                          const DateFinder& dates) const {
  std::vector<Finding> found;
  Answers answers(*rules_, material, dates, found);
  Reading(material, triggers, rules_->given_names, rules_->answers).each_passage([&](const Spoken& spoken) {
    answers.read(spoken);
  });
  return found;
}

std::vector<Finding> Family::find_children(const Material& material, const TriggerWords& triggers,
                                           const DateFinder& dates) const {
  std::vector<Finding> found;
  Children children(*rules_, material, dates, found);
  Reading(material, triggers, rules_->given_names, rules_->children).each_passage([&](const Spoken& spoken) {
    children.read(spoken);
  });
  children.read_rows();
  children.drop_lists();
  return found;
}

std::vector<Finding> Family::find_confidential(const Material& material, const TriggerWords& triggers) const {
  std::vector<Finding> found;
  const PhraseFile& file = rules_->confidential;
  Reading(material, triggers, rules_->given_names, file).each_passage([&](const Spoken& spoken) {
    if (is_others(material, spoken.in)) return;
    each_match(file, material, spoken, [&](const PhraseMatch& match) {
      for (const auto& [name, index] : match.phrase.pattern->NamedCapturingGroups()) {
        const StringPiece& group = match.groups[static_cast<std::size_t>(index)];
        if (group.data() == nullptr || group.empty()) continue;
        const Names names(rules_->given_names, file.stop, true);
        if (name.starts_with("given") && !names.is_known(view(group))) return std::size_t{0};
        if (name.starts_with("initials") && file.stop.contains(base::lower_ascii(view(group))))
          return std::size_t{0};
      }
      add(found, spoken, {match.begin(), match.end()}, match.phrase);
      return std::size_t{0};
    });
    const Names names(rules_->given_names, file.stop, true);
    if (const auto roll = roll_in(spoken, *file.lists[0], names, rules_->words)) {
      if (auto one = spoken.finding(roll->begin, roll->end, Kind::confidential, "confidential.class-list",
                                    "CAP-B2")) {
        one->value = "class list";
        found.push_back(std::move(*one));
      }
    }
  });
  // Addresses of inside pages.
  for (const FoldedPassage& in : material.passages) {
    if (in.passage->syntax != "url" || in.passage->about == scrape::About::other) continue;
    StringPiece whole;
    const StringPiece text = piece(in.folded.text);
    if (!file.lists[1]->Match(text, 0, std::min<std::size_t>(text.size(), 400), RE2::UNANCHORED, &whole, 1))
      continue;
    Finding one = finding_at(in, 0, in.folded.text.size(), Kind::confidential, "",
                             "confidential.inside-address", "CAP-B1");
    one.value = one.evidence.text;
    found.push_back(std::move(one));
  }
  return found;
}

}  // namespace gh::detect
