#include "app/try_definition.h"

#include <optional>

#include "app/answer.h"
#include "base/text.h"
#include "page/cage/cage.h"
#include "takeout/saved_page.h"

namespace gh::app {
namespace {

base::Error mistaken(const std::vector<std::string>& mistakes) {
  return {base::ErrorKind::bad_configuration, base::join(mistakes, "\n"), "", ""};
}

std::string state_words(const scrape::Profile& profile) {
  std::string words(base::name(profile.state));
  return profile.reason.empty() ? words : words + " (" + profile.reason + ")";
}

class Trial {
 public:
  Trial(const Bench& bench, const TryOptions& options) : bench_(bench), options_(options) {}

  base::Result<TriedDefinition> run(DefinitionFrom from, const std::vector<std::string>& pages) {
    TriedDefinition tried{std::move(from), {}, {}};
    const std::string& id = tried.from.definition.id;
    for (const std::string& page : pages) {
      auto one = look(tried.from.definition, page, page, {options_.url, 0});
      if (!one) return one.error();
      tried.pages.push_back(std::move(*one));
    }
    if (!pages.empty()) return tried;
    auto samples = read_samples(samples_of(tried.from));
    if (!samples) return samples.error();
    for (const Sample& sample : *samples) {
      auto one = look(tried.from.definition, sample.name, sample.page, {sample.url, sample.status});
      if (!one) return one.error();
      auto differences = try_sample(sample, id, bench_);
      if (!differences) return differences.error();
      one->differences = std::move(*differences);
      tried.pages.push_back(std::move(*one));
    }
    tried.lacking = lacking(tried.from.definition, *samples);
    return tried;
  }

 private:
  base::Result<TriedPage> look(const scrape::Definition& definition, const std::string& name,
                               const std::filesystem::path& file, scrape::Visit visit) {
    const auto page = takeout::read_saved_page(file);
    if (!page) return page.error();
    const page::Reading reading = bench_.read_page(page->bytes, page->content_type);
    if (visit.url.empty()) visit.url = scrape::own_address(reading.page);
    const scrape::Profile profile = bench_.shelf.read(reading, definition.id, visit);
    return TriedPage{name,
                     file.string(),
                     state_words(profile),
                     profile.posts.size(),
                     scrape::trace(reading.page, definition, visit),
                     {}};
  }

  const Bench& bench_;
  const TryOptions& options_;
};

}  // namespace

base::Result<std::vector<TriedDefinition>> try_definitions(const House& house,
                                                           const std::vector<std::string>& files,
                                                           const std::vector<std::string>& pages,
                                                           const TryOptions& options) {
  DefinitionFiles definitions = read_definition_files(house, files);
  if (!definitions.mistakes.empty()) return mistaken(definitions.mistakes);
  const auto shelf = scrape::Shelf::open(definition_files(house, "scrapers"), {files.begin(), files.end()});
  if (!shelf) return shelf.error();
  const auto walls = load_walls(house);
  if (!walls) return walls.error();
  std::optional<page::Cage> cage;
  if (options.caged) cage.emplace();
  const Bench bench{*shelf, *walls, [&](std::string_view bytes, std::string_view content_type) {
                      return cage ? cage->read_page(bytes, content_type)
                                  : page::read_page(bytes, content_type);
                    }};
  std::vector<TriedDefinition> all;
  for (DefinitionFrom& from : definitions.read) {
    auto tried = Trial(bench, options).run(std::move(from), pages);
    if (!tried) return tried.error();
    all.push_back(std::move(*tried));
  }
  return all;
}

}  // namespace gh::app
