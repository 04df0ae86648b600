#include "hr/reminders.h"

#include <map>
#include <random>

#include "hr/figures.h"
#include "hr/office.h"
#include "hr/outbox.h"

using namespace gh;
using base::Day;
using hr::Ledger;
using std::chrono::days;
using tests::day;
using tests::fine;
using tests::the;

namespace {

const std::string staff =
    "Email,Name,School,Role\n"
    "a@t.example,Ann Tull,Oak,Teacher\n"
    "b@t.example,Bo Reed,Oak,Office\n"
    "c@t.example,Cy Marsh,Elm,Teacher\n";

hr::Planned plan(Ledger& ledger, const std::string& today) {
  return the(hr::plan_reminders(ledger, day(today), true)).at(0);
}

// Everything planned for one person, in order: "invitation@2026-11-02 reminder@2026-11-11".
std::string mail_of(Ledger& ledger, const std::string& address) {
  return tests::text_of(
      ledger,
      "SELECT o.kind || '@' || o.planned_on FROM outbox o JOIN assignments a ON a.id = o.assignment "
      "JOIN people p ON p.id = a.person WHERE p.key = '" +
          address + "' ORDER BY o.id");
}

void send_all(Ledger& ledger) { the(ledger.run("UPDATE outbox SET state = 'sent' WHERE state = 'queued'")); }

}  // namespace

BOOST_FIXTURE_TEST_SUITE(reminders, tests::Office)

BOOST_AUTO_TEST_CASE(the_ladder_is_climbed_step_by_step_and_then_there_is_silence) {
  on_both([this](Ledger& ledger) {
    import(ledger, staff);
    running(ledger);
    for (Day today = day("2026-10-30"); today < day("2027-03-01"); today += days{1}) {
      the(hr::plan_reminders(ledger, today, true));
      send_all(ledger);
    }
    BOOST_TEST(mail_of(ledger, "a@t.example") ==
               "invitation@2026-11-02 reminder@2026-11-11 reminder@2026-11-27 reminder@2026-12-04 "
               "reminder@2026-12-10 "
               "overdue@2026-12-18 overdue@2026-12-25 overdue@2027-01-01 overdue@2027-01-08");
  });
}

// Whatever runs were missed: what is planned on a day is the last step that has come, if it was not planned
// yet.
BOOST_AUTO_TEST_CASE(after_an_outage_of_any_length_each_gets_the_one_right_next_mail) {
  on_both([this](Ledger& ledger) {
    import(ledger, staff);
    const hr::Campaign campaign = running(ledger);
    const std::vector<hr::Step> steps =
        hr::steps_for(campaign.plan, campaign.plan.opens_on, campaign.plan.deadline);
    std::mt19937 random(7);
    for (int round = 0; round < 60; ++round) {
      the(ledger.run("DELETE FROM outbox"));
      the(ledger.run("UPDATE assignments SET step = -1"));
      std::int64_t reached = -1;
      for (Day today = day("2026-11-01"); today < day("2027-01-20"); today += days{1 + random() % 25}) {
        const hr::Planned planned = the(hr::plan_reminders(ledger, today, true)).at(0);
        const bool closed = !hr::is_school_day(campaign.plan.calendar, today);
        const std::int64_t due = closed ? reached : hr::due(steps, today);
        const std::int64_t mails = planned.invitations + planned.reminders + planned.overdue;
        BOOST_TEST(mails == (due > reached ? 3 : 0), base::format_day(today));
        if (due > reached) BOOST_TEST((reached < 0) == (planned.invitations == 3));
        reached = std::max(reached, due);
        BOOST_TEST(tests::text_of(ledger, "SELECT COUNT(*) FROM outbox WHERE state = 'queued'") ==
                   (reached < 0 ? "0" : "3"));  // older ones that still wait give way
      }
    }
  });
}

BOOST_AUTO_TEST_CASE(what_is_due_can_be_seen_without_planning_it) {
  on_both([this](Ledger& ledger) {
    import(ledger, staff);
    running(ledger);
    BOOST_TEST(the(hr::plan_reminders(ledger, day("2026-11-02"), false)).at(0).invitations == 3);
    BOOST_TEST(tests::text_of(ledger, "SELECT COUNT(*) FROM outbox") == "0");
    BOOST_TEST(plan(ledger, "2026-11-02").invitations == 3);
    BOOST_TEST(plan(ledger, "2026-11-02").invitations == 0);
  });
}

