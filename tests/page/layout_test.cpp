#include "page/html/layout.h"

#include <array>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "page/html/inline_style.h"
#include "support/cases.h"

namespace bdata = boost::unit_test::data;
using namespace gh;
using page::read_page;

namespace {

std::string blocks_of(const page::Page& page) {
  std::string all;
  for (const page::Block& block : page.blocks) {
    std::string words(page.words(block));
    for (char& c : words) c = c == '\n' ? '/' : c;
    all += (all.empty() ? "" : " | ") + (block.hidden ? "(" + words + ")" : words);
  }
  return all;
}

std::string spoken_of(const page::Page& page) {
  constexpr std::array kinds{"alt", "title", "label", "placeholder", "value", "button", "datetime"};
  std::string all;
  for (const page::Spoken& spoken : page.spoken) {
    const std::string words = std::string(kinds[static_cast<std::size_t>(spoken.kind)]) + " " +
                              page.value_text(page.attributes[spoken.attribute]).words();
    all += (all.empty() ? "" : " | ") + (spoken.hidden ? "(" + words + ")" : words);
  }
  return all;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(layout)

// Columns: HTML, blocks, "same" or why Chromium's innerText differs (visible_text.py asks it).
BOOST_DATA_TEST_CASE(shows_what_a_browser_shows, bdata::make(tests::cases_in("page/visible_text.tsv", 3)),
                     row) {
  BOOST_TEST(blocks_of(read_page(row.columns[0], "text/html").page) == row.columns[1]);
}

// Columns: HTML, words in attributes by kind.
BOOST_DATA_TEST_CASE(lists_what_attributes_say, bdata::make(tests::cases_in("page/spoken.tsv", 2)), row) {
  BOOST_TEST(spoken_of(read_page(row.columns[0], "text/html").page) == row.columns[1]);
}

BOOST_AUTO_TEST_CASE(all_words_below_a_node_keep_their_order) {
  const page::Page page = read_page("<p>Ann<i hidden>e</i> <q>Lee</q></p>", "text/html").page;
  BOOST_TEST(page.text_of(0).words() == "Ann e Lee");
}

// Neither a page of nothing but hidden parts nor one of nested ones costs more than its length.
BOOST_AUTO_TEST_CASE(hidden_parts_within_shown_ones_within_hidden_ones) {
  std::string html = "x";
  for (int i = 0; i < 150; ++i) html += "<i style=visibility:hidden>a<b style=visibility:visible>b";
  const page::Reading reading = read_page(html, "text/html");
  BOOST_TEST((reading.state == base::State::found));
  BOOST_TEST(reading.page.blocks.size() == 301u);
  std::string many = "<p>x";
  for (int i = 0; i < 100'000; ++i) many += "<b hidden>a</b>";
  BOOST_TEST(read_page(many, "text/html").page.blocks.size() == 100'001u);
}

BOOST_AUTO_TEST_CASE(reads_inline_styles) {
  using Display = page::InlineStyle::Display;
  BOOST_TEST((page::read_inline_style("color:red;;display:none").display == Display::none));
  BOOST_TEST((page::read_inline_style("display:none;display:nonsense").display == Display::none));
  BOOST_TEST((page::read_inline_style("display:inline-flex").display == Display::flow_inline));
  BOOST_TEST((page::read_inline_style("display").display == Display::unsaid));
  BOOST_TEST(page::read_inline_style("OPACITY: .00 !important").transparent);
  BOOST_TEST(!page::read_inline_style("opacity:0.01").transparent);
  BOOST_TEST(!page::read_inline_style("opacity:inherit").transparent);
  BOOST_TEST((page::read_inline_style("font-size:0em").sized == false));
  BOOST_TEST((page::read_inline_style("font-size:1rem").sized == true));
  BOOST_TEST(!page::read_inline_style("font-size:2em").sized.has_value());
  BOOST_TEST(!page::read_inline_style("font-size:small").sized.has_value());
  BOOST_TEST((page::read_inline_style("visibility:visible;visibility:collapse").visible == false));
  BOOST_TEST((page::read_inline_style("white-space:break-spaces").keeps_lines == true));
}

BOOST_AUTO_TEST_SUITE_END()
