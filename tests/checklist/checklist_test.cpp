#include "checklist/checklist.h"

#include <algorithm>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <filesystem>

#include "base/file.h"
#include "base/text.h"
#include "support/cases.h"

namespace bdata = boost::unit_test::data;
namespace fs = std::filesystem;
using namespace gh::checklist;
using gh::tests::fixture;

namespace {

std::vector<std::string> names_in(const fs::path& folder) {
  std::vector<std::string> names;
  for (const fs::path& file : gh::base::files_in(folder, ".toml")) names.push_back(file.filename().string());
  return names;
}

const fs::path shipped = fs::path(GH_ROOT) / "checklists";

Checklist checklist_in(const fs::path& file) {
  auto checklist = read_checklist(*gh::base::read_file(file), file.filename().string());
  BOOST_REQUIRE_MESSAGE(checklist, (checklist ? "" : gh::base::sentence(checklist.error())));
  return *checklist;
}

Checklist own() { return checklist_in(std::string(GH_TESTS) + "/checklist/own.toml"); }

// The comment that a bad file begins with: the problems it must lead to, a line each.
std::string expected_problems(const std::string& toml) {
  std::string expected;
  for (std::string_view line : gh::base::split(toml, '\n')) {
    if (!line.starts_with("# ")) break;
    expected += (expected.empty() ? "file:" : "\nfile:") + std::string(line.substr(2));
  }
  return expected;
}

std::vector<std::string> rows_of(const Checklist& checklist) {
  std::vector<std::string> rows;
  for (const Item& item : checklist.items) {
    rows.push_back(item.id + " " + std::string(name(item.decides)) + " " + std::string(name(item.severity)));
  }
  std::sort(rows.begin(), rows.end());
  return rows;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(reading_checklists)

BOOST_DATA_TEST_CASE(every_shipped_checklist_loads, bdata::make(names_in(shipped)), name) {
  const Checklist checklist = checklist_in(shipped / name);
  BOOST_TEST(fs::path(name).stem() == checklist.id);  // so that a file is found by the id in an address
}

// Columns: id, kind, severity of every row of the policy's clause table.
BOOST_AUTO_TEST_CASE(the_policy_is_covered_row_by_row) {
  std::vector<std::string> expected;
  for (const gh::tests::Case& row : gh::tests::cases_in("checklist/coverage.tsv", 3)) {
    const std::string severity = row.columns[2] == "org" ? "organisation" : row.columns[2];
    expected.push_back(row.columns[0] + " " + row.columns[1] + " " + severity);
  }
  std::sort(expected.begin(), expected.end());
  const Checklist checklist = checklist_in(shipped / "social-media-policy.toml");
  BOOST_TEST(rows_of(checklist) == expected, boost::test_tools::per_element());
  BOOST_TEST(expected.size() == 74u);
  BOOST_TEST(employee_items(checklist).size() == 64u);
}

BOOST_AUTO_TEST_CASE(a_school_can_write_its_own) {
  const Checklist checklist = own();
  BOOST_TEST(checklist.id == "brindlewick");
  BOOST_TEST(checklist.version == "3");
  BOOST_TEST(checklist.device.on_school == "Then we only go through the questions.");
  BOOST_TEST(checklist.section("names")->intro == "What you call yourself.");
  BOOST_TEST(checklist.section("photos")->intro == "");
  const Item& item = *checklist.item("NAME-1");
  BOOST_TEST(item.detectors == std::vector<std::string>{"employer-in-handle"},
             boost::test_tools::per_element());
  BOOST_TEST(item.settings == std::vector<std::string>{"display-name"}, boost::test_tools::per_element());
  BOOST_TEST(item.help == "Display names count as well.");
  BOOST_TEST(item.good == "yes");
  BOOST_TEST(checklist.item("NAME-9") == nullptr);
  BOOST_TEST(checklist.section("NAME-1") == nullptr);
}

BOOST_AUTO_TEST_CASE(reads_kinds_and_severities) {
  const std::vector<std::string> expected = {"NAME-1 both duty", "NAME-2 org organisation",
                                             "PHOTO-1 ask breach"};
  BOOST_TEST(rows_of(own()) == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(line_breaks_in_a_text_are_blanks) {
  BOOST_TEST(own().item("PHOTO-1")->advice == "Take it down, and tell the office.");
}

BOOST_AUTO_TEST_CASE(asks_the_person_in_the_order_of_the_file_and_not_for_the_organisation) {
  const Checklist checklist = own();
  std::string ids;
  for (const Item* item : employee_items(checklist)) ids += item->id + " ";
  BOOST_TEST(ids == "PHOTO-1 NAME-1 ");
}

// Each file begins with the problems that must be told, all of them and no more.
BOOST_DATA_TEST_CASE(says_where_a_file_is_wrong_and_what_to_write,
                     bdata::make(names_in(std::string(GH_TESTS) + "/checklist/bad")), file) {
  const std::string toml = fixture("checklist/bad/" + file);
  const auto checklist = read_checklist(toml, "file");
  BOOST_REQUIRE(!checklist);
  BOOST_TEST(checklist.error().what == expected_problems(toml));
  BOOST_TEST((checklist.error().kind == gh::base::ErrorKind::bad_configuration));
}

BOOST_AUTO_TEST_CASE(bytes_that_are_no_text_are_a_problem_and_no_crash) {
  BOOST_TEST(!read_checklist("\xFF\xFE\x00", "file"));
  BOOST_TEST(!read_checklist(std::string(5000, '['), "file"));
  const std::string toml = fixture("checklist/own.toml");
  for (std::size_t length = 0; length < toml.size(); length += 7) {
    (void)read_checklist(toml.substr(0, length), "file");
  }
}

BOOST_AUTO_TEST_SUITE_END()
