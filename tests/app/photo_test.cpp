#include "app/photo.h"

#include <boost/test/unit_test.hpp>
#include <set>

#include "app/page_reader.h"
#include "support/cases.h"

using namespace gh;
using namespace gh::app;

namespace {

const House house{{}, GH_ROOT, *base::parse_day("2025-09-01")};

PhotoWords load() {
  auto words = load_photo_words(house);
  BOOST_REQUIRE(words);
  return *words;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(photos)

BOOST_AUTO_TEST_CASE(no_fact_belongs_to_two_topics) {
  std::set<std::string> seen;
  for (const PhotoTopic& topic : load().topics) {
    for (const std::string& fact : topic.facts) BOOST_TEST(seen.insert(fact).second, fact);
  }
}

// What says nothing to a person by itself, or is said in another form too.
BOOST_AUTO_TEST_CASE(every_other_fact_of_the_sample_belongs_to_a_topic) {
  const std::set<std::string> left_out{"exif OffsetTimeOriginal", "xmp exif:GPSLatitude",
                                       "xmp exif:GPSLongitude", "xmp mwg-rs:Type", "xmp MPReg:Rectangle"};
  std::set<std::string> known = left_out;
  for (const PhotoTopic& topic : load().topics) known.insert(topic.facts.begin(), topic.facts.end());
  const auto photo = read_photo(tests::fixture("page/photos/everything.jpg"), "");
  BOOST_REQUIRE(photo);
  for (const PhotoFact& fact : photo->facts) {
    BOOST_TEST(known.contains(fact.syntax + " " + fact.name), fact.syntax + " " + fact.name);
  }
}

BOOST_AUTO_TEST_CASE(a_page_is_no_photo) {
  BOOST_TEST(!read_photo("<p>words</p>", "text/html"));
  BOOST_TEST(!read_photo("<svg></svg>", "image/svg+xml"));
  BOOST_TEST(!read_photo("", ""));
}

// Nobody may take "found, without findings" for a photo in a page's place.
BOOST_AUTO_TEST_CASE(a_photo_is_no_page_that_was_read) {
  const auto reader = PageReader::load(house);
  BOOST_REQUIRE(reader);
  std::string photo = tests::fixture("page/photos/everything.jpg");
  photo += "{\"birthDate\":\"1985-07-04\"} saved from url=(0)\xFF";
  const PageReport report = reader->read(photo, "text/html", {}, "", {{}, house.today, std::nullopt});
  BOOST_TEST(base::name(report.state) == "drift");
  BOOST_TEST(report.findings.empty());
  BOOST_TEST(report.own_address.empty());
}

BOOST_AUTO_TEST_SUITE_END()
