// What data/search.toml says: the search engines, the sites that are asked about by name, and the words that
// stand beside a name. Addresses and words are in the file; here is their shape. No network.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace gh::discover {

struct Engine {
  std::string id;       // "duckduckgo"
  std::string name;     // "DuckDuckGo"
  std::string address;  // https, with {query} once
};

struct Site {
  std::string id;
  std::string within;  // what follows "site:"
  std::string why;     // one short sentence
};

struct SearchBook {
  std::vector<Engine> engines;  // the usual one first; never empty
  std::vector<Site> sites;      // most telling first
  std::vector<std::string> roles;
  std::vector<std::string> particles;                              // small letters
  std::vector<std::pair<std::string, std::string>> plain_letters;  // small letters

  /// Null when there is none of that id.
  const Engine* engine(std::string_view id) const;
};

/// Reads data/search.toml; the error holds every mistake with file:line:column and what to write instead.
base::Result<SearchBook> read_search_book(const std::string& toml, const std::string& file);

/// `words` as a form sends them: letters, digits and *-._ as they are, blanks as +, every other byte as %XX.
/// src: https://url.spec.whatwg.org/#urlencoded-serializing
std::string form_encoded(std::string_view words);

/// The address that shows the engine's results for `words`.
std::string address_at(const Engine& engine, std::string_view words);

/// The host that opening a search at `engine` talks to.
std::string_view host_of(const Engine& engine);

}  // namespace gh::discover
