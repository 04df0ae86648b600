#include "detect/finding.h"

namespace gh::detect {
namespace {

struct KindRow {
  Kind kind;
  std::string_view name;
  std::string_view title;
};

constexpr std::array kinds{
    KindRow{Kind::birth_date, "birth_date", "date of birth"},
    KindRow{Kind::age, "age", "age"},
    KindRow{Kind::birth_place, "birth_place", "place of birth"},
    KindRow{Kind::employer, "employer", "employer"},
    KindRow{Kind::school, "school", "school"},
    KindRow{Kind::job_role, "job_role", "job"},
    KindRow{Kind::home_town, "home_town", "home town"},
    KindRow{Kind::phone, "phone", "telephone number"},
    KindRow{Kind::email, "email", "e-mail address"},
    KindRow{Kind::postcode, "postcode", "postcode"},
    KindRow{Kind::football_team, "football_team", "football team"},
    KindRow{Kind::family_name_answer, "family_name_answer", "answer to a security question"},
    KindRow{Kind::child_info, "child_info", "something about a child"},
    KindRow{Kind::handle_contains_employer, "handle_contains_employer", "trust or school in a profile name"},
    KindRow{Kind::vehicle_registration, "vehicle_registration", "vehicle registration"},
    KindRow{Kind::staff_number, "staff_number", "number of an employee"},
    KindRow{Kind::street, "street", "home address"},
    KindRow{Kind::partner, "partner", "name of a partner"},
    KindRow{Kind::anniversary, "anniversary", "wedding anniversary"},
    KindRow{Kind::pet, "pet", "name of a pet"},
    KindRow{Kind::confidential, "confidential", "something confidential from school"},
};
static_assert(kinds.size() == kind_count);

constexpr std::array<std::string_view, 2> whose_names{"self", "other"};
constexpr std::array<std::string_view, 3> certainty_names{"possible", "likely", "certain"};

template <class Enum, std::size_t count>
std::optional<Enum> named(const std::array<std::string_view, count>& names, std::string_view wanted) {
  for (std::size_t i = 0; i < count; ++i) {
    if (names[i] == wanted) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

}  // namespace

std::string_view name(Kind kind) { return kinds[static_cast<std::size_t>(kind)].name; }
std::string_view title(Kind kind) { return kinds[static_cast<std::size_t>(kind)].title; }

std::optional<Kind> kind_named(std::string_view name) {
  for (const KindRow& row : kinds) {
    if (row.name == name) return row.kind;
  }
  return std::nullopt;
}

std::string_view name(Whose whose) { return whose_names[static_cast<std::size_t>(whose)]; }
std::string_view name(Certainty certainty) { return certainty_names[static_cast<std::size_t>(certainty)]; }

std::optional<Whose> whose_named(std::string_view name) { return named<Whose>(whose_names, name); }
std::optional<Certainty> certainty_named(std::string_view name) {
  return named<Certainty>(certainty_names, name);
}

}  // namespace gh::detect