BOOST_AUTO_TEST_CASE(whoever_is_on_leave_is_left_alone_and_then_gets_what_is_due) {
  on_both([this](Ledger& ledger) {
    import(ledger, staff);
    running(ledger);
    const hr::Person ann = the(hr::find_person(ledger, "A@t.example"));
    plan(ledger, "2026-11-02");
    the(hr::set_absence(ledger, ann, {"leave", day("2026-11-02"), day("2026-11-20"), false}, "HR",
                        day("2026-11-02")));
    BOOST_TEST(plan(ledger, "2026-11-11").reminders == 2);
    BOOST_TEST(plan(ledger, "2026-11-20").reminders == 0);
    const hr::Planned back = plan(ledger, "2026-11-23");
    BOOST_TEST(back.invitations == 1);  // hers was taken back before it went
    BOOST_TEST(mail_of(ledger, "a@t.example") == "invitation@2026-11-02 invitation@2026-11-23");
  });
}

BOOST_AUTO_TEST_CASE(the_exempt_are_not_asked_until_it_ends) {
  on_both([this](Ledger& ledger) {
    import(ledger, staff);
    const hr::Person bo = the(hr::find_person(ledger, "b@t.example"));
    the(hr::set_absence(ledger, bo, {"exempt", day("2026-11-01"), day("2026-11-20"), false}, "HR",
                        day("2026-11-01")));
    running(ledger);
    BOOST_TEST(plan(ledger, "2026-11-02").invitations == 2);
    const hr::Planned later = plan(ledger, "2026-11-23");
    BOOST_TEST(later.joiners == 1);
    BOOST_TEST(mail_of(ledger, "b@t.example") == "invitation@2026-11-23");
    const hr::Person ann = the(hr::find_person(ledger, "a@t.example"));
    the(hr::set_absence(ledger, ann, {"exempt", day("2026-11-24"), std::nullopt, false}, "HR",
                        day("2026-11-24")));
    BOOST_TEST(plan(ledger, "2026-11-24").withdrawn == 1);
    the(hr::set_absence(ledger, ann, {"exempt", day("2026-11-26"), std::nullopt, true}, "HR",
                        day("2026-11-25")));
    BOOST_TEST(plan(ledger, "2026-11-26").reopened == 1);
  });
}

BOOST_AUTO_TEST_CASE(joiners_are_asked_with_time_of_their_own) {
  on_both([this](Ledger& ledger) {
    import(ledger, staff);
    running(ledger);
    plan(ledger, "2026-11-02");
    import(ledger, staff + "d@t.example,Di Ash,Elm,Head\n", "2026-12-01");
    BOOST_TEST(plan(ledger, "2026-12-01").joiners == 1);
    BOOST_TEST(mail_of(ledger, "d@t.example") == "invitation@2026-12-01");
    BOOST_TEST(tests::text_of(ledger, "SELECT MAX(deadline) FROM assignments") == "2026-12-29");
  });
}

BOOST_AUTO_TEST_CASE(one_person_can_have_more_time) {
  on_both([this](Ledger& ledger) {
    import(ledger, staff);
    const hr::Campaign campaign = running(ledger);
    for (const char* today : {"2026-11-02", "2026-11-11", "2026-11-27", "2026-12-04"}) plan(ledger, today);
    const auto more = the(hr::adjust_person(ledger, campaign, "a@t.example", {std::nullopt, 14, std::nullopt},
                                            "HR", day("2026-12-04")));
    BOOST_TEST((more.deadline == day("2026-12-25")));
    BOOST_TEST(plan(ledger, "2026-12-10").reminders == 2);
    BOOST_TEST(plan(ledger, "2026-12-11").reminders == 1);  // hers: 14 days before her own
    BOOST_TEST(plan(ledger, "2026-12-18").overdue == 2);
    BOOST_TEST(tests::text_of(ledger, "SELECT kind FROM adjustments") == "extra_time");
  });
}

