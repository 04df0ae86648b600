#include "detect/employer_search.h"

#include <algorithm>
#include <bit>
#include <optional>
#include <re2/re2.h>
#include <utility>

#include "detect/employer_forms.h"
#include "detect/employer_handle.h"

namespace gh::detect {
namespace {

using base::Organisation;
using Forms = EmployerForms;

// One pass over one passage.
class Pass {
 public:
  Pass(const Forms& forms, const FoldedPassage& in, std::span<const lexicon::Word> words)
      : forms_(forms), in_(in), words_(words), folded_(in.folded.text), address_(in.is_address) {}

  // Names that would need another sign beside them have one where the words name the other sort for sure:
  // "Thornwell Trust day with the Marlpit lot".
  std::vector<Mention> run() {
    read();
    if (doubted_ && !found_.empty()) {
      backed_ = true;
      found_.clear();
      read();
    }
    return std::move(found_);
  }

 private:
  void read() {
    std::size_t at = 0;  // what lies before is read
    if (!words_.empty()) {
      for (const lexicon::Word& word : words_) {
        if (word.begin >= at && may_count(word)) at = read_word(word.begin);
      }
      return;
    }
    while (at < folded_.size()) {
      if (is_word_byte(folded_[at]) || folded_[at] == '&')
        at = read_word(at);
      else
        ++at;
    }
  }

  // It may begin a name, or one with a letter wrong, or hold one.
  bool may_count(const lexicon::Word& word) const {
    const std::uint32_t size = word.end - word.begin;
    if (!word.plain || forms_.first_words.may_have(word.hash)) return true;
    if (size > 4 && !forms_.near[static_cast<std::size_t>(folded_[word.begin] - 'a')].empty()) return true;
    return size >= forms_.shortest && may_hold_run(word.begin, word.end);
  }

  // Four letters of a name run together stand in it.
  bool may_hold_run(std::size_t begin, std::size_t end) const {
    for (std::size_t at = begin; at + 4 <= end; ++at) {
      if (forms_.shingles.test(shingle(folded_.data() + at))) return true;
    }
    return false;
  }

  // Where it, or the name that it begins, ends.
  std::size_t read_word(std::size_t at) {
    Token token;
    const bool may_begin_name =
        tokens::class_at(folded_, at) != tokens::letter || forms_.may_begin_with(folded_[at]);
    if (!may_begin_name && tokens::skip_plain(folded_, at, token))
      return std::max<std::size_t>(token.end, long_enough(token) ? run_together_at(token) : 0);
    if (!next_token(folded_, at, token)) return folded_.size();
    std::size_t taken = 0;
    if (forms_.first.may_have(token.hash)) {
      domain_at(token);
      taken = name_at(token);
    }
    if (taken == 0 && token.end - token.begin > 4) taken = misspelt_at(token);
    if (taken == 0 && long_enough(token)) taken = run_together_at(token);
    return std::max<std::size_t>(token.end, taken);
  }

  bool long_enough(const Token& token) const { return token.end - token.begin >= forms_.shortest; }

  // Each gives the end of the name that begins here; 0 for none.
  std::size_t name_at(const Token& token) {
    const auto listed = forms_.by_first.find(token.hash);
    if (listed == forms_.by_first.end()) return 0;
    return best_of(token, listed->second);
  }

  std::size_t misspelt_at(const Token& token) {
    const char initial = folded_[token.begin];
    if (initial < 'a' || initial > 'z' || address_) return 0;
    for (const CloseWord& near : forms_.near[static_cast<std::size_t>(initial - 'a')]) {
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
    if (!may_hold_run(token.begin, token.end)) return 0;
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
      const bool of_school = marked && is_of_school(form, word.substr(0, at), rest);
      if (!one.speaks && !of_school &&
          (at > 0 || !(marked || form.words.size() > 1) || address_ || !rest.empty()))
        continue;
      if (!may_count(token.begin, fit, form)) continue;
      report(token.begin, token.end, form, "employer.run-together", Certainty::certain);
      return token.end;
    }
    return 0;
  }

