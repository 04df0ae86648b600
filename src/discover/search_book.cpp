#include "discover/search_book.h"

#include <fmt/format.h>
#include <set>

#include "base/definition.h"
#include "base/text.h"

namespace gh::discover {
namespace {

constexpr std::string_view blank_for_words = "{query}";
constexpr std::string_view scheme = "https://";

std::size_t count(std::string_view text, std::string_view part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != text.npos; at = text.find(part, at + part.size())) ++found;
  return found;
}

// The words must come behind the host: an address whose host they could change would let a name decide where
// the browser goes.
bool usable_address(std::string_view address) {
  if (!address.starts_with("https://") || count(address, blank_for_words) != 1) return false;
  const std::size_t host_end = address.find_first_of("/?#", scheme.size());
  return host_end != address.npos && host_end > scheme.size() && address.find(blank_for_words) > host_end &&
         address.find_first_of(" \t\"'<>\\") == address.npos;
}

Engine read_engine(base::DefinitionTable table) {
  Engine engine{table.required_text("id"), table.required_text("name"), table.required_text("address")};
  if (!engine.address.empty() && !usable_address(engine.address))
    table.problem("address",
                  "'address' must begin with https, name a host, and have {query} once behind the host");
  return engine;
}

Site read_site(base::DefinitionTable table) {
  Site site{table.required_text("id"), table.required_text("within"), table.required_text("why")};
  if (site.within.find_first_of(" \t\"():") != std::string::npos)
    table.problem("within", "'within' must be a host with at most a path, like \"facebook.com\"");
  return site;
}

void check_new(base::DefinitionTable& table, std::set<std::string>& known, const std::string& id) {
  if (!id.empty() && !known.insert(id).second)
    table.problem("id", fmt::format("the id \"{}\" is there twice; give each its own", id));
}

std::vector<std::pair<std::string, std::string>> read_plain_letters(base::DefinitionTable table) {
  std::vector<std::pair<std::string, std::string>> letters;
  for (const std::string& letter : table.keys()) letters.emplace_back(letter, table.text(letter));
  return letters;
}

}  // namespace

const Engine* SearchBook::engine(std::string_view id) const {
  for (const Engine& candidate : engines) {
    if (candidate.id == id) return &candidate;
  }
  return nullptr;
}

base::Result<SearchBook> read_search_book(const std::string& toml, const std::string& file) {
  base::DefinitionFile definition(toml, file);
  base::DefinitionTable root = definition.root();
  SearchBook book;
  std::set<std::string> engine_ids, site_ids;
  if (root.integer("schema", 1) != 1)
    root.problem("schema", "'schema' must be 1: this program reads no other");
  for (base::DefinitionTable table : root.tables("engines")) {
    book.engines.push_back(read_engine(table));
    check_new(table, engine_ids, book.engines.back().id);
  }
  for (base::DefinitionTable table : root.tables("sites")) {
    book.sites.push_back(read_site(table));
    check_new(table, site_ids, book.sites.back().id);
  }
  book.roles = root.texts("roles");
  book.particles = root.texts("particles");
  if (auto letters = root.table("plain_letters")) book.plain_letters = read_plain_letters(*letters);
  if (book.engines.empty() && definition.problems().empty())
    root.problem("engines", "no engine; write [[engines]] with id, name and address");
  if (auto error = definition.error()) return *error;
  return book;
}

std::string form_encoded(std::string_view words) {
  std::string out;
  for (const char c : words) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (letter || c == '*' || c == '-' || c == '.' || c == '_') {
      out += c;
    } else if (c == ' ') {
      out += '+';
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
    }
  }
  return out;
}

std::string address_at(const Engine& engine, std::string_view words) {
  std::string address = engine.address;
  const std::size_t at = address.find(blank_for_words);
  return at == std::string::npos ? address : address.replace(at, blank_for_words.size(), form_encoded(words));
}

std::string_view host_of(const Engine& engine) {
  const std::string_view address = std::string_view(engine.address).substr(scheme.size());
  return address.substr(0, address.find_first_of("/?#"));
}

}  // namespace gh::discover
