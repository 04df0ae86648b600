#include "page/image/image.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fmt/format.h>
#include <map>

#include "base/text.h"
#include "page/image/position.h"
#include "support/cases.h"

using namespace gh;

namespace {

page::Reading read_photo(const std::string& file) {
  return page::read_page(tests::fixture("page/photos/" + file), "");
}

// One line a fact and a problem: "exif Artist = Robin Ashdown", "exif PROBLEM = …".
std::string summary(const page::Page& page) {
  std::string all;
  for (const page::Fact& fact : page.facts) {
    std::string name(page.slice(fact.name));
    if (fact.item != page::nowhere) {
      const page::Item& item = page.items[fact.item];
      name = fmt::format("{} {}/{}", page.slice(item.name),
                         item.type == page::Span{} ? "" : page.slice(item.type), name);
    }
    all += fmt::format("{} {} = {}\n", page::name(fact.syntax), name, page.words(fact));
  }
  for (const page::Problem& problem : page.problems) {
    all += fmt::format("{} PROBLEM = {}\n", page::name(problem.syntax), page.slice(problem.what));
  }
  return all;
}

// photos.tsv has a row for each line of a summary; a file that says nothing has one empty line.
std::map<std::string, std::string> expected() {
  std::map<std::string, std::string> files;
  for (const tests::Case& row : tests::cases_in("page/photos.tsv", 2)) {
    files[row.columns[0]] += row.columns[1].empty() ? "" : row.columns[1] + "\n";
  }
  return files;
}

void check_trace(const page::Page& page, const page::Fact& fact) {
  const page::Text text = page.text_of(fact);
  BOOST_TEST(base::is_utf8(text.words()));
  BOOST_REQUIRE(!text.pieces().empty());
  for (const page::Text::Piece& piece : text.pieces()) {
    BOOST_REQUIRE(piece.source_begin + piece.source_length <= page.source.size());
    if (!piece.verbatim) continue;
    BOOST_TEST(text.words().substr(piece.begin, piece.length) ==
               page.source.substr(piece.source_begin, piece.length));
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(images)

// Columns: photo, one thing that it says, in the order in which they are read.
BOOST_AUTO_TEST_CASE(every_photo_says_what_its_row_says) {
  for (const auto& [file, lines] : expected()) {
    BOOST_TEST_CONTEXT(file) { BOOST_TEST(summary(read_photo(file).page) == lines); }
  }
}

BOOST_AUTO_TEST_CASE(every_photo_has_a_row) {
  const auto rows = expected();
  const std::filesystem::path folder = std::filesystem::path(GH_TESTS) / "page/photos";
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    if (name != "make.py") BOOST_TEST(rows.contains(name), name);
  }
}

BOOST_AUTO_TEST_CASE(every_value_points_at_its_bytes) {
  for (const auto& [file, lines] : expected()) {
    const page::Page page = read_photo(file).page;
    BOOST_TEST(page.charset == "binary");
    BOOST_TEST(page.source == tests::fixture("page/photos/" + file));
    for (const page::Fact& fact : page.facts) {
      BOOST_TEST_CONTEXT(file << " " << page.slice(fact.name)) { check_trace(page, fact); }
    }
  }
}

// A position is made of four tags: it stands for all of their bytes, from the first to the last.
BOOST_AUTO_TEST_CASE(a_position_stands_for_the_numbers_it_is_made_of) {
  const page::Page page = read_photo("everything.jpg").page;
  const auto fact = std::find_if(page.facts.begin(), page.facts.end(), [&](const page::Fact& one) {
    return page.slice(one.name) == "GPSPosition";
  });
  BOOST_REQUIRE(fact != page.facts.end());
  const std::string_view bytes = page.bytes(page.text_of(*fact).source());
  using namespace std::string_view_literals;
  BOOST_TEST(bytes.starts_with("N\0"sv));
  BOOST_TEST(bytes.find("\0\0\0\x2E\0\0\0\x01\0\0\0\x36\0\0\0\x01"sv) !=
             std::string_view::npos);                                         // 46/1 54/1
  BOOST_TEST(bytes.ends_with("\0\0\0\x1B\0\0\0\x01\0\0\0\x18\0\0\0\x01"sv));  // 27/1 24/1
}

BOOST_AUTO_TEST_CASE(what_is_damaged_is_cut_and_what_is_whole_is_found) {
  for (const auto& [file, lines] : expected()) {
    const bool damaged = lines.find("PROBLEM") != std::string::npos;
    BOOST_TEST_CONTEXT(file) {
      BOOST_TEST(base::name(read_photo(file).state) == (damaged ? "cut" : "found"));
    }
  }
}

// Wherever a file breaks off, what stood before is still read and nothing is made up.
BOOST_AUTO_TEST_CASE(a_file_may_end_anywhere) {
  for (const auto& [file, lines] : expected()) {
    const std::string whole = tests::fixture("page/photos/" + file);
    const std::size_t facts = read_photo(file).page.facts.size();
    for (std::size_t length = 12; length < whole.size(); ++length) {
      const page::Reading reading = page::read_page(std::string_view(whole).substr(0, length), "image/x");
      BOOST_TEST_REQUIRE(reading.page.facts.size() <= facts);
      for (const page::Fact& fact : reading.page.facts) check_trace(reading.page, fact);
    }
  }
}

BOOST_AUTO_TEST_CASE(knows_pictures_by_their_first_bytes) {
  using namespace std::string_view_literals;
  for (const std::string_view bytes : {"\xFF\xD8\xFF\xE0"sv, "\x89PNG\r\n\x1A\n"sv, "GIF89a"sv,
                                       "RIFF\x10\0\0\0WEBPVP8 "sv, "II*\0\x08\0\0\0"sv, "MM\0*\0\0\0\x08"sv,
                                       "\0\0\0\x18"
                                       "ftypheic"sv,
                                       "\0\0\0\x18"
                                       "ftypavif"sv}) {
    BOOST_TEST(page::is_image(bytes));
  }
  for (const std::string_view bytes :
       {""sv, "\xFF\xD8"sv, "<html>"sv, "\x89PNG"sv, "RIFF\x10\0\0\0WAVEfmt "sv, "II"sv, "MM and friends"sv,
        "\0\0\0\x18"
        "ftypisom"sv,
        "GIF"sv, "BM"sv, "%PDF-1.4"sv}) {
    BOOST_TEST(!page::is_image(bytes));
  }
}

BOOST_AUTO_TEST_CASE(a_picture_of_an_unknown_kind_is_not_read_as_text) {
  const page::Reading reading = page::read_page("BM picture <p>no words", "image/bmp");
  BOOST_TEST(base::name(reading.state) == "cut");
  BOOST_TEST(reading.page.charset == "binary");
  BOOST_TEST(reading.page.blocks.empty());
  BOOST_TEST(page::read_page("<svg><text>words</text></svg>", "image/svg+xml").page.charset == "UTF-8");
}

struct Degrees {
  const char* words;
  double expect;  // NAN-free: -999 for nothing
};

BOOST_AUTO_TEST_CASE(reads_degrees_as_xmp_writes_them) {
  for (const Degrees& row : {Degrees{"46,54.738N", 46.9123},
                             {"46,54,44.28S", -46.9123},
                             {"46.5N", 46.5},
                             {"0,0,0N", 0},
                             {"", -999},
                             {"N", -999},
                             {"46,54.738", -999},
                             {"46,54.738E", -999},
                             {"91,0N", -999},
                             {"46,,1N", -999},
                             {"46,1,1,1N", -999},
                             {"-46,1N", -999},
                             {"infN", -999},
                             {"nan,0N", -999},
                             {"46 54N", -999}}) {
    BOOST_TEST_CONTEXT(row.words) {
      BOOST_TEST(page::degrees_in(row.words, "NS", 90).value_or(-999) == row.expect,
                 boost::test_tools::tolerance(1e-9));
    }
  }
}

// The bound on what is read of one part, and on how often it may say so.
BOOST_AUTO_TEST_CASE(long_and_many_parts_are_left_out_and_told) {
  const auto chunk = [](const std::string& body) {
    std::string all(4, '\0');
    for (int i = 0; i < 4; ++i) all[i] = static_cast<char>(body.size() >> (24 - 8 * i));
    return all + "tEXt" + body + "\0\0\0\0";
  };
  std::string file = "\x89PNG\r\n\x1A\n";
  file += chunk(std::string("Long\0", 5) + std::string(std::size_t{2} << 20, 'x')) + std::string(4, '\0');
  const page::Page longer = page::read_page(file, "").page;
  BOOST_TEST(longer.facts.empty());
  BOOST_TEST(longer.problems.size() >= 1u);
  std::string many = "\x89PNG\r\n\x1A\n";
  for (int i = 0; i < 5000; ++i) many += chunk(std::string("Name\0word", 9)) + std::string(4, '\0');
  const page::Page full = page::read_page(many, "").page;
  BOOST_TEST(full.facts.size() == 64u);
  BOOST_TEST(full.problems.size() == 100u);
}

BOOST_AUTO_TEST_SUITE_END()
