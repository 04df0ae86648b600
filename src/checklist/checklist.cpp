#include "checklist/checklist.h"

#include <algorithm>
#include <array>
#include <utility>

namespace gh::checklist {
namespace {

constexpr std::array<std::pair<Severity, std::string_view>, 5> severities = {{
    {Severity::aware, "aware"},
    {Severity::duty, "duty"},
    {Severity::expose, "expose"},
    {Severity::breach, "breach"},
    {Severity::organisation, "organisation"},
}};

constexpr std::array<std::pair<Decides, std::string_view>, 5> deciders = {{
    {Decides::person, "ask"},
    {Decides::acknowledgement, "ack"},
    {Decides::scanner, "auto"},
    {Decides::both, "both"},
    {Decides::organisation, "org"},
}};

template <class Rows, class Value>
std::string_view name_in(const Rows& rows, Value value) {
  return std::find_if(rows.begin(), rows.end(), [&](const auto& row) { return row.first == value; })->second;
}

// Null when none has that id.
template <class T>
const T* with_id(const std::vector<T>& all, std::string_view id) {
  const auto found = std::find_if(all.begin(), all.end(), [&](const T& one) { return one.id == id; });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace

const Item* Checklist::item(std::string_view item_id) const { return with_id(items, item_id); }

const Section* Checklist::section(std::string_view section_id) const { return with_id(sections, section_id); }

std::vector<const Item*> employee_items(const Checklist& checklist) {
  std::vector<const Item*> asked;
  for (const Item& item : checklist.items) {
    if (item.decides != Decides::organisation) asked.push_back(&item);
  }
  return asked;
}

std::string_view name(Severity severity) { return name_in(severities, severity); }

std::string_view name(Decides decides) { return name_in(deciders, decides); }

}  // namespace gh::checklist
