#include "hr/roster_command.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <ostream>

#include "base/file.h"
#include "base/text.h"
#include "hr/roster.h"
#include "hr/roster_report.h"

namespace gh::hr {
namespace {

base::Result<RosterBook> load_roster_book(const std::filesystem::path& share) {
  const std::filesystem::path file = share / "data" / "roster.toml";
  const auto toml = base::read_file(file, std::size_t{1} << 20);
  if (!toml) return toml.error();
  return read_roster_book(*toml, file.string());
}

base::Result<Roster> read_file_with(const RosterBook& book, const std::filesystem::path& file) {
  const auto missing = [&](std::string what) {
    return base::Error{base::ErrorKind::no_input, std::move(what), file.string(),
                       "name a CSV file that you may read"};
  };
  std::error_code ignored;
  if (std::filesystem::is_directory(file, ignored)) return missing("this is a folder");
  std::ifstream in(file, std::ios::binary);
  if (!in) return missing(std::strerror(errno));
  auto roster = read_roster(in, book, [](StaffMember&&) {});
  if (roster) return roster;
  base::Error error = roster.error();
  error.where = file.string();
  return error;
}

base::Result<Roster> read_from(const std::filesystem::path& share, const std::filesystem::path& file) {
  const auto book = load_roster_book(share);
  if (!book) return book.error();
  return read_file_with(*book, file);
}

}  // namespace

base::ExitCode check_roster(const std::filesystem::path& share, const RosterCheckOptions& options,
                            std::ostream& out, std::ostream& err) {
  const auto roster = read_from(share, options.file);
  if (!roster) {
    err << sentence(roster.error()) << "\n";
    return exit_code(roster.error().kind);
  }
  const std::string file = options.file.string();
  out << (options.json ? render_json(*roster, file) + "\n" : render_text(*roster, file)) << std::flush;
  return roster->bad.empty() ? base::ExitCode::done : base::ExitCode::partly_unchecked;
}

}  // namespace gh::hr
