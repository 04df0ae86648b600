#include "detect/employer_search.h"

#include <algorithm>
#include <array>
#include <bit>
#include <optional>
#include <unordered_map>
#include <utility>

namespace gh::detect {
namespace {

using base::Organisation;

constexpr std::size_t shortest_run_together = 6;  // letters; shorter forms are parts of ordinary words
constexpr std::size_t short_initials = 3;         // so short, many others have them
constexpr std::size_t kinds_reach = 6;  // words after a name's core that may say what kind of place it is

// One way to write an organisation's name.
struct Form {
  const Organisation* organisation = nullptr;
  Kind kind = Kind::school;
  std::vector<std::string> words;
  std::string run_together;            // all words without blanks
  std::vector<std::string> own_kinds;  // what it is called besides its core, and what fits any of its sort
  bool speaks = false;                 // holds a word like "school"
  bool initials = false;               // one short word all in capitals: "TMAT"
  bool common = false;                 // many towns have one of this name
  bool town_like = false;              // a town is called so too
  bool needs_kind = false;  // the core of the full name: counts with "school" or the like behind it
};

// How a form's words stand somewhere.
struct Fit {
  std::size_t end = 0;
  int edits = 0;
  int edits_in_kind = 0;  // of them in words like "school"
  bool speaks = false;
};

bool all_capitals(std::string_view text) {
  return text.size() >= 2 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

std::string without_plural(std::string_view word) {
  if (word.size() > 4 && word.ends_with("ies")) return std::string(word.substr(0, word.size() - 3)) + "y";
  if (word.size() > 3 && word.ends_with('s')) word.remove_suffix(1);
  return std::string(word);
}

// How alike two words must be: none, one or two letters apart, by their length. A name that many places have
// may only be misspelt where it is long.
int allowed_edits(std::string_view word, bool common) {
  if (common) return word.size() >= 7 ? 1 : 0;
  return word.size() >= 9 ? 2 : word.size() >= 6 ? 1 : 0;
}

// -1 when the words are too unlike to be one; the first letter is nearly always right.
int edits_between(std::string_view seen, std::string_view meant, bool common) {
  const int allowed = allowed_edits(meant, common);
  if (allowed == 0 || seen.empty() || seen[0] != meant[0]) return -1;
  const int edits = base::edit_distance(seen, meant, allowed);
  if (edits > allowed) return -1;
  // Marton is no Merton: in a short word a letter may be swapped, missing or doubled, but not another one.
  if (meant.size() == 6 && seen.size() == meant.size()) {
    std::string a(seen), b(meant);
    std::sort(a.begin(), a.end());
    std::sort(b.begin(), b.end());
    if (a != b) return -1;
  }
  return edits;
}

std::vector<std::string> words_in(const EmployerWords& words, std::string_view text) {
  const std::string folded = base::fold(text);
  std::vector<std::string> all;
  for (auto token = token_from(folded, 0); token; token = token_from(folded, token->end))
    all.push_back(words.usual(word_of(folded, *token)));
  if (!all.empty() && all.front() == "the") all.erase(all.begin());
  return all;
}

// The words that tell it apart: "King Oswin's School" -> king oswins, "Ysgol Glan Aber" -> glan aber.
std::vector<std::string> core_of(const EmployerWords& words, std::vector<std::string> name) {
  const auto says_kind = [&](const std::string& word) {
    return words.is_kind(word) || words.is_qualifier(word);
  };
  while (!name.empty() && says_kind(name.back())) name.pop_back();
  while (!name.empty() && words.is_kind(name.front())) name.erase(name.begin());
  return name;
}

// A word that may begin a form with a letter or two wrong.
struct NearWord {
  std::string word;
  std::uint32_t letters = 0;
  bool common = false;
};

std::uint32_t letters_of(std::string_view word) {
  std::uint32_t letters = 0;
  for (char c : word) letters |= std::uint32_t{1} << (static_cast<unsigned char>(c) & 31u);
  return letters;
}

std::size_t shingle(const char* four) {
  const auto byte = [&](std::size_t i) {
    return static_cast<std::size_t>(static_cast<unsigned char>(four[i]));
  };
  return (byte(0) * 31 + byte(1) * 1009 + byte(2) * 5003 + byte(3) * 257) % 4096;
}

}  // namespace

struct EmployerSearch::Forms {
  const EmployerWords& words;
  const base::Person& person;
  std::vector<Form> forms;  // longer ones first
  std::vector<std::string> person_words;
  HashFilter first;
  std::unordered_map<std::uint64_t, std::vector<std::size_t>> by_first;
  std::array<std::vector<NearWord>, 26> near;
  struct RunTogether {
    std::string letters;
    std::size_t form;
    bool speaks;
  };
  std::vector<RunTogether> run_together;  // longer ones first
  std::bitset<4096> shingles;
  std::size_t shortest = std::string::npos;
  struct Domain {
    std::string folded;
    std::size_t form;
  };
  std::unordered_map<std::uint64_t, std::vector<Domain>> domains;

