#include "detect/phrases.h"

#include <algorithm>
#include <map>

#include "base/definition_file.h"
#include "base/text.h"
#include "detect/beside.h"
#include "detect/cased.h"
#include "detect/whose.h"

namespace gh::detect {
namespace {

using base::DefinitionTable;
using Macros = std::map<std::string, std::string>;

constexpr std::size_t before = 64;  // bytes that not_before sees
constexpr std::size_t behind = 64;  // that then and not_then see
constexpr std::size_t near = 220;   // that needs_near and unless_near see, to either side
constexpr int deepest_macro = 8;

// {name} by what the macro says; "{2,3}" is a count and stays.
std::string expanded(std::string text, const Macros& macros, DefinitionTable& table, std::string_view key) {
  for (int depth = 0; depth < deepest_macro; ++depth) {
    std::string out;
    bool changed = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
      const std::size_t end = text[i] == '{' ? text.find('}', i) : std::string::npos;
      if (end == std::string::npos || text[i + 1] < 'A') {
        out += text[i];
        continue;
      }
      const auto macro = macros.find(text.substr(i + 1, end - i - 1));
      if (macro == macros.end()) {
        table.problem(key, "no macro of the name '" + text.substr(i + 1, end - i - 1) + "'");
        return "";
      }
      out += "(?:" + macro->second + ")";
      changed = true;
      i = end;
    }
    text = std::move(out);
    if (!changed) break;
  }
  return text;
}

std::string read_text(DefinitionTable& table, std::string_view key, const std::string& text,
                      const Macros& macros) {
  return text.empty() ? "" : "(?i)" + expanded(text, macros, table, key);
}

bool sentence_ends(char c) { return c == '.' || c == '!' || c == '?' || c == '\n'; }

std::string_view around(std::string_view text, std::size_t begin, std::size_t end, std::size_t reach) {
  const std::size_t from = begin > reach ? begin - reach : 0;
  return text.substr(from, std::min(text.size(), end + reach) - from);
}

// "Jane Hill, 34, a" or "Dad" right before the words says whose they are; nothing of the kind leaves them the
// person's.
bool speaks_of_another(std::string_view before_it, const Material& material, const Spoken& spoken) {
  static const RE2 full_name(
      "((?:[A-Z][a-z]+(?:['-][A-Z]?[a-z]+|[A-Z][a-z]+)*)(?: "
      "[A-Z][a-z]+(?:['-][A-Z]?[a-z]+|[A-Z][a-z]+)*)+)(?:,? "
      "\\(?\\d\\d\\)?)?,?(?: "
      "(?:is|and|who|lives|has|proud|a|an|the|with|now|busy|full-time|in|at|from|was|had|[A-Z][a-z]+,?)){0,8}"
      " ?$");
  static const RE2 one_name("(?:^|[^A-Za-z'])([A-Z][a-z]+)(?: (?:had|was|were|who|has|is))* $");
  const re2::StringPiece text(before_it.data(), before_it.size());
  re2::StringPiece name;
  const bool full = RE2::PartialMatch(text, full_name, &name);
  if (!full && !RE2::PartialMatch(text, one_name, &name)) return false;
  const std::string folded = base::lower_ascii(std::string_view(name.data(), name.size()));
  if (!full && (spoken.given_names == nullptr || !spoken.given_names->has(folded))) return false;
  return !names_person(material, folded);
}

// "Her son", "she has a son", where the words before name the person last.
bool speaks_of_person(const PhraseMatch& match, const Material& material) {
  const Spoken& spoken = match.spoken;
  if (match.begin() < spoken.label) return false;
  const std::size_t begin = match.begin() - spoken.label, end = match.end() - spoken.label;
  const std::string_view matched = view(match.groups[0]);
  const std::string first = base::lower_ascii(matched.substr(0, matched.find(' ')));
  constexpr std::uint64_t hers = lexicon::PeopleWords::third | lexicon::PeopleWords::possessives;
  if ((material.people.of(first) & hers) == hers)
    return named_last(material, spoken.in, begin) == Referent::person;
  const Subject subject = subject_of(material, spoken.in, begin, end);
  return subject.said && subject.whose == Whose::self;
}

// "Robin's first car", "her first car": the words of a group `owner` are the person's name, or none.
bool may_own(std::string_view owner, const Material& material) {
  std::string folded = base::lower_ascii(owner);
  if (folded.ends_with("'s")) folded.resize(folded.size() - 2);
  if (folded.ends_with('\'')) folded.pop_back();
  return (material.people.of(folded) & lexicon::PeopleWords::third) != 0 || names_person(material, folded);
}

bool allowed(const PhraseMatch& match, const Material& material) {
  const Phrase& phrase = match.phrase;
  const std::string_view text = match.spoken.text;
  const std::size_t begin = match.begin(), end = match.end();
  const std::size_t from = begin > before ? begin - before : 0;
  if (matches(phrase.not_before, text.substr(from, begin - from))) return false;
  if (phrase.subject && speaks_of_another(text.substr(from, begin - from), material, match.spoken))
    return false;
  if (phrase.owner > 0) {
    const re2::StringPiece& owner = match.groups[static_cast<std::size_t>(phrase.owner)];
    if (owner.data() != nullptr && !may_own(view(owner), material)) return false;
  }
  if (!fits(phrase.then, text.substr(end, behind))) return false;
  if (matches(phrase.not_then, text.substr(end, behind))) return false;
  const std::string_view sentence = sentence_around(text, begin, end);
  if (!fits(phrase.needs, sentence)) return false;
  if (matches(phrase.unless, sentence)) return false;
  const std::string_view window = around(text, begin, end, near);
  if (!fits(phrase.needs_near, window)) return false;
  if (matches(phrase.unless_near, window)) return false;
  if (!phrase.third) return true;
  const std::string& field = match.spoken.in.passage->field;
  return field == "bio" || names_person(material, base::lower_ascii(window)) ||
         speaks_of_person(match, material);
}

std::unordered_set<std::string> words_of(const std::vector<std::string>& lines) {
  std::unordered_set<std::string> words;
  for (const std::string& line : lines) {
    const std::string folded = base::fold(line);
    for (std::string_view word : base::split(folded, ' ')) words.emplace(word);
  }
  return words;
}

// "my lovely little son", and not "my sister has a son".
bool are_adjectives(std::string_view words, const PhraseFile& file) {
  const std::string small = base::lower_ascii(words);
  for (std::string_view word : base::split(small, ' ')) {
    while (!word.empty() && word.back() == ',') word.remove_suffix(1);
    if (!word.empty() && !file.adjectives.contains(std::string(word))) return false;
  }
  return true;
}

Phrase read_phrase(DefinitionTable& table, const PhraseFile& file, const Macros& macros, PatternBook& book) {
  Phrase phrase;
  phrase.id = table.required_text("id");
  phrase.clause = table.text("clause", file.clause);
  const std::string kind = table.required_text("kind");
  if (const auto named = kind_named(kind)) {
    phrase.kind = *named;
  } else {
    table.problem("kind", "no kind of the name '" + kind + "'");
  }
  phrase.certainty = certainty_named(table.choice("certainty", {"certain", "likely", "possible"}, "likely"))
                         .value_or(Certainty::likely);
  const auto options = [](const std::string& text) {
    RE2::Options all = PatternBook::byte_options(text);
    all.set_max_mem(std::int64_t{32} << 20);
    return all;
  };
  const auto condition = [&](std::string_view key) {
    const std::string text = read_text(table, key, table.text(key), macros);
    return book.read(table, key, text, options(text));
  };
  phrase.not_before = condition("not_before");
  phrase.then = condition("then");
  phrase.not_then = condition("not_then");
  phrase.needs = condition("needs");
  phrase.unless = condition("unless");
  phrase.needs_near = condition("needs_near");
  phrase.needs_page = condition("needs_page");
  phrase.unless_near = condition("unless_near");
  const std::string text = read_text(table, "pattern", table.required_text("pattern"), macros);
  phrase.pattern =
      book.trigger(table, "pattern", text, options(text), {&phrase.then, &phrase.needs, &phrase.needs_near});
  if (phrase.pattern) phrase.adjectives = phrase.pattern.group("adj");
  if (phrase.pattern) phrase.owner = phrase.pattern.group("owner");
  phrase.people = table.boolean("people", false);
  phrase.dates = table.boolean("dates", false);
  phrase.child_said = table.boolean("child_said", false);
  phrase.newborn = table.boolean("newborn", false);
  phrase.names_first = table.boolean("names_first", false);
  phrase.third = table.boolean("third", false);
  phrase.first_known = table.boolean("first_known", false);
  phrase.of_school = table.boolean("of_school", false);
  phrase.subject = table.boolean("subject", false);
  phrase.named_only = table.boolean("named_only", false);
  phrase.oldest = static_cast<int>(table.integer("oldest", 99));
  return phrase;
}

}  // namespace

