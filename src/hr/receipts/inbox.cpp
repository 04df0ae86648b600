#include "hr/receipts/inbox.h"

#include <algorithm>

#include "base/file.h"
#include "receipt/envelope.h"

namespace gh::hr {
namespace {

namespace fs = std::filesystem;
using base::Error;
using base::ErrorKind;
using base::Result;

constexpr std::size_t largest_file = std::size_t{16} << 20;

bool is_good(const Handed& one) {
  return one.taken.verdict == Verdict::taken || one.taken.verdict == Verdict::already_taken;
}

/// The files that have lain still for a while, by name.
std::vector<fs::path> settled_files(const fs::path& folder, std::chrono::seconds quiet) {
  std::vector<fs::path> files;
  std::error_code ignored;
  const auto now = fs::file_time_type::clock::now();
  for (const auto& entry : fs::directory_iterator(folder, ignored)) {
    const bool hidden = entry.path().filename().string().starts_with('.');
    if (hidden || entry.is_symlink(ignored) || !entry.is_regular_file(ignored)) continue;
    if (now - entry.last_write_time(ignored) >= quiet) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

/// Never over another file of that name.
Result<void> move_into(const fs::path& file, const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  fs::path to = folder / file.filename();
  for (int number = 2; fs::exists(to); ++number)
    to = folder / (file.stem().string() + "-" + std::to_string(number) + file.extension().string());
  if (!error) fs::rename(file, to, error);
  if (error) return Error{ErrorKind::cannot_write, error.message(), file.string(), "move it yourself"};
  return {};
}

}  // namespace

Result<std::vector<Handed>> take_text(Ledger& ledger, std::string_view bytes, const std::string& where,
                                      const std::string& route, base::Day today) {
  std::vector<Handed> all;
  for (const std::string& text : receipt::find_receipts(readable(bytes))) {
    const auto taken = take_receipt(ledger, text, route, today);
    if (!taken) return taken.error();
    all.push_back({where, *taken});
  }
  if (all.empty()) all.push_back({where, {Verdict::not_a_receipt}});
  return all;
}

Result<std::vector<Handed>> take_file(Ledger& ledger, const fs::path& file, base::Day today) {
  const auto bytes = base::read_file(file, largest_file);
  if (!bytes) return bytes.error();
  return take_text(ledger, *bytes, file.string(), "file", today);
}

Result<std::vector<Handed>> take_folder(Ledger& ledger, const fs::path& folder, std::chrono::seconds quiet,
                                        base::Day today) {
  if (!fs::is_directory(folder))
    return Error{ErrorKind::no_input, "there is no such folder", folder.string(), "make it, or name another"};
  std::vector<Handed> all;
  for (const fs::path& file : settled_files(folder, quiet)) {
    auto some = take_file(ledger, file, today);
    if (!some) return some;
    const bool good = std::all_of(some->begin(), some->end(), is_good);
    if (auto moved = move_into(file, folder / (good ? "taken" : "refused")); !moved) return moved.error();
    all.insert(all.end(), some->begin(), some->end());
  }
  return all;
}

}  // namespace gh::hr
