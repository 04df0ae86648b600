#include "app/import.h"

#include "app/accounts.h"
#include "base/text.h"
#include "net/transfer.h"
#include "takeout/saved_page.h"

namespace gh::app {
namespace {

using assess::Account;

// The account that a page is of: the named one, the one with its address, else a new one.
base::Result<Account> account_for(const House& house, const PageReader& reader, const PageReport& report,
                                  const std::string& file, const ImportOptions& options, bool& is_new) {
  if (!options.account.empty()) return find_account(house, options.account);
  const std::string address = options.url.empty() ? report.own_address : options.url;
  if (!net::parse_address(address)) {
    return base::Error{base::ErrorKind::usage, "the page does not say what its address is", file,
                       "add --url ADDRESS, or --account NUMBER for one of your accounts"};
  }
  const auto added = add_account(house, reader, address, report.platform == "generic" ? "" : report.platform);
  if (!added) return added.error();
  is_new = !added->was_known;
  return added->account;
}

base::Result<std::int64_t> audit_to_fill(store::Vault& vault, base::Day today) {
  const auto latest = vault.latest_audit();
  if (!latest) return latest.error();
  if (*latest) return (*latest)->id;
  const auto audit = vault.begin_audit(today);
  if (!audit) return audit.error();
  if (auto finished = vault.finish_audit(*audit); !finished) return finished.error();
  return *audit;
}

base::Result<Imported> import_page(const House& house, const PageReader& reader, const base::Person& person,
                                   const std::filesystem::path& file, const ImportOptions& options) {
  auto page = takeout::read_saved_page(file);
  if (!page) return page.error();
  PageReport report =
      reader.read(page->bytes, page->content_type, {options.url, 0}, "", {person, house.today, std::nullopt});
  Imported imported{page->file, {}, false};
  auto account = account_for(house, reader, report, page->file, options, imported.new_account);
  if (!account) return account.error();
  assess::AccountResult& result = imported.result;
  result.account = std::move(*account);
  result.state = report.state;
  result.reason = report.reason;
  result.source = assess::Source::saved_page;
  result.places = {page->file};
  result.looked = house.today;
  result.findings = std::move(report.findings);
  // Who could see a saved page depends on whether its owner was logged in, which the file does not tell.
  for (detect::Finding& finding : result.findings) finding.seen_by = detect::Visibility::unknown;
  for (detect::Finding& finding : check_names(reader, result.account, person))
    result.findings.push_back(std::move(finding));
  result.finding_places.assign(result.findings.size(), page->file);
  auto vault = open_vault(house);
  if (!vault) return vault.error();
  const auto audit = audit_to_fill(*vault, house.today);
  if (!audit) return audit.error();
  if (auto saved = vault->save_result(*audit, result); !saved) return saved.error();
  return imported;
}

}  // namespace

base::Result<std::vector<Imported>> import_pages(const House& house, const PageReader& reader,
                                                 const std::filesystem::path& file_or_folder,
                                                 const ImportOptions& options) {
  if (auto refused = refuse_on_school_device(house); !refused) return refused.error();
  const auto person = load_person(house);
  if (!person) return person.error();
  const std::vector<std::filesystem::path> files = takeout::pages_in(file_or_folder);
  if (files.empty()) {
    return base::Error{base::ErrorKind::no_input, "no saved page in this folder", file_or_folder.string(),
                       "save your page from the browser into it, or name the file"};
  }
  std::vector<Imported> all;
  for (const std::filesystem::path& file : files) {
    auto imported = import_page(house, reader, *person, file, options);
    if (!imported) return imported.error();
    all.push_back(std::move(*imported));
  }
  return all;
}

}  // namespace gh::app
