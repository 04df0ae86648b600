#include "detect/other_schools.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace gh::detect {
namespace {

using base::Organisation;
using lexicon::NameMention;
using lexicon::Register;
using lexicon::School;

// Behind a name, so near, a town is the school's: "St Mary's Primary School in Westmere".
constexpr std::size_t town_window = 40;  // bytes of folded text

bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

// The folded name as whole words.
bool holds_words(std::string_view folded, std::string_view name) {
  if (name.empty()) return false;
  for (std::size_t at = folded.find(name); at != std::string_view::npos; at = folded.find(name, at + 1)) {
    const std::size_t end = at + name.size();
    if ((at == 0 || !is_word_byte(folded[at - 1])) && (end == folded.size() || !is_word_byte(folded[end])))
      return true;
  }
  return false;
}

std::string without_blanks(std::string_view postcode) {
  std::string letters = base::fold(postcode);
  std::erase(letters, ' ');
  return letters;
}

// One of the person's own schools, and how it is told from others of its name.
struct Own {
  const Organisation& school;
  std::string town = base::fold(school.town), postcode = without_blanks(school.postcode);

  bool can_be_told() const { return !town.empty() || !postcode.empty() || !school.domains.empty(); }

  bool is(const School& other) const {
    if (!town.empty() && base::fold(other.town) == town) return true;
    if (!postcode.empty() && without_blanks(other.postcode) == postcode) return true;
    return std::any_of(school.domains.begin(), school.domains.end(), [&](const std::string& domain) {
      return !other.domain.empty() && base::equal_ignoring_case(domain, other.domain);
    });
  }
};

// Where something stands in the source of the page.
struct Place {
  std::uint32_t begin = 0, end = 0;
};

class Judge {
 public:
  Judge(const FoldedPassage& in, const Register& schools, std::vector<NameMention> mentions)
      : in_(in), schools_(schools), mentions_(std::move(mentions)) {
    for (const NameMention& mention : mentions_) {
      const page::Span span =
          in.passage->text.source(in.folded.origin[mention.begin], in.folded.origin[mention.end]);
      places_.push_back({span.begin, span.end});
    }
  }

  bool is_other(const Finding& finding, const Own& own) const {
    // Mentions are in order and do not hold each other: the first that reaches past the finding's begin.
    const auto place = std::partition_point(
        places_.begin(), places_.end(), [&](const Place& one) { return one.end <= finding.evidence.start; });
    if (place == places_.end() || place->begin >= finding.evidence.end) return false;
    const NameMention& mention = mentions_[static_cast<std::size_t>(place - places_.begin())];
    if (other_town_behind(mention, own)) return true;
    if (std::any_of(mention.names.begin(), mention.names.end(),
                    [&](std::uint32_t at) { return own.is(schools_.school(at)); }))
      return false;
    const bool longer = place->begin < finding.evidence.start || place->end > finding.evidence.end;
    return longer || finding.rule.ends_with("misspelt");
  }

 private:
  bool other_town_behind(const NameMention& mention, const Own& own) const {
    const std::string_view text = in_.folded.text;
    if (own.town.empty() || holds_words(text, own.town)) return false;
    const std::string_view behind = text.substr(mention.end, town_window);
    return std::any_of(mention.names.begin(), mention.names.end(), [&](std::uint32_t at) {
      const School school = schools_.school(at);
      return !own.is(school) && holds_words(behind, base::fold(school.town));
    });
  }

  const FoldedPassage& in_;
  const Register& schools_;
  std::vector<NameMention> mentions_;
  std::vector<Place> places_;
};

}  // namespace

void erase_other_schools(std::vector<Finding>& findings, const Material& material, const Register& schools) {
  std::vector<Own> owns;
  for (const Organisation& school : material.of.person.employer.schools) owns.push_back({school});
  const auto own_of = [&](const Finding& finding) -> const Own* {
    if (finding.kind != Kind::school) return nullptr;
    const auto found = std::find_if(owns.begin(), owns.end(),
                                    [&](const Own& own) { return own.school.name == finding.value; });
    return found != owns.end() && found->can_be_told() ? &*found : nullptr;
  };
  std::vector<std::pair<std::uint32_t, std::size_t>> starts;  // of findings in question, by where they begin
  for (std::size_t i = 0; i < findings.size(); ++i) {
    if (own_of(findings[i]) != nullptr) starts.emplace_back(findings[i].evidence.start, i);
  }
  if (starts.empty()) return;
  std::sort(starts.begin(), starts.end());
  std::vector<bool> erased(findings.size());
  for (const FoldedPassage& in : material.passages) {
    const page::Span span = in.passage->text.source();
    const auto first = std::lower_bound(starts.begin(), starts.end(), std::pair(span.begin, std::size_t{0}));
    if (first == starts.end() || first->first >= span.end) continue;
    std::vector<lexicon::Word> of_address;
    if (in.is_address) lexicon::append_words(in.folded.text, of_address);
    const Judge judge(in, schools, schools.find_schools(in.is_address ? of_address : material.words_of(in)));
    for (auto start = first; start != starts.end() && start->first < span.end; ++start) {
      const Finding& finding = findings[start->second];
      if (judge.is_other(finding, *own_of(finding))) erased[start->second] = true;
    }
  }
  std::size_t at = 0;
  std::erase_if(findings, [&](const Finding&) { return erased[at++]; });
}

}  // namespace gh::detect
