#include "app/accounts.h"

#include <boost/test/unit_test.hpp>

#include "app/import.h"
#include "app/reporting.h"
#include "support/cases.h"

using namespace gh;

namespace {

// A house of its own, with an invented person in it.
struct Place {
  tests::TemporaryFolder folder;
  app::House house{base::home_in(folder.path()), GH_ROOT, *base::parse_day("2025-09-01")};
  app::PageReader reader = *app::PageReader::load(house);

  Place() {
    base::Person person;
    person.names = {"Robin Ashdown"};
    person.employer.schools = {{"Marlpit Primary School", {"Marlpit Primary"}, {}, "", ""}};
    BOOST_REQUIRE(app::save_person(house, person).has_value());
  }

  app::AddedAccount add(std::string_view typed) { return *app::add_account(house, reader, typed, ""); }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(accounts)

// Policy: no trust or school name in a profile's name (CAP-01); no network is needed to see it.
BOOST_AUTO_TEST_CASE(say_at_once_when_the_name_is_against_the_policy) {
  Place place;
  BOOST_TEST(place.add("wordpress:marlpitprimary").findings.size() == 1u);
  BOOST_TEST(place.add("https://marlpitprimarynotes.example.org/").findings.size() == 1u);
  BOOST_TEST(place.add("https://example.org/@MarlpitPrimary").findings.size() == 1u);
  BOOST_TEST(place.add("wordpress:robinwrites").findings.empty());
  BOOST_TEST(place.add("https://example.org/news/2020/marlpit-primary-wins").findings.empty());
}

BOOST_AUTO_TEST_CASE(are_recognised_by_their_address) {
  Place place;
  const app::AddedAccount added = place.add("https://robin.wordpress.com/about");
  BOOST_TEST(added.account.platform == "wordpress");
  BOOST_TEST(added.account.handle == "robin");
  BOOST_TEST(place.add("https://www.example.org/me").account.platform == "generic");
  BOOST_TEST(
      (place.add("https://www.linkedin.com/in/robin-ashdown").fetch == scrape::FetchPolicy::import_only));
}

BOOST_AUTO_TEST_CASE(are_known_when_added_again) {
  Place place;
  BOOST_TEST(!place.add("https://example.org/me").was_known);
  BOOST_TEST(place.add("HTTPS://EXAMPLE.org/me").was_known);
  BOOST_TEST(app::list_accounts(place.house)->size() == 1u);
}

BOOST_AUTO_TEST_CASE(are_refused_on_a_school_device) {
  Place place;
  BOOST_REQUIRE(app::open_vault(place.house)->save_device(checklist::Device::school).has_value());
  const auto refused = app::add_account(place.house, place.reader, "https://example.org/me", "");
  BOOST_REQUIRE(!refused.has_value());
  BOOST_TEST((refused.error().kind == base::ErrorKind::not_permitted));
}

BOOST_AUTO_TEST_CASE(a_saved_page_becomes_a_result_of_its_account) {
  Place place;
  const auto file = place.folder / "me.html";
  BOOST_REQUIRE(
      base::write_file(file, "<link rel=canonical href='https://example.org/me'><p>Born 4 July 1985", false)
          .has_value());
  const auto imported = app::import_file(place.house, place.reader, file, {}, [](double, std::uint64_t) {});
  BOOST_REQUIRE(imported.has_value());
  BOOST_REQUIRE_EQUAL(imported->accounts.size(), 1u);
  BOOST_TEST(imported->accounts.front().new_account);
  BOOST_TEST(imported->accounts.front().result.account.url == "https://example.org/me");
  const auto assessment = app::assess_latest(place.house);
  BOOST_REQUIRE_EQUAL(assessment->exposures.size(), 1u);
  BOOST_TEST(assessment->exposures.front().value == "1985-07-04");
  BOOST_TEST((app::verdict(*assessment, checklist::Severity::aware) == app::Verdict::exposed));
}

BOOST_AUTO_TEST_CASE(nothing_looked_at_is_not_an_all_clear) {
  Place place;
  place.add("https://example.org/me");
  const auto assessment = app::assess_latest(place.house);
  BOOST_REQUIRE_EQUAL(assessment->unchecked.size(), 1u);
  BOOST_TEST((app::verdict(*assessment, checklist::Severity::aware) == app::Verdict::partly_unchecked));
}

BOOST_AUTO_TEST_SUITE_END()
