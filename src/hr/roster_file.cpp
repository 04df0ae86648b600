#include "hr/roster_file.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fmt/format.h>
#include <fstream>
#include <sstream>

#include "base/file.h"
#include "base/text.h"

namespace gh::hr {
namespace {

base::Result<std::filesystem::path> book_file(const std::filesystem::path& share, const std::string& preset) {
  if (preset.empty()) return share / "data" / "roster.toml";
  std::vector<std::string> known;
  for (const auto& file : base::files_in(share / "data" / "hr" / "rosters", ".toml")) {
    known.push_back(file.stem().string());
    if (known.back() == preset) return file;
  }
  return base::Error{base::ErrorKind::usage,
                     fmt::format("there is no preset \"{}\"", base::for_terminal(preset)), "--preset",
                     "write one of " + base::join(known, ", ")};
}

}  // namespace

base::Result<RosterBook> load_book(const std::filesystem::path& share, const RosterSource& source) {
  const auto file = book_file(share, source.preset);
  if (!file) return file.error();
  const auto toml = base::read_file(*file, std::size_t{1} << 20);
  if (!toml) return toml.error();
  auto book = read_roster_book(*toml, file->string());
  for (auto written = source.columns.rbegin(); book && written != source.columns.rend(); ++written) {
    if (auto named = name_column(*book, *written); !named) return named.error();
  }
  return book;
}

base::Result<std::vector<RosterPreset>> roster_presets(const std::filesystem::path& share) {
  std::vector<RosterPreset> presets;
  for (const auto& file : base::files_in(share / "data" / "hr" / "rosters", ".toml")) {
    const std::string id = file.stem().string();
    const auto book = load_book(share, {{}, id, {}});
    if (!book) return book.error();
    presets.push_back({id, book->title});
  }
  return presets;
}

base::Result<Roster> read_roster_file(const std::filesystem::path& share, const RosterSource& source,
                                      const std::function<void(StaffMember&&)>& take) {
  const auto book = load_book(share, source);
  if (!book) return book.error();
  const auto missing = [&](std::string what) {
    return base::Error{base::ErrorKind::no_input, std::move(what), source.file.string(),
                       "name a CSV file that you may read"};
  };
  std::error_code ignored;
  if (!source.bytes && std::filesystem::is_directory(source.file, ignored))
    return missing("this is a folder");
  std::ifstream file;
  std::istringstream uploaded(source.bytes.value_or(""));
  if (!source.bytes) file.open(source.file, std::ios::binary);
  if (!file) return missing(std::strerror(errno));
  std::istream& in = source.bytes ? static_cast<std::istream&>(uploaded) : file;
  auto roster = read_roster(in, *book, take);
  if (roster) return roster;
  base::Error error = roster.error();
  error.where = source.file.string();
  return error;
}

}  // namespace gh::hr
