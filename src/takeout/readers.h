// From the bytes of one file of an export to its records: a reader for each format, all in little memory
// however long the file is. What cannot be read is counted and told; what could be read before it counts.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "takeout/limits.h"
#include "takeout/record.h"
#include "takeout/stream.h"

namespace gh::takeout {

/// How the reading of one file went.
struct FileOutcome {
  std::size_t records = 0;   // that some rule wanted
  std::size_t left_out = 0;  // damaged, or longer than Limits::record
  std::string trouble;       // why it was not read to its end; "" when it was
};

using TakeRecord = std::function<void(Record&&)>;

FileOutcome read_json_records(Stream& stream, std::span<const Wanted> rules, const Limits& limits,
                              const TakeRecord& take);
FileOutcome read_csv_records(Stream& stream, std::span<const Wanted> rules, const Limits& limits,
                             const TakeRecord& take);
FileOutcome read_xml_records(Stream& stream, std::span<const Wanted> rules, const Limits& limits,
                             const TakeRecord& take);
FileOutcome read_car_records(Stream& stream, std::span<const Wanted> rules, const Limits& limits,
                             const TakeRecord& take);

/// By the rules' format, which is one for all of them. Pages are not read here.
FileOutcome read_records(Stream& stream, std::span<const Wanted> rules, const Limits& limits,
                         const TakeRecord& take);

/// Where the rules' records stand: a tree of ExportRule::each, and the rules behind each of its ends.
struct Places {
  Paths paths;
  std::vector<std::vector<std::uint32_t>> rules;
};
Places places_of(std::span<const Wanted> rules);

/// Which pointers of a tree (its ends are 0 to `count` - 1) lead to something in the beginning of a file.
/// What is cut off at its end is read as far as it goes.
std::vector<bool> found_in_json(std::string_view head, const Paths& paths, std::size_t count);
std::vector<bool> found_in_csv(std::string_view head, const Paths& paths, std::size_t count);
std::vector<bool> found_in_xml(std::string_view head, const Paths& paths, std::size_t count);

}  // namespace gh::takeout
