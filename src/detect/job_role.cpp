#include "detect/job_role.h"

#include <algorithm>
#include <optional>

#include "base/definition_file.h"
#include "detect/beside.h"
#include "detect/headings.h"
#include "detect/job_titles.h"
#include "detect/pattern.h"
#include "detect/role_beside.h"
#include "detect/role_grammar.h"
#include "detect/role_report.h"
#include "detect/whose.h"

namespace gh::detect {
namespace {

using namespace std::string_view_literals;  // compared by size first

using base::DefinitionTable;

constexpr std::size_t reach_before = 120, reach_after = 70;  // bytes that a rule may look at
constexpr std::size_t named_reach = 260;                     // bytes before a job in which "she" is named
constexpr std::size_t short_text = 400;  // bytes; longer ones are no few words about oneself
constexpr std::size_t heading = 80;      // bytes of a line that is only a name
constexpr std::size_t town_reach = 100;  // bytes between a job and the town it names
constexpr std::string_view by_name_rule = "job-role.by-name";
constexpr int advert_words = 2;  // so many make it an advert

struct Rule {
  std::string id;
  Pattern before, after;
  bool teaches = false;
  bool named =
      false;  // counts only where the person is named before, or heads the passage: "she is a teacher"
  bool told = false;  // counts only where the person is whoever was named last: "our cook retires"
};

}  // namespace

struct JobRoles::Rules {
  explicit Rules(const lexicon::RoleWords& words) : grammar(words), titles(words.job_nouns) {}

  RoleGrammar grammar;
  JobTitles titles;
  std::string clause;
  std::vector<std::string> fields;
  std::vector<Rule> rules;
  Pattern ends, begins, not_own, advert, news, about_self, is_a, pronoun, school, somebody, relative,
      somebody_after, somebody_acts, since, span, named_before, joins_as, introduces, office, at_employer,
      of_employer, of_employer_ends;
  ReportWords report;
};

namespace {

int count(const Pattern& pattern, std::string_view text, int most) {
  re2::StringPiece rest(text.data(), text.size());
  int times = 0;
  while (times < most && RE2::FindAndConsume(&rest, *pattern)) ++times;
  return times;
}

// A job's name in a passage, with what stands around it in the same sentence.
struct Place {
  Role role;
  std::string_view before;  // up to a sentence's beginning
  std::string_view after;
  std::string_view sentence;
};

bool ends_sentence(std::string_view folded, std::size_t at) {
  const char c = folded[at];
  if (c == '!' || c == '?' || c == '\n') return true;
  return c == '.' && (at + 1 == folded.size() || folded[at + 1] == ' ' || folded[at + 1] == '\n');
}

// Never the middle of a letter.
std::size_t letter_begin(std::string_view folded, std::size_t at) {
  while (at < folded.size() && (static_cast<unsigned char>(folded[at]) & 0xc0u) == 0x80) ++at;
  return at;
}

class Reader {
 public:
  Reader(const JobRoles::Rules& rules, const Material& material, const EmployerSearch& search)
      : rules_(rules), material_(material), search_(search) {
    for (const FoldedPassage& in : material.passages) {
      if (in.passage->about == scrape::About::other || in.folded.text.size() > short_text) continue;
      const std::string& field = in.passage->field;
      const bool titled = (field == "title"sv || field == "display_name"sv) && names_person(material, in);
      const bool main = in.passage->place == scrape::Place::main;
      persons_page_ = titled || (main && (is_name(in) || is_handle_heading(material_, in)));
      if (persons_page_) break;
    }
  }

