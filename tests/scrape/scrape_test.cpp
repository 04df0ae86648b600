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
  return scrape::scrape(page::read_page(html, "text/html"), definition(id), definition("generic"), {});
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

// Columns: HTML, the words of a passage, the name that it carries or "-", whom it speaks of.
BOOST_DATA_TEST_CASE(passages_tell_of_whom_they_speak, bdata::make(tests::cases_in("scrape/people.tsv", 4)),
                     row) {
  const scrape::Profile profile = profile_of(row.columns[0], "generic");
  constexpr const char* about[] = {"unknown", "owner", "other"};
  bool seen = false;
  for (const scrape::Passage& passage : profile.passages) {
    if (passage.text.words() != row.columns[1]) continue;
    seen = true;
    BOOST_TEST((passage.entity.empty() ? "-" : passage.entity) == row.columns[2]);
    BOOST_TEST(about[static_cast<int>(passage.about)] == row.columns[3]);
  }
  BOOST_TEST(seen);
}

// A key names what stands in an item of mark-up, where no selector does.
BOOST_AUTO_TEST_CASE(mark_up_states_fields) {
  const scrape::Profile profile = profile_of(
      "<div itemscope itemtype='https://schema.org/Person'><b itemprop=name>Tom Pell</b><p "
      "itemprop=homeLocation itemscope><span itemprop=name>Hexham</span></div><div "
      "vocab='https://schema.org/' "
      "typeof=Person><span property=alumniOf>Marlpit School</span></div>",
      "generic");
  BOOST_TEST(has_field(profile, "home_town", "Hexham"));
  BOOST_TEST(has_field(profile, "school", "Marlpit School"));
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

// Times without a rule that knows them: each is of what stands around it and around no other.
BOOST_AUTO_TEST_CASE(posts_are_found_by_their_times) {
  const scrape::Profile profile = profile_of(
      "<div class=x><div>Tom <time datetime=2015-06-12>x</time></div><div>one</div></div>"
      "<div class=x><p>two, which is long enough to be what was written at that time and no line above</p>"
      "<time datetime=2016-06-12>x</time></div><p>none <p>Joined <time datetime=2012-01-01>x</time>",
      "generic");
  BOOST_REQUIRE_EQUAL(profile.posts.size(), 2u);
  BOOST_TEST(base::format_day(*profile.posts[0].published) == "2015-06-12");
  BOOST_TEST(base::format_day(*profile.posts[1].published) == "2016-06-12");
  int seen = 0;
  for (const scrape::Passage& passage : profile.passages) {
    const std::string& words = passage.text.words();
    if (words == "one") BOOST_TEST(*passage.post == 0);
    if (words.starts_with("two")) BOOST_TEST(*passage.post == 1);
    if (words == "none") BOOST_TEST(!passage.post);
    seen += words == "one" || words.starts_with("two") || words == "none";
  }
  BOOST_TEST(seen == 3);
}

BOOST_AUTO_TEST_CASE(objects_with_a_text_and_a_time_are_posts) {
  const page::Reading reading = page::read_page(
      R"({"me":{"bio":"Hello"},"list":[{"full_text":"one","created_at":"2015-06-12"},{"text":"two"}]})",
      "application/json");
  const scrape::Profile profile = scrape::scrape(reading, definition("generic"), definition("generic"), {});
  BOOST_REQUIRE_EQUAL(profile.posts.size(), 1u);
  BOOST_TEST(base::format_day(*profile.posts[0].published) == "2015-06-12");
  for (const scrape::Passage& passage : profile.passages) {
    BOOST_TEST(
        passage.post.has_value() == (passage.text.words() == "one" || passage.text.words() == "2015-06-12"),
        passage.text.words());
  }
}

BOOST_AUTO_TEST_CASE(values_of_a_card_are_of_whom_it_names) {
  const page::Reading reading = page::read_page(
      "BEGIN:VCARD\r\nFN:Tom Pell\r\nTEL:07700900123\r\nEND:VCARD\r\n"
      "BEGIN:VCARD\r\nFN:Jo Toft\r\nTEL:07700900124\r\nADR:;;2 Mill Row;Hexham;;HX9 3RD;UK\r\nEND:VCARD\r\n",
      "text/vcard");
  const scrape::Profile profile = scrape::scrape(reading, definition("generic"), definition("generic"), {});
  int seen = 0;
  for (const scrape::Passage& passage : profile.passages) {
    const std::string& words = passage.text.words();
    if (words == "07700900123") BOOST_TEST(passage.entity == "Tom Pell");
    if (words == "07700900124" || words == "HX9 3RD") BOOST_TEST(passage.entity == "Jo Toft");
    seen += words.starts_with("0770") || words == "HX9 3RD";
  }
  BOOST_TEST(seen == 3);
}

// Columns: HTML, label, field, value.
BOOST_DATA_TEST_CASE(layout_alone_pairs_labels_with_values,
                     bdata::make(tests::cases_in("scrape/pairs.tsv", 4)), row) {
  const scrape::Profile profile = profile_of(row.columns[0], "generic");
  std::string found = "-";
  for (const scrape::Passage& passage : profile.passages) {
    if (passage.label == row.columns[1] && passage.field == row.columns[2]) found = passage.text.words();
  }
  BOOST_TEST(found == row.columns[3]);
}

// Columns: HTML, words of a passage, who wrote them or "-".
BOOST_DATA_TEST_CASE(lists_and_logs_name_their_writers, bdata::make(tests::cases_in("scrape/turns.tsv", 3)),
                     row) {
  const scrape::Profile profile = profile_of(row.columns[0], "generic");
  std::string found = "no such passage";
  for (const scrape::Passage& passage : profile.passages) {
    if (passage.text.words() != row.columns[1]) continue;
    found = !passage.entity.empty() ? passage.entity : passage.writer.empty() ? "-" : passage.writer;
  }
  BOOST_TEST(found == row.columns[2]);
}

BOOST_AUTO_TEST_CASE(what_stands_in_a_post_or_a_comment_is_of_it) {
  const scrape::Profile profile = profile_of(
      "<article><p>outer<article><p>inner</article><p>after<div class=comments><p>theirs</div></article>",
      "generic");
  BOOST_REQUIRE_EQUAL(profile.posts.size(), 2u);
  for (const scrape::Passage& passage : profile.passages) {
    BOOST_TEST(*passage.post == (passage.text.words() == "inner" ? 1 : 0));
    BOOST_TEST((passage.about == scrape::About::other) == (passage.text.words() == "theirs"));
  }
}

// A rulebook of all definitions says of a page what the page's own says.
BOOST_AUTO_TEST_CASE(other_definitions_do_not_disturb) {
  std::vector<scrape::Definition> all;
  for (const char* id : {"blogger", "generic", "linkedin", "wordpress", "xenforo"})
    all.push_back(definition(id));
  const scrape::Rulebook rules(std::move(all));
  const scrape::Definition& generic = rules.definitions()[1];
  for (const tests::Case& row : tests::cases_in("scrape/fields.tsv", 4)) {
    const page::Reading reading = page::read_page(tests::fixture("pages/" + row.columns[0]), "text/html");
    const std::vector<scrape::Answer> answers = rules.ask(reading.page);
    for (const scrape::Definition& each : rules.definitions()) {
      const scrape::Profile together = scrape::scrape(reading, rules, answers, each, generic, {});
      const scrape::Profile alone = scrape::scrape(reading, each, generic, {});
      BOOST_TEST((together.state == alone.state && together.posts.size() == alone.posts.size()));
      BOOST_REQUIRE_EQUAL(together.passages.size(), alone.passages.size());
      for (std::size_t i = 0; i < alone.passages.size(); ++i) {
        BOOST_TEST(together.passages[i].field == alone.passages[i].field);
      }
    }
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
