// What a person gives us of their own: saved pages, data exports, folders and archives of them. Read as the
// accounts that they show, and kept. No network, and nothing is ever unpacked to the disk.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "app/page_reader.h"
#include "assess/audit.h"
#include "takeout/export.h"

namespace gh::app {

struct ImportOptions {
  std::string account;  // number, address or platform:handle of the account; "" to recognise it
  std::string url;      // the page's address, where the file does not tell
};

/// One account of which something was read.
struct Imported {
  std::string file;
  assess::AccountResult result;
  bool new_account = false;
  std::vector<assess::Account> linked = {};  // places that it points to, kept unconfirmed: see app/linked.h
};

/// What became of one file, folder or archive.
struct ImportReport {
  std::string file;
  bool is_export = false;
  std::vector<Imported> accounts;
  std::vector<takeout::FileReport> files;  // of an export: read, partly read, refused; not those not known
  std::size_t not_known = 0;               // files that hold words which no definition knows
  takeout::ExportSummary summary;
  std::vector<base::Error> troubles;  // pages that could not be read; the others were
};

/// `done` is from 0 to 1, `bytes` so many were unpacked.
using ImportProgress = std::function<void(double done, std::uint64_t bytes)>;

/// Reads a page, a data export or one of its files, or an archive or folder of them ("-": what is piped in),
/// and keeps each account's findings in the latest audit (or in a new one). Doing it again changes nothing.
/// err: there is nothing to read; what could not be read is in the report, which may hold no account then
base::Result<ImportReport> import_file(const House& house, const PageReader& reader,
                                       const std::filesystem::path& path, const ImportOptions& options,
                                       const ImportProgress& progress);

}  // namespace gh::app
