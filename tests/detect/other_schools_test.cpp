#include "detect/other_schools.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "base/file.h"
#include "detect/detect.h"
#include "page/page.h"
#include "scrape/scrape.h"
#include "support/cases.h"

namespace bdata = boost::unit_test::data;
using namespace gh;

namespace {

const detect::Detectors& detectors(bool with_list) {
  static const tests::TemporaryFolder folder;
  static const std::string data = std::string(GH_ROOT) + "/data";
  static const detect::Detectors without = *detect::Detectors::load(data);
  static const detect::Detectors with = [] {
    const std::vector<lexicon::School> schools{
        {1, "Marlpit Primary School", "Eastmere", "", "", "", ""},
        {2, "St Wilfred's Academy", "Eastmere", "", "", "", ""},
        {3, "Marlpit Primary School", "Westmere", "", "", "", ""},
        {4, "St Wilfred's Catholic High School", "Norham", "", "", "", ""},
        {5, "Marlpit Junior School", "Norham", "", "", "", ""},
        {6, "Great Marlpit School", "Norham", "", "", "", ""},
        {7, "Marlpit Road School", "Norham", "", "", "", ""},
        {8, "Marlpot Primary School", "Norham", "", "", "", ""}};
    const std::string bytes = lexicon::write_register(schools, lexicon::read_register_words(data)->names);
    if (!base::write_file(folder / "list", bytes, false)) std::abort();
    return *detect::Detectors::load(data, folder / "list");
  }();
  return with_list ? with : without;
}

std::string schools_in(const std::string& html, const detect::Case& of, bool with_list = true) {
  static const scrape::Definition generic = [] {
    const std::string file = std::string(GH_ROOT) + "/scrapers/generic.toml";
    return *scrape::read_definition(*base::read_file(file), file);
  }();
  const page::Reading reading = page::read_page(html, "text/html");
  std::vector<std::string> all;
  for (const detect::Finding& finding :
       detectors(with_list).run(scrape::scrape(reading, generic, generic, {}), of)) {
    const std::string one = "school " + finding.value;
    if (finding.kind == detect::Kind::school && std::find(all.begin(), all.end(), one) == all.end())
      all.push_back(one);
  }
  return all.empty() ? "-" : base::join(all, "; ");
}

detect::Case somebody(const std::string& town) {
  detect::Case of;
  of.as_of = *base::parse_day("2025-09-01");
  of.person.names = {"Robin Ashdown"};
  of.person.employer.schools = {
      {"Marlpit Primary School",
       {"Marlpit"},
       town.empty() ? std::vector<std::string>{} : std::vector<std::string>{"marlpit.example"},
       town,
       ""},
      {"St Wilfred's Academy", {"St Wilfred's"}, {}, town, ""}};
  return of;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(other_schools)

BOOST_DATA_TEST_CASE(are_not_the_persons_own, bdata::make(tests::cases_in("detect/other_schools.tsv", 2)),
                     row) {
  BOOST_TEST(schools_in(row.columns[0], somebody("Eastmere")) == row.columns[1]);
}

BOOST_AUTO_TEST_CASE(are_not_known_without_a_list_or_where_ours_cannot_be_told) {
  const std::string html = "<p>I teach at Marlpit School near Norham";
  BOOST_TEST(schools_in(html, somebody("Eastmere"), false) == "school Marlpit Primary School");
  BOOST_TEST(schools_in(html, somebody("")) == "school Marlpit Primary School");
}

BOOST_AUTO_TEST_SUITE_END()
