#include "base/definition.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "base/text.h"
#include "support/cases.h"

namespace bdata = boost::unit_test::data;
using namespace gh::base;

namespace {

// Asks for one of everything, as a reader would; gives the problems, " | " between them.
std::string problems_of(const std::string& toml) {
  DefinitionFile file(toml, "x.toml");
  DefinitionTable root = file.root();
  root.required_text("name");
  root.integer("size", 0);
  root.boolean("open", false);
  root.texts("words");
  root.lists("groups");
  root.day("on");
  root.choice("colour", {"red", "green"}, "red");
  if (auto one = root.table("one")) one->text("inner");
  for (DefinitionTable each : root.tables("each")) each.required_text("id");
  std::vector<std::string> all;
  for (const Problem& problem : file.problems()) all.push_back(sentence(problem));
  return join(all, " | ");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(definition)

// Columns: TOML, all problems with their places ("" for none).
BOOST_DATA_TEST_CASE(names_every_mistake_with_its_place,
                     bdata::make(gh::tests::cases_in("base/definition.tsv", 2)), row) {
  BOOST_TEST(problems_of(row.columns[0]) == row.columns[1]);
}

BOOST_AUTO_TEST_CASE(gives_what_is_there) {
  DefinitionFile file(
      "a = 'x'\nn = 7\nb = true\nl = ['p', 'q']\nll = [['p'], []]\nd = 2025-09-01\n[t]\nk = 'v'", "x.toml");
  DefinitionTable root = file.root();
  BOOST_TEST(root.text("a") == "x");
  BOOST_TEST(root.text("missing", "fallback") == "fallback");
  BOOST_TEST(root.integer("n", 0) == 7);
  BOOST_TEST(root.boolean("b", false));
  BOOST_TEST(root.texts("l").size() == 2u);
  BOOST_TEST(root.lists("ll").size() == 2u);
  BOOST_TEST(format_day(*root.day("d")) == "2025-09-01");
  BOOST_TEST(root.table("t")->keys().front() == "k");
  BOOST_TEST(!file.error().has_value());
}

BOOST_AUTO_TEST_CASE(survives_hostile_files) {
  for (const std::string& toml :
       {std::string(100'000, '['), "a = " + std::string(100'000, '['), std::string("\xFF\xFE"),
        std::string(1, '\0'), "a" + std::string(200'000, '.') + "b = 1"}) {
    BOOST_TEST(!problems_of(toml).empty());
  }
}

BOOST_AUTO_TEST_SUITE_END()
