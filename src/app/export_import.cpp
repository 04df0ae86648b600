#include "app/export_import.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>

#include "app/accounts.h"
#include "app/finding_keep.h"
#include "app/imported_result.h"
#include "app/linked.h"
#include "net/transfer.h"
#include "scrape/address.h"
#include "scrape/linked.h"

namespace gh::app {
namespace {

using assess::Account;
using takeout::FileState;

// What was read of one platform.
struct Heap {
  takeout::ExportOwner owner;
  FindingKeep findings;
  base::State state = base::State::not_checked;
  std::size_t partly = 0;           // files that were not read to their end
  std::vector<std::string> linked;  // addresses of places that may be the person's, too
};

class ExportImport {
 public:
  ExportImport(const House& house, const PageReader& reader, const base::Person& person,
               const ImportOptions& options, ImportReport& report)
      : house_(house), reader_(reader), person_(person), options_(options), report_(report) {}

  base::Result<void> read(takeout::Archive& archive, const ImportProgress& progress) {
    std::vector<const scrape::Definition*> definitions;
    for (const scrape::Definition& head : reader_.definitions()) {
      const auto whole = reader_.shelf().whole(head.id);
      if (!whole) return whole.error();
      if (!(*whole)->exports.empty()) definitions.push_back(*whole);
    }
    const takeout::ExportBook book(definitions);
    takeout::ExportListener listener;
    listener.part = [this](takeout::ExportPart&& part) { take(part); };
    listener.owner = [this](const takeout::ExportOwner& owner) { take(owner); };
    listener.page = [this](takeout::ExportPage&& page) { take(page); };
    listener.file = [this](takeout::FileReport&& file) { take(std::move(file)); };
    listener.progress = progress;
    report_.summary = takeout::read_export(archive, book, {}, listener);
    report_.is_export = !heaps_.empty();
    return {};
  }

  base::Result<void> keep() {
    for (auto& [definition, heap] : heaps_) {
      auto imported = keep(*definition, heap);
      if (!imported) return imported.error();
      report_.accounts.push_back(std::move(*imported));
    }
    return {};
  }

 private:
  detect::Case of() const { return {person_, house_.today, std::nullopt, true}; }

  void take(const takeout::ExportPart& part) {
    Heap& heap = heaps_[part.definition];
    heap.state = base::State::found;
    add(heap, reader_.detectors().run(part.profile, of()), part.seen_by, part.file);
    add_links(heap, scrape::linked_addresses(part.profile));
  }

  // The first file that says so is believed.
  void take(const takeout::ExportOwner& owner) {
    Heap& heap = heaps_[owner.definition];
    if (heap.state == base::State::not_checked) heap.state = base::State::found;
    if (heap.owner.handle.empty()) heap.owner.handle = owner.handle;
    if (heap.owner.address.empty()) heap.owner.address = owner.address;
  }

  void take(const takeout::ExportPage& made) {
    const takeout::SavedPage& page = made.page;
    Heap& heap = heaps_[made.definition];
    PageReport read =
        reader_.read(page.bytes, page.content_type, {page.address, 0}, made.definition->id, of());
    heap.state = base::State::found;
    add_links(heap, read.linked);
    add(heap, std::move(read.findings), made.seen_by, page.file);
  }

  // An export has many parts, and says the same in several.
  static void add_links(Heap& heap, const std::vector<std::string>& addresses) {
    constexpr std::size_t most = 50;
    for (const std::string& address : addresses) {
      const bool known = std::find(heap.linked.begin(), heap.linked.end(), address) != heap.linked.end();
      if (!known && heap.linked.size() < most) heap.linked.push_back(address);
    }
  }

  void take(takeout::FileReport&& file) {
    if (file.state == FileState::not_known) {
      ++report_.not_known;
      return;
    }
    if (file.definition != nullptr) {
      Heap& heap = heaps_[file.definition];
      if (file.state == FileState::partly) ++heap.partly;
      if (file.state == FileState::read && heap.state == base::State::not_checked)
        heap.state = base::State::found;
    }
    report_.files.push_back(std::move(file));
  }

