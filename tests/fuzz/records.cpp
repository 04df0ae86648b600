// Files of data exports: the first byte says which of JSON, CSV, XML and CAR the rest is. Every value must
// stand in its file.
#include <cstdint>
#include <cstdlib>

#include "takeout/memory.h"
#include "takeout/readers.h"

using namespace gh;

namespace {

scrape::ExportRule rule_of(scrape::ExportFormat format, const char* each) {
  scrape::ExportRule rule;
  rule.format = format;
  rule.each = each;
  rule.fields = {{"post", {"/text", "/a/*/b", "/content:encoded"}}, {"any", {"/..name", "/@id"}}};
  rule.audience = {"/to/*"};
  rule.mojibake = true;
  return rule;
}

const char* each_of(scrape::ExportFormat format) {
  switch (format) {
    case scrape::ExportFormat::json:
      return "/*";
    case scrape::ExportFormat::xml:
      return "/rss/channel/item";
    default:
      return "";
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const auto format = static_cast<scrape::ExportFormat>(data[0] % 4);
  tests::Bytes bytes(std::string(reinterpret_cast<const char*>(data) + 1, size - 1));
  const scrape::ExportRule rule = rule_of(format, each_of(format));
  const takeout::Wanted wanted(rule);
  takeout::read_records(bytes.stream, {&wanted, 1}, bytes.limits, [&](takeout::Record&& record) {
    takeout::audience_of(record, wanted);
    for (const takeout::Record::Value& value : record.values) {
      const page::Span span = value.text.source();
      if (span.begin > span.end || span.end > size) std::abort();
    }
  });
  return 0;
}
