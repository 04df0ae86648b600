#include "fetch/walls.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "base/definition.h"
#include "base/text.h"

namespace gh::fetch {
namespace {

/// What a row may say: why the page could not be read, or that there is none. Never that it was read.
constexpr std::array wall_states{base::State::absent,      base::State::private_page, base::State::login_wall,
                                 base::State::age_wall,    base::State::consent_wall, base::State::bot_wall,
                                 base::State::rate_limited};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_small_letter(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_reason(std::string_view word) {
  return std::all_of(word.begin(), word.end(),
                     [](char c) { return is_small_letter(c) || is_digit(c) || c == '_'; });
}

/// True where a word of a path may end: at its end, before "/", "?" and the like, or before ".php".
bool ends_word(std::string_view rest) {
  if (rest.empty() || std::string_view("/?;&").find(rest.front()) != std::string_view::npos) return true;
  return rest.front() == '.' && rest.size() > 1 && is_letter(rest[1]);
}

bool has_words(std::string_view path, std::string_view words) {
  if (words.find('?') == std::string_view::npos) path = path.substr(0, path.find('?'));
  for (std::size_t at = path.find(words); at != std::string_view::npos; at = path.find(words, at + 1)) {
    if (ends_word(path.substr(at + words.size()))) return true;
  }
  return false;
}

bool is_host(std::string_view host, std::string_view wanted) {
  if (!wanted.starts_with('.')) return host == wanted;
  return host == wanted.substr(1) || host.ends_with(wanted);
}

bool address_fits(const Wall& wall, const std::string& url) {
  const base::Result<net::Address> address = net::parse_address(url);
  if (!address) return false;
  return (wall.host_is.empty() || is_host(address->host, wall.host_is)) &&
         (wall.path_contains.empty() || has_words(base::lower_ascii(address->path), wall.path_contains));
}

bool header_fits(const Wall& wall, const net::Response& last) {
  if (wall.header.empty()) return true;
  const std::size_t colon = wall.header.find(": ");
  const std::string value = base::lower_ascii(last.header(wall.header.substr(0, colon)));
  return value.find(wall.header.substr(colon + 2)) != std::string::npos;
}

base::State read_state(base::DefinitionTable& table) {
  std::vector<std::string> allowed;
  for (const base::State state : wall_states) allowed.emplace_back(base::name(state));
  return base::state_named(table.required_choice("state", allowed)).value_or(base::State::not_checked);
}

void check_small(base::DefinitionTable& table, std::string_view key, const std::string& value) {
  if (base::lower_ascii(value) != value) table.problem(key, fmt::format("write '{}' in small letters", key));
}

int read_status(base::DefinitionTable& table) {
  const std::int64_t status = table.integer("status", 0);
  if (table.has("status") && (status < 100 || status > 999)) {
    table.problem("status", "'status' must be a number from 100 to 999; leave it out for any status");
    return 0;
  }
  return static_cast<int>(status);
}

void check(base::DefinitionTable& table, const Wall& wall) {
  check_small(table, "path_contains", wall.path_contains);
  check_small(table, "host_is", wall.host_is);
  check_small(table, "header", wall.header);
  const std::size_t colon = wall.header.find(": ");
  if (!wall.header.empty() && (colon == 0 || colon == std::string::npos || colon + 2 == wall.header.size()))
    table.problem("header", "write 'header' as \"name: part of the value\"");
  if (wall.redirected && wall.path_contains.empty() && wall.host_is.empty())
    table.problem("redirected", "'redirected' needs 'path_contains' or 'host_is': where to?");
  if (!is_reason(wall.reason))
    table.problem("reason", "write 'reason' in small letters, digits and '_' only");
  if (wall.path_contains.empty() && wall.host_is.empty() && wall.header.empty() && wall.status == 0)
    table.problem("",
                  "this wall would fit every page; give 'path_contains', 'host_is', 'header' or 'status'");
}

Wall read_wall(base::DefinitionTable& table) {
  Wall wall;
  wall.state = read_state(table);
  wall.path_contains = table.text("path_contains");
  wall.host_is = table.text("host_is");
  wall.status = read_status(table);
  wall.header = table.text("header");
  wall.redirected = table.boolean("redirected", false);
  wall.reason = table.required_text("reason");
  check(table, wall);
  return wall;
}

}  // namespace

base::Result<std::vector<Wall>> read_walls(const std::string& toml, const std::string& file) {
  base::DefinitionFile definition(toml, file);
  base::DefinitionTable root = definition.root();
  std::vector<Wall> walls;
  for (base::DefinitionTable& table : root.tables("wall")) walls.push_back(read_wall(table));
  if (const auto error = definition.error()) return *error;
  return walls;
}

const Wall* wall_met(const std::vector<Wall>& walls, const std::string& asked, const net::Response& last) {
  const auto met = std::find_if(walls.begin(), walls.end(), [&](const Wall& wall) {
    if (wall.status != 0 && wall.status != last.status) return false;
    if (!header_fits(wall, last) || !address_fits(wall, last.url)) return false;
    // A page that was asked for at the wall's own address was not led there, whatever slash or scheme was
    // mended on the way.
    return !wall.redirected || !address_fits(wall, asked);
  });
  return met == walls.end() ? nullptr : &*met;
}

}  // namespace gh::fetch
