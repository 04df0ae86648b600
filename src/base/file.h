// Files, and where ours live.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace gh::base {

/// All bytes of a file ("-" is standard input). A file longer than `limit` bytes is an error, never cut in
/// silence.
Result<std::string> read_file(const std::filesystem::path& path, std::size_t limit = std::size_t{256} << 20);

/// Writes a new file beside the old one, flushes it to the disk and renames it over: after a crash or on a
/// full disk the old bytes stand whole. Mode 0600 when `secret`, else 0644 less the umask; folders are made
/// (0700).
Result<void> write_file(const std::filesystem::path& path, std::string_view bytes, bool secret);

/// The files in `folder` with this ending (".toml"), sorted by name; none when there is no such folder.
std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder, std::string_view ending);

/// Where the things of one person lie. XDG folders, or all under one.
struct Home {
  std::filesystem::path config;  // me.toml, checklists/, scrapers/
  std::filesystem::path data;    // vault.db
  std::filesystem::path cache;

  std::filesystem::path me() const { return config / "me.toml"; }
  std::filesystem::path vault() const { return data / "vault.db"; }
};

/// With `home` all of it in that folder (config/, data/, cache/), else the XDG folders, read from the
/// environment.
Home home_in(const std::filesystem::path& home);

/// The folder that holds the installed checklists/, scrapers/ and data/: $GLASSHOUSE_SHARE, else
/// share/glasshouse beside the running program, else the source tree that it was built from.
std::filesystem::path shared_folder();

}  // namespace gh::base
