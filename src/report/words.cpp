#include "report/words.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "base/text.h"

namespace gh::report {
namespace {

constexpr std::array sections{
    SectionWords{
        Section::exposed, "exposed", "What is exposed", "exposed",
        "Worst first. Each entry says where it stands, quotes the very words, and says what you can do."},
    SectionWords{
        Section::unchecked, "unchecked", "What we could not check, and why", "could not be checked",
        "Nothing can be concluded about these. This is not an all-clear: other people may be able to see "
        "what we could not."},
    SectionWords{
        Section::gone, "gone", "Pages that are gone", "gone",
        "The site says that there is no such page. Search engines and archives may still keep a copy."},
    SectionWords{Section::nothing_found, "nothing-found", "Read, and nothing found", "read, nothing found",
                 "We read these and our rules found nothing. We do not look at pictures or films, nor behind "
                 "a log-in: "
                 "please look at those yourself."},
    SectionWords{Section::to_do, "to-do", "From the checklist: still to do", "still to do",
                 "Your answers leave these open. The most pressing come first."},
    SectionWords{
        Section::kept, "kept", "What you chose to keep", "kept",
        "You decided to leave these as they are. Your reasons are in this report and nowhere else but on "
        "your own computer."},
    SectionWords{Section::progress, "progress", "How far you are with the checklist", "sections",
                 "How many questions of each section you have answered."},
};

constexpr std::array<std::string_view, 3> certainty_words{
    "possible; please judge it yourself",
    "likely",
    "certain",
};

constexpr std::array<std::string_view, 4> visibility_words{
    "anyone, without logging in",
    "anyone who is logged in to the site",
    "we cannot tell who",
    "only you",
};

constexpr std::array<std::string_view, 5> severities{
    "Good to know", "A duty", "Gives you away", "Against the policy", "For the trust",
};

constexpr std::array<std::string_view, 6> standings{
    "not answered yet", "nothing to do", "to do", "you were not sure", "does not apply", "kept",
};

constexpr std::array<std::string_view, 4> source_words{
    "",
    "the way a stranger can",
    "from a page that you saved",
    "from what you typed",
};

// Fields whose ids say little to a person; the others are their own words.
constexpr std::array<std::pair<std::string_view, std::string_view>, 9> fields{{
    {"text", "the text of the page"},
    {"title", "the title of the page"},
    {"alt", "the description of a picture"},
    {"handle", "the profile name"},
    {"fact", "what the page tells to programs"},
    {"meta", "what the page tells to programs"},
    {"link", "the address of a link"},
    {"form", "a form"},
    {"display_name", "the name shown"},
}};

// The definition that reads any page; its id says nothing to a person.
constexpr std::string_view any_page = "generic";

constexpr std::size_t quotation_columns = 400;

template <std::size_t count, class Enum>
std::string_view row(const std::array<std::string_view, count>& rows, Enum value) {
  return rows[static_cast<std::size_t>(value)];
}

// "1 account", "2 accounts".
std::string counted(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

std::string spaced(std::string_view id) {
  std::string words(id);
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

std::string exposed_clause(std::size_t count) {
  return counted(count, "thing") + " about you " + (count == 1 ? "is" : "are") + " exposed";
}

// "; 2 accounts could not be checked, so nothing can be concluded about them", or nothing.
std::string unchecked_clause(std::size_t count) {
  if (count == 0) return "";
  return fmt::format("; {} could not be checked, so nothing can be concluded about {}",
                     counted(count, "account"), count == 1 ? "it" : "them");
}

std::string summary_of_nothing_read(const assess::Assessment& assessment) {
  const std::string nothing = "nothing can be concluded about what others can see";
  if (!assessment.exposures.empty()) {
    return exposed_clause(assessment.exposures.size()) +
           ", but none of your pages could be read in full, so nothing can be concluded about the rest.";
  }
  if (assessment.unchecked.empty() && assessment.absent.empty()) {
    return "No account has been looked at yet, so " + nothing + ".";
  }
  return "None of your pages could be read, so " + nothing + ".";
}

bool sees(const assess::Exposure& exposure, std::int64_t account) {
  return std::any_of(exposure.sightings.begin(), exposure.sightings.end(),
                     [&](const assess::Sighting& sighting) { return sighting.account == account; });
}

int unanswered(const assess::Assessment& assessment) {
  int count = 0;
  for (const checklist::Progress& section : assessment.progress) count += section.all - section.answered;
  return count;
}

std::string empty_exposed(const assess::Assessment& assessment) {
  if (assessment.looked_at.empty()) return "No page has been read, so there is nothing that we can say here.";
  return "Our rules found nothing in what we could read. That is not proof that nothing is there.";
}

std::string empty_unchecked(const assess::Assessment& assessment) {
  if (assessment.looked_at.empty() && assessment.absent.empty()) {
    return "You have not named any account yet. Add yours, and we will look at them.";
  }
  return "Every account that you named gave an answer. Accounts that you have not named were not looked at.";
}

std::string empty_to_do(const assess::Assessment& assessment) {
  if (assessment.progress.empty()) return "The checklist has not been begun.";
  const int open = unanswered(assessment);
  if (open <= 0) return "None of your answers leaves anything to do.";
  return fmt::format("None of your answers so far leaves anything to do; {} not answered yet.",
                     open == 1 ? "1 question is" : fmt::format("{} questions are", open));
}

}  // namespace

const SectionWords& words(Section section) { return sections[static_cast<std::size_t>(section)]; }

std::string heading(const assess::Assessment& assessment) {
  return "What strangers can see of " + (assessment.person.empty() ? "you" : assessment.person);
}

std::string summary(const assess::Assessment& assessment) {
  if (assessment.looked_at.empty()) return summary_of_nothing_read(assessment);
  const std::string read = counted(assessment.looked_at.size(), "account");
  const std::string found = assessment.exposures.empty()
                                ? "Our rules found nothing in the " + read +
                                      " that we read, which does not prove that nothing is there"
                                : exposed_clause(assessment.exposures.size()) + "; we read " + read;
  return found + unchecked_clause(assessment.unchecked.size()) + ".";
}

std::string_view interrupted() {
  return "This audit was interrupted before it was finished. The report holds only what was looked at by "
         "then.";
}

std::string empty_words(Section section, const assess::Assessment& assessment) {
  switch (section) {
    case Section::exposed:
      return empty_exposed(assessment);
    case Section::unchecked:
      return empty_unchecked(assessment);
    case Section::to_do:
      return empty_to_do(assessment);
    default:
      return "";
  }
}

std::string detail_words(const assess::Unchecked& unchecked) {
  return unchecked.detail == base::meaning(unchecked.state) ? "" : unchecked.detail;
}

std::string_view how_sure(detect::Certainty certainty) { return row(certainty_words, certainty); }
std::string_view severity_words(checklist::Severity severity) { return row(severities, severity); }
std::string_view standing_words(checklist::Standing standing) { return row(standings, standing); }

std::string seen_by(const detect::Finding& finding) {
  std::string who(row(visibility_words, finding.seen_by));
  if (finding.hidden) who += " (in the page's source, not shown on screen)";
  return who;
}

std::string joined_words(const assess::Exposure& exposure) {
  if (!exposure.joined) return "";
  return fmt::format("No single place says all of this. It can be put together from the {} below.",
                     counted(exposure.sightings.size(), "finding"));
}

std::string title_of(const assess::Exposure& exposure) {
  if (!exposure.title.empty()) return exposure.title;
  std::string title(detect::title(exposure.kind));
  title.front() = static_cast<char>(title.front() - 'a' + 'A');
  return title;
}

std::string looked_words(const assess::AccountResult& result) {
  const std::string_view how = row(source_words, result.source);
  return base::spell_day(result.looked) + (how.empty() ? "" : ", ") + std::string(how);
}

std::string pages_words(const assess::AccountResult& result) { return counted(result.places.size(), "page"); }

std::string account_words(const assess::Account& account) {
  if (account.handle.empty()) return account.url.empty() ? platform_words(account.platform) : account.url;
  return account.handle + " on " + platform_words(account.platform);
}

std::string platform_words(std::string_view platform) {
  return platform == any_page ? "a web page" : spaced(platform);
}

std::string field_words(std::string_view field) {
  for (const auto& [id, words] : fields) {
    if (id == field) return std::string(words);
  }
  return spaced(field);
}

namespace {

// Adds the words of one sighting to those of its page.
void add_quotation(std::vector<Quotation>& quotations, const detect::Evidence& evidence) {
  const std::string words = quotation(evidence.text), field = field_words(evidence.field);
  for (Quotation& known : quotations) {
    if (base::fold(known.words) != base::fold(words)) continue;
    if ((", " + known.fields + ",").find(", " + field + ",") == std::string::npos)
      known.fields += ", " + field;
    return;
  }
  quotations.push_back({words, field});
}

PlaceWords place_words(const std::vector<const assess::Sighting*>& sightings,
                       const assess::Assessment& assessment) {
  PlaceWords words;
  words.place = sightings.front()->place;
  // Who sees most: a passer-by before members, what is on the screen before what is only in the source.
  const auto* widest =
      *std::min_element(sightings.begin(), sightings.end(), [](const auto* a, const auto* b) {
        return std::pair(a->finding.seen_by, a->finding.hidden) <
               std::pair(b->finding.seen_by, b->finding.hidden);
      });
  words.seen_by = seen_by(widest->finding);
  if (const auto* result = result_of(assessment, sightings.front()->account))
    words.looked = looked_words(*result);
  for (const assess::Sighting* sighting : sightings)
    add_quotation(words.quotations, sighting->finding.evidence);
  if (words.quotations.size() > max_quotations) {
    words.more = fmt::format("and {} more like these", words.quotations.size() - max_quotations);
    words.quotations.resize(max_quotations);
  }
  return words;
}

}  // namespace

std::vector<PlaceWords> places_of(const assess::Exposure& exposure, const assess::Assessment& assessment) {
  std::vector<std::vector<const assess::Sighting*>> places;
  for (const assess::Sighting& sighting : exposure.sightings) {
    const auto known = std::find_if(places.begin(), places.end(), [&](const auto& others) {
      return others.front()->account == sighting.account && others.front()->place == sighting.place;
    });
    if (known == places.end()) {
      places.push_back({&sighting});
    } else {
      known->push_back(&sighting);
    }
  }
  std::vector<PlaceWords> all;
  for (const auto& sightings : places) all.push_back(place_words(sightings, assessment));
  return all;
}

std::string quotation(std::string_view words) { return base::shorten(words, quotation_columns); }

std::optional<std::string> link_target(std::string_view place) {
  const std::string lower = base::lower_ascii(place);
  const std::size_t host = lower.starts_with("https://") ? 8 : lower.starts_with("http://") ? 7 : 0;
  if (host == 0 || lower.size() == host || lower[host] == '/') return std::nullopt;
  if (place.find_first_of(" \\\"<>") != std::string_view::npos || !base::is_utf8(place)) return std::nullopt;
  if (base::for_terminal(place) != place) return std::nullopt;
  return std::string(place);
}

const assess::AccountResult* result_of(const assess::Assessment& assessment, std::int64_t account) {
  for (const assess::AccountResult& result : assessment.looked_at) {
    if (result.account.id == account) return &result;
  }
  return nullptr;
}

std::vector<const assess::AccountResult*> nothing_found(const assess::Assessment& assessment) {
  std::vector<const assess::AccountResult*> results;
  for (const assess::AccountResult& result : assessment.looked_at) {
    const bool exposed =
        std::any_of(assessment.exposures.begin(), assessment.exposures.end(),
                    [&](const assess::Exposure& exposure) { return sees(exposure, result.account.id); });
    if (!exposed) results.push_back(&result);
  }
  return results;
}

std::vector<std::pair<Section, std::size_t>> counts(const assess::Assessment& assessment) {
  std::vector<std::pair<Section, std::size_t>> rows{
      {Section::exposed, assessment.exposures.size()},
      {Section::unchecked, assessment.unchecked.size()},
      {Section::gone, assessment.absent.size()},
      {Section::nothing_found, nothing_found(assessment).size()},
      {Section::to_do, assessment.to_do.size()},
      {Section::kept, assessment.kept.size()},
  };
  std::erase_if(rows, [](const auto& row) { return row.second == 0; });
  return rows;
}

chart::Bars progress_bars(const assess::Assessment& assessment) {
  chart::Bars bars{
      "progress-chart", "Questions answered, by section", "Section", "Answered", "Questions", {}};
  for (const checklist::Progress& section : assessment.progress) {
    bars.bars.push_back(
        {section.title.empty() ? section.section : section.title, section.answered, section.all});
  }
  return bars;
}

}  // namespace gh::report
