// Profile + lexicon to findings. A detector is a function in one table: no state, no clock, no files; the day
// of the audit comes in. What it knows of language stands in data/.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/definition.h"
#include "base/person.h"
#include "base/result.h"
#include "detect/finding.h"
#include "scrape/profile.h"

namespace gh::detect {

/// Everything that does not change from page to page.
struct Case {
  base::Person person;
  base::Day as_of;  // day of the audit
  std::optional<base::Day>
      published;  // of a page that is one piece of writing, when its address or feed says so
  bool theirs =
      false;  // the page is an account of the person's, or their export, whether it names them or not
};

/// What a page may cost.
struct DetectLimits {
  std::size_t most_findings = 10'000;  // of one detector; a page with more is made to have them
  std::size_t most_passages = 60'000;  // lines and stated values; the rest of a page with more is not read
};

/// What was found on a page.
struct Detection {
  std::vector<Finding> findings;
  bool cut = false;  // there are more than the limits allow
};

struct DetectorRow {
  std::string_view name;
  std::string_view clause;  // of the policy that asks for it
};

/// A detector that is a file of cue phrases (detect/cued.h): data/detectors/NAME.toml.
struct CueFile {
  std::string name;
  std::string clause;
  std::vector<Kind> kinds;  // that it finds
};

using base::Check;

/// The rules in data/, read once.
class Detectors {
 public:
  /// Reads data/lexicon and data/detectors below `data`; errors carry file:line:column. `schools` is the list
  /// that `glasshouse lexicon import` wrote; without one, another town's school may be taken for the
  /// person's.
  static base::Result<Detectors> load(const std::filesystem::path& data,
                                      const std::filesystem::path& schools = {},
                                      Check check = Check::structure);
  Detectors(Detectors&&) noexcept;
  Detectors& operator=(Detectors&&) noexcept;
  ~Detectors();

  /// All findings in one profile, in page order, each (kind, value, whose) once a place. Safe to call from
  /// several threads at a time.
  Detection detect(const scrape::Profile& profile, const Case& of, const DetectLimits& limits = {}) const;

  /// The findings alone.
  std::vector<Finding> run(const scrape::Profile& profile, const Case& of) const {
    return detect(profile, of).findings;
  }

  /// The policy's flat ban, with no page at all: the trust's or a school's name in a handle, display name or
  /// title. `field` says which ("handle", "display_name", "title").
  std::vector<Finding> check_name(std::string_view name, std::string_view field,
                                  const base::Person& person) const;

  /// The table of detectors, in report order.
  static std::span<const DetectorRow> table();

  /// Those that are files of cue phrases, by name; they follow.
  std::span<const CueFile> cue_files() const;

  struct Implementation;

 private:
  explicit Detectors(std::unique_ptr<Implementation> implementation);
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace gh::detect
