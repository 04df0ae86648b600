#include "scrape/shelf.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <fstream>
#include <optional>

#include "base/file.h"
#include "support/cases.h"

namespace bdata = boost::unit_test::data;
using namespace gh;
using Files = std::vector<std::filesystem::path>;

namespace {

const scrape::Shelf& installed() {
  static const scrape::Shelf shelf =
      std::move(*scrape::Shelf::open(base::files_in(std::string(GH_ROOT) + "/scrapers", ".toml"), {}));
  return shelf;
}

page::Reading reading_of(std::string_view bytes) {
  return page::read_page(bytes, bytes.starts_with('{') ? "application/json" : "text/html");
}

std::string head_of(const std::string& id, const std::string& name) {
  return "schema = 1\nid = \"" + id + "\"\nname = \"" + name + "\"\nfetch = \"auto\"\nhosts = [\"" + id +
         ".example\"]\nverified_on = \"never\"\n";
}

const std::string a_field = "[[field]]\nname = \"display_name\"\ncss = [\"h1\"]\n";
const std::string a_mistake = "[[field]]\nname = \"no_such_field\"\ncss = [\"h1\"]\n";

// Definition files that a test writes.
class Folder {
 public:
  std::filesystem::path add(const std::string& name, const std::string& toml) {
    std::ofstream(folder_ / name) << toml;
    return folder_ / name;
  }
  std::filesystem::path generic() { return add("generic.toml", head_of("generic", "Any page")); }

 private:
  tests::TemporaryFolder folder_;
};

std::optional<base::ErrorKind> mistake(const Files& installed, const Files& own) {
  const auto shelf = scrape::Shelf::open(installed, own);
  return shelf ? std::nullopt : std::optional(shelf.error().kind);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(shelf)

// Columns: the platform that somebody named, the address, the page, the definition.
BOOST_DATA_TEST_CASE(a_page_finds_its_definition, bdata::make(tests::cases_in("scrape/shelf.tsv", 4)), row) {
  const page::Reading reading = reading_of(row.columns[2]);
  BOOST_TEST(installed().choose(row.columns[0], row.columns[1], reading.page) == row.columns[3]);
}

BOOST_AUTO_TEST_CASE(heads_are_read_and_the_rest_when_it_is_asked_for) {
  const scrape::Definition* head = installed().head("linkedin");
  BOOST_REQUIRE(head != nullptr);
  BOOST_TEST(head->name == "LinkedIn");
  BOOST_TEST(!head->hosts.empty());
  BOOST_TEST((head->fields.empty() && head->states.empty() && head->settings.empty()));
  const auto whole = installed().whole("linkedin");
  BOOST_REQUIRE(whole);
  BOOST_TEST(!(*whole)->fields.empty());
  BOOST_TEST(*installed().whole("linkedin") == *whole);  // the same one, made ready once
}

BOOST_AUTO_TEST_CASE(an_id_that_is_not_there_is_told) {
  BOOST_TEST(installed().head("nowhere") == nullptr);
  const auto whole = installed().whole("nowhere");
  BOOST_REQUIRE(!whole);
  BOOST_TEST((whole.error().kind == base::ErrorKind::no_input));
}

BOOST_AUTO_TEST_CASE(of_two_with_one_id_the_later_wins_and_a_persons_own_before_any) {
  Folder folder;
  const auto generic = folder.generic();
  const auto old = folder.add("old.toml", head_of("loft", "Old"));
  const auto later = folder.add("new.toml", head_of("loft", "New") + a_field);
  const auto name = [&](const Files& installed, const Files& own) {
    return (*scrape::Shelf::open(installed, own)->whole("loft"))->name;
  };
  BOOST_TEST(name({generic, old, later}, {}) == "New");
  BOOST_TEST(name({generic, later, old}, {}) == "Old");
  BOOST_TEST(name({generic, old}, {later}) == "New");
  BOOST_TEST(name({generic, later}, {old}) == "Old");
  const auto shelf = scrape::Shelf::open({generic, old}, {later});
  BOOST_TEST(shelf->heads().size() == 2u);
  BOOST_TEST((*shelf->whole("loft"))->fields.size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_shelf_without_the_definition_for_all_pages_is_none) {
  Folder folder;
  const auto loft = folder.add("loft.toml", head_of("loft", "Loft"));
  BOOST_TEST((mistake({loft}, {}) == base::ErrorKind::bad_configuration));
  BOOST_TEST((mistake({}, {}) == base::ErrorKind::bad_configuration));
  BOOST_TEST((mistake({loft}, {folder.generic()}) == std::nullopt));
}

// What is installed was checked when it was built; a person's own is checked as a whole at every start.
BOOST_AUTO_TEST_CASE(mistakes_below_the_head_are_looked_for_in_a_persons_own) {
  Folder folder;
  const auto generic = folder.generic();
  const auto bad_head = folder.add("head.toml", "schema = 1\nid = \"loft\"\n");
  const auto bad_body = folder.add("body.toml", head_of("loft", "Loft") + a_mistake);
  BOOST_TEST((mistake({generic, bad_head}, {}) == base::ErrorKind::bad_configuration));
  BOOST_TEST((mistake({generic}, {bad_head}) == base::ErrorKind::bad_configuration));
  BOOST_TEST((mistake({generic}, {bad_body}) == base::ErrorKind::bad_configuration));
  BOOST_TEST((mistake({generic, bad_body}, {}) == std::nullopt));
  BOOST_TEST(mistake({generic, "no/such/file.toml"}, {}).has_value());
}

// Never as a page on which nothing was found.
BOOST_AUTO_TEST_CASE(a_page_of_a_broken_definition_has_drifted) {
  Folder folder;
  const auto shelf = scrape::Shelf::open(
      {folder.generic(), folder.add("loft.toml", head_of("loft", "Loft") + a_mistake)}, {});
  BOOST_REQUIRE(shelf);
  BOOST_TEST(!shelf->whole("loft"));
  const scrape::Profile profile = shelf->read(reading_of("<h1>Maren"), "", {"https://loft.example/maren", 0});
  BOOST_TEST((profile.state == base::State::drift));
  BOOST_TEST(profile.reason == "broken_definition");
}

BOOST_AUTO_TEST_CASE(a_page_is_read_by_its_own_definition_and_the_one_for_all) {
  Folder folder;
  const std::string general = "[[field]]\nname = \"bio\"\ncss = [\"p\"]\n";
  const auto generic = folder.add("generic.toml", head_of("generic", "Any page") + general);
  const auto shelf =
      scrape::Shelf::open({generic, folder.add("loft.toml", head_of("loft", "Loft") + a_field)}, {});
  BOOST_REQUIRE(shelf);
  const auto fields_at = [&](std::string_view url) {
    std::string fields;
    const auto profile = shelf->read(reading_of("<h1>Maren</h1><p>Keeper"), "", {std::string(url), 0});
    for (const scrape::Passage& passage : profile.passages) {
      if (passage.field == "display_name" || passage.field == "bio") fields += passage.field + " ";
    }
    return profile.definition + ": " + fields;
  };
  BOOST_TEST(fields_at("https://loft.example/maren") == "loft: display_name bio ");
  BOOST_TEST(fields_at("https://harebell.example/") == "generic: bio ");
}

BOOST_AUTO_TEST_SUITE_END()
