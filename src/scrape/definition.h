// How one platform's pages are read: scrapers/*.toml. Facts about platforms live in those files; here is
// their shape.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "base/state.h"
#include "page/select/selector.h"

namespace gh::scrape {

/// May a program fetch this platform's pages?
enum class FetchPolicy { automatic, ask, import_only };
std::string_view name(FetchPolicy policy);  // "auto", "ask", "import_only"

/// Where one field of a profile is found. Each way that is given is tried; all that is found counts.
struct FieldRule {
  std::string name;                 // "birth_date"
  std::vector<page::Selector> css;  // elements: their text, or their first attribute of `attributes`
  std::vector<std::string> attributes;
  std::vector<std::string> labels;  // folded: "date of birth"; the value stands beside
  std::vector<std::string> keys;    // of JSON: "birthDate", or a path's end: "worksFor.name"
  std::vector<std::string> metas;   // name or property of <meta>: "profile:birthday"
};

/// What is one dated piece of writing, and where its date stands.
struct PostRule {
  std::vector<page::Selector> each;
  std::vector<page::Selector>
      time;  // datetime, title or content attribute, else text that begins with an ISO day
  std::vector<page::Selector> author;  // element whose text is the writer's name
};

/// A sign on the page itself that it is not the profile.
struct StateRule {
  base::State state = base::State::private_page;
  std::vector<page::Selector> css;
  std::string words;      // folded; anywhere in the visible text
  int at_most_words = 0;  // counts only on a page with no more words than that; 0 for any
  std::string reason;
};

/// A control of the platform that closes a hole.
struct Setting {
  std::string key;   // "birthday-audience"
  std::string name;  // as the platform calls it
  std::string url;
  std::optional<base::Day> checked_on;
};

struct Definition {
  std::string id;
  std::string name;
  FetchPolicy fetch = FetchPolicy::automatic;
  std::vector<std::string> hosts;      // "linkedin.com" with all hosts under it, "*.wordpress.com"
  std::vector<std::string> addresses;  // "https://{handle}.wordpress.com/"; the first is built from a handle
  std::string handle_characters;       // regular expression that a whole handle must match; "" for any
  std::vector<page::Selector> recognise;  // any of these on a page says that it is of this platform
  std::vector<page::Selector> anchors;    // none of these on a page says that it has changed: drift
  std::vector<FieldRule> fields;
  PostRule posts;
  std::vector<StateRule> states;
  std::vector<Setting> settings;
  std::vector<page::Selector> others;     // elements whose words are somebody else's: comments
  std::vector<std::string> other_people;  // keys of JSON below which values are of somebody else: "children"
  std::vector<std::string>
      row_names;  // folded heads of a table's column that says of whom a row is: "player"
  std::vector<std::string> value_heads;     // folded heads of a column that name nobody: "value", "answer"
  std::vector<std::string> row_name_parts;  // of columns that say it together: "first name", "surname"
  std::optional<base::Day> verified_on;
};

/// Reads one file; the error holds every mistake with file:line:column.
base::Result<Definition> read_definition(const std::string& toml, const std::string& file);

/// The definition whose hosts or address patterns cover the address, the most exact one; null when none does.
const Definition* definition_for_address(const std::vector<Definition>& definitions, std::string_view url);

/// The handle that stands in an address, by the definition's address patterns; empty when there is none.
std::string handle_in(const Definition& definition, std::string_view url);

/// The address for a handle; an error when the platform has no pattern or the handle has other characters.
base::Result<std::string> address_of(const Definition& definition, std::string_view handle);

}  // namespace gh::scrape