  void add(Heap& heap, std::vector<detect::Finding>&& findings, detect::Visibility seen_by,
           const std::string& file) const {
    const std::string place = file == report_.file ? file : report_.file + ": " + file;
    for (detect::Finding& finding : findings) {
      finding.seen_by = seen_by;
      heap.findings.add(std::move(finding), place);
    }
  }

  base::Result<Imported> keep(const scrape::Definition& definition, Heap& heap) {
    Imported imported{report_.file, {}, false};
    auto account = account_of(definition, heap.owner, imported.new_account);
    if (!account) return account.error();
    assess::AccountResult& result = imported.result;
    result.account = std::move(*account);
    result.source = assess::Source::data_export;
    result.places = {report_.file};
    result.looked = house_.today;
    result.findings = heap.findings.findings();
    result.finding_places = heap.findings.places();
    result.state = heap.state;
    result.detail = "We read your own data export. It holds more than others can see.";
    if (report_.summary.trouble || heap.partly > 0) {
      result.state = base::State::cut;
      result.reason = "export_partly_read";
      result.detail = report_.summary.trouble
                          ? "The archive breaks off: " + base::sentence(*report_.summary.trouble)
                          : fmt::format("{} of its files could not be read to the end.", heap.partly);
    }
    add_typed_findings(reader_, person_, report_.file, result);
    if (auto kept = keep_imported(house_, result); !kept) return kept.error();
    auto linked = keep_linked(house_, reader_, heap.linked);
    if (!linked) return linked.error();
    imported.linked = std::move(*linked);
    return imported;
  }

  // As the person says, else as the export says, else the only one there is on the platform.
  base::Result<Account> account_of(const scrape::Definition& definition, const takeout::ExportOwner& owner,
                                   bool& is_new) const {
    if (!options_.account.empty()) return find_account(house_, options_.account);
    const std::string& address = options_.url.empty() ? owner.address : options_.url;
    std::string typed;
    if (net::parse_address(address)) {
      typed = address;
    } else if (scrape::address_of(definition, owner.handle) && !owner.handle.empty()) {
      typed = definition.id + ":" + owner.handle;
    }
    if (!typed.empty()) {
      const auto added = add_account(house_, reader_, typed, address == typed ? definition.id : "");
      if (!added) return added.error();
      is_new = !added->was_known;
      return added->account;
    }
    return account_on(definition, owner.handle, is_new);
  }

  base::Result<Account> account_on(const scrape::Definition& definition, const std::string& handle,
                                   bool& is_new) const {
    auto vault = open_vault(house_);
    if (!vault) return vault.error();
    const auto accounts = vault->accounts();
    if (!accounts) return accounts.error();
    const auto is_here = [&](const Account& account) { return account.platform == definition.id; };
    if (handle.empty() && std::count_if(accounts->begin(), accounts->end(), is_here) == 1)
      return *std::find_if(accounts->begin(), accounts->end(), is_here);
    Account account;
    account.platform = definition.id;
    account.handle = handle;
    account.added = house_.today;
    is_new = true;
    return vault->add_account(account);
  }

  const House& house_;
  const PageReader& reader_;
  const base::Person& person_;
  const ImportOptions& options_;
  ImportReport& report_;
  std::map<const scrape::Definition*, Heap> heaps_;
};

}  // namespace

base::Result<void> import_export(const House& house, const PageReader& reader, const base::Person& person,
                                 takeout::Archive& archive, const ImportOptions& options,
                                 const ImportProgress& progress, ImportReport& report) {
  ExportImport import(house, reader, person, options, report);
  if (auto read = import.read(archive, progress); !read) return read;
  return import.keep();
}

}  // namespace gh::app
