#include "base/csv.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <random>
#include <sstream>

#include "base/text.h"
#include "support/cases.h"

namespace bdata = boost::unit_test::data;
using namespace gh::base;

namespace {

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
    text.replace(at, from.size(), to);
  return text;
}

std::string name(CsvDamage damage) {
  switch (damage) {
    case CsvDamage::none:
      return "none";
    case CsvDamage::unclosed_quote:
      return "unclosed_quote";
    case CsvDamage::text_after_quote:
      return "text_after_quote";
    case CsvDamage::stray_quote:
      return "stray_quote";
    case CsvDamage::too_long:
      return "too_long";
  }
  return "?";
}

std::string shown(const CsvRow& row) {
  if (row.damage != CsvDamage::none)
    return std::to_string(row.line) + "!" + name(row.damage) + "@" + std::to_string(row.damage_line);
  const std::vector<std::string> fields(row.fields.begin(), row.fields.end());
  std::string all = fields.front();
  for (std::size_t i = 1; i < fields.size(); ++i) all += "|" + fields[i];
  return std::to_string(row.line) + ">" + replaced(replaced(all, "\r", "␍"), "\n", "¶");
}

std::string read_all(const std::string& file, char separator = ',', CsvLimits limits = {}) {
  std::istringstream in(file);
  CsvReader reader(in, separator, limits);
  std::vector<std::string> rows;
  while (const CsvRow* row = reader.next()) rows.push_back(shown(*row));
  return join(rows, " / ");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(csv)

// RFC 4180, section 2.
BOOST_DATA_TEST_CASE(reads_rows_and_stops_damage_at_its_line,
                     bdata::make(gh::tests::cases_in("base/csv.tsv", 2)), row) {
  BOOST_TEST(read_all(replaced(row.columns[0], "␍", "\r")) == row.columns[1]);
}

BOOST_AUTO_TEST_CASE(an_empty_file_has_no_rows) {
  BOOST_TEST(read_all("") == "");
  BOOST_TEST(read_all("\xEF\xBB\xBF") == "");
}

BOOST_AUTO_TEST_CASE(leaves_out_a_byte_order_mark) {
  BOOST_TEST(read_all("\xEF\xBB\xBF\"a\",b\n") == "1>a|b");
  BOOST_TEST(read_all("a\xEF\xBB\xBF,b\n") == "1>a\xEF\xBB\xBF|b");  // only at the beginning
}

BOOST_AUTO_TEST_CASE(takes_other_separators) {
  BOOST_TEST(read_all("a;\"b;c\";d,e\n", ';') == "1>a|b;c|d,e");
  BOOST_TEST(read_all("a\tb c\t\n", '\t') == "1>a|b c|");
}

BOOST_AUTO_TEST_CASE(counts_rows_and_lines) {
  std::istringstream in("h\n\"a\nb\"\n\nc\n");
  CsvReader reader(in, ',');
  const CsvRow* row = reader.next();
  row = reader.next();
  BOOST_TEST((row->number == 2 && row->line == 2 && row->last_line == 3));
  row = reader.next();
  BOOST_TEST((row->number == 3 && row->line == 4 && row->last_line == 4));
  row = reader.next();
  BOOST_TEST((row->number == 4 && row->line == 5));
  BOOST_TEST(reader.next() == nullptr);
  BOOST_TEST(reader.next() == nullptr);
}

BOOST_AUTO_TEST_CASE(reads_again_what_a_row_has_swallowed) {
  std::istringstream in("a,\"b\nc,d\ne\"\nf,g\n");
  CsvReader reader(in, ',');
  BOOST_TEST(shown(*reader.next()) == "1>a|b¶c,d¶e");
  reader.reread_behind_first_line();
  reader.reread_behind_first_line();  // once is enough
  BOOST_TEST(shown(*reader.next()) == "2>c|d");
  BOOST_TEST(shown(*reader.next()) == "3!stray_quote@3");
  reader.reread_behind_first_line();
  BOOST_TEST(shown(*reader.next()) == "4>f|g");
  BOOST_TEST(reader.next() == nullptr);
}

BOOST_AUTO_TEST_CASE(a_lost_quotation_mark_cannot_swallow_the_file) {
  const CsvLimits limits{20, 3};
  BOOST_TEST(read_all("\"a\nb\nc\nd\"\n", ',', limits) == "1!too_long@1 / 2>b / 3>c / 4!stray_quote@4");
  BOOST_TEST(read_all("\"a\nb\nc\"\n", ',', limits) == "1>a¶b¶c");
  BOOST_TEST(read_all("\"0123456789012345678901234\"\nx\n", ',', limits) == "1!too_long@1 / 2>x");
  BOOST_TEST(read_all("012345678901234567890,1\nx\n", ',', limits) == "1!too_long@1 / 2>x");
}

BOOST_AUTO_TEST_CASE(a_line_without_end_is_not_held_in_memory) {
  std::string file(std::size_t{3} << 20, 'x');
  file += "\ny\n";
  BOOST_TEST(read_all(file) == "1!too_long@1 / 2>y");
}

// Rows that cross the borders of the blocks in which the file is read come out whole.
BOOST_AUTO_TEST_CASE(reads_the_same_wherever_blocks_end) {
  std::string file, expected;
  for (int i = 0; file.size() < 300'000; ++i) {
    const std::string number = std::to_string(i);
    file += number + ",\"" + std::string(static_cast<std::size_t>(i % 97), 'x') + "\"\"\r\n\",z\r\n";
    expected += (i == 0 ? "" : " / ") + std::to_string(2 * i + 1) + ">" + number + "|" +
                std::string(static_cast<std::size_t>(i % 97), 'x') + "\"␍¶|z";
  }
  BOOST_TEST((read_all(file) == expected));
}

// Whatever the bytes, every line of the file belongs to exactly one row, in order, and reading ends.
BOOST_AUTO_TEST_CASE(gives_every_line_to_one_row_whatever_the_bytes) {
  std::mt19937 random(20261122);
  const std::string alphabet = "ab,\"\n\r";
  for (int round = 0; round < 3'000; ++round) {
    std::string file;
    for (std::size_t length = random() % 60; file.size() < length;)
      file += alphabet[random() % alphabet.size()];
    std::istringstream in(file);
    CsvReader reader(in, ',', {30, 4});
    std::size_t next_line = 1;
    while (const CsvRow* row = reader.next()) {
      BOOST_REQUIRE_MESSAGE(row->line == next_line, "line " << row->line << " of: " << file);
      BOOST_REQUIRE_MESSAGE(row->last_line >= row->line, file);
      next_line = row->last_line + 1;
    }
    std::size_t lines = 0;
    for (std::size_t i = 0; i < file.size(); ++i) {
      const bool ends = file[i] == '\n' || (file[i] == '\r' && (i + 1 == file.size() || file[i + 1] != '\n'));
      lines += ends || i + 1 == file.size() ? 1 : 0;
    }
    BOOST_REQUIRE_MESSAGE(next_line == lines + 1, "lines of: " << file);
  }
}

BOOST_AUTO_TEST_SUITE_END()
