// What every feature needs to know about where it runs, and how it gets at the things that lie there.
// Nothing at or below src/app knows that a terminal or a browser exists.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/file.h"
#include "base/person.h"
#include "base/result.h"
#include "checklist/checklist.h"
#include "store/vault.h"

namespace gh::app {

struct House {
  base::Home home;              // of the person
  std::filesystem::path share;  // installed checklists/, scrapers/, data/
  base::Day today;
};

/// Opens (or makes) the person's vault.
base::Result<store::Vault> open_vault(const House& house);

/// me.toml; a person without any name when there is no such file yet.
base::Result<base::Person> load_person(const House& house);
base::Result<void> save_person(const House& house, const base::Person& person);

/// The definition files of one kind ("checklists", "scrapers"): the installed ones, then the person's own,
/// which win by id.
std::vector<std::filesystem::path> definition_files(const House& house, std::string_view kind);

/// A checklist, and the bytes of the file that it was read from.
struct ChecklistFile {
  checklist::Checklist checklist;
  std::string bytes;
};
base::Result<ChecklistFile> load_checklist_file(const House& house, std::string_view id);

/// The checklist of that id.
base::Result<checklist::Checklist> load_checklist(const House& house,
                                                  std::string_view id = "social-media-policy");

}  // namespace gh::app