  std::vector<Finding> run() {
    std::vector<const FoldedPassage*> read_ones;
    for (const FoldedPassage& in : material_.passages) {
      if (in.passage->field != "link"sv) read_ones.push_back(&in);
    }
    for (std::size_t i = 0; i < read_ones.size(); ++i) {
      above_ = i > 0 ? read_ones[i - 1] : nullptr;
      below_ = i + 1 < read_ones.size() ? read_ones[i + 1] : nullptr;
      below_that_ = i + 2 < read_ones.size() ? read_ones[i + 2] : nullptr;
      below_handle_ = above_ != nullptr && above_->folded.text.starts_with('@') &&
                      above_->folded.text.find(' ') == std::string::npos &&
                      is_own_name(material_, above_->folded.text);
      if (may_speak_of_person(*read_ones[i])) read(*read_ones[i]);
    }
    return std::move(found_);
  }

 private:
  bool may_speak_of_person(const FoldedPassage& in) const {
    const scrape::Passage& passage = *in.passage;
    const bool others = is_anothers(material_, passage) && in.speaker != Speaker::person;
    if (in.is_address || others) return false;
    if (passage.place == scrape::Place::navigation) return false;
    return passage.entity.empty() || is_own_name(material_, base::fold(passage.entity));
  }

  void read(const FoldedPassage& in) {
    const auto words = material_.words_of(in);
    const bool listed = std::any_of(words.begin(), words.end(), [&](const lexicon::Word& word) {
      return rules_.grammar.may_begin(word);
    });
    advert_.reset();
    news_.reset();
    taken_ = false;
    if (listed) read_listed(in);
    const bool titled = in.folded.text.size() <= short_text &&
                        std::any_of(words.begin(), words.end(), [&](const lexicon::Word& word) {
                          return rules_.titles.may_end_with(word);
                        });
    if (titled && !read_joined(in) && !taken_) read_title(in);
  }

  // A job that no list has, where the page states it or the employer stands behind it.
  void read_title(const FoldedPassage& in) {
    const scrape::Passage& passage = *in.passage;
    const std::vector<Mention> employers = search_.mentions(in);
    const bool field =
        (passage.field == "role"sv && passage.label != "headline"sv) || passage.field == "employer"sv;
    const bool below_name = above_ != nullptr && above_->passage->field != "title"sv && is_name(*above_);
    const bool beside = employer_beside() && (is_persons(in) || span_near());
    const std::size_t name_end = end_of_name(in);
    if (employers.empty() && !field && !below_name && !beside && name_end == 0) return;
    if (is_advert(in) || is_news(in)) return;
    const auto title = rules_.titles.find(in.folded.text, {field || beside, below_name, name_end, employers});
    if (!title) return;
    const std::string_view words =
        std::string_view(in.folded.text).substr(title->begin, title->end - title->begin);
    if (employers.empty() && !field && !beside && matches(rules_.office, words)) return;
    const Role role{title->begin, title->end, false, false, false};
    const Place place = place_of(in.folded.text, role);
    if (somebody_before(in, place) || is_about_somebody(in, place) || matches(rules_.not_own, place.sentence))
      return;
    if (is_theirs(in, role, "")) report(in, role, field ? "job-role.field" : "job-role.title");
  }

  // "Robin leaves to join Thornwell Learning Trust as Director of Estates": the person is the subject, and
  // their employer what is joined.
  bool read_joined(const FoldedPassage& in) {
    const std::string_view text = in.folded.text;
    re2::StringPiece found;
    if (!RE2::PartialMatch(piece(text), *rules_.joins_as, &found)) return false;
    const auto begin = static_cast<std::size_t>(found.data() - text.data()), end = begin + found.size();
    const std::vector<Mention> employers = search_.mentions(in);
    const bool joined = std::any_of(employers.begin(), employers.end(), [&](const Mention& mention) {
      return mention.begin >= begin && mention.begin < end;
    });
    if (!joined || named_last(material_, in, begin) != Referent::person) return false;
    const auto title = rules_.titles.title_at(text, end);
    if (title) report(in, {title->begin, title->end, false, false, false}, "job-role.title");
    return title.has_value();
  }

