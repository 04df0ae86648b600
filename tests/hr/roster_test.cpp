#include "hr/roster.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "base/text.h"
#include "hr/roster_fixtures.h"
#include "support/cases.h"

namespace bdata = boost::unit_test::data;
using namespace gh;

namespace {

// Tables are text: what cannot stand in one is written out.
std::string bytes_of(std::string text) {
  const std::pair<std::string, std::string> written[] = {{"␍", "\r"},
                                                         {"<U+0003>", "\x03"},
                                                         {"<U+0004>", "\x04"},
                                                         {"<U+0007>", "\x07"},
                                                         {"<U+202E>", "\xE2\x80\xAE"}};
  for (const auto& [from, to] : written) {
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos;)
      text.replace(at, from.size(), to);
  }
  return text;
}

std::string shown(const tests::RosterRead& read) {
  std::vector<std::string> good, bad;
  for (const hr::StaffMember& one : read.staff)
    good.push_back(one.email + "|" + one.name + "|" + one.school + "|" + one.role);
  for (const hr::BadRow& row : read.roster->bad) {
    bad.push_back(std::to_string(row.number) + "@" + std::to_string(row.line) + ":" +
                  std::string(name(row.fault)));
  }
  return base::join(good, " / ") + (bad.empty() ? "" : " ! " + base::join(bad, " "));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(roster)

BOOST_DATA_TEST_CASE(takes_good_rows_and_names_bad_ones, bdata::make(tests::cases_in("hr/rosters.tsv", 2)),
                     row) {
  const tests::RosterRead read = tests::read_roster(bytes_of(row.columns[0]));
  BOOST_REQUIRE_MESSAGE(read.roster.has_value(), tests::complaint(read));
  BOOST_TEST(shown(read) == row.columns[1]);
  BOOST_TEST(read.roster->good == read.staff.size());
}

BOOST_DATA_TEST_CASE(refuses_what_is_no_roster, bdata::make(tests::cases_in("hr/bad_rosters.tsv", 2)), row) {
  const tests::RosterRead read = tests::read_roster(bytes_of(row.columns[0]));
  BOOST_REQUIRE(!read.roster);
  BOOST_TEST((read.roster.error().kind == base::ErrorKind::bad_data));
  BOOST_TEST(base::sentence(read.roster.error()).find(row.columns[1]) != std::string::npos,
             base::sentence(read.roster.error()));
  BOOST_TEST(read.staff.empty());
}

BOOST_AUTO_TEST_CASE(refuses_empty_and_utf_16_files) {
  BOOST_TEST(!tests::read_roster("").roster.has_value());
  BOOST_TEST(!tests::read_roster(std::string("\xFF\xFE"
                                             "E\0m\0a\0i\0l\0",
                                             12))
                  .roster.has_value());
}

BOOST_AUTO_TEST_CASE(reads_windows_1252_when_the_file_is_no_utf_8) {
  const auto read = tests::read_roster("Email,Name\na@t.example,Zo\xEB O\x92Neil\nb@t.example,\x80\xDF\n");
  BOOST_TEST((read.roster->encoding == hr::Encoding::windows_1252));
  BOOST_TEST(shown(read) ==
             "a@t.example|Zo\xC3\xAB O\xE2\x80\x99Neil|| / b@t.example|\xE2\x82\xAC\xC3\x9F||");
  const auto undefined = tests::read_roster("Email,Name\na@t.example,Zo\xEB\nb@t.example,\x81x\n");
  BOOST_TEST(shown(undefined) == "a@t.example|Zo\xC3\xAB|| ! 3@3:encoding");
}

// One damaged byte must not turn every "Zoë" of the file into "ZoÃ«".
BOOST_AUTO_TEST_CASE(a_damaged_byte_is_the_trouble_of_its_row_alone) {
  const auto read =
      tests::read_roster("Email,Name\na@t.example,Zo\xC3\xAB\nb@t.example,Si\xC3\xA2n\nc@t.example,Zo\xC3\n");
  BOOST_TEST((read.roster->encoding == hr::Encoding::utf8));
  BOOST_TEST(shown(read) == "a@t.example|Zo\xC3\xAB|| / b@t.example|Si\xC3\xA2n|| ! 4@4:encoding");
  const auto marked = tests::read_roster(
      "\xEF\xBB\xBF"
      "Email,Name\na@t.example,Zo\xEB\n");
  BOOST_TEST(shown(marked) == " ! 2@2:encoding");
}

// A byte of a column that is not ours is nobody's trouble.
BOOST_AUTO_TEST_CASE(looks_only_at_its_own_columns) {
  const auto read =
      tests::read_roster(std::string("Pay,Email,Name\n\x01\0\xFF,a@t.example,Zo\xC3\xAB \xC3\xAB\n", 39));
  BOOST_TEST(shown(read) == "a@t.example|Zo\xC3\xAB \xC3\xAB||");
}

BOOST_AUTO_TEST_CASE(says_when_the_last_row_may_have_been_cut) {
  BOOST_TEST(tests::read_roster("Email,Name\na@t.example,Ann\n").roster->ends_whole);
  const auto cut = tests::read_roster("Email,Name\na@t.example,Ann\nb@t.exam,Bo");
  BOOST_TEST(!cut.roster->ends_whole);
  BOOST_TEST(cut.roster->last_number == 3u);
}

BOOST_AUTO_TEST_CASE(finds_the_separator_that_makes_sense_of_the_headings) {
  BOOST_TEST(tests::read_roster("Email;Name, usual;x\n").roster.has_value() == false);
  BOOST_TEST(tests::read_roster("Email;Name;a,b,c,d,e,f,g\n").roster->separator == ';');
  BOOST_TEST(tests::read_roster("Email\tName\n").roster->separator == '\t');
  BOOST_TEST(tests::read_roster("Email,Name\n").roster->separator == ',');
}

BOOST_AUTO_TEST_SUITE_END()
