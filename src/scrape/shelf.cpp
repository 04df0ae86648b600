#include "scrape/shelf.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <optional>

#include "base/file.h"
#include "base/text.h"
#include "scrape/address.h"
#include "scrape/paths.h"

namespace gh::scrape {
namespace {

constexpr std::size_t longest_file = std::size_t{1} << 20;

// A definition with all that is made ready for its pages: its rules and those for all pages.
struct Ready {
  Rulebook rules;

  const Definition& own() const { return rules.definitions().front(); }
  const Definition& general() const { return rules.definitions().back(); }
};

// TOML: what stands before the first table is the root's own.
std::string_view head_of(std::string_view toml) {
  for (std::size_t at = 0; at < toml.size();) {
    const std::size_t end = std::min(toml.find('\n', at), toml.size());
    if (toml[at] == '[') return toml.substr(0, at);
    at = end + 1;
  }
  return toml;
}

// Their marks alone: what else a head has selectors for costs nothing on pages of other platforms.
std::vector<Definition> marks_of(const std::vector<Definition>& heads) {
  std::vector<Definition> marks;
  for (const Definition& head : heads) {
    Definition& one = marks.emplace_back();
    one.id = head.id;
    one.recognise = head.recognise;
  }
  return marks;
}

// The definition whose keys name something in an answer or a feed.
const Definition* recognised_data(const std::vector<Definition>& heads, const page::Page& page) {
  Paths paths(page);
  const auto knows = [&](const Definition& head) { return paths.any_stated(head.recognise_keys); };
  const auto found = std::find_if(heads.begin(), heads.end(), knows);
  return found == heads.end() ? nullptr : &*found;
}

}  // namespace

struct Shelf::Implementation {
  std::vector<Definition> heads;
  std::vector<std::filesystem::path> files;  // of heads
  std::optional<Rulebook> marks;             // of recognition, of all heads
  std::optional<Definition> general;
  std::mutex guard;
  std::map<std::string, std::unique_ptr<Ready>, std::less<>> ready;

  base::Result<void> add(const std::filesystem::path& file, bool whole) {
    const auto toml = base::read_file(file, longest_file);
    if (!toml) return toml.error();
    // What is installed was checked when it was built.
    auto head = read_definition(std::string(head_of(*toml)), file.string(), base::Check::structure);
    if (whole && head) {
      if (const auto all = read_definition(*toml, file.string()); !all) return all.error();
    }
    if (!head) return head.error();
    for (std::size_t i = heads.size(); i-- > 0;) {
      if (heads[i].id != head->id) continue;
      heads.erase(heads.begin() + static_cast<std::ptrdiff_t>(i));
      files.erase(files.begin() + static_cast<std::ptrdiff_t>(i));
    }
    heads.push_back(std::move(*head));
    files.push_back(file);
    return {};
  }

  base::Result<Definition> read_whole(std::string_view id) const {
    for (std::size_t i = 0; i < heads.size(); ++i) {
      if (heads[i].id != id) continue;
      const auto toml = base::read_file(files[i], longest_file);
      if (!toml) return toml.error();
      return read_definition(*toml, files[i].string(), base::Check::structure);  // see add()
    }
    return base::Error{base::ErrorKind::no_input, "no platform has that id", base::for_terminal(id), ""};
  }

  base::Result<const Ready*> get(std::string_view id) {
    const std::lock_guard<std::mutex> lock(guard);
    if (const auto known = ready.find(id); known != ready.end()) return known->second.get();
    std::vector<Definition> both;
    if (id != generic) {
      auto own = read_whole(id);
      if (!own) return own.error();
      both.push_back(std::move(*own));
    }
    both.push_back(*general);
    const Ready* made =
        ready.emplace(std::string(id), std::make_unique<Ready>(Ready{Rulebook(std::move(both))}))
            .first->second.get();
    return made;
  }
};

Shelf::Shelf(std::unique_ptr<Implementation> implementation) : implementation_(std::move(implementation)) {}
Shelf::Shelf(Shelf&&) noexcept = default;
Shelf::~Shelf() = default;

base::Result<Shelf> Shelf::open(const std::vector<std::filesystem::path>& installed,
                                const std::vector<std::filesystem::path>& own) {
  auto all = std::make_unique<Implementation>();
  for (const std::filesystem::path& file : installed) {
    if (auto added = all->add(file, false); !added) return added.error();
  }
  for (const std::filesystem::path& file : own) {
    if (auto added = all->add(file, true); !added) return added.error();
  }
  auto general = all->read_whole(generic);
  if (!general) {
    if (general.error().kind != base::ErrorKind::no_input) return general.error();
    return base::Error{base::ErrorKind::bad_configuration, "no scraper has the id \"generic\"", "scrapers",
                       "install Glasshouse again"};
  }
  all->general = std::move(*general);
  all->marks.emplace(marks_of(all->heads));
  return Shelf(std::move(all));
}

const std::vector<Definition>& Shelf::heads() const { return implementation_->heads; }

const Definition* Shelf::head(std::string_view id) const {
  const auto found = std::find_if(heads().begin(), heads().end(),
                                  [&](const Definition& candidate) { return candidate.id == id; });
  return found == heads().end() ? nullptr : &*found;
}

base::Result<const Definition*> Shelf::whole(std::string_view id) const {
  const auto ready = implementation_->get(id);
  if (!ready) return ready.error();
  return &(*ready)->own();
}

std::string_view Shelf::choose(std::string_view platform, std::string_view url,
                               const page::Page& page) const {
  if (const Definition* named = head(platform); named != nullptr && platform != generic) return named->id;
  if (const Definition* by_address = definition_for_address(heads(), url)) return by_address->id;
  const Rulebook& marks = *implementation_->marks;
  const Definition* by_page =
      page.nodes.empty() ? recognised_data(heads(), page) : marks.recognised(marks.ask(page));
  return by_page == nullptr ? generic : std::string_view(by_page->id);
}

Profile Shelf::read(const page::Reading& reading, std::string_view platform, Visit visit) const {
  auto ready = implementation_->get(choose(platform, visit.url, reading.page));
  const bool broken = !ready;
  if (broken) ready = implementation_->get(generic);
  const Rulebook& rules = (*ready)->rules;
  Profile profile =
      scrape(reading, rules, rules.ask(reading.page), (*ready)->own(), (*ready)->general(), std::move(visit));
  if (broken && profile.state == base::State::found) {
    profile.state = base::State::drift;
    profile.reason = "broken_definition";
  }
  return profile;
}

}  // namespace gh::scrape
