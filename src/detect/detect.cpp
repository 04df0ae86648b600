#include "detect/detect.h"

#include <algorithm>
#include <array>
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
#include "detect/joined_dates.h"
#include "detect/material.h"
#include "detect/other_schools.h"
#include "detect/voices.h"

namespace gh::detect {

struct Detectors::Implementation {
  PatternBook book;  // holds what tells the patterns of all detectors below
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

using Detect = std::vector<Finding> (*)(const Material&, const EmployerSearch&,
                                        const Detectors::Implementation&);

struct Row : DetectorRow {
  Detect run;
};

// The one table, in report order.
constexpr std::array rows{
    Row{{"handle-contains-employer", "CAP-01"},
        [](const Material& material, const EmployerSearch& search, const Detectors::Implementation& rules) {
          return rules.employer.find_in_names(material, search);
        }},
    Row{{"birth-date", "SEC-05"},
        [](const Material& material, const EmployerSearch&, const Detectors::Implementation& rules) {
          return rules.birth_dates.find(material);
        }},
    Row{{"employer", "PRI-03"},
        [](const Material& material, const EmployerSearch& search, const Detectors::Implementation& rules) {
          return rules.employer.find(material, search);
        }},
    Row{{"job-role", "PRI-03"},
        [](const Material& material, const EmployerSearch& search, const Detectors::Implementation& rules) {
          return rules.job_roles.find(material, search);
        }},
    Row{{"birthday", "SEC-05"},
        [](const Material& material, const EmployerSearch&, const Detectors::Implementation& rules) {
          return rules.birthdays.find(material, rules.birth_dates.dates());
        }},
    Row{{"contact", "SEC-08"},
        [](const Material& material, const EmployerSearch&, const Detectors::Implementation& rules) {
          return find_contacts(material, rules.contact);
        }},
    Row{{"football-team", "SEC-05"},
        [](const Material& material, const EmployerSearch&, const Detectors::Implementation& rules) {
          return rules.football_teams.find(material);
        }},
    Row{{"age", "SEC-05"},
        [](const Material& material, const EmployerSearch&, const Detectors::Implementation& rules) {
          return rules.ages.find(material);
        }},
    Row{{"family-answer", "SEC-08"},
        [](const Material& material, const EmployerSearch&, const Detectors::Implementation& rules) {
          return rules.family.find_answers(material, rules.birth_dates.dates());
        }},
    Row{{"child-info", "CAP-B2"},
        [](const Material& material, const EmployerSearch&, const Detectors::Implementation& rules) {
          return rules.family.find_children(material, rules.birth_dates.dates());
        }},
    Row{{"confidential", "CAP-B1"},
        [](const Material& material, const EmployerSearch&, const Detectors::Implementation& rules) {
          return rules.family.find_confidential(material);
        }},
};

constexpr std::array table_rows = [] {
  std::array<DetectorRow, rows.size()> all{};
  for (std::size_t i = 0; i < rows.size(); ++i) all[i] = rows[i];
  return all;
}();

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
                                        const std::filesystem::path& schools, Check check) {
  auto lexicon = lexicon::read_lexicon(data);
  if (!lexicon) return lexicon.error();
  PatternBook book(check == Check::patterns, lexicon->frequencies);
  auto birth_dates = BirthDates::load(data / "detectors" / "birth-date.toml", lexicon->dates, book);
  if (!birth_dates) return birth_dates.error();
  auto birthdays = Birthdays::load(data / "detectors" / "birthday.toml", lexicon->dates, book);
  if (!birthdays) return birthdays.error();
  auto ages = Ages::load(data / "detectors" / "age.toml", lexicon->dates, book);
  if (!ages) return ages.error();
  auto job_roles = JobRoles::load(data / "detectors" / "job-role.toml", lexicon->roles, book);
  if (!job_roles) return job_roles.error();
  auto contact = read_contact_words(data / "detectors" / "contact.toml");
  if (!contact) return contact.error();
  auto cued = Cued::load(data, book);
  if (!cued) return cued.error();
  auto football_teams = FootballTeams::load(data, book);
  if (!football_teams) return football_teams.error();
  auto family = Family::load(data / "detectors", lexicon->given_names, lexicon->dates, book);
  if (!family) return family.error();
  book.prefilter.finish();
  auto towns = lexicon::WordList::load(data / "lexicon" / "places.toml");
  if (!towns) return towns.error();
  EmployerRules employer(lexicon->organisations, std::move(*towns));
  std::optional<lexicon::Register> list;
  if (!schools.empty()) {
    auto opened = lexicon::Register::open(schools);
    if (!opened) return opened.error();
    list = std::move(*opened);
  }
  return Detectors(std::make_unique<Implementation>(
      Implementation{std::move(book), std::move(*lexicon), std::move(*birth_dates), std::move(*birthdays),
                     std::move(*ages), std::move(employer), std::move(*job_roles), std::move(*contact),
                     std::move(*cued), std::move(*football_teams), std::move(*family), std::move(list)}));
}

std::span<const DetectorRow> Detectors::table() { return table_rows; }
std::span<const CueFile> Detectors::cue_files() const { return implementation_->cued.files(); }

Detection Detectors::detect(const scrape::Profile& profile, const Case& of,
                            const DetectLimits& limits) const {
  Material material =
      read_material(profile, of, implementation_->lexicon.people, implementation_->book.prefilter, limits);
  const std::shared_ptr<const EmployerSearch> search = implementation_->employer.search_for(of.person);
  std::vector<Finding> all;
  for (const Row& row : rows) {
    for (Finding& finding : row.run(material, *search, *implementation_)) all.push_back(std::move(finding));
  }
  for (Finding& finding : implementation_->cued.find(material)) all.push_back(std::move(finding));
  erase_ages_of_others(all);
  part_strangers(all, material);
  part_voices(all, material);
  join_birth_dates(all);
  if (implementation_->schools) erase_other_schools(all, material, *implementation_->schools);
  return {once_a_place(std::move(all)), material.cut};
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
