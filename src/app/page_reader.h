// From bytes to findings in one step: page, scrape, detect, with the definitions and rules that are
// installed.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/house.h"
#include "detect/detect.h"
#include "page/cage/cage.h"
#include "page/page.h"
#include "scrape/shelf.h"

namespace gh::app {

/// What was read of one page.
struct PageReport {
  base::State state = base::State::not_checked;
  std::string reason;
  std::string platform;                                 // id of the definition that read it
  bool state_is_own = false;                            // see scrape::Profile
  base::Visibility viewer = base::Visibility::unknown;  // who saw a saved copy
  std::vector<std::string> linked;                      // see scrape::linked_addresses
  std::map<std::string, std::string> taken;             // the first value of each of `takes`
  std::string own_address;                              // that the page calls its own, or was saved from
  std::vector<detect::Finding> findings;
};

/// Must be called first thing in main: page::work_if_asked, for the doors that know nothing of pages.
std::optional<int> work_if_asked(int argc, char** argv);

/// Values of a page that are wanted by name, for the addresses of other pages.
using Takes = std::map<std::string, std::vector<scrape::Key>>;

struct ReaderOptions {
  bool caged = true;       // read in a process of its own; false for tests alone
  bool will_read = false;  // start that process now, while definitions are loaded; else at the first page
};

class PageReader {
 public:
  /// Loads scrapers/ (installed, then the person's own) and data/.
  static base::Result<PageReader> load(const House& house, const ReaderOptions& options = {});

  /// in:  `platform` is the id of the definition to use; "" recognises it by address, then by the page itself
  PageReport read(std::string_view bytes, std::string_view content_type, const scrape::Visit& visit,
                  const std::string& platform, const detect::Case& of, const Takes& takes = {}) const;

  /// The same without detection: the page as a definition reads it.
  scrape::Profile profile(std::string_view bytes, std::string_view content_type, const scrape::Visit& visit,
                          const std::string& platform) const;

  const scrape::Shelf& shelf() const { return shelf_; }
  /// Heads of definitions: see scrape::Shelf.
  const std::vector<scrape::Definition>& definitions() const { return shelf_.heads(); }
  const scrape::Definition* definition(std::string_view id) const { return shelf_.head(id); }
  const detect::Detectors& detectors() const { return detectors_; }

 private:
  PageReader(scrape::Shelf shelf, detect::Detectors detectors, std::unique_ptr<page::Cage> cage)
      : shelf_(std::move(shelf)), detectors_(std::move(detectors)), cage_(std::move(cage)) {}
  page::Reading read_page(std::string_view bytes, std::string_view content_type) const;
  scrape::Profile profile_of(const page::Reading& reading, scrape::Visit visit,
                             const std::string& platform) const;

  scrape::Shelf shelf_;
  detect::Detectors detectors_;
  std::unique_ptr<page::Cage> cage_;  // null to read in this process
};

}  // namespace gh::app
