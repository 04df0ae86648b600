#include "checklist/answers_file.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "support/cases.h"

namespace bdata = boost::unit_test::data;
using namespace gh::checklist;

namespace {

const gh::base::Day day = *gh::base::parse_day("2025-09-01");

std::string summary(const AnswersFile& file) {
  std::string words = file.device == Device::own      ? "own"
                      : file.device == Device::school ? "school"
                                                      : "unknown";
  for (const Answer& answer : file.answers) {
    words += "; " + answer.item + "=" + std::string(name(answer.reply));
    if (!answer.reason.empty()) words += " (" + answer.reason + ")";
    BOOST_TEST((answer.answered == day));
  }
  return words;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(answers_file)

BOOST_DATA_TEST_CASE(reads_answers_or_says_what_to_write,
                     bdata::make(gh::tests::cases_in("checklist/answers_file.tsv", 2)), row) {
  const Checklist checklist = *read_checklist(gh::tests::fixture("checklist/own.toml"), "own.toml");
  const auto file = read_answers(row.columns[0], "f", checklist, day);
  BOOST_TEST((file ? summary(*file) : file.error().what) == row.columns[1]);
  if (!file) BOOST_TEST((file.error().kind == gh::base::ErrorKind::bad_data));
}

BOOST_AUTO_TEST_SUITE_END()