  Forms(const EmployerWords& rules, const base::Person& owner) : words(rules), person(owner) {
    if (!person.employer.trust.name.empty()) add(person.employer.trust, Kind::employer);
    for (const Organisation& school : person.employer.schools) {
      if (!school.name.empty()) add(school, Kind::school);
    }
    std::stable_sort(forms.begin(), forms.end(),
                     [](const Form& a, const Form& b) { return a.words.size() > b.words.size(); });
    for (std::size_t i = 0; i < forms.size(); ++i) index(i);
    std::stable_sort(
        run_together.begin(), run_together.end(),
        [](const RunTogether& a, const RunTogether& b) { return a.letters.size() > b.letters.size(); });
    index_domains();
    for (const auto* names : {&person.names, &person.former_names}) {
      for (const std::string& name : *names) {
        for (const std::string& word : words_in(words, name)) {
          if (word.size() >= 3) person_words.push_back(word);
        }
      }
    }
  }

  void add(const Organisation& organisation, Kind kind) {
    add_form(organisation, kind, organisation.name);
    for (const std::string& alias : organisation.aliases) add_form(organisation, kind, alias);
    Form core = form_of(organisation, kind, core_of(words, words_in(words, organisation.name)));
    if (core.words.empty() || core.run_together.size() < 4) return;
    core.needs_kind = true;
    forms.push_back(std::move(core));
  }

  void add_form(const Organisation& organisation, Kind kind, std::string_view name) {
    Form form = form_of(organisation, kind, words_in(words, name));
    if (form.words.empty()) return;
    form.initials = all_capitals(name);
    if (form.initials && form.run_together.size() >= short_initials) {
      Form spelt = form;  // "T.M.A.T."
      spelt.words.clear();
      for (char c : form.run_together) spelt.words.emplace_back(1, c);
      forms.push_back(std::move(spelt));
    }
    forms.push_back(std::move(form));
  }

  Form form_of(const Organisation& organisation, Kind kind, std::vector<std::string> name) const {
    Form form;
    form.organisation = &organisation;
    form.kind = kind;
    form.words = std::move(name);
    form.own_kinds = own_kinds(organisation, kind);
    for (const std::string& word : form.words) {
      form.run_together += word;
      form.speaks = form.speaks || words.is_kind(word);
    }
    form.common = is_common(form.words);
    form.town_like = is_town(form.words);
    return form;
  }

  bool is_common(const std::vector<std::string>& name) const {
    const std::string text = base::join(core_of(words, name), " ");
    const auto first_word = token_from(text, 0);
    if (!first_word) return false;
    if (words.around.at(text, *first_word, common_beginning)) return true;
    const auto whole = words.around.at(text, *first_word, common_name);
    return whole && whole->end == text.size();
  }

  bool is_town(const std::vector<std::string>& name) const {
    const auto same = [&](const std::string& town) { return !town.empty() && words_in(words, town) == name; };
    return same(person.town) || same(person.employer.trust.town) ||
           std::any_of(person.employer.schools.begin(), person.employer.schools.end(),
                       [&](const Organisation& school) { return same(school.town); });
  }

