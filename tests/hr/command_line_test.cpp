#include "hr/command_line.h"

#include <boost/test/unit_test.hpp>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "base/version.h"
#include "support/cases.h"

using namespace gh;
using base::ExitCode;

namespace {

struct Office {
  tests::TemporaryFolder folder;
  std::ostringstream out, err;

  std::string file(const std::string& bytes) {
    const auto path = folder / "staff.csv";
    std::ofstream(path, std::ios::binary) << bytes;
    return path.string();
  }
  ExitCode run(std::vector<std::string> words) {
    out.str("");
    err.str("");
    return hr::run(std::move(words), out, err);
  }
  bool says(const std::string& words) const { return out.str().find(words) != std::string::npos; }
  bool complains(const std::string& words) const { return err.str().find(words) != std::string::npos; }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(command_line, Office)

BOOST_AUTO_TEST_CASE(a_good_roster_ends_well) {
  const std::string path = file("Work Email,Forename,Surname,Pay,School\na@t.example,Ann,Tull,9,Oak\n");
  BOOST_TEST((run({"roster", "check", path}) == ExitCode::done));
  BOOST_TEST(out.str() == path +
                              ": UTF-8, with commas between its values\n"
                              "How its columns were understood:\n"
                              "  email     column 1, \"Work Email\"\n"
                              "  forename  column 2, \"Forename\"\n"
                              "  surname   column 3, \"Surname\"\n"
                              "  school    column 5, \"School\"\n"
                              "  role      not in this file, and not needed\n"
                              "  1 other column is not read and not kept\n"
                              "1 row is good\n");
  BOOST_TEST(err.str() == "");
}

BOOST_AUTO_TEST_CASE(bad_rows_are_named_one_a_line) {
  const std::string path = file("Email,Name\na@t.example,Ann\nann,\x1B[2JBo\nb@t.example\n\nann,Cy\n");
  BOOST_TEST((run({"roster", "check", path}) == ExitCode::partly_unchecked));
  BOOST_TEST(says("1 row is good\n3 rows are bad:\n"));
  BOOST_TEST(says("  row 3 (line 3): a control or invisible character in the name\n"));
  BOOST_TEST(says("  row 4 (line 4): 1 fields, but the heading row has 2\n"));
  BOOST_TEST(says("  row 6 (line 6): \"ann\" has no @\n1 row is blank\n"));
  BOOST_TEST(!says("\x1B"));
}

BOOST_AUTO_TEST_CASE(machines_are_told_the_same) {
  const std::string path = file("Email;Name;Pay\na@t.example;Ann;9\nann;Bo;8");
  BOOST_TEST((run({"roster", "check", "--json", path}) == ExitCode::partly_unchecked));
  const auto json = nlohmann::json::parse(out.str());
  BOOST_TEST(json["schema"] == 1);
  BOOST_TEST(json["separator"] == ";");
  BOOST_TEST(json["columns"]["email"]["column"] == 1);
  BOOST_TEST(json["columns"]["name"]["heading"] == "Name");
  BOOST_TEST(!json["columns"].contains("school"));
  BOOST_TEST(json["columns_not_read"] == 1);
  BOOST_TEST(json["good"] == 1);
  BOOST_TEST(json["ends_whole"] == false);
  BOOST_TEST(json["bad"][0]["row"] == 3);
  BOOST_TEST(json["bad"][0]["fault"] == "bad_email");
}

BOOST_AUTO_TEST_CASE(says_what_is_wrong_with_a_file) {
  BOOST_TEST((run({"roster", "check", (folder / "none.csv").string()}) == ExitCode::no_input));
  BOOST_TEST(complains("none.csv: No such file or directory; "));
  BOOST_TEST((run({"roster", "check", folder.path().string()}) == ExitCode::no_input));
  BOOST_TEST(complains("this is a folder"));
  BOOST_TEST((run({"roster", "check", file("")}) == ExitCode::bad_data));
  BOOST_TEST(complains("staff.csv: this file is empty"));
  BOOST_TEST((run({"roster", "check", file("a,b\n1,2\n")}) == ExitCode::bad_data));
  BOOST_TEST(complains("no column is headed as work e-mail addresses are"));
  BOOST_TEST(out.str() == "");
}

BOOST_AUTO_TEST_CASE(says_who_it_is) {
  BOOST_TEST((run({"--version"}) == ExitCode::done));
  BOOST_TEST(says("glasshouse-hr " + std::string(base::version())));
  BOOST_TEST((run({"--help"}) == ExitCode::done));
  BOOST_TEST(says("roster"));
  BOOST_TEST((run({"roster", "check", file("Email,Name\n"), "--help"}) == ExitCode::done));
  BOOST_TEST(!says("heading"));
}

BOOST_AUTO_TEST_CASE(words_that_mean_nothing_are_a_usage_error) {
  for (const std::vector<std::string>& words :
       std::vector<std::vector<std::string>>{{},
                                             {"roster"},
                                             {"roster", "check"},
                                             {"rooster"},
                                             {"roster", "check", "a.csv", "--jsno"},
                                             {"scan"}}) {
    BOOST_TEST((run(words) == ExitCode::usage));
    BOOST_TEST(complains("glasshouse-hr --help"));
    BOOST_TEST(out.str() == "");
  }
}

BOOST_AUTO_TEST_SUITE_END()