  // "Robin Ashdown - HR Adviser": where the person's name ends that begins the text; 0 for none.
  std::size_t end_of_name(const FoldedPassage& in) const {
    const std::string_view text = in.folded.text;
    const std::size_t end = std::min(
        {text.find(" - "), text.find(','), text.find('|'), text.find('\n'), text.find(" ("), text.find(':')});
    if (end == std::string_view::npos || end >= heading / 2) return 0;
    return names_person(material_, text.substr(0, end)) ? end : 0;
  }

  void read_listed(const FoldedPassage& in) {
    const std::string_view folded = in.folded.text;
    std::size_t at = 0;  // what lies before is read
    for (const lexicon::Word& word : material_.words_of(in)) {
      Token token;
      if (word.begin < at || !rules_.grammar.may_begin(word) || !next_token(folded, word.begin, token))
        continue;
      at = token.end;
      if (!rules_.grammar.may_begin(token)) continue;
      const auto role = rules_.grammar.role_at(folded, token);
      if (!role) continue;
      at = role->end;
      const std::string rule = rule_for(in, place_of(folded, *role));
      const bool theirs = !rule.empty() && is_theirs(in, *role, rule);
      if (theirs) report(in, *role, rule);
      taken_ = taken_ || theirs;
    }
  }

  // By name it is wherever it stands; else who heads the words and whose page it is tell, and who follows:
  // "A teacher by day, Sam joined".
  bool is_theirs(const FoldedPassage& in, const Role& role, std::string_view rule) const {
    if (is_below_others(material_, in) && !is_named_in_full(material_, in.passage->text.words()))
      return false;
    if (rule == by_name_rule || is_named_right_before(in, role)) return true;
    if (is_told_of_named(in, role, rule)) return true;
    if (begins_with_another(material_, in, role.begin)) return false;
    if (rule != "job-role.few-words" && is_in_own_record(material_, in, role.begin)) return true;
    return owner_of(material_, in).whose == Whose::self &&
           spoken_behind(material_, in, role.end) != Referent::another;
  }

  // "Robin Ashdown joined in 2004. He is now our Data Manager": on a page of the school's, too.
  bool is_told_of_named(const FoldedPassage& in, const Role& role, std::string_view rule) const {
    const bool by_pronoun = std::any_of(rules_.rules.begin(), rules_.rules.end(), [&](const Rule& one) {
      return (one.named || one.told) && one.id == rule;
    });
    return by_pronoun && in.passage->about != scrape::About::other && in.speaker != Speaker::another &&
           named_last(material_, in, role.begin) == Referent::person &&
           spoken_behind(material_, in, role.end) != Referent::another;
  }

  // "Robin Ashdown, 52, who is head of music": wherever it is told.
  bool is_named_right_before(const FoldedPassage& in, const Role& role) const {
    constexpr std::size_t reach = 60;
    const std::size_t from = role.begin > reach ? role.begin - reach : 0;
    const std::string_view before = std::string_view(in.folded.text).substr(from, role.begin - from);
    re2::StringPiece name;
    return RE2::PartialMatch(piece(before), *rules_.named_before, &name) &&
           among(view(name), material_.person_words) && !among(view(name), material_.first_names);
  }

  static Place place_of(std::string_view folded, const Role& role) {
    std::size_t begin = role.begin, end = role.end;
    while (begin > 0 && role.begin - begin < reach_before && !ends_sentence(folded, begin - 1)) --begin;
    while (end < folded.size() && end - role.end < reach_after && !ends_sentence(folded, end)) ++end;
    const std::size_t from = letter_begin(folded, role.begin > reach_before ? role.begin - reach_before : 0);
    begin = letter_begin(folded, begin);
    return {role, folded.substr(from, role.begin - from), folded.substr(role.end, reach_after),
            folded.substr(begin, end - begin)};
  }

  bool is_named(const FoldedPassage& in, const Place& place) const {
    const std::size_t from = place.role.begin > named_reach ? place.role.begin - named_reach : 0;
    return owner_of(material_, in).said ||
           names_person(material_, std::string_view(in.folded.text).substr(from, place.role.begin - from)) ||
           named_last(material_, in, place.role.begin) == Referent::person;
  }

