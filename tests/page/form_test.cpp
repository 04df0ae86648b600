#include "page/form.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "support/cases.h"

namespace bdata = boost::unit_test::data;
using namespace gh;
using page::Form;
using page::form_of;

namespace {

std::string name_of(Form form) {
  constexpr const char* names[] = {"html", "plain", "json", "xml", "vcard", "icalendar", "image"};
  return names[static_cast<std::size_t>(form)];
}

}  // namespace

BOOST_AUTO_TEST_SUITE(form)

// Columns: bytes, content type, form.
BOOST_DATA_TEST_CASE(tells_forms_apart, bdata::make(tests::cases_in("page/forms.tsv", 3)), row) {
  BOOST_TEST(name_of(form_of(row.columns[0], row.columns[1])) == row.columns[2]);
}

// https://mimesniff.spec.whatwg.org/#image-type-pattern-matching-algorithm
BOOST_AUTO_TEST_CASE(knows_pictures_by_their_bytes) {
  using namespace std::string_view_literals;
  for (const std::string_view bytes : {"\xFF\xD8\xFF\xE0 JFIF"sv, "\x89PNG\r\n\x1A\n"sv, "GIF89a..."sv,
                                       "RIFF\x10\0\0\0WEBPVP8 "sv, "II*\0\x08\0\0\0"sv, "MM\0*\0\0\0\x08"sv,
                                       "\0\0\0\x18"
                                       "ftypheic\0\0"sv,
                                       "\0\0\0\x1C"
                                       "ftypavif\0\0"sv}) {
    BOOST_TEST(name_of(form_of(bytes, "text/html")) == "image");
  }
  for (const std::string_view bytes : {"GIF"sv, "RIFF\x10\0\0\0WAVE"sv, "RIFF"sv, "II*"sv,
                                       "\0\0\0\x18"
                                       "ftypisom\0\0"sv}) {
    BOOST_TEST(name_of(form_of(bytes, "text/plain")) == "plain");
  }
}

BOOST_AUTO_TEST_SUITE_END()
