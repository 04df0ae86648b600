// Saved pages through their definitions: what each field must say.
#include "scrape/scrape.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "base/file.h"
#include "base/text.h"
#include "support/cases.h"

namespace bdata = boost::unit_test::data;
using namespace gh;

namespace {

scrape::Definition definition(const std::string& id) {
  const std::string file = std::string(GH_ROOT) + "/scrapers/" + id + ".toml";
  return *scrape::read_definition(*base::read_file(file), file);
}

scrape::Profile profile_of(std::string_view html, const std::string& id) {
  return scrape::scrape(page::read_page(html, "text/html"), definition(id), definition("generic"), "");
}

bool has_field(const scrape::Profile& profile, std::string_view field, std::string_view words) {
  for (const scrape::Passage& passage : profile.passages) {
    if (passage.field == field && passage.text.words().find(words) != std::string::npos) return true;
  }
  return false;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(scraping)

// Columns: file below tests/pages, definition, field, words that must stand in it.
BOOST_DATA_TEST_CASE(fields_of_saved_pages, bdata::make(tests::cases_in("scrape/fields.tsv", 4)), row) {
  const scrape::Profile profile = profile_of(tests::fixture("pages/" + row.columns[0]), row.columns[1]);
  BOOST_TEST(has_field(profile, row.columns[2], row.columns[3]));
}

// Columns: HTML, definition, state, reason.
BOOST_DATA_TEST_CASE(pages_that_are_not_the_profile, bdata::make(tests::cases_in("scrape/states.tsv", 4)),
                     row) {
  const scrape::Profile profile = profile_of(row.columns[0], row.columns[1]);
  BOOST_TEST(base::name(profile.state) == row.columns[2]);
  BOOST_TEST(profile.reason == row.columns[3]);
}

BOOST_AUTO_TEST_CASE(posts_carry_their_day) {
  const scrape::Profile profile = profile_of(
      "<article><time "
      "datetime='2015-06-12T10:00:00Z'>x</time><p>one</article><article><p>two</article><p>none",
      "generic");
  BOOST_REQUIRE_EQUAL(profile.posts.size(), 2u);
  BOOST_TEST(base::format_day(*profile.posts[0].published) == "2015-06-12");
  BOOST_TEST(!profile.posts[1].published);
  for (const scrape::Passage& passage : profile.passages) {
    if (passage.text.words() == "one") BOOST_TEST(*passage.post == 0);
    if (passage.text.words() == "two") BOOST_TEST(*passage.post == 1);
    if (passage.text.words() == "none") BOOST_TEST(!passage.post);
  }
}

BOOST_AUTO_TEST_CASE(a_page_tells_its_own_address) {
  const auto address = [](std::string_view html) {
    return scrape::own_address(page::read_page(html, "text/html").page);
  };
  BOOST_TEST(address("<!-- saved from url=(0024)https://example.org/me -->\n<p>x") ==
             "https://example.org/me");
  BOOST_TEST(address("<link rel=Canonical href='https://example.org/a'>") == "https://example.org/a");
  BOOST_TEST(address("<meta property='og:url' content='https://example.org/b'>") == "https://example.org/b");
  BOOST_TEST(address("<p>x") == "");
}

BOOST_AUTO_TEST_CASE(a_page_is_recognised_by_its_engine) {
  const scrape::Rulebook rules({definition("wordpress"), definition("xenforo")});
  const auto known = [&](std::string_view html) {
    const auto* found = rules.recognised(rules.ask(page::read_page(html, "text/html").page));
    return found == nullptr ? std::string("-") : found->id;
  };
  BOOST_TEST(known("<meta name=generator content='WordPress 6.1.9'>") == "wordpress");
  BOOST_TEST(known("<html id=XF><p>x") == "xenforo");
  BOOST_TEST(known("<html id=XF><meta name=generator content='WordPress 6.1.9'>") == "wordpress");
  BOOST_TEST(known("<p>WordPress") == "-");
}

BOOST_AUTO_TEST_SUITE_END()