  // The rule that makes it the person's own job; empty for none.
  std::string rule_for(const FoldedPassage& in, const Place& place) {
    if (is_name_behind(place.after) && !matches(rules_.not_own, place.sentence))
      return std::string(by_name_rule);
    if (is_introduced(in, place)) return std::string(by_name_rule);
    const bool opens = opens_report(rules_.report, material_, in, below_, place.role.begin, place.role.end);
    if (!opens && !matches(rules_.ends, place.after) && !stands_before_employer(in, place)) return "";
    if (place.after.size() > 1 && place.after[0] == '@' && place.after[1] != ' ') return "";  // a mailbox
    if (place.role.capitals && !in_capitals(in, place.role)) return "";
    if (stated(in, place) || in_own_row(in, place)) return "job-role.field";
    if (matches(rules_.not_own, place.sentence) || is_quoted(in, place)) return "";
    const bool counts = !place.role.shared || in_school(in, place);
    if (!counts) return "";
    if (opens) return std::string(by_name_rule);
    for (const Rule& rule : rules_.rules) {
      if (rule.teaches != place.role.teaches) continue;
      // Who is named costs more to tell.
      if (rule.named && (!matches(rule.before, place.before) || !is_named(in, place))) continue;
      if (rule.told && !matches(rule.before, place.before))
        continue;  // who was named last costs more to tell
      // "Robin's son fell. The headteacher, who was off that day"
      if (rule.told && names_relative(place.before)) continue;
      if (rule.told && named_last(material_, in, place.role.begin) != Referent::person) continue;
      if ((!rule.before || matches(rule.before, place.before)) &&
          (!rule.after || matches(rule.after, place.after)))
        return rule.id;
    }
    if (by_name(in, place) || is_named_right_before(in, place.role) ||
        (matches(rules_.begins, place.before) && is_in_own_item(material_, in, place.role.begin)))
      return std::string(by_name_rule);
    if (at_own_employer(in, place)) return "job-role.at-employer";
    return in_few_words(in, place) ? "job-role.few-words" : "";
  }

  // "2006– | Inclusion Manager | Marlpit Primary School", in elements of one line.
  bool stands_before_employer(const FoldedPassage& in, const Place& place) const {
    if (!search_.may_begin_in(place.after)) return false;
    const auto next = first_employer_from(in, place.role.end);
    return next != employers_.end() && next->begin == place.role.end + 1;
  }

  // Of one passage, which may have thousands of jobs, they are looked for once.
  std::vector<Mention>::const_iterator first_employer_from(const FoldedPassage& in, std::size_t at) const {
    if (employers_of_ != &in) {
      employers_of_ = &in;
      employers_ = search_.mentions(in);
      std::stable_sort(employers_.begin(), employers_.end(),
                       [](const Mention& a, const Mention& b) { return a.begin < b.begin; });
    }
    return std::partition_point(employers_.cbegin(), employers_.cend(),
                                [&](const Mention& employer) { return employer.begin < at; });
  }

  // "Earns a crust as a technician at Marlpit Primary", "Marlpit Primary's SENCO, and queen of the
  // laminator".
  bool at_own_employer(const FoldedPassage& in, const Place& place) const {
    const std::size_t from = place.role.begin > reach_after ? place.role.begin - reach_after : 0;
    const std::string_view near =
        std::string_view(in.folded.text).substr(from, place.role.end + reach_after - from);
    if (!search_.may_begin_in(near) || somebody_before(in, place) || matches(rules_.relative, place.before) ||
        is_about_somebody(in, place) || is_advert(in))
      return false;
    const std::string_view text = in.folded.text;
    const auto fits = [&](const Pattern& pattern, std::size_t begin, std::size_t end) {
      return end - begin <= reach_after && RE2::FullMatch(piece(text.substr(begin, end - begin)), *pattern);
    };
    const auto next = first_employer_from(in, place.role.end);
    if (next != employers_.end() && fits(rules_.at_employer, place.role.end, next->begin)) return true;
    const auto behind = first_employer_from(in, place.role.begin);
    if (behind == employers_.begin()) return false;
    const Mention& before = *std::prev(behind);
    return before.end <= place.role.begin && fits(rules_.of_employer, before.end, place.role.begin) &&
           matches(rules_.of_employer_ends, place.after);
  }

