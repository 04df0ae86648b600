#include "discover/queries.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <set>

#include "base/text.h"
#include "discover/book.h"

using namespace gh::discover;
using gh::base::Person;

namespace {

Person teacher() {
  Person person;
  person.names = {"Hannah Brackenbury"};
  person.former_names = {"Tull"};
  person.usernames = {"@hanb_85"};
  person.town = "Oakcester";
  person.employer.trust.name = "Tamsworth Vale Trust";
  person.employer.trust.aliases = {"TVT"};
  person.employer.schools = {{"Brindlewick Primary", {}, {"brindlewick.example"}, "Nether Brindle", ""}};
  return person;
}

std::vector<std::string> words(const std::vector<Query>& pack) {
  std::vector<std::string> all;
  for (const Query& query : pack) all.push_back(query.words);
  return all;
}

bool contains(const std::vector<std::string>& all, const std::string& one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(queries)

BOOST_AUTO_TEST_CASE(asks_from_broad_to_narrow) {
  const std::vector<std::string> handles{"hannah.runs", "HANB_85"};
  std::vector<std::string> pack = words(query_pack(teacher(), handles, gh::tests::search_book()));
  BOOST_REQUIRE(pack.size() == 14u + 11u + 1u);
  BOOST_TEST(pack.back() == "filetype:pdf \"Hannah Brackenbury\"");
  BOOST_TEST(pack[14] == "\"Hannah Brackenbury\" site:facebook.com");
  const std::vector<std::string> expected{
      "\"Hannah Brackenbury\"",
      "\"Hannah Brackenbury\" Oakcester",
      "\"Hannah Brackenbury\" \"Nether Brindle\"",
      "\"Hannah Brackenbury\" \"Tamsworth Vale Trust\"",
      "\"Hannah Brackenbury\" \"Brindlewick Primary\"",
      "\"Hannah Brackenbury\" \"TVT\"",
      "\"Hannah Brackenbury\" teacher",
      "\"Hannah Brackenbury\" \"teaching assistant\"",
      "\"Brackenbury, Hannah\"",
      "\"H Brackenbury\"",
      "\"Brackenbury\" \"Brindlewick Primary\"",
      "\"Hannah Tull\"",
      "\"hanb_85\"",
      "\"hannah.runs\"",
  };
  pack.resize(14);
  BOOST_TEST(pack == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(every_search_says_why_in_one_sentence) {
  for (const Query& query : query_pack(teacher(), {}, gh::tests::search_book())) {
    BOOST_TEST(query.why.ends_with('.'), query.words);
    BOOST_TEST(query.why.find(". ") == std::string::npos, query.words);
    BOOST_TEST(query.why.size() <= 100u, query.words);
  }
}

BOOST_AUTO_TEST_CASE(asks_for_nothing_twice) {
  Person person = teacher();
  person.names = {"Hannah Brackenbury", "hannah brackenbury", "Hannah  Brackenbury"};
  person.former_names = {"Hannah Brackenbury"};
  person.employer.schools.push_back(person.employer.schools.front());
  std::set<std::string> seen;
  for (const std::string& one : words(query_pack(person, person.usernames, gh::tests::search_book())))
    BOOST_TEST(seen.insert(gh::base::lower_ascii(one)).second, one);
}

BOOST_AUTO_TEST_CASE(a_long_list_of_schools_crowds_nothing_out) {
  Person person = teacher();
  for (int i = 0; i < 200; ++i) {
    const std::string number = std::to_string(i);
    person.names.push_back("Hannah" + number + " Brackenbury");
    person.former_names.push_back("Hannah Tull" + number);
    person.usernames.push_back("hannah" + number);
    person.employer.schools.push_back({"School " + number, {"S" + number}, {}, "Town " + number, ""});
  }
  const std::vector<std::string> pack = words(query_pack(person, {}, gh::tests::search_book()));
  BOOST_TEST(pack.size() <= largest_pack);
  BOOST_TEST(contains(pack, "\"Hannah Tull\""));
  BOOST_TEST(contains(pack, "\"hanb_85\""));
  BOOST_TEST(contains(pack, "\"Hannah Brackenbury\" site:strava.com"));
  BOOST_TEST(contains(pack, "filetype:pdf \"Hannah Brackenbury\""));
}

BOOST_AUTO_TEST_CASE(a_person_known_by_usernames_only_is_asked_for_by_those) {
  Person person;
  person.usernames = {"hanb_85"};
  BOOST_TEST(
      words(query_pack(person, {}, gh::tests::search_book())) == std::vector<std::string>{"\"hanb_85\""},
      boost::test_tools::per_element());
  BOOST_TEST(query_pack(Person{}, {}, gh::tests::search_book()).empty());
}

BOOST_AUTO_TEST_CASE(a_name_that_no_engine_takes_is_left_out) {
  Person person;
  person.names = {std::string(400, 'x'), "\"\"", "Hannah Brackenbury"};
  const std::vector<std::string> pack = words(query_pack(person, {}, gh::tests::search_book()));
  BOOST_TEST(pack.front() == "\"Hannah Brackenbury\"");
  BOOST_TEST(contains(pack, "\"Hannah Brackenbury\" site:facebook.com"));
  for (const std::string& one : pack) BOOST_TEST(one.size() <= 300u);
}

BOOST_AUTO_TEST_SUITE_END()
