#include "app/linked.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "support/cases.h"

namespace bdata = boost::unit_test::data;
using namespace gh;

namespace {

// A person with an account of theirs, and one of which they said that it is not.
struct Furnished {
  tests::TemporaryFolder folder;
  app::House house{base::home_in(folder.path()), GH_ROOT, *base::day_of(2026, 11, 22)};
  app::PageReader reader = *app::PageReader::load(house, {.caged = false});
  store::Vault vault = std::move(*app::open_vault(house));

  Furnished() {
    add("x", "maren_h", "https://x.com/maren_h", assess::Ownership::confirmed);
    add("generic", "", "https://gill.example/", assess::Ownership::rejected);
  }
  void add(const char* platform, const char* handle, const char* url, assess::Ownership ownership) {
    BOOST_REQUIRE(vault.add_account({0, platform, handle, url, ownership, house.today}).has_value());
  }
  std::vector<assess::Account> keep(const std::vector<std::string>& addresses) {
    auto kept = app::keep_linked(vault, reader, addresses, house.today);
    BOOST_REQUIRE(kept.has_value());
    return std::move(*kept);
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(linked, Furnished)

// Columns: address, platform and handle of what is asked about.
BOOST_DATA_TEST_CASE_F(Furnished, places_are_kept_that_are_not_known,
                       bdata::make(tests::cases_in("app/linked.tsv", 2)), row) {
  const std::vector<assess::Account> kept = keep({row.columns[0]});
  BOOST_REQUIRE(kept.size() <= 1u);
  BOOST_TEST((kept.empty() ? "-" : kept[0].platform + " " + kept[0].handle) == row.columns[1]);
  BOOST_TEST(vault.accounts()->size() == 2u + kept.size());
}

// They are nobody's before the person says so, and asked about once.
BOOST_AUTO_TEST_CASE(a_place_waits_for_the_persons_word) {
  const std::vector<std::string> addresses{"https://blog.harebell.example/"};
  const std::vector<assess::Account> kept = keep(addresses);
  BOOST_REQUIRE_EQUAL(kept.size(), 1u);
  BOOST_TEST((kept[0].ownership == assess::Ownership::unconfirmed));
  BOOST_TEST((kept[0].added == house.today));
  BOOST_TEST(kept[0].id != 0);
  BOOST_TEST(keep(addresses).empty());
}

BOOST_AUTO_TEST_CASE(two_addresses_of_one_account_are_asked_about_once) {
  const std::vector<assess::Account> kept =
      keep({"https://x.com/maren_draws", "https://twitter.com/maren_draws", "https://x.com/Maren_Draws?s=20",
            "https://blog.harebell.example/", "https://blog.harebell.example/"});
  BOOST_TEST(kept.size() == 2u);
  BOOST_TEST(vault.accounts()->size() == 4u);
}

BOOST_AUTO_TEST_CASE(nothing_pointed_to_makes_no_vault) {
  tests::TemporaryFolder other;
  const app::House empty{base::home_in(other.path()), GH_ROOT, house.today};
  BOOST_TEST(app::keep_linked(empty, reader, {})->empty());
  BOOST_TEST(!std::filesystem::exists(empty.home.vault()));
}

BOOST_AUTO_TEST_SUITE_END()
