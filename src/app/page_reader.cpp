#include "app/page_reader.h"

#include <algorithm>

#include "app/definitions.h"
#include "app/lexicon_import.h"
#include "page/image/image.h"
#include "scrape/linked.h"
#include "scrape/paths.h"

namespace gh::app {

std::optional<int> work_if_asked(int argc, char** argv) { return page::work_if_asked(argc, argv); }

base::Result<PageReader> PageReader::load(const House& house, const ReaderOptions& options) {
  auto cage = options.caged ? std::make_unique<page::Cage>() : nullptr;
  if (cage != nullptr && options.will_read) cage->prepare();
  auto shelf = open_shelf(house);
  if (!shelf) return shelf.error();
  const std::filesystem::path schools = register_file(house);
  std::error_code none;
  const bool has_list = !house.home.data.empty() && std::filesystem::exists(schools, none);
  auto detectors =
      detect::Detectors::load(house.share / "data", has_list ? schools : std::filesystem::path());
  if (!detectors) return detectors.error();
  return PageReader(std::move(*shelf), std::move(*detectors), std::move(cage));
}

page::Reading PageReader::read_page(std::string_view bytes, std::string_view content_type) const {
  return cage_ == nullptr ? page::read_page(bytes, content_type) : cage_->read_page(bytes, content_type);
}

scrape::Profile PageReader::profile(std::string_view bytes, std::string_view content_type,
                                    const scrape::Visit& visit, const std::string& platform) const {
  return profile_of(read_page(bytes, content_type), visit, platform);
}

scrape::Profile PageReader::profile_of(const page::Reading& reading, scrape::Visit visit,
                                       const std::string& platform) const {
  if (visit.url.empty()) visit.url = scrape::own_address(reading.page);
  return shelf_.read(reading, platform, std::move(visit));
}

PageReport PageReader::read(std::string_view bytes, std::string_view content_type, const scrape::Visit& visit,
                            const std::string& platform, const detect::Case& of, const Takes& takes) const {
  const page::Reading reading = read_page(bytes, content_type);
  PageReport report;
  if (reading.page.charset == page::binary_charset) {
    // A photo says nothing of the account that the page was asked of; see app/photo.h.
    report.state = base::State::drift;
    report.reason = "a_photo_and_no_page";
    return report;
  }
  report.own_address = scrape::own_address(reading.page);
  const scrape::Profile profile = profile_of(reading, visit, platform);
  report.platform = profile.definition;
  report.state = profile.state;
  report.reason = profile.reason;
  report.viewer = profile.viewer;
  report.state_is_own = profile.state_is_own;
  if (profile.state == base::State::found) report.linked = scrape::linked_addresses(profile);
  for (const auto& [name, keys] : takes) report.taken[name] = scrape::first_value(reading.page, keys);
  const bool readable = profile.state == base::State::found || profile.state == base::State::cut ||
                        profile.state == base::State::drift;
  if (!readable) return report;
  detect::Detection found = detectors_.detect(profile, of);
  report.findings = std::move(found.findings);
  if (found.cut && report.state == base::State::found) {
    report.state = base::State::cut;
    report.reason = "more_than_the_limits";
  }
  return report;
}

}  // namespace gh::app
