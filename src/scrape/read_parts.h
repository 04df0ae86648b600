// The parts of definition files that several tables share. Every mistake is noted at its place in the file.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/definition.h"
#include "scrape/definition.h"

namespace gh::scrape {

std::vector<page::Selector> read_selectors(base::DefinitionTable& table, std::string_view key);
std::vector<Key> read_keys(base::DefinitionTable& table, std::string_view key);
std::vector<std::string> read_folded(base::DefinitionTable& table, std::string_view key);
/// clean = [...] and match = "..."
Cleaning read_cleaning(base::DefinitionTable& table);
/// text, time, time_form, author, images, audience
RecordRule read_record(base::DefinitionTable& table);
/// Notes a problem when `name` is no field's name.
void check_field_name(base::DefinitionTable& table, std::string_view key, const std::string& name);

}  // namespace gh::scrape
