#include "hr/desk/place.h"

#include "base/text.h"

namespace gh::hr {

using base::Error;
using base::ErrorKind;
using base::Result;

std::string Visit::typed(const std::string& field) const {
  const auto& fields = request.method == "POST" ? form : request.query;
  const auto found = fields.find(field);
  return found == fields.end() ? std::string() : std::string(base::trim(found->second));
}

Result<std::int64_t> Visit::number() const {
  const std::string text = request.parts.empty() ? "" : request.parts.front();
  if (text.empty() || text.size() > 15 || text.find_first_not_of("0123456789") != std::string::npos)
    return Error{ErrorKind::no_input, "there is no such page", "", "go back to the list"};
  return std::stoll(text);
}

Result<std::optional<base::Day>> Visit::day(const std::string& field) const {
  const std::string text = typed(field);
  if (text.empty()) return std::optional<base::Day>();
  const auto day = text.size() == 10 ? base::parse_day(text) : std::nullopt;
  if (!day) return Error{ErrorKind::usage, "\"" + text + "\" is no day", field, "write it like 2026-11-02"};
  return day;
}

ordered_json groups_of(std::string_view text) {
  ordered_json groups = ordered_json::array();
  for (const std::string_view line : base::split(text, '\n')) {
    const std::string words(base::trim(line));
    if (words.empty()) continue;
    if (!line.starts_with(' '))
      groups.push_back({{"heading", words}, {"any", false}, {"lines", ordered_json::array()}});
    else if (!groups.empty()) {
      groups.back()["any"] = true;
      groups.back()["lines"].push_back(words);
    }
  }
  return groups;
}

// "/people/roster" stands before "/people/{}", which would take it for somebody.
std::vector<Place> desk_places() {
  std::vector<Place> all;
  for (const auto& some : {campaign_places(), roster_places(), people_places(), receipt_places(),
                           figure_places(), note_places()})
    all.insert(all.end(), some.begin(), some.end());
  return all;
}

const std::vector<Tab>& desk_tabs() {
  static const std::vector<Tab> tabs{{"/campaigns", "Campaigns"}, {"/people", "People"},
                                     {"/receipts", "Receipts"},   {"/figures", "Figures", UserRole::viewer},
                                     {"/notes", "Notes"},         {"/log", "Log"}};
  return tabs;
}

}  // namespace gh::hr
