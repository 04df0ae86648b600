// What holds for every HTML report, whatever is in it. A browser with an accessibility checker sees more;
// this is what can be known without one.
#include <algorithm>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <set>
#include <sstream>

#include "report/files.h"
#include "report/readers.h"
#include "report/report.h"
#include "report/sample.h"

namespace bdata = boost::unit_test::data;
using namespace gh;

namespace {

std::vector<std::string> pages() {
  std::vector<std::string> pages;
  for (const auto& assessment :
       {tests::sample_assessment(), tests::empty_assessment(), tests::unread_assessment(),
        tests::filled_with("words"), tests::addressed_with("words")}) {
    pages.push_back(report::render_html(assessment, {}));
  }
  return pages;
}

std::size_t count_of(const std::vector<tests::Tag>& tags, std::string_view name) {
  return static_cast<std::size_t>(
      std::count_if(tags.begin(), tags.end(), [&](const tests::Tag& tag) { return tag.name == name; }));
}

bool is_heading(const tests::Tag& tag) {
  return tag.name.size() == 2 && tag.name[0] == 'h' && tag.name[1] >= '1' && tag.name[1] <= '6';
}

const std::set<std::string> without_end{"!DOCTYPE", "meta"};

}  // namespace

BOOST_AUTO_TEST_SUITE(html)

BOOST_AUTO_TEST_CASE(needs_nothing_from_anywhere) {
  for (const std::string& page : pages()) {
    BOOST_TEST(page.find("url(") == std::string::npos);
    BOOST_TEST(page.find("@import") == std::string::npos);
    BOOST_TEST(page.find("default-src 'none'; style-src 'unsafe-inline'") != std::string::npos);
    for (const tests::Tag& tag : tests::tags_in(page)) {
      for (const char* name :
           {"script", "link", "img", "iframe", "object", "embed", "base", "form", "image", "use"}) {
        BOOST_TEST(tag.name != name);
      }
      for (const auto& [key, value] : tag.attributes) {
        BOOST_TEST(key != "src");
        BOOST_TEST(key != "style");
        BOOST_TEST(!key.starts_with("on"));
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(links_only_within_itself_and_to_the_persons_pages) {
  for (const std::string& page : pages()) {
    for (const tests::Tag& tag : tests::tags_in(page)) {
      if (tag.attributes.count("href") == 0) continue;
      BOOST_TEST(tag.name == "a");
      const std::string& target = tag.attributes.at("href");
      if (target.starts_with("#")) continue;
      BOOST_TEST((target.starts_with("https://") || target.starts_with("http://")));
      BOOST_TEST(tag.attributes.at("rel") == "noreferrer noopener");
    }
  }
}

BOOST_AUTO_TEST_CASE(carries_the_style_sheet_whole_and_small) {
  for (const report::File& file : report::files()) {
    if (file.name != "style.css") continue;
    BOOST_TEST(file.bytes.size() <= 25'000u);
    BOOST_TEST(pages().front().find(file.bytes) != std::string::npos);
    return;
  }
  BOOST_FAIL("no style.css");
}

BOOST_AUTO_TEST_CASE(closes_what_it_opens) {
  for (const std::string& page : pages()) {
    std::vector<std::string> open;
    for (const tests::Tag& tag : tests::tags_in(page)) {
      if (without_end.count(tag.name) != 0 || page.find("<" + tag.name + "/>") != std::string::npos) continue;
      if (tag.name == "path" || tag.name == "rect") continue;
      if (tag.name.front() != '/') {
        open.push_back(tag.name);
        continue;
      }
      BOOST_REQUIRE(!open.empty());
      BOOST_TEST("/" + open.back() == tag.name);
      open.pop_back();
    }
    BOOST_TEST(open.empty());
  }
}

BOOST_AUTO_TEST_CASE(gives_every_id_once_and_every_reference_its_id) {
  for (const std::string& page : pages()) {
    std::set<std::string> ids;
    const auto tags = tests::tags_in(page);
    for (const tests::Tag& tag : tags) {
      if (tag.attributes.count("id") != 0) BOOST_TEST(ids.insert(tag.attributes.at("id")).second);
    }
    for (const tests::Tag& tag : tags) {
      const auto label = tag.attributes.find("aria-labelledby");
      std::istringstream wanted(label == tag.attributes.end() ? "" : label->second);
      for (std::string id; wanted >> id;) BOOST_TEST(ids.count(id) == 1u);
      const auto target = tag.attributes.find("href");
      if (target != tag.attributes.end() && target->second.starts_with("#")) {
        BOOST_TEST(ids.count(target->second.substr(1)) == 1u);
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(has_headings_in_order_and_one_of_each_landmark) {
  for (const std::string& page : pages()) {
    const auto tags = tests::tags_in(page);
    char level = '0';
    for (const tests::Tag& tag : tags) {
      if (!is_heading(tag)) continue;
      BOOST_TEST(tag.name[1] <= level + 1);
      level = tag.name[1];
    }
    for (const char* once : {"h1", "main", "header", "footer"}) BOOST_TEST(count_of(tags, once) == 1u);
    BOOST_TEST(page.find("<html lang=\"en-GB\">") != std::string::npos);
  }
}

BOOST_AUTO_TEST_CASE(counts_no_zero) {
  const std::string page = report::render_html(tests::empty_assessment(), {});
  BOOST_TEST(count_of(tests::tags_in(page), "nav") == 0u);
  BOOST_TEST(count_of(tests::tags_in(pages().front()), "nav") == 1u);
  for (const std::string& each : pages()) BOOST_TEST(each.find("<strong>0<") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(names_every_table_and_its_headings) {
  for (const std::string& page : pages()) {
    const auto tags = tests::tags_in(page);
    BOOST_TEST(count_of(tags, "table") == count_of(tags, "caption"));
    for (const tests::Tag& tag : tags) {
      if (tag.name == "th") BOOST_TEST(tag.attributes.count("scope") == 1u);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