  void begins(std::string_view word, std::size_t form) {
    const std::uint64_t hash = hash_of(word);
    first.add(hash);
    std::vector<std::size_t>& list = by_first[hash];
    if (list.empty() || list.back() != form) list.push_back(form);
  }

  void index(std::size_t i) {
    const Form& form = forms[i];
    const std::string& word = form.words.front();
    begins(word, i);
    if (word.size() >= 4) {
      begins(word + "s", i);
      begins(without_plural(word), i);
    }
    for (const auto& [shorter, usual] : words.lists.short_for) {
      if (usual == word) begins(shorter, i);
    }
    if (!form.initials && allowed_edits(word, form.common) > 0 && word[0] >= 'a' && word[0] <= 'z') {
      near[static_cast<std::size_t>(word[0] - 'a')].push_back({word, letters_of(word), form.common});
    }
    if (form.initials || form.run_together.size() < shortest_run_together) return;
    if (!form.needs_kind) return add_run_together(form.run_together, i, form.speaks && form.words.size() > 1);
    for (const std::string& kind : form.own_kinds) add_run_together(form.run_together + kind, i, true);
  }

  void add_run_together(std::string letters, std::size_t form, bool speaks) {
    shortest = std::min(shortest, letters.size());
    shingles.set(shingle(letters.data()));
    run_together.push_back({std::move(letters), form, speaks});
  }

  void index_domains() {
    for (std::size_t i = 0; i < forms.size(); ++i) {
      const bool seen =
          std::any_of(forms.begin(), forms.begin() + static_cast<std::ptrdiff_t>(i),
                      [&](const Form& other) { return other.organisation == forms[i].organisation; });
      if (seen) continue;
      for (const std::string& domain : forms[i].organisation->domains) {
        const std::string folded = base::fold(domain);
        const auto label = token_from(folded, 0);
        if (!label || label->begin != 0) continue;
        first.add(label->hash);
        domains[label->hash].push_back({folded, i});
      }
    }
  }

  std::vector<std::string> own_kinds(const Organisation& organisation, Kind kind) const {
    std::vector<std::string> own = kind == Kind::school ? words.lists.any_school : words.lists.any_trust;
    const auto take = [&](std::string_view name) {
      for (const std::string& word : words_in(words, name)) {
        if (words.is_kind(word)) own.push_back(word);
      }
    };
    take(organisation.name);
    for (const std::string& alias : organisation.aliases) take(alias);
    return own;
  }

  static bool is_own_kind(const Form& form, std::string_view word) {
    const std::string singular = without_plural(word);
    return std::any_of(form.own_kinds.begin(), form.own_kinds.end(),
                       [&](const std::string& kind) { return without_plural(kind) == singular; });
  }

  // The form's words from `token` on; nothing when they are no writing of it.
  std::optional<Fit> fit(std::string_view folded, Token token, const Form& form) const {
    Fit fit{0, 0, 0, form.speaks};
    int exact = 0;
    for (std::size_t i = 0; i < form.words.size(); ++i) {
      if (i > 0) {
        const auto next = token_from(folded, token.end);
        if (!next || !joins(folded, token, *next)) return std::nullopt;
        token = *next;
      }
      const std::string& meant = form.words[i];
      const std::string seen = words.usual(word_of(folded, token));
      if (same_word(seen, meant, form)) {
        ++exact;
        continue;
      }
      const int edits = form.initials ? -1 : edits_between(seen, meant, form.common && !words.is_kind(meant));
      if (edits < 0) return std::nullopt;
      fit.edits += edits;
      if (words.is_kind(meant)) fit.edits_in_kind += edits;
    }
    fit.end = token.end;
    if (!take_kinds(folded, token, form, fit)) return std::nullopt;
    const bool sure =
        fit.edits == 0 || (fit.speaks && (exact > 0 || form.words.size() > 1 || form.needs_kind));
    return sure ? std::optional(fit) : std::nullopt;
  }

