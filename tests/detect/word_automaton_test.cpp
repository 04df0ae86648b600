#include "detect/word_automaton.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <random>
#include <string>
#include <thread>
#include <tuple>
#include <vector>

using namespace gh::detect;

namespace {

using Found = std::vector<std::pair<std::uint32_t, std::size_t>>;  // word, end

Found found_by(const WordAutomaton& automaton, std::string_view text) {
  Found found;
  automaton.scan(text, [&](std::uint32_t word, std::size_t end) { found.emplace_back(word, end); });
  return found;
}

// The same, by looking for each word at each place.
Found found_one_by_one(const std::vector<std::string>& words, std::string_view text) {
  std::vector<std::tuple<std::size_t, std::size_t, std::uint32_t>> all;
  for (std::uint32_t i = 0; i < words.size(); ++i) {
    for (std::size_t at = text.find(words[i]); at != std::string_view::npos; at = text.find(words[i], at + 1))
      all.emplace_back(at + words[i].size(), text.size() - words[i].size(), i);
  }
  std::sort(all.begin(), all.end());
  Found found;
  for (const auto& [end, shortness, word] : all) found.emplace_back(word, end);
  return found;
}

WordAutomaton automaton_of(const std::vector<std::string>& words,
                           std::size_t most_rows = WordAutomaton::row_limit) {
  WordAutomaton automaton(most_rows);
  for (std::uint32_t i = 0; i < words.size(); ++i) automaton.add(words[i], i);
  automaton.finish();
  return automaton;
}

std::string some_letters(std::mt19937& chance, std::string_view alphabet, std::size_t most) {
  std::string letters;
  for (std::size_t left = 1 + chance() % most; left > 0; --left)
    letters += alphabet[chance() % alphabet.size()];
  return letters;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(word_automaton)

BOOST_AUTO_TEST_CASE(finds_words_inside_others_and_across_them) {
  const std::vector<std::string> words{"he", "she", "his", "hers", "grew up", "\xF0\x9F\x93\x8D"};
  const WordAutomaton automaton = automaton_of(words);
  for (const char* text :
       {"", "ushers", "she grew up", "his\xF0\x9F\x93\x8D", "grew  up", "hhhe", "\xF0\x9F\x93"})
    BOOST_TEST((found_by(automaton, text) == found_one_by_one(words, text)), text);
}

BOOST_AUTO_TEST_CASE(finds_what_looking_for_each_word_finds) {
  std::mt19937 chance(20261126);
  std::size_t all = 0;
  for (int round = 0; round < 300; ++round) {
    std::vector<std::string> words;
    for (int i = 0; i < 40; ++i) words.push_back(some_letters(chance, "ab c", 6));
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    const WordAutomaton automaton = automaton_of(words), short_of_rows = automaton_of(words, 1 + round % 20);
    for (int i = 0; i < 5; ++i) {
      const std::string text = some_letters(chance, "abc d", 60);
      const Found expected = found_one_by_one(words, text);
      all += expected.size();
      BOOST_REQUIRE_MESSAGE(found_by(automaton, text) == expected, text);
      BOOST_REQUIRE_MESSAGE(found_by(short_of_rows, text) == expected, text);
    }
  }
  BOOST_TEST(all > 10'000u);
}

BOOST_AUTO_TEST_CASE(tells_words_of_the_same_letters_and_finds_nothing_without_any) {
  WordAutomaton twice;
  twice.add("ma", 3);
  twice.add("ma", 7);
  twice.finish();
  BOOST_TEST(found_by(twice, "mama").size() == 4u);
  WordAutomaton none;
  none.finish();
  BOOST_TEST(found_by(none, "mama").empty());
}

BOOST_AUTO_TEST_CASE(serves_several_threads_at_a_time) {
  std::mt19937 chance(7);
  std::vector<std::string> words;
  for (int i = 0; i < 500; ++i) words.push_back(some_letters(chance, "abcdef", 5) + std::to_string(i));
  const WordAutomaton automaton = automaton_of(words);
  const std::string text = some_letters(chance, "abcdef0123456789", 20'000);
  const Found expected = found_one_by_one(words, text);
  std::vector<Found> found(4);
  std::vector<std::thread> threads;
  for (Found& one : found) threads.emplace_back([&] { one = found_by(automaton, text); });
  for (std::thread& thread : threads) thread.join();
  for (const Found& one : found) BOOST_TEST((one == expected));
}

BOOST_AUTO_TEST_SUITE_END()
