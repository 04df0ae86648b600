// That the parser misses nothing of what is kept from it: pages of every kind, parsed with and without.
#include "page/html/blanking.h"

#include <array>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <random>

#include "page/differential.h"
#include "support/cases.h"

using namespace gh;
namespace bdata = boost::unit_test::data;

namespace {

// What pages are made of, and what breaks them. Bodies are long enough to be left out.
constexpr std::array pieces{"<script>var a = '<p>no mark-up</p>';</script>",
                            "<script type=\"application/json\">{\"a\": \"</p><b>\"}</script>",
                            "<script>a\r\nb\rc\nd e f g h i j k l m n</script>",
                            "<SCRIPT src=x>/* long enough to cut */</SCRIPT >",
                            "<script><!-- <script> nested </script> --> text</script>",
                            "<script><!-- never ended, a long one </script>",
                            "<script>unfinished and quite long indeed",
                            "<script><!--><script>a long body of it</script>",
                            "<style>p { color: red } /* </p> */ b { x: y }</style>",
                            "<style>a { content: \"<!--\" } and so on</style>",
                            "<!-- a comment that is long enough -->",
                            "<!-- a comment with <b>mark-up</b> in it -->",
                            "<!--> x <b> long enough -->",
                            "<!---> y long enough to be cut -->",
                            "<!-- a dashed -- one --! > that goes on -->",
                            "<!-- ended by a bang, long --!>",
                            "<!-- never ended, and long enough",
                            "<!-->",
                            "<!---->",
                            "<!-- short -->",
                            "<!doctype html>",
                            "<![CDATA[ a long character data ]]>",
                            "<svg>",
                            "</svg>",
                            "<svg/>",
                            "<math>",
                            "</math>",
                            "<g>",
                            "</g>",
                            "<path d='M 0 0'/>",
                            "<foreignObject>",
                            "</foreignObject>",
                            "<desc>",
                            "</desc>",
                            "<mi>",
                            "</mi>",
                            "<annotation-xml encoding=text/html>",
                            "</annotation-xml>",
                            "<title>",
                            "</title>",
                            "<title>A title of some length here</title>",
                            "<select>",
                            "</select>",
                            "<option>",
                            "<optgroup>",
                            "<input>",
                            "<keygen>",
                            "<textarea>",
                            "</textarea>",
                            "<textarea><script>not a script at all</script></textarea>",
                            "<xmp>",
                            "</xmp>",
                            "<iframe>",
                            "</iframe>",
                            "<noembed><!-- no comment here, none --></noembed>",
                            "<noframes>",
                            "</noframes>",
                            "<noscript>",
                            "</noscript>",
                            "<noscript><style>p { a long style }</style></noscript>",
                            "<template>",
                            "</template>",
                            "<table>",
                            "</table>",
                            "<tr>",
                            "<td>",
                            "<caption>",
                            "<colgroup>",
                            "<col>",
                            "</td>",
                            "</tr>",
                            "<tbody>",
                            "<p>",
                            "</p>",
                            "<b>",
                            "</b>",
                            "<i class='x'>",
                            "</i>",
                            "<a href=\"?a&amp;b\">",
                            "</a>",
                            "<div id=one>",
                            "</div>",
                            "<h1>",
                            "</h1>",
                            "<li>",
                            "<ul>",
                            "</ul>",
                            "<form>",
                            "</form>",
                            "<button>",
                            "</button>",
                            "<br>",
                            "</br>",
                            "<img alt='x &lt; y'>",
                            "<head>",
                            "</head>",
                            "<body class=z>",
                            "</body>",
                            "<html lang=en>",
                            "</html>",
                            "<font color=red>",
                            "</font>",
                            "<nobr>",
                            "<plaintext>",
                            "<frameset>",
                            "<frame>",
                            "</frameset>",
                            "<object>",
                            "</object>",
                            "<marquee>",
                            "word ",
                            "two words ",
                            "a whole line of plain words ",
                            "  words with blanks around them   \n      ",
                            "\n            ",
                            "\n\n  \t\t      \f      ",
                            "\r\n              ",
                            "blanks and &lt; references, and more of them",
                            "<pre>\n\n                ",
                            "</pre>",
                            "words \xC3\xA9t \xC3\xA9 beyond ASCII, a line of them",
                            "less < than some, a line of them all",
                            "&amp;",
                            "&nbsp;",
                            " ",
                            "\n",
                            "<",
                            "</",
                            "</>",
                            "<x-own title=\"a long value of an own tag\">",
                            "<a b=\"<script>",
                            "'\"",
                            "<em/>",
                            "<x-own>",
                            "</x-own>",
                            "<p title='a\r\nb'>",
                            "<a href=\"/a/long/path/to/something\">",
                            "<a title='another long value' href=\"/a/long/path/to/something\">",
                            "<b class=\"one of many long classes\">",
                            "<b class=\"two of many long classes\">",
                            "<font color='no colour but long enough'>",
                            "<annotation-xml encoding=\"application/xhtml+xml\">",
                            "<isindex prompt=\"a prompt that becomes text\">",
                            "<input type=\"hidden in a long value\">",
                            "<p title=\"references &amp; more of them\" lang=en>",
                            "<p title=\"a long one\r\nwith a line end\" id='yes it is a long id'>",
                            "<html class='long classes of a page' lang=en>",
                            "<body style=\"a style that is long, too\">",
                            "</p class=\"no end tag has attributes\">",
                            "<img alt=\"\" title='' src=\"/images/a-long-name.png\"/>",
                            "<div data-a=\"<script>not a script</script>\" data-b='<!-- nor a comment -->'>",
                            "<em title='never ended, and long enough"};

// A seeded page: mostly well nested at the beginning, then anything.
std::string tag_soup(std::uint32_t seed) {
  std::mt19937 random(seed);
  const std::size_t length = 4 + random() % 40;
  std::string html;
  for (std::size_t i = 0; i < length; ++i) {
    // Only some pages get what makes the rest uncertain, so that most of a page is blanked in most of them.
    std::string_view piece = pieces[random() % pieces.size()];
    if (seed % 4 != 0 &&
        (piece == "<plaintext>" || piece == "<frameset>" || piece.find("unfinished") != piece.npos ||
         piece.find("never ended") != piece.npos)) {
      piece = "word ";
    }
    html += piece;
  }
  return html;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(blanking)

BOOST_AUTO_TEST_CASE(changes_nothing_in_what_the_parser_gives) {
  std::size_t blanked = 0;
  for (std::uint32_t seed = 0; seed < 20'000; ++seed) {
    const std::string html = tag_soup(seed);
    const std::string difference = tests::blanking_changes(html);
    BOOST_TEST_REQUIRE(difference.empty(), "page " << seed << ": " << html << "\n" << difference);
    blanked += page::prescan(html, {}).cuts.empty() ? 0 : 1;
  }
  BOOST_TEST(blanked > 10'000u);
}

BOOST_AUTO_TEST_SUITE_END()
