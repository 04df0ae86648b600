#include "base/person.h"

#include <boost/test/unit_test.hpp>

using namespace gh::base;

BOOST_AUTO_TEST_SUITE(person)

BOOST_AUTO_TEST_CASE(is_read_back_as_it_was_written) {
  Person person;
  person.names = {"Siân \"Sunny\" O'Neil", "back\\slash"};
  person.former_names = {"tab\there"};
  person.usernames = {"sian_o"};
  person.town = "Eastmere";
  person.birth_date = PartialDate{1985, 7, 4};
  person.employer.trust = {"Thornwell Learning Trust", {"TLT"}, {"thornwell.example"}, "Eastmere", ""};
  person.employer.schools = {{"Marlpit Primary", {}, {}, "", "LN99 1AA"}, {"St Wilfred's", {}, {}, "", ""}};
  const auto again = read_person(write_person(person), "me.toml");
  BOOST_REQUIRE(again.has_value());
  BOOST_TEST((*again == person));
  BOOST_TEST((*read_person(write_person(Person{}), "me.toml") == Person{}));
}

BOOST_AUTO_TEST_CASE(names_every_mistake) {
  const auto wrong = read_person(
      "nmaes = ['x']\nbirth_date = '31/12/1985'\n[trust]\ndomains = ['https://x.example/']\n", "me.toml");
  BOOST_REQUIRE(!wrong.has_value());
  const std::string& what = wrong.error().what;
  BOOST_TEST(what.find("me.toml:1:1: unknown key 'nmaes'; did you mean 'names'?") != std::string::npos, what);
  BOOST_TEST(what.find("me.toml:2:14: 'birth_date'") != std::string::npos, what);
  BOOST_TEST(what.find("'name' is missing") != std::string::npos, what);
  BOOST_TEST(what.find("is no domain") != std::string::npos, what);
}

BOOST_AUTO_TEST_CASE(drops_the_at_before_a_username) {
  BOOST_TEST(read_person("usernames = [' @sian ', '']", "me.toml")->usernames.front() == "sian");
  BOOST_TEST(read_person("usernames = ['@sian', '  ']", "me.toml")->usernames.size() == 1u);
}

BOOST_AUTO_TEST_SUITE_END()
