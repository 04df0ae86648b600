#include "lexicon/register.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/file.h"
#include "base/text.h"
#include "support/cases.h"

namespace bdata = boost::unit_test::data;
using namespace gh;
using lexicon::School;

namespace {

const lexicon::NameWords& name_words() {
  static const lexicon::RegisterWords words = *lexicon::read_register_words(std::string(GH_ROOT) + "/data");
  return words.names;
}

std::vector<std::string> names_in(std::string_view cell) {
  std::vector<std::string> names;
  for (std::size_t at = 0; at <= cell.size();) {
    const std::size_t end = std::min(cell.find(" / ", at), cell.size());
    names.emplace_back(cell.substr(at, end - at));
    at = end + 3;
  }
  return names;
}

std::string told(std::string_view folded, const std::vector<lexicon::NameMention>& mentions) {
  std::string all;
  for (const lexicon::NameMention& mention : mentions) {
    all +=
        fmt::format("{}{}={}", all.empty() ? "" : " | ",
                    folded.substr(mention.begin, mention.end - mention.begin), fmt::join(mention.names, ","));
  }
  return all.empty() ? "-" : all;
}

const std::vector<School> three{
    {100001, "Marlpit Primary School", "Eastmere", "XQ1 1AA", "Thornwell Learning Trust", "marlpit.example",
     "Primary"},
    {100002, "St Oswin's CofE Junior School", "Eastmere", "XQ1 1AB", "", "", "Primary"},
    {100003, "St Oswin's RC Junior School", "Westmere", "XQ2 1AB", "", "", ""}};

}  // namespace

BOOST_AUTO_TEST_SUITE(register_of_schools)

BOOST_DATA_TEST_CASE(finds_names_as_people_write_them,
                     bdata::make(tests::cases_in("lexicon/name_index.tsv", 3)), row) {
  const std::vector<std::string> names = names_in(row.columns[0]);
  const std::vector<std::uint32_t> numbers = lexicon::build_name_index(names, name_words());
  lexicon::NameIndex index;
  BOOST_REQUIRE(index.read(numbers, static_cast<std::uint32_t>(names.size())));
  const std::string folded = base::fold(row.columns[1]);
  std::vector<lexicon::Word> words;
  lexicon::append_words(folded, words);
  BOOST_TEST(told(folded, index.find(words)) == row.columns[2]);
}

BOOST_AUTO_TEST_CASE(gives_back_what_was_written) {
  const tests::TemporaryFolder folder;
  const std::string bytes = lexicon::write_register(three, name_words());
  BOOST_TEST(bytes == lexicon::write_register(three, name_words()));
  BOOST_REQUIRE(base::write_file(folder / "list", bytes, false).has_value());
  const auto schools = lexicon::Register::open(folder / "list");
  BOOST_REQUIRE(schools.has_value());
  BOOST_REQUIRE(schools->size() == three.size());
  for (std::uint32_t i = 0; i < schools->size(); ++i) BOOST_TEST((schools->school(i) == three[i]));
  const std::string folded = base::fold("St Oswin's Juniors and Marlpit Primary");
  BOOST_TEST(told(folded, schools->find_schools(folded)) == "st oswin's juniors=1,2 | marlpit primary=0");
}

// Whatever happened to the file: an error or wrong words, and no byte read beyond its end (the sanitizers
// look).
BOOST_AUTO_TEST_CASE(a_damaged_file_does_no_harm) {
  const tests::TemporaryFolder folder;
  const std::string bytes = lexicon::write_register(three, name_words());
  const auto look = [&](const std::string& damaged) {
    BOOST_REQUIRE(base::write_file(folder / "list", damaged, false).has_value());
    const auto schools = lexicon::Register::open(folder / "list");
    if (!schools) return false;
    std::size_t letters = 0;
    for (std::uint32_t i = 0; i < schools->size(); ++i) {
      letters += schools->school(i).name.size() + schools->school(i).phase.size();
    }
    letters += schools->find_schools("st oswin's junior school, marlpit primary school").size();
    return letters < bytes.size() * 10;
  };
  BOOST_TEST(look(bytes));
  for (std::size_t size : {0, 1, 19, 20, 21, 100, 1000}) BOOST_TEST(!look(bytes.substr(0, size)));
  BOOST_TEST(!look(bytes + "x"));
  BOOST_TEST(!look(bytes.substr(0, bytes.size() - 1)));
  // Every number that the filter and the buckets do not hold, made as large as it gets, then larger by one.
  const std::size_t filters = 20 + 3 * 28 + 24;
  for (std::size_t at = 0; at + 4 <= bytes.size(); at += 4) {
    if (at > filters + 1000 && at + 3000 < bytes.size() && at % 4096 != 0) continue;
    std::string damaged = bytes;
    damaged.replace(at, 4, "\xFF\xFF\xFF\x7F");
    look(damaged);
    damaged = bytes;
    damaged[at] = static_cast<char>(damaged[at] + 1);
    look(damaged);
  }
}

BOOST_AUTO_TEST_CASE(says_that_there_is_no_list) {
  const tests::TemporaryFolder folder;
  BOOST_TEST((lexicon::Register::open(folder / "list").error().kind == base::ErrorKind::no_input));
}

BOOST_AUTO_TEST_SUITE_END()
