#include "takeout/saved_page.h"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "support/cases.h"
#include "takeout/mhtml.h"

using namespace gh;
namespace bdata = boost::unit_test::data;

BOOST_AUTO_TEST_SUITE(saved_page)

BOOST_AUTO_TEST_CASE(knows_the_files_that_hold_pages) {
  for (const char* name : {"b.html", "x/a.HTM", "c.json", "d.mhtml", "e.mht", "f.txt", "my_files.html"})
    BOOST_TEST(takeout::may_be_page(name), name);
  for (const char* name : {"photo.jpg", "b_files/frame.html", "x/b_files/y/frame.html", "page", "a.zip"})
    BOOST_TEST(!takeout::may_be_page(name), name);
}

BOOST_AUTO_TEST_CASE(tells_the_content_type_by_the_ending) {
  for (const auto& [name, type] : {std::pair{"a.HTML", "text/html"}, std::pair{"a.txt", "text/plain"},
                                   std::pair{"a.json", "application/json"}, std::pair{"a", ""}}) {
    BOOST_TEST(takeout::saved_page_of(name, "x")->content_type == type, name);
  }
}

BOOST_AUTO_TEST_CASE(reads_the_address_in_the_comment_of_a_page_saver) {
  const auto page = takeout::saved_page_of("a.html",
                                           "<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n url: "
                                           "https://blog.example/about \n saved date: "
                                           "Thu Jul 04 2024\n--><head>");
  BOOST_TEST(page->address == "https://blog.example/about");
  BOOST_TEST(takeout::saved_page_of("a.html", "<!-- url: nothing --><p>x")->address == "");
  BOOST_TEST(takeout::saved_page_of("a.html", "<p>url: https://x.example</p>")->address == "");
}

// Documents as browsers write them: the page's bytes, its type and address, or what is wrong.
BOOST_DATA_TEST_CASE(reads_mhtml, bdata::make(tests::cases_in("takeout/mhtml.tsv", 4)), row) {
  BOOST_TEST(takeout::looks_like_mhtml(row.columns[0]));
  const auto page = takeout::read_mhtml(row.columns[0]);
  if (row.columns[1] == "!") {
    BOOST_TEST(!page.has_value());
    return;
  }
  BOOST_REQUIRE(page.has_value());
  BOOST_TEST(page->bytes == row.columns[1]);
  BOOST_TEST(page->content_type == row.columns[2]);
  BOOST_TEST(page->address == row.columns[3]);
}

BOOST_AUTO_TEST_CASE(other_documents_are_no_mhtml) {
  for (const char* bytes : {"", "<html>", "{\"MIME-Version\":1}", "MIME-Version: 1.0\n\nhello",
                            "Content-Type: multipart/related; boundary=x\n\n--x\n"})
    BOOST_TEST(!takeout::looks_like_mhtml(bytes), bytes);
}

BOOST_AUTO_TEST_SUITE_END()
