#include "takeout/readers.h"

#include <algorithm>

namespace gh::takeout {

Places places_of(std::span<const Wanted> rules) {
  Places places;
  std::vector<std::string_view> pointers;
  for (std::uint32_t i = 0; i < rules.size(); ++i) {
    const std::string_view each = rules[i].rule().each;
    const auto known = std::find(pointers.begin(), pointers.end(), each);
    const auto end = static_cast<std::size_t>(known - pointers.begin());
    if (known == pointers.end()) {
      pointers.push_back(each);
      places.rules.emplace_back();
      places.paths.add(each, static_cast<std::uint32_t>(end));
    }
    places.rules[end].push_back(i);
  }
  return places;
}

FileOutcome read_records(Stream& stream, std::span<const Wanted> rules, const Limits& limits,
                         const TakeRecord& take) {
  if (rules.empty()) return {};
  switch (rules.front().rule().format) {
    case scrape::ExportFormat::json:
      return read_json_records(stream, rules, limits, take);
    case scrape::ExportFormat::csv:
      return read_csv_records(stream, rules, limits, take);
    case scrape::ExportFormat::xml:
      return read_xml_records(stream, rules, limits, take);
    case scrape::ExportFormat::car:
      return read_car_records(stream, rules, limits, take);
    case scrape::ExportFormat::page:
      break;
  }
  return {};
}

}  // namespace gh::takeout
