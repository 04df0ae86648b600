#include "app/me.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "base/text.h"
#include "support/cases.h"

namespace bdata = boost::unit_test::data;
using namespace gh::app;
using gh::base::Person;

namespace {

const gh::base::Day today = *gh::base::parse_day("2025-09-01");

std::vector<Change> changes_in(std::string text) {
  std::vector<Change> changes;
  while (true) {
    const std::size_t end = text.find(" | ");
    const std::string one = text.substr(0, end);
    const std::size_t blank = one.find(' ');
    changes.push_back({one.substr(0, blank), one.substr(blank + 1)});
    if (end == std::string::npos) return changes;
    text.erase(0, end + 3);
  }
}

std::string words(const gh::base::Organisation& organisation) {
  return organisation.name + "(" + gh::base::join(organisation.aliases, "+") + ";" +
         gh::base::join(organisation.domains, "+") + ";" + organisation.town + ";" + organisation.postcode +
         ")";
}

std::string summary(const Person& person) {
  std::vector<std::string> parts;
  const auto add = [&](const char* label, const std::string& value) {
    if (!value.empty()) parts.push_back(label + value);
  };
  add("names=", gh::base::join(person.names, "+"));
  add("former=", gh::base::join(person.former_names, "+"));
  add("users=", gh::base::join(person.usernames, "+"));
  add("town=", person.town);
  add("birth=", person.birth_date ? format_edtf(*person.birth_date) : "");
  if (person.employer.trust != gh::base::Organisation{}) add("trust=", words(person.employer.trust));
  for (const auto& school : person.employer.schools) add("school=", words(school));
  return gh::base::join(parts, " ");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(me)

BOOST_DATA_TEST_CASE(changes_one_thing_after_the_other, bdata::make(gh::tests::cases_in("app/me.tsv", 2)),
                     row) {
  const auto person = changed({}, changes_in(row.columns[0]), today);
  BOOST_TEST((person ? summary(*person) : "error: " + sentence(person.error())) == row.columns[1]);
}

// What is saved must be read again by everything else.
BOOST_DATA_TEST_CASE(every_changed_person_survives_the_file,
                     bdata::make(gh::tests::cases_in("app/me.tsv", 2)), row) {
  const auto person = changed({}, changes_in(row.columns[0]), today);
  if (!person) return;
  const auto again = gh::base::read_person(write_person(*person), "me.toml");
  BOOST_REQUIRE_MESSAGE(again, (again ? "" : sentence(again.error())));
  BOOST_TEST((*again == *person));
}

BOOST_AUTO_TEST_CASE(strange_letters_survive_the_file) {
  const std::vector<Change> changes = {
      {"name", "Zo\xC3\xAB \"Z\" O'Hara\\"}, {"username", "a\x01z"}, {"town", "\xFF"}};
  const Person person = *changed({}, changes, today);
  BOOST_TEST((*gh::base::read_person(write_person(person), "me.toml") == person));
}

BOOST_AUTO_TEST_CASE(gives_the_values_that_would_make_the_same_person) {
  const std::vector<Change> changes = changes_in(
      "name A | name B | birth-date 4 July | trust T | trust-domain t.example | school One | school-town X | "
      "school Two | school-alias 2");
  const Person person = *changed({}, changes, today);
  std::vector<Change> again;
  for (const MeField& field : me_fields()) {
    if (field.owner == Owner::school || field.option == "school") continue;
    for (const std::string& value : me_values(person, field.option))
      again.push_back({std::string(field.option), value});
  }
  const std::vector<std::string> schools = me_values(person, "school");
  for (std::size_t i = 0; i < schools.size(); ++i) {
    again.push_back({"school", schools[i]});
    for (const MeField& field : me_fields()) {
      if (field.owner != Owner::school) continue;
      for (const std::string& value : me_values(person, field.option, i))
        again.push_back({std::string(field.option), value});
    }
  }
  BOOST_TEST((*changed({}, again, today) == person));
  BOOST_TEST(me_values(person, "school-town", 2).empty());
  BOOST_TEST(me_values(person, "nonsense").empty());
}

BOOST_AUTO_TEST_SUITE_END()
