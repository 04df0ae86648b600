#include "hr/roster_import.h"

#include "hr/office.h"

using namespace gh;
using hr::Ledger;
using tests::fine;
using tests::the;

namespace {

const std::string heading = "Email,Name,School,Role\n";
const std::string three = heading +
                          "a@t.example,Ann Tull,Oak,Teacher\n"
                          "b@t.example,Bo Reed,Oak,Office\n"
                          "c@t.example,Cy Marsh,Elm,Teacher\n";

std::string list_of(Ledger& ledger) {
  return tests::text_of(
      ledger,
      "SELECT p.key || '/' || p.name || '/' || s.name || '/' || r.name || '/' || o.main || ',' FROM "
      "people p JOIN posts o ON o.person = p.id JOIN schools s ON s.id = o.school JOIN roles r ON "
      "r.id = o.role WHERE p.left_on IS NULL ORDER BY p.key, s.name");
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(roster_import, tests::Office)

BOOST_AUTO_TEST_CASE(a_first_file_is_all_joiners) {
  on_both([this](Ledger& ledger) {
    const hr::Import first = import(ledger, three);
    BOOST_TEST(first.applied);
    BOOST_TEST(first.people == 3);
    BOOST_TEST(first.joiners.count == 3);
    BOOST_TEST(list_of(ledger) ==
               "a@t.example/Ann Tull/Oak/Teacher/1, b@t.example/Bo Reed/Oak/Office/1, c@t.example/Cy "
               "Marsh/Elm/Teacher/1,");
  });
}

BOOST_AUTO_TEST_CASE(the_next_file_is_a_difference) {
  on_both([this](Ledger& ledger) {
    import(ledger, three);
    const hr::Import next = import(ledger, heading +
                                               "A@T.example,Ann Reed,Oak,Teacher\n"
                                               "c@t.example,Cy Marsh,Oak,Head\n"
                                               "d@t.example,Di Ash,Elm,Teacher\n");
    BOOST_TEST(next.joiners.count == 1);
    BOOST_TEST(next.joiners.first[0].address == "d@t.example");
    BOOST_TEST(next.leavers.count == 1);
    BOOST_TEST(next.leavers.first[0].name == "Bo Reed");
    BOOST_TEST(next.renamed.first[0].was == "Ann Tull");
    BOOST_TEST(next.moved.first[0].is == "Oak");
    BOOST_TEST(next.unchanged == 0);
    BOOST_TEST(list_of(ledger) ==
               "a@t.example/Ann Reed/Oak/Teacher/1, c@t.example/Cy Marsh/Oak/Head/1, d@t.example/Di "
               "Ash/Elm/Teacher/1,");
    const hr::Import again = import(ledger, three);
    BOOST_TEST(again.joiners.count == 1);  // Bo is back
    BOOST_TEST(tests::text_of(ledger, "SELECT COUNT(*) FROM people") == "4");
  });
}

BOOST_AUTO_TEST_CASE(a_dry_run_changes_nothing) {
  on_both([this](Ledger& ledger) {
    hr::ImportOptions dry = options(three);
    dry.dry_run = true;
    const hr::Import told = the(hr::import_roster(ledger, GH_ROOT, dry, tests::day("2026-11-02")));
    BOOST_TEST(!told.applied);
    BOOST_TEST(told.joiners.count == 3);
    BOOST_TEST(list_of(ledger) == "");
  });
}

BOOST_AUTO_TEST_CASE(somebody_in_several_schools_is_one_person) {
  on_both([this](Ledger& ledger) {
    const std::string two = heading + "a@t.example,Ann Tull,Oak,Teacher\na@t.example,Ann Tull,Elm,Head\n";
    BOOST_TEST(import(ledger, two).people == 1);
    BOOST_TEST(list_of(ledger) == "a@t.example/Ann Tull/Elm/Head/0, a@t.example/Ann Tull/Oak/Teacher/1,");
    BOOST_TEST(import(ledger, two).unchanged == 1);
    import(ledger, heading + "a@t.example,Ann Tull,Elm,Head\n");
    BOOST_TEST(list_of(ledger) == "a@t.example/Ann Tull/Elm/Head/1,");
  });
}

BOOST_AUTO_TEST_CASE(nobody_leaves_because_of_a_damaged_file) {
  on_both([this](Ledger& ledger) {
    import(ledger, three);
    const hr::Import bad =
        import(ledger, heading + "a@t.example,Ann Tull,Oak,Teacher\nb.example,Bo Reed,Oak,Office\n");
    BOOST_TEST(bad.leavers.count == 2);
    BOOST_TEST(bad.leavers_stay.find("bad rows") != std::string::npos);
    const hr::Import cut = import(ledger, heading + "a@t.example,Ann Tull,Oak,Teacher");
    BOOST_TEST(cut.leavers_stay.find("cut") != std::string::npos);
    BOOST_TEST(tests::text_of(ledger, "SELECT COUNT(*) FROM people WHERE left_on IS NOT NULL") == "0");
  });
}

BOOST_AUTO_TEST_CASE(an_exodus_must_be_meant) {
  on_both([this](Ledger& ledger) {
    std::string ten = heading;
    for (char c = 'a'; c < 'k'; ++c) ten += std::string(1, c) + "@t.example,Ann,Oak,Teacher\n";
    import(ledger, ten);
    hr::ImportOptions one = options(heading + "a@t.example,Ann,Oak,Teacher\n");
    const auto refused = hr::import_roster(ledger, GH_ROOT, one, tests::day("2026-11-02"));
    BOOST_REQUIRE(!refused.has_value());
    BOOST_TEST((refused.error().kind == base::ErrorKind::not_permitted));
    BOOST_TEST(refused.error().hint.find("--leavers 9") != std::string::npos);
    one.leavers = 8;
    BOOST_TEST(!hr::import_roster(ledger, GH_ROOT, one, tests::day("2026-11-02")).has_value());
    BOOST_TEST(tests::text_of(ledger, "SELECT COUNT(*) FROM people WHERE left_on IS NULL") == "10");
    one.leavers = 9;
    BOOST_TEST(the(hr::import_roster(ledger, GH_ROOT, one, tests::day("2026-11-02"))).applied);
    BOOST_TEST(tests::text_of(ledger, "SELECT COUNT(*) FROM people WHERE left_on IS NULL") == "1");
  });
}

BOOST_AUTO_TEST_CASE(whoever_leaves_gets_no_more_mail) {
  on_both([this](Ledger& ledger) {
    import(ledger, three);
    running(ledger);
    the(hr::plan_reminders(ledger, tests::day("2026-11-02"), true));
    import(ledger, heading + "a@t.example,Ann Tull,Oak,Teacher\nc@t.example,Cy Marsh,Elm,Teacher\n",
           "2026-11-05");
    BOOST_TEST(tests::text_of(ledger, "SELECT state FROM assignments ORDER BY id") == "open withdrawn open");
    BOOST_TEST(tests::text_of(ledger, "SELECT state FROM outbox ORDER BY id") == "queued cancelled queued");
  });
}

BOOST_AUTO_TEST_CASE(managers_are_taken_in_by_school) {
  on_both([this](Ledger& ledger) {
    import(ledger, three);
    const auto managers = the(hr::import_managers(
        ledger, GH_ROOT,
        {file("School,Name,Email\noak,Head One,h1@t.example\nAsh,Head Two,h2@t.example\n", "m.csv"),
         "",
         {}}));
    BOOST_TEST(managers.set == 1);
    BOOST_TEST((managers.unknown_schools == std::vector<std::string>{"Ash"}));
    BOOST_TEST(tests::text_of(ledger, "SELECT manager FROM schools WHERE name = 'Oak'") == "h1@t.example");
  });
}

BOOST_AUTO_TEST_CASE(every_preset_reads_and_a_column_can_be_named) {
  for (const auto& preset : base::files_in(std::filesystem::path(GH_ROOT) / "data/hr/rosters", ".toml")) {
    const auto book = hr::load_book(GH_ROOT, {"", preset.stem().string(), {}});
    BOOST_TEST(the(book).title != "");
  }
  const hr::RosterSource source{
      file("Contact,Who,Place\na@t.example,Ann,Oak\n"), "", {"email=Contact", "name=who", "school=PLACE"}};
  std::string seen;
  the(hr::read_roster_file(GH_ROOT, source,
                           [&](hr::StaffMember&& one) { seen = one.name + " at " + one.school; }));
  BOOST_TEST(seen == "Ann at Oak");
  BOOST_TEST((hr::load_book(GH_ROOT, {"", "sims2", {}}).error().kind == base::ErrorKind::usage));
  BOOST_TEST((hr::load_book(GH_ROOT, {"", "", {"mail=x"}}).error().kind == base::ErrorKind::usage));
}

BOOST_AUTO_TEST_SUITE_END()