  // Data that names the person, or their row of a table, holds a job and little else: "Notes: deputy head;
  // evenings only".
  bool in_own_row(const FoldedPassage& in, const Place& place) const {
    if (place.role.begin > 0 || in.folded.text.size() > heading || in.passage->entity.empty()) return false;
    const bool ends = place.after.empty() || place.after[0] == ';' || place.after[0] == ',' ||
                      place.after[0] == '.' || place.after[0] == '(' || place.after.starts_with(" (");
    return ends && is_named_in_full(material_, in.passage->entity);
  }

  // In a field for the owner's work.
  bool stated(const FoldedPassage& in, const Place& place) const {
    if (in.passage->field != "role"sv && in.passage->field != "employer"sv) return false;
    if (in.passage->label == "headline"sv && in.passage->entity.empty()) return false;
    return in.folded.text.size() < short_text && !somebody_before(in, place) && !is_advert(in);
  }

  // A job that others have too is the person's at school when a school stands near.
  bool in_school(const FoldedPassage& in, const Place& place) {
    const std::string_view said = place.before.substr(sentence_begin(place.before));
    return matches(rules_.school, said) || matches(rules_.school, place.after) || names_employer(in) ||
           (is_whole(in, place.role) && employer_beside());
  }

  bool names_employer(const FoldedPassage& in) const { return !search_.mentions(in).empty(); }

  // "Our new SENCO, Robin Ashdown", "SENCO: Robin Ashdown"; clubs have secretaries, too.
  bool is_introduced(const FoldedPassage& in, const Place& place) const {
    if (place.role.shared || place.role.teaches || !matches(rules_.introduces, place.before)) return false;
    const std::string_view after = place.after;
    const std::size_t sign = after.find_first_not_of(' ');
    if (sign == std::string_view::npos || std::string_view(",:-").find(after[sign]) == std::string_view::npos)
      return false;
    if (sign == 0 && after[sign] == '-') return false;  // "SENCO-Robin"
    return is_name_behind(after.substr(sign + 1)) && !matches(rules_.not_own, place.sentence) &&
           !is_advert(in);
  }

  // "Director of Sport Robin Ashdown": two words of the person's name.
  bool is_name_behind(std::string_view after) const {
    for (int words = 0; words < 2; ++words) {
      if (!after.starts_with(' ')) return false;
      after.remove_prefix(1);
      const std::size_t end = std::min(after.find_first_of(" ,.;:!?)\n"), after.size());
      if (!among(after.substr(0, end), material_.person_words)) return false;
      after.remove_prefix(end);
    }
    return true;
  }

  // "Hannah is head of maths at", "She teaches Year 4" on her own page.
  bool by_name(const FoldedPassage& in, const Place& place) const {
    const bool labelled = is_named_in_full(material_, in.passage->label);
    if (is_post(in) && !labelled && said_by_headings(material_, in) != Whose::self) return false;
    const bool says = place.role.teaches || matches(rules_.is_a, place.before);
    if (!says) return false;
    const std::string_view said = place.before.substr(sentence_begin(place.before));
    // "Gwen was a pupil here, swore she would never come back, and has been a teaching assistant"
    if (labelled && !names_relative(said)) return true;
    if (names_person(material_, said))
      return said.size() < heading ||
             (names_person(material_, said.substr(0, heading / 2)) && !names_relative(said));
    const bool own = is_persons(in) && (in.passage->field == "bio"sv || named_above(in));
    return own && matches(rules_.pronoun, said);
  }

