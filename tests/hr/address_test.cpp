#include "hr/address.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "support/cases.h"

namespace bdata = boost::unit_test::data;
using namespace gh::hr;

BOOST_AUTO_TEST_SUITE(address)

BOOST_DATA_TEST_CASE(knows_addresses_that_mail_can_go_to,
                     bdata::make(gh::tests::cases_in("hr/addresses.tsv", 2)), row) {
  BOOST_TEST(fault_of_address(row.columns[0]) == row.columns[1]);
}

BOOST_AUTO_TEST_CASE(refuses_addresses_past_the_lengths_of_the_standard) {
  const std::string label(63, 'd');
  BOOST_TEST(fault_of_address(std::string(64, 'a') + "@t.example") == "");
  BOOST_TEST(fault_of_address(std::string(65, 'a') + "@t.example") == "is too long for an e-mail address");
  BOOST_TEST(fault_of_address("a@" + label + ".example") == "");
  BOOST_TEST(fault_of_address("a@" + label + "d.example") == "has no proper mail domain behind the @");
  BOOST_TEST(fault_of_address("a@" + label + "." + label + "." + label + "." + label + ".example") ==
             "is too long for an e-mail address");
}

BOOST_AUTO_TEST_CASE(compares_without_capitals) {
  BOOST_TEST(address_key("H.Brackenbury@T.example") == address_key("h.brackenbury@t.EXAMPLE"));
  BOOST_TEST(address_key("a@t.example") != address_key("b@t.example"));
}

BOOST_AUTO_TEST_SUITE_END()