  static bool same_word(std::string_view seen, std::string_view meant, const Form& form) {
    if (seen == meant) return true;
    if (form.initials) return false;
    if (seen.size() > 3 && seen.ends_with('s') && seen.substr(0, seen.size() - 1) == meant) return true;
    return meant.size() > 3 && meant.ends_with('s') && meant.substr(0, meant.size() - 1) == seen;
  }

  // "Primary School" behind the name: one more sign that it is one, or that it is another place ("Marlpit
  // High School").
  bool take_kinds(std::string_view folded, Token token, const Form& form, Fit& fit) const {
    bool own = false, foreign = false;
    for (std::size_t i = 0; i < kinds_reach && !form.initials; ++i) {
      const auto next = token_from(folded, token.end);
      if (!next || !joins(folded, token, *next)) break;
      const std::string word = words.usual(word_of(folded, *next));
      token = *next;
      if (!words.is_kind(word)) {
        if (!words.is_qualifier(word)) break;
        continue;
      }
      const bool fits = is_own_kind(form, word);
      own = own || fits;
      foreign = foreign || !fits;
      if (fits) fit.end = token.end;
    }
    if (form.needs_kind && form.kind == Kind::employer) own = own && !foreign;
    if (!form.speaks && foreign) return false;
    fit.speaks = form.speaks || own;
    return !form.needs_kind || own;
  }
};

namespace {

using Forms = EmployerSearch::Forms;

// One pass over one passage.
class Pass {
 public:
  Pass(const Forms& forms, const FoldedPassage& in)
      : forms_(forms), in_(in), folded_(in.folded.text), address_(in.passage->syntax == "url") {}

  std::vector<Mention> run() {
    Token token;
    for (std::size_t at = 0; next_token(folded_, at, token);) {
      const std::size_t length = token.end - token.begin;
      std::size_t taken = 0;
      if (forms_.first.may_have(token.hash)) {
        domain_at(token);
        taken = name_at(token);
      }
      if (taken == 0 && length > 4) taken = misspelt_at(token);
      if (taken == 0 && length >= forms_.shortest) taken = run_together_at(token);
      at = std::max<std::size_t>(token.end, taken);
    }
    return std::move(found_);
  }

 private:
  // Each gives the end of the name that begins here; 0 for none.
  std::size_t name_at(const Token& token) {
    const auto listed = forms_.by_first.find(token.hash);
    if (listed == forms_.by_first.end()) return 0;
    return best_of(token, listed->second);
  }

  std::size_t misspelt_at(const Token& token) {
    const char initial = folded_[token.begin];
    if (initial < 'a' || initial > 'z' || address_) return 0;
    for (const NearWord& near : forms_.near[static_cast<std::size_t>(initial - 'a')]) {
      const int most = allowed_edits(near.word, near.common);
      const int longer = static_cast<int>(token.end - token.begin) - static_cast<int>(near.word.size());
      if (longer > most + 1 || longer < -most || std::popcount(near.letters ^ token.letters) > 2 * most)
        continue;
      const std::string seen = word_of(folded_, token);
      if (edits_between(seen, near.word, near.common) < 0) continue;
      const auto listed = forms_.by_first.find(hash_of(near.word));
      if (const std::size_t end = best_of(token, listed->second); end > 0) return end;
    }
    return 0;
  }

  // The longest name that counts, the one with the fewest letters wrong.
  std::size_t best_of(const Token& token, const std::vector<std::size_t>& candidates) {
    const Form* best = nullptr;
    Fit best_fit;
    for (std::size_t i : candidates) {
      const Form& form = forms_.forms[i];
      const auto fit = forms_.fit(folded_, token, form);
      if (!fit || (address_ && (fit->edits > 0 || !fit->speaks))) continue;
      if (best != nullptr && std::pair(fit->end, -fit->edits) <= std::pair(best_fit.end, -best_fit.edits))
        continue;
      if (!may_count(token.begin, *fit, form)) continue;
      best = &form;
      best_fit = *fit;
    }
    if (best == nullptr) return 0;
    report(token.begin, best_fit.end, *best,
           best_fit.edits > 0 ? "employer.misspelt"
           : best->initials   ? "employer.initials"
                              : "employer.name",
           best_fit.edits > 0 ? Certainty::likely : Certainty::certain);
    return best_fit.end;
  }

