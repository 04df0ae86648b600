#include "page/microformats/microformats.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "base/text.h"
#include "page/forget_facts.h"
#include "support/cases.h"
#include "support/patience.h"

namespace bdata = boost::unit_test::data;
using namespace gh;
using nlohmann::json;
using page::read_page;

namespace {

json parsed(const std::string& html, std::string_view url) {
  return json::parse(page::microformats_json(read_page(html, "text/html").page, url), nullptr, false);
}

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream all;
  all << file.rdbuf();
  return all.str();
}

// Properties of an item in one line: name=value; nested ones as name=type(...).
std::string summary(const page::Page& page, std::uint32_t item) {
  std::string all;
  const auto add = [&](std::string_view name, const std::string& what) {
    all += (all.empty() ? "" : ", ") + std::string(name) + "=" + what;
  };
  for (const page::Fact& fact : page.facts) {
    if (fact.item == item)
      add(page.slice(fact.name), std::string(page.words(fact)) + (fact.hidden ? " (hidden)" : ""));
  }
  for (std::uint32_t i = 0; i < page.items.size(); ++i) {
    if (page.items[i].parent == item && i != item) {
      add(page.slice(page.items[i].name),
          std::string(page.slice(page.items[i].type)) + "(" + summary(page, i) + ")");
    }
  }
  return all;
}

std::string summary(const page::Page& page) {
  std::string all;
  for (std::uint32_t i = 0; i < page.items.size(); ++i) {
    if (page.items[i].parent != page::nowhere) continue;
    all += (all.empty() ? "" : " | ") + std::string(page.slice(page.items[i].type)) + "(" + summary(page, i) +
           ")";
  }
  return all.empty() ? "-" : all;
}

page::Page with_facts(const std::string& html) {
  page::Page page = read_page(html, "text/html").page;
  tests::forget_facts(page);
  page::read_microformat_facts(page);
  return page;
}

std::string repeated(std::string_view part, int count) {
  std::string all;
  for (int i = 0; i < count; ++i) all += part;
  return all;
}

