#include "app/walk.h"

#include <boost/test/unit_test.hpp>

#include "base/text.h"
#include "support/cases.h"

using namespace gh::app;
using namespace gh::checklist;

namespace {

const gh::base::Day day = *gh::base::parse_day("2025-09-01");

// Four questions in two sections, and one item that is nobody's.
Checklist small(const std::vector<std::string>& ids = {"A-1", "A-2", "B-1", "B-2"}) {
  Checklist checklist;
  checklist.id = "small";
  checklist.sections = {{"a", "First things", ""}, {"b", "Later things", ""}};
  for (const std::string& id : ids) {
    Item item;
    item.id = id;
    item.section = id.starts_with('A') ? "a" : "b";
    item.good = "yes";
    checklist.items.push_back(item);
  }
  Item nobody;
  nobody.id = "A-9";
  nobody.section = "a";
  nobody.decides = Decides::organisation;
  checklist.items.insert(checklist.items.begin(), nobody);
  return checklist;
}

// What is shown, in a few letters: "A-1 1/4 1/2", then the earlier answer, then the round.
std::string shown(const Walk& walk) {
  const Page page = walk.page();
  if (std::holds_alternative<DevicePage>(page)) return "device";
  if (std::holds_alternative<FinishedPage>(page)) return "finished";
  const auto& item = std::get<ItemPage>(page);
  std::string words = item.item->id;
  if (item.earlier) words += " " + std::string(name(item.earlier->reply));
  if (item.round == Round::open_ones) words += " again";
  if (item.round == Round::review) words += " review";
  return words;
}

std::string standings(const Walk& walk) {
  std::string words;
  for (const ItemStanding& row : walk.standings()) {
    words += (words.empty() ? "" : " ") + row.item->id + "=" + std::string(name(row.standing));
  }
  return words;
}

// Each walk is opened on the file afresh: what the one before did not save is gone.
struct Desk {
  gh::tests::TemporaryFolder folder;

  Walk walk(Checklist checklist = small()) const {
    auto vault = gh::store::Vault::open(folder / "vault.db");
    BOOST_REQUIRE_MESSAGE(vault, (vault ? "" : sentence(vault.error())));
    auto walk = Walk::resume(std::move(*vault), std::move(checklist));
    BOOST_REQUIRE(walk);
    return std::move(*walk);
  }

  std::string shown_after_a_crash() const { return shown(walk()); }

  // On one's own device, at the first item.
  Desk() { BOOST_REQUIRE(walk().say_device(Device::own)); }
};

void say(Walk& walk, Reply reply, const char* reason = "") { BOOST_REQUIRE(walk.answer(reply, reason, day)); }

}  // namespace

BOOST_FIXTURE_TEST_SUITE(walk, Desk)

BOOST_AUTO_TEST_CASE(asks_whose_device_it_is_before_anything_else) {
  const gh::tests::TemporaryFolder fresh;
  Walk first = *Walk::resume(*gh::store::Vault::open(fresh / "vault.db"), small());
  BOOST_TEST(shown(first) == "device");
  BOOST_TEST(!first.answer(Reply::yes, "", day));
  BOOST_TEST(!first.skip());
  BOOST_REQUIRE(first.say_device(Device::school));
  BOOST_TEST((first.device() == Device::school));
  BOOST_TEST(shown(first) == "A-1");
}

BOOST_AUTO_TEST_CASE(every_answer_is_in_the_vault_before_the_next_page) {
  for (const char* next : {"A-2", "B-1", "B-2", "finished"}) {
    Walk one = walk();
    say(one, Reply::yes);
    BOOST_TEST(shown(one) == next);
    // `one` holds the file still, as a killed process would have; only the disk speaks here.
    BOOST_TEST(shown_after_a_crash() == next);
  }
  BOOST_TEST(standings(walk()) == "A-1=good A-2=good B-1=good B-2=good");
}

BOOST_AUTO_TEST_CASE(counts_within_the_whole_and_within_the_section) {
  Walk one = walk();
  BOOST_REQUIRE(one.go_to("B-1"));
  const auto page = std::get<ItemPage>(one.page());
  BOOST_TEST(page.number == 3);
  BOOST_TEST(page.all == 4);
  BOOST_TEST(page.number_in_section == 1);
  BOOST_TEST(page.all_in_section == 2);
  BOOST_TEST(page.section->title == "Later things");
}

