// The official register of schools, brought into the house and out of it again. Only columns about the
// schools themselves are read; those about people stay in the file that they came in.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "app/house.h"
#include "base/person.h"
#include "lexicon/register.h"

namespace gh::app {

/// A row that was left out because something is wrong with it.
struct BadRow {
  std::size_t number = 0;  // as a spreadsheet counts, the header being 1
  std::size_t line = 0;    // of the file
  std::string reason;
};

/// What a register file held.
struct RegisterTally {
  std::string encoding;  // "UTF-8", "Windows-1252"
  std::size_t rows = 0;  // behind the header
  std::size_t kept = 0;
  std::size_t not_open = 0;
  std::size_t no_school = 0;  // a kind of establishment that is none, or an empty kind of row
  std::size_t repeated = 0;   // the same number again, with the same name
  std::size_t shared_website = 0;
  std::map<std::string, std::size_t> phases;  // of those kept
  std::vector<std::string> missing;           // columns that we know and the file has not
  std::vector<std::string> personal;          // columns about people, not read
  std::size_t other_columns = 0;              // not read either
  std::vector<BadRow> bad;
  std::size_t bytes = 0;  // of the list that was (or would be) written
};

/// Where the list of schools lies: schools.lexicon in the person's data folder.
std::filesystem::path register_file(const House& house);

/// in:  `progress` is told the number of rows read, every few thousand
/// out: what the file held; with `dry_run` nothing is written
/// err: no_input, bad_data when it is no register (columns missing, a workbook, nothing), cannot_write
base::Result<RegisterTally> import_register(const House& house, const std::filesystem::path& file,
                                            bool dry_run, const std::function<void(std::size_t)>& progress);

/// Removes the list. out: false when there was none.
base::Result<bool> forget_register(const House& house);

/// The list, or an error of kind no_input that says how to get one.
base::Result<lexicon::Register> open_register(const House& house);

/// The schools whose name, town or number match all words of `what`, in the list's order.
std::vector<lexicon::School> find_schools(const lexicon::Register& schools, std::string_view what);

/// The trust of that name with all its schools. err: usage when there is none, with those that come near.
base::Result<base::Employer> cut_trust(const lexicon::Register& schools, std::string_view trust);

}  // namespace gh::app
