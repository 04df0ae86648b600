#include "base/text.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "support/cases.h"

namespace bdata = boost::unit_test::data;
using namespace gh::base;

BOOST_AUTO_TEST_SUITE(text)

// Columns: text, folded. Look-alikes, styled letters, marks and typographic quotes must not hide a name.
BOOST_DATA_TEST_CASE(folds_what_looks_alike, bdata::make(gh::tests::cases_in("base/fold.tsv", 2)), row) {
  BOOST_TEST(fold(row.columns[0]) == row.columns[1]);
}

BOOST_DATA_TEST_CASE(folding_twice_changes_nothing, bdata::make(gh::tests::cases_in("base/fold.tsv", 2)),
                     row) {
  BOOST_TEST(fold(fold(row.columns[0])) == fold(row.columns[0]));
}

BOOST_AUTO_TEST_CASE(traces_folded_bytes_to_their_origin) {
  const Folded folded = fold_traced("Sian P\xC5\xB7s 2");
  BOOST_TEST(folded.text == "sian pys 2");
  BOOST_TEST(folded.origin.size() == folded.text.size() + 1);
  BOOST_TEST(folded.origin[6] == 6u);  // the y with its circumflex
  BOOST_TEST(folded.origin[7] == 8u);  // the s behind its two bytes
  BOOST_TEST(folded.origin.back() == 11u);
}

BOOST_AUTO_TEST_CASE(makes_ill_formed_bytes_visible) {
  BOOST_TEST(make_utf8("a\xFFz") == "a\xEF\xBF\xBDz");
  BOOST_TEST(make_utf8("\xC0\xAF") == "\xEF\xBF\xBD\xEF\xBF\xBD");  // overlong
  BOOST_TEST(is_utf8(make_utf8("\xED\xA0\x80")));                   // lone surrogate
  BOOST_TEST(make_utf8(std::string_view("a\0b", 3)) ==
             "a\xEF\xBF\xBD"
             "b");
  BOOST_TEST(!is_utf8(std::string_view("\0", 1)));
  BOOST_TEST(is_utf8("Zo\xC3\xAB"));
}

BOOST_AUTO_TEST_CASE(lets_nothing_move_the_cursor) {
  BOOST_TEST(for_terminal("\x1B[31mred\x1B[0m") == "[31mred[0m");
  BOOST_TEST(for_terminal("a\xE2\x80\xAE"
                          "b\xE2\x81\xA6"
                          "c") == "abc");  // bidi override and isolate
  BOOST_TEST(for_terminal("a\r\nb\tc\x07") == "a  b c");
  BOOST_TEST(for_terminal("\xC2\x9B"
                          "31m") == "31m");  // C1 control sequence introducer
  BOOST_TEST(for_terminal("\xFF") == "\xEF\xBF\xBD");
}

BOOST_AUTO_TEST_CASE(escapes_for_html) {
  BOOST_TEST(for_html("<b onclick='x'>\"&\x1B") == "&lt;b onclick=&#39;x&#39;&gt;&quot;&amp;");
}

BOOST_AUTO_TEST_CASE(counts_edits_up_to_a_limit) {
  BOOST_TEST(edit_distance("ladymere", "ladymeer", 2) == 1);
  BOOST_TEST(edit_distance("abc", "abc", 2) == 0);
  BOOST_TEST(edit_distance("abc", "xyz", 2) == 3);
  BOOST_TEST(edit_distance("", "abc", 2) == 3);
  BOOST_TEST(nearest("seccion", {"section", "sections", "id"}) == "section");
  BOOST_TEST(nearest("colour", {"id", "why"}) == "");
}

BOOST_AUTO_TEST_CASE(wraps_and_shortens_by_characters) {
  BOOST_TEST(shorten("Zo\xC3\xAB Hartnoll", 4) == "Zo\xC3\xAB…");
  BOOST_TEST(shorten("abcd", 4) == "abcd");
  const std::vector<std::string> lines = wrap("one two three", 7);
  BOOST_TEST(lines == (std::vector<std::string>{"one two", "three"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(collapses_every_kind_of_blank) {
  BOOST_TEST(collapse_blanks("  a\n\t b\xC2\xA0\xC2\xA0"
                             "c ") == "a b c");
  BOOST_TEST(trim(" \n x \t") == "x");
}

BOOST_AUTO_TEST_SUITE_END()
