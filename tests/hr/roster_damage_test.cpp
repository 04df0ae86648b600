// Rosters damaged at random: bytes flipped, put in, taken out; lines and the end of the file cut. Each row
// has a word of its own in all of its fields, so that a value in the wrong row gives itself away.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <random>
#include <set>

#include "base/text.h"
#include "hr/roster_fixtures.h"

using namespace gh;

namespace {

constexpr std::size_t row_count = 25;

struct Sheet {
  std::string heading;
  std::vector<std::string> words;  // one a row
  std::vector<std::string> rows;   // with their line ends
};

class Damager {
 public:
  explicit Damager(unsigned seed) : random_(seed) {}

  std::size_t below(std::size_t limit) { return random_() % limit; }

  Sheet sheet() {
    const std::string end = below(2) == 0 ? "\n" : "\r\n";
    Sheet sheet;
    sheet.heading = "Forename,Surname,Pay,Work Email,Notes,School,Job Title" + end;
    for (std::size_t i = 0; i < row_count; ++i) {
      std::string word;
      while (word.size() < 9) word += static_cast<char>('a' + below(26));
      const std::string notes[] = {"",
                                   word,
                                   "\"" + word + ", " + word + "\"",
                                   "\"\"\"" + word + "\"\"\"",
                                   "\"" + word + end + "and, " + word + "\"",
                                   "\"\"",
                                   "\"," + word + "\"",
                                   "\"" + end + word + "\""};
      sheet.words.push_back(word);
      sheet.rows.push_back("Zo\xC3\xAB" + maybe_quoted(word) + "," + maybe_quoted(word) + ",," +
                           maybe_quoted(word + "@t.example") + "," + notes[below(std::size(notes))] + "," +
                           maybe_quoted("School " + word) + "," + maybe_quoted("Head of " + word) + end);
      if (sheet.rows.back().find("\xAB\"") != std::string::npos)  // a quotation mark must begin its field
        sheet.rows.back().erase(0, 4);
    }
    return sheet;
  }

  /// Damages one row (or several), and marks all that are no longer as they were.
  void damage(Sheet& sheet, std::vector<bool>& touched) {
    static const std::string bytes("\"\"\"\",,\n\n\r ;x@\0\xFF\xC3\t'", 18);
    const std::size_t row = below(sheet.rows.size());
    std::string& text = sheet.rows[row];
    if (text.empty()) return;
    const std::size_t at = below(text.size());
    const char byte = bytes[below(bytes.size())];
    touched[row] = true;
    // Behind the last line end nothing can be told from the next row's own bytes.
    if (at + 2 >= text.size() && row + 1 < sheet.rows.size()) touched[row + 1] = true;
    switch (below(5)) {
      case 0:
        text[at] = byte;
        break;
      case 1:
        text.insert(at, 1, byte);
        break;
      case 2:
        text.erase(at, 1);
        break;
      case 3:
        cut_within_line(text, at);
        break;
      case 4:
        text[at] = static_cast<char>(text[at] ^ (1 << below(8)));
        break;
    }
  }

 private:
  std::string maybe_quoted(const std::string& text) { return below(3) == 0 ? "\"" + text + "\"" : text; }

  void cut_within_line(std::string& text, std::size_t at) {
    const std::size_t end = std::min(text.find_first_of("\r\n", at), text.size());
    if (end > at) text.erase(at, 1 + below(end - at));
  }

