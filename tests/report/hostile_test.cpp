// Whatever stands in a page, the report around it keeps its build: the same tags, keys, cells and lines as
// with harmless words.
#include <algorithm>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include "base/json.h"
#include "base/text.h"
#include "report/readers.h"
#include "report/report.h"
#include "report/sample.h"
#include "support/cases.h"

namespace bdata = boost::unit_test::data;
using namespace gh;

namespace {

// The table's texts, and those that no text file can hold.
std::vector<std::string> hostile_texts() {
  std::vector<std::string> texts;
  for (const tests::Case& row : tests::cases_in("report/hostile.tsv", 1)) texts.push_back(row.columns[0]);
  texts.push_back(std::string("nul\0byte", 8));
  texts.push_back("\xFF\xFE ill-formed \xC0\xAF \xED\xA0\x80 \xE2\x82");
  texts.push_back(std::string(20'000, 'x'));
  texts.push_back(std::string(5'000, '<'));
  texts.push_back("a" + [] {
    std::string marks;
    for (int i = 0; i < 500; ++i) marks += "\xCC\x81";
    return marks;
  }());
  return texts;
}

struct Text {
  std::string words;
};
std::ostream& operator<<(std::ostream& out, const Text& text) {
  return out << base::for_terminal(base::shorten(base::make_utf8(text.words), 40));
}

std::vector<Text> hostile() {
  std::vector<Text> texts;
  for (const std::string& words : hostile_texts()) texts.push_back({words});
  return texts;
}

std::string html_of(const assess::Assessment& assessment) { return report::render_html(assessment, {}); }

// The keys and the kinds of value of a JSON text, without the values.
std::string build_of(const nlohmann::ordered_json& value) {
  std::string build = value.type_name();
  if (!value.is_structured()) return build;
  for (const auto& item : value.items())
    build += " " + (value.is_object() ? item.key() : "") + build_of(item.value());
  return build + ".";
}

std::string json_build(const assess::Assessment& assessment) {
  const auto value = base::parse_json(report::render_json(assessment, {}));
  return value ? build_of(*value) : value.error().what;
}

bool is_quiet(const std::string& text) {
  return std::none_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\n') || byte == 0x7F;
  });
}

bool runs_as_formula(std::string_view cell) {
  for (std::string_view start : {"=", "+", "-", "@", "＝", "＋", "－", "＠"}) {
    if (base::trim(cell).starts_with(start)) return true;
  }
  return false;
}

bool turns_text(const std::string& text) {
  for (std::size_t at = 0; at < text.size();) {
    const base::CodePoint point = base::code_point(text, at);
    if ((point.value >= 0x80 && point.value < 0xA0) || (point.value >= 0x202A && point.value <= 0x202E) ||
        (point.value >= 0x2066 && point.value <= 0x2069)) {
      return true;
    }
    at += point.length;
  }
  return false;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(hostile_words)

BOOST_DATA_TEST_CASE(add_no_tag_to_html, bdata::make(hostile()), text) {
  const std::string page = html_of(tests::filled_with(text.words));
  BOOST_TEST((tests::skeleton(page) == tests::skeleton(html_of(tests::filled_with("harmless")))));
  BOOST_TEST(base::is_utf8(page));
  BOOST_TEST(!turns_text(page));
}

BOOST_DATA_TEST_CASE(behind_an_address_add_no_tag_to_html, bdata::make(hostile()), text) {
  const std::string page = html_of(tests::addressed_with(text.words));
  for (const tests::Tag& tag : tests::tags_in(page)) {
    BOOST_TEST(tag.name != "?");
    if (tag.name != "a") continue;
    const std::string& target = tag.attributes.at("href");
    BOOST_TEST((target.starts_with("#") || target.starts_with("https://harmless.example/")));
    BOOST_TEST(target.find_first_of("\"<> \n") == std::string::npos);
  }
}

BOOST_DATA_TEST_CASE(keep_the_build_of_json, bdata::make(hostile()), text) {
  BOOST_TEST(json_build(tests::filled_with(text.words)) == json_build(tests::filled_with("harmless")));
}

BOOST_DATA_TEST_CASE(keep_rows_and_cells_of_csv, bdata::make(hostile()), text) {
  const auto expected = tests::rows_in(report::render_csv(tests::filled_with("harmless"), {}));
  const auto rows = tests::rows_in(report::render_csv(tests::filled_with(text.words), {}));
  BOOST_REQUIRE(rows.size() == expected.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    BOOST_TEST(rows[i].size() == expected[i].size());
    for (const std::string& cell : rows[i]) {
      BOOST_TEST(!runs_as_formula(cell));
      BOOST_TEST(is_quiet(cell));
      BOOST_TEST(cell.find('\n') == std::string::npos);
    }
  }
}

BOOST_DATA_TEST_CASE(reach_a_terminal_without_a_control_character, bdata::make(hostile()), text) {
  const std::string written = report::render_text(tests::filled_with(text.words), {});
  BOOST_TEST(is_quiet(written));
  BOOST_TEST(!turns_text(written));
  BOOST_TEST(base::is_utf8(written));
}

BOOST_DATA_TEST_CASE(colour_no_more_of_a_terminal_than_we_do, bdata::make(hostile()), text) {
  std::string written = report::render_text(tests::filled_with(text.words), {true, 80});
  for (const char* ours : {"\x1B[1m", "\x1B[1;31m", "\x1B[1;33m", "\x1B[0m"}) {
    for (std::size_t at; (at = written.find(ours)) != std::string::npos;)
      written.erase(at, std::string(ours).size());
  }
  BOOST_TEST(is_quiet(written));
}

BOOST_AUTO_TEST_CASE(make_the_reader_of_tags_complain_when_they_are_not_escaped) {
  const auto has_broken_tag = [](std::string_view html) {
    const auto tags = tests::tags_in(html);
    return std::any_of(tags.begin(), tags.end(), [](const tests::Tag& tag) { return tag.name == "?"; });
  };
  BOOST_TEST(has_broken_tag("<p>a < b</p>"));
  BOOST_TEST(has_broken_tag("<p title=x>"));
  BOOST_TEST(has_broken_tag("<p title=\"x"));
  BOOST_TEST(!has_broken_tag("<p title=\"x\">a &lt; b</p>"));
}

BOOST_AUTO_TEST_SUITE_END()
