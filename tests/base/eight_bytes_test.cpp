#include "base/eight_bytes.h"

#include <boost/test/unit_test.hpp>
#include <string>

using namespace gh;

BOOST_AUTO_TEST_SUITE(eight_bytes)

BOOST_AUTO_TEST_CASE(finds_a_letter_at_every_place_of_every_length) {
  for (std::size_t size = 0; size < 30; ++size) {
    for (std::size_t at = 0; at < size; ++at) {
      std::string text(size, 'x');
      text[at] = '"';
      for (std::size_t from = 0; from <= size; ++from)
        BOOST_TEST((base::find_one_of<'"', '\\'>(text, from)) == (from <= at ? at : size));
      text[at] = '\\';
      BOOST_TEST((base::find_one_of<'"', '\\'>(text, 0)) == at);
    }
  }
}

// A byte that differs from a wanted one in its lowest or highest bit alone is no such byte.
BOOST_AUTO_TEST_CASE(tells_near_misses_apart) {
  const std::string text = "\xA2#!\xA2 \xDC]\x5D[";
  BOOST_TEST((base::find_one_of<'"', '\\'>(text, 0)) == text.size());
  BOOST_TEST((base::find_one_of<'['>(text, 0)) == text.size() - 1);
}

BOOST_AUTO_TEST_CASE(passes_over_a_run) {
  for (std::size_t size = 0; size < 30; ++size) {
    const std::string text = std::string(size, ' ') + "x ";
    BOOST_TEST(base::skip_run_of<' '>(text, 0) == size);
    BOOST_TEST(base::skip_run_of<' '>(std::string(size, ' '), 0) == size);
  }
}

BOOST_AUTO_TEST_SUITE_END()
