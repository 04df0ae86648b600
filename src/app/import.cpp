#include "app/import.h"

#include <fmt/format.h>

#include "app/accounts.h"
#include "app/export_import.h"
#include "app/imported_result.h"
#include "app/linked.h"
#include "base/text.h"
#include "net/transfer.h"
#include "takeout/stream.h"

namespace gh::app {
namespace {

using assess::Account;
namespace fs = std::filesystem;

// The account that a page is of: the named one, the one with its address, else a new one.
base::Result<Account> account_for(const House& house, const PageReader& reader, const PageReport& report,
                                  const takeout::SavedPage& page, const ImportOptions& options,
                                  bool& is_new) {
  if (!options.account.empty()) return find_account(house, options.account);
  std::string address = options.url.empty() ? page.address : options.url;
  if (!net::parse_address(address)) address = report.own_address;
  if (!net::parse_address(address)) {
    return base::Error{base::ErrorKind::usage, "the page does not say what its address is", page.file,
                       "add --url ADDRESS, or --account NUMBER for one of your accounts"};
  }
  const auto added = add_account(house, reader, address, report.platform == "generic" ? "" : report.platform);
  if (!added) return added.error();
  is_new = !added->was_known;
  return added->account;
}

base::Result<Imported> import_page(const House& house, const PageReader& reader, const base::Person& person,
                                   const takeout::SavedPage& page, const ImportOptions& options) {
  const std::string& address = options.url.empty() ? page.address : options.url;
  PageReport report =
      reader.read(page.bytes, page.content_type, {address, 0}, "", {person, house.today, std::nullopt, true});
  Imported imported{page.file, {}, false};
  auto account = account_for(house, reader, report, page, options, imported.new_account);
  if (!account) return account.error();
  assess::AccountResult& result = imported.result;
  result.account = std::move(*account);
  result.state = report.state;
  result.reason = report.reason;
  result.source = assess::Source::saved_page;
  result.places = {page.file};
  result.looked = house.today;
  result.findings = std::move(report.findings);
  // Who could see a saved page depends on who was logged in when it was saved; of a post the page may say.
  for (detect::Finding& finding : result.findings) finding.seen_by = finding.audience.value_or(report.viewer);
  result.finding_places.assign(result.findings.size(), page.file);
  add_typed_findings(reader, person, page.file, result);
  if (auto kept = keep_imported(house, result); !kept) return kept.error();
  auto linked = keep_linked(house, reader, report.linked);
  if (!linked) return linked.error();
  imported.linked = std::move(*linked);
  return imported;
}

// "folder/page.html", as a person would name it.
std::string place_of(const fs::path& path, const takeout::Entry& entry) {
  std::error_code none;
  if (fs::is_directory(path, none)) return (path / entry.name).string();
  const bool single = path.filename() == entry.name || path == "-";
  return single ? path.string() : path.string() + ": " + entry.name;
}

// Every file of an archive that no export's rule knew, as a page.
class PagesImport {
 public:
  PagesImport(const House& house, const PageReader& reader, const base::Person& person, const fs::path& path,
              const ImportOptions& options, ImportReport& report)
      : house_(house), reader_(reader), person_(person), path_(path), options_(options), report_(report) {}

  base::Result<void> run(takeout::Archive& archive) {
    takeout::Budget budget{limits_.total};
    while (true) {
      auto entry = archive.next();
      if (!entry) return entry.error();
      if (!*entry) return {};
      read(archive, **entry, budget);
    }
  }

 private:
  void read(takeout::Archive& archive, const takeout::Entry& entry, takeout::Budget& budget) {
    const std::string place = place_of(path_, entry);
    if (place != path_ && !takeout::may_be_page(entry.name)) return;
    if (entry.refusal || too_many(place)) return;  // the former has been told
    takeout::Stream stream(archive, limits_, budget);
    auto bytes = takeout::read_all(stream, limits_.page);
    if (!bytes) return fail(bytes.error(), place);
    auto page = takeout::saved_page_of(place, std::move(*bytes));
    if (!page) return fail(page.error(), place);
    auto imported = import_page(house_, reader_, person_, *page, options_);
    if (!imported) return fail(imported.error(), place);
    report_.accounts.push_back(std::move(*imported));
  }

  // A folder of saved pages has a handful.
  bool too_many(const std::string& place) {
    constexpr std::size_t most = 500;
    if (++pages_ == most + 1)
      fail({base::ErrorKind::not_permitted, fmt::format("no more than {} pages are read at one time", most),
            "", "give this one and those behind it by themselves"},
           place);
    return pages_ > most;
  }

  void fail(base::Error error, const std::string& place) {
    if (error.where.empty()) error.where = place;
    report_.troubles.push_back(std::move(error));
  }

  const House& house_;
  const PageReader& reader_;
  const base::Person& person_;
  const fs::path& path_;
  const ImportOptions& options_;
  ImportReport& report_;
  takeout::Limits limits_;
  std::size_t pages_ = 0;
};

// Opened anew for each look at it.
base::Result<std::unique_ptr<takeout::Archive>> open(const fs::path& path, const std::string& piped) {
  if (path == "-") return takeout::archive_of_bytes("-", piped);
  return takeout::open_archive(path, {});
}

base::Result<std::string> read_piped(const fs::path& path) {
  if (path != "-") return std::string();
  auto bytes = base::read_file(path, takeout::Limits().page);
  if (bytes && (bytes->starts_with("PK\x03\x04") || bytes->starts_with("\x1F\x8B")))
    return base::Error{base::ErrorKind::bad_data, "an archive cannot be piped in", "",
                       "name its file: glasshouse import FILE"};
  return bytes;
}

// What was refused while we looked for an export.
void tell_refused(ImportReport& report) {
  for (const takeout::FileReport& file : report.files) {
    if (file.state == takeout::FileState::refused)
      report.troubles.push_back({base::ErrorKind::not_permitted, file.detail, file.file, ""});
  }
  if (report.summary.trouble) report.troubles.push_back(*report.summary.trouble);
}

base::Error nothing_read(const fs::path& path) {
  return {base::ErrorKind::no_input, "no saved page and no data export in it", path.string(),
          "save your page from the browser into it, or name the file"};
}

}  // namespace

base::Result<ImportReport> import_file(const House& house, const PageReader& reader, const fs::path& path,
                                       const ImportOptions& options, const ImportProgress& progress) {
  if (auto refused = refuse_on_school_device(house); !refused) return refused.error();
  const auto person = load_person(house);
  if (!person) return person.error();
  const auto piped = read_piped(path);
  if (!piped) return piped.error();
  auto archive = open(path, *piped);
  if (!archive) return archive.error();
  ImportReport report;
  report.file = path.string();
  auto done = import_export(house, reader, *person, **archive, options, progress, report);
  if (!done) return done.error();
  if (report.is_export) return report;
  tell_refused(report);
  archive = open(path, *piped);
  if (!archive) return archive.error();
  const auto read = PagesImport(house, reader, *person, path, options, report).run(**archive);
  if (!read && !report.summary.trouble) report.troubles.push_back(read.error());
  if (report.accounts.empty() && report.troubles.empty()) return nothing_read(path);
  return report;
}

}  // namespace gh::app
