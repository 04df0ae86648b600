#include "assess/assess.h"

#include <algorithm>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <functional>
#include <set>

#include "assess/exposures.h"
#include "base/text.h"
#include "support/cases.h"

namespace bdata = boost::unit_test::data;
using namespace gh;
using namespace gh::assess;
using base::State;
using checklist::Reply;
using checklist::Severity;

namespace {

base::Day day(const char* iso) { return *base::parse_day(iso); }
const base::Day today = day("2025-09-01");

checklist::Item item(const char* id, Severity severity) {
  checklist::Item made;
  made.id = id;
  made.section = "all";
  made.severity = severity;
  if (severity == Severity::organisation) made.decides = checklist::Decides::organisation;
  made.title = std::string("Title of ") + id;
  made.question = "Is it so?";
  made.good = "no";
  made.why = std::string("Why of ") + id;
  made.advice = std::string("Advice of ") + id;
  made.risk = std::string("Risk of ") + id;
  return made;
}

checklist::Checklist small_checklist() {
  checklist::Checklist made;
  made.id = "small";
  made.title = "A small checklist";
  made.sections = {{"all", "Everything", ""}};
  made.items = {item("FUN", Severity::aware),    item("WORK", Severity::duty),
                item("FACTS", Severity::expose), item("ORG", Severity::organisation),
                item("DOB", Severity::expose),   item("NAME", Severity::breach)};
  return made;
}

std::string clause_of(detect::Kind kind) {
  switch (kind) {
    case detect::Kind::handle_contains_employer:
      return "NAME";
    case detect::Kind::employer:
    case detect::Kind::school:
      return "WORK";
    case detect::Kind::football_team:
      return "FUN";
    case detect::Kind::birth_date:
    case detect::Kind::age:
      return "DOB";
    default:
      return "FACTS";
  }
}

// The part of `notation` behind `mark`, which is taken off.
std::string take(std::string& notation, char mark) {
  const std::size_t at = notation.rfind(mark);
  if (at == std::string::npos) return "";
  const std::size_t end = std::min(notation.find_first_of("!~^%", at + 1), notation.size());
  const std::string part = notation.substr(at + 1, end - at - 1);
  notation.erase(at, end - at);
  return part;
}

// "kind=value@place!certainty~published^seen_by%whose", as births.tsv explains it.
Sighting sighting(std::string notation) {
  Sighting made{0, "generic", "", {}};
  detect::Finding& finding = made.finding;
  if (const auto part = take(notation, '!'); !part.empty())
    finding.certainty = *detect::certainty_named(part);
  if (const auto part = take(notation, '~'); !part.empty()) finding.published = base::parse_day(part);
  if (const auto part = take(notation, '^'); !part.empty()) finding.seen_by = *detect::visibility_named(part);
  if (const auto part = take(notation, '%'); !part.empty()) finding.whose = *detect::whose_named(part);
  made.place = take(notation, '@');
  const std::size_t equals = notation.find('=');
  finding.kind = *detect::kind_named(notation.substr(0, equals));
  finding.value = notation.substr(equals + 1);
  finding.clause = clause_of(finding.kind);
  return made;
}

std::vector<Sighting> sightings(const std::string& notation) {
  std::vector<Sighting> all;
  for (std::size_t at = 0; at < notation.size();) {
    const std::size_t end = std::min(notation.find(" | ", at), notation.size());
    all.push_back(sighting(notation.substr(at, end - at)));
    all.back().finding.evidence.start = static_cast<std::uint32_t>(at);
    at = end + 3;
  }
  return all;
}

std::string summary(const std::vector<Exposure>& exposures) {
  std::string text;
  for (const Exposure& one : exposures) {
    text += (text.empty() ? "" : " | ") + std::string(name(one.kind)) + "=" + one.value + " x" +
            std::to_string(one.sightings.size()) + (one.joined ? " joined" : "");
  }
  return text.empty() ? "-" : text;
}

Account account(std::int64_t id, Ownership ownership = Ownership::confirmed) {
  return {id, "generic", "", "https://site" + std::to_string(id) + ".example/", ownership, today};
}

AccountResult result(const Account& whose, State state, const std::string& notation = "") {
  AccountResult made;
  made.account = whose;
  made.state = state;
  made.source = Source::fetched;
  made.looked = today;
  for (const Sighting& one : sightings(notation)) {
    made.findings.push_back(one.finding);
    made.finding_places.push_back(one.place);
  }
  return made;
}

Assessment assessed(const std::vector<AccountResult>& results, const std::vector<Account>& accounts,
                    const std::vector<checklist::Answer>& answers = {}) {
  return assess::assess({1, today, true, results}, accounts, small_checklist(), answers, "Hannah", today);
}

std::set<std::int64_t> ids(const std::vector<Unchecked>& unchecked) {
  std::set<std::int64_t> all;
  for (const Unchecked& one : unchecked) all.insert(one.account.id);
  return all;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(assess_suite)

BOOST_DATA_TEST_CASE(joins_births_across_places, bdata::make(tests::cases_in("assess/births.tsv", 2)), row) {
  BOOST_TEST(summary(exposures_of(sightings(row.columns[0]), small_checklist(), today)) == row.columns[1]);
}

BOOST_DATA_TEST_CASE(puts_findings_together, bdata::make(tests::cases_in("assess/exposures.tsv", 2)), row) {
  BOOST_TEST(summary(exposures_of(sightings(row.columns[0]), small_checklist(), today)) == row.columns[1]);
}

BOOST_DATA_TEST_CASE(says_it_in_a_sentence, bdata::make(tests::cases_in("assess/words.tsv", 2)), row) {
  const auto exposures = exposures_of(sightings(row.columns[0]), small_checklist(), today);
  BOOST_REQUIRE(exposures.size() == 1u);
  BOOST_TEST(exposures[0].words == row.columns[1]);
}

// Contradicting sightings tell the same whatever their order; the joined value must not depend on it.
BOOST_DATA_TEST_CASE(the_order_of_places_changes_no_birth_date,
                     bdata::make(tests::cases_in("assess/births.tsv", 2)), row) {
  auto seen = sightings(row.columns[0]);
  const auto values = [&] {
    std::multiset<std::string> all;
    for (const Exposure& one : exposures_of(seen, small_checklist(), today)) all.insert(one.value);
    return all;
  };
  const auto before = values();
  std::reverse(seen.begin(), seen.end());
  BOOST_TEST((values() == before));
}

BOOST_AUTO_TEST_CASE(every_kind_has_a_sentence_of_its_own) {
  std::set<std::string> sentences;
  for (std::size_t i = 0; i < detect::kind_count; ++i) {
    const std::string kind(name(static_cast<detect::Kind>(i)));
    const auto exposures = exposures_of(sightings(kind + "=x@a"), small_checklist(), today);
    BOOST_REQUIRE_MESSAGE(exposures.size() == 1u, kind);
    sentences.insert(exposures[0].words);
  }
  BOOST_TEST(sentences.size() == detect::kind_count);
}

BOOST_AUTO_TEST_CASE(a_joined_date_is_as_sure_as_its_least_sure_part) {
  const auto of = [](const char* notation) {
    return exposures_of(sightings(notation), small_checklist(), today).at(0);
  };
  using detect::Certainty;
  BOOST_TEST(
      (of("birth_date=XXXX-07-04@a!certain | birth_date=1985@b!possible").certainty == Certainty::possible));
  BOOST_TEST((of("birth_date=XXXX-07-04@a!certain | birth_date=1985@b").certainty == Certainty::likely));
  BOOST_TEST(
      (of("birth_date=1985-07-04@a!certain | birth_date=1985@b!possible").certainty == Certainty::certain));
  BOOST_TEST((of("birth_date=XXXX-07-04@a!certain | age=30@b~2015-07-04!possible").certainty ==
              Certainty::possible));
}

BOOST_AUTO_TEST_CASE(the_same_words_found_by_two_rules_are_one_sighting) {
  auto seen = sightings("birth_date=1985-07-04@a!possible");
  seen.push_back(seen[0]);
  seen[1].finding.rule = "another";
  seen[1].finding.certainty = detect::Certainty::certain;
  const auto exposures = exposures_of(seen, small_checklist(), today);
  BOOST_TEST(summary(exposures) == "birth_date=1985-07-04 x1");
  BOOST_TEST((exposures[0].certainty == detect::Certainty::certain));
  seen[1].finding.evidence.start += 1;
  BOOST_TEST(summary(exposures_of(seen, small_checklist(), today)) == "birth_date=1985-07-04 x2");
}

BOOST_AUTO_TEST_CASE(ids_stay_the_same_while_more_becomes_known_and_differ_within_a_report) {
  const auto id_of = [](const char* notation) {
    return exposures_of(sightings(notation), small_checklist(), today).at(0).id;
  };
  BOOST_TEST(id_of("birth_date=XXXX-07-04@a") == "birth_date");
  BOOST_TEST(id_of("birth_date=XXXX-07-04@a | birth_date=1985@b") == "birth_date");
  BOOST_TEST(id_of("school=LADYMERE Primary@a") == id_of("school=Ladymere Primary@b"));
  std::set<std::string> all;
  const auto exposures = exposures_of(
      sightings("birth_date=1985-07-04@a | birth_date=1986-07-04@b | birth_date=19@c | age=70@d | age=71@d | "
                "school=x@a | "
                "school=y@a | employer=x@a | handle_contains_employer=x@a | handle_contains_employer=y@b"),
      small_checklist(), today);
  for (const Exposure& one : exposures) all.insert(one.id);
  BOOST_TEST(exposures.size() == 10u);
  BOOST_TEST(all.size() == exposures.size());
}

BOOST_AUTO_TEST_CASE(takes_the_words_of_the_checklist) {
  const auto exposures = exposures_of(sightings("birth_date=1985@a"), small_checklist(), today);
  BOOST_REQUIRE(exposures.size() == 1u);
  BOOST_TEST(exposures[0].clause == "DOB");
  BOOST_TEST(exposures[0].title == "Title of DOB");
  BOOST_TEST(exposures[0].why == "Why of DOB");
  BOOST_TEST(exposures[0].advice == "Advice of DOB");
  BOOST_TEST(exposures[0].risk == "Risk of DOB");
  BOOST_TEST((exposures[0].severity == Severity::expose));
}

BOOST_AUTO_TEST_CASE(the_worst_of_several_items_speaks) {
  auto seen = sightings("employer=Fell Trust@a | employer=Fell Trust@b | employer=Fell Trust@c");
  seen[1].finding.clause = "NAME";
  seen[2].finding.clause = "ORG";
  BOOST_TEST(exposures_of(seen, small_checklist(), today).at(0).clause == "NAME");
}

BOOST_AUTO_TEST_CASE(a_checklist_without_the_item_loses_no_finding) {
  for (const char* clause : {"SEC-05", "ORG", ""}) {
    auto seen = sightings("birth_date=1985-07-04@a");
    seen[0].finding.clause = clause;
    const auto exposures = exposures_of(seen, small_checklist(), today);
    BOOST_REQUIRE(exposures.size() == 1u);
    BOOST_TEST((exposures[0].severity == Severity::expose));
    BOOST_TEST(exposures[0].clause == "");
    BOOST_TEST(exposures[0].title == "Date of birth");
    BOOST_TEST(!exposures[0].why.empty());
    BOOST_TEST(!exposures[0].advice.empty());
    BOOST_TEST(!exposures[0].risk.empty());
  }
}

// A wall is not an all-clear: of whatever was not really read, the report must say so.
BOOST_AUTO_TEST_CASE(no_state_but_found_and_absent_leads_to_silence) {
  for (int i = 0; i <= static_cast<int>(State::not_checked); ++i) {
    const auto state = static_cast<State>(i);
    const auto done = assessed({result(account(1), state)}, {account(1)});
    BOOST_TEST_CONTEXT(name(state)) {
      BOOST_TEST(done.looked_at.size() == (state == State::found ? 1u : 0u));
      BOOST_TEST(done.absent.size() == (state == State::absent ? 1u : 0u));
      BOOST_TEST(done.unchecked.size() == (state == State::found || state == State::absent ? 0u : 1u));
      if (!done.unchecked.empty()) BOOST_TEST(done.unchecked[0].detail == meaning(state));
    }
  }
}

BOOST_AUTO_TEST_CASE(an_account_that_nobody_looked_at_is_not_checked) {
  const auto done =
      assessed({}, {account(1), account(2, Ownership::unconfirmed), account(3, Ownership::rejected)});
  // One that was found and never confirmed is nobody's yet.
  BOOST_TEST((ids(done.unchecked) == std::set<std::int64_t>{1}));
  BOOST_TEST((done.unchecked[0].state == State::not_checked));
  BOOST_TEST(done.unchecked[0].detail == meaning(State::not_checked));
}

BOOST_AUTO_TEST_CASE(keeps_the_reason_why_an_account_was_not_read) {
  AccountResult failed = result(account(1), State::network_error);
  failed.reason = "unknown_host";
  failed.detail = "There is no site of that name.";
  const auto done = assessed({failed}, {account(1)});
  BOOST_REQUIRE(done.unchecked.size() == 1u);
  BOOST_TEST(done.unchecked[0].reason == "unknown_host");
  BOOST_TEST(done.unchecked[0].detail == "There is no site of that name.");
}

BOOST_AUTO_TEST_CASE(what_was_found_on_half_a_page_counts_and_the_page_is_still_unchecked) {
  for (State state : {State::cut, State::drift, State::login_wall, State::not_checked}) {
    const auto done = assessed({result(account(1), state, "birth_date=1985-07-04@a")}, {account(1)});
    BOOST_TEST(summary(done.exposures) == "birth_date=1985-07-04 x1");
    BOOST_TEST((ids(done.unchecked) == std::set<std::int64_t>{1}));
    BOOST_TEST(done.looked_at.empty());
  }
}

BOOST_AUTO_TEST_CASE(words_of_a_page_that_is_not_there_are_nobodys) {
  const auto done = assessed({result(account(1), State::absent, "school=Ladymere Primary@a")}, {account(1)});
  BOOST_TEST(done.exposures.empty());
  BOOST_TEST(done.absent.size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_rejected_account_is_nowhere) {
  // Rejected since the audit, rejected before, and rejected after its number was lost.
  const Account unnumbered{0, "generic", "", "https://old.example/", Ownership::confirmed, today};
  Account rejected = unnumbered;
  rejected.ownership = Ownership::rejected;
  const auto done = assessed({result(account(1), State::found, "birth_date=1985-07-04@a"),
                              result(account(2, Ownership::rejected), State::login_wall, "age=40@b"),
                              result(unnumbered, State::absent)},
                             {account(1, Ownership::rejected), account(2, Ownership::rejected), rejected});
  BOOST_TEST(done.exposures.empty());
  BOOST_TEST(done.looked_at.empty());
  BOOST_TEST(done.unchecked.empty());
  BOOST_TEST(done.absent.empty());
}

BOOST_AUTO_TEST_CASE(an_account_whose_address_was_mended_is_the_same_one) {
  Account mended = account(1);
  mended.url = "https://mended.example/";
  const auto done = assessed({result(account(1), State::login_wall)}, {mended});
  BOOST_REQUIRE(done.unchecked.size() == 1u);
  BOOST_TEST((done.unchecked[0].account == mended));
  BOOST_TEST((done.unchecked[0].state == State::login_wall));
}

BOOST_AUTO_TEST_CASE(an_account_confirmed_since_counts) {
  const auto done = assessed(
      {result(account(1, Ownership::rejected), State::found, "birth_date=1985-07-04@a")}, {account(1)});
  BOOST_TEST(summary(done.exposures) == "birth_date=1985-07-04 x1");
  BOOST_TEST((done.looked_at.at(0).account == account(1)));
}

BOOST_AUTO_TEST_CASE(a_removed_account_keeps_what_was_found) {
  const auto done = assessed(
      {result(account(1), State::found, "birth_date=1985-07-04@a"), result(account(2), State::bot_wall)}, {});
  BOOST_TEST(summary(done.exposures) == "birth_date=1985-07-04 x1");
  BOOST_TEST((ids(done.unchecked) == std::set<std::int64_t>{2}));
}

BOOST_AUTO_TEST_CASE(joins_across_accounts_and_says_where) {
  const auto done =
      assessed({result(account(1), State::found, "birth_date=XXXX-07-04@https://site1.example/about"),
                result(account(2), State::cut, "birth_date=1985@https://site2.example/")},
               {account(1), account(2)});
  BOOST_TEST(summary(done.exposures) == "birth_date=1985-07-04 x2 joined");
  BOOST_TEST(done.exposures[0].sightings[0].account == 1);
  BOOST_TEST(done.exposures[0].sightings[0].platform == "generic");
  BOOST_TEST(done.exposures[0].sightings[0].place == "https://site1.example/about");
  BOOST_TEST(done.exposures[0].sightings[1].account == 2);
}

BOOST_AUTO_TEST_CASE(a_finding_without_a_place_stands_where_the_account_was_read) {
  AccountResult read = result(account(1), State::found, "birth_date=1985-07-04@a");
  read.finding_places.clear();
  BOOST_TEST(assessed({read}, {}).exposures.at(0).sightings.at(0).place == "https://site1.example/");
  read.places = {"saved.html"};
  BOOST_TEST(assessed({read}, {}).exposures.at(0).sightings.at(0).place == "saved.html");
}

BOOST_AUTO_TEST_CASE(other_people_are_not_even_listed_beside_the_account) {
  const auto done = assessed(
      {result(account(1), State::found, "birth_date=1985-07-04@a%other | child_info=Zoe@b%other | age=40@c")},
      {});
  BOOST_REQUIRE(done.looked_at.size() == 1u);
  BOOST_TEST(done.looked_at[0].findings.size() == 2u);
  BOOST_TEST(done.looked_at[0].finding_places == (std::vector<std::string>{"b", "c"}),
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(lists_what_the_answers_leave_open_worst_first) {
  const auto done = assessed({}, {},
                             {{"FUN", Reply::yes, "", today},
                              {"NAME", Reply::not_sure, "", today},
                              {"FACTS", Reply::yes, "", today},
                              {"DOB", Reply::yes, "", today},
                              {"ORG", Reply::yes, "", today},
                              {"GONE", Reply::yes, "", today},
                              {"WORK", Reply::keep, "the choir knows", today}});
  std::vector<std::string> items;
  for (const ToDo& one : done.to_do) items.push_back(one.item);
  BOOST_TEST(items == (std::vector<std::string>{"NAME", "FACTS", "DOB", "FUN"}),
             boost::test_tools::per_element());
  BOOST_TEST((done.to_do[0].standing == checklist::Standing::unsure));
  BOOST_TEST(done.to_do[1].advice == "Advice of FACTS");
  BOOST_REQUIRE(done.kept.size() == 1u);
  BOOST_TEST(done.kept[0].item == "WORK");
  BOOST_TEST(done.kept[0].reason == "the choir knows");
}

BOOST_AUTO_TEST_CASE(what_is_good_or_does_not_apply_or_has_no_answer_is_no_work) {
  const auto done =
      assessed({}, {}, {{"FUN", Reply::no, "", today}, {"DOB", Reply::does_not_apply, "", today}});
  BOOST_TEST(done.to_do.empty());
  BOOST_TEST(done.kept.empty());
  BOOST_REQUIRE(done.progress.size() == 1u);
  BOOST_TEST(done.progress[0].answered == 2);
  BOOST_TEST(done.progress[0].all == 5);
}

BOOST_AUTO_TEST_CASE(says_whose_audit_it_is_and_whether_it_was_finished) {
  const auto done =
      assess::assess({1, day("2025-08-01"), false, {}}, {}, small_checklist(), {}, "Hannah", today);
  BOOST_TEST(done.person == "Hannah");
  BOOST_TEST((done.date == today));
  BOOST_TEST(done.checklist_title == "A small checklist");
  BOOST_TEST(!done.audit_finished);
}

BOOST_AUTO_TEST_SUITE_END()
