#include "takeout/saved_page.h"

#include <boost/test/unit_test.hpp>

#include "base/file.h"
#include "support/cases.h"

using namespace gh;

BOOST_AUTO_TEST_SUITE(saved_page)

BOOST_AUTO_TEST_CASE(finds_the_pages_of_a_folder_and_not_what_browsers_put_beside_them) {
  const tests::TemporaryFolder folder;
  for (const char* name : {"b.html", "a.HTM", "c.json", "photo.jpg", "b_files/frame.html"}) {
    BOOST_TEST(base::write_file(folder / name, "x", false).has_value());
  }
  std::vector<std::string> names;
  for (const auto& file : takeout::pages_in(folder.path())) names.push_back(file.filename().string());
  BOOST_TEST(names == (std::vector<std::string>{"a.HTM", "b.html", "c.json"}),
             boost::test_tools::per_element());
  BOOST_TEST(takeout::pages_in(folder / "b.html").size() == 1u);
}

BOOST_AUTO_TEST_CASE(tells_the_content_type_by_the_ending) {
  const tests::TemporaryFolder folder;
  for (const auto& [name, type] : {std::pair{"a.HTML", "text/html"}, std::pair{"a.txt", "text/plain"},
                                   std::pair{"a.json", "application/json"}, std::pair{"a", ""}}) {
    BOOST_TEST(base::write_file(folder / name, "x", false).has_value());
    BOOST_TEST(takeout::read_saved_page(folder / name)->content_type == type, name);
  }
  BOOST_TEST(!takeout::read_saved_page(folder / "missing").has_value());
}

BOOST_AUTO_TEST_SUITE_END()