  // #TessermoorTrust, @BrindlewickSchool, office@ladymerehigh.sch.uk
  std::size_t run_together_at(const Token& token) {
    bool possible = false;
    for (std::size_t at = token.begin; at + 4 <= token.end && !possible; ++at)
      possible = forms_.shingles.test(shingle(folded_.data() + at));
    if (!possible) return 0;
    const std::string word = word_of(folded_, token);
    const bool marked =
        token.begin > 0 && (folded_[token.begin - 1] == '#' || folded_[token.begin - 1] == '@');
    for (const Forms::RunTogether& one : forms_.run_together) {
      const std::size_t at = word.find(one.letters);
      if (at == std::string::npos) continue;
      const Form& form = forms_.forms[one.form];
      const std::string rest = word.substr(at + one.letters.size());
      if (begins_with_place(rest)) continue;
      const Fit fit{token.end, 0, 0, one.speaks};
      if (!one.speaks && (at > 0 || !(marked || form.words.size() > 1) || address_ || !rest.empty()))
        continue;
      if (!may_count(token.begin, fit, form)) continue;
      report(token.begin, token.end, form, "employer.run-together", Certainty::certain);
      return token.end;
    }
    return 0;
  }

  bool begins_with_place(std::string_view rest) const {
    const auto begins = [&](const std::string& word) { return rest.starts_with(word); };
    const auto& lists = forms_.words.lists;
    return !rest.empty() &&
           (std::any_of(lists.not_followed_by_any.begin(), lists.not_followed_by_any.end(), begins) ||
            rest == "fc" || rest == "church" || rest == "hospital");
  }

  // An address under the organisation's own domain, in links, e-mail and text; not "notmarlpit.example", nor
  // "marlpit.example.net".
  void domain_at(const Token& token) {
    const auto listed = forms_.domains.find(token.hash);
    if (listed == forms_.domains.end()) return;
    for (const Forms::Domain& domain : listed->second) {
      const std::size_t end = token.begin + domain.folded.size();
      if (folded_.compare(token.begin, domain.folded.size(), domain.folded) != 0) continue;
      if (token.begin > 0 && folded_[token.begin - 1] == '-') continue;
      if (end < folded_.size()) {
        const bool longer = folded_[end] == '.' && end + 1 < folded_.size() && is_word_byte(folded_[end + 1]);
        if (longer || is_word_byte(folded_[end]) || folded_[end] == '-') continue;
      }
      report(token.begin, end, forms_.forms[domain.form], "employer.domain", Certainty::certain);
    }
  }

  std::string_view written(std::size_t begin, std::size_t end) const {
    const std::size_t from = in_.folded.origin[begin], to = in_.folded.origin[end];
    return std::string_view(in_.passage->text.words()).substr(from, to - from);
  }

  // A capital letter, a styled one, or a sign that marks a name.
  bool looks_like_name(std::size_t begin, std::size_t end) const {
    if (begin > 0 && (folded_[begin - 1] == '#' || folded_[begin - 1] == '@')) return true;
    const std::string_view text = written(begin, end);
    const char c = text.empty() ? ' ' : text[0];
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
  }

  bool in_field(std::initializer_list<std::string_view> fields) const {
    return std::find(fields.begin(), fields.end(), in_.passage->field) != fields.end();
  }

