#include "detect/detect.h"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include "detect/birth_dates.h"
#include "detect/employer.h"
#include "detect/family.h"
#include "detect/material.h"

namespace gh::detect {

struct Detectors::Implementation {
  TriggerWords triggers;  // of all detectors below: each adds its own when it is loaded
  lexicon::Lexicon lexicon;
  BirthDates birth_dates;
  Family family;
};

namespace {

using Detect = std::vector<Finding> (*)(const Material&, const Detectors::Implementation&);

struct Row : DetectorRow {
  Detect run;
};

// The one table, in report order.
constexpr std::array rows{
    Row{{"handle-contains-employer", "CAP-01"},
        [](const Material& material, const Detectors::Implementation& rules) {
          return find_employer_in_names(material, rules.lexicon.organisations);
        }},
    Row{{"birth-date", "SEC-05"},
        [](const Material& material, const Detectors::Implementation& rules) {
          return rules.birth_dates.find(material);
        }},
    Row{{"employer", "PRI-03"},
        [](const Material& material, const Detectors::Implementation& rules) {
          return find_employer(material, rules.lexicon.organisations);
        }},
    Row{{"family-answer", "SEC-08"},
        [](const Material& material, const Detectors::Implementation& rules) {
          return rules.family.find_answers(material, rules.triggers, rules.birth_dates.dates());
        }},
    Row{{"child-info", "CAP-B2"},
        [](const Material& material, const Detectors::Implementation& rules) {
          return rules.family.find_children(material, rules.triggers, rules.birth_dates.dates());
        }},
    Row{{"confidential", "CAP-B1"},
        [](const Material& material, const Detectors::Implementation& rules) {
          return rules.family.find_confidential(material, rules.triggers);
        }},
};

constexpr std::array table_rows = [] {
  std::array<DetectorRow, rows.size()> all{};
  for (std::size_t i = 0; i < rows.size(); ++i) all[i] = rows[i];
  return all;
}();

std::vector<std::string> words_of_names(const base::Person& person) {
  std::vector<std::string> words;
  for (const auto* names : {&person.names, &person.former_names}) {
    for (const std::string& name : *names) {
      const std::string folded = base::fold(name);
      for (std::string_view word : base::split(folded, ' ')) {
        if (word.size() > 2) words.emplace_back(word);
      }
    }
  }
  return words;
}

void cut_words(FoldedPassage& in, std::vector<lexicon::Word>& words, const TriggerWords& triggers) {
  in.first_word = static_cast<std::uint32_t>(words.size());
  in.triggers = lexicon::append_words(in.folded.text, words);
  in.word_count = static_cast<std::uint32_t>(words.size()) - in.first_word;
  in.triggers |= triggers.groups_in(in.folded.text, std::span(words).subspan(in.first_word));
}

// American pages write the month first: by their declared language, or by another date that fits no other
// order.
DayOrder order_of(const scrape::Profile& profile, const std::vector<FoldedPassage>& passages,
                  const DateFinder& dates) {
  if (base::equal_ignoring_case(profile.language.substr(0, 5), "en-us")) return DayOrder::month_first;
  for (const FoldedPassage& in : passages) {
    if (dates.has_month_first(in.folded.text)) return DayOrder::month_first;
  }
  return DayOrder::day_first;
}

// The same fact at the same bytes (a block and an element inside it) counts once, at its surest.
std::vector<Finding> once_a_place(std::vector<Finding> findings) {
  std::stable_sort(findings.begin(), findings.end(), [](const Finding& a, const Finding& b) {
    return std::tuple(a.evidence.start, -static_cast<int>(a.certainty)) <
           std::tuple(b.evidence.start, -static_cast<int>(b.certainty));
  });
  std::vector<Finding> kept;
  std::map<std::tuple<Kind, std::string, Whose>, std::uint32_t>
      reached;  // end of the last place that was kept
  for (Finding& finding : findings) {
    const auto key = std::tuple(finding.kind, finding.value, finding.whose);
    const auto before = reached.find(key);
    if (before != reached.end() && finding.evidence.start < before->second) continue;
    reached[key] = finding.evidence.end;
    kept.push_back(std::move(finding));
  }
  return kept;
}

}  // namespace

Finding finding_at(const FoldedPassage& in, std::size_t begin, std::size_t end, Kind kind, std::string value,
                   std::string_view rule, std::string_view clause) {
  const scrape::Passage& passage = *in.passage;
  // Blanks at the ends of a match are no evidence.
  while (begin < end && in.folded.text[begin] == ' ') ++begin;
  while (end > begin && in.folded.text[end - 1] == ' ') --end;
  const std::size_t from = in.folded.origin[begin],
                    to = in.folded.origin[std::min(end, in.folded.text.size())];
  const page::Span span = passage.text.source(from, to);
  Finding finding;
  finding.kind = kind;
  finding.value = std::move(value);
  finding.hidden = passage.hidden;
  finding.evidence = {passage.text.words().substr(from, to - from), span.begin, span.end, passage.field};
  finding.rule = rule;
  finding.clause = clause;
  finding.published = in.written;
  return finding;
}

bool names_person(const Material& material, std::string_view name) {
  return std::any_of(material.person_words.begin(), material.person_words.end(),
                     [&](const std::string& word) {
                       const std::size_t at = name.find(word);
                       return at != std::string_view::npos &&
                              (at == 0 || !std::isalpha(static_cast<unsigned char>(name[at - 1]))) &&
                              (at + word.size() == name.size() ||
                               !std::isalpha(static_cast<unsigned char>(name[at + word.size()])));
                     });
}

Detectors::Detectors(std::unique_ptr<Implementation> implementation)
    : implementation_(std::move(implementation)) {}
Detectors::Detectors(Detectors&&) noexcept = default;
Detectors& Detectors::operator=(Detectors&&) noexcept = default;
Detectors::~Detectors() = default;

base::Result<Detectors> Detectors::load(const std::filesystem::path& data) {
  auto lexicon = lexicon::read_lexicon(data);
  if (!lexicon) return lexicon.error();
  TriggerWords triggers;
  auto birth_dates = BirthDates::load(data / "detectors" / "birth-date.toml", lexicon->dates);
  if (!birth_dates) return birth_dates.error();
  auto family = Family::load(data / "detectors", lexicon->given_names, lexicon->dates, triggers);
  if (!family) return family.error();
  return Detectors(std::make_unique<Implementation>(
      Implementation{std::move(triggers), std::move(*lexicon), std::move(*birth_dates), std::move(*family)}));
}

std::span<const DetectorRow> Detectors::table() { return table_rows; }

std::vector<Finding> Detectors::run(const scrape::Profile& profile, const Case& of) const {
  Material material{profile, of, {}, DayOrder::day_first, words_of_names(of.person)};
  material.passages.reserve(profile.passages.size());
  for (const scrape::Passage& passage : profile.passages) {
    FoldedPassage folded{&passage, base::fold_traced(passage.text.words()), of.published};
    if (passage.post) folded.written = profile.posts[static_cast<std::size_t>(*passage.post)].published;
    if (!folded.written) folded.written = of.published;
    cut_words(folded, material.words, implementation_->triggers);
    material.passages.push_back(std::move(folded));
  }
  material.order = order_of(profile, material.passages, implementation_->birth_dates.dates());
  std::vector<Finding> all;
  for (const Row& row : rows) {
    for (Finding& finding : row.run(material, *implementation_)) all.push_back(std::move(finding));
  }
  return once_a_place(std::move(all));
}

std::vector<Finding> Detectors::check_name(std::string_view name, std::string_view field,
                                           const base::Person& person) const {
  if (!holds_employer(name, person.employer, implementation_->lexicon.organisations)) return {};
  Finding finding;
  finding.kind = Kind::handle_contains_employer;
  finding.value = name;
  finding.certainty = Certainty::certain;
  finding.evidence = {std::string(name), 0, 0, std::string(field)};
  finding.rule = "employer-in-name." + std::string(field);
  finding.clause = "CAP-01";
  return {finding};
}

}  // namespace gh::detect
