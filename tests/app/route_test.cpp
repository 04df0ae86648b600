// Which addresses are asked for an account.
#include "app/route.h"

#include <boost/test/unit_test.hpp>

#include "base/text.h"

using namespace gh;

namespace {

scrape::Definition definition(const std::string& sources) {
  return *scrape::read_definition(
      "id = \"x\"\nname = \"X\"\naddresses = [\"https://{host}/@{handle}\"]\n" + sources, "x.toml");
}

assess::Account account(const std::string& url, const std::string& handle) {
  assess::Account one;
  one.url = url;
  one.handle = handle;
  return one;
}

std::string all_of(app::Route& route, bool read = false) {
  std::string urls;
  while (const auto next = route.next(read)) urls += next->url + " ";
  return std::string(base::trim(urls));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(routes)

BOOST_AUTO_TEST_CASE(without_sources_lead_to_the_account_itself) {
  app::Route none(nullptr, account("https://a.example/me", ""));
  BOOST_TEST(all_of(none) == "https://a.example/me");
}

BOOST_AUTO_TEST_CASE(leave_out_what_cannot_be_filled_in) {
  const auto rules = definition(
      "[[source]]\nurl = \"{origin}/api?u={handle}\"\ntakes = { id = [\"json:/id\"] }\n[[source]]\nurl = "
      "\"{origin}/n/{id}\"\n");
  app::Route route(&rules, account("http://a.example:8080/@maren", "maren b/../c"));
  BOOST_TEST(all_of(route) == "http://a.example:8080/api?u=maren%20b%2F..%2Fc");
  app::Route learnt(&rules, account("http://a.example:8080/@maren", "maren"));
  (void)learnt.next(false);
  BOOST_TEST(learnt.takes().size() == 1u);
  learnt.learn({{"id", "7?x=1#y"}});
  BOOST_TEST(all_of(learnt) == "http://a.example:8080/n/7%3Fx%3D1%23y");
}

BOOST_AUTO_TEST_CASE(keep_sources_to_their_hosts) {
  const auto rules = definition(
      "[[source]]\non = [\"*.a.example\"]\nurl = \"https://one.example/{host}\"\n"
      "[[source]]\non = [\"!*.a.example\"]\nurl = \"https://two.example/{host}\"\n");
  app::Route inside(&rules, account("https://me.a.example/", ""));
  BOOST_TEST(all_of(inside) == "https://one.example/me.a.example");
  BOOST_TEST(base::join(inside.hosts(), " ") == "one.example");
  app::Route outside(&rules, account("https://b.example/", ""));
  BOOST_TEST(all_of(outside) == "https://two.example/b.example");
}

BOOST_AUTO_TEST_CASE(ask_fallbacks_only_in_need) {
  const auto rules = definition("[[source]]\nurl = \"{address}\"\nfallback = true\n");
  app::Route route(&rules, account("https://a.example/me", ""));
  BOOST_TEST(all_of(route, true) == "");
}

// A page tells that it is of another platform: hosts that were not told to the person are not asked.
BOOST_AUTO_TEST_CASE(stay_on_the_host_that_was_told) {
  const auto rules = definition(
      "[[source]]\nurl = \"{address}\"\n[[source]]\nurl = \"{origin}/u/{handle}.json\"\n[[source]]\nurl = "
      "\"https://other.example/{handle}\"\n");
  app::Route route(nullptr, account("https://a.example/@maren", ""));
  (void)route.next(false);
  route.become(rules);
  BOOST_TEST(all_of(route) == "https://a.example/u/maren.json");
}

BOOST_AUTO_TEST_CASE(are_refused_where_an_answer_would_name_the_host) {
  const auto bad = scrape::read_definition(
      "id = \"x\"\nname = \"X\"\n[[source]]\nurl = \"{origin}/a\"\ntakes = { site = [\"json:/s\"] "
      "}\n[[source]]\nurl = \"https://{site}/b\"\n",
      "x.toml");
  BOOST_REQUIRE(!bad);
  BOOST_TEST(bad.error().what.find("cannot be in a host") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
