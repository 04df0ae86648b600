#include "discover/names.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "base/text.h"
#include "discover/book.h"
#include "support/cases.h"

namespace bdata = boost::unit_test::data;
using namespace gh::discover;

BOOST_AUTO_TEST_SUITE(names)

BOOST_DATA_TEST_CASE(writes_a_name_in_every_usual_form,
                     bdata::make(gh::tests::cases_in("discover/name_forms.tsv", 2)), row) {
  BOOST_TEST(gh::base::join(name_forms(row.columns[0], gh::tests::search_book()), " | ") == row.columns[1]);
}

BOOST_AUTO_TEST_CASE(keeps_to_the_number_of_forms_asked_for) {
  const auto forms = name_forms("Siân O'Neil-McTull", gh::tests::search_book(), 2);
  BOOST_TEST(forms == (std::vector<std::string>{"Siân O'Neil-McTull", "Sian O'Neil-McTull"}),
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(finds_where_the_surname_begins) {
  const SearchBook& book = gh::tests::search_book();
  BOOST_TEST(name_parts("Maria van der Berg", book).surname == "van der Berg");
  BOOST_TEST(name_parts("Maria Ana Berg", book).given == "Maria Ana");
  BOOST_TEST(name_parts("Van Tull", book).given == "Van");  // a first name, not a particle
  BOOST_TEST(name_parts("Hannah", book).given == "");
  BOOST_TEST(name_parts("Hannah", book).surname == "Hannah");
}

// A name is pasted by a person, but must not be able to end the phrase or to hide what is asked.
BOOST_AUTO_TEST_CASE(lets_nothing_out_of_the_quotation_marks) {
  BOOST_TEST(plain_words("a\" OR \"b") == "a OR b");
  BOOST_TEST(plain_words("a\xE2\x80\x9D"
                         "b\xE2\x80\xAE"
                         "c\x1B\n") == "abc");
  BOOST_TEST(plain_words("\"\"") == "");
}

BOOST_AUTO_TEST_SUITE_END()
