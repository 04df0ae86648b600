#include "detect/employer.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace gh::detect {
namespace {

using base::Organisation;
using lexicon::OrganisationWords;

constexpr std::string_view mention_clause = "PRI-03";
constexpr std::string_view ban_clause = "CAP-01";
constexpr std::size_t shortest_run_together =
    6;  // letters; shorter forms run together are parts of ordinary words

// One word of folded text: letters and digits, apostrophes inside left out.
struct Token {
  std::string word;
  std::size_t begin = 0;
  std::size_t end = 0;
};

bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

// "saint" and "st", "&" and "and" are one word in names.
std::string usual(std::string word) { return word == "saint" ? "st" : word == "&" ? "and" : std::move(word); }

// A run of ampersands says no more than one.
bool begins_token(std::string_view folded, std::size_t at) {
  const char before = at == 0 ? ' ' : folded[at - 1];
  return folded[at] == '&' ? before != '&' : is_word_byte(folded[at]) && !is_word_byte(before);
}

std::vector<Token> tokens_of(std::string_view folded) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < folded.size(); ++at) count += begins_token(folded, at) ? 1 : 0;
  std::vector<Token> tokens;
  tokens.reserve(count);  // pages of megabytes have a million
  for (std::size_t at = 0; at < folded.size();) {
    if (folded[at] == '&' && begins_token(folded, at)) tokens.push_back({"and", at, at + 1});
    if (!is_word_byte(folded[at])) {
      ++at;
      continue;
    }
    Token token{"", at, at};
    while (at < folded.size() && (is_word_byte(folded[at]) || (folded[at] == '\'' && at + 1 < folded.size() &&
                                                               is_word_byte(folded[at + 1])))) {
      if (folded[at] != '\'') token.word += folded[at];
      token.end = ++at;
    }
    token.word = usual(std::move(token.word));
    tokens.push_back(std::move(token));
  }
  return tokens;
}

// One way to write an organisation's name.
struct Form {
  const Organisation* organisation;
  Kind kind;
  std::vector<std::string> words;
  std::string run_together;  // all words without blanks
  bool speaks_for_itself;    // holds a word like "school"
  bool initials;             // one short word all in capitals: "TMAT"
};

