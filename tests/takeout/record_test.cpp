#include "takeout/record.h"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "support/cases.h"

using namespace gh;
namespace bdata = boost::unit_test::data;

namespace {

page::Text text_of(const std::string& words) {
  page::Text text;
  text.append(words, 100);
  return text;
}

takeout::Record record_of(std::initializer_list<std::pair<std::uint32_t, const char*>> values) {
  takeout::Record record;
  for (const auto& [output, words] : values) record.values.push_back({output, text_of(words)});
  return record;
}

scrape::ExportRule rule_with_audience() {
  scrape::ExportRule rule;
  rule.fields = {{"post", {"/text"}}};
  rule.audience = {"/who"};
  rule.audiences[static_cast<std::size_t>(base::Visibility::passer_by)] = {"Public"};
  rule.audiences[static_cast<std::size_t>(base::Visibility::owner_only)] = {"Only me"};
  rule.only = {{"/type", {"Create", "Note"}}};
  return rule;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(record)

BOOST_DATA_TEST_CASE(mojibake, bdata::make(tests::cases_in("takeout/mojibake.tsv", 2)), row) {
  const page::Text undone = takeout::undo_mojibake(text_of(row.columns[0]));
  BOOST_TEST(undone.words() == row.columns[1]);
  BOOST_TEST(undone.source().begin == 100u);
  BOOST_TEST(undone.source().end == 100u + row.columns[0].size());
}

BOOST_AUTO_TEST_CASE(an_audience_is_what_the_record_says_and_unknown_when_it_says_nothing) {
  const scrape::ExportRule rule = rule_with_audience();
  const takeout::Wanted wanted(rule);
  const auto seen_by = [&](std::initializer_list<std::pair<std::uint32_t, const char*>> values) {
    return base::name(takeout::audience_of(record_of(values), wanted));
  };
  BOOST_TEST(seen_by({{wanted.audience(), "public"}}) == "passer_by");
  BOOST_TEST(seen_by({{wanted.audience(), " Only me "}}) == "owner_only");
  BOOST_TEST(seen_by({{wanted.audience(), "Public"}, {wanted.audience(), "Only me"}}) == "owner_only");
  BOOST_TEST(seen_by({{wanted.audience(), "Somebody else"}}) == "unknown");
  BOOST_TEST(seen_by({{0, "Public"}}) == "unknown");
}

BOOST_AUTO_TEST_CASE(a_record_counts_only_as_its_rule_says) {
  const scrape::ExportRule rule = rule_with_audience();
  const takeout::Wanted wanted(rule);
  BOOST_TEST(takeout::counts(record_of({{wanted.only(0), "Note"}}), wanted));
  BOOST_TEST(!takeout::counts(record_of({{wanted.only(0), "Like"}}), wanted));
  BOOST_TEST(!takeout::counts(record_of({{0, "Note"}}), wanted));
}

// A post behind a word has one; where there is none, its element is empty or away.
BOOST_AUTO_TEST_CASE(a_rule_may_ask_that_something_is_said_or_is_not) {
  scrape::ExportRule with, without;
  with.only = {{"/word", {}}};
  without.unless = {{"/word", {""}}};
  const takeout::Wanted said(with), unsaid(without);
  const auto both = [&](const char* word) {
    return std::pair(takeout::counts(record_of({{said.only(0), word}}), said),
                     takeout::counts(record_of({{unsaid.unless(0), word}}), unsaid));
  };
  BOOST_TEST((both("hen") == std::pair(true, false)));
  BOOST_TEST((both("") == std::pair(false, true)));
  BOOST_TEST((both("  ") == std::pair(false, true)));
  BOOST_TEST(!takeout::counts(record_of({}), said));
  BOOST_TEST(takeout::counts(record_of({}), unsaid));
}

// An archive of X holds what its owner reposted, as "RT @somebody: ..."; those words are somebody else's.
BOOST_AUTO_TEST_CASE(a_record_of_another_persons_words_does_not_count) {
  scrape::ExportRule rule = rule_with_audience();
  rule.unless = {{"/text", {"RT @", "MT @"}}, {"/kind", {"share"}}};
  const takeout::Wanted wanted(rule);
  const auto counts = [&](const char* text, const char* kind) {
    return takeout::counts(
        record_of({{wanted.only(0), "Note"}, {0, text}, {wanted.unless(0), text}, {wanted.unless(1), kind}}),
        wanted);
  };
  BOOST_TEST(counts("I turned 39 today", "own"));
  BOOST_TEST(counts("I wrote: RT @gill was here", "own"));
  BOOST_TEST(counts("RT me if you can", "own"));
  BOOST_TEST(!counts("RT @gill: I turned 40 today", "own"));
  BOOST_TEST(!counts("  MT @gill: I turned 40 today", "own"));
  BOOST_TEST(!counts("I turned 39 today", "shared"));
  BOOST_TEST(takeout::counts(record_of({{wanted.only(0), "Note"}}), wanted));
}

BOOST_AUTO_TEST_SUITE_END()
