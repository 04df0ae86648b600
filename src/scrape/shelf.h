// All definitions at hand. Of the installed ones only the heads are read at the start (what is said before
// the first table: names, hosts, addresses, marks of recognition), and each whole when a page of its platform
// comes: with sixty platforms that is most of the time that a start would cost.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "page/page.h"
#include "scrape/definition.h"
#include "scrape/profile.h"
#include "scrape/rulebook.h"
#include "scrape/scrape.h"

namespace gh::scrape {

class Shelf {
 public:
  /// in:  `installed` are trusted to be right as a whole (tests read them all); of two with one id the later
  /// one
  ///      wins, and one of `own` before any installed one
  /// err: bad_configuration with every mistake of the first file that has any in its head, or, of `own`,
  /// anywhere;
  ///      or when none has the id "generic"
  static base::Result<Shelf> open(const std::vector<std::filesystem::path>& installed,
                                  const std::vector<std::filesystem::path>& own);
  Shelf(Shelf&&) noexcept;
  ~Shelf();

  /// Heads only: no fields, posts, states, settings, sources, export.
  const std::vector<Definition>& heads() const;
  const Definition* head(std::string_view id) const;

  /// The whole of one. Any thread may ask. err: no_input for an id that is not there, what is wrong with the
  /// file
  base::Result<const Definition*> whole(std::string_view id) const;

  /// The id of the definition for a page: `platform` where it is known, else by address, else by the page
  /// itself; "generic" when nothing tells.
  std::string_view choose(std::string_view platform, std::string_view url, const page::Page& page) const;

  /// The page through that definition and the one for all pages. A definition that cannot be read gives the
  /// state drift and says so.
  Profile read(const page::Reading& reading, std::string_view platform, Visit visit) const;

  static constexpr std::string_view generic = "generic";

 private:
  struct Implementation;
  explicit Shelf(std::unique_ptr<Implementation> implementation);
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace gh::scrape
