// What counts as a web address, and which addresses are public. No network.
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "net/transfer.h"
#include "support/cases.h"

namespace bdata = boost::unit_test::data;
using namespace gh::net;
using gh::tests::cases_in;

BOOST_AUTO_TEST_SUITE(address)

BOOST_DATA_TEST_CASE(reads_an_address_or_refuses_it, bdata::make(cases_in("net/address.tsv", 2)), row) {
  const auto parsed = parse_address(row.columns[0]);
  BOOST_TEST((parsed ? parsed->url() : "-") == row.columns[1]);
  if (!parsed) BOOST_TEST(!parsed.error().what.empty());
}

BOOST_DATA_TEST_CASE(an_address_reads_back_as_itself, bdata::make(cases_in("net/address.tsv", 2)), row) {
  if (row.columns[1] == "-") return;
  const auto again = parse_address(row.columns[1]);
  BOOST_REQUIRE(again);
  BOOST_TEST(again->url() == row.columns[1]);
}

BOOST_DATA_TEST_CASE(resolves_a_reference, bdata::make(cases_in("net/resolve.tsv", 3)), row) {
  const auto resolved = resolve(row.columns[0], row.columns[1]);
  BOOST_TEST((resolved ? *resolved : "-") == row.columns[2]);
}

BOOST_DATA_TEST_CASE(tells_public_addresses_from_others, bdata::make(cases_in("net/public_address.tsv", 2)),
                     row) {
  BOOST_TEST(is_public_address(row.columns[0]) == (row.columns[1] == "yes"));
}

BOOST_DATA_TEST_CASE(reads_an_allowed_host, bdata::make(cases_in("net/allowed_host.tsv", 2)), row) {
  const auto allowed = parse_allowed_host(row.columns[0]);
  BOOST_TEST((allowed ? allowed->host + " " + std::to_string(allowed->port) : "-") == row.columns[1]);
  if (!allowed) BOOST_TEST(!allowed.error().hint.empty());
}

BOOST_AUTO_TEST_CASE(refuses_what_is_too_long) {
  const std::string host = "http://example.test/";
  BOOST_TEST(bool(parse_address(host + std::string(8000, 'a'))));
  BOOST_TEST(!parse_address(host + std::string(8192, 'a')));
  BOOST_TEST(!parse_address("http://" + std::string(300, 'a') + ".test/"));
  BOOST_TEST(!resolve(host, std::string(9000, 'a')));
}

BOOST_AUTO_TEST_CASE(keeps_the_parts_apart) {
  const auto parsed = parse_address("https://Example.TEST/a?b#c");
  BOOST_REQUIRE(parsed);
  BOOST_TEST(parsed->scheme == "https");
  BOOST_TEST(parsed->host == "example.test");
  BOOST_TEST(parsed->port == 443);
  BOOST_TEST(parsed->path == "/a?b");
  BOOST_TEST(parsed->host_and_port() == "example.test");
}

BOOST_AUTO_TEST_CASE(says_what_is_wrong_without_control_characters) {
  const auto parsed = parse_address("http://a.test/\x1B[31m");
  BOOST_REQUIRE(!parsed);
  BOOST_TEST(gh::base::sentence(parsed.error()).find('\x1B') == std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
