#include "detect/triggers.h"

#include <boost/test/unit_test.hpp>

#include "base/text.h"

using namespace gh;
using detect::Triggers;
using detect::TriggerWords;

namespace {

struct Cut {
  std::string folded;
  std::vector<lexicon::Word> words;
  std::uint8_t signs = 0;
};

Cut cut(std::string_view text) {
  Cut cut{base::fold(text), {}, 0};
  cut.signs = lexicon::append_words(cut.folded, cut.words);
  return cut;
}

bool triggered(const TriggerWords& triggers, Triggers group, std::string_view text) {
  const Cut words = cut(text);
  return (triggers.groups_in(words.folded, words.words) & group) != 0;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(triggers)

BOOST_AUTO_TEST_CASE(tells_which_groups_a_text_belongs_to) {
  TriggerWords triggers;
  const Triggers births = triggers.add({"born", "birthday*", "dob"});
  const Triggers families = triggers.add({"mum's", "maiden", "née"});
  BOOST_TEST(triggered(triggers, births, "I was BORN here"));
  BOOST_TEST(triggered(triggers, births, "all those Birthdays!"));
  BOOST_TEST(triggered(triggers, births, "my birthday's tomorrow"));
  BOOST_TEST(triggered(triggers, births, "(dob)"));
  BOOST_TEST(!triggered(triggers, births, "stubborn, borne, birth, dobbin"));
  BOOST_TEST(!triggered(triggers, births, ""));
  BOOST_TEST(triggered(triggers, families, "my mum’s name"));
  BOOST_TEST(triggered(triggers, families, "her mums"));  // apostrophes count for nothing
  BOOST_TEST(triggered(triggers, families, "Ann Pell, nee Marsh"));
  BOOST_TEST(!triggered(triggers, families, "born on a birthday"));
}

BOOST_AUTO_TEST_CASE(reads_signs_along_with_words) {
  BOOST_TEST(int{cut("no sign").signs} == 0);
  BOOST_TEST((cut("room 5a").signs & lexicon::digit) != 0);
  BOOST_TEST((cut("write to @me").signs & lexicon::at_sign) != 0);
  BOOST_TEST((cut("#tag").signs & lexicon::number_sign) != 0);
  BOOST_TEST((cut("東京").signs & lexicon::beyond_ascii) != 0);
}

BOOST_AUTO_TEST_CASE(more_groups_than_bits_share_the_last) {
  TriggerWords triggers;
  Triggers last = 0;
  for (int i = 0; i < 100; ++i) {
    const std::string word = "word" + std::to_string(i);
    last = triggers.add(std::vector{word});
    BOOST_TEST(triggered(triggers, last, "a " + word));
  }
  BOOST_TEST(last != 0u);
}

BOOST_AUTO_TEST_SUITE_END()
