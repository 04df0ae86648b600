#include "app/me.h"

#include <algorithm>
#include <array>

#include "app/typed.h"
#include "base/text.h"

namespace gh::app {
namespace {

using base::Organisation;
using base::Person;
using base::Result;

base::Error refused(std::string what, std::string hint) {
  return {base::ErrorKind::usage, std::move(what), "", std::move(hint)};
}

std::string quoted(std::string_view text) { return "\"" + base::for_terminal(text) + "\""; }

// A person while changes are being made, and the school that the next ones are for.
struct Draft {
  Person person;
  std::size_t school = 0;  // past the end: none chosen
  base::Day today;
};

Person& of_person(Draft& draft) { return draft.person; }
Organisation& of_trust(Draft& draft) { return draft.person.employer.trust; }
Organisation& of_school(Draft& draft) { return draft.person.employer.schools[draft.school]; }

bool has_school(const Draft& draft) { return draft.school < draft.person.employer.schools.size(); }

// Two spellings that no comparison with a page would tell apart.
bool same(std::string_view a, std::string_view b) { return base::fold(a) == base::fold(b); }

// How one kind of field is read from the draft, given a value, and emptied.
struct Access {
  std::vector<std::string> (*values)(Draft&);
  void (*set)(Draft&, const std::string&);
  void (*clear)(Draft&);
};

template <auto where, auto member>
constexpr Access many = {
    [](Draft& draft) { return where(draft).*member; },
    [](Draft& draft, const std::string& value) {
      auto& list = where(draft).*member;
      const auto is_same = [&](const std::string& old) { return same(old, value); };
      if (std::none_of(list.begin(), list.end(), is_same)) list.push_back(value);
    },
    [](Draft& draft) { (where(draft).*member).clear(); },
};

std::vector<std::string> unless_empty(const std::string& value) {
  return value.empty() ? std::vector<std::string>{} : std::vector<std::string>{value};
}

template <auto where, auto member>
constexpr Access one = {
    [](Draft& draft) { return unless_empty(where(draft).*member); },
    [](Draft& draft, const std::string& value) { where(draft).*member = value; },
    [](Draft& draft) { (where(draft).*member).clear(); },
};

constexpr Access birth_date = {
    [](Draft& draft) {
      return unless_empty(draft.person.birth_date ? format_edtf(*draft.person.birth_date) : "");
    },
    [](Draft& draft, const std::string& value) { draft.person.birth_date = base::parse_edtf(value); },
    [](Draft& draft) { draft.person.birth_date.reset(); },
};

constexpr Access trust_name = {
    one<of_trust, &Organisation::name>.values,
    one<of_trust, &Organisation::name>.set,
    [](Draft& draft) { of_trust(draft) = Organisation{}; },
};

std::vector<std::string> school_names(Draft& draft) {
  std::vector<std::string> names;
  for (const Organisation& school : draft.person.employer.schools) names.push_back(school.name);
  return names;
}

void choose_school(Draft& draft, const std::string& name) {
  std::vector<Organisation>& schools = draft.person.employer.schools;
  const auto found = std::find_if(schools.begin(), schools.end(),
                                  [&](const Organisation& school) { return same(school.name, name); });
  draft.school = static_cast<std::size_t>(found - schools.begin());
  if (found == schools.end()) {
    schools.emplace_back();
    schools.back().name = name;
  }
}

void remove_school(Draft& draft) {
  std::vector<Organisation>& schools = draft.person.employer.schools;
  schools.erase(schools.begin() + static_cast<std::ptrdiff_t>(draft.school));
  draft.school = schools.size();
}

constexpr Access school = {school_names, choose_school, remove_school};

// A school without a name could not be told from the others, so emptying its name takes it away.
constexpr Access school_name = {
    one<of_school, &Organisation::name>.values,
    one<of_school, &Organisation::name>.set,
    remove_school,
};

Result<std::string> read_text(std::string_view text, base::Day) { return base::collapse_blanks(text); }

Result<std::string> read_username(std::string_view text, base::Day) {
  std::string name = base::collapse_blanks(text);
  if (name.starts_with('@')) name.erase(0, 1);
  return name;
}

Result<std::string> read_host(std::string_view text, base::Day) { return read_domain(text); }

Result<std::string> read_birth(std::string_view text, base::Day today) {
  const auto date = read_birth_date(text, today);
  if (!date) return date.error();
  return format_edtf(*date);
}

struct Row {
  MeField field;
  Result<std::string> (*read)(std::string_view, base::Day);
  const Access* access;
};

constexpr std::array<Row, 14> rows = {{
    {{"name", "Your names", "Pages are searched for them; the usual one first.", true, Owner::person},
     read_text,
     &many<of_person, &Person::names>},
    {{"former-name", "Former names", "Old pages may know you by a name that you no longer use.", true,
      Owner::person},
     read_text,
     &many<of_person, &Person::former_names>},
    {{"username", "Usernames", "The same username in two places lets a stranger join them.", true,
      Owner::person},
     read_username,
     &many<of_person, &Person::usernames>},
    {{"town", "The town you live in", "A page that names it tells a stranger where to look.", false,
      Owner::person},
     read_text,
     &one<of_person, &Person::town>},
    {{"birth-date", "Your date of birth", "A date found on a page can then be called yours for certain.",
      false, Owner::person},
     read_birth,
     &birth_date},
    {{"trust", "Your trust", "Its name should not stand in your usernames or on private pages.", false,
      Owner::trust},
     read_text,
     &trust_name},
    {{"trust-alias", "Other names of the trust", "People write short names and initials more often.", true,
      Owner::trust},
     read_text,
     &many<of_trust, &Organisation::aliases>},
    {{"trust-domain", "Web or e-mail addresses of the trust",
      "Work addresses on private pages are found by them.", true, Owner::trust},
     read_host,
     &many<of_trust, &Organisation::domains>},
    {{"school", "Your schools", "Their names should not stand in your usernames or on private pages.", true,
      Owner::person},
     read_text,
     &school},
    {{"school-name", "The name of the school", "As on its letterhead.", false, Owner::school},
     read_text,
     &school_name},
    {{"school-alias", "Other names of the school", "People write short names and former names more often.",
      true, Owner::school},
     read_text,
     &many<of_school, &Organisation::aliases>},
    {{"school-domain", "Web or e-mail addresses of the school",
      "Work addresses on private pages are found by them.", true, Owner::school},
     read_host,
     &many<of_school, &Organisation::domains>},
    {{"school-town", "The town of the school", "Tells it from other schools of that name.", false,
      Owner::school},
     read_text,
     &one<of_school, &Organisation::town>},
    {{"school-postcode", "The postcode of the school", "Tells it from other schools of that name.", false,
      Owner::school},
     read_text,
     &one<of_school, &Organisation::postcode>},
}};

constexpr auto fields = [] {
  std::array<MeField, rows.size()> all{};
  for (std::size_t i = 0; i < rows.size(); ++i) all[i] = rows[i].field;
  return all;
}();

const Row* row_of(std::string_view option) {
  const auto found =
      std::find_if(rows.begin(), rows.end(), [&](const Row& row) { return row.field.option == option; });
  return found == rows.end() ? nullptr : &*found;
}

// Fields that hold several are cleared by their plural as well: "names", "trust-aliases".
const Row* row_to_clear(std::string_view word) {
  for (std::string_view ending : {"", "s", "es"}) {
    if (!word.ends_with(ending)) continue;
    const Row* row = row_of(word.substr(0, word.size() - ending.size()));
    if (row != nullptr && (ending.empty() || row->field.many)) return row;
  }
  return nullptr;
}

std::string all_options() {
  std::vector<std::string> names;
  for (const Row& row : rows) names.emplace_back(row.field.option);
  return base::join(names, ", ");
}

// A school's or a trust's field says nothing while nobody knows whose it is.
Result<void> check_owner(const Row& row, Draft& draft, std::string_view option) {
  if (row.field.owner == Owner::school && !has_school(draft)) {
    return refused("it is not said which school " + quoted(option) + " is for",
                   "give the school's name before it");
  }
  const bool needs_trust = row.field.owner == Owner::trust && row.access != &trust_name;
  if (needs_trust && of_trust(draft).name.empty()) {
    return refused("it is not said which trust " + quoted(option) + " is for",
                   "give the trust's name before it");
  }
  return {};
}

Result<void> clear(Draft& draft, std::string_view field) {
  if (field == "schools") {
    draft.person.employer.schools.clear();
    return {};
  }
  const Row* row = row_to_clear(field);
  if (row == nullptr)
    return refused("there is nothing called " + quoted(field) + " to clear",
                   "clear one of: " + all_options() + ", schools");
  if (row->access == &school && !has_school(draft)) {
    return refused("it is not said which school to clear",
                   "give the school's name before it, or clear \"schools\"");
  }
  if (row->field.owner == Owner::school) {
    if (auto owned = check_owner(*row, draft, field); !owned) return owned;
  }
  row->access->clear(draft);
  return {};
}

// Two schools of one name could not be chosen between.
Result<void> check_new_name(const Row& row, Draft& draft, const std::string& value) {
  if (row.access != &school_name) return {};
  const std::vector<Organisation>& schools = draft.person.employer.schools;
  for (std::size_t i = 0; i < schools.size(); ++i) {
    if (i != draft.school && same(schools[i].name, value)) {
      return refused("there is a school " + quoted(value) + " already", "choose another name");
    }
  }
  return {};
}

Result<void> apply(Draft& draft, const Change& change) {
  if (change.option == "clear") return clear(draft, change.value);
  const Row* row = row_of(change.option);
  if (row == nullptr)
    return refused("there is nothing called " + quoted(change.option), "write one of: " + all_options());
  if (auto owned = check_owner(*row, draft, change.option); !owned) return owned;
  const auto value = row->read(base::make_utf8(change.value), draft.today);
  if (!value) return value.error();
  if (value->empty()) return refused(quoted(change.option) + " is empty", "write something, or clear it");
  if (auto fits = check_new_name(*row, draft, *value); !fits) return fits;
  row->access->set(draft, *value);
  return {};
}

}  // namespace

std::span<const MeField> me_fields() { return fields; }

std::vector<std::string> me_values(const Person& person, std::string_view option, std::size_t school_at) {
  const Row* row = row_of(option);
  Draft draft{person, school_at, {}};
  if (row == nullptr || (row->field.owner == Owner::school && !has_school(draft))) return {};
  return row->access->values(draft);
}

Result<Person> changed(Person person, std::span<const Change> changes, base::Day today) {
  const std::size_t none = static_cast<std::size_t>(-1);
  Draft draft{std::move(person), none, today};
  for (const Change& change : changes) {
    if (auto done = apply(draft, change); !done) return done.error();
  }
  return std::move(draft.person);
}

}  // namespace gh::app