  std::mt19937 random_;
};

std::string all_of(const hr::StaffMember& member) {
  return member.email + " " + member.name + " " + member.school + " " + member.role;
}

std::set<std::size_t> rows_named_in(const std::string& text, const Sheet& sheet) {
  std::set<std::size_t> rows;
  for (std::size_t i = 0; i < sheet.words.size(); ++i) {
    if (text.find(sheet.words[i]) != std::string::npos) rows.insert(i);
  }
  return rows;
}

// The lines of `file` (from 1) that hold `word`, line ends as the reader counts them.
std::vector<std::size_t> lines_with(const std::string& file, const std::string& word) {
  std::vector<std::size_t> lines;
  for (std::size_t at = file.find(word); at != file.npos; at = file.find(word, at + 1)) {
    std::size_t line = 1;
    for (std::size_t i = 0; i < at; ++i)
      line += file[i] == '\n' || (file[i] == '\r' && file[i + 1] != '\n') ? 1 : 0;
    lines.push_back(line);
  }
  return lines;
}

struct Variant {
  Sheet sheet;
  std::string file;
  std::vector<bool> touched = std::vector<bool>(row_count, false);
  tests::RosterRead read;
};

bool is_good(const Variant& variant, std::size_t row) {
  return std::any_of(
      variant.read.staff.begin(), variant.read.staff.end(),
      [&](const hr::StaffMember& member) { return member.email == variant.sheet.words[row] + "@t.example"; });
}

void nobody_has_a_neighbours_fields(const Variant& variant) {
  for (const hr::StaffMember& member : variant.read.staff)
    BOOST_TEST(rows_named_in(all_of(member), variant.sheet).size() <= 1u, all_of(member) << "\n"
                                                                                         << variant.file);
}

void whole_rows_are_good(const Variant& variant) {
  for (std::size_t row = 0; row < row_count; ++row) {
    if (!variant.touched[row])
      BOOST_TEST(is_good(variant, row), "row of " << variant.sheet.words[row] << " in\n" << variant.file);
  }
}

// A row that is in the file and not good is named by one of the lines that it stands in.
void other_rows_are_named(const Variant& variant) {
  std::set<std::size_t> named;
  for (const hr::BadRow& bad : variant.read.roster->bad) named.insert(bad.line);
  for (std::size_t row = 0; row < row_count; ++row) {
    const std::vector<std::size_t> lines = lines_with(variant.file, variant.sheet.words[row]);
    bool good = is_good(variant, row);
    for (const hr::StaffMember& member : variant.read.staff)
      good = good ||
             rows_named_in(all_of(member), variant.sheet).contains(row);  // good, with an altered address
    const bool is_named =
        std::any_of(lines.begin(), lines.end(), [&](std::size_t line) { return named.contains(line); });
    BOOST_TEST((lines.empty() || good || is_named), "row of " << variant.sheet.words[row] << " in\n"
                                                              << variant.file);
  }
}

void check(Variant& variant) {
  variant.file = variant.sheet.heading;
  for (const std::string& row : variant.sheet.rows) variant.file += row;
  variant.read = tests::read_roster(variant.file);
  BOOST_REQUIRE_MESSAGE(variant.read.roster.has_value(), tests::complaint(variant.read));
  nobody_has_a_neighbours_fields(variant);
  whole_rows_are_good(variant);
  other_rows_are_named(variant);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(roster_damage)

BOOST_AUTO_TEST_CASE(the_undamaged_rosters_are_all_good) {
  for (unsigned seed = 0; seed < 50; ++seed) {
    Variant variant{Damager(seed).sheet(), "", std::vector<bool>(row_count, false), {base::Error{}, {}}};
    check(variant);
    BOOST_TEST(variant.read.roster->bad.empty(), variant.file);
    BOOST_TEST(variant.read.roster->good == row_count);
  }
}

BOOST_AUTO_TEST_CASE(damage_stays_in_its_row_and_is_named) {
  std::size_t bad = 0;
  for (unsigned seed = 0; seed < 500; ++seed) {
    Damager damager(seed);
    Variant variant{damager.sheet(), "", std::vector<bool>(row_count, false), {base::Error{}, {}}};
    for (std::size_t times = 1 + damager.below(3); times > 0; --times)
      damager.damage(variant.sheet, variant.touched);
    check(variant);
    bad += variant.read.roster->bad.size();
  }
  BOOST_TEST(bad > 300u);  // else the damage was none
}

BOOST_AUTO_TEST_CASE(a_file_that_was_cut_says_so) {
  for (unsigned seed = 0; seed < 500; ++seed) {
    Damager damager(seed);
    Variant variant{damager.sheet(), "", std::vector<bool>(row_count, false), {base::Error{}, {}}};
    const std::size_t row = damager.below(row_count);
    std::string& text = variant.sheet.rows[row];
    text.resize(1 + damager.below(text.size() - 1));
    variant.touched[row] = true;
    for (std::size_t after = row + 1; after < row_count; ++after) {
      variant.sheet.rows[after].clear();
      variant.touched[after] = true;
    }
    check(variant);
    const bool at_a_line_end = text.back() == '\n' || text.back() == '\r';
    BOOST_TEST((!variant.read.roster->ends_whole || at_a_line_end), variant.file);
    // Cut inside a quoted line break the row is named; elsewhere the last row is either bad or to be checked.
    BOOST_TEST((!at_a_line_end || text.ends_with("\r") || !variant.read.roster->bad.empty()), variant.file);
  }
}

BOOST_AUTO_TEST_SUITE_END()