  bool may_count(std::size_t begin, const Fit& fit, const Form& form) const {
    if (followed_by(forms_.words, folded_, fit.end, place_after_any)) return false;
    if (follows_modifier(begin)) return false;
    if (fit.speaks && !form.common) return true;
    if (fit.speaks && form.common) return speaks_of_ours(begin, fit, form);
    if (in_field({"place", "home_town", "birth_place", "birth_date"})) return false;
    if (followed_by(forms_.words, folded_, fit.end, place_after)) return false;
    if (follows(forms_.words, folded_, begin, not_directly_after) &&
        !follows(forms_.words, folded_, begin, lead))
      return false;
    if (form.initials && !capitals_at(begin, fit.end)) return false;
    if (!looks_like_name(begin, fit.end)) return false;
    return has_cue(begin, fit, form) && !another_town(fit.end, form);
  }

  // "Little Marlpit School" is another school.
  bool follows_modifier(std::size_t begin) const {
    const auto before = token_before(folded_, begin);
    if (!before || before->end + 1 != begin || folded_[before->end] != ' ') return false;
    if (!forms_.words.around.at(folded_, *before, place_before)) return false;
    const std::string_view text = written(before->begin, before->end);
    return !text.empty() && text[0] >= 'A' && text[0] <= 'Z';
  }

  bool speaks_of_ours(std::size_t begin, const Fit& fit, const Form& form) const {
    if (another_town(fit.end, form)) return false;
    const bool marked = begin > 0 && (folded_[begin - 1] == '#' || folded_[begin - 1] == '@');
    const bool full = (!form.needs_kind || marked) && fit.edits - fit.edits_in_kind <= 1;
    if (full || in_field({"employer", "role", "school"}) || address_) return true;
    const Surroundings around = surroundings(forms_.words, folded_, begin, fit.end);
    return looks_like_name(begin, fit.end) && (around.cues > 0 || around.lead || around.weak_cues > 0);
  }

  bool has_cue(std::size_t begin, const Fit& fit, const Form& form) const {
    if (in_field({"employer", "role", "school"})) return true;
    const Surroundings around = surroundings(forms_.words, folded_, begin, fit.end);
    if (around.lead) return true;
    if (form.town_like) return false;
    if (around.against) return false;
    const bool marked = begin > 0 && (folded_[begin - 1] == '#' || folded_[begin - 1] == '@');
    if (form.initials) {
      const bool brief = form.run_together.size() <= short_initials;
      const bool explained =
          brief && fit.end < folded_.size() && folded_[fit.end] == ':';  // "TLT: total loss of ..."
      return !explained && (around.cues > 0 || around.weak_cues >= (brief ? 2 : 1) || (marked && !brief));
    }
    if (form.common) return common_counts(begin, fit, around);
    return around.cues > 0 || around.weak_cues >= 2 || marked;
  }

  // Two signs of school life, or one and the name stands as a school's would: "at Oakfield", "Oakfield
  // pupils".
  bool common_counts(std::size_t begin, const Fit& fit, const Surroundings& around) const {
    const int signs = 2 * around.cues + around.weak_cues;
    if (signs >= 3) return true;
    return signs == 2 && (follows(forms_.words, folded_, begin, stands_at) ||
                          followed_by(forms_.words, folded_, fit.end, cue | weak_cue));
  }

  bool capitals_at(std::size_t begin, std::size_t end) const {
    if (begin > 0 && (folded_[begin - 1] == '#' || folded_[begin - 1] == '@')) return true;
    bool other = false;
    for (char c : written(begin, end)) {
      if (c >= 'a' && c <= 'z') return false;
      other = other || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
    }
    return other;
  }

