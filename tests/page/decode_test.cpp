#include "page/decode/decode.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <set>

#include "base/text.h"
#include "page/decode/code_tables.h"
#include "page/decode/encodings.h"
#include "page/decode/utf8.h"
#include "support/cases.h"

namespace bdata = boost::unit_test::data;
using namespace gh;
using page::decode;

namespace {

int digit(char c) { return c <= '9' ? c - '0' : c - 'a' + 10; }

// Bytes as a table writes them: hex pairs, blanks between them at will, and 'words' in quotes as they are.
std::string bytes_of(const std::string& written) {
  std::string bytes;
  for (std::size_t at = 0; at < written.size();) {
    if (written[at] == ' ') {
      ++at;
    } else if (written[at] == '\'') {
      const std::size_t close = written.find('\'', at + 1);
      bytes += written.substr(at + 1, close - at - 1);
      at = close + 1;
    } else {
      bytes += static_cast<char>(digit(written[at]) * 16 + digit(written[at + 1]));
      at += 2;
    }
  }
  return bytes;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(decoding)

// Columns: bytes, content type, text, charset, "sure" or "unsure".
BOOST_DATA_TEST_CASE(decodes_what_the_bytes_say, bdata::make(tests::cases_in("page/decode.tsv", 5)), row) {
  const page::Decoded decoded = decode(bytes_of(row.columns[0]), row.columns[1]);
  BOOST_TEST(decoded.text == row.columns[2]);
  BOOST_TEST(decoded.charset == row.columns[3]);
  BOOST_TEST((decoded.unsure ? "unsure" : "sure") == row.columns[4]);
  BOOST_TEST(base::is_utf8(decoded.text));
}

// https://encoding.spec.whatwg.org/#names-and-labels: 40 encodings (39 beside UTF-8), 228 labels.
BOOST_AUTO_TEST_CASE(knows_every_label_of_the_standard) {
  std::set<std::string_view> names, labels;
  for (const page::Encoding& encoding : page::encodings()) {
    names.insert(encoding.name);
    for (std::string_view label : base::split(encoding.labels, ' ')) {
      BOOST_TEST(labels.insert(label).second, label << " stands twice");
      BOOST_TEST(page::encoding_labelled(label) == &encoding, label);
    }
    BOOST_TEST(&page::encoding_named(encoding.name) == &encoding);
  }
  BOOST_TEST(names.size() == 40u);
  BOOST_TEST(labels.size() == 228u);
}

BOOST_AUTO_TEST_CASE(takes_labels_whole_and_whatever_their_case) {
  BOOST_TEST(page::encoding_labelled(" UTF8\n")->name == "UTF-8");
  BOOST_TEST(page::encoding_labelled("Latin1")->name == "windows-1252");
  for (std::string_view unknown : {"", " ", "utf", "utf-7", "latin", "utf-8 utf8", "iso-8859", "windows-1259",
                                   "utf-8x", "xutf-8", "a label longer than any of them"}) {
    BOOST_TEST(page::encoding_labelled(unknown) == nullptr, unknown);
  }
}

// Counts of the standard's indexes (https://encoding.spec.whatwg.org/#indexes), and a few of their rows.
BOOST_AUTO_TEST_CASE(has_the_standards_tables) {
  const auto filled = [](page::CodeTable table) {
    return std::count_if(table.begin(), table.end(), [](char32_t value) { return value != 0; });
  };
  BOOST_TEST(filled(page::jis0208_table()) == 7724);
  BOOST_TEST(filled(page::jis0212_table()) == 6067);
  BOOST_TEST(filled(page::euc_kr_table()) == 17048);
  BOOST_TEST(filled(page::big5_table()) == 18590);
  BOOST_TEST(filled(page::gb18030_table()) == 23940);
  for (const page::Encoding& encoding : page::encodings()) {
    if (encoding.decoder != page::Decoder::single_byte) continue;
    BOOST_TEST(filled(page::single_byte_table(encoding.table)) >= 83, encoding.name);
  }
}

BOOST_AUTO_TEST_CASE(converts_no_more_than_it_may) {
  struct Row {
    std::string bytes;
    std::string_view type;
    std::size_t most;
    std::string_view text;
  };
  const Row rows[] = {{"caf\xC3\xA9 noir", "", 4, "caf"},
                      {"caf\xC3\xA9 noir", "", 5, "café"},
                      {"caf\xE9 noir", "text/html; charset=latin1", 5, "café"},
                      {"caf\xE9 noir", "text/html; charset=latin1", 4, "caf"},
                      {std::string("\xFF\xFEh\0i\0!\0", 8), "", 2, "hi"},
                      {"\x83\x65\x83\x65", "text/html; charset=sjis", 3, "テ"},
                      {"\xFF\xFF\xFF", "text/html; charset=gbk", 7, "��"},
                      {"a", "", 0, ""}};
  for (const Row& row : rows) {
    const page::Decoded decoded = decode(row.bytes, row.type, row.most);
    BOOST_TEST(decoded.text == row.text);
    BOOST_TEST(decoded.cut, row.text);
    BOOST_TEST(!decode(row.bytes, row.type, 100).cut);
  }
  BOOST_TEST(!decode("caf\xC3\xA9", "", 5).cut);
}

// Every lead of up to three bytes, against ICU's reading of UTF-8 that base uses.
BOOST_AUTO_TEST_CASE(mends_utf8_as_the_standard_does) {
  std::string bytes, mended;
  const std::string tails[] = {"",        "a", "\x80", "\x90z", "\xA0\x80", "\xBF\xBF\xBF", "\x8F\xBF\xBF",
                               "\xC3\xA9"};
  for (unsigned lead = 1; lead < 256; ++lead) {
    for (const std::string& tail : tails) {
      bytes = std::string("padding of more than sixteen bytes ") + static_cast<char>(lead) + tail;
      mended.clear();
      page::mend_utf8(bytes, mended, 1000);
      BOOST_TEST(mended == base::make_utf8(bytes), "lead " << lead);
      BOOST_TEST(page::survey_utf8(bytes).valid() == base::is_utf8(bytes));
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
