#include "hr/columns.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "hr/roster_fixtures.h"
#include "support/cases.h"

namespace bdata = boost::unit_test::data;
using namespace gh::hr;

BOOST_AUTO_TEST_SUITE(columns)

BOOST_AUTO_TEST_CASE(reads_headings_without_what_does_not_count) {
  BOOST_TEST(squash("E-mail Address [Required]") == "emailaddress");
  BOOST_TEST(squash("userPrincipalName") == squash("User principal name"));
  BOOST_TEST(squash(" Job_Title: ") == "jobtitle");
  BOOST_TEST(squash("[Required]") == "");
}

BOOST_AUTO_TEST_CASE(takes_the_heading_that_stands_first_in_the_book) {
  const std::vector<std::string> headings{
      "User principal name", "Email", "Display name", "Forename", "Known As", "Surname"};
  const Columns columns = understand(headings, gh::tests::roster_book());
  BOOST_TEST(columns.of(Column::email).value() == 1u);
  BOOST_TEST(columns.of(Column::forename).value() == 4u);
  BOOST_TEST(columns.of(Column::name).value() == 2u);
  BOOST_TEST(!columns.of(Column::school).has_value());
  BOOST_TEST(!fault_of(columns).has_value());
}

// Private addresses must never become the address that the employer writes to.
BOOST_AUTO_TEST_CASE(never_takes_a_private_address) {
  for (const char* heading :
       {"Home Email", "Personal Email", "Private e-mail", "Email (Home)", "Next of kin email",
        "Recovery Email [MUST BE IN THE E.164 FORMAT]", "Alternate email"}) {
    const std::vector<std::string> headings{heading, "Name"};
    BOOST_TEST(!understand(headings, gh::tests::roster_book()).of(Column::email).has_value(), heading);
  }
}

BOOST_DATA_TEST_CASE(says_where_a_roster_toml_is_wrong,
                     bdata::make(gh::tests::cases_in("hr/bad_books.tsv", 2)), row) {
  const auto book = read_roster_book(row.columns[0], "roster.toml");
  BOOST_REQUIRE(!book);
  BOOST_TEST((book.error().kind == gh::base::ErrorKind::bad_configuration));
  BOOST_TEST(gh::base::sentence(book.error()).find(row.columns[1]) != std::string::npos,
             gh::base::sentence(book.error()));
}

BOOST_AUTO_TEST_SUITE_END()
