#include "base/file.h"

#include <boost/test/unit_test.hpp>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sys/stat.h>

#include "base/json.h"
#include "support/cases.h"

using namespace gh;
using base::ErrorKind;

namespace {

unsigned mode_of(const std::filesystem::path& path) {
  struct stat status {};
  BOOST_REQUIRE(::stat(path.c_str(), &status) == 0);
  return status.st_mode & 0777u;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(file)

BOOST_AUTO_TEST_CASE(writes_what_is_read_back) {
  const tests::TemporaryFolder folder;
  const std::string bytes("a\0b\xFF", 4);
  BOOST_TEST(base::write_file(folder / "deep/down/x", bytes, true).has_value());
  BOOST_TEST(*base::read_file(folder / "deep/down/x") == bytes);
  BOOST_TEST(mode_of(folder / "deep/down/x") == 0600u);
  BOOST_TEST(mode_of(folder / "deep/down") == 0700u);
  BOOST_TEST(base::write_file(folder / "deep/down/x", "new", true).has_value());
  BOOST_TEST(*base::read_file(folder / "deep/down/x") == "new");
  BOOST_TEST(!std::filesystem::exists(folder / "deep/down/x.new"));
}

BOOST_AUTO_TEST_CASE(says_what_cannot_be_read) {
  const tests::TemporaryFolder folder;
  BOOST_TEST((base::read_file(folder / "missing").error().kind == ErrorKind::no_input));
  BOOST_TEST((base::read_file(folder.path()).error().kind == ErrorKind::no_input));
  BOOST_TEST(base::write_file(folder / "long", "12345", false).has_value());
  BOOST_TEST((base::read_file(folder / "long", 4).error().kind == ErrorKind::bad_data));
  BOOST_TEST(base::read_file(folder / "long", 5).has_value());
}

BOOST_AUTO_TEST_CASE(keeps_the_old_file_when_it_cannot_write) {
  const tests::TemporaryFolder folder;
  BOOST_TEST(base::write_file(folder / "x", "old", false).has_value());
  std::filesystem::create_directory(folder / "x.new");  // stands in the way of the new bytes
  const auto written = base::write_file(folder / "x", "new", false);
  BOOST_REQUIRE(!written.has_value());
  BOOST_TEST((written.error().kind == ErrorKind::cannot_write));
  BOOST_TEST(*base::read_file(folder / "x") == "old");
}

BOOST_AUTO_TEST_CASE(lists_files_by_ending) {
  const tests::TemporaryFolder folder;
  for (const char* name : {"b.toml", "a.toml", "c.txt"})
    BOOST_TEST(base::write_file(folder / name, "", false).has_value());
  const auto files = base::files_in(folder.path(), ".toml");
  BOOST_REQUIRE_EQUAL(files.size(), 2u);
  BOOST_TEST(files[0].filename() == "a.toml");
  BOOST_TEST(base::files_in(folder / "missing", ".toml").empty());
}

BOOST_AUTO_TEST_CASE(refuses_json_that_is_too_deep_or_none) {
  BOOST_TEST((*base::parse_json("{\"a\":[1]}"))["a"][0] == 1);
  BOOST_TEST(!base::parse_json(std::string(100'000, '[')).has_value());
  BOOST_TEST(!base::parse_json("[[[1]]]", 2).has_value());
  BOOST_TEST(base::parse_json("[[1]]", 2).has_value());
  BOOST_TEST(!base::parse_json("{").has_value());
  BOOST_TEST(base::write_json({{"a", "\x7F \xC2\x9B \xE2\x80\xAE \xC3\xA9 \xE2\x80\x99"}}) ==
             "{\"a\":\"\\u007f \\u009b \\u202e \xC3\xA9 \xE2\x80\x99\"}");
  BOOST_TEST(base::write_json({{"a", "\xFF"}}) == "{\"a\":\"\xEF\xBF\xBD\"}");
}

BOOST_AUTO_TEST_SUITE_END()