BOOST_AUTO_TEST_CASE(what_is_skipped_stays_open_and_is_offered_once_more) {
  Walk one = walk();
  BOOST_REQUIRE(one.skip());
  say(one, Reply::no);
  BOOST_REQUIRE(one.skip());
  say(one, Reply::yes);
  BOOST_TEST(shown(one) == "A-1 again");
  BOOST_TEST(shown_after_a_crash() == "A-1 again");
  say(one, Reply::yes);
  BOOST_TEST(shown(one) == "B-1 again");
  BOOST_REQUIRE(one.skip());
  BOOST_TEST(shown(one) == "finished");
  BOOST_TEST(standings(one) == "A-1=good A-2=to_do B-1=open B-2=good");
  BOOST_TEST(shown_after_a_crash() == "B-1");  // whoever comes back wants what is left
}

BOOST_AUTO_TEST_CASE(the_last_item_skipped_is_offered_once_more) {
  Walk one = walk();
  for (int i = 0; i < 3; ++i) say(one, Reply::yes);
  BOOST_REQUIRE(one.skip());
  BOOST_TEST(shown(one) == "B-2 again");
  BOOST_REQUIRE(one.skip());
  BOOST_TEST(shown(one) == "finished");
}

BOOST_AUTO_TEST_CASE(goes_back_and_shows_what_was_said) {
  Walk one = walk();
  say(one, Reply::no);
  say(one, Reply::yes);
  BOOST_REQUIRE(one.back());
  BOOST_TEST(shown(one) == "A-2 yes");
  BOOST_REQUIRE(one.back());
  BOOST_TEST(shown(one) == "A-1 no");
  BOOST_TEST(shown_after_a_crash() == "A-1 no");
  say(one, Reply::yes);
  BOOST_TEST(shown(one) == "B-1");  // the next one without an answer
  BOOST_TEST(standings(one) == "A-1=good A-2=good B-1=open B-2=open");
}

BOOST_AUTO_TEST_CASE(goes_back_from_the_end_and_to_the_device_from_the_start) {
  Walk one = walk();
  BOOST_REQUIRE(one.back());
  BOOST_TEST(shown(one) == "device");
  BOOST_TEST(shown_after_a_crash() == "device");
  BOOST_REQUIRE(one.back());  // nowhere to go
  BOOST_TEST(shown(one) == "device");
  BOOST_REQUIRE(one.say_device(Device::own));
  for (int i = 0; i < 4; ++i) say(one, Reply::yes);
  BOOST_REQUIRE(one.back());
  BOOST_TEST(shown(one) == "B-2 yes");
}

BOOST_AUTO_TEST_CASE(nothing_is_kept_without_a_reason) {
  Walk one = walk();
  for (const char* reason : {"", "   ", "\n\t"}) BOOST_TEST(!one.answer(Reply::keep, reason, day));
  BOOST_TEST(shown(one) == "A-1");
  BOOST_TEST(shown_after_a_crash() == "A-1");
  say(one, Reply::keep, "  my publisher\n asks for it ");
  const Walk later = walk();
  BOOST_TEST(later.standings()[0].answer->reason == "my publisher asks for it");
  BOOST_TEST((later.standings()[0].answer->answered == day));
}

BOOST_AUTO_TEST_CASE(a_reason_goes_away_with_the_keeping) {
  Walk one = walk();
  say(one, Reply::keep, "habit");
  BOOST_REQUIRE(one.back());
  say(one, Reply::no, "habit");
  BOOST_TEST(walk().standings()[0].answer->reason == "");
}

BOOST_AUTO_TEST_CASE(goes_to_items_and_sections_by_name) {
  Walk one = walk();
  BOOST_REQUIRE(one.go_to("b-2"));
  BOOST_TEST(shown_after_a_crash() == "B-2");
  BOOST_TEST(!one.go_to("A-9"));  // the organisation's
  BOOST_TEST(!one.go_to("B"));
  BOOST_TEST(!one.go_to(""));
  BOOST_TEST(shown(one) == "B-2");
  BOOST_REQUIRE(one.go_to_section("a"));
  say(one, Reply::yes);
  BOOST_REQUIRE(one.go_to_section("A"));
  BOOST_TEST(shown(one) == "A-2");
  say(one, Reply::yes);
  BOOST_REQUIRE(one.go_to_section("a"));
  BOOST_TEST(shown(one) == "A-1 yes");
  const auto refused = one.go_to_section("c");
  BOOST_REQUIRE(!refused);
  BOOST_TEST(sentence(refused.error()) == "there is no section \"c\"; write one of: a, b");
}

