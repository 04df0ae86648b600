#include "detect/handle_years.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>

#include "base/text.h"
#include "detect/birth_dates.h"
#include "detect/handles.h"
#include "detect/whose.h"

namespace gh::detect {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
int year_of(base::Day day) { return int{std::chrono::year_month_day{day}.year()}; }

bool is_word(char c) { return (c >= 'a' && c <= 'z') || is_digit(c); }

// The last four-digit year of a handle that can be one of birth, or 0.
struct HandleYear {
  int year = 0;
  std::size_t begin = 0;
};

HandleYear year_in_handle(std::string_view handle, const std::vector<std::string>& not_after,
                          base::Day as_of) {
  for (std::size_t at = 0; at + 4 <= handle.size(); ++at) {
    std::size_t end = at;
    while (end < handle.size() && is_digit(handle[end])) ++end;
    if (end == at) continue;
    const std::size_t begin = at;
    at = end;
    if (end - begin != 4) continue;
    const int year = std::atoi(std::string(handle.substr(begin, 4)).c_str());
    const int age = year_of(as_of) - year;
    if (age < youngest_person || age > oldest_person) continue;
    std::string_view letters = handle.substr(0, begin);
    while (!letters.empty() && !is_word(letters.back())) letters.remove_suffix(1);
    const bool of_another = std::any_of(not_after.begin(), not_after.end(),
                                        [&](const std::string& word) { return letters.ends_with(word); });
    if (!of_another) return {year, begin};
  }
  return {};
}

// A page that is headed by an account: "@robin1985" and nothing else.
bool heads_page(const HandleMention& handle) {
  return handle.marked && handle.in.passage->heading == 1 &&
         base::trim(handle.in.folded.text).size() == handle.folded().size() + 1;
}

// "villa_1982", of one who is known to be born in 1979, is of something else.
bool is_contradicted(int year, const std::vector<Finding>& found) {
  const std::string digits = std::to_string(year);
  const auto tells = [](const Finding& one) {
    return one.kind == Kind::birth_date && one.whose == Whose::self && one.certainty != Certainty::possible &&
           one.value[0] != 'X';
  };
  return std::any_of(found.begin(), found.end(), tells) &&
         std::none_of(found.begin(), found.end(),
                      [&](const Finding& one) { return tells(one) && one.value.starts_with(digits); });
}

}  // namespace

void find_handle_years(const Material& material, const std::vector<std::string>& not_after,
                       std::string_view rule, std::string_view clause, std::vector<Finding>& out) {
  const auto report = [&](const FoldedPassage& in, std::size_t begin, const HandleYear& found) {
    if (is_contradicted(found.year, out)) return;
    if (auto finding = birth_date_at(material, in, begin, begin + 4, {found.year, 0, 0}, Whose::self,
                                     Certainty::possible, rule, clause))
      material.keep(out, std::move(*finding));
  };
  std::vector<std::pair<std::string, HandleYear>> handles;
  for (const std::string& username : material.of.person.usernames) {
    std::string folded = base::fold(username);
    if (const HandleYear found = year_in_handle(folded, not_after, material.of.as_of); found.year != 0)
      handles.emplace_back(std::move(folded), found);
  }
  for (const FoldedPassage& in : material.passages) {
    const std::string& text = in.folded.text;
    for (const auto& [handle, found] : handles) {
      const std::size_t at = text.find(handle);
      if (at != std::string::npos) report(in, at + found.begin, found);
    }
    each_handle(in, [&](const HandleMention& handle) {
      const HandleYear found = year_in_handle(handle.folded(), not_after, material.of.as_of);
      if (found.year == 0) return;
      const bool own = is_own_handle(material, handle) ||
                       (heads_page(handle) && owner_of(material, in).whose == Whose::self);
      if (own) report(in, handle.begin + found.begin, found);
    });
  }
}

}  // namespace gh::detect
