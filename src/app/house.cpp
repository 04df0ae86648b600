#include "app/house.h"

#include <optional>

namespace gh::app {

base::Result<store::Vault> open_vault(const House& house) { return store::Vault::open(house.home.vault()); }

base::Result<base::Person> load_person(const House& house) {
  const std::filesystem::path file = house.home.me();
  if (!std::filesystem::exists(file)) return base::Person{};
  const auto toml = base::read_file(file, std::size_t{1} << 20);
  if (!toml) return toml.error();
  return base::read_person(*toml, file.string());
}

base::Result<void> save_person(const House& house, const base::Person& person) {
  return base::write_file(house.home.me(), base::write_person(person), /*secret=*/true);
}

std::vector<std::filesystem::path> definition_files(const House& house, std::string_view kind) {
  std::vector<std::filesystem::path> files = base::files_in(house.share / kind, ".toml");
  for (const std::filesystem::path& own : base::files_in(house.home.config / kind, ".toml"))
    files.push_back(own);
  return files;
}

base::Result<ChecklistFile> load_checklist_file(const House& house, std::string_view id) {
  std::optional<ChecklistFile> found;
  for (const std::filesystem::path& file : definition_files(house, "checklists")) {
    auto toml = base::read_file(file, std::size_t{4} << 20);
    if (!toml) return toml.error();
    auto checklist = checklist::read_checklist(*toml, file.string());
    if (!checklist) return checklist.error();
    if (checklist->id == id) found = ChecklistFile{std::move(*checklist), std::move(*toml)};
  }
  if (found) return std::move(*found);
  return base::Error{base::ErrorKind::no_input, "no checklist with the id \"" + std::string(id) + "\"",
                     (house.share / "checklists").string(),
                     "put its file there or into your own checklists folder"};
}

base::Result<checklist::Checklist> load_checklist(const House& house, std::string_view id) {
  auto file = load_checklist_file(house, id);
  if (!file) return file.error();
  return std::move(file->checklist);
}

}  // namespace gh::app