  // ", Blackpool." or " in Blackpool" where the school is not in Blackpool: another school of that name.
  bool another_town(std::size_t end, const Form& form) const {
    if (!form.common || form.organisation->town.empty()) return false;
    auto next = token_from(folded_.substr(0, std::min(folded_.size(), end + 64)), end);
    if (!next || next->begin > end + 3) return false;
    const std::string_view gap = folded_.substr(end, next->begin - end);
    static const std::uint64_t in_hash = hash_of("in"), of_hash = hash_of("of"), near_hash = hash_of("near");
    const bool preposition =
        gap == " " && (next->hash == in_hash || next->hash == of_hash || next->hash == near_hash);
    if (!preposition && gap != ", " && gap != " (") return false;
    if (preposition) next = token_from(folded_.substr(0, std::min(folded_.size(), end + 64)), next->end);
    if (!next) return false;
    const std::string_view text = written(next->begin, next->end);
    if (text.empty() || text[0] < 'A' || text[0] > 'Z') return false;
    if (forms_.words.around.at(folded_, *next, cue | weak_cue | handle_cue)) return false;
    if (is_own_place(next->begin)) return false;
    if (preposition) return true;
    std::size_t last = next->end;  // one to three words with capitals, then the end of the phrase
    for (int i = 0; i < 2; ++i) {
      const auto more = token_from(folded_.substr(0, std::min(folded_.size(), last + 40)), last);
      if (!more || more->begin != last + 1 || folded_[last] != ' ') break;
      const std::string_view word = written(more->begin, more->end);
      if (word.empty() || word[0] < 'A' || word[0] > 'Z')
        return among(word_of(folded_, *more), forms_.words.lists.after_town);
      last = more->end;
    }
    return last >= folded_.size() || folded_[last] == '.' || folded_[last] == ',' || folded_[last] == ')' ||
           folded_[last] == '\n' || folded_[last] == ';';
  }

  bool is_own_place(std::size_t begin) const {
    const auto here = [&](const std::string& place) {
      return !place.empty() && folded_.substr(begin).starts_with(base::fold(place));
    };
    const base::Employer& employer = forms_.person.employer;
    if (std::any_of(forms_.person_words.begin(), forms_.person_words.end(), here)) return true;
    if (here(forms_.person.town) || here(employer.trust.town)) return true;
    const bool own_town = std::any_of(employer.schools.begin(), employer.schools.end(),
                                      [&](const Organisation& school) { return here(school.town); });
    return own_town || std::any_of(forms_.forms.begin(), forms_.forms.end(), [&](const Form& form) {
             return !form.common && !form.initials && here(base::join(form.words, " "));
           });
  }

  void report(std::size_t begin, std::size_t end, const Form& form, std::string_view rule,
              Certainty certainty) {
    found_.push_back({begin, end, form.organisation, form.kind, rule, certainty});
  }

  const Forms& forms_;
  const FoldedPassage& in_;
  std::string_view folded_;
  bool address_;
  std::vector<Mention> found_;
};

// The letters and digits of a handle, and where its words begin: at signs and where a small letter meets a
// capital.
struct HandleParts {
  std::string letters;
  std::vector<std::string> parts;
  std::vector<bool> begins;  // for each letter
};

HandleParts parts_of(std::string_view handle) {
  HandleParts all;
  bool fresh = true, small = false;
  for (std::size_t i = 0; i < handle.size();) {
    const std::size_t length = base::code_point(handle, i).length;
    const std::string_view raw = handle.substr(i, length);
    i += length;
    const bool capital = raw[0] >= 'A' && raw[0] <= 'Z';
    const std::string folded = base::fold(raw);
    if (folded.empty() || folded == "'") continue;
    if (!is_word_byte(folded[0])) {
      fresh = true;
      continue;
    }
    const bool digit = folded[0] >= '0' && folded[0] <= '9';
    const bool after_digit = !all.letters.empty() && all.letters.back() >= '0' && all.letters.back() <= '9';
    if (all.parts.empty() || fresh || (capital && small) || (!all.letters.empty() && digit != after_digit))
      all.parts.emplace_back(), fresh = true;
    for (char c : folded) {
      all.begins.push_back(fresh);
      all.letters += c;
      all.parts.back() += c;
      fresh = false;
    }
    small = raw[0] >= 'a' && raw[0] <= 'z';
  }
  return all;
}

// Whether a handle holds a name; see held_in_handle.
class Handle {
 public:
  Handle(const Forms& forms, std::string_view handle) : forms_(forms), handle_(parts_of(handle)) {}

