#include "hr/schema.h"

#include <set>

#include "hr/ledgers.h"

using namespace gh;
using hr::Ledger;
using tests::the;

namespace {

std::set<std::string> columns_of(Ledger& ledger) {
  const auto found =
      the(ledger.rows(ledger.on_postgresql() ? "SELECT CAST(table_name AS TEXT) || '.' || CAST(column_name "
                                               "AS TEXT) FROM information_schema.columns "
                                               "WHERE table_schema = current_schema()"
                                             : "SELECT m.name || '.' || p.name FROM sqlite_master m JOIN "
                                               "pragma_table_info(m.name) p WHERE m.type IN "
                                               "('table', 'view')",
                      1, {}, [](const hr::Row& row) { return row.text(0); }));
  return {found.begin(), found.end()};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(schema)

// The wall, in the ledger: whatever is not in the list has no place.
BOOST_AUTO_TEST_CASE(no_column_is_there_that_is_not_accounted_for) {
  std::set<std::string> accounted;
  for (const tests::Case& row : tests::cases_in("hr/schema.tsv", 2)) accounted.insert(row.columns[0]);
  tests::TemporaryFolder folder;
  for (const std::string& place : tests::fresh_places(folder)) {
    Ledger ledger = the(Ledger::open(place));
    const std::set<std::string> found = columns_of(ledger);
    for (const std::string& column : found)
      BOOST_TEST(accounted.contains(column), column << " is not in tests/hr/schema.tsv");
    for (const std::string& column : accounted) BOOST_TEST(found.contains(column), column << " is not there");
  }
}

BOOST_AUTO_TEST_CASE(versions_count_from_1_without_gaps) {
  int expected = 1;
  for (const hr::Migration& migration : hr::migrations()) BOOST_TEST(migration.version == expected++);
}

BOOST_AUTO_TEST_SUITE_END()
