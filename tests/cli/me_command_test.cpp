#include "cli/me_command.h"

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <sstream>

#include "support/cases.h"

using namespace gh::cli;
using gh::base::ExitCode;
using gh::base::Person;

namespace {

struct Desk {
  gh::tests::TemporaryFolder folder;
  gh::app::House house{gh::base::home_in(folder / "home"), folder / "share",
                       *gh::base::parse_day("2025-09-01")};
  MeOptions options;
  std::string out;
  std::string err;

  ExitCode run(const std::string& typed = "") {
    std::istringstream in(typed);
    std::ostringstream written, errors;
    const ExitCode code = run_me(house, options, in, written, errors);
    out = written.str();
    err = errors.str();
    return code;
  }

  Person saved() const {
    const auto person = load_person(house);
    BOOST_REQUIRE(person);
    return *person;
  }

  bool says(std::string_view words) const { return out.find(words) != std::string::npos; }
};

// Names, former names, usernames, town, birth date; then the trust.
const std::string nothing_about_the_person = "\n\n\n\n\n";

}  // namespace

BOOST_FIXTURE_TEST_SUITE(me_command, Desk)

BOOST_AUTO_TEST_CASE(asks_for_everything_and_takes_nothing_for_an_answer) {
  BOOST_TEST((run("\n\n\n\n\n\n\n") == ExitCode::done));
  BOOST_TEST((saved() == Person{}));
  BOOST_TEST(says("All of this is optional"));
  BOOST_TEST(!says("Other names of the trust"));  // there is none
}

BOOST_AUTO_TEST_CASE(saves_each_answer_at_once) {
  run("Hannah Brackenbury, Hannah B\n\n@hb\n");  // and then the line breaks off
  BOOST_TEST(saved().names.size() == 2u);
  BOOST_TEST(saved().usernames.at(0) == "hb");
  const auto mode = std::filesystem::status(house.home.me()).permissions();
  BOOST_TEST((mode == (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write)));
}

BOOST_AUTO_TEST_CASE(shows_what_it_has_and_enter_leaves_it) {
  options.changes = {{"name", "Hannah Brackenbury"}, {"birth-date", "1985-07-04"}};
  run();
  const Person before = saved();
  options.changes.clear();
  run("\n\n\n\n\n\n\n");
  BOOST_TEST(says("[Hannah Brackenbury] > "));
  BOOST_TEST(says("[4 July 1985] > "));
  BOOST_TEST((saved() == before));
}

BOOST_AUTO_TEST_CASE(replaces_and_empties) {
  options.changes = {{"name", "A"}, {"name", "B"}, {"town", "Ladymere"}};
  run();
  options.changes.clear();
  run("C\n\n\n-\nq\n");
  BOOST_TEST(saved().names == std::vector<std::string>{"C"}, boost::test_tools::per_element());
  BOOST_TEST(saved().town == "");
}

BOOST_AUTO_TEST_CASE(asks_again_after_a_slip) {
  run("\n\n\n\n31/02/1985\n4 July\n");
  BOOST_TEST(says("\"31/02/1985\" is no date"));
  BOOST_TEST(format_edtf(*saved().birth_date) == "XXXX-07-04");
}

BOOST_AUTO_TEST_CASE(asks_about_the_trust_and_each_school) {
  run(nothing_about_the_person + "Three Meres Trust\nTMAT, 3M\ntmat.example\n" +
      "Brindlewick Primary\nBPS\n\nOakcester\n\n" + "Ladymere High\n\n\n\n\n" + "\n");
  const gh::base::Employer employer = saved().employer;
  BOOST_TEST(employer.trust.aliases.size() == 2u);
  BOOST_TEST(employer.trust.domains.at(0) == "tmat.example");
  BOOST_REQUIRE(employer.schools.size() == 2u);
  BOOST_TEST(employer.schools[0].town == "Oakcester");
  BOOST_TEST(employer.schools[1].name == "Ladymere High");
}

BOOST_AUTO_TEST_CASE(a_school_can_be_renamed_and_taken_away) {
  options.changes = {{"school", "One"}, {"school-town", "X"}, {"school", "Two"}, {"school", "Three"}};
  run();
  options.changes.clear();
  run(nothing_about_the_person + "\n" + "First\n\n\n\n\n" + "-\n" + "\n\n\n\n\n" + "\n");
  BOOST_REQUIRE(saved().employer.schools.size() == 2u);
  BOOST_TEST(saved().employer.schools[0].name == "First");
  BOOST_TEST(saved().employer.schools[0].town == "X");
  BOOST_TEST(saved().employer.schools[1].name == "Three");
}

BOOST_AUTO_TEST_CASE(a_refused_option_saves_none_of_them) {
  options.changes = {{"name", "Hannah"}, {"birth-date", "soon"}};
  BOOST_TEST((run() == ExitCode::usage));
  BOOST_TEST(err == "\"soon\" is no date; write it like 4 July 1985, or as much of it as you like\n");
  BOOST_TEST(!std::filesystem::exists(house.home.me()));
}

BOOST_AUTO_TEST_CASE(a_file_that_cannot_be_read_is_left_alone) {
  BOOST_REQUIRE(gh::base::write_file(house.home.me(), "names = 3\n", true));
  options.changes = {{"name", "Hannah"}};
  BOOST_TEST((run() == ExitCode::bad_configuration));
  BOOST_TEST(*gh::base::read_file(house.home.me()) == "names = 3\n");
}

BOOST_AUTO_TEST_CASE(shows_the_person_in_words_and_for_machines) {
  options.changes = {{"name", "Hannah\x1B[2J"}, {"school", "Brindlewick Primary"}, {"school-alias", "BPS"}};
  run();
  options = {};
  options.show = true;
  BOOST_TEST((run() == ExitCode::done));
  BOOST_TEST(says("Your names: Hannah[2J\n"));
  BOOST_TEST(says("Usernames: not given\n"));
  BOOST_TEST(says("Other names of the school: BPS\n"));
  options = {};
  options.json = true;
  run();
  BOOST_TEST(says(
      R"("schools":[{"name":"Brindlewick Primary","aliases":["BPS"],"domains":[],"town":"","postcode":""}]})"));
}

BOOST_AUTO_TEST_SUITE_END()
