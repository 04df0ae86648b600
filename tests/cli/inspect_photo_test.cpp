#include <boost/test/unit_test.hpp>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "base/text.h"
#include "cli/inspect_command.h"
#include "support/cases.h"

using namespace gh::cli;
using gh::base::ExitCode;

namespace {

const std::filesystem::path photos = std::filesystem::path(GH_TESTS) / "page/photos";

struct Desk {
  gh::tests::TemporaryFolder folder;
  gh::app::House house{gh::base::home_in(folder / "home"), GH_ROOT, *gh::base::parse_day("2025-09-01")};
  std::string out;
  std::string err;

  ExitCode inspect(const std::filesystem::path& file, bool json = false) {
    std::istringstream in;
    std::ostringstream written, errors;
    InspectOptions options;
    options.files = {file.string()};
    options.json = json;
    const ExitCode code = run_inspect(house, options, {in, written, errors});
    out = gh::base::collapse_blanks(written.str());
    err = errors.str();
    return code;
  }

  std::filesystem::path write(const std::string& name, std::string_view bytes) const {
    std::ofstream(folder / name, std::ios::binary) << bytes;
    return folder / name;
  }

  bool says(std::string_view words) const { return out.find(words) != std::string::npos; }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(inspect_photo, Desk)

BOOST_AUTO_TEST_CASE(says_what_the_file_says_and_what_to_do) {
  BOOST_TEST((inspect(photos / "everything.jpg") == ExitCode::done));
  for (const char* words :
       {"everything.jpg: a photo, read In the photo itself:", "Where it was taken: 46.9123, -32.4567; 12.5 m",
        "Names marked in the picture: Kit Marlow; Biscuit", "Who made it: R. Ashdown; Robin Ashdown",
        "Serial number of the camera or lens: BX3-0042117; BL-77", "2025:06:01 14:05:09",
        "What to do:", "and 1 more", "Remove Properties and Personal Information"}) {
    BOOST_TEST(says(words), words);
  }
  BOOST_TEST(!says("not read"));
  BOOST_TEST(err.empty());
}

// A photo without data is not called safe.
BOOST_AUTO_TEST_CASE(says_what_was_looked_for_when_there_is_nothing) {
  BOOST_TEST((inspect(photos / "plain.png") == ExitCode::done));
  BOOST_TEST(says("we found nothing of what we looked for: position, times"));
  BOOST_TEST(says("no promise"));
}

BOOST_AUTO_TEST_CASE(says_what_could_not_be_read) {
  BOOST_TEST((inspect(photos / "cut.jpg") == ExitCode::partly_unchecked));
  BOOST_TEST(says("cut.jpg: a photo, read in part"));
  BOOST_TEST(says("the file is damaged or ends too early."));
  BOOST_TEST(says("Where it was taken"));
  BOOST_TEST((inspect(photos / "packed.png") == ExitCode::partly_unchecked));
  BOOST_TEST(says("a part of it is packed"));
  BOOST_TEST((inspect(write("picture.bmp", "BM...")) == ExitCode::partly_unchecked));
  BOOST_TEST(says("no kind of picture that we can read"));
}

BOOST_AUTO_TEST_CASE(a_photo_under_any_name_is_a_photo) {
  BOOST_TEST((inspect(write("page.html", gh::tests::fixture("page/photos/photo.webp"))) == ExitCode::done));
  BOOST_TEST(says("Who made it: R. Ashdown"));
  inspect(write("photo.jpg", "<svg xmlns='x'><text>words</text></svg>"));
  BOOST_TEST(says("a photo, read in part"));
}

BOOST_AUTO_TEST_CASE(json_has_each_value_with_its_bytes) {
  BOOST_TEST((inspect(photos / "latin.jpg", true) == ExitCode::done));
  const auto json = nlohmann::json::parse(out);
  BOOST_TEST(json["schema"] == 1);
  BOOST_TEST(json["state"] == "found");
  BOOST_TEST(json["findings"].empty());
  const auto& artist = json["photo"][0];
  BOOST_TEST(artist["syntax"] == "exif");
  BOOST_TEST(artist["name"] == "Artist");
  BOOST_TEST(artist["value"] == "Zo\xC3\xAB Lark");
  const std::string file = gh::tests::fixture("page/photos/latin.jpg");
  const auto start = artist["start"].get<std::size_t>();
  BOOST_TEST(file.substr(start, artist["end"].get<std::size_t>() - start) == "Zo\xEB Lark");
}

// A comment may hold what moves a cursor or is no UTF-8.
BOOST_AUTO_TEST_CASE(no_words_of_a_photo_reach_the_terminal_as_they_are) {
  const std::string_view comment = "\x1B[2J\xFF\x9B\r\nred";
  std::string file = "\xFF\xD8\xFF\xFE";
  file += {'\0', static_cast<char>(comment.size() + 2)};
  file += comment;
  file += "\xFF\xD9";
  inspect(write("photo.jpg", file));
  BOOST_TEST(gh::base::is_utf8(out));
  BOOST_TEST(out.find('\x1B') == std::string::npos);
  BOOST_TEST(out.find("\xC2\x9B") == std::string::npos);
  inspect(write("photo.jpg", file), true);
  BOOST_TEST(
      nlohmann::json::parse(out)["photo"][0]["value"].get<std::string>().starts_with("\x1B[2J\xC3\xBF"));
}

BOOST_AUTO_TEST_SUITE_END()
