#include <algorithm>
#include <chrono>

#include "detect/family_reading.h"

namespace gh::detect {
namespace {

using re2::StringPiece;

constexpr std::size_t date_reach = 16;  // bytes between "married on" and its date

class Answers {
 public:
  Answers(const Family::Rules& rules, const Material& material, const DateFinder& dates,
          std::vector<Finding>& out)
      : rules_(rules), file_(rules.answers), material_(material), dates_(dates), out_(out) {}

  void read(const Spoken& spoken) {
    const scrape::Passage& passage = *spoken.in.passage;
    if (passage.field == "partner" && passage.syntax != "label") read_partner(spoken);
    each_own_match(file_, material_, spoken, [&](const PhraseMatch& match) { return use(match); });
    read_meme(spoken);
  }

 private:
  std::size_t use(const PhraseMatch& match) {
    const Spoken& spoken = match.spoken;
    if (is_quoted(spoken.text, match.begin())) return 0;
    for (const auto& [name, index] : match.phrase.pattern->NamedCapturingGroups()) {
      const StringPiece& group = match.groups[static_cast<std::size_t>(index)];
      if (group.data() == nullptr || group.empty() || name == "owner") continue;
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
        if (!is_stop(spoken.text, part)) add(out_, material_, spoken, part, match.phrase);
      } else {
        // "Miss Ashdown was my favourite" is said to Robin Ashdown.
        const std::string_view words =
            std::string_view(spoken.text).substr(part.begin, part.end - part.begin);
        if (name.starts_with("teacher") && names_person(material_, base::lower_ascii(words))) continue;
        read_name(match, part, name.starts_with("plural"));
      }
    }
    return 0;
  }

  // spouse.name in structured data; the person's own name stands there where the page is the partner's.
  void read_partner(const Spoken& spoken) {
    if (spoken.in.folded.text.size() > 60 || names_person(material_, first_word(spoken.in.folded.text)))
      return;
    // "TB" and the like are how programs name those that they work with.
    const std::string& words = spoken.in.passage->text.words();
    if (std::none_of(words.begin(), words.end(), [](char c) { return c >= 'a' && c <= 'z'; })) return;
    if (auto found =
            spoken.finding(spoken.label, spoken.text.size(), Kind::partner, "partner.field", "PRI-07"))
      material_.keep(out_, std::move(*found));
  }

  static std::string_view first_word(std::string_view text) { return text.substr(0, text.find(' ')); }

  bool is_stop(std::string_view text, Part part) const {
    std::string first = base::lower_ascii(text.substr(part.begin, part.end - part.begin));
    first = first.substr(0, first.find_first_of(" ,.'"));
    return file_.stop.contains(first);
  }

  void read_name(const PhraseMatch& match, Part part, bool plural) {
    const Spoken& spoken = match.spoken;
    const Names names(rules_.given_names, file_.stop, match.phrase.named_only || spoken.is_shouted());
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
    add(out_, material_, spoken, part, match.phrase);
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
    return holds(title, word);
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
      add(out_, material_, spoken, {begin, begin + groups[1].size()}, match.phrase);
      return;
    }
    static const RE2 run(
        "^[ "
        ":]*(?:(?i:an?|my|the|trusty|old|battered|red|blue|green|white|yellow|little|second-?hand|bright|\\d{"
        "4}) )*((?:[A-Z][A-Za-z]+)(?: (?:[A-Z][A-Za-z0-9]*|\\d[A-Za-z0-9.]*)){1,2})");
    const std::string_view words = std::string_view(spoken.text).substr(part.begin, part.end - part.begin);
    if (known_only || spoken.is_shouted() || !RE2::PartialMatch(piece(words), run, &groups[1])) return;
    const std::size_t begin = match.at(groups[1]);
    const Part found{begin, begin + groups[1].size()};
    if (!is_stop(spoken.text, found)) add(out_, material_, spoken, found, match.phrase);
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
    add(out_, material_, spoken, part, match.phrase);
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
        material_.keep(out_, std::move(*found));
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
      material_.keep(out_, std::move(*found));
    }
  }

  enum class Asked { pet, street, surname, other };

  // "Your stripper name is your first pet and the street you grew up on. I'm Biscuit Larkspur Avenue."
  void read_meme(const Spoken& spoken) {
    const StringPiece text = piece(spoken.text);
    StringPiece whole;
    if (!material_.may_match(spoken.in, file_.lists[meme_name]) ||
        !file_.lists[meme_name]->Match(text, 0, text.size(), RE2::UNANCHORED, &whole, 1) ||
        is_others(material_, spoken.in))
      return;
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
      return last_asked == Asked::street && holds(*file_.lists[street_end], word(words.size() - 1));
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
        material_.keep(out_, std::move(*found));
    }
  }

  const Family::Rules& rules_;
  const PhraseFile& file_;
  const Material& material_;
  const DateFinder& dates_;
  std::vector<Finding>& out_;
};

}  // namespace

std::vector<Finding> Family::find_answers(const Material& material, const DateFinder& dates) const {
  std::vector<Finding> found;
  Answers answers(*rules_, material, dates, found);
  Reading(material, rules_->given_names, rules_->answers, meme_name).each_passage([&](const Spoken& spoken) {
    answers.read(spoken);
  });
  return found;
}

}  // namespace gh::detect
