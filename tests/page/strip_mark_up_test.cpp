#include "page/facts/strip_mark_up.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "page/facts.h"
#include "support/cases.h"

namespace bdata = boost::unit_test::data;
using namespace gh;

BOOST_AUTO_TEST_SUITE(strip_mark_up)

// Columns: HTML, the words that a browser would show.
BOOST_DATA_TEST_CASE(leaves_the_visible_words, bdata::make(tests::cases_in("page/strip_mark_up.tsv", 2)),
                     row) {
  page::Text html;
  html.append(row.columns[0], 10);
  const page::Text words = page::strip_mark_up(html);
  BOOST_TEST((words.empty() ? "-" : tests::one_line(words.words())) == row.columns[1]);
  for (const page::Text::Piece& piece : words.pieces()) {
    BOOST_TEST(piece.source_begin >= 10u);
    if (!piece.verbatim) continue;
    BOOST_TEST(row.columns[0].substr(piece.source_begin - 10, piece.length) ==
               words.words().substr(piece.begin, piece.length));
  }
}

BOOST_AUTO_TEST_SUITE_END()