  // "#TeamFernhill", "@FernhillPri": what is joined to a name of one word is of school life.
  bool is_of_school(const Form& form, std::string_view before, std::string_view behind) const {
    const auto says = [&](std::string_view word) {
      return word.empty() || among(word, forms_.words.lists.handle_cues) || forms_.words.is_kind(word);
    };
    return !form.initials && !form.common && !form.town_like && says(before) && says(behind);
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

  bool may_count(std::size_t begin, const Fit& fit, const Form& form) {
    if (followed_by(forms_.words, folded_, fit.end, place_after_any)) return false;
    if (follows_modifier(begin)) return false;
    if (stated_elsewhere(fit.end, form) || in_known_town(fit, form)) return false;
    if (form.abbreviated && !capitals_in(begin, fit.end, form.words.back())) return false;
    if (fit.speaks && !form.common) return true;
    if (fit.speaks && form.common) return speaks_of_ours(begin, fit, form);
    // "From | Marlpit Primary (TLT)"
    const bool bracketed = begin > 0 && folded_[begin - 1] == '(';
    if (in_field({"place", "home_town", "birth_place", "birth_date"}) && !(backed_ && bracketed)) {
      doubted_ = doubted_ || bracketed;
      return false;
    }
    if (followed_by(forms_.words, folded_, fit.end, place_after) || is_land(fit.end)) return false;
    if (!form.initials && follows(forms_.words, folded_, begin, not_directly_after) &&
        !follows(forms_.words, folded_, begin, lead))
      return false;
    if (another_name(fit.end, form) || in_others_handle(begin, fit.end)) return false;
    if (!(form.initials ? written_as_initials(begin, fit, form) : looks_like_name(begin, fit.end)))
      return false;
    const bool counts = has_cue(begin, fit, form);
    doubted_ = doubted_ || !counts;
    return counts && !another_town(fit.end, form);
  }

  // In small letters ("cmat staff do", "c.m.a.t. payday") only longer ones, beside words that say what they
  // are.
  bool written_as_initials(std::size_t begin, const Fit& fit, const Form& form) const {
    if (capitals_at(begin, fit.end)) return true;
    if (form.run_together.size() <= short_initials) return false;
    return form.words.size() > 1 || follows(forms_.words, folded_, begin, lead) || sign_behind(fit.end);
  }

  // "Marlpit staff", "TLT's finest"
  bool sign_behind(std::size_t end) const { return followed_by(forms_.words, folded_, end, cue | weak_cue); }

  // "@marlpit_runners": a word joined to the name in a handle that is none of school life, nor the person's.
  bool in_others_handle(std::size_t begin, std::size_t end) const {
    const bool handle = begin > 0 && folded_[begin - 1] == '@';
    if (!handle || end >= folded_.size() || (folded_[end] != '_' && folded_[end] != '.')) return false;
    const auto next = token_from(folded_, end);
    if (!next || next->begin != end + 1) return false;
    return !forms_.words.around.at(folded_, *next, cue | weak_cue | handle_cue) &&
           !among(word_of(folded_, *next), forms_.person_words);
  }

  // "Marlpit Youth Trust" is another one than Marlpit.
  bool another_name(std::size_t end, const Form& form) const {
    if (form.initials) return false;
    bool between = false;
    for (int i = 0; i < 3; ++i) {
      const auto next = token_from(folded_.substr(0, std::min(folded_.size(), end + 48)), end);
      if (!next || next->begin != end + 1 || folded_[end] != ' ') return false;
      const std::string_view word = written(next->begin, next->end);
      if (word.empty() || word[0] < 'A' || word[0] > 'Z') return false;
      if (forms_.words.is_kind(word_of(folded_, *next))) return between;
      between = true;
      end = next->end;
    }
    return false;
  }

  // "Marlpit Edge" is a hill; "Marlpit top the league".
  bool is_land(std::size_t end) const {
    if (end + 1 >= folded_.size() || folded_[end] != ' ') return false;
    const std::string_view next = written(end + 1, end + 2);
    return !next.empty() && next[0] >= 'A' && next[0] <= 'Z' && followed_by(forms_.words, folded_, end, land);
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
    Surroundings around = surroundings(forms_.words, folded_, begin, fit.end);
    if (around.lead) return true;
    if (form.town_like) return false;
    if (form.common && follows_label(begin)) return true;
    // "#MarlpitGirls": nothing else is called by both words.
    const bool marked = begin > 0 && (folded_[begin - 1] == '#' || folded_[begin - 1] == '@');
    if (marked && form.words.size() > 1 && !form.initials && !form.common) return true;
    const bool beside = sign_behind(fit.end);
    if (around.against && (form.common || !beside)) return false;
    // "maths @ Fernhill"
    const bool at_sign = begin > 1 && folded_.substr(begin - 2, 2) == "@ ";
    around.weak_cues += (beside ? 1 : 0) + (at_sign ? 1 : 0) + (backed_ ? 2 : 0);
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

  // "School: the Grange"
  bool follows_label(std::size_t begin) const {
    const std::string_view before = folded_.substr(0, begin);
    const std::size_t colon = before.substr(before.size() > 6 ? before.size() - 6 : 0).find(": ");
    return colon != std::string_view::npos && follows(forms_.words, folded_, begin, cue);
  }

  bool capitals_at(std::size_t begin, std::size_t end) const {
    if (begin > 0 && (folded_[begin - 1] == '#' || folded_[begin - 1] == '@')) return true;
    bool other = false;
    std::string_view text = written(begin, end);
    if (text.ends_with('s')) text.remove_suffix(1);  // "TLT's", "TLTs"
    for (char c : text) {
      if (c >= 'a' && c <= 'z') return false;
      other = other || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
    }
    return other;
  }

  // The word stands in [begin, end) in capitals.
  bool capitals_in(std::size_t begin, std::size_t end, std::string_view word) const {
    for (auto token = token_from(folded_, begin); token && token->end <= end;
         token = token_from(folded_, token->end)) {
      if (word_of(folded_, *token) == word) return capitals_at(token->begin, token->end);
    }
    return false;
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

  // "Marlpit Primary in Lydcombe, near Tavistock" says where it lies, and that is not where ours does.
  bool stated_elsewhere(std::size_t end, const Form& form) const {
    if (form.organisation->town.empty() || folded_.substr(end, 4) != " in ") return false;
    static const re2::RE2 place("^((?:[a-z'-]+ ){0,2}[a-z'-]+),? near (?:the )?([a-z'-]+)");
    const std::string_view behind = folded_.substr(end + 4, 60);
    re2::StringPiece town, near;
    if (!re2::RE2::PartialMatch(re2::StringPiece(behind.data(), behind.size()), place, &town, &near))
      return false;
    const auto at = [&](const re2::StringPiece& word) {
      return static_cast<std::size_t>(word.data() - folded_.data());
    };
    const std::string_view first = written(at(town), at(town) + 1), second = written(at(near), at(near) + 1);
    const auto is_capital = [](std::string_view word) {
      return !word.empty() && word[0] >= 'A' && word[0] <= 'Z';
    };
    return is_capital(first) && is_capital(second) && !is_own_place(at(town)) && !is_own_place(at(near));
  }

  // "Harbourside Academy, Plymouth, came from behind": a full name before a town that the list of places
  // knows, in a passage that never names ours. Counties and countries are no towns: ours may lie in them.
  bool in_known_town(const Fit& fit, const Form& form) const {
    if (!fit.speaks || form.organisation->town.empty() || folded_.substr(fit.end, 2) != ", ") return false;
    const std::size_t begin = fit.end + 2;
    const std::string_view letter = begin < folded_.size() ? written(begin, begin + 1) : "";
    if (letter.empty() || letter[0] < 'A' || letter[0] > 'Z') return false;
    const auto town = forms_.words.towns.longest_at(folded_, begin);
    if (!town || is_own_place(begin)) return false;
    const std::string name = base::fold(forms_.words.towns.name(town->name));
    if (among(name, forms_.words.lists.wide_places)) return false;
    const bool ends = town->end >= folded_.size() ||
                      std::string_view(",.;)\n").find(folded_[town->end]) != std::string_view::npos;
    const auto next = ends ? std::nullopt : token_from(folded_, town->end);
    if (!ends && !(next && among(word_of(folded_, *next), forms_.words.lists.after_town))) return false;
    return folded_.find(base::fold(form.organisation->town)) == std::string_view::npos;
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
  std::span<const lexicon::Word> words_;
  std::string_view folded_;
  bool address_;
  bool doubted_ = false;  // some name had too few signs beside it
  bool backed_ = false;   // the passage names one of the organisations for sure
  std::vector<Mention> found_;
};

}  // namespace

EmployerSearch::EmployerSearch(const EmployerWords& words, const base::Person& person)
    : forms_(std::make_unique<EmployerForms>(words, person)) {}
EmployerSearch::EmployerSearch(EmployerSearch&&) noexcept = default;
EmployerSearch::~EmployerSearch() = default;

std::vector<Mention> EmployerSearch::mentions(const FoldedPassage& in,
                                              std::span<const lexicon::Word> words) const {
  if (forms_->forms.empty()) return {};
  return Pass(*forms_, in, words).run();
}

bool EmployerSearch::may_begin_in(std::string_view folded) const {
  Token token;
  for (std::size_t at = 0; next_token(folded, at, token); at = token.end) {
    if (forms_->first.may_have(token.hash)) return true;
  }
  return false;
}

bool EmployerSearch::held_in_handle(std::string_view handle, bool own) const {
  return handle_holds(*forms_, handle, own);
}

bool EmployerSearch::is_name(std::string_view folded) const {
  const std::vector<std::string> name = words_in(forms_->words, folded);
  return std::any_of(forms_->forms.begin(), forms_->forms.end(),
                     [&](const Form& form) { return !form.needs_kind && form.words == name; });
}

bool EmployerSearch::is_name_run_together(std::string_view folded) const {
  std::string letters;
  for (char c : folded) {
    if (is_word_byte(c)) letters += c;
  }
  const auto is_it = [&](const Form& form) {
    if (!std::string_view(letters).starts_with(form.run_together)) return false;
    const std::string rest = letters.substr(form.run_together.size());
    return rest.empty() || (form.needs_kind && forms_->words.is_kind(rest));
  };
  return std::any_of(forms_->forms.begin(), forms_->forms.end(), is_it);
}

}  // namespace gh::detect