  static std::size_t sentence_begin(std::string_view text) {
    for (std::size_t at = text.size(); at > 0; --at) {
      if (ends_sentence(text, at - 1)) return at;
    }
    return 0;
  }

  bool named_above(const FoldedPassage& in) const {
    return names_person(material_, std::string_view(in.folded.text).substr(0, short_text)) ||
           (above_ != nullptr && above_->folded.text.size() < heading &&
            names_person(material_, above_->folded.text));
  }

  // Their page, or their words on another's.
  bool is_persons(const FoldedPassage& in) const { return persons_page_ || in.speaker == Speaker::person; }

  static bool is_post(const FoldedPassage& in) { return in.passage->post.has_value(); }

  // "Year 4 teacher. Mum of two. Views my own."
  bool in_few_words(const FoldedPassage& in, const Place& place) {
    const scrape::Passage& passage = *in.passage;
    const std::string_view folded = in.folded.text;
    if (folded.size() > short_text || passage.place == scrape::Place::footer) return false;
    if (!matches(rules_.begins, place.before) || somebody_before(in, place)) return false;
    if (matches(rules_.relative, place.before) || is_about_somebody(in, place)) return false;
    if (is_advert(in) || is_news(in)) return false;
    if (passage.field == "bio"sv) return true;
    if (passage.field == "title"sv || passage.field == "display_name"sv)
      return names_person(material_, folded);
    if (passage.field == "alt"sv || passage.field == "form"sv || passage.field == "meta"sv) return false;
    const bool first = place.role.begin <= 12 || base::trim(place.before).size() <= 12;
    if (names_person(material_, folded.substr(0, place.role.begin))) return true;
    if (first && above_ != nullptr && above_->passage->field != "title"sv && is_name(*above_)) return true;
    if (is_post(in) && !first) return false;
    if (first && is_persons(in) && matches(rules_.since, place.after)) return true;
    if (names_employer(in)) return is_persons(in) || first || taken_ || matches(rules_.span, folded);
    if (is_whole(in, place.role) && employer_beside()) return is_persons(in) || span_near();
    // "Principal Teacher, Modern Languages" over another school's name and the years.
    if (place.role.begin <= 2 && folded.size() < heading && is_persons(in) && span_near()) return true;
    if (taken_ && folded.size() < heading) return true;
    if (below_handle_ && (is_fragment(place) || first)) return true;
    return matches(rules_.about_self, without(folded, place.role));
  }

  // Nothing but the person's name: two of its words, or no others but a title.
  bool is_name(const FoldedPassage& in) const {
    const std::string_view folded = in.folded.text;
    if (folded.size() >= heading / 2 || in.passage->field == "link"sv) return false;
    const bool holds_one =
        std::any_of(material_.person_words.begin(), material_.person_words.end(),
                    [&](const std::string& word) { return folded.find(word) != std::string_view::npos; });
    if (!holds_one) return false;
    int own = 0, others = 0;
    Token token;
    for (std::size_t at = 0; next_token(folded, at, token); at = token.end) {
      const std::string word = word_of(folded, token);
      const bool is_own = among(word, material_.person_words);
      const bool is_title = (material_.people.of(word) & lexicon::PeopleWords::titles) != 0;
      own += is_own ? 1 : 0;
      others += is_own || is_title || token.end - token.begin <= 2 ? 0 : 1;
    }
    // "Mrs J Ashdown" is another of that name.
    return ((own > 0 && others == 0) || (own > 1 && others <= 2)) && is_own_name(material_, folded);
  }

  // "Robin's son fell."
  bool names_relative(std::string_view text) const {
    const std::size_t at = text.rfind("'s ");
    if (at == std::string_view::npos) return false;
    const std::string_view behind = text.substr(at + 3);
    const std::size_t end = std::min(behind.find_first_of(" ,.;:!?"), behind.size());
    return (material_.people.of(behind.substr(0, end)) & lexicon::PeopleWords::relatives) != 0;
  }

