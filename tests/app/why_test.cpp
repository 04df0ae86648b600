// Every rule can say in words why it fired, and every sentence says all that a person needs to disagree.
#include "app/why.h"

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <regex>
#include <set>

#include "base/file.h"

using namespace gh;

namespace {

const app::WhyWords& words() {
  static const app::WhyWords loaded = *app::WhyWords::load(GH_ROOT);
  return loaded;
}

void add_matches(std::set<std::string>& ids, const std::string& text, const std::regex& pattern) {
  for (std::sregex_iterator match(text.begin(), text.end(), pattern), end; match != end; ++match)
    ids.insert((*match)[1]);
}

// The ids of rules, from the data files of detectors and from the texts in their sources.
std::set<std::string> rule_ids() {
  namespace fs = std::filesystem;
  std::set<std::string> ids;
  const std::regex in_data("\nid = \"([a-z0-9.-]+)\""), in_source("\"([a-z]+(?:-[a-z]+)*\\.[a-z-]+)\"");
  for (const char* folder : {"data/detectors", "src/detect"}) {
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(fs::path(GH_ROOT) / folder)) {
      const std::string extension = entry.path().extension().string();
      if (extension != ".toml" && extension != ".cpp") continue;
      const std::string text = *base::read_file(entry.path(), std::size_t{8} << 20);
      add_matches(ids, text, extension == ".toml" ? in_data : in_source);
    }
  }
  std::erase_if(ids, [](const std::string& id) {  // names of files and hosts
    return id.ends_with(".toml") || id.ends_with(".tsv") || id.ends_with(".example") || id.ends_with(".com");
  });
  return ids;
}

detect::Finding finding() {
  detect::Finding made;
  made.kind = detect::Kind::phone;
  made.value = "07700 900217";
  made.evidence = {"07700  900217", 14, 27, "text"};
  made.rule = "phone.label";
  made.clause = "SEC-08";
  return made;
}

bool says(const std::string& sentence, std::string_view part) {
  return sentence.find(part) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(why)

BOOST_AUTO_TEST_CASE(every_rule_has_words) {
  const std::set<std::string> ids = rule_ids();
  BOOST_TEST(ids.size() > 30u);
  for (const std::string& id : ids)
    BOOST_TEST(!words().rule(id).empty(), id << " has no words in data/why.toml");
}

BOOST_AUTO_TEST_CASE(a_rule_without_words_of_its_own_takes_those_of_its_detector) {
  BOOST_TEST(words().rule("employer.no-such-rule") == words().rule("employer"));
  BOOST_TEST(words().rule("employer.name") != words().rule("employer"));
  BOOST_TEST(words().rule("no-such-detector.rule").empty());
}

BOOST_AUTO_TEST_CASE(a_sentence_says_what_where_why_whose_how_sure_and_who_sees_it) {
  const std::string said = words().sentence(finding());
  BOOST_TEST(says(said, "\"07700 900217\" in the text of the page"));
  BOOST_TEST(says(said, "a telephone number of yours, because it stands in a field, or beside a label"));
  BOOST_TEST(says(said, "nothing there gives it to anybody else"));
  BOOST_TEST(says(said, "we think that likely"));
  BOOST_TEST(says(said, "anyone can see it without logging in"));
  BOOST_TEST(says(said, "a thief can"));
  BOOST_TEST(said.back() == '.');
}

BOOST_AUTO_TEST_CASE(what_is_somebody_elses_is_said_to_be) {
  detect::Finding theirs = finding();
  theirs.whose = detect::Whose::other;
  theirs.hidden = true;
  theirs.certainty = detect::Certainty::possible;
  const std::string said = words().sentence(theirs);
  BOOST_TEST(says(said, "somebody else's telephone number"));
  BOOST_TEST(says(said, "please judge it yourself"));
  BOOST_TEST(says(said, "though a browser does not show it"));
  BOOST_TEST(!says(said, "thief"));
}

BOOST_AUTO_TEST_CASE(every_kind_is_said_in_one_sentence) {
  for (std::size_t i = 0; i < detect::kind_count; ++i) {
    detect::Finding one = finding();
    one.kind = static_cast<detect::Kind>(i);
    one.rule = "no-such-detector.rule";
    const std::string said = words().sentence(one);
    BOOST_TEST(said.find(". ") == std::string::npos, said);
    BOOST_TEST(!says(said, "because ,"), said);
  }
}

BOOST_AUTO_TEST_SUITE_END()
