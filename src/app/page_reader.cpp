#include "app/page_reader.h"

#include <algorithm>

#include "app/lexicon_import.h"
#include "page/image/image.h"

namespace gh::app {
namespace {

constexpr std::string_view fallback = "generic";

base::Result<std::vector<scrape::Definition>> load_definitions(const House& house) {
  std::vector<scrape::Definition> definitions;
  for (const std::filesystem::path& file : definition_files(house, "scrapers")) {
    const auto toml = base::read_file(file, std::size_t{1} << 20);
    if (!toml) return toml.error();
    auto definition = scrape::read_definition(*toml, file.string());
    if (!definition) return definition.error();
    std::erase_if(definitions, [&](const scrape::Definition& other) { return other.id == definition->id; });
    definitions.push_back(std::move(*definition));
  }
  return definitions;
}

}  // namespace

std::optional<int> work_if_asked(int argc, char** argv) { return page::work_if_asked(argc, argv); }

base::Result<PageReader> PageReader::load(const House& house, const ReaderOptions& options) {
  auto cage = options.caged ? std::make_unique<page::Cage>() : nullptr;
  if (cage != nullptr && options.will_read) cage->prepare();
  auto definitions = load_definitions(house);
  if (!definitions) return definitions.error();
  const std::filesystem::path schools = register_file(house);
  std::error_code none;
  const bool has_list = !house.home.data.empty() && std::filesystem::exists(schools, none);
  auto detectors =
      detect::Detectors::load(house.share / "data", has_list ? schools : std::filesystem::path());
  if (!detectors) return detectors.error();
  PageReader reader(std::move(*definitions), std::move(*detectors), std::move(cage));
  if (reader.definition(fallback) == nullptr) {
    return base::Error{base::ErrorKind::bad_configuration, "no scraper with the id \"generic\"",
                       (house.share / "scrapers").string(), "install Glasshouse again"};
  }
  return reader;
}

const scrape::Definition* PageReader::definition(std::string_view id) const {
  const auto found = std::find_if(definitions().begin(), definitions().end(),
                                  [&](const scrape::Definition& candidate) { return candidate.id == id; });
  return found == definitions().end() ? nullptr : &*found;
}

const scrape::Definition& PageReader::choose(const std::string& platform, const std::string& url,
                                             const std::vector<scrape::Answer>& answers) const {
  const scrape::Definition& generic = *definition(fallback);
  const scrape::Definition* named = definition(platform);
  if (named != nullptr && named != &generic) return *named;
  if (const auto* by_address = scrape::definition_for_address(definitions(), url)) return *by_address;
  if (const auto* by_page = rules_.recognised(answers)) return *by_page;
  return generic;
}

page::Reading PageReader::read_page(std::string_view bytes, std::string_view content_type) const {
  return cage_ == nullptr ? page::read_page(bytes, content_type) : cage_->read_page(bytes, content_type);
}

scrape::Profile PageReader::profile_of(const page::Reading& reading, const std::string& url,
                                       const std::string& platform) const {
  const std::vector<scrape::Answer> answers = rules_.ask(reading.page);
  return scrape::scrape(reading, rules_, answers, choose(platform, url, answers), *definition(fallback), url);
}

scrape::Profile PageReader::profile(std::string_view bytes, std::string_view content_type,
                                    const std::string& url, const std::string& platform) const {
  const page::Reading reading = read_page(bytes, content_type);
  return profile_of(reading, url.empty() ? scrape::own_address(reading.page) : url, platform);
}

PageReport PageReader::read(std::string_view bytes, std::string_view content_type, const std::string& url,
                            const std::string& platform, const detect::Case& of) const {
  const page::Reading reading = read_page(bytes, content_type);
  PageReport report;
  if (reading.page.charset == page::binary_charset) {
    // A photo says nothing of the account that the page was asked of; see app/photo.h.
    report.state = base::State::drift;
    report.reason = "a_photo_and_no_page";
    return report;
  }
  report.own_address = scrape::own_address(reading.page);
  const scrape::Profile profile = profile_of(reading, url.empty() ? report.own_address : url, platform);
  report.platform = profile.definition;
  report.state = profile.state;
  report.reason = profile.reason;
  const bool readable = profile.state == base::State::found || profile.state == base::State::cut ||
                        profile.state == base::State::drift;
  if (readable) report.findings = detectors_.run(profile, of);
  return report;
}

}  // namespace gh::app
