#include "cli/checklist_command.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>
#include <sstream>

#include "base/json.h"
#include "base/text.h"
#include "cli/checklist_pages.h"
#include "support/cases.h"

namespace bdata = boost::unit_test::data;
using namespace gh::cli;
using gh::base::ExitCode;
using gh::tests::fixture;

namespace {

// A house with the two-question checklist of an invented school, and its conversation.
struct Desk {
  gh::tests::TemporaryFolder folder;
  gh::app::House house{gh::base::home_in(folder / "home"), folder / "share",
                       *gh::base::parse_day("2025-09-01")};
  ChecklistOptions options;
  std::string out;
  std::string err;

  Desk() {
    write("share/checklists/own.toml", fixture("checklist/own.toml"));
    options.checklist = "brindlewick";
    options.plain = true;
  }

  void write(const std::string& path, const std::string& bytes) const {
    BOOST_REQUIRE(gh::base::write_file(folder / path, bytes, false));
  }

  ExitCode run(const std::string& typed = "") {
    std::istringstream in(typed);
    std::ostringstream written, errors;
    const ExitCode code = run_checklist(house, options, in, written, errors);
    out = written.str();
    err = errors.str();
    return code;
  }

  bool says(std::string_view words) const { return out.find(words) != std::string::npos; }