base::Result<PhraseFile> PhraseFile::load(const std::filesystem::path& path, PatternBook& book,
                                          std::size_t lists, std::initializer_list<std::size_t> triggers) {
  auto definition = base::open_definition(path);
  if (!definition) return definition.error();
  DefinitionTable root = definition->root();
  PhraseFile file;
  root.integer("schema", 1);
  file.clause = root.required_text("clause");
  file.stop = words_of(root.texts("stop"));
  file.keeps_s = words_of(root.texts("keeps_s"));
  file.adjectives = words_of(root.texts("adjectives"));
  Macros macros;
  if (auto table = root.table("macros")) {
    for (const std::string& name : table->keys()) macros[name] = table->text(name);
  }
  for (const std::string& list : root.texts("lists")) {
    const std::string text = read_text(root, "lists", list, macros);
    const bool trigger = std::find(triggers.begin(), triggers.end(), file.lists.size()) != triggers.end();
    file.lists.push_back(trigger ? book.trigger(root, "lists", text, PatternBook::roomy_options())
                                 : book.read(root, "lists", text, PatternBook::roomy_options()));
  }
  const auto given = static_cast<std::size_t>(std::count_if(
      file.lists.begin(), file.lists.end(), [](const Pattern& list) { return static_cast<bool>(list); }));
  if (given < lists) {
    root.problem("lists", std::to_string(lists) + " expressions are asked for by place, and there are " +
                              std::to_string(given));
  }
  file.first = book.prefilter.size();
  for (DefinitionTable table : root.tables("rule"))
    file.phrases.push_back(read_phrase(table, file, macros, book));
  file.last = book.prefilter.size();
  for (std::uint32_t i = 0; i < file.phrases.size(); ++i) {
    if (file.phrases[i].pattern)
      (file.phrases[i].pattern.number() ? file.by_number : file.always).push_back(i);
  }
  if (auto error = definition->error()) return *error;
  return file;
}

