#include "page/json.h"

#include <boost/test/unit_test.hpp>
#include <string>

using namespace gh::page;

namespace {

// All scalars as key=value, in order; "!" at the end when broken.
std::string summary(std::string_view text) {
  const Json json = read_json(text);
  std::string all;
  for (const JsonNode& node : json.nodes) {
    if (node.type == JsonType::object || node.type == JsonType::array) continue;
    all += (all.empty() ? "" : " ") + std::string(json.key(node)) + "=" + json.value(node).words();
  }
  return all + (json.broken ? "!" : "");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(json)

BOOST_AUTO_TEST_CASE(reads_what_is_valid) {
  BOOST_TEST(summary(R"({"a":1,"b":"two","c":[true,null,-3.5e2],"d":{}})") ==
             "a=1 b=two =true =null =-3.5e2");
  BOOST_TEST(summary(R"("alone")") == "=alone");
  BOOST_TEST(summary("[]") == "");
}

BOOST_AUTO_TEST_CASE(forgives_what_pages_do) {
  BOOST_TEST(summary("\xEF\xBB\xBF<!-- {\"a\":1,} -->") == "a=1");
  BOOST_TEST(summary("{\"a\":1, // note\n /* more */ \"b\":2,}") == "a=1 b=2");
  BOOST_TEST(summary("{'a':'b'}") == "a=b");
  BOOST_TEST(summary("{\"a\":\"line\nbreak\"}") == "a=line\nbreak");
  BOOST_TEST(summary("<![CDATA[{\"a\":1}]]>") == "a=1");
}

BOOST_AUTO_TEST_CASE(decodes_escapes) {
  BOOST_TEST(summary(R"({"a":"\u00e9\n\"\\\/ \ud83c\udf82"})") == "a=é\n\"\\/ 🎂");
  BOOST_TEST(summary(R"({"a":"\ud83c lone"})") == "a=\xEF\xBF\xBD lone");
  BOOST_TEST(summary(R"({"a":"\uZZZZ"})") == "a=uZZZZ");
}

BOOST_AUTO_TEST_CASE(says_when_it_is_broken_and_keeps_what_it_read) {
  BOOST_TEST(summary(R"({"a":1,"b":)") == "a=1!");
  BOOST_TEST(summary(R"({"a":"open)").back() == '!');
  BOOST_TEST(summary("{a:1}") == "!");
  BOOST_TEST(summary("[1 2]") == "=1!");
  BOOST_TEST(summary("[1}").back() == '!');
  BOOST_TEST(summary("") == "!");
  BOOST_TEST(read_json(std::string(100'000, '[')).broken);
}

BOOST_AUTO_TEST_CASE(points_at_the_bytes) {
  const std::string text = R"({"a":{"birthDate":"1985\u002d07-04"}})";
  const Json json = read_json(text, 100);
  const auto inner = json.member(0, "a");
  BOOST_REQUIRE(inner);
  const auto date = json.member(*inner, "birthDate");
  BOOST_REQUIRE(date);
  const Text value = json.value(json.nodes[*date]);
  BOOST_TEST(value.words() == "1985-07-04");
  BOOST_TEST(text.substr(value.source().begin - 100, value.source().end - value.source().begin) ==
             "1985\\u002d07-04");
  BOOST_TEST(!json.member(0, "b"));
}

BOOST_AUTO_TEST_SUITE_END()