  // Where each item stands, from the machine output of a fresh run.
  std::string standings() {
    const ChecklistOptions before = std::exchange(options, {"brindlewick", true, "", false, true, false, ""});
    run();
    options = before;
    std::string words;
    const auto json = gh::base::parse_json(out);
    BOOST_REQUIRE(json);
    for (const auto& item : (*json)["items"]) {
      words += item["id"].get<std::string>() + "=" + item["standing"].get<std::string>() + " ";
    }
    return words;
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(checklist_command, Desk)

BOOST_AUTO_TEST_CASE(walks_from_the_device_to_the_summary) {
  BOOST_TEST((run("mine\nyes\nyes\n") == ExitCode::done));
  BOOST_TEST(
      out ==
      "Brindlewick Primary: going online: 2 questions. Each answer is saved at once, so you can stop at any "
      "time.\n"
      "First of all\n"
      "Whose device is this?\n"
      "Why: Ours are not for private pages.\n"
      "Answers: m mine, s the school's, u not sure. Other keys: q stop. Press Enter after each.\n"
      "Your answer: \n"
      "Photos, 1 of 1\n"
      "Question 1 of 2: Pictures of pupils\n"
      "Is there a picture of a pupil on any page of yours?\n"
      "Why: Families did not agree to it.\n"
      "Answers: y yes, n no, u not sure, a does not apply, k keep it and say why.\n"
      "Other keys: s skip, b back, ? more help, p progress by section, q stop. Press Enter after each.\n"
      "Your answer: \n"
      "Saved: yes\n"
      "What to do: Take it down, and tell the office.\n"
      "Names, 1 of 1\n"
      "What you call yourself.\n"
      "Question 2 of 2: The school's name in yours\n"
      "Is every name that you use online free of the school's name?\n"
      "Why: Your words would be taken for ours.\n"
      "Answers: y yes, n no, u not sure, a does not apply, k keep it and say why.\n"
      "Other keys: s skip, b back, ? more help, p progress by section, q stop. Press Enter after each.\n"
      "Your answer: \n"
      "Saved: yes.\n"
      "You have been through all 2 questions\n"
      "Your answers: nothing to do: 1, to do: 1\n"
      "To do:\n"
      "  PHOTO-1 Pictures of pupils\n"
      "Everything is saved. To see all your answers, or to go through them again, type:\n"
      "  glasshouse checklist --checklist brindlewick --plain --list\n"
      "  glasshouse checklist --checklist brindlewick --plain --review\n");
  BOOST_TEST(err == "");
}

BOOST_AUTO_TEST_CASE(on_a_schools_device_it_says_why_it_is_the_checklist_only) {
  for (const char* typed : {"s\n", "the school's\n", "U\n", "not sure\n"}) {
    Desk desk;
    desk.run(typed);
    BOOST_TEST(desk.says("Then we only go through the questions."));
    BOOST_TEST(desk.says("Question 1 of 2"));
  }
  run("m\n");
  BOOST_TEST(!says("Then we only go through the questions."));
}

BOOST_AUTO_TEST_CASE(the_end_of_the_input_is_a_stop_that_says_how_to_go_on) {
  for (const char* typed : {"", "q\n", "m\n", "m\nq\n", "m\nk\n", "m\n?\nq", "m\nn\nstop\n"}) {
    Desk desk;
    BOOST_TEST((desk.run(typed) == ExitCode::done), typed);
    BOOST_TEST(desk.says("Everything you answered is saved. To go on where you stopped, type:\n"
                         "  glasshouse checklist --checklist brindlewick --plain\n"),
               typed);
  }
}

BOOST_AUTO_TEST_CASE(goes_on_where_it_stopped) {
  run("m\nn\n");
  run("q\n");
  BOOST_TEST(says("Question 2 of 2"));
  BOOST_TEST(!says("Question 1 of 2"));
  BOOST_TEST(says("1 of 2 answered so far"));
}

BOOST_AUTO_TEST_CASE(what_is_none_of_the_answers_changes_nothing) {
  run("maybe\nm\nperhaps\n\nyes please\nNAME-2\n\x1B[31my\n");
  BOOST_TEST(says("\"maybe\" is none of the answers; type m, s, u or q."));
  BOOST_TEST(says("\"perhaps\" is none of the answers; type one of the keys, then Enter."));
  BOOST_TEST(says("Type one of the keys, then Enter."));
  BOOST_TEST(says("\"NAME-2\" is none of the answers"));  // the organisation's
  BOOST_TEST(out.find('\x1B') == std::string::npos);
  BOOST_TEST(standings() == "PHOTO-1=open NAME-1=open ");
}

BOOST_AUTO_TEST_CASE(the_page_is_not_read_out_again_after_a_slip) {
  run("m\nperhaps\n");
  BOOST_TEST(out.find("Question 1 of 2") == out.rfind("Question 1 of 2"));
}

BOOST_AUTO_TEST_CASE(keeping_asks_for_the_reason) {
  run("m\nkeep it\n\nk\nIt is \x1B[31mart\xE2\x80\xAE\n");
  BOOST_TEST(says("Not saved: to keep it, say in a few words why."));
  BOOST_TEST(standings() == "PHOTO-1=kept NAME-1=open ");
  options.list = true;
  run();
  BOOST_TEST(says("PHOTO-1, kept: Pictures of pupils (kept because: It is [31mart)\n"));
}

BOOST_AUTO_TEST_CASE(help_and_progress_leave_the_question_where_it_is) {
  run("m\n?\np\nn\n");
  BOOST_TEST(says("What may happen: A child is found by somebody who must not find them."));
  BOOST_TEST(says("The policy: No pictures of pupils."));
  BOOST_TEST(says("Photos: 0 of 1\nNames: 0 of 1\n"));
  BOOST_TEST(standings() == "PHOTO-1=good NAME-1=open ");
}

BOOST_AUTO_TEST_CASE(back_shows_the_answer_and_enter_leaves_it) {
  run("m\nn\nback\n\ny\n");
  BOOST_TEST(says("Your answer so far: no, on 1 September 2025"));
  BOOST_TEST(standings() == "PHOTO-1=good NAME-1=good ");
}

BOOST_AUTO_TEST_CASE(skipped_questions_come_once_more) {
  run("m\ns\ny\nskip\n");
  BOOST_TEST(says("Saved: yes. That was the last question. Here are those that you left open, once more."));
  BOOST_TEST(says("Still open:\n  PHOTO-1 Pictures of pupils\n"));
  BOOST_TEST(standings() == "PHOTO-1=open NAME-1=good ");
}

BOOST_AUTO_TEST_CASE(goes_to_a_question_by_its_name) {
  run("m\nname-1\ny\n");
  BOOST_TEST(standings() == "PHOTO-1=open NAME-1=good ");
}

BOOST_AUTO_TEST_CASE(a_review_asks_what_is_answered) {
  run("m\nn\ny\n");
  options.review = true;
  run("y\n\n");
  BOOST_TEST(says("Your answer so far: no"));
  BOOST_TEST(standings() == "PHOTO-1=to_do NAME-1=good ");
}

BOOST_AUTO_TEST_CASE(begins_at_a_section) {
  run("m\n");
  options.section = "NAMES";
  run("q\n");
  BOOST_TEST(says("Question 2 of 2"));
  options.section = "name";
  BOOST_TEST((run() == ExitCode::usage));
  BOOST_TEST(err == "--section: there is no section \"name\"; write one of: photos, names\n");
}

BOOST_AUTO_TEST_CASE(machine_output_has_every_item_and_no_reason) {
  run("s\nk\nsecret reason\n");
  options.json = true;
  BOOST_TEST((run() == ExitCode::done));
  BOOST_TEST(
      out ==
      R"({"schema":1,"checklist":"brindlewick","version":"3","device":"school","items":[)"
      R"({"id":"PHOTO-1","section":"photos","title":"Pictures of pupils","standing":"kept","reply":"keep","answered":"2025-09-01"},)"
      R"({"id":"NAME-1","section":"names","title":"The school's name in yours","standing":"open","reply":null,"answered":null}],)"
      R"("progress":[{"section":"photos","title":"Photos","answered":1,"all":1},{"section":"names","title":"Names","answered":0,"all":1}]})"
      "\n");
  options.section = "names";
  run();
  BOOST_TEST(!says("PHOTO-1"));
  BOOST_TEST(says("NAME-1"));
}

BOOST_AUTO_TEST_CASE(takes_answers_from_a_file) {
  write("a.toml", "device = \"own\"\n[answers]\nPHOTO-1 = \"no\"\n");
  options.answers_file = folder / "a.toml";
  BOOST_TEST((run() == ExitCode::done));
  BOOST_TEST(out == "Saved 1 answer from " + options.answers_file +
                        ".\nAnswered so far\nPhotos: 1 of 1\nNames: 0 of 1\n");
  BOOST_TEST(standings() == "PHOTO-1=good NAME-1=open ");
  options.answers_file.clear();
  run("q\n");
  BOOST_TEST(says("Question 2 of 2"));
}

BOOST_AUTO_TEST_CASE(a_bad_answers_file_saves_nothing) {
  write("a.toml", "[answers]\nPHOTO-1 = \"no\"\nNAME-1 = \"nope\"\n");
  options.answers_file = folder / "a.toml";
  BOOST_TEST((run() == ExitCode::bad_data));
  BOOST_TEST(err.starts_with(options.answers_file + ":3:10: 'NAME-1' cannot be \"nope\""));
  BOOST_TEST(standings() == "PHOTO-1=open NAME-1=open ");
  options.answers_file = folder / "none.toml";
  BOOST_TEST((run() == ExitCode::no_input));
}

BOOST_AUTO_TEST_CASE(a_bad_checklist_is_a_bad_configuration) {
  write("share/checklists/own.toml", "schema = 2\n");
  BOOST_TEST((run() == ExitCode::bad_configuration));
  BOOST_TEST(err.find("own.toml:1:10: schema 2 is not known") != std::string::npos);
  options.checklist = "other";
  write("share/checklists/own.toml", fixture("checklist/own.toml"));
  BOOST_TEST((run() == ExitCode::no_input));
}

BOOST_AUTO_TEST_CASE(no_text_of_a_checklist_can_move_the_cursor) {
  std::string toml = fixture("checklist/own.toml");
  toml.replace(toml.find("Families did"), 8, "\\u001B[2J\\u202EF");
  write("share/checklists/own.toml", toml);
  run("m\n?\np\nn\nq\n");
  BOOST_TEST(says("[2JF did not agree"));
  BOOST_TEST(out.find('\x1B') == std::string::npos);
  BOOST_TEST(out.find("\xE2\x80\xAE") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(lines_are_broken_unless_they_are_to_be_read_aloud) {
  options.plain = false;
  run("m\n");
  for (std::string_view line : gh::base::split(out, '\n')) BOOST_TEST(line.size() <= 80u, line);
}

// Columns: what is typed, the command ("-": none).
BOOST_DATA_TEST_CASE(understands_keys_and_words, bdata::make(gh::tests::cases_in("cli/commands.tsv", 2)),
                     row) {
  const std::vector<std::string> names = {"yes",  "no",   "not_sure", "does_not_apply", "keep",
                                          "skip", "back", "help",     "progress",       "stop"};
  const auto command = command_typed(row.columns[0]);
  BOOST_TEST((command ? names.at(static_cast<std::size_t>(*command)) : "-") == row.columns[1]);
}

BOOST_AUTO_TEST_SUITE_END()