  // "Textiles. Year 9 form tutor. Cake accepted."
  static bool is_fragment(const Place& place) {
    return place.after.empty() || place.after[0] == '.' || place.after[0] == '|' || place.after[0] == '\n' ||
           place.after[0] == '!' || place.after[0] == ',';
  }

  static bool is_whole(const FoldedPassage& in, const Role& role) {
    return role.begin <= 2 && role.end + 2 >= in.folded.text.size();
  }

  // "Class teacher" over "Marlpit Primary School", or under it, as in a list of posts held.
  bool employer_beside() const {
    const auto names = [&](const FoldedPassage* in) {
      return in != nullptr && in->folded.text.size() < 2 * heading && names_employer(*in);
    };
    return names(below_) || names(above_);
  }

  // "2017 - present" close below, as in a list of posts held.
  bool span_near() const {
    const auto has = [&](const FoldedPassage* in) {
      return in != nullptr && matches(rules_.span, in->folded.text);
    };
    return has(below_) || has(below_that_);
  }

  static bool in_capitals(const FoldedPassage& in, const Role& role) {
    const std::string& words = in.passage->text.words();
    return std::none_of(words.begin() + in.folded.origin[role.begin],
                        words.begin() + in.folded.origin[role.end],
                        [](char c) { return c >= 'a' && c <= 'z'; });
  }

  static std::string without(std::string_view folded, const Role& role) {
    return std::string(folded.substr(0, role.begin)) + "," + std::string(folded.substr(role.end));
  }

  bool somebody_before(const FoldedPassage& in, const Place& place) const {
    const std::size_t to = in.folded.origin[place.role.begin];
    const std::size_t from_folded = place.role.begin > reach_before ? place.role.begin - reach_before : 0;
    const std::size_t from = in.folded.origin[from_folded];
    const std::string_view written = std::string_view(in.passage->text.words()).substr(from, to - from);
    re2::StringPiece name;
    if (!RE2::PartialMatch(re2::StringPiece(written.data(), written.size()), *rules_.somebody, &name))
      return false;
    const std::string folded = base::fold(std::string_view(name.data(), name.size()));
    if (names_person(material_, folded)) return false;
    return !names_employer_text(folded);
  }

  // The job of somebody named behind it, or a label for what stands below.
  bool is_about_somebody(const FoldedPassage& in, const Place& place) const {
    const std::string_view words = in.passage->text.words();
    if (below_ != nullptr && below_->passage->label == words) return true;
    const std::string_view after = words.substr(in.folded.origin[place.role.end], short_text);
    if (!matches(rules_.somebody_after, after) && !matches(rules_.somebody_acts, after)) return false;
    return !names_person(material_, base::fold(after));
  }

  // Inside quotation marks, in a text that says who spoke.
  bool is_quoted(const FoldedPassage& in, const Place& place) const {
    return std::count(place.before.begin(), place.before.end(), '"') % 2 == 1 && is_news(in);
  }

  // A school's name with capitals is nobody's name.
  bool names_employer_text(const std::string& folded) const { return matches(rules_.school, folded); }

  bool is_advert(const FoldedPassage& in) const {
    if (!advert_)
      advert_ = count(rules_.advert, std::string_view(in.folded.text).substr(0, 4 * short_text),
                      advert_words) >= advert_words;
    return *advert_;
  }

  bool is_news(const FoldedPassage& in) const {
    if (!news_) news_ = matches(rules_.news, std::string_view(in.folded.text).substr(0, 4 * short_text));
    return *news_;
  }

  // Some school of the person's, and no other, lies in a town named near: the job gives the school away.
  bool beside_town(std::string_view folded, const Role& role) const {
    const std::size_t from = role.begin > town_reach ? role.begin - town_reach : 0;
    const std::string_view around = folded.substr(from, role.end + town_reach - from);
    const auto& schools = material_.of.person.employer.schools;
    return std::any_of(schools.begin(), schools.end(), [&](const base::Organisation& school) {
      if (school.town.empty() || around.find(base::fold(school.town)) == std::string_view::npos) return false;
      return std::count_if(schools.begin(), schools.end(),
                           [&](const base::Organisation& other) { return other.town == school.town; }) == 1;
    });
  }