BOOST_AUTO_TEST_CASE(a_review_passes_every_item_and_survives_a_crash) {
  Walk one = walk();
  for (int i = 0; i < 4; ++i) say(one, Reply::yes);
  BOOST_REQUIRE(one.review());
  BOOST_TEST(shown(one) == "A-1 yes review");
  say(one, Reply::no);
  BOOST_TEST(shown(one) == "A-2 yes review");
  BOOST_REQUIRE(one.skip());
  BOOST_TEST(shown_after_a_crash() == "B-1 yes review");
  BOOST_REQUIRE(one.skip());
  BOOST_REQUIRE(one.skip());
  BOOST_TEST(shown(one) == "finished");
  BOOST_TEST(standings(one) == "A-1=to_do A-2=good B-1=good B-2=good");
}

BOOST_AUTO_TEST_CASE(a_reworded_or_reordered_file_loses_no_answer) {
  Walk one = walk();
  say(one, Reply::yes);
  say(one, Reply::no);
  Checklist reworded = small({"B-1", "A-2", "A-1", "B-2"});
  for (Item& item : reworded.items) item.title = "In other words";
  BOOST_TEST(standings(walk(reworded)) == "B-1=open A-2=to_do A-1=good B-2=open");
  BOOST_TEST(shown(walk(reworded)) == "B-1");
}

BOOST_AUTO_TEST_CASE(answers_to_items_that_are_gone_are_kept_and_ignored) {
  Walk one = walk();
  for (int i = 0; i < 2; ++i) say(one, Reply::yes);
  const Walk shorter = walk(small({"A-1", "B-2"}));
  BOOST_TEST(standings(shorter) == "A-1=good B-2=open");
  BOOST_TEST(shown(shorter) == "B-2");  // where it stopped, B-1, is gone
  BOOST_TEST(shorter.progress()[0].answered == 1);
  BOOST_TEST(shorter.progress()[0].all == 1);
  BOOST_TEST(standings(walk()) == "A-1=good A-2=good B-1=open B-2=open");
}

BOOST_AUTO_TEST_CASE(new_items_are_asked_even_when_the_walk_was_done) {
  Walk one = walk();
  for (int i = 0; i < 4; ++i) say(one, Reply::yes);
  BOOST_TEST(shown(walk(small({"A-1", "A-2", "A-3", "B-1", "B-2"}))) == "A-3");
}

BOOST_AUTO_TEST_CASE(each_checklist_has_its_own_answers) {
  Walk one = walk();
  say(one, Reply::yes);
  Checklist other = small();
  other.id = "other";
  BOOST_TEST(standings(walk(other)) == "A-1=open A-2=open B-1=open B-2=open");
}

BOOST_AUTO_TEST_CASE(takes_over_what_a_file_answers) {
  Walk one = walk();
  BOOST_REQUIRE(one.go_to("B-2"));
  AnswersFile file;
  file.device = Device::school;
  file.answers = {{"B-2", Reply::no, "", day}, {"A-1", Reply::keep, "habit", day}};
  BOOST_REQUIRE(one.take_over(file));
  BOOST_TEST(shown(one) == "A-2");
  BOOST_TEST(shown_after_a_crash() == "A-2");
  BOOST_TEST(standings(walk()) == "A-1=kept A-2=open B-1=open B-2=to_do");
  BOOST_TEST((walk().device() == Device::school));
}

BOOST_AUTO_TEST_CASE(asks_nothing_when_all_is_done) {
  Walk one = walk();
  for (int i = 0; i < 4; ++i) say(one, Reply::not_sure);
  BOOST_TEST(!one.answer(Reply::yes, "", day));
  BOOST_TEST(!one.skip());
  BOOST_TEST(standings(walk()) == "A-1=unsure A-2=unsure B-1=unsure B-2=unsure");
}

BOOST_AUTO_TEST_SUITE_END()
