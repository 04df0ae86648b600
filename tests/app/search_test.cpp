#include "app/search.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "support/cases.h"

namespace bdata = boost::unit_test::data;
using namespace gh;
using store::Verdict;

namespace {

struct Furnished {
  tests::TemporaryFolder folder;
  app::House house{base::home_in(folder.path()), GH_ROOT, *base::day_of(2026, 11, 22)};

  Furnished() {
    base::Person person;
    person.names = {"Hannah Brackenbury"};
    person.usernames = {"hanb_85"};
    BOOST_REQUIRE(app::save_person(house, person).has_value());
  }
  store::Vault vault() {
    auto opened = app::open_vault(house);
    BOOST_REQUIRE(opened.has_value());
    return std::move(*opened);
  }
  void add_account(const std::string& handle, const std::string& url, assess::Ownership ownership) {
    BOOST_REQUIRE(vault().add_account({0, "generic", handle, url, ownership, house.today}).has_value());
  }
};

bool asks_for(const app::SearchPlan& plan, const std::string& words) {
  for (const app::PlannedSearch& search : plan.searches) {
    if (search.query.words == words) return true;
  }
  return false;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(search, Furnished)

BOOST_AUTO_TEST_CASE(plans_at_the_usual_engine_and_makes_no_vault) {
  const auto plan = app::plan_search(house);
  BOOST_REQUIRE(plan.has_value());
  BOOST_REQUIRE(plan->engines.size() == 1u);
  BOOST_TEST(plan->searches.front().query.words == "\"Hannah Brackenbury\"");
  BOOST_TEST(plan->searches.front().addresses.size() == 1u);
  BOOST_TEST(plan->searches.front().addresses.front().ends_with("=%22Hannah+Brackenbury%22"));
  BOOST_TEST(!std::filesystem::exists(house.home.vault()));
  BOOST_TEST(app::search_hits(house)->empty());
  BOOST_TEST(!std::filesystem::exists(house.home.vault()));
}

BOOST_AUTO_TEST_CASE(asks_for_the_usernames_of_accounts_but_not_of_rejected_ones) {
  add_account("hannah.runs", "https://a.example/hannah.runs", assess::Ownership::confirmed);
  add_account("other.hannah", "https://a.example/other.hannah", assess::Ownership::rejected);
  const auto plan = app::plan_search(house);
  BOOST_REQUIRE(plan.has_value());
  BOOST_TEST(asks_for(*plan, "\"hanb_85\""));
  BOOST_TEST(asks_for(*plan, "\"hannah.runs\""));
  BOOST_TEST(!asks_for(*plan, "\"other.hannah\""));
}

BOOST_AUTO_TEST_CASE(takes_one_engine_by_its_id_or_all) {
  BOOST_TEST(app::plan_search(house, "bing")->engines.front().name == "Bing");
  const auto all = app::plan_search(house, "", true);
  BOOST_TEST(all->engines.size() > 3u);
  BOOST_TEST(all->searches.front().addresses.size() == all->engines.size());
  const auto none = app::plan_search(house, "altavista");
  BOOST_REQUIRE(!none);
  BOOST_TEST((none.error().kind == base::ErrorKind::usage));
  BOOST_TEST(base::sentence(none.error()).find("google, bing") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(says_that_the_name_is_missing) {
  std::filesystem::remove(house.home.me());
  const auto plan = app::plan_search(house);
  BOOST_REQUIRE(!plan);
  BOOST_TEST((plan.error().kind == base::ErrorKind::no_input));
}

// WRK-01: school equipment is never used for personal social media.
BOOST_AUTO_TEST_CASE(does_nothing_on_a_school_device) {
  BOOST_REQUIRE(vault().save_device(checklist::Device::school).has_value());
  BOOST_TEST((app::plan_search(house).error().kind == base::ErrorKind::not_permitted));
  const auto recorded = app::record_hit(house, "https://a.example/", Verdict::me, "");
  BOOST_REQUIRE(!recorded);
  BOOST_TEST((recorded.error().kind == base::ErrorKind::not_permitted));
  BOOST_TEST(app::search_hits(house)->empty());
}

BOOST_AUTO_TEST_CASE(keeps_what_was_said_last_of_a_page) {
  BOOST_REQUIRE(
      app::record_hit(house, "https://a.example/hannah", Verdict::not_sure, "\"Hannah\"").has_value());
  BOOST_REQUIRE(app::record_hit(house, "https://b.example/", Verdict::not_me, "").has_value());
  BOOST_REQUIRE(
      app::record_hit(house, "https://A.example/hannah#:~:text=Hannah", Verdict::me, "q").has_value());
  const auto hits = app::search_hits(house);
  BOOST_REQUIRE(hits.has_value());
  BOOST_REQUIRE(hits->size() == 2u);
  BOOST_TEST((hits->front() == store::SearchHit{"https://a.example/hannah", "q", Verdict::me, house.today}));
}

BOOST_AUTO_TEST_CASE(offers_a_page_of_mine_as_an_account_once) {
  add_account("", "https://a.example/hannah", assess::Ownership::confirmed);
  BOOST_TEST(app::record_hit(house, "https://b.example/hannah", Verdict::me, "")->account ==
             "https://b.example/hannah");
  BOOST_TEST(app::record_hit(house, "https://a.example/hannah", Verdict::me, "")->account == "");
  BOOST_TEST(app::record_hit(house, "https://c.example/hannah", Verdict::not_me, "")->account == "");
  BOOST_TEST(app::record_hit(house, "https://c.example/hannah", Verdict::not_sure, "")->account == "");
}

// Columns: what was pasted, what is kept ("-": refused).
BOOST_DATA_TEST_CASE(keeps_only_addresses_of_pages, bdata::make(tests::cases_in("app/hit_addresses.tsv", 2)),
                     row) {
  const Furnished home;
  const auto address = app::read_hit_address(home.house, row.columns[0]);
  BOOST_TEST((address ? *address : "-") == row.columns[1], (address ? "" : base::sentence(address.error())));
  if (!address)
    BOOST_TEST((address.error().kind == base::ErrorKind::usage ||
                address.error().kind == base::ErrorKind::bad_data));
}

BOOST_AUTO_TEST_CASE(reads_verdicts_as_people_type_them) {
  BOOST_TEST((app::read_verdict("Me") == Verdict::me));
  BOOST_TEST((app::read_verdict(" not-me ") == Verdict::not_me));
  BOOST_TEST((app::read_verdict("not_sure") == Verdict::not_sure));
  BOOST_TEST((app::read_verdict("u") == Verdict::not_sure));
  BOOST_TEST(!app::read_verdict("").has_value());
  BOOST_TEST(!app::read_verdict("no").has_value());  // to what?
}

BOOST_AUTO_TEST_SUITE_END()