bool among(std::string_view word, const std::vector<std::string>& list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool all_capitals(std::string_view text) {
  return text.size() >= 2 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

void add_form(std::vector<Form>& forms, const Organisation& organisation, Kind kind, std::string_view name,
              const OrganisationWords& words) {
  Form form{&organisation, kind, {}, "", false, all_capitals(name)};
  for (const Token& token : tokens_of(base::fold(name))) form.words.push_back(token.word);
  if (!form.words.empty() && form.words.front() == "the") form.words.erase(form.words.begin());
  if (form.words.empty()) return;
  for (const std::string& word : form.words) {
    form.run_together += word;
    form.speaks_for_itself = form.speaks_for_itself || among(word, words.kinds);
  }
  forms.push_back(std::move(form));
}

std::vector<Form> forms_of(const base::Employer& employer, const OrganisationWords& words) {
  std::vector<Form> forms;
  const auto add = [&](const Organisation& organisation, Kind kind) {
    if (organisation.name.empty()) return;
    add_form(forms, organisation, kind, organisation.name, words);
    for (const std::string& alias : organisation.aliases) add_form(forms, organisation, kind, alias, words);
  };
  add(employer.trust, Kind::employer);
  for (const Organisation& school : employer.schools) add(school, Kind::school);
  // Longer forms first: "Ladymere High School" before "Ladymere High".
  std::stable_sort(forms.begin(), forms.end(),
                   [](const Form& a, const Form& b) { return a.words.size() > b.words.size(); });
  return forms;
}

// How alike two words must be: none, one or two letters apart, by their length.
int allowed_edits(std::string_view word) { return word.size() >= 7 ? 2 : word.size() >= 5 ? 1 : 0; }

// Distance of the tokens from `at` on to the form; -1 when they are no writing of it. A possessive s may
// follow.
int distance(const std::vector<Token>& tokens, std::size_t at, const Form& form) {
  if (at + form.words.size() > tokens.size()) return -1;
  int total = 0;
  for (std::size_t i = 0; i < form.words.size(); ++i) {
    const std::string& seen = tokens[at + i].word;
    const std::string& meant = form.words[i];
    const bool last = i + 1 == form.words.size();
    if (seen == meant || (last && seen == meant + "s")) continue;
    const int edits = base::edit_distance(seen, meant, allowed_edits(meant));
    if (edits > allowed_edits(meant) || form.words.size() < 2 || !form.speaks_for_itself) return -1;
    total += edits;
  }
  return total;
}

class Mentions {
 public:
  Mentions(const Material& material, const OrganisationWords& words)
      : material_(material), words_(words), forms_(forms_of(material.of.person.employer, words)) {}

  std::vector<Finding> run() {
    for (const FoldedPassage& in : material_.passages) {
      if (in.passage->syntax != "url") names(in);
      domains(in);
    }
    return std::move(found_);
  }

 private:
  void names(const FoldedPassage& in) {
    const std::vector<Token> tokens = tokens_of(in.folded.text);
    cue_.reset();
    for (std::size_t at = 0; at < tokens.size();) {
      const std::size_t taken = name_at(in, tokens, at);
      at += std::max<std::size_t>(taken, 1);
    }
  }

  // The number of tokens that a name takes here; 0 for none.
  std::size_t name_at(const FoldedPassage& in, const std::vector<Token>& tokens, std::size_t at) {
    for (const Form& form : forms_) {
      const int edits = distance(tokens, at, form);
      if (edits < 0 || edits > 3 || !may_count(in, tokens, at, form)) continue;
      report(in, tokens[at].begin, tokens[at + form.words.size() - 1].end, form,
             edits > 0       ? "employer.misspelt"
             : form.initials ? "employer.initials"
                             : "employer.name",
             edits > 0 ? Certainty::likely : Certainty::certain);
      return form.words.size();
    }
    return run_together(in, tokens[at]) ? 1 : 0;
  }

  // A short form needs a cue, a set of initials its capitals; neither may be another place of that name.
  bool may_count(const FoldedPassage& in, const std::vector<Token>& tokens, std::size_t at,
                 const Form& form) {
    const std::size_t next = at + form.words.size();
    if (next < tokens.size() && among(tokens[next].word, words_.not_followed_by) &&
        !form.organisation->name.empty() && tokens[next].begin - tokens[next - 1].end <= 2) {
      return false;
    }
    if (form.initials) return capitals_at(in, tokens[at]);
    return form.speaks_for_itself || has_cue(tokens);
  }

  bool capitals_at(const FoldedPassage& in, const Token& token) const {
    const std::size_t begin = in.folded.origin[token.begin], end = in.folded.origin[token.end];
    return all_capitals(std::string_view(in.passage->text.words()).substr(begin, end - begin)) ||
           (token.begin > 0 &&
            (in.folded.text[token.begin - 1] == '#' || in.folded.text[token.begin - 1] == '@'));
  }

  // Looked for once a passage, and only where a short form stands in it.
  bool has_cue(const std::vector<Token>& tokens) {
    if (!cue_) {
      cue_ = std::any_of(tokens.begin(), tokens.end(),
                         [&](const Token& token) { return among(token.word, words_.cues); });
    }
    return *cue_;
  }

  // #TessermoorTrust, @BrindlewickSchool: a form that speaks for itself, run together.
  bool run_together(const FoldedPassage& in, const Token& token) {
    for (const Form& form : forms_) {
      if (form.words.size() < 2 || form.run_together.size() < shortest_run_together ||
          !form.speaks_for_itself)
        continue;
      const std::size_t at = token.word.find(form.run_together);
      if (at == std::string::npos) continue;
      report(in, token.begin, token.end, form, "employer.run-together", Certainty::certain);
      return true;
    }
    return false;
  }

  // Addresses under the organisation's own domains, in links, e-mail and text.
  void domains(const FoldedPassage& in) {
    for (const Form& form : forms_) {
      if (form.words.empty() || &form != first_form_of(form.organisation)) continue;
      for (const std::string& domain : form.organisation->domains) {
        const std::string folded = base::fold(domain);
        const std::size_t at = in.folded.text.find(folded);
        if (at == std::string::npos || !stands_alone(in.folded.text, at, folded.size())) continue;
        report(in, at, at + folded.size(), form, "employer.domain", Certainty::certain);
      }
    }
  }

  const Form* first_form_of(const Organisation* organisation) const {
    const auto found = std::find_if(forms_.begin(), forms_.end(),
                                    [&](const Form& form) { return form.organisation == organisation; });
    return found == forms_.end() ? nullptr : &*found;
  }

  // Not "notmarlpit.example", nor "marlpit.example.net".
  static bool stands_alone(std::string_view text, std::size_t at, std::size_t size) {
    if (at > 0 && (is_word_byte(text[at - 1]) || text[at - 1] == '-')) return false;
    const std::size_t end = at + size;
    if (end == text.size()) return true;
    const bool longer = text[end] == '.' && end + 1 < text.size() && is_word_byte(text[end + 1]);
    return !longer && !is_word_byte(text[end]) && text[end] != '-';
  }

  void report(const FoldedPassage& in, std::size_t begin, std::size_t end, const Form& form,
              std::string_view rule, Certainty certainty) {
    Finding finding = finding_at(in, begin, end, form.kind, form.organisation->name, rule, mention_clause);
    finding.certainty = certainty;
    found_.push_back(std::move(finding));
  }

  const Material& material_;
  const OrganisationWords& words_;
  std::vector<Form> forms_;
  std::optional<bool> cue_;
  std::vector<Finding> found_;
};

// Letters and digits only, and the parts between capitals, digits, underscores: "foxcote_sian" ->
// "foxcotesian".
std::string letters_of(std::string_view name) {
  std::string letters;
  for (char c : base::fold(name)) {
    if (is_word_byte(c)) letters += c;
  }
  return letters;
}

// The words of a handle: split at signs and where a small letter meets a capital.
std::vector<std::string> parts_of(std::string_view name) {
  std::vector<std::string> parts(1);
  for (std::size_t i = 0; i < name.size(); ++i) {
    const bool capital = name[i] >= 'A' && name[i] <= 'Z';
    const bool after_small = i > 0 && name[i - 1] >= 'a' && name[i - 1] <= 'z';
    const std::string folded = base::fold(name.substr(i, 1));
    if (!is_word_byte(folded.empty() ? ' ' : folded[0]) || (capital && after_small)) parts.emplace_back();
    if (is_word_byte(folded.empty() ? ' ' : folded[0])) parts.back() += folded;
  }
  std::erase(parts, "");
  return parts;
}

// The distinguishing words of a form, without "school", "primary", ...: "King Oswin's School" ->
// "kingoswins".
std::string core_of(const Form& form, const OrganisationWords& words) {
  std::string core;
  for (const std::string& word : form.words) {
    if (!among(word, words.kinds)) core += word;
  }
  return core;
}

// The part of a page title that names the page, before " | Site" and the like.
std::string_view first_part(std::string_view title) {
  constexpr std::array<std::string_view, 7> between{" | ", " - ", " – ", " — ", " · ", " :: ", " « "};
  std::size_t end = title.size();
  for (std::string_view separator : between) end = std::min(end, title.find(separator));
  return title.substr(0, end);
}

}  // namespace

std::vector<Finding> find_employer(const Material& material, const OrganisationWords& words) {
  return Mentions(material, words).run();
}

bool holds_employer(std::string_view name, const base::Employer& employer, const OrganisationWords& words) {
  const std::string letters = letters_of(name);
  const std::vector<std::string> parts = parts_of(name);
  const std::vector<Token> tokens = tokens_of(base::fold(name));
  for (const Form& form : forms_of(employer, words)) {
    if (form.initials) {
      if (among(form.run_together, parts)) return true;
      continue;
    }
    for (std::size_t at = 0; at < tokens.size(); ++at) {
      if (form.speaks_for_itself && distance(tokens, at, form) == 0) return true;
    }
    const bool long_enough = form.run_together.size() >= shortest_run_together;
    if (long_enough && letters.find(form.run_together) != std::string::npos) return true;
    const std::string core = core_of(form, words);
    if (core.size() >= shortest_run_together && form.speaks_for_itself &&
        letters.find(core) != std::string::npos)
      return true;
  }
  return false;
}

std::vector<Finding> find_employer_in_names(const Material& material, const OrganisationWords& words) {
  std::vector<Finding> found;
  const base::Person& person = material.of.person;
  const auto report = [&](const FoldedPassage& in, std::string_view name, std::size_t begin,
                          std::string_view rule) {
    Finding finding = finding_at(in, begin, begin + base::fold(name).size(), Kind::handle_contains_employer,
                                 std::string(name), rule, ban_clause);
    finding.certainty = Certainty::certain;
    found.push_back(std::move(finding));
  };
  for (const FoldedPassage& in : material.passages) {
    const std::string& field = in.passage->field;
    if (field == "title" || field == "display_name" || field == "blog_title") {
      const std::string_view name = base::trim(first_part(in.passage->text.words()));
      if (holds_employer(name, person.employer, words)) report(in, name, 0, "employer-in-name." + field);
    }
    for (const std::string& username : person.usernames) {
      const std::size_t at = in.folded.text.find(base::fold(username));
      if (at != std::string::npos && holds_employer(username, person.employer, words))
        report(in, username, at, "employer-in-name.handle");
    }
  }
  return found;
}

}  // namespace gh::detect
