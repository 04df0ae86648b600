#include "app/lexicon_import.h"

#include <boost/test/unit_test.hpp>

#include "support/cases.h"

using namespace gh;

namespace {

struct Desk {
  tests::TemporaryFolder folder;
  app::House house{base::home_in(folder / "home"), GH_ROOT, *base::parse_day("2026-09-01")};

  base::Result<app::RegisterTally> import(const std::string& csv, bool dry_run = false) {
    if (!base::write_file(folder / "register.csv", csv, false)) std::abort();
    return app::import_register(house, folder / "register.csv", dry_run, {});
  }
};

const std::string header =
    "URN,EstablishmentName,EstablishmentStatus (name),PhaseOfEducation (name),Town,Postcode,Trusts (name),"
    "SchoolWebsite,HeadFirstName,HeadLastName,Easting\r\n";

std::string row(const std::string& number, const std::string& name, const std::string& status = "Open",
                const std::string& website = "http://www.marlpit.example/home") {
  return number + "," + name + "," + status + ",Primary,Eastmere,XQ1 1AA,Thornwell Learning Trust," +
         website + ",Robin,Ashdown,1\r\n";
}

std::string all_of(const Desk& desk) {
  const auto schools = app::open_register(desk.house);
  if (!schools) return sentence(schools.error());
  std::string all;
  for (std::uint32_t i = 0; i < schools->size(); ++i) {
    const lexicon::School school = schools->school(i);
    all += (all.empty() ? "" : " | ") + std::to_string(school.number) + " " + std::string(school.name) + " " +
           std::string(school.domain);
  }
  return all;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(lexicon_import)

BOOST_AUTO_TEST_CASE(keeps_open_schools_and_nobodys_name) {
  Desk desk;
  const auto tally =
      desk.import(header + row("100001", "Marlpit Primary School") +
                  row("100002", "\"Tarn, Beck and\r\nFenn School\"", "Closed") +
                  row("100003", "\"Tarn, \"\"Old\"\" Beck\r\nSchool\"", "\"Open, but proposed to close\""));
  BOOST_REQUIRE(tally.has_value());
  BOOST_TEST(tally->rows == 3u);
  BOOST_TEST(tally->kept == 2u);
  BOOST_TEST(tally->not_open == 1u);
  BOOST_TEST(tally->phases.at("Primary") == 2u);
  BOOST_TEST(tally->personal == (std::vector<std::string>{"HeadFirstName", "HeadLastName"}),
             boost::test_tools::per_element());
  BOOST_TEST(tally->other_columns == 1u);
  BOOST_TEST(tally->missing == std::vector<std::string>{"TypeOfEstablishment (name)"},
             boost::test_tools::per_element());
  BOOST_TEST(all_of(desk) ==
             "100001 Marlpit Primary School marlpit.example | 100003 Tarn, \"Old\" Beck School "
             "marlpit.example");
  const auto bytes = base::read_file(app::register_file(desk.house));
  BOOST_REQUIRE(bytes.has_value());
  BOOST_TEST(bytes->find("Ashdown") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(reads_utf8_and_the_old_code_page) {
  Desk desk;
  BOOST_TEST(desk.import(header + row("1", "St Thomas \xE0 Becket School"))->encoding == "Windows-1252");
  BOOST_TEST(all_of(desk) == "1 St Thomas à Becket School marlpit.example");
  BOOST_TEST(desk.import("\xEF\xBB\xBF" + header + row("1", "St Thomas à Becket’s School"))->encoding ==
             "UTF-8");
  BOOST_TEST(all_of(desk) == "1 St Thomas à Becket’s School marlpit.example");
}

BOOST_AUTO_TEST_CASE(names_each_bad_row_and_why) {
  Desk desk;
  const auto tally =
      desk.import(header + "1,too,few\r\n" + row("none", "A School") + row("3", " ") +
                  row("4", "A \"stray School") + row("5", "Good School") + "\r\n" + row("5", "Good School") +
                  row("5", "Other School") + row("6", "\"Unclosed School"));
  BOOST_REQUIRE(tally.has_value());
  std::string told;
  for (const app::BadRow& bad : tally->bad)
    told += std::to_string(bad.number) + "/" + std::to_string(bad.line) + " " + bad.reason + "; ";
  BOOST_TEST(
      told ==
      "2/2 3 values where the header has 11; 3/3 URN is no number: \"none\"; 4/4 EstablishmentName is "
      "empty; 5/5 there is a quotation mark in the middle of a value; 9/9 URN 5 is another school's too; "
      "10/10 a quotation mark is opened and never closed; ");
  BOOST_TEST(tally->repeated == 1u);
  BOOST_TEST(all_of(desk) == "5 Good School marlpit.example");
}

BOOST_AUTO_TEST_CASE(takes_hosts_from_untidy_websites) {
  const std::pair<std::string, std::string> websites[] = {
      {"http://www.marlpit.example/", "marlpit.example"},
      {"HTTPS://Marlpit.Example", "marlpit.example"},
      {"www.marlpit.example ", "marlpit.example"},
      {"marlpit.example:8080/a?b", "marlpit.example"},
      {"marlpit.eastmere.sch.uk", "marlpit.eastmere.sch.uk"},
      {"office@marlpit.example", ""},
      {"https://sites.google.com/view/marlpit", ""},
      {"none", ""},
      {"", ""},
      {"http://", ""}};
  for (const auto& [website, domain] : websites) {
    Desk desk;
    BOOST_REQUIRE(desk.import(header + row("1", "Marlpit School", "Open", website)).has_value());
    BOOST_TEST(all_of(desk) == "1 Marlpit School " + domain);
  }
}

BOOST_AUTO_TEST_CASE(refuses_what_is_no_register) {
  Desk desk;
  const auto refused = [&](const std::string& bytes) {
    const auto tally = desk.import(bytes);
    return tally ? std::string("imported") : tally.error().what;
  };
  BOOST_TEST(refused("") == "this file is empty");
  BOOST_TEST(refused("PK\x03\x04more") == "this is a zip archive or a workbook");
  BOOST_TEST(refused("\xFF\xFEU") == "this is UTF-16 text, which we do not read");
  BOOST_TEST(
      refused("URN,Town\r\n1,Eastmere\r\n") ==
      "this is no register of schools: it has no column EstablishmentName, EstablishmentStatus (name)");
  BOOST_TEST(refused(header) == "there is no open school in this file");
  BOOST_TEST(refused(header + row("1", "A School", "Closed")) == "there is no open school in this file");
  BOOST_TEST(!std::filesystem::exists(app::register_file(desk.house)));
}

BOOST_AUTO_TEST_CASE(a_dry_run_writes_nothing_and_forgetting_takes_it_back) {
  Desk desk;
  BOOST_TEST(desk.import(header + row("1", "Marlpit School"), true)->kept == 1u);
  BOOST_TEST(!std::filesystem::exists(app::register_file(desk.house)));
  BOOST_TEST(*app::forget_register(desk.house) == false);
  BOOST_TEST(desk.import(header + row("1", "Marlpit School")).has_value());
  BOOST_TEST(*app::forget_register(desk.house) == true);
  BOOST_TEST(!std::filesystem::exists(app::register_file(desk.house)));
  BOOST_TEST((app::open_register(desk.house).error().kind == base::ErrorKind::no_input));
}

BOOST_AUTO_TEST_CASE(cuts_a_trust_for_me_toml) {
  Desk desk;
  BOOST_REQUIRE(
      desk.import(header + row("1", "Marlpit Primary School") + row("2", "Tarn School")).has_value());
  const auto schools = app::open_register(desk.house);
  const auto trust = app::cut_trust(*schools, "thornwell LEARNING trust");
  BOOST_REQUIRE(trust.has_value());
  base::Person person;
  person.employer = *trust;
  const auto read =
      base::read_person("schema = 1\nnames = [\"A\"]\n" + base::write_employer(*trust), "cut.toml");
  BOOST_REQUIRE(read.has_value());
  BOOST_TEST((read->employer == *trust));
  BOOST_TEST(trust->schools[0].aliases == std::vector<std::string>{"Marlpit Primary"},
             boost::test_tools::per_element());
  BOOST_TEST(app::cut_trust(*schools, "Thornwell").error().hint ==
             "is it one of these? Thornwell Learning Trust");
  BOOST_TEST((app::cut_trust(*schools, "").error().kind == base::ErrorKind::usage));
  BOOST_TEST(app::find_schools(*schools, "marlpit").size() == 1u);
  BOOST_TEST(app::find_schools(*schools, "eastmere SCHOOL").size() == 2u);
  BOOST_TEST(app::find_schools(*schools, "2").size() == 1u);
  BOOST_TEST(app::find_schools(*schools, " ").empty());
}

BOOST_AUTO_TEST_SUITE_END()
