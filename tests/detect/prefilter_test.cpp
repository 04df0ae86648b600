#include "detect/prefilter.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <re2/re2.h>
#include <string>
#include <vector>

#include "base/text.h"
#include "detect/phrases.h"
#include "support/cases.h"

using namespace gh;
using namespace gh::detect;

namespace {

const std::vector<std::string> patterns{"grew up in",
                                        "(?:born|raised) (?:and bred )?in",
                                        "^[a-z]+ lass",
                                        "\\bdd\\b",
                                        "(?:^|[^a-z])dob(?:$|[^a-z0-9])",
                                        "birthday|bday",
                                        "\\bmy (?:[a-z]+ )*(?:son|dog)\\b",
                                        "\\d(?:st|nd|rd|th)\\b",
                                        "(?:turned|is) \\d\\d",
                                        "\xF0\x9F\x93\x8D ?home",
                                        "'s own",
                                        "(?:a|b)ct"};

const std::vector<std::string> texts{"",
                                     "i grew up in hull",
                                     "raised in hull, born and bred in york",
                                     "a yorkshire lass",
                                     "yorkshire lass",
                                     "dd and ds",
                                     "(dd)",
                                     "added",
                                     "dob: 4 july",
                                     "adobe",
                                     "dob2",
                                     "happybirthdaytome",
                                     "my son's dog",
                                     "my very own dog",
                                     "my person",
                                     "the 4th",
                                     "1st",
                                     "turned 30",
                                     "is 5",
                                     "\xF0\x9F\x93\x8Dhome",
                                     "it's own",
                                     "act",
                                     "bct",
                                     "ct",
                                     "a line\nmy dog",
                                     "x"};

std::vector<Prefilter::Window> windows_in(Prefilter::Scan& scan, std::string_view text) {
  std::vector<Prefilter::Window> windows;
  scan.read(text);
  scan.finish(windows);
  return windows;
}

// Where the pattern matches, as a reader of all of the text sees it.
std::vector<std::pair<std::size_t, std::size_t>> matches_of(const RE2& pattern, std::string_view text,
                                                            const Windows& windows) {
  std::vector<std::pair<std::size_t, std::size_t>> found;
  re2::StringPiece groups[1];
  for (std::size_t from = 0; from <= text.size() && match_in(pattern, text, windows, from, groups, 1);) {
    const auto begin = static_cast<std::size_t>(groups[0].data() - text.data());
    found.emplace_back(begin, groups[0].size());
    from = begin + std::max<std::size_t>(groups[0].size(), 1);
  }
  return found;
}

std::string shown(const std::vector<std::pair<std::size_t, std::size_t>>& places, std::string_view text) {
  std::string all;
  for (const auto& [begin, size] : places) all += "[" + std::string(text.substr(begin, size)) + "] ";
  return all;
}

constexpr Prefilter::Window everywhere[] = {{0, 0, UINT32_MAX}};

}  // namespace

BOOST_AUTO_TEST_SUITE(prefilter)

BOOST_AUTO_TEST_CASE(lets_through_every_pattern_that_matches) {
  Prefilter filter;
  std::vector<std::optional<Prefilter::Number>> of_pattern;
  for (const std::string& pattern : patterns) {
    of_pattern.push_back(filter.add(pattern));
    BOOST_TEST(of_pattern.back().has_value(), pattern);
  }
  filter.finish();
  Prefilter::Scan scan(filter);
  std::size_t through = 0, matching = 0;
  for (const std::string& text : texts) {
    const auto windows = windows_in(scan, text);
    BOOST_TEST(std::is_sorted(windows.begin(), windows.end(),
                              [](const auto& a, const auto& b) { return a.pattern < b.pattern; }));
    through += windows.size();
    for (std::size_t i = 0; i < patterns.size(); ++i) {
      if (!RE2::PartialMatch(text, RE2(patterns[i]))) continue;
      ++matching;
      const auto is_of = [&](const Prefilter::Window& window) { return window.pattern == *of_pattern[i]; };
      BOOST_TEST(std::any_of(windows.begin(), windows.end(), is_of), text << " ~ " << patterns[i]);
    }
  }
  BOOST_TEST(matching > 15u);
  BOOST_TEST(through < matching + 8);  // and few others
}

// All that our own files look for, in texts that hold it again and again: what is found in the windows is
// what is found without them.
BOOST_AUTO_TEST_CASE(a_file_has_the_lists_that_code_asks_for) {
  PatternBook book;
  const std::string file = std::string(GH_ROOT) + "/data/detectors/confidential.toml";
  BOOST_TEST(PhraseFile::load(file, book, 2).has_value());
  const auto short_of_one = PhraseFile::load(file, book, 3);
  BOOST_REQUIRE(!short_of_one.has_value());
  BOOST_TEST(short_of_one.error().what.find("3 expressions are asked for") != std::string::npos,
             short_of_one.error().what);
}

