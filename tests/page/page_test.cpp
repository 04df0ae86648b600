#include "page/page.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <chrono>

#include "base/text.h"
#include "page/decode/decode.h"
#include "support/cases.h"
#include "support/patience.h"

namespace bdata = boost::unit_test::data;
using namespace gh;
using page::read_page;

namespace {

// Blocks in one line: "words" for shown ones, "(words)" for hidden ones, "/" between lines.
std::string summary(const page::Page& page) {
  std::string all;
  for (const page::Block& block : page.blocks) {
    std::string words(page.words(block));
    for (char& c : words) c = c == '\n' ? '/' : c;
    all += (all.empty() ? "" : " | ") + (block.hidden ? "(" + words + ")" : words);
  }
  return all;
}

std::string repeated(std::string_view part, int count) {
  std::string all;
  for (int i = 0; i < count; ++i) all += part;
  return all;
}

// Mark-up out, blanks collapsed: what the bytes of a span say to a reader.
std::string said_by(std::string_view source, page::Span span) {
  const auto inner =
      read_page("<p>" + std::string(source.substr(span.begin, span.end - span.begin)), "text/html");
  std::string all;
  for (const page::Block& block : inner.page.blocks)
    all += (all.empty() ? "" : " ") + std::string(inner.page.words(block));
  return base::collapse_blanks(all);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(page_reading)

// Columns: HTML, blocks as a browser lays them out.
BOOST_DATA_TEST_CASE(reads_text_as_a_browser_shows_it, bdata::make(tests::cases_in("page/blocks.tsv", 2)),
                     row) {
  BOOST_TEST(summary(read_page(row.columns[0], "text/html").page) == row.columns[1]);
}

// Every word of every block, traced to the source: the bytes there say the same words.
BOOST_DATA_TEST_CASE(every_word_points_at_its_bytes, bdata::make(tests::cases_in("page/blocks.tsv", 2)),
                     row) {
  const page::Reading reading = read_page(row.columns[0], "text/html");
  for (const page::Block& block : reading.page.blocks) {
    const page::Text text = reading.page.text_of(block);
    const std::string& words = text.words();
    for (std::size_t begin = 0; begin < words.size();) {
      const std::size_t end = std::min(words.find_first_of(" \n", begin), words.size());
      if (end > begin) {
        BOOST_TEST(said_by(reading.page.source, text.source(begin, end)) == words.substr(begin, end - begin));
      }
      begin = end + 1;
    }
  }
}

// Columns: bytes (as written), content type, text, charset.
// https://encoding.spec.whatwg.org/#names-and-labels
BOOST_AUTO_TEST_CASE(decodes_by_mark_label_and_meta) {
  const auto text = [](std::string_view bytes, std::string_view type) {
    return page::decode(bytes, type).text;
  };
  BOOST_TEST(text("caf\xE9", "text/html; charset=ISO-8859-1") == "café");
  BOOST_TEST(text("\x93quoted\x94", "text/html; charset=latin1") ==
             "“quoted”");  // Latin-1 means windows-1252
  BOOST_TEST(text("<meta charset=windows-1252>\x80", "text/html") == "<meta charset=windows-1252>€");
  BOOST_TEST(text("<meta http-equiv=content-type content='text/html; charset=shift_jis'>\x83\x65", "")
                 .ends_with("テ"));
  BOOST_TEST(text(std::string_view("\xFF\xFEh\0i\0", 6), "") == "hi");
  BOOST_TEST(text("\xEF\xBB\xBFplain", "text/html; charset=windows-1252") == "plain");
  BOOST_TEST(text("na\xC3\xAFve", "") == "naïve");
  BOOST_TEST(text("na\xEFve", "") == "naïve");
  BOOST_TEST(!page::decode("na\xC3\xAFve", "text/html; charset=utf-8").unsure);
  BOOST_TEST(page::decode("na\xEFve", "text/html; charset=utf-8").unsure);
  BOOST_TEST(page::decode("na\xEFve", "text/html; charset=no-such-thing").unsure);
  BOOST_TEST(base::is_utf8(text("\xFF\xFE\xD8\x00\x00", "text/html; charset=gb18030")));
}

BOOST_AUTO_TEST_CASE(knows_where_in_the_layout_words_stand) {
  const page::Page page = read_page(
                              "<header>a</header><nav>b</nav><main><header>c</header></main><aside>d</aside>"
                              "<div role=contentinfo>e</div><div role=navigation><p>f</div>",
                              "text/html")
                              .page;
  using page::Landmark;
  const std::vector<Landmark> expected{Landmark::header, Landmark::navigation, Landmark::main,
                                       Landmark::aside,  Landmark::footer,     Landmark::navigation};
  BOOST_REQUIRE_EQUAL(page.blocks.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i)
    BOOST_TEST((page.blocks[i].landmark == expected[i]), "block " << i);
}

BOOST_AUTO_TEST_CASE(reads_plain_text_by_paragraph) {
  BOOST_TEST(summary(read_page("Tom Wrona\r\nb. 9/2/91\r\n\r\n  York ", "text/plain").page) ==
             "Tom Wrona/b. 9/2/91 | York");
}

BOOST_AUTO_TEST_CASE(keeps_plain_lines_that_dots_part) {
  BOOST_TEST(summary(read_page("Kit Archibald Roe @kitarchibaldroe · 14 Mar 2024\nForty today", "text/plain")
                         .page) == "Kit Archibald Roe @kitarchibaldroe · 14 Mar 2024/Forty today");
}

BOOST_AUTO_TEST_CASE(keeps_plain_lines_that_begin_with_a_time_or_number) {
  const std::string long_line = "24/12/2024, 09:12 - Kit Roe: can somebody bring some further candles please";
  for (const char* next : {"24/12/2024, 09:14 - Jo Toft: yes", "09:14 Jo Toft: yes of course I shall",
                           "2. Jo Toft brings them"}) {
    const std::string both = long_line + "\n" + next;
    BOOST_TEST(summary(read_page(both, "text/plain").page) == long_line + "/" + next);
  }
}

BOOST_AUTO_TEST_CASE(reads_attributes_with_their_place) {
  const std::string html = "<img alt='Sports day at St&nbsp;Mary&#39;s &amp; friends' src=x>";
  const page::Page page = read_page(html, "text/html").page;
  for (const page::Node& node : page.nodes) {
    if (node.tag != page::Tag::img) continue;
    const page::Text alt = page.value_text(node, "alt");
    BOOST_TEST(alt.words() == "Sports day at St\xC2\xA0Mary's & friends");
    const std::size_t at = alt.words().find("Mary's");
    const page::Span span = alt.source(at, at + 6);
    BOOST_TEST(html.substr(span.begin, span.end - span.begin) == "Mary&#39;s");
    return;
  }
  BOOST_FAIL("no image read");
}

// The parser writes U+FFFD for controls and noncharacters; the words behind them keep their place.
BOOST_AUTO_TEST_CASE(keeps_its_way_behind_what_the_parser_replaces) {
  const std::string html = "<p>\x01 a\x18\xEF\xBF\xBE born in Hull";
  const page::Page page = read_page(html, "text/html; charset=utf-8").page;
  BOOST_REQUIRE_EQUAL(page.blocks.size(), 1u);
  const page::Text text = page.text_of(page.blocks[0]);
  const std::size_t at = text.words().find("Hull");
  BOOST_TEST((text.source(at, at + 4) == page::Span{static_cast<std::uint32_t>(html.find("Hull")),
                                                    static_cast<std::uint32_t>(html.size())}));
}

// "</>" is no tag, but the parser begins the next one with it.
BOOST_AUTO_TEST_CASE(begins_a_tag_where_it_is_written) {
  const std::string html = "<p></></><o-wn id=one>Hull</o-wn>";
  const page::Page page = read_page(html, "text/html").page;
  const auto own = std::find_if(page.nodes.begin(), page.nodes.end(),
                                [](const page::Node& node) { return node.tag == page::Tag::other; });
  BOOST_REQUIRE(own != page.nodes.end());
  BOOST_TEST(page.tag_name(*own) == "o-wn");
  BOOST_TEST(own->source.begin == html.find("<o-wn"));
}

BOOST_AUTO_TEST_CASE(cuts_at_the_byte_bound_and_says_so) {
  const page::Reading reading = read_page("<p>caf\xC3\xA9 noir", "text/html", {.max_bytes = 7});
  BOOST_TEST((reading.state == base::State::cut));
  BOOST_TEST(reading.page.source == "<p>caf");
}

// The costs that facts of the parser name: depth, attributes, formatting elements that are opened again and
// again.
BOOST_AUTO_TEST_CASE(refuses_what_would_cost_too_much) {
  std::string many_attributes = "<p";
  for (int i = 0; i < 200'000; ++i) many_attributes += " a" + std::to_string(i);
  std::string reopened;
  for (int i = 0; i < 20'000; ++i) reopened += "<p><b id=" + std::to_string(i) + "></p>";
  const std::vector<std::string> hostile{repeated("<div>", 100'000),
                                         repeated("<b>", 100'000),
                                         repeated("<i><div>", 50'000),
                                         repeated("<a><div>", 50'000),
                                         repeated("<table><tr><td>", 30'000),
                                         repeated("<svg><g>", 50'000),
                                         repeated("<nobr>", 100'000),

                                         repeated("x<b>", 60'000),
                                         many_attributes + ">",
                                         reopened};
  for (const std::string& html : hostile) {
    const auto begun = std::chrono::steady_clock::now();
    const page::Reading reading = read_page(html, "text/html");
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
    BOOST_TEST((reading.state == base::State::too_complex), html.substr(0, 40));
    BOOST_TEST(took.count() < 2.0 * tests::patience, html.substr(0, 40));
  }
}

BOOST_AUTO_TEST_CASE(reads_what_is_long_but_honest) {
  const std::vector<std::string> honest{repeated("<p>word", 100'000),
                                        repeated("<li>word", 100'000),
                                        repeated("<br>", 300'000),
                                        "<table>" + repeated("<tr><td>a<td>b", 50'000),
                                        "<table><tr>" + repeated("<td><font size=2>x</td>", 2'000),
                                        std::string(3'000'000, '<'),
                                        "<title>" + std::string(4'000'000, 'x'),
                                        repeated("&amp;", 500'000),
                                        repeated("<font color=red><p>x", 50'000),
                                        "<script>" + repeated("<div>", 100'000) + "</script><p>word"};
  for (const std::string& html : honest) {
    const auto begun = std::chrono::steady_clock::now();
    const page::Reading reading = read_page(html, "text/html");
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
    BOOST_TEST((reading.state == base::State::found), html.substr(0, 40));
    BOOST_TEST(took.count() < 20.0 * tests::patience, html.substr(0, 40));
  }
}

BOOST_AUTO_TEST_SUITE_END()
