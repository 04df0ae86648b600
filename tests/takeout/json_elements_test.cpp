#include "takeout/json_elements.h"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <chrono>

#include "base/text.h"
#include "support/cases.h"
#include "takeout/memory.h"

using namespace gh;
namespace bdata = boost::unit_test::data;

namespace {

struct Seen {
  std::vector<std::string> values;
  std::string trouble;
  std::size_t left_out = 0;
};

// Every value must stand where it says.
Seen read(const std::string& document, const std::string& pointer, std::size_t longest = 1 << 20) {
  tests::Bytes bytes(document);
  takeout::Paths paths;
  paths.add(pointer, 0);
  takeout::JsonElements elements(bytes.stream, paths, longest);
  Seen seen;
  while (const auto element = elements.next()) {
    seen.values.emplace_back(element->bytes);
    BOOST_TEST(document.substr(element->offset, element->bytes.size()) == element->bytes);
  }
  seen.trouble = elements.trouble();
  seen.left_out = elements.left_out();
  return seen;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(json_elements)

BOOST_DATA_TEST_CASE(cuts_documents, bdata::make(tests::cases_in("takeout/json_elements.tsv", 4)), row) {
  const Seen seen = read(row.columns[1], row.columns[0]);
  BOOST_TEST((seen.values.empty() ? "-" : base::join(seen.values, " | ")) == row.columns[2]);
  BOOST_TEST(seen.trouble == row.columns[3]);
}

// Texts, escapes and brackets at every place relative to the ends of what is read at one time.
BOOST_AUTO_TEST_CASE(finds_values_across_the_ends_of_blocks) {
  for (std::size_t padding = 0; padding < 40; ++padding) {
    std::string document = "[" + std::string((std::size_t{256} << 10) - 20 + padding - 1, ' ');
    document += R"({"k":"a\\\"]","l":[{}]}, "\\", 7])";
    const Seen seen = read(document, "/*");
    BOOST_TEST(seen.values.size() == 3u);
    BOOST_TEST(seen.trouble == "");
  }
}

BOOST_AUTO_TEST_CASE(leaves_out_what_is_too_long_and_goes_on) {
  const std::string document =
      R"([1,")" + std::string(3'000'000, 'x') + R"(",{"a":[)" + std::string(2'000'000, ' ') + R"(]},2])";
  const Seen seen = read(document, "/*");
  BOOST_TEST(seen.values == (std::vector<std::string>{"1", "2"}), boost::test_tools::per_element());
  BOOST_TEST(seen.left_out == 2u);
  BOOST_TEST(seen.trouble == "");
}

// Each opens a comment that nothing closes: looked for to the end of what is in memory once, not once each.
BOOST_AUTO_TEST_CASE(broken_values_are_not_read_over_and_over) {
  std::string document = "[";
  while (document.size() < 8'000'000) document += R"({"a":/*},)";
  document += "7]";
  const auto begin = std::chrono::steady_clock::now();
  const Seen seen = read(document, "/*");
  BOOST_TEST((std::chrono::steady_clock::now() - begin < std::chrono::seconds{10}));
  BOOST_TEST(seen.values.size() == (document.size() - 3) / 9 + 1);
  BOOST_TEST(seen.values.back() == "7");
}

BOOST_AUTO_TEST_CASE(nesting_around_values_is_bounded) {
  const Seen seen = read(std::string(100'000, '['), "/..never");
  BOOST_TEST(seen.trouble == "it is nested too deep");
}

BOOST_AUTO_TEST_SUITE_END()
