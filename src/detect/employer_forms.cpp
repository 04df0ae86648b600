#include "detect/employer_forms.h"

#include <algorithm>
#include <utility>

#include "base/text.h"

namespace gh::detect {
namespace {

using base::Organisation;

constexpr std::size_t kinds_reach = 6;  // words after a name's core that may say what kind of place it is

bool all_capitals(std::string_view text) {
  return text.size() >= 2 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

std::string without_plural(std::string_view word) {
  if (word.size() > 4 && word.ends_with("ies")) return std::string(word.substr(0, word.size() - 3)) + "y";
  if (word.size() > 3 && word.ends_with('s')) word.remove_suffix(1);
  return std::string(word);
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

std::uint32_t letters_of(std::string_view word) {
  std::uint32_t letters = 0;
  for (char c : word) letters |= std::uint32_t{1} << (static_cast<unsigned char>(c) & 31u);
  return letters;
}

}  // namespace

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

EmployerForms::EmployerForms(const EmployerWords& rules, const base::Person& owner)
    : words(rules), person(owner) {
  if (!person.employer.trust.name.empty()) add(person.employer.trust, Kind::employer);
  for (const Organisation& school : person.employer.schools) {
    if (!school.name.empty()) add(school, Kind::school);
  }
  std::stable_sort(forms.begin(), forms.end(),
                   [](const Form& a, const Form& b) { return a.words.size() > b.words.size(); });
  for (std::size_t i = 0; i < forms.size(); ++i) index(i);
  std::stable_sort(run_together.begin(), run_together.end(), [](const RunTogether& a, const RunTogether& b) {
    return a.letters.size() > b.letters.size();
  });
  index_domains();
  for (const auto* names : {&person.names, &person.former_names}) {
    for (const std::string& name : *names) {
      for (const std::string& word : words_in(words, name)) {
        if (word.size() >= 3) person_words.push_back(word);
      }
    }
  }
}

void EmployerForms::add(const Organisation& organisation, Kind kind) {
  add_form(organisation, kind, organisation.name);
  for (const std::string& alias : organisation.aliases) add_form(organisation, kind, alias);
  const std::vector<std::string> name = words_in(words, organisation.name);
  Form core = form_of(organisation, kind, core_of(words, name));
  if (core.words.empty() || core.run_together.size() < 4) return;
  add_with_initials(core, name);
  core.needs_kind = true;
  forms.push_back(std::move(core));
}

// "Marlpit PS", of Marlpit Primary School.
void EmployerForms::add_with_initials(Form form, const std::vector<std::string>& name) {
  if (name.size() < form.words.size() + 2 || !std::equal(form.words.begin(), form.words.end(), name.begin()))
    return;
  std::string initials;
  for (std::size_t i = form.words.size(); i < name.size(); ++i) initials += name[i][0];
  form.run_together += initials;
  form.words.push_back(std::move(initials));
  form.speaks = form.abbreviated = true;
  forms.push_back(std::move(form));
}

void EmployerForms::add_form(const Organisation& organisation, Kind kind, std::string_view name) {
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

Form EmployerForms::form_of(const Organisation& organisation, Kind kind,
                            std::vector<std::string> name) const {
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

bool EmployerForms::is_common(const std::vector<std::string>& name) const {
  const std::string text = base::join(core_of(words, name), " ");
  const auto first_word = token_from(text, 0);
  if (!first_word) return false;
  if (words.around.at(text, *first_word, common_beginning)) return true;
  const auto whole = words.around.at(text, *first_word, common_name);
  return whole && whole->end == text.size();
}

bool EmployerForms::is_town(const std::vector<std::string>& name) const {
  const auto same = [&](const std::string& town) { return !town.empty() && words_in(words, town) == name; };
  return same(person.town) || same(person.employer.trust.town) ||
         std::any_of(person.employer.schools.begin(), person.employer.schools.end(),
                     [&](const Organisation& school) { return same(school.town); });
}

void EmployerForms::begins(std::string_view word, std::size_t form) {
  const std::uint64_t hash = hash_of(word);
  first.add(hash);
  first_words.add(lexicon::hash_of(word));
  first_letters.set(static_cast<unsigned char>(word.front()));
  std::vector<std::size_t>& list = by_first[hash];
  if (list.empty() || list.back() != form) list.push_back(form);
}

void EmployerForms::index(std::size_t i) {
  const Form& form = forms[i];
  const std::string& word = form.words.front();
  begins(word, i);
  const auto letter = [&](std::size_t at) {
    return std::uint32_t{static_cast<unsigned char>(form.run_together[at])};
  };
  if (form.run_together.size() < 3)
    has_short = true;
  else
    beginnings.add(beginning(letter(0) << 16 | letter(1) << 8 | letter(2)));
  if (form.initials && word.size() == short_initials) begins(word + "s", i);
  if (word.size() >= 4) {
    begins(word + "s", i);
    begins(without_plural(word), i);
  }
  if (!form.initials && form.words.size() > 1) begins(word + form.words[1], i);
  for (const auto& [shorter, usual] : words.lists.short_for) {
    if (usual == word) begins(shorter, i);
  }
  if (!form.initials && allowed_edits(word, form.common) > 0 && word[0] >= 'a' && word[0] <= 'z') {
    first_letters.set(static_cast<unsigned char>(word[0]));
    near[static_cast<std::size_t>(word[0] - 'a')].push_back({word, letters_of(word), form.common});
  }
  if (form.initials || form.run_together.size() < shortest_run_together) return;
  if (!form.needs_kind) return add_run_together(form.run_together, i, form.speaks && form.words.size() > 1);
  for (const std::string& kind : form.own_kinds) add_run_together(form.run_together + kind, i, true);
}

void EmployerForms::add_run_together(std::string letters, std::size_t form, bool speaks) {
  shortest = std::min(shortest, letters.size());
  shingles.set(shingle(letters.data()));
  run_together.push_back({std::move(letters), form, speaks});
}

void EmployerForms::index_domains() {
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
      first_words.add(lexicon::hash_of(folded));
      first_letters.set(static_cast<unsigned char>(folded.front()));
      domains[label->hash].push_back({folded, i});
    }
  }
}

std::vector<std::string> EmployerForms::own_kinds(const Organisation& organisation, Kind kind) const {
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

bool EmployerForms::is_own_kind(const Form& form, std::string_view word) {
  const std::string singular = without_plural(word);
  return std::any_of(form.own_kinds.begin(), form.own_kinds.end(), [&](const std::string& kind) {
    return form.kind == Kind::employer ? kind == word || kind == singular : without_plural(kind) == singular;
  });
}

bool EmployerForms::is_one_of_ours(const Form& form, std::string_view word) const {
  return form.kind == Kind::employer && !among(word, form.own_kinds) &&
         std::any_of(form.own_kinds.begin(), form.own_kinds.end(),
                     [&](const std::string& kind) { return without_plural(kind) == word; });
}

std::optional<Fit> EmployerForms::fit(std::string_view folded, Token token, const Form& form) const {
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
    // "Marlpit School" is none of the names of Marlpit Schools.
    if (seen != meant && words.is_kind(meant) && is_one_of_ours(form, seen)) return std::nullopt;
    if (same_word(seen, meant, form)) {
      ++exact;
      continue;
    }
    if (!form.initials && i + 1 < form.words.size() &&
        seen == meant + form.words[i + 1]) {  // "marlpitprimary school"
      exact += 2;
      ++i;
      continue;
    }
    const int edits = form.initials ? -1 : edits_in(seen, meant, form);
    if (edits < 0) return std::nullopt;
    fit.edits += edits;
    if (words.is_kind(meant)) fit.edits_in_kind += edits;
  }
  fit.end = token.end;
  if (!take_kinds(folded, token, form, fit)) return std::nullopt;
  const bool sure = fit.edits == 0 || (fit.speaks && (exact > 0 || form.words.size() > 1 || form.needs_kind));
  return sure ? std::optional(fit) : std::nullopt;
}

// A letter left out of "Trust" or "School" says no other word.
int EmployerForms::edits_in(std::string_view seen, std::string_view meant, const Form& form) const {
  const bool kind = words.is_kind(meant);
  const int edits = edits_between(seen, meant, form.common && !kind);
  // Among many words one may be misspelt even if it is short: "Severn and Ardan Learning Alliance".
  constexpr std::size_t many_words = 4, short_word = 4;
  if (edits < 0 && form.words.size() >= many_words && meant.size() >= short_word &&
      seen.size() >= short_word && seen[0] == meant[0] && base::edit_distance(seen, meant, 1) == 1)
    return 1;
  if (edits >= 0 || !kind || meant.size() < 5 || seen.size() + 1 != meant.size() || seen[0] != meant[0])
    return edits;
  return base::edit_distance(seen, meant, 1) == 1 ? 1 : -1;
}

bool EmployerForms::same_word(std::string_view seen, std::string_view meant, const Form& form) {
  if (seen == meant) return true;
  if (form.initials) return meant.size() >= short_initials && seen.ends_with('s') && seen.starts_with(meant);
  if (seen.size() > 3 && seen.ends_with('s') && seen.substr(0, seen.size() - 1) == meant) return true;
  return meant.size() > 3 && meant.ends_with('s') && meant.substr(0, meant.size() - 1) == seen;
}

bool EmployerForms::take_kinds(std::string_view folded, Token token, const Form& form, Fit& fit) const {
  bool own = false, foreign = false;
  for (std::size_t i = 0; i < kinds_reach && !form.initials; ++i) {
    const auto next = token_from(folded, token.end);
    if (!next || !joins(folded, token, *next)) break;
    std::string word = word_of(folded, *next);
    // "Marlpit Primary's Year 6s"
    if (folded.substr(next->begin, next->end - next->begin).ends_with("'s")) word.pop_back();
    word = words.usual(word);
    token = *next;
    if (!words.is_kind(word)) {
      if (!words.is_qualifier(word)) break;
      continue;
    }
    const bool fits = is_own_kind(form, word);
    if (!fits && is_one_of_ours(form, word)) continue;
    own = own || fits;
    foreign = foreign || !fits;
    if (fits) fit.end = token.end;
  }
  if (form.needs_kind && form.kind == Kind::employer) own = own && !foreign;
  if (!form.speaks && foreign) return false;
  fit.speaks = form.speaks || own;
  return !form.needs_kind || own;
}

}  // namespace gh::detect
