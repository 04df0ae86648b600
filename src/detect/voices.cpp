#include "detect/voices.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <set>
#include <string>

#include "base/text.h"
#include "detect/whose.h"

namespace gh::detect {
namespace {

constexpr int one_life = 10;              // years between the ages that one person tells on one page
constexpr std::size_t fewest_births = 3;  // birth dates of different years that are no slip

int number_of(const std::string& value) {
  int number = 0;
  std::from_chars(value.data(), value.data() + value.size(), number);
  return number;
}

bool is_own(const Finding& finding, Kind kind) {
  return finding.kind == kind && finding.whose == Whose::self;
}

bool several_ages(const std::vector<Finding>& findings) {
  int youngest = 0, oldest = 0;
  for (const Finding& finding : findings) {
    if (!is_own(finding, Kind::age)) continue;
    const int age = number_of(finding.value);
    youngest = youngest == 0 ? age : std::min(youngest, age);
    oldest = std::max(oldest, age);
  }
  return oldest - youngest > one_life;
}

bool holds_whole_name(const Material& material, const FoldedPassage& in) {
  constexpr std::size_t longest = 200;  // of a card; a longer text tells of several
  const auto& names = material.of.person.names;
  return in.folded.text.size() <= longest &&
         std::any_of(names.begin(), names.end(), [&](const std::string& name) {
           return name.find(' ') != std::string::npos &&
                  in.folded.text.find(base::fold(name)) != std::string::npos;
         });
}

bool several_births(const std::vector<Finding>& findings) {
  std::set<std::string> years;
  for (const Finding& finding : findings) {
    if (is_own(finding, Kind::birth_date) && finding.value[0] != 'X')
      years.insert(finding.value.substr(0, 4));
  }
  return years.size() >= fewest_births;
}

// Where a passage is the person's own, or gives their whole name, what it tells is not another voice's. Only
// asked for where findings are there that could be parted.
std::vector<page::Span> told_of_person(const Material& material, const std::vector<Finding>& findings) {
  std::vector<page::Span> spans;
  if (!several_ages(findings) && !several_births(findings)) return spans;
  for (const FoldedPassage& in : material.passages) {
    if (in.is_address || !in.has(lexicon::digit)) continue;
    const bool own = in.speaker == Speaker::person ||
                     (!in.passage->entity.empty() && is_own_name(material, base::fold(in.passage->entity)));
    if (own || holds_whole_name(material, in)) spans.push_back(in.passage->text.source());
  }
  std::sort(spans.begin(), spans.end(),
            [](const page::Span& one, const page::Span& other) { return one.begin < other.begin; });
  return spans;
}

bool lies_in(const std::vector<page::Span>& spans, const Finding& finding) {
  constexpr int most = 8;  // that begin before it: what stands in an element stands in few more
  auto span = std::upper_bound(spans.begin(), spans.end(), finding.evidence.start,
                               [](std::uint32_t at, const page::Span& one) { return at < one.begin; });
  for (int i = 0; i < most && span != spans.begin(); ++i) {
    --span;
    if (finding.evidence.end <= span->end) return true;
  }
  return false;
}

}  // namespace

void erase_ages_of_others(std::vector<Finding>& findings) {
  std::vector<Finding> others;
  std::copy_if(findings.begin(), findings.end(), std::back_inserter(others), [](const Finding& one) {
    return one.kind == Kind::age && one.whose == Whose::other && one.evidence.start < one.evidence.end;
  });
  std::erase_if(findings, [&](const Finding& own) {
    return is_own(own, Kind::age) && std::any_of(others.begin(), others.end(), [&](const Finding& other) {
             return other.value == own.value && other.evidence.start <= own.evidence.start &&
                    other.evidence.end >= own.evidence.end;
           });
  });
}

void part_strangers(std::vector<Finding>& findings, const Material& material) {
  if (!material.of_strangers) return;
  std::erase_if(findings, [](const Finding& finding) { return finding.kind == Kind::child_info; });
  for (Finding& finding : findings) {
    switch (finding.kind) {
      case Kind::employer:
      case Kind::school:
      case Kind::job_role:
      case Kind::handle_contains_employer:
      case Kind::confidential:
        break;
      default:
        finding.whose = Whose::other;
    }
  }
}

void part_voices(std::vector<Finding>& findings, const Material& material) {
  if (material.owner == PageOwner::person) return;
  const std::vector<page::Span> sure = told_of_person(material, findings);
  const bool ages = several_ages(findings), births = several_births(findings);
  if (!ages && !births) return;
  for (Finding& finding : findings) {
    const bool told = lies_in(sure, finding);
    if (told) continue;
    if ((ages && is_own(finding, Kind::age)) || (births && is_own(finding, Kind::birth_date)))
      finding.whose = Whose::other;
  }
}

}  // namespace gh::detect