double seconds_of(const auto& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(microformats)

// Columns: HTML of a page at http://h.test/x, "items" as JSON.
BOOST_DATA_TEST_CASE(make_canonical_json, bdata::make(tests::cases_in("page/microformats.tsv", 3)), row) {
  const json items = parsed(row.columns[0], "http://h.test/x")["items"];
  BOOST_TEST(items == json::parse(row.columns[1]), items.dump());
}

// Columns: HTML, _, items and facts.
BOOST_DATA_TEST_CASE(state_facts, bdata::make(tests::cases_in("page/microformats.tsv", 3)), row) {
  BOOST_TEST(summary(with_facts(row.columns[0])) == row.columns[2]);
}

// Columns: HTML of a page at http://h.test/x, "rels" and "rel-urls" as JSON.
BOOST_DATA_TEST_CASE(list_rel_links, bdata::make(tests::cases_in("page/microformats_rels.tsv", 3)), row) {
  const json all = parsed(row.columns[0], "http://h.test/x");
  BOOST_TEST(all["rels"] == json::parse(row.columns[1]), all.dump());
  BOOST_TEST(all["rel-urls"] == json::parse(row.columns[2]), all.dump());
}

// The words of every fact, traced: verbatim pieces are the very bytes.
BOOST_DATA_TEST_CASE(every_fact_points_at_its_bytes, bdata::make(tests::cases_in("page/microformats.tsv", 3)),
                     row) {
  const page::Page page = with_facts(row.columns[0]);
  for (const page::Fact& fact : page.facts) {
    const page::Text text = page.text_of(fact);
    BOOST_TEST(!text.pieces().empty(), text.words());
    for (const auto& piece : text.pieces()) {
      const std::string_view words = std::string_view(text.words()).substr(piece.begin, piece.length);
      const std::string_view bytes =
          page.bytes({piece.source_begin, piece.source_begin + piece.source_length});
      if (piece.verbatim) BOOST_TEST(words == bytes);
    }
  }
}

// Whatever the nesting or the length, a bounded time and a bounded answer. What each of them would cost
// unbounded is quadratic or worse: words of every level, a value twice at each level, one part included a
// thousand times.
BOOST_AUTO_TEST_CASE(bound_hostile_pages) {
  const std::string words = repeated("many words ", 20'000);
  const std::string cards = repeated("<p class=vcard itemref='big big'>x</p>", 2'000);
  const std::pair<const char*, std::string> pages[] = {
      {"roots in roots", repeated("<div class='h-card'>", 390) + words},
      {"properties in properties",
       "<div class=h-card>" + repeated("<div class='p-note e-more u-url dt-x'>", 390) + words},
      {"a root in two properties, at each level", repeated("<div class='p-a u-b h-card'>", 390) + words},
      {"names handed up", repeated("<div class='p-name h-card'>", 390) + words},
      {"mark-up at each level", repeated("<div class='e-a h-card'>", 390) + words},
      {"classic roots in classic roots", repeated("<div class='agent vcard'>", 390) + words},
      {"huge class", "<div class='h-card'><p class='" + repeated("p-a p-b h-c ", 200'000) + "'>" + words},
      {"huge class of a classic item",
       "<div class='vcard'><p class='" + repeated("fn adr note ", 200'000) + "'>" + words},
      {"many includes", cards + "<div id=big>" + repeated("<b class=fn>y</b>", 20'000) + "</div>"},
      {"an include of itself",
       "<div class=vcard id=me itemref='me me me me'>" + repeated("<i class=fn itemref=me>x</i>", 300)},
      {"many roots", repeated("<p class=h-x>", 200'000)},
      {"many rels", "<a href=x rel='" + repeated("a b c d ", 100'000) + "'>" + words},
      {"many values", "<p class=h-x><b class=dt-y>" + repeated("<i class=value>1</i>", 100'000)},
  };
  for (const auto& [name, html] : pages) {
    const page::Page page = read_page(html, "text/html").page;
    BOOST_TEST(!page.nodes.empty(), name);
    page::Page copy = page;
    std::string all;
    const double took = seconds_of([&] {
      all = page::microformats_json(page, "http://h.test/");
      tests::forget_facts(copy);
      page::read_microformat_facts(copy);
    });
    BOOST_TEST((copy.items.empty() == (name == std::string_view("many rels"))), name);
    BOOST_TEST(took < 2.0 * tests::patience, name << " took " << took << " s");
    BOOST_TEST(all.size() < 100'000'000, name << " gave " << all.size());
    BOOST_TEST_MESSAGE(name << ": " << took << " s, " << all.size() << " bytes");
  }
}

BOOST_AUTO_TEST_CASE(keep_addresses_relative_when_nobody_knows_the_base) {
  const std::string html = "<p class=h-card><a class=u-url href='../ana' rel=me>Ana</a></p>";
  const json all = parsed(html, "");
  BOOST_TEST(all["items"][0]["properties"]["url"][0] == "../ana");
  BOOST_TEST(all["rels"]["me"][0] == "../ana");
  BOOST_TEST(parsed("<base href='http://h.test/a/b/'>" + html, "")["rels"]["me"][0] == "http://h.test/a/ana");
}

BOOST_AUTO_TEST_CASE(say_nothing_of_pages_without_elements) {
  for (const char* type : {"text/plain", "application/json"}) {
    page::Page page = read_page("{\"class\": \"h-card\"}", type).page;
    BOOST_TEST(page::microformats_json(page, "http://h.test/") ==
               "{\"items\":[],\"rels\":{},\"rel-urls\":{}}");
    page::read_microformat_facts(page);
    BOOST_TEST(page.items.empty());
  }
}

// The public test suite (https://github.com/microformats/tests, CC0), where a copy of it stands beside the
// repository. Four files of its unit set expect an empty reference to be "http://example.test" without a
// slash, so that is the address of their page.
BOOST_AUTO_TEST_CASE(pass_the_public_suite) {
  namespace fs = std::filesystem;
  fs::path suite;
  for (const char* where : {"../shared/suites/microformats", "../../shared/suites/microformats"}) {
    if (fs::exists(fs::path(GH_ROOT) / where)) suite = fs::path(GH_ROOT) / where;
  }
  if (suite.empty()) {
    BOOST_TEST_MESSAGE("skipped: no copy of the microformats test suite");
    return;
  }
  int count = 0;
  for (const auto& entry : fs::recursive_directory_iterator(suite)) {
    fs::path expected = entry.path();
    if (expected.extension() != ".html" || !fs::exists(expected.replace_extension(".json"))) continue;
    const bool unit = expected.string().find("v2-unit") != std::string::npos;
    json wanted = json::parse(bytes_of(expected));
    wanted.erase("debug");
    const json got = parsed(bytes_of(entry.path()), unit ? "http://example.test" : "http://example.com/");
    BOOST_TEST((got == wanted), entry.path().string() << "\n"
                                                      << json::diff(wanted, got).dump() << "\n"
                                                      << got.dump());
    ++count;
  }
  BOOST_TEST(count == 140);
}

BOOST_AUTO_TEST_SUITE_END()
