#include "detect/detect.h"

#include <algorithm>
#include <array>
#include <future>
#include <map>
#include <tuple>

#include "detect/ages.h"
#include "detect/birth_dates.h"
#include "detect/birthdays.h"
#include "detect/contact.h"
#include "detect/cued.h"
#include "detect/employer.h"
#include "detect/family.h"
#include "detect/football_team.h"
#include "detect/job_role.h"
#include "detect/material.h"
#include "detect/other_schools.h"
#include "detect/voices.h"

namespace gh::detect {

struct Detectors::Implementation {
  TriggerWords triggers;  // of all detectors below: each adds its own when it is loaded
  lexicon::Lexicon lexicon;
  BirthDates birth_dates;
  Birthdays birthdays;
  Ages ages;
  EmployerRules employer;
  JobRoles job_roles;
  ContactWords contact;
  Cued cued;
  FootballTeams football_teams;
  Family family;
  std::optional<lexicon::Register> schools;  // all that there are, when the person has imported them
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
          return rules.employer.find_in_names(material);
        }},
    Row{{"birth-date", "SEC-05"},
        [](const Material& material, const Detectors::Implementation& rules) {
          return rules.birth_dates.find(material);
        }},
    Row{{"employer", "PRI-03"},
        [](const Material& material, const Detectors::Implementation& rules) {
          return rules.employer.find(material);
        }},
    Row{{"job-role", "PRI-03"},
        [](const Material& material, const Detectors::Implementation& rules) {
          return rules.job_roles.find(material, rules.employer);
        }},
    Row{{"birthday", "SEC-05"},
        [](const Material& material, const Detectors::Implementation& rules) {
          return rules.birthdays.find(material, rules.birth_dates.dates());
        }},
    Row{{"contact", "SEC-08"},
        [](const Material& material, const Detectors::Implementation& rules) {
          return find_contacts(material, rules.contact);
        }},
    Row{{"football-team", "SEC-05"},
        [](const Material& material, const Detectors::Implementation& rules) {
          return rules.football_teams.find(material);
        }},
    Row{{"age", "SEC-05"},
        [](const Material& material, const Detectors::Implementation& rules) {
          return rules.ages.find(material);
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

void cut_words(FoldedPassage& in, std::vector<lexicon::Word>& words, const TriggerWords& triggers) {
  in.first_word = static_cast<std::uint32_t>(words.size());
  in.triggers = lexicon::append_words(in.folded.text, words);
  in.word_count = static_cast<std::uint32_t>(words.size()) - in.first_word;
  in.triggers |= triggers.groups_in(in.folded.text, std::span(words).subspan(in.first_word));
}

// Dates that fit only one order tell how a page writes them; else its declared language does.
DayOrder order_of(const scrape::Profile& profile, const std::vector<FoldedPassage>& passages) {
  OrderVotes votes;
  bool american = base::equal_ignoring_case(profile.language.substr(0, 5), "en-us");
  for (const FoldedPassage& in : passages) {
    count_votes(in.folded.text, votes);
    american = american || (in.passage->label == "og:locale" && in.folded.text == "en_us");
  }
  if (votes.month_first != votes.day_first && (votes.month_first == 0 || votes.day_first == 0))
    return votes.month_first > 0 ? DayOrder::month_first : DayOrder::day_first;
  return american ? DayOrder::month_first : DayOrder::day_first;
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

Detectors::Detectors(std::unique_ptr<Implementation> implementation)
    : implementation_(std::move(implementation)) {}
Detectors::Detectors(Detectors&&) noexcept = default;
Detectors& Detectors::operator=(Detectors&&) noexcept = default;
Detectors::~Detectors() = default;

base::Result<Detectors> Detectors::load(const std::filesystem::path& data,
                                        const std::filesystem::path& schools) {
  // The cue files bring the longest lists; they need nothing of the others.
  auto cued_coming = std::async(std::launch::async, [&data] { return Cued::load(data); });
  auto lexicon = lexicon::read_lexicon(data);
  if (!lexicon) return lexicon.error();
  TriggerWords triggers;
  auto birth_dates = BirthDates::load(data / "detectors" / "birth-date.toml", lexicon->dates);
  if (!birth_dates) return birth_dates.error();
  auto birthdays = Birthdays::load(data / "detectors" / "birthday.toml", lexicon->dates);
  if (!birthdays) return birthdays.error();
  auto ages = Ages::load(data / "detectors" / "age.toml", lexicon->dates);
  if (!ages) return ages.error();
  auto job_roles = JobRoles::load(data / "detectors" / "job-role.toml", lexicon->roles);
  if (!job_roles) return job_roles.error();
  auto contact = read_contact_words(data / "detectors" / "contact.toml");
  if (!contact) return contact.error();
  auto cued = cued_coming.get();
  if (!cued) return cued.error();
  auto football_teams = FootballTeams::load(data, triggers);
  if (!football_teams) return football_teams.error();
  auto family = Family::load(data / "detectors", lexicon->given_names, lexicon->dates, triggers);
  if (!family) return family.error();
  EmployerRules employer(lexicon->organisations);
  std::optional<lexicon::Register> list;
  if (!schools.empty()) {
    auto opened = lexicon::Register::open(schools);
    if (!opened) return opened.error();
    list = std::move(*opened);
  }
  return Detectors(std::make_unique<Implementation>(
      Implementation{std::move(triggers), std::move(*lexicon), std::move(*birth_dates), std::move(*birthdays),
                     std::move(*ages), std::move(employer), std::move(*job_roles), std::move(*contact),
                     std::move(*cued), std::move(*football_teams), std::move(*family), std::move(list)}));
}

std::span<const DetectorRow> Detectors::table() { return table_rows; }
std::span<const CueFile> Detectors::cue_files() const { return implementation_->cued.files(); }

std::vector<Finding> Detectors::run(const scrape::Profile& profile, const Case& of) const {
  Material material = read_material(profile, of, implementation_->lexicon.people);
  for (FoldedPassage& in : material.passages) cut_words(in, material.words, implementation_->triggers);
  material.order = order_of(profile, material.passages);
  std::vector<Finding> all;
  for (const Row& row : rows) {
    for (Finding& finding : row.run(material, *implementation_)) all.push_back(std::move(finding));
  }
  for (Finding& finding : implementation_->cued.find(material)) all.push_back(std::move(finding));
  part_voices(all, material);
  if (implementation_->schools) erase_other_schools(all, material, *implementation_->schools);
  return once_a_place(std::move(all));
}

std::vector<Finding> Detectors::check_name(std::string_view name, std::string_view field,
                                           const base::Person& person) const {
  if (!implementation_->employer.holds(name, person)) return {};
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
