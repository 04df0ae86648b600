#include "scrape/definition.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "base/file.h"
#include "scrape/address.h"
#include "support/cases.h"

namespace bdata = boost::unit_test::data;
using namespace gh;

namespace {

std::vector<scrape::Definition> installed() {
  std::vector<scrape::Definition> all;
  for (const auto& file : base::files_in(std::string(GH_ROOT) + "/scrapers", ".toml")) {
    auto definition = scrape::read_definition(*base::read_file(file), file.filename().string());
    BOOST_REQUIRE_MESSAGE(definition.has_value(), file);
    all.push_back(std::move(*definition));
  }
  return all;
}

const scrape::Definition& named(const std::vector<scrape::Definition>& all, std::string_view id) {
  for (const scrape::Definition& definition : all) {
    if (definition.id == id) return definition;
  }
  throw std::runtime_error("no such definition");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(definitions)

BOOST_AUTO_TEST_CASE(every_installed_file_loads) { BOOST_TEST(installed().size() >= 5u); }

// Columns: TOML, the mistake that must be named. Every mistake has its line and column.
BOOST_DATA_TEST_CASE(mistakes_are_named_with_their_place, bdata::make(tests::cases_in("scrape/bad.tsv", 2)),
                     row) {
  const auto definition = scrape::read_definition(row.columns[0], "x.toml");
  BOOST_REQUIRE(!definition);
  BOOST_TEST(definition.error().what.find(row.columns[1]) != std::string::npos, definition.error().what);
}

// Columns: address, id of its definition or "-", handle.
BOOST_DATA_TEST_CASE(addresses_lead_to_definitions, bdata::make(tests::cases_in("scrape/addresses.tsv", 3)),
                     row) {
  const auto all = installed();
  const auto* found = scrape::definition_for_address(all, row.columns[0]);
  BOOST_TEST((found == nullptr ? "-" : found->id) == row.columns[1]);
  if (found != nullptr) BOOST_TEST(scrape::handle_in(*found, row.columns[0]) == row.columns[2]);
}

// Columns: definition, address, handle. Most have no hosts: software that runs on anybody's, in any folder.
BOOST_DATA_TEST_CASE(addresses_hold_handles, bdata::make(tests::cases_in("scrape/handles.tsv", 3)), row) {
  const auto all = installed();
  BOOST_TEST(scrape::handle_in(named(all, row.columns[0]), row.columns[1]) == row.columns[2]);
}

BOOST_AUTO_TEST_CASE(handles_lead_to_addresses) {
  const auto all = installed();
  BOOST_TEST(*scrape::address_of(named(all, "wordpress"), "harebell") == "https://harebell.wordpress.com/");
  BOOST_TEST(!scrape::address_of(named(all, "wordpress"), "hare bell"));
  BOOST_TEST(!scrape::address_of(named(all, "wordpress"), "x/../admin"));
  BOOST_TEST(!scrape::address_of(named(all, "xenforo"), "harebell"));
  BOOST_TEST((named(all, "linkedin").fetch == scrape::FetchPolicy::import_only));
}

BOOST_AUTO_TEST_SUITE_END()
