#include "checklist/answers.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "support/cases.h"

namespace bdata = boost::unit_test::data;
using namespace gh::checklist;

namespace {

const gh::base::Day day = *gh::base::parse_day("2025-09-01");

Answer answer(std::string item, Reply reply) { return {std::move(item), reply, "", day}; }

Checklist own() { return *read_checklist(gh::tests::fixture("checklist/own.toml"), "own.toml"); }

std::string id_of(const Item* item) { return item == nullptr ? "-" : item->id; }

}  // namespace

BOOST_AUTO_TEST_SUITE(answers)

BOOST_AUTO_TEST_CASE(replies_have_names) {
  for (Reply reply : {Reply::yes, Reply::no, Reply::not_sure, Reply::does_not_apply, Reply::keep}) {
    BOOST_TEST((reply_named(name(reply)) == reply));
  }
  BOOST_TEST(!reply_named("maybe"));
  BOOST_TEST(!reply_named(""));
}

BOOST_AUTO_TEST_CASE(the_good_answer_leaves_nothing_to_do) {
  const Checklist checklist = own();
  const auto stands = [&](const char* item, Reply reply) {
    const Answer given = answer(item, reply);
    return standing(*checklist.item(item), &given);
  };
  BOOST_TEST((stands("PHOTO-1", Reply::no) == Standing::good));
  BOOST_TEST((stands("PHOTO-1", Reply::yes) == Standing::to_do));
  BOOST_TEST((stands("NAME-1", Reply::yes) == Standing::good));
  BOOST_TEST((stands("NAME-1", Reply::no) == Standing::to_do));
  BOOST_TEST((stands("NAME-1", Reply::not_sure) == Standing::unsure));
  BOOST_TEST((stands("NAME-1", Reply::does_not_apply) == Standing::not_applicable));
  BOOST_TEST((stands("NAME-1", Reply::keep) == Standing::kept));
  BOOST_TEST((standing(*checklist.item("NAME-1"), nullptr) == Standing::open));
}

BOOST_AUTO_TEST_CASE(the_latest_answer_counts) {
  const std::vector<Answer> given = {answer("A", Reply::no), answer("B", Reply::no), answer("A", Reply::yes)};
  BOOST_TEST((find_answer(given, "A")->reply == Reply::yes));
  BOOST_TEST(find_answer(given, "C") == nullptr);
  BOOST_TEST(find_answer({}, "A") == nullptr);
}

BOOST_AUTO_TEST_CASE(progress_counts_what_is_asked) {
  const auto rows = progress(own(), {answer("NAME-1", Reply::not_sure), answer("NAME-2", Reply::yes),
                                     answer("GONE-1", Reply::yes), answer("NAME-1", Reply::yes)});
  BOOST_REQUIRE(rows.size() == 2u);
  BOOST_TEST(rows[0].section == "photos");
  BOOST_TEST(rows[0].answered == 0);
  BOOST_TEST(rows[1].section == "names");
  BOOST_TEST(rows[1].answered == 1);
  BOOST_TEST(rows[1].all == 1);
}

BOOST_AUTO_TEST_CASE(goes_on_where_it_stopped_even_when_that_is_answered) {
  const Checklist checklist = own();
  const std::vector<Answer> both = {answer("PHOTO-1", Reply::no), answer("NAME-1", Reply::yes)};
  BOOST_TEST(id_of(resume_at(checklist, both, "PHOTO-1")) == "PHOTO-1");
  BOOST_TEST(id_of(resume_at(checklist, {}, "NAME-1")) == "NAME-1");
}

BOOST_AUTO_TEST_CASE(goes_on_with_the_first_open_item_when_the_place_is_gone) {
  const Checklist checklist = own();
  const std::vector<Answer> one = {answer("PHOTO-1", Reply::no)};
  BOOST_TEST(id_of(resume_at(checklist, one, "GONE-7")) == "NAME-1");
  BOOST_TEST(id_of(resume_at(checklist, one, "NAME-2")) == "NAME-1");  // the organisation's, never asked
  BOOST_TEST(id_of(resume_at(checklist, {}, "")) == "PHOTO-1");
}

BOOST_AUTO_TEST_CASE(is_done_when_everything_is_answered) {
  const std::vector<Answer> both = {answer("PHOTO-1", Reply::no), answer("NAME-1", Reply::not_sure)};
  BOOST_TEST(id_of(resume_at(own(), both, "")) == "-");
}

BOOST_AUTO_TEST_SUITE_END()