  void report(const FoldedPassage& in, const Role& role, const std::string& rule) {
    const std::string id = rule + (beside_town(in.folded.text, role) ? ".beside-town" : "");
    Finding finding = finding_at(in, role.begin, role.end, Kind::job_role, "", id, rules_.clause);
    finding.value = base::collapse_blanks(finding.evidence.text);
    finding.certainty = rule == "job-role.few-words" ? Certainty::likely : Certainty::certain;
    material_.keep(found_, std::move(finding));
  }

  const JobRoles::Rules& rules_;
  const Material& material_;
  mutable const FoldedPassage* employers_of_ = nullptr;  // whose employers_ are
  mutable std::vector<Mention> employers_;               // in text order
  const EmployerSearch& search_;
  bool persons_page_ = false;
  const FoldedPassage* above_ = nullptr;  // what stands before and after it on the page
  const FoldedPassage* below_ = nullptr;
  const FoldedPassage* below_that_ = nullptr;
  bool below_handle_ = false;  // a profile's own text: the person's name and handle stand above
  bool taken_ = false;         // the passage being read has given a job already
  mutable std::optional<bool> advert_, news_;  // of the passage being read
  std::vector<Finding> found_;
};

}  // namespace

JobRoles::JobRoles(std::unique_ptr<Rules> rules) : rules_(std::move(rules)) {}
JobRoles::JobRoles(JobRoles&&) noexcept = default;
JobRoles::~JobRoles() = default;

base::Result<JobRoles> JobRoles::load(const std::filesystem::path& file, const lexicon::RoleWords& words,
                                      PatternBook& book) {
  auto opened = base::open_definition(file);
  if (!opened) return opened.error();
  base::DefinitionFile& definition = *opened;
  DefinitionTable root = definition.root();
  auto rules = std::make_unique<Rules>(words);
  root.integer("schema", 1);
  rules->clause = root.required_text("clause");
  const auto pattern = [&](std::string_view key) { return book.read(root, key, root.required_text(key)); };
  rules->ends = pattern("ends");
  rules->begins = pattern("begins");
  rules->not_own = pattern("not_own");
  rules->advert = pattern("advert");
  rules->news = pattern("news");
  rules->about_self = pattern("about_self");
  rules->is_a = pattern("is_a");
  rules->pronoun = pattern("pronoun");
  rules->school = pattern("school");
  rules->somebody = pattern("somebody");
  rules->relative = pattern("relative");
  rules->somebody_after = pattern("somebody_after");
  rules->somebody_acts = pattern("somebody_acts");
  rules->since = pattern("since");
  rules->report = {pattern("report_opening"), pattern("report_verb")};
  rules->span = pattern("span");
  rules->named_before = pattern("named_before");
  rules->joins_as = pattern("joins_as");
  rules->introduces = pattern("introduces");
  rules->at_employer = pattern("at_employer");
  rules->of_employer = pattern("of_employer");
  rules->of_employer_ends = pattern("of_employer_ends");
  rules->office = pattern("office");
  for (DefinitionTable& table : root.tables("rule")) {
    Rule rule;
    rule.id = table.required_text("id");
    rule.before = book.read(table, "before", table.text("before"));
    rule.after = book.read(table, "after", table.text("after"));
    rule.teaches = table.boolean("teaches", false);
    rule.named = table.boolean("named", false);
    rule.told = table.boolean("told", false);
    rules->rules.push_back(std::move(rule));
  }
  if (auto error = definition.error()) return *error;
  return JobRoles(std::move(rules));
}

std::vector<Finding> JobRoles::find(const Material& material, const EmployerSearch& search) const {
  return Reader(*rules_, material, search).run();
}

}  // namespace gh::detect
