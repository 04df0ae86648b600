#include "page/html/attribute_name.h"

#include <boost/test/unit_test.hpp>

#include "page/page.h"

using namespace gh::page;

BOOST_AUTO_TEST_SUITE(attribute_names)

BOOST_AUTO_TEST_CASE(come_back_from_their_numbers) {
  for (std::size_t i = 1; i < name_count; ++i) {
    const auto known = static_cast<Name>(i);
    BOOST_TEST(!name(known).empty());
    BOOST_TEST((attribute_named(name(known)) == known), name(known));
    if (i > 1) BOOST_TEST((name(static_cast<Name>(i - 1)) < name(known)), name(known));
  }
}

BOOST_AUTO_TEST_CASE(are_other_when_nobody_asks_for_them) {
  for (const char* unknown :
       {"", "i", "idd", "ID", "Class", "clasp", "on", "data-id", "aria-labels", "\xFF\xFF"}) {
    BOOST_TEST((attribute_named(unknown) == Name::other), unknown);
  }
}

BOOST_AUTO_TEST_CASE(are_set_where_a_page_is_read) {
  const Page page = read_page("<a HREF='/x' Class=u-url data-when=now>", "text/html").page;
  const Node* link = nullptr;
  for (const Node& node : page.nodes) {
    if (node.tag == Tag::a) link = &node;
  }
  BOOST_REQUIRE(link != nullptr);
  BOOST_TEST(page.value(*link, Name::href) == "/x");
  BOOST_TEST(page.value_text(*link, Name::class_).words() == "u-url");
  BOOST_TEST(page.attribute(*link, Name::id) == nullptr);
  BOOST_TEST(page.attribute(*link, Name::other) == nullptr);
  BOOST_TEST(page.value(*link, "data-when") == "now");
}

BOOST_AUTO_TEST_SUITE_END()
