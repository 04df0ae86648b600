#include "detect/short_lists.h"

#include <boost/test/unit_test.hpp>
#include <vector>

using gh::detect::ShortLists;

BOOST_AUTO_TEST_SUITE(short_lists)

BOOST_AUTO_TEST_CASE(keeps_each_list_in_the_order_that_it_was_added_in) {
  ShortLists lists;
  lists.add(2, 9);
  lists.add(0, 5);
  lists.add(2, 1);
  lists.add(2, 9);
  lists.finish(4);
  const auto is = [&](std::uint32_t list, const std::vector<std::uint32_t>& items) {
    BOOST_TEST(std::vector<std::uint32_t>(lists[list].begin(), lists[list].end()) == items,
               boost::test_tools::per_element());
  };
  is(0, {5});
  is(1, {});
  is(2, {9, 1, 9});
  is(3, {});
}

BOOST_AUTO_TEST_CASE(has_lists_without_any_item) {
  ShortLists lists;
  lists.finish(1);
  BOOST_TEST(lists[0].empty());
}

BOOST_AUTO_TEST_SUITE_END()
