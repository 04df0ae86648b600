#include "detect/pattern.h"

#include <boost/test/unit_test.hpp>

using namespace gh;
using detect::Pattern;
using detect::PatternBook;

BOOST_AUTO_TEST_SUITE(patterns)

// The numbers that RE2 gives, told without compiling.
BOOST_AUTO_TEST_CASE(counts_groups_as_re2_does) {
  for (const char* text :
       {"(?P<age>\\d+)", "(a)(?:b)(?P<age>c)", "\\((?P<age>c)", "[(](?P<age>c)", "[](](?P<age>c)",
        "[^](](?P<age>c)", "((?P<when>x)(?P<age>c))", "(?i)(?P<agent>x)(?P<age>y)", "(x)"}) {
    const Pattern pattern(text, PatternBook::plain_options());
    BOOST_REQUIRE(pattern->ok());
    const auto& names = pattern->NamedCapturingGroups();
    BOOST_TEST(pattern.group("age") == (names.count("age") > 0 ? names.at("age") : 0), text);
  }
}

BOOST_AUTO_TEST_CASE(a_checked_book_names_the_place_of_a_bad_pattern) {
  for (const bool check : {true, false}) {
    base::DefinitionFile file("good = 'a+'\nbad = 'a('\nnone = ''\n", "rules.toml");
    base::DefinitionTable root = file.root();
    PatternBook book(check);
    BOOST_TEST(bool(book.read(root, "good", root.text("good"))));
    (void)book.read(root, "bad", root.text("bad"));
    BOOST_TEST(!bool(book.read(root, "none", root.text("none"))));
    BOOST_TEST(file.error().has_value() == check);
    if (check) BOOST_TEST(file.problems().front().line == 2u);
  }
}

BOOST_AUTO_TEST_CASE(a_bad_pattern_matches_nothing) {
  BOOST_TEST(!detect::matches(Pattern("a(", PatternBook::plain_options()), "a"));
  BOOST_TEST(!detect::matches(Pattern(), "a"));
  BOOST_TEST(detect::fits(Pattern(), "a"));
}

BOOST_AUTO_TEST_SUITE_END()