BOOST_AUTO_TEST_CASE(paused_means_silence_and_resumed_means_one_mail) {
  on_both([this](Ledger& ledger) {
    import(ledger, staff);
    const hr::Campaign campaign = running(ledger);
    plan(ledger, "2026-11-02");
    fine(hr::pause(ledger, campaign));
    BOOST_TEST(the(hr::plan_reminders(ledger, day("2026-12-05"), true)).empty());
    BOOST_TEST(!hr::pause(ledger, campaign).has_value());
    fine(hr::resume(ledger, campaign));
    send_all(ledger);
    BOOST_TEST(plan(ledger, "2026-12-07").reminders == 3);
    BOOST_TEST(plan(ledger, "2026-12-07").reminders == 0);
  });
}

BOOST_AUTO_TEST_CASE(managers_are_told_once_and_only_where_somebody_is_overdue) {
  on_both([this](Ledger& ledger) {
    import(ledger, staff);
    the(ledger.run("UPDATE schools SET manager = key || '@t.example'"));
    const hr::Campaign campaign = running(ledger);
    the(hr::adjust_person(ledger, campaign, "c@t.example", {std::nullopt, 0, day("2026-11-20")}, "HR",
                          day("2026-11-20")));
    BOOST_TEST(plan(ledger, "2026-12-24").managers == 0);
    BOOST_TEST(plan(ledger, "2026-12-25").managers == 1);
    BOOST_TEST(plan(ledger, "2026-12-28").managers == 0);
    const auto mails = the(hr::claim(ledger, {"s", 0, 300, 100}));
    BOOST_TEST(mails.back().address == "oak@t.example");
    BOOST_TEST(mails.back().kind == "manager");
    BOOST_TEST(mails.back().person == 0);
  });
}

BOOST_AUTO_TEST_CASE(starting_needs_the_number_of_people) {
  on_both([this](Ledger& ledger) {
    import(ledger, staff);
    hr::CampaignPlan draft;
    draft.name = "A";
    draft.opens_on = day("2026-11-02");
    draft.deadline = day("2026-12-11");
    draft.checklist_id = draft.checklist_version = "1";
    const hr::Campaign campaign = the(hr::make_campaign(ledger, draft));
    BOOST_TEST(!hr::make_campaign(ledger, draft).has_value());
    BOOST_TEST(!hr::confirm(ledger, campaign, 4, "Ann", day("2026-11-02")).has_value());
    BOOST_TEST(tests::text_of(ledger, "SELECT COUNT(*) FROM assignments") == "0");
    fine(hr::confirm(ledger, campaign, 3, "Ann", day("2026-11-02")));
    const hr::Campaign now = the(hr::find_campaign(ledger, ""));
    BOOST_TEST(now.state == "running");
    BOOST_TEST(now.confirmed_by == "Ann");
    BOOST_TEST(!hr::confirm(ledger, now, 3, "Ann", day("2026-11-02")).has_value());
  });
}

BOOST_AUTO_TEST_CASE(closing_erases_what_is_secret_and_keeps_the_counts) {
  on_both([this](Ledger& ledger) {
    import(ledger, staff);
    const hr::Campaign campaign = running(ledger);
    plan(ledger, "2026-11-02");
    the(ledger.run(
        "INSERT INTO invitations (id, assignment, issue, public_key, paper_code, state) SELECT 'i', MIN(id), "
        "1, 'k', 'p', 'open' FROM assignments"));
    the(hr::adjust_person(ledger, campaign, "a@t.example", {std::nullopt, 0, day("2026-11-03")}, "HR",
                          day("2026-11-03")));
    the(ledger.run("UPDATE receipts SET receipt = 'x.y.z'"));
    fine(hr::close(ledger, campaign, day("2027-02-01")));
    BOOST_TEST(tests::text_of(ledger, "SELECT COUNT(*) FROM campaigns WHERE invitation_key IS NOT NULL") ==
               "0");
    BOOST_TEST(tests::text_of(ledger, "SELECT COUNT(*) FROM invitations") == "0");
    BOOST_TEST(tests::text_of(ledger, "SELECT '<' || receipt || '>' FROM receipts") == "<>");
    BOOST_TEST(tests::text_of(ledger, "SELECT COUNT(*) FROM outbox WHERE state = 'queued'") == "0");
    BOOST_TEST(tests::text_of(ledger, "SELECT COUNT(*) FROM assignments WHERE state = 'done'") == "1");
    BOOST_TEST(!hr::close(ledger, campaign, day("2027-02-01")).has_value());
    BOOST_TEST(the(hr::plan_reminders(ledger, day("2027-02-02"), true)).empty());
  });
}

BOOST_AUTO_TEST_SUITE_END()
