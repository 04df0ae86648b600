#include "hr/campaign_plan.h"

#include <boost/test/unit_test.hpp>
#include <fstream>

#include "hr/calendar_view.h"
#include "hr/ladder.h"
#include "support/cases.h"

using namespace gh;
using base::Day;

namespace {

Day day(const std::string& iso) { return base::parse_day(iso).value(); }

const std::filesystem::path calendars = std::filesystem::path(GH_ROOT) / "data/hr/calendars";

struct Templates {
  tests::TemporaryFolder folder;

  base::Result<hr::CampaignPlan> read(const std::string& toml, const hr::PlanChoices& choices = {},
                                      const std::string& today = "2026-10-28") {
    const auto file = folder / "t.toml";
    std::ofstream(file) << toml;
    return hr::read_template(file, calendars, choices, day(today));
  }
};

const std::string least = "schema = 1\nname = \"A\"\n[checklist]\nid = \"c\"\nversion = \"1\"\n";

std::string shown(const std::vector<hr::Step>& steps) {
  std::string text;
  for (const hr::Step& step : steps)
    text += std::string(name(step.kind)) + " " + std::to_string(step.number) + " " +
            base::format_day(step.day) + "\n";
  return text;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(campaign_plan, Templates)

BOOST_AUTO_TEST_CASE(the_shipped_template_reads_and_survives_being_written_down) {
  const auto plan =
      hr::read_template(std::filesystem::path(GH_ROOT) / "data/hr/campaign.toml", calendars,
                        {"Autumn \"26\" \\ é", day("2026-11-02"), std::nullopt}, day("2026-10-01"));
  BOOST_REQUIRE(plan.has_value());
  BOOST_TEST((plan->deadline == day("2026-12-14")));
  BOOST_TEST(plan->calendar.terms.size() == 3u);
  const auto again = hr::read_plan(hr::write_plan(*plan), "kept");
  BOOST_REQUIRE(again.has_value());
  BOOST_TEST((*again == *plan));
}

BOOST_AUTO_TEST_CASE(days_that_nobody_names_are_school_days) {
  const auto plan = read(least.substr(0, 22) + "calendars = [\"england-2026-27\"]\n" + least.substr(22));
  BOOST_REQUIRE(plan.has_value());
  BOOST_TEST((plan->opens_on == day("2026-11-02")));  // after half term
  BOOST_TEST((plan->deadline == day("2026-12-14")));
  const auto given = read(least, {"", day("2026-11-07"), day("2026-12-13")});
  BOOST_TEST((given->opens_on == day("2026-11-09")));  // Saturday to Monday
  BOOST_TEST((given->deadline == day("2026-12-11")));  // Sunday to Friday
}

BOOST_AUTO_TEST_CASE(mistakes_are_named_with_their_place) {
  struct {
    std::string toml, words;
  } const cases[] = {
      {"name = \"A\"", "no [checklist]"},
      {least + "[ladder]\nbefore = [7, 14]", ":7:10: 'before' are days before the deadline, falling"},
      {least + "[ladder]\nbefore = [\"7\"]", "whole number without quotes"},
      {least + "[ladder]\noverdue_weeks = 99", "'overdue_weeks' can be 0 to 26"},
      {least + "[[link]]\ntitle = \"P\"\nurl = \"intranet\"", "'url' must be a whole web address"},
      {least + "[[term]]\nfirst = 2026-09-01\nlast = 2026-08-01", "the last not before the first"},
      {least + "[ladders]\n", "did you mean 'ladder'?"},
      {"calendars = [\"nowhere\"]\n" + least, "nowhere.toml"},
      {"calendars = [\"../../x\"]\n" + least, "without its folder"},
      {"opens_on = 2026-12-01\ndeadline = 2026-11-01\n" + least, "must come after the opening"},
      {"[checklist]\nid = \"c\"\nversion = \"1\"\n", "has no name"},
  };
  for (const auto& [toml, words] : cases) {
    const auto plan = read(toml);
    BOOST_REQUIRE_MESSAGE(!plan.has_value(), toml);
    BOOST_TEST(sentence(plan.error()).find(words) != std::string::npos, sentence(plan.error()));
  }
}

BOOST_AUTO_TEST_CASE(steps_keep_to_school_days_and_never_fall) {
  hr::CampaignPlan plan;
  plan.calendar.terms = {{day("2026-11-02"), day("2026-12-18")}, {day("2027-01-04"), day("2027-03-25")}};
  plan.calendar.closed = {{day("2026-12-04"), day("2026-12-04")}};
  plan.deadline = day("2026-12-11");
  BOOST_TEST(
      shown(hr::steps_for(plan, day("2026-11-08"), plan.deadline)) ==
      "invitation 0 2026-11-09\nreminder 30 2026-11-11\nreminder 14 2026-11-27\nreminder 7 2026-12-03\n"
      "reminder 1 2026-12-10\noverdue 1 2026-12-18\noverdue 2 2027-01-04\noverdue 3 2027-01-11\n"
      "overdue 4 2027-01-18\n");
  BOOST_TEST(shown(hr::steps_for(plan, day("2026-12-08"), plan.deadline))
                 .starts_with("invitation 0 2026-12-08\nreminder 1 2026-12-10\noverdue 1"));
  plan.ladder.overdue_weeks = 0;
  const auto steps = hr::steps_for(plan, day("2026-11-08"), plan.deadline);
  BOOST_TEST(hr::due(steps, day("2026-11-08")) == -1);
  BOOST_TEST(hr::due(steps, day("2026-11-09")) == 0);
  BOOST_TEST(hr::due(steps, day("2026-12-02")) == 2);
  BOOST_TEST(hr::due(steps, day("2030-01-01")) == 4);
}

BOOST_AUTO_TEST_CASE(outside_the_terms_that_are_known_every_weekday_counts) {
  hr::SchoolCalendar calendar;
  calendar.terms = {{day("2026-11-02"), day("2026-12-18")}, {day("2027-01-04"), day("2027-03-25")}};
  BOOST_TEST(!hr::is_school_day(calendar, day("2026-12-21")));
  BOOST_TEST(hr::is_school_day(calendar, day("2027-09-01")));
  BOOST_TEST(!hr::knows(calendar, {day("2027-03-01"), day("2027-09-01")}));
}

BOOST_AUTO_TEST_CASE(the_preview_marks_its_days) {
  hr::CampaignPlan plan;
  plan.opens_on = day("2026-11-02");
  plan.deadline = day("2026-12-11");
  const std::string months = hr::draw_months(plan, hr::happenings(plan));
  BOOST_TEST(months.find("November 2026\n  Mo   Tu") != std::string::npos, months);
  BOOST_TEST(months.find("\n  2I ") != std::string::npos, months);
  BOOST_TEST(months.find(" 11D ") != std::string::npos, months);
  BOOST_TEST(months.find(" 25OM") != std::string::npos, months);
}

BOOST_AUTO_TEST_SUITE_END()
