#include "base/base64.h"

#include <boost/test/unit_test.hpp>

using namespace gh::base;

BOOST_AUTO_TEST_SUITE(base64_text)

BOOST_AUTO_TEST_CASE(the_standards_own_examples) {  // RFC 4648, section 10
  for (const auto& [bytes, text] :
       {std::pair("", ""), std::pair("f", "Zg=="), std::pair("fo", "Zm8="), std::pair("foo", "Zm9v"),
        std::pair("foob", "Zm9vYg=="), std::pair("fooba", "Zm9vYmE="), std::pair("foobar", "Zm9vYmFy")}) {
    BOOST_TEST(base64(bytes) == text);
    BOOST_TEST(from_base64(text) == bytes);
  }
}

BOOST_AUTO_TEST_CASE(any_bytes_come_back) {
  std::string all;
  for (int i = 0; i < 256; ++i) all += static_cast<char>(i);
  BOOST_TEST(from_base64(base64(all)) == all);
}

BOOST_AUTO_TEST_CASE(line_breaks_and_missing_padding_are_passed_over) {
  BOOST_TEST(from_base64("Zm9v\r\n Ym\tFy") == "foobar");
  BOOST_TEST(from_base64("Zg") == "f");
}

BOOST_AUTO_TEST_SUITE_END()
