// Sentences that must and must not give somebody away. Each bug becomes a row.
#include "detect/detect.h"

#include <algorithm>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <chrono>

#include "base/file.h"
#include "base/text.h"
#include "detect/whose.h"
#include "lexicon/lexicon.h"
#include "page/page.h"
#include "scrape/scrape.h"
#include "support/cases.h"

namespace bdata = boost::unit_test::data;
using namespace gh;

namespace {

const detect::Detectors& detectors() {
  static const detect::Detectors loaded = *detect::Detectors::load(std::string(GH_ROOT) + "/data");
  return loaded;
}

scrape::Definition definition_of(const std::string& name) {
  const std::string file = std::string(GH_ROOT) + "/scrapers/" + name + ".toml";
  return *scrape::read_definition(*base::read_file(file), file);
}

const scrape::Definition& generic() {
  static const scrape::Definition loaded = definition_of("generic");
  return loaded;
}

detect::Case invented(std::string_view written) {
  detect::Case of;
  of.person.names = {"Robin Ashdown"};
  of.person.usernames = {"robinashdown", "thornwell_robin"};
  of.person.employer.trust = {
      "Thornwell Learning Trust", {"Thornwell Trust", "TLT"}, {"thornwell.example"}, "", ""};
  of.person.employer.schools = {
      {"Marlpit Primary School", {"Marlpit Primary", "Marlpit"}, {"marlpit.example"}, "Eastmere", "EX77 4QB"},
      {"St Wilfred's Academy", {"St Wilfred's"}, {"stwilfreds.example"}, "Eastmere", ""}};
  of.as_of = *base::parse_day("2025-09-01");
  of.published = base::parse_day(written);
  return of;
}

// "birth_date 1985-07-04; school Marlpit Primary School", "-" for nothing; others' in brackets.
std::string summary(const std::vector<detect::Finding>& findings, const std::vector<detect::Kind>& kinds) {
  std::vector<std::string> all;
  for (const detect::Finding& finding : findings) {
    if (std::find(kinds.begin(), kinds.end(), finding.kind) == kinds.end()) continue;
    std::string one = std::string(detect::name(finding.kind)) + " " + finding.value;
    if (finding.whose == detect::Whose::other) one = "(" + one + ")";
    if (std::find(all.begin(), all.end(), one) == all.end()) all.push_back(one);
  }
  return all.empty() ? "-" : base::join(all, "; ");
}

scrape::Profile profile_of(std::string_view html) {
  const page::Reading reading = page::read_page(html, "text/html");
  return scrape::scrape(reading, generic(), generic(), {});
}

std::vector<detect::Finding> findings_in(std::string_view html, std::string_view written) {
  return detectors().run(profile_of(html), invented(written));
}

// A tenth of the size where nothing is optimised (sanitizers): the square of it would still show.
std::size_t whole_size(std::size_t size) {
#ifdef NDEBUG
  return size;
#else
  return size / 10;
#endif
}

void check_places(const std::string& where, const std::string& html, const std::string& written) {
  for (const detect::Finding& finding : findings_in(html, written)) {
    BOOST_TEST_CONTEXT(where << " " << finding.value) {
      BOOST_TEST(finding.evidence.end > finding.evidence.start);
      BOOST_REQUIRE(finding.evidence.end <= html.size());
      const std::string bytes =
          html.substr(finding.evidence.start, finding.evidence.end - finding.evidence.start);
      const page::Page again = page::read_page("<p>" + bytes, "text/html").page;
      std::string said;
      for (const page::Block& block : again.blocks)
        said += (said.empty() ? "" : " ") + std::string(again.words(block));
      // Blanks aside: what parts two elements may stand outside of the bytes.
      std::string words = finding.evidence.text;
      for (std::string* text : {&said, &words})
        std::erase_if(*text, [](char c) { return c == ' ' || c == '\n'; });
      BOOST_TEST(said == words);
      BOOST_TEST(!finding.rule.empty());
      BOOST_TEST(!finding.clause.empty());
    }
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(detecting)

// Columns: day of the post or "", HTML, findings. Policy: identity theft, SEC-05.
BOOST_DATA_TEST_CASE(birth_dates, bdata::make(tests::cases_in("detect/birth_date.tsv", 3)), row) {
  const auto findings = findings_in(row.columns[1], row.columns[0]);
  BOOST_TEST(summary(findings, {detect::Kind::birth_date, detect::Kind::age}) == row.columns[2]);
}

// Columns: HTML, findings. Policy: readers see a named employee as its voice, PRI-03; the flat ban, CAP-01.
BOOST_DATA_TEST_CASE(employers, bdata::make(tests::cases_in("detect/employer.tsv", 2)), row) {
  const auto findings = findings_in(row.columns[0], "");
  BOOST_TEST(summary(findings, {detect::Kind::employer, detect::Kind::school,
                                detect::Kind::handle_contains_employer}) == row.columns[1]);
}

// Columns: HTML, findings. Policy: PRI-03, a named employee's job tells where they work.
BOOST_DATA_TEST_CASE(job_roles, bdata::make(tests::cases_in("detect/job_role.tsv", 2)), row) {
  BOOST_TEST(summary(findings_in(row.columns[0], ""), {detect::Kind::job_role}) == row.columns[1]);
}

// Columns: HTML, findings. Policy: facts that open accounts, SEC-08; clues for getting into school, SEC-10.
BOOST_DATA_TEST_CASE(contacts, bdata::make(tests::cases_in("detect/contact.tsv", 2)), row) {
  const auto findings = findings_in(row.columns[0], "");
  BOOST_TEST(summary(findings,
                     {detect::Kind::phone, detect::Kind::email, detect::Kind::postcode, detect::Kind::street,
                      detect::Kind::vehicle_registration, detect::Kind::staff_number}) == row.columns[1]);
}

// Columns: HTML, findings. Month words in Welsh, as they stand behind other words, and in Scottish Gaelic.
BOOST_DATA_TEST_CASE(months_in_other_tongues, bdata::make(tests::cases_in("detect/months.tsv", 2)), row) {
  const auto findings = findings_in(row.columns[0], "");
  BOOST_TEST(summary(findings, {detect::Kind::birth_date}) == row.columns[1]);
}

// Columns: HTML, findings. Policy: answers to security questions, SEC-05.
BOOST_DATA_TEST_CASE(football_teams, bdata::make(tests::cases_in("detect/football_team.tsv", 2)), row) {
  const auto findings = findings_in(row.columns[0], "");
  BOOST_TEST(summary(findings, {detect::Kind::football_team}) == row.columns[1]);
}

// Columns: day of the post or "", HTML, findings. Policy: answers to security questions, SEC-08.
BOOST_DATA_TEST_CASE(family_answers, bdata::make(tests::cases_in("detect/family.tsv", 3)), row) {
  const auto findings = findings_in(row.columns[1], row.columns[0]);
  BOOST_TEST(summary(findings, {detect::Kind::family_name_answer, detect::Kind::partner,
                                detect::Kind::anniversary, detect::Kind::pet}) == row.columns[2]);
}

// Columns: day of the post or "", HTML, findings. Policy: SEC-08 for one's own, CAP-B2 for pupils.
BOOST_DATA_TEST_CASE(children, bdata::make(tests::cases_in("detect/children.tsv", 3)), row) {
  const auto findings = findings_in(row.columns[1], row.columns[0]);
  BOOST_TEST(summary(findings, {detect::Kind::child_info}) == row.columns[2]);
}

// Columns: HTML, findings. Policy: what belongs to the school, CAP-B1; facts about a child, CAP-B2.
BOOST_DATA_TEST_CASE(confidences, bdata::make(tests::cases_in("detect/confidential.tsv", 2)), row) {
  BOOST_TEST(summary(findings_in(row.columns[0], ""), {detect::Kind::confidential}) == row.columns[1]);
}

// Columns: handle, held or free. Checked without any page.
BOOST_DATA_TEST_CASE(names_that_hold_the_employer, bdata::make(tests::cases_in("detect/names.tsv", 2)), row) {
  const auto findings = detectors().check_name(row.columns[0], "handle", invented("").person);
  BOOST_TEST((findings.empty() ? "free" : "held") == row.columns[1]);
}

// A detector that is a file of cue phrases, and a row of its table. Columns: HTML, findings of its kinds.
struct CuedCase {
  const detect::CueFile* file;
  tests::Case row;
};
std::ostream& operator<<(std::ostream& out, const CuedCase& of) { return out << of.row; }

std::vector<CuedCase> cued_cases() {
  std::vector<CuedCase> all;
  for (const detect::CueFile& file : detectors().cue_files()) {
    for (const tests::Case& row : tests::cases_in("detect/" + file.name + ".tsv", 2))
      all.push_back({&file, row});
  }
  return all;
}

BOOST_DATA_TEST_CASE(cue_phrases, bdata::make(cued_cases()), of) {
  const auto findings = findings_in(of.row.columns[0], "");
  BOOST_TEST(summary(findings, of.file->kinds) == of.row.columns[1]);
}

BOOST_AUTO_TEST_CASE(every_cue_file_names_its_clause_and_has_cases) {
  BOOST_TEST(!detectors().cue_files().empty());
  for (const detect::CueFile& file : detectors().cue_files()) {
    BOOST_TEST(file.clause.size() == 6u, file.name);
    BOOST_TEST(!file.kinds.empty(), file.name);
    BOOST_TEST(tests::cases_in("detect/" + file.name + ".tsv", 2).size() >= 60u, file.name);
  }
}

// Patterns are compiled when they are first used: what is wrong with one must be told here.
BOOST_AUTO_TEST_CASE(every_pattern_of_our_rules_is_one) {
  const auto all = detect::Detectors::load(std::string(GH_ROOT) + "/data", {}, detect::Check::patterns);
  BOOST_TEST(all.has_value(), (all ? "" : base::sentence(all.error())));
}

// Issue 4: 300,000 mentions took 561 MB.
BOOST_AUTO_TEST_CASE(a_page_made_of_findings_is_cut_and_says_so) {
  std::string page;
  for (int i = 0; i < 20; ++i) page += "<p>I was born on " + std::to_string(i % 28 + 1) + " March 1985.</p>";
  const scrape::Profile profile = profile_of(page);
  const detect::Case of = invented("");
  const detect::Detection all = detectors().detect(profile, of), some = detectors().detect(profile, of, {7});
  BOOST_TEST(all.findings.size() == 20u);
  BOOST_TEST(!all.cut);
  BOOST_TEST(some.findings.size() == 7u);
  BOOST_TEST(some.cut);
}

// Columns: HTML in which the words that state the fact are in square brackets; whose it is, or "unsaid".
BOOST_DATA_TEST_CASE(subjects, bdata::make(tests::cases_in("detect/whose.tsv", 2)), row) {
  static const lexicon::Lexicon lexicon = *lexicon::read_lexicon(std::string(GH_ROOT) + "/data");
  const scrape::Profile profile = profile_of(row.columns[0]);
  const detect::Case of = invented("");
  const detect::Material material = detect::read_material(profile, of, lexicon.people, detect::Prefilter());
  std::string said = "no mention";
  for (const detect::FoldedPassage& in : material.passages) {
    const std::size_t begin = in.folded.text.find('['), end = in.folded.text.find(']');
    if (begin == std::string::npos || end == std::string::npos) continue;
    const detect::Subject subject = detect::subject_of(material, in, begin + 1, end);
    said = subject.said ? detect::name(subject.whose) : "unsaid";
  }
  BOOST_TEST(said == row.columns[1]);
}

// A place that a platform's definition selects is one; elsewhere, a word alone says nothing. Pages:
// tests/pages/x.
BOOST_AUTO_TEST_CASE(the_place_that_a_platform_shows_is_where_they_live) {
  const scrape::Definition platform = definition_of("x");
  const std::vector<std::pair<std::string, std::string>> cases = {{"Beverley", "home_town Beverley"},
                                                                  {"Much Benham", "home_town Much Benham"},
                                                                  {"Coldwick, Kent", "home_town Coldwick"},
                                                                  {"near Hull", "home_town Hull"},
                                                                  {"in my shed, mostly", "-"},
                                                                  {"She/her", "-"}};
  for (const std::string element : {"span", "div"}) {
    for (const auto& [place, expected] : cases) {
      const page::Reading reading = page::read_page(
          "<div data-testid=UserName><div><div>Robin Ashdown</div><div>@robinashdown</div></div></div>"
          "<div><" +
              element + " data-testid=UserLocation>" + place + "</" + element + "></div>",
          "text/html");
      const auto findings = detectors().run(scrape::scrape(reading, platform, generic(), {}), invented(""));
      BOOST_TEST(summary(findings, {detect::Kind::home_town}) == expected, place);
    }
  }
  BOOST_TEST(summary(findings_in("<div>Robin Ashdown</div><div>Beverley</div>", ""),
                     {detect::Kind::home_town}) == "-");
}

// A reader must be able to check: the bytes named are the words quoted.
BOOST_AUTO_TEST_CASE(every_finding_points_at_its_words) {
  for (const char* table : {"detect/birth_date.tsv", "detect/family.tsv", "detect/children.tsv"}) {
    for (const tests::Case& row : tests::cases_in(table, 3))
      check_places(row.where, row.columns[1], row.columns[0]);
  }
  for (const char* table : {"detect/employer.tsv", "detect/job_role.tsv", "detect/contact.tsv",
                            "detect/football_team.tsv", "detect/confidential.tsv"}) {
    for (const tests::Case& row : tests::cases_in(table, 2)) check_places(row.where, row.columns[0], "");
  }
  for (const CuedCase& of : cued_cases()) check_places(of.row.where, of.row.columns[0], "");
}

BOOST_AUTO_TEST_CASE(every_detector_names_its_clause) {
  for (const detect::DetectorRow& row : detect::Detectors::table()) {
    BOOST_TEST(!row.name.empty());
    BOOST_TEST(row.clause.size() == 6u, row.name);
  }
}

// Every question that a site asks is answered by some kind of finding that there is.
BOOST_AUTO_TEST_CASE(security_questions_name_kinds_that_exist) {
  const auto lexicon = lexicon::read_lexicon(std::string(GH_ROOT) + "/data");
  BOOST_REQUIRE(lexicon.has_value());
  BOOST_TEST(lexicon->questions.size() >= 40u);
  for (const lexicon::SecurityQuestion& question : lexicon->questions) {
    BOOST_TEST(!question.kinds.empty(), question.id);
    for (const std::string& kind : question.kinds)
      BOOST_TEST(detect::kind_named(kind).has_value(), question.id << ": " << kind);
  }
}

BOOST_AUTO_TEST_CASE(many_mentions_cost_no_more_than_their_number) {
  std::string html = "<p>";
  const std::size_t count = whole_size(20'000);
  for (std::size_t i = 0; i < count; ++i) html += "Marlpit Primary School. Born 4 July 1985. ";
  const scrape::Profile profile = profile_of(html);
  BOOST_TEST(detectors().detect(profile, invented(""), {count}).findings.size() == 2 * count);
}

// Made to cost the square of their size where a reader is careless.
BOOST_AUTO_TEST_CASE(hostile_pages_cost_no_more_than_their_size) {
  const auto repeated = [](std::string_view part, std::size_t bytes) {
    std::string all;
    while (all.size() < bytes) all += part;
    return all;
  };
  const std::size_t size = whole_size(1'500'000);
  const std::vector<std::string> pages{
      "<p>" + repeated("Marlpit ", size),
      "<p>" + repeated("4/5/80 ", size),
      "<p>" + repeated("born ", size),
      repeated("<dd>4 July 1985", size),
      "<table><tr>" + repeated("<td>x", size),
      "<table>" + repeated("<col>", size / 2) + repeated("<tr><td>x<td>y", size / 2),
      repeated("<b class=bday>4 July</b> ", size),
      repeated("<input id=a value=x>", size),
      "<script type='application/ld+json'>{" + repeated("\"a\":\"x\",", size) + "\"b\":1}</script>",
      "<script type='application/ld+json'>" + repeated("{\"a\":", size) + "</script>",
      repeated("<article><p>x</article>", size),
      "<p>" + repeated("&notit;", size),
      "<p>" + repeated("happy birthday to me ", size),
      "<p>" + repeated("07700 900217 ", size),
      "<p>" + repeated("0 7 ", size),
      "<p>" + repeated("a@b.example ", size),
      "<p>" + repeated("a@", size),
      "<p>" + repeated("oh seven ", size),
      "<p>" + repeated("a dot ", size),
      "<p>" + repeated("a at b.example ", size),
      "<p>" + repeated("((at)", size),
      "<p>" + repeated("14 Larch ", size),
      "<p>" + repeated("EX77 8TR my home ", size),
      "<p>payroll" + repeated(" 123456", size),
      repeated("<a href=tel:07700900217>x</a>", size),
      "<p>" + repeated("Leeds fan ", size),
      "<p>" + repeated("Team: Robins ", size),
      "<p>" + repeated("we lost Up the Villa! ", size),
      "<p>" + repeated("season ticket ", size),
      "<p>" + repeated("my son Tom ", size),
      "<p>" + repeated("\"my first pet was ", size),
      "<p>" + repeated("Mum was a Prosser before ", size),
      "<p>My class: " + repeated("Ava, Ben, ", size),
      "<p>" + repeated("first car a ", size),
      repeated("<div class=x><b>Kit Toft</b> <i>3 h</i><p>x</div><div class=x><b>Sam</b><p>y</div>", size),
      repeated("<div data-author=a><p>x</div><div data-author=b>", size),
      repeated("<div><time datetime=2015-06-12>x</time><p>y</div>", size),
      repeated("<div class=k><span>Location</span><span>Hull</span></div>", size),
      repeated("<div><span>1979</span><div>Birth year</div></div>", size),
      "<p>" + repeated("20:03 &lt;kit&gt; hello<br>20:04 &lt;sam&gt; hi<br>", size),
      "<p>" + repeated("&gt; hello<br>so<br>", size),
      "<p>" + repeated("Which is it? ", size),
      "<p>" + repeated("my name is Kit Toft and i was born 1871 ", size),
  };
  for (const std::string& html : pages) {
    const auto begun = std::chrono::steady_clock::now();
    findings_in(html, "2020-01-01");
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
    BOOST_TEST(took.count() < 20.0, html.substr(0, 60) << " took " << took.count());
    BOOST_TEST_MESSAGE(took.count() << " s  " << html.substr(0, 60));
  }
}

BOOST_AUTO_TEST_SUITE_END()
