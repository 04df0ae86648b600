// The definitions in scrapers/, for those who write them: found, checked, listed, tried on their samples.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "app/house.h"
#include "fetch/fetch.h"
#include "scrape/definition.h"
#include "scrape/shelf.h"

namespace gh::app {

/// The installed ones and the person's own.
/// err: as scrape::Shelf::open
base::Result<scrape::Shelf> open_shelf(const House& house);

/// One definition and the file that it is from.
struct DefinitionFrom {
  std::filesystem::path file;
  scrape::Definition definition;
};
/// The named files, or all; what is wrong with any of them is in `mistakes`, a line each, and the rest is
/// there.
struct DefinitionFiles {
  std::vector<DefinitionFrom> read;
  std::vector<std::string> mistakes;
};
DefinitionFiles read_definition_files(const House& house, const std::vector<std::string>& files);

/// {"schema":1,"id","name","group","fetch","hosts","addresses","file","verified_on"}
std::string definition_json(const DefinitionFrom& from);

/// Where the samples of a definition lie: tests/pages/ID beside its folder, else ID beside its file.
std::filesystem::path samples_of(const DefinitionFrom& from);

}  // namespace gh::app