bool PhraseFile::may_match(const Material& material, const FoldedPassage& in) const {
  const auto listed = material.windows_of(in);
  return !always.empty() || std::any_of(listed.begin(), listed.end(), [&](const Prefilter::Window& window) {
    return window.pattern >= first && window.pattern < last;
  });
}

bool Spoken::is_shouted() const {
  if (!shouted) shouted = is_shouting(text);
  return *shouted;
}

std::optional<Finding> Spoken::finding(std::size_t begin, std::size_t end, Kind kind, std::string_view rule,
                                       std::string_view clause) const {
  if (begin < label || end <= begin) return std::nullopt;
  Finding found = finding_at(in, begin - label, end - label, kind, "", rule, clause);
  found.value = base::collapse_blanks(found.evidence.text);
  if (found.value.empty()) return std::nullopt;
  return found;
}

std::string_view sentence_around(std::string_view text, std::size_t begin, std::size_t end,
                                 std::size_t reach) {
  std::size_t from = begin;
  while (from > 0 && begin - from < reach && !sentence_ends(text[from - 1])) --from;
  std::size_t to = end;
  while (to < text.size() && to - end < reach && !sentence_ends(text[to])) ++to;
  return text.substr(from, to - from);
}

namespace {

// Phrases that may match in a passage, in the order of the file.
std::vector<std::uint32_t> candidates(const PhraseFile& file, const Material& material,
                                      const FoldedPassage& in) {
  std::vector<std::uint32_t> phrases = file.always;
  for (const Prefilter::Window& window : material.windows_of(in)) {
    if (window.pattern >= file.first && window.pattern < file.last)
      phrases.push_back(file.by_number[window.pattern - file.first]);
  }
  std::sort(phrases.begin(), phrases.end());
  phrases.erase(std::unique(phrases.begin(), phrases.end()), phrases.end());
  return phrases;
}

void each_match(const PhraseFile& file, const Phrase& phrase, const Material& material, const Spoken& spoken,
                const std::function<std::size_t(const PhraseMatch&)>& use) {
  const std::string_view text = spoken.text;
  const Windows windows = material.windows_of(spoken.in, phrase.pattern, spoken.label);
  std::vector<re2::StringPiece> groups(static_cast<std::size_t>(phrase.pattern->NumberOfCapturingGroups()) +
                                       1);
  std::size_t at = 0;
  while (at < text.size() && match_in(*phrase.pattern, spoken.text, windows, at, groups.data(),
                                      static_cast<int>(groups.size()))) {
    const PhraseMatch match{phrase, spoken, groups};
    const std::size_t begin = match.begin(), end = match.end();
    const re2::StringPiece& adj = groups[static_cast<std::size_t>(phrase.adjectives)];
    if (phrase.adjectives > 0 && adj.data() != nullptr &&
        !are_adjectives(std::string_view(adj.data(), adj.size()), file)) {
      at = begin + 1;
      continue;
    }
    const std::size_t read = allowed(match, material) ? use(match) : 0;
    at = std::max({read, end, begin + 1});
  }
}

}  // namespace

void each_match(const PhraseFile& file, const Material& material, const Spoken& spoken,
                const std::function<std::size_t(const PhraseMatch&)>& use) {
  for (const std::uint32_t i : candidates(file, material, spoken.in)) {
    each_match(file, file.phrases[i], material, spoken, use);
  }
}

}  // namespace gh::detect
