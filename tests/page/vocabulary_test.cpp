#include "page/facts/vocabulary.h"

#include <boost/test/unit_test.hpp>

using namespace gh::page;

BOOST_AUTO_TEST_SUITE(vocabulary)

BOOST_AUTO_TEST_CASE(names_lose_their_vocabulary) {
  for (const char* term : {"Person", "schema:Person", "https://schema.org/Person",
                           "http://schema.org/Person/", "http:\\/\\/schema.org\\/Person",
                           "https://vocab.example/people#Person", "//x.example/Person", " Person "}) {
    BOOST_TEST(local_name(term) == "Person", term);
  }
  BOOST_TEST(local_name("schema:") == "schema:");
  BOOST_TEST(local_name("https://") == "https:");
  BOOST_TEST(local_name("note: of hers") == "note: of hers");
  BOOST_TEST(local_name("") == "");
}

BOOST_AUTO_TEST_CASE(several_names_are_each_told_once) {
  BOOST_TEST(local_names(" schema:Person\n https://schema.org/Patient Person ") == "Person Patient");
  BOOST_TEST(local_names("a b c d e f g h i j") == "a b c d e f g h");
  BOOST_TEST(local_names(" ") == "");
}

BOOST_AUTO_TEST_SUITE_END()
