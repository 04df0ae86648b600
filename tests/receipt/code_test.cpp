#include "receipt/code.h"

#include <array>
#include <boost/test/unit_test.hpp>

#include "support/cases.h"

using namespace gh::receipt;

namespace {

constexpr std::string_view letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const std::string good = with_checks("7K3M9QW2ZX5TB8RDH4CVN");

bool is_read(const std::string& typed) { return read_code(typed, good.size(), "code").has_value(); }

std::string sentence_for(const std::string& typed) {
  return sentence(read_code(typed, good.size(), "code").error());
}

}  // namespace

BOOST_AUTO_TEST_CASE(writes_five_bits_a_letter) {
  const std::array<unsigned char, 5> bytes{0x00, 0x44, 0x32, 0x14, 0xC7};
  BOOST_TEST(base32(bytes, 8) == "01234567");
  const std::array<unsigned char, 5> ones{0xFF, 0xFF, 0xFF, 0xFF, 0xFF};
  BOOST_TEST(base32(ones, 7) == "ZZZZZZZ");
}

BOOST_AUTO_TEST_CASE(reads_what_people_type_for_the_same_code) {
  const std::string code = with_checks("01A01B");
  for (const std::string& typed : {spell_code(code), " " + code + "\n", "ol" + code.substr(2),
                                   "Oi" + code.substr(2), "0L a-oI b" + code.substr(6)}) {
    const auto read = read_code(typed, code.size(), "code");
    BOOST_TEST_CONTEXT(typed) BOOST_TEST((read && *read == code));
  }
}

BOOST_AUTO_TEST_CASE(finds_every_one_and_every_two_wrong_characters) {
  BOOST_TEST(is_read(good));
  int wrong = 0;
  for (std::size_t first = 0; first < good.size(); ++first) {
    for (std::size_t second = first; second < good.size(); ++second) {
      for (const char a : letters) {
        for (const char b : letters) {
          std::string typed = good;
          typed[second] = b;
          typed[first] = a;
          if (typed != good && is_read(typed)) ++wrong;
        }
      }
    }
  }
  BOOST_TEST(wrong == 0);
}

BOOST_AUTO_TEST_CASE(finds_three_wrong_characters) {
  int wrong = 0;
  for (std::size_t at = 0; at + 3 <= good.size(); ++at) {
    for (std::size_t value = 1; value < 32 * 32 * 32; ++value) {
      std::string typed = good;
      for (std::size_t i = 0; i < 3; ++i) typed[at + i] = letters[value >> (5 * i) & 31];
      if (typed != good && is_read(typed)) ++wrong;
    }
  }
  BOOST_TEST(wrong == 0);
}

BOOST_AUTO_TEST_CASE(names_the_group_of_a_single_wrong_character) {
  for (std::size_t at = 0; at < good.size(); ++at) {
    std::string typed = good;
    typed[at] = typed[at] == '8' ? '9' : '8';
    BOOST_TEST(sentence_for(typed) == "one character of this code is wrong, in its group number " +
                                          std::to_string(at / 4 + 1) +
                                          "; compare it with the code that you were given");
  }
}

BOOST_AUTO_TEST_CASE(says_what_is_wrong_with_other_typing) {
  BOOST_TEST(sentence_for(good.substr(1)).starts_with("this code has 23 characters and should have 24"));
  BOOST_TEST(
      sentence_for("U" + good.substr(1)).starts_with("this code has a character that such codes never"));
  BOOST_TEST(sentence_for(std::string("\0", 1) + good).starts_with("this code has a character"));
  BOOST_TEST(sentence_for("").starts_with("this code has 0 characters"));
}
