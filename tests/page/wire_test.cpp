#include "page/cage/wire.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <functional>
#include <random>

#include "fuzz/walk.h"
#include "page/facts/fact_writer.h"
#include "page/forget_facts.h"
#include "support/cases.h"

namespace bdata = boost::unit_test::data;
using namespace gh;
using page::Page;
using page::Reading;

namespace {

constexpr std::string_view small_page =
    "<title>Caf\xC3\xA9</title><div class=row id=\"a\"><p title='b &amp; c'>One <b>two</b>\n three "
    "&eacute;</p>"
    "<p hidden>four</p><x-y z=1>five</x-y></div><footer>six</footer>";

// With items, facts and problems, whichever readers there are.
Reading reading_with_facts() {
  Reading reading = page::read_page(small_page, "text/html");
  tests::forget_facts(reading.page);
  page::FactWriter writer(reading.page, page::Syntax::json_ld);
  const auto place = [](std::string_view words) {
    return static_cast<std::uint32_t>(small_page.find(words));
  };
  const std::uint32_t person = writer.item(page::nowhere, "", "Person", {0, 20}, false);
  const std::uint32_t school = writer.item(person, "worksFor", "School", {20, 30}, true);
  writer.fact(person, "name", "four", place("four"), 2, false);
  writer.fact(school, "name", "five", place("five"), 3, true);
  writer.problem({3, 9}, "a reference to nothing");
  reading.page.facts_cut = true;
  return reading;
}

bool crosses_unchanged(const Reading& reading, std::string_view sent) {
  const auto again = page::decode_reading(page::encode(reading, sent), sent, {});
  return again.has_value() && *again == reading;
}

std::string in_utf16(std::string_view ascii) {
  std::string all = "\xFF\xFE";
  for (const char c : ascii) all += {c, '\0'};
  return all;
}

struct Break {
  const char* name;
  std::function<void(Page&)> how;
};
std::ostream& operator<<(std::ostream& out, const Break& broken) { return out << broken.name; }

void set_byte(bool& flag, unsigned char value) { reinterpret_cast<unsigned char&>(flag) = value; }

// What a reader that was taken over might say of the small page.
const std::vector<Break> breaks{
    {"a parent that comes later", [](Page& page) { page.nodes[2].parent = 5; }},
    {"a parent that is no ancestor", [](Page& page) { page.nodes.back().parent = 1; }},
    {"an end behind all nodes", [](Page& page) { page.nodes[1].end = 1'000'000; }},
    {"an end before the node", [](Page& page) { page.nodes[3].end = 2; }},
    {"a document that ends early", [](Page& page) { page.nodes[0].end = 3; }},
    {"a document with a sibling", [](Page& page) { page.nodes[0].previous = 4'000'000'000; }},
    {"a sibling that comes later", [](Page& page) { page.nodes[1].previous = 4; }},
    {"a tag that there is not", [](Page& page) { page.nodes[2].tag = static_cast<page::Tag>(250); }},
    {"a landmark that there is not",
     [](Page& page) { page.nodes[2].landmark = static_cast<page::Landmark>(9); }},
    {"a bool that is neither", [](Page& page) { set_byte(page.nodes[2].hidden, 7); }},
    {"a node outside the source",
     [](Page& page) {
       page.nodes[2].source = {0, 99'999};
     }},
    {"a node whose source is backwards",
     [](Page& page) {
       page.nodes[2].source = {9, 3};
     }},
    {"a word that is not there",
     [](Page& page) {
       page.nodes[2].characters = {90'000, 90'001};
     }},
    {"a word that begins inside a letter",
     [](Page& page) {
       page.nodes[2].characters = {11, 12};
     }},
    {"attributes that are not there", [](Page& page) { page.nodes.back().attribute_count = 4'000'000'000; }},
    {"attributes that all nodes share", [](Page& page) { page.nodes[1].attribute_count = 1; }},
    {"an attribute's value outside",
     [](Page& page) {
       page.attributes[0].value = {0, 4'000'000'000};
     }},
    {"words that are not UTF-8", [](Page& page) { page.characters += '\xFF'; }},
    {"text that is not UTF-8", [](Page& page) { page.text = page::Text::of_parts("\xC3", {}); }},
    {"a piece behind the text",
     [](Page& page) {
       page.text = page::Text::of_parts(page.text.words(), {{0, 99'999, 0, 99'999, false}});
     }},
    {"a verbatim piece that is not verbatim",
     [](Page& page) {
       page.text = page::Text::of_parts(page.text.words(), {{0, 3, 0, 3, true}});
     }},
    {"pieces out of order",
     [](Page& page) {
       page.text = page::Text::of_parts(page.text.words(), {{4, 2, 0, 1, false}, {0, 2, 0, 1, false}});
     }},
    {"a block outside the text",
     [](Page& page) {
       page.blocks[0].words = {0, 99'999};
     }},
    {"blocks that overlap", [](Page& page) { page.blocks[1].words = page.blocks[0].words; }},
    {"a block of no node", [](Page& page) { page.blocks[0].node = 99'999; }},
    {"an item that holds itself", [](Page& page) { page.items[1].parent = 1; }},
    {"an item of no syntax", [](Page& page) { page.items[0].syntax = static_cast<page::Syntax>(99); }},
    {"a fact of no item", [](Page& page) { page.facts[0].item = 77; }},
    {"a fact of no node", [](Page& page) { page.facts[0].node = 99'999; }},
    {"a fact outside the text",
     [](Page& page) {
       page.facts[1].words = {0, 99'999};
     }},
    {"facts that are longer than all words",
     [](Page& page) {
       const auto all = static_cast<std::uint32_t>(page.text.words().size());
       for (page::Fact& fact : page.facts) fact.words = {0, all};
     }},
    {"a problem outside the source",
     [](Page& page) {
       page.problems[0].source = {0, 99'999};
     }},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(wire)

BOOST_DATA_TEST_CASE(every_page_crosses_unchanged, bdata::make(tests::cases_in("page/blocks.tsv", 2)), row) {
  BOOST_TEST(crosses_unchanged(page::read_page(row.columns[0], "text/html"), row.columns[0]));
}

BOOST_AUTO_TEST_CASE(facts_cross_too) {
  const Reading reading = reading_with_facts();
  BOOST_TEST(page::holds_together(reading.page));
  const auto again = page::decode_reading(page::encode(reading, small_page), small_page, {});
  BOOST_REQUIRE(again.has_value());
  BOOST_TEST((*again == reading));
  BOOST_TEST(again->page.facts.size() == 2U);
  BOOST_TEST(again->page.items.size() == 2U);
  BOOST_TEST(again->page.problems.size() == 1U);
  BOOST_TEST(again->page.facts_cut);
  BOOST_TEST(again->page.words(again->page.facts[1]) == "five");
}

BOOST_AUTO_TEST_CASE(pages_that_decoding_changed_cross_with_their_source) {
  const std::string pages[] = {
      "",        "caf\xE9",        "\xEF\xBB\xBF<p>a",       in_utf16("<p>one &amp; two"),
      "<p>a\0b", "{\"a\": \"b\"}", std::string(100'000, '<')};
  for (const std::string& bytes : pages) {
    for (const char* type : {"text/html", "text/plain", "application/json", ""}) {
      BOOST_TEST(crosses_unchanged(page::read_page(bytes, type), bytes), type);
    }
  }
  const std::string odd_label = "<meta charset=utf-8\x80><p>caf\xC3\xA9";
  BOOST_TEST(crosses_unchanged(page::read_page(odd_label, "text/html"), odd_label));
  const Reading cut = page::read_page("<p>caf\xC3\xA9 noir", "text/html", {.max_bytes = 7});
  BOOST_TEST(crosses_unchanged(cut, "<p>caf\xC3\xA9 noir"));
}

BOOST_AUTO_TEST_CASE(an_unchanged_source_is_not_sent_back) {
  const std::string bytes = "<p>" + std::string(100'000, 'a');
  const Reading reading = page::read_page(bytes, "text/html");
  BOOST_TEST(page::header_of(reading, bytes).counts[2] == 0U);
  BOOST_TEST(page::header_of(reading, "something else").counts[2] == bytes.size());
}

BOOST_DATA_TEST_CASE(what_a_subverted_reader_might_say_is_refused, bdata::make(breaks), broken) {
  Reading reading = reading_with_facts();
  broken.how(reading.page);
  BOOST_TEST(!page::holds_together(reading.page));
  BOOST_TEST(!page::decode_reading(page::encode(reading, small_page), small_page, {}).has_value());
}

BOOST_AUTO_TEST_CASE(items_nested_without_end_are_refused) {
  Reading reading = reading_with_facts();
  for (std::uint32_t i = 2; i < 5'000; ++i) {
    reading.page.items.push_back(reading.page.items[1]);
    reading.page.items.back().parent = i - 1;
  }
  BOOST_TEST(!page::holds_together(reading.page));
}

// A hundred thousand nodes that all claim the whole source as their words would keep us busy for minutes.
BOOST_AUTO_TEST_CASE(a_page_that_would_be_read_for_ever_is_refused) {
  std::string source(1'000'000, 'a');
  Page page;
  page.nodes.resize(100'001);
  for (std::uint32_t i = 0; i < page.nodes.size(); ++i) {
    page.nodes[i].tag = i == 0 ? page::Tag::document : page::Tag::text;
    page.nodes[i].end = i == 0 ? static_cast<std::uint32_t>(page.nodes.size()) : i + 1;
    page.nodes[i].characters = {0, 0};
  }
  page.source = std::move(source);
  BOOST_TEST(page::holds_together(page));
  for (page::Node& node : page.nodes) node.characters = {0, 1'000'000};
  BOOST_TEST(!page::holds_together(page));
}

BOOST_AUTO_TEST_CASE(headers_that_announce_too_much_are_refused) {
  page::AnswerHeader header;
  page::IncomingReading incoming;
  BOOST_TEST(incoming.begin(header, "", {}));
  for (std::uint32_t& count : header.counts) {
    count = 0xFFFFFFFF;
    BOOST_TEST(!page::IncomingReading().begin(header, "", {}));
    count = 0;
  }
  header.source_as_sent = 1;
  header.source_length = 5;
  BOOST_TEST(!page::IncomingReading().begin(header, "four", {}));
  BOOST_TEST(page::IncomingReading().begin(header, "fives", {}));
  header.state = static_cast<std::uint32_t>(base::State::private_page);  // none of the reader's to give
  BOOST_TEST(!page::IncomingReading().begin(header, "fives", {}));
}

BOOST_AUTO_TEST_CASE(every_truncated_message_is_refused) {
  const std::string message = page::encode(reading_with_facts(), small_page);
  for (std::size_t length = 0; length < message.size(); ++length) {
    BOOST_TEST_REQUIRE(!page::decode_reading(message.substr(0, length), small_page, {}).has_value(), length);
  }
  BOOST_TEST(!page::decode_reading(message + "a", small_page, {}).has_value());
}

BOOST_AUTO_TEST_CASE(every_flipped_message_is_refused_or_holds_together) {
  const std::string message = page::encode(reading_with_facts(), small_page);
  std::mt19937 random(20'250'901);
  int refused = 0;
  for (int i = 0; i < 10'000; ++i) {
    std::string flipped = message;
    for (unsigned flips = 1 + random() % 3; flips > 0; --flips) {
      flipped[random() % flipped.size()] ^= static_cast<char>(1U << random() % 8);
    }
    const auto reading = page::decode_reading(flipped, small_page, {});
    if (!reading) {
      ++refused;
      continue;
    }
    BOOST_TEST_REQUIRE(page::holds_together(reading->page));
    tests::walk(reading->page);
  }
  BOOST_TEST(refused > 3'000);
  BOOST_TEST(refused < 10'000);
}

BOOST_AUTO_TEST_SUITE_END()