  bool holds() const {
    return std::any_of(forms_.forms.begin(), forms_.forms.end(), [&](const Form& form) {
      if (form.initials) return form.words.size() == 1 && holds_initials(form.run_together);
      return form.run_together.size() >= shortest_run_together && holds_run(form);
    });
  }

 private:
  bool holds_initials(const std::string& initials) const {
    const bool brief = initials.size() <= short_initials;
    for (std::size_t i = 0; i < handle_.parts.size(); ++i) {
      if (handle_.parts[i] != initials) continue;
      if (!brief || handle_.parts.size() == 1 || has_cue_besides(initials)) return true;
    }
    const std::size_t at = handle_.letters.find(initials);
    if (brief || at != 0) return false;
    return is_cue(handle_.letters.substr(initials.size()));  // "tmatpriya"
  }

  bool holds_run(const Form& form) const {
    const bool sure = form.speaks && form.words.size() > 1;
    for (std::size_t at = handle_.letters.find(form.run_together); at != std::string::npos;
         at = handle_.letters.find(form.run_together, at + 1)) {
      const std::size_t end = at + form.run_together.size();
      const bool bounded = handle_.begins[at] || end == handle_.letters.size() || handle_.begins[end];
      if (!bounded && form.run_together.size() < 9) continue;
      if (followed_by_place(end, sure)) continue;
      if (sure || (!form.common && !form.town_like) || has_cue_besides(form.run_together)) return true;
    }
    return false;
  }

  bool followed_by_place(std::size_t end, bool sure) const {
    const std::string_view rest = std::string_view(handle_.letters).substr(end);
    const auto begins = [&](const std::string& word) { return rest.starts_with(word); };
    const auto& lists = forms_.words.lists;
    if (rest.empty()) return false;
    if (std::any_of(lists.not_followed_by_any.begin(), lists.not_followed_by_any.end(), begins)) return true;
    return !sure && std::any_of(lists.not_followed_by.begin(), lists.not_followed_by.end(), begins);
  }

  bool is_cue(std::string_view part) const {
    if (among(part, forms_.words.lists.handle_cues) || forms_.words.is_kind(part)) return true;
    return part.size() >= 3 &&
           std::any_of(forms_.person_words.begin(), forms_.person_words.end(), [&](const std::string& word) {
             return word.starts_with(part) || part.starts_with(word);
           });
  }

  // A word of school life or of the person's own name besides the name of the school.
  bool has_cue_besides(std::string_view name) const {
    return std::any_of(handle_.parts.begin(), handle_.parts.end(), [&](const std::string& part) {
      if (part == name) return false;
      const std::size_t at = part.find(name);
      if (at == std::string::npos) return is_cue(part) && name.find(part) == std::string_view::npos;
      return is_cue(std::string_view(part).substr(0, at)) ||
             is_cue(std::string_view(part).substr(at + name.size()));
    });
  }

  const Forms& forms_;
  HandleParts handle_;
};

}  // namespace

EmployerSearch::EmployerSearch(const EmployerWords& words, const base::Person& person)
    : forms_(std::make_unique<Forms>(words, person)) {}
EmployerSearch::EmployerSearch(EmployerSearch&&) noexcept = default;
EmployerSearch::~EmployerSearch() = default;

std::vector<Mention> EmployerSearch::mentions(const FoldedPassage& in) const {
  if (forms_->forms.empty()) return {};
  return Pass(*forms_, in).run();
}

bool EmployerSearch::may_begin_in(std::string_view folded) const {
  Token token;
  for (std::size_t at = 0; next_token(folded, at, token); at = token.end) {
    if (forms_->first.may_have(token.hash)) return true;
  }
  return false;
}

bool EmployerSearch::held_in_handle(std::string_view handle) const { return Handle(*forms_, handle).holds(); }

bool EmployerSearch::is_name(std::string_view folded) const {
  const std::vector<std::string> name = words_in(forms_->words, folded);
  return std::any_of(forms_->forms.begin(), forms_->forms.end(),
                     [&](const Form& form) { return !form.needs_kind && form.words == name; });
}

}  // namespace gh::detect
