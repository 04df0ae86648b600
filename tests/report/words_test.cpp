#include "report/words.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "base/text.h"
#include "report/report.h"
#include "report/sample.h"
#include "support/cases.h"

namespace bdata = boost::unit_test::data;
using namespace gh;

namespace {

// An assessment with so many of each.
assess::Assessment assessment_of(std::size_t exposed, std::size_t read, std::size_t unchecked,
                                 std::size_t absent) {
  assess::Assessment all = tests::empty_assessment();
  all.exposures.resize(exposed);
  all.looked_at.resize(read);
  all.unchecked.resize(unchecked);
  all.absent.resize(absent);
  return all;
}

std::size_t number(const std::string& cell) { return static_cast<std::size_t>(std::stoul(cell)); }

}  // namespace

BOOST_AUTO_TEST_SUITE(words)

// Columns: exposed, read, not checked, gone, the summary.
BOOST_DATA_TEST_CASE(sums_up_honestly, bdata::make(tests::cases_in("report/summary.tsv", 5)), row) {
  const auto assessment = assessment_of(number(row.columns[0]), number(row.columns[1]),
                                        number(row.columns[2]), number(row.columns[3]));
  BOOST_TEST(report::summary(assessment) == row.columns[4]);
}

BOOST_DATA_TEST_CASE(never_calls_anybody_safe, bdata::make(tests::cases_in("report/summary.tsv", 5)), row) {
  const auto assessment = assessment_of(number(row.columns[0]), number(row.columns[1]),
                                        number(row.columns[2]), number(row.columns[3]));
  for (const report::Format& format : report::formats()) {
    std::string written = base::lower_ascii(format.render(assessment, {}));
    for (const char* word : {" safe ", " safe.", "secure", "all clear", "no risk"}) {
      BOOST_TEST(written.find(word) == std::string::npos);
    }
    const std::string denial = "not an all-clear";
    if (const std::size_t at = written.find(denial); at != std::string::npos)
      written.erase(at, denial.size());
    BOOST_TEST(written.find("all-clear") == std::string::npos);
  }
}

// Columns: a place, "link" or "text".
BOOST_DATA_TEST_CASE(links_only_to_web_addresses, bdata::make(tests::cases_in("report/links.tsv", 2)), row) {
  const auto target = report::link_target(row.columns[0]);
  BOOST_TEST((target ? "link" : "text") == row.columns[1]);
  if (target) BOOST_TEST(*target == row.columns[0]);
}

BOOST_AUTO_TEST_CASE(says_at_the_top_that_an_audit_was_interrupted) {
  assess::Assessment assessment = tests::sample_assessment();
  assessment.audit_finished = false;
  const std::string sentence(report::interrupted());
  const std::string page = report::render_html(assessment, {});
  BOOST_TEST(page.find(sentence) < page.find(report::summary(assessment)));
  const std::string text = report::render_text(assessment, {false, 400});
  BOOST_TEST(text.find(sentence) < text.find(report::summary(assessment)));
  BOOST_TEST(report::render_json(assessment, {}).find("\"audit_finished\":false") != std::string::npos);
  BOOST_TEST(report::render_text(tests::sample_assessment(), {}).find("interrupted") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(
    counts_an_account_as_without_finding_only_when_it_was_read_and_no_exposure_stands_in_it) {
  const assess::Assessment assessment = tests::sample_assessment();
  const auto results = report::nothing_found(assessment);
  BOOST_REQUIRE(results.size() == 1u);
  BOOST_TEST(results.front()->account.url == "https://photos.example/people/allotment-hannah");
  BOOST_TEST(report::nothing_found(tests::unread_assessment()).empty());
}

BOOST_AUTO_TEST_CASE(says_of_every_kind_of_wall_what_it_means) {
  for (int i = 0; i <= static_cast<int>(base::State::not_checked); ++i) {
    assess::Assessment assessment = tests::unread_assessment();
    assessment.unchecked.resize(1);
    assessment.unchecked.front().state = static_cast<base::State>(i);
    const std::string text = report::render_text(assessment, {false, 400});
    BOOST_TEST(text.find(base::meaning(static_cast<base::State>(i))) != std::string::npos);
  }
}

BOOST_AUTO_TEST_CASE(says_why_once_when_the_detail_is_the_meaning) {
  assess::Unchecked unchecked;
  unchecked.detail = base::meaning(unchecked.state);
  BOOST_TEST(report::detail_words(unchecked) == "");
  unchecked.detail = "The site's certificate ran out.";
  BOOST_TEST(report::detail_words(unchecked) == unchecked.detail);
}

BOOST_AUTO_TEST_CASE(says_who_can_see_what) {
  detect::Finding finding;
  BOOST_TEST(report::seen_by(finding) == "anyone, without logging in");
  finding.seen_by = detect::Visibility::member;
  BOOST_TEST(report::seen_by(finding) == "anyone who is logged in to the site");
  finding.seen_by = detect::Visibility::unknown;
  BOOST_TEST(report::seen_by(finding) == "we cannot tell who");
  finding.seen_by = detect::Visibility::owner_only;
  finding.hidden = true;
  BOOST_TEST(report::seen_by(finding) == "only you (in the page's source, not shown on screen)");
}

BOOST_AUTO_TEST_CASE(keeps_to_the_columns_of_a_terminal) {
  for (std::size_t columns : {30u, 60u, 80u, 120u}) {
    const std::string written = report::render_text(tests::sample_assessment(), {false, columns});
    for (std::string_view line : base::split(written, '\n')) {
      // A word that is longer than a line, such as an address, stays whole.
      if (line.find("https://") == std::string_view::npos) BOOST_TEST(base::shorten(line, columns) == line);
    }
  }
  BOOST_TEST(!report::render_text(tests::sample_assessment(), {false, 0}).empty());
}

BOOST_AUTO_TEST_CASE(knows_its_formats_by_name) {
  for (const report::Format& format : report::formats())
    BOOST_TEST(report::format_named(format.name) == &format);
  BOOST_TEST(report::format_named("pdf") == nullptr);
}

BOOST_AUTO_TEST_CASE(makes_formulas_harmless_and_leaves_other_cells_alone) {
  assess::Assessment assessment = tests::sample_assessment();
  assessment.exposures.resize(1);
  assessment.exposures.front().value = "=1+1";
  assessment.exposures.front().words = "1+1=2";
  const std::string written = report::render_csv(assessment, {});
  BOOST_TEST(written.starts_with("\xEF\xBB\xBF\"kind\","));
  BOOST_TEST(written.find("\"'=1+1\",\"1+1=2\"") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