BOOST_AUTO_TEST_CASE(windows_lose_no_match_of_our_own_files) {
  const std::string detectors = std::string(GH_ROOT) + "/data/detectors/";
  std::vector<std::string> all{""};
  for (const char* table : {"detect/children.tsv", "detect/family.tsv"}) {
    for (const auto& row : tests::cases_in(table, 3)) {
      if (all.back().size() > 1'500) all.emplace_back();
      all.back() += row.columns[1] + " and so on. ";
    }
  }
  std::size_t matches = 0, looked_at = 0, bytes = 0;
  for (const char* name : {"children.toml", "family.toml"}) {
    PatternBook book;
    const auto file = PhraseFile::load(detectors + name, book, 0);
    BOOST_REQUIRE(file.has_value());
    book.prefilter.finish();
    Prefilter::Scan scan(book.prefilter);
    for (const std::string& text : all) {
      const std::string folded = base::lower_ascii(text);
      const auto windows = windows_in(scan, folded);
      for (const Phrase& phrase : file->phrases) {
        if (!phrase.pattern || !phrase.pattern.number()) continue;
        // Without what it needs beside it, no match of it counts.
        if (!fits(phrase.then, text) || !fits(phrase.needs, text) || !fits(phrase.needs_near, text)) continue;
        std::vector<Prefilter::Window> of_phrase;
        for (const Prefilter::Window& window : windows) {
          if (window.pattern != *phrase.pattern.number()) continue;
          of_phrase.push_back(window);
          looked_at += std::min<std::size_t>(window.end, text.size()) - window.begin;
        }
        bytes += text.size();
        const auto expected = matches_of(*phrase.pattern, text, {everywhere});
        matches += expected.size();
        const auto found = matches_of(*phrase.pattern, text, {of_phrase});
        BOOST_TEST(shown(found, text) == shown(expected, text), phrase.id);
      }
    }
  }
  BOOST_TEST(matches > 300u);
  BOOST_TEST(looked_at * 3 < bytes);
}

BOOST_AUTO_TEST_CASE(looks_only_near_the_words) {
  Prefilter filter;
  (void)filter.add("\\bmy [a-z ]{0,10}dog\\b");
  filter.finish();
  Prefilter::Scan scan(filter);
  const std::string far(200, '.');
  BOOST_TEST(windows_in(scan, far + "my dog" + far).size() == 1u);
  const Prefilter::Window window = windows_in(scan, far + "my dog" + far).front();
  BOOST_TEST(window.begin > 100u);
  BOOST_TEST(window.end < 300u);
  BOOST_TEST(windows_in(scan, "my " + far + "dog").empty());
  BOOST_TEST(windows_in(scan, "my dog" + far + "my dog").size() == 2u);
  BOOST_TEST(windows_in(scan, "my dog, my dog").size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_match_goes_on_behind_its_window) {
  const RE2 pattern("dog[ !]*");
  const std::string text = "a dog! ! ! !";
  const Prefilter::Window near[] = {{0, 0, 6}};
  BOOST_TEST((matches_of(pattern, text, {near}) == matches_of(pattern, text, {everywhere})));
}

BOOST_AUTO_TEST_CASE(forgets_one_text_before_the_next_and_reads_labels_with_it) {
  Prefilter filter;
  const std::string_view also[] = {"name"};
  const auto number = filter.add("mum.*maiden", also);
  BOOST_TEST(filter.size() == 1u);
  filter.finish();
  Prefilter::Scan scan(filter);
  const auto found = [&](std::string_view label, std::string_view text) {
    if (!label.empty()) scan.read_label(label);
    const auto windows = windows_in(scan, text);
    return !windows.empty() && windows.front().pattern == *number;
  };
  BOOST_TEST(found("", "mum's maiden name"));
  BOOST_TEST(!found("", "maiden name"));
  BOOST_TEST(!found("", "mum's maiden"));
  BOOST_TEST(found("mum:", "her maiden name"));
  BOOST_TEST(!found("", "her maiden name"));
}

BOOST_AUTO_TEST_CASE(tells_of_patterns_that_no_word_rules_out) {
  Prefilter filter;
  BOOST_TEST(!filter.add("[a-z]+").has_value());
  filter.finish();
  Prefilter::Scan scan(filter);
  BOOST_TEST(windows_in(scan, "words 1 2 3").empty());
}

BOOST_AUTO_TEST_SUITE_END()
