#include "app/definitions.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/json.h"
#include "base/text.h"
#include "base/version.h"

namespace gh::app {
namespace {

base::Result<scrape::Definition> read_file(const std::filesystem::path& file) {
  const auto toml = base::read_file(file, std::size_t{1} << 20);
  if (!toml) return toml.error();
  return scrape::read_definition(*toml, file.string());
}

void tell_mistakes(const base::Error& error, std::vector<std::string>& mistakes) {
  const std::string words = base::sentence(error);
  for (std::string_view line : base::split(words, '\n')) mistakes.emplace_back(line);
}

// Two files of one folder with one id: the second would hide the first.
void check_ids(const std::vector<DefinitionFrom>& read, std::vector<std::string>& mistakes) {
  for (std::size_t i = 0; i < read.size(); ++i) {
    for (std::size_t k = 0; k < i; ++k) {
      const bool same = read[i].definition.id == read[k].definition.id;
      if (same && read[i].file.parent_path() == read[k].file.parent_path())
        mistakes.push_back(read[i].file.string() + ": the id \"" + read[i].definition.id + "\" is that of " +
                           read[k].file.filename().string() + " too; give each its own");
    }
  }
}

}  // namespace

base::Result<scrape::Shelf> open_shelf(const House& house) {
  return scrape::Shelf::open(base::files_in(house.share / "scrapers", ".toml"),
                             base::files_in(house.home.config / "scrapers", ".toml"));
}

DefinitionFiles read_definition_files(const House& house, const std::vector<std::string>& files) {
  std::vector<std::filesystem::path> paths(files.begin(), files.end());
  if (paths.empty()) paths = definition_files(house, "scrapers");
  DefinitionFiles all;
  for (const std::filesystem::path& path : paths) {
    auto definition = read_file(path);
    if (definition) {
      all.read.push_back({path, std::move(*definition)});
    } else {
      tell_mistakes(definition.error(), all.mistakes);
    }
  }
  check_ids(all.read, all.mistakes);
  return all;
}

std::string definition_json(const DefinitionFrom& from) {
  const scrape::Definition& definition = from.definition;
  nlohmann::ordered_json one{{"schema", base::json_schema},
                             {"id", definition.id},
                             {"name", definition.name},
                             {"group", definition.group},
                             {"fetch", scrape::name(definition.fetch)},
                             {"hosts", definition.hosts},
                             {"addresses", definition.addresses},
                             {"file", from.file.string()}};
  one["verified_on"] = definition.verified_on
                           ? nlohmann::ordered_json(base::format_day(*definition.verified_on))
                           : nlohmann::ordered_json(nullptr);
  return base::write_json(one);
}

std::filesystem::path samples_of(const DefinitionFrom& from) {
  const std::filesystem::path folder = from.file.parent_path();
  const std::filesystem::path tests = folder / ".." / "tests" / "pages" / from.definition.id;
  std::error_code none;
  return std::filesystem::is_directory(tests, none) ? tests.lexically_normal() : folder / from.definition.id;
}

}  // namespace gh::app
