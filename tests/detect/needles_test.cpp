#include "detect/needles.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>

using namespace gh;
using namespace gh::detect;

namespace {

Needles needles_of(std::string_view pattern, std::span<const std::string_view> also = {},
                   const lexicon::WordFrequencies& frequencies = {}) {
  return NeedleReader(frequencies).read(pattern, also);
}

// "my |our ; dog": the words of each AnyOf, sorted, the rarest first; "~" for an edge, "0-9" for any digit.
std::string shown(std::string_view pattern) {
  const Needles needles = needles_of(pattern);
  std::vector<AnyOf> all_needles;
  for (const Neighbour& near : needles.near) all_needles.push_back(near.words);
  if (!needles.rarest.empty()) all_needles.insert(all_needles.begin(), needles.rarest);
  std::string all;
  for (AnyOf words : all_needles) {
    std::sort(words.begin(), words.end());
    all += all.empty() ? "" : "; ";
    for (std::size_t i = 0; i < words.size(); ++i) {
      std::string word = words[i] == any_digit ? "0-9" : words[i];
      std::replace(word.begin(), word.end(), edge, '~');
      all += (i > 0 ? "|" : "") + word;
    }
  }
  return all;
}

struct Row {
  std::string_view pattern, needs;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(needles)

BOOST_AUTO_TEST_CASE(reads_what_every_match_holds) {
  for (const Row& row : {
           Row{"grew up in", "grew up in"},
           Row{"(?i)Grew (?:UP)", "grew up"},
           Row{"born|bred", "born|bred"},
           Row{"(?:born|raised) in", "born in|raised in"},
           Row{"bir?th", "birth|bith"},
           Row{"twins?", "twin"},  // where "twins" stands, so does "twin"
           Row{"\\bdd\\b", "~dd~"},
           Row{"(?:^|[^a-z])dob(?:$|[^a-z])", "~dob~"},
           Row{"\\b'tis", "'tis"},  // a letter must stand before it
           Row{"hello.*world", "hello; world"},
           Row{"(?P<name>[A-Z][a-z]+) and mum", " and mum"},
           Row{"my (?:big |old )?dog", "my big dog|my dog|my old dog"},
           Row{"my (?:[a-z]+ )*dog", "~dog; my "},
           Row{"[.!?]zoo", "!zoo|.zoo|?zoo"},
           Row{"(?:ab)+c", "abc; ab"},
           Row{"\\d\\d", "0-9"},
           Row{"[12]{1,2} trips", "1 trips|2 trips; 0-9"},
           Row{"x{2,3}y", "xy"},
           Row{"[♈♉]|born", "born|♈|♉"},  // no letters: a text holds them as they are written
           Row{"caf\\x{e9}", "caf"},
       }) {
    BOOST_TEST(shown(row.pattern) == row.needs, row.pattern << ": " << shown(row.pattern));
  }
}

BOOST_AUTO_TEST_CASE(knows_nothing_of_what_may_be_missing_or_is_too_short) {
  for (std::string_view pattern : {"", "a", "dog|", "(?:dog)?", "(?:dog)*", "[a-z]+", "\\w{3}", ".", "^$",
                                   "cat|.", "(dog", "dog)", "*", "[[:alpha:]]", "\\pL", "[a-", "(?P<"})
    BOOST_TEST(shown(pattern) == "", pattern << ": " << shown(pattern));
}

BOOST_AUTO_TEST_CASE(stays_bounded) {
  std::string product, deep(200, '('), wide, numbered;
  for (int i = 0; i < 30; ++i) product += "(?:aa|bb|cc)";
  for (int i = 0; i < 5'000; ++i) {
    numbered += "turned " + std::to_string(i) + "|";
    wide += "word" + std::string(1, static_cast<char>('a' + i % 26)) + std::string(i / 26, 'x') + "|";
  }
  BOOST_TEST(shown(product).size() < 20'000u);
  BOOST_TEST(shown(deep).empty());
  BOOST_TEST(shown(wide + "end").empty());
  BOOST_TEST(shown(numbered + "end") ==
             "end|turned 0|turned 1|turned 2|turned 3|turned 4|turned 5|turned 6|turned 7|turned 8|turned 9");
}

BOOST_AUTO_TEST_CASE(tells_how_long_a_match_can_be) {
  const auto reach = [](std::string_view pattern) { return needles_of(pattern).reach; };
  BOOST_TEST(reach("dog|kitten") == 6u);
  BOOST_TEST(reach("my (?:big |little )?dog") == 13u);
  BOOST_TEST(reach("\\bborn\\b") == 4u);
  BOOST_TEST(reach("born \\d{1,2}") == 7u);
  BOOST_TEST(reach("dogs{2,5}") == 8u);
  BOOST_TEST(reach("born [^.]{0,10}in") == 27u);  // each letter of them may be two bytes
  BOOST_TEST(reach("born [a-z]+") == 29u);        // no word is longer than 24
  BOOST_TEST(reach("born(?: and bred)*") == 31u);
  BOOST_TEST(reach("born .*in") == no_reach);
  BOOST_TEST(reach("born [^.]+in") == no_reach);
  BOOST_TEST(reach("[a-z]+") == no_reach);  // nothing is known
}

BOOST_AUTO_TEST_CASE(tells_what_lies_around_the_rarest_word) {
  const auto around = [](std::string_view pattern) {
    const Needles needles = needles_of(pattern);
    return std::pair(needles.before, needles.after);
  };
  // A word that another stands for may begin so many bytes further on: "before" counts its length.
  BOOST_TEST((around("dog|kitten") == std::pair<std::size_t, std::size_t>(6, 6)));
  BOOST_TEST((around("(?:big|wee) [a-z]{0,3} zoo") == std::pair<std::size_t, std::size_t>(7 + 4, 4)));
  BOOST_TEST((around("zoo [^.]{1,5}") == std::pair<std::size_t, std::size_t>(4, 4 + 10)));
  BOOST_TEST((around("(?:zoo [^.]{1,5}|[^.]a zoo)") == std::pair<std::size_t, std::size_t>(2 + 5, 4 + 10)));
  BOOST_TEST((around("(?:zoo )+[^.]{1,5}") == std::pair<std::size_t, std::size_t>(4, 3 * 4 + 10)));
  BOOST_TEST(around("zoo [^.]*").first == 4u);
  BOOST_TEST(around("zoo [^.]*").second == no_reach);
}

BOOST_AUTO_TEST_CASE(tells_how_far_words_stand_apart) {
  const auto apart = [](std::string_view pattern) {
    const Needles needles = needles_of(pattern);
    return needles.near.empty() ? std::pair(no_reach, no_reach)
                                : std::pair(needles.near[0].before, needles.near[0].behind);
  };
  BOOST_TEST((apart("(?:big|wee) [a-z]{0,3} zoo") == std::pair<std::size_t, std::size_t>(7 + 4, 0)));
  BOOST_TEST((apart("zoo [a-z]{0,3} (?:big|wee)") == std::pair<std::size_t, std::size_t>(0, 7 + 4)));
  BOOST_TEST((apart("zoo [^.]* (?:big|wee)") == std::pair(no_reach, no_reach)));
}

BOOST_AUTO_TEST_CASE(takes_the_company_of_the_rarest_words_of_a_choice) {
  lexicon::WordFrequencies frequencies;
  frequencies.common = {{"in", .002}, {"of", .003}};
  frequencies.digits = .01;
  const Needles needles = needles_of("zebra|[^.] (?:in|of) [^.]? ?\\d", {}, frequencies);
  BOOST_TEST(needles.rarest.size() == 3u);
  BOOST_REQUIRE(needles.near.size() == 1u);
  BOOST_TEST((needles.near[0].words == AnyOf{std::string(any_digit), "zebra"}));
}

BOOST_AUTO_TEST_CASE(looks_first_for_what_is_rare) {
  lexicon::WordFrequencies frequencies;
  frequencies.common = {{"the", .008}, {"born", .0001}, {"my", .0003}};
  frequencies.digits = .01;
  const auto looks_for = [&](std::string_view pattern, std::string_view word) {
    const AnyOf words = needles_of(pattern, {}, frequencies).rarest;
    const auto holds = [&](const std::string& one) { return one.find(word) != std::string::npos; };
    return !words.empty() && std::all_of(words.begin(), words.end(), holds);
  };
  BOOST_TEST(looks_for("\\bthe\\b [a-z]+ \\bborn\\b", "born"));
  BOOST_TEST(looks_for("\\bborn\\b [a-z]+ \\d\\d", "born"));
  BOOST_TEST(looks_for("\\bmy\\b [a-z]+ \\bwhippet\\b", "whippet"));
  BOOST_TEST(looks_for("\\bthe\\b [a-z]+ \\bmy\\b", "my"));
}

BOOST_AUTO_TEST_SUITE_END()
