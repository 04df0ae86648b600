#include "scrape/address.h"

#include <algorithm>
#include <re2/re2.h>

#include "base/text.h"

namespace gh::scrape {
namespace {

// Scheme and "www." off, host in small letters: what two writings of one address share.
std::string bare_address(std::string_view url) {
  for (std::string_view scheme : {"https://", "http://"}) {
    if (base::lower_ascii(url.substr(0, scheme.size())) == scheme) url.remove_prefix(scheme.size());
  }
  const std::size_t host_end = std::min(url.find_first_of("/?#"), url.size());
  std::string bare = base::lower_ascii(url.substr(0, host_end)) + std::string(url.substr(host_end));
  if (bare.starts_with("www.")) bare.erase(0, 4);
  return bare.substr(0, bare.find('#'));
}

struct Halves {
  std::string_view path;  // host and path, without slashes at the end
  std::string_view query;
};

Halves halves_of(std::string_view bare) {
  const std::size_t mark = std::min(bare.find('?'), bare.size());
  Halves halves{bare.substr(0, mark), bare.substr(std::min(mark + 1, bare.size()))};
  while (halves.path.ends_with('/')) halves.path.remove_suffix(1);
  return halves;
}

// The regular expression of a pattern, and the names of its groups in their order.
class Expression {
 public:
  Expression(std::string_view pattern, const std::string& handle_characters) {
    for (std::size_t at = 0; at < pattern.size();) {
      const std::size_t open = std::min(pattern.find('{', at), pattern.size());
      const std::size_t close = pattern.find('}', open);
      expression_ += RE2::QuoteMeta(std::string(pattern.substr(at, open - at)));
      if (close == std::string_view::npos) break;
      add(pattern.substr(open + 1, close - open - 1), pattern.find('/') > open, handle_characters);
      at = close + 1;
    }
  }

  /// True when `words` are this; fills in the parts.
  bool fits(std::string_view words, std::string_view more, std::map<std::string, std::string>& parts) const {
    const RE2 compiled(expression_ + std::string(more), RE2::Quiet);
    std::vector<re2::StringPiece> groups(names_.size() + 1);
    const re2::StringPiece text(words.data(), words.size());
    if (!compiled.ok() || !compiled.Match(text, 0, text.size(), RE2::ANCHOR_BOTH, groups.data(),
                                          static_cast<int>(groups.size())))
      return false;
    for (std::size_t i = 0; i < names_.size(); ++i)
      parts[names_[i]] = std::string(groups[i + 1].data(), groups[i + 1].size());
    return true;
  }

 private:
  void add(std::string_view name, bool in_host, const std::string& handle_characters) {
    if (name == "*") {
      expression_ += in_host ? "[^/.]+" : "[^/]*";
      return;
    }
    names_.emplace_back(name);
    const bool is_handle = name == "handle" && !handle_characters.empty();
    expression_ += is_handle                   ? "(" + without_groups(handle_characters) + ")"
                   : in_host && name != "host" ? "([^/.]+)"
                                               : "([^/&]+)";
  }

  // Groups of a definition's own must not be counted.
  static std::string without_groups(std::string_view expression) {
    std::string out;
    for (std::size_t i = 0; i < expression.size(); ++i) {
      out += expression[i];
      const bool escaped = i > 0 && expression[i - 1] == '\\';
      if (expression[i] == '(' && !escaped && expression.substr(i + 1, 1) != "?") out += "?:";
    }
    return out;
  }

  std::string expression_;
  std::vector<std::string> names_;
};

// Each part of the pattern's query stands in that of the address.
bool query_fits(std::string_view pattern, std::string_view query, const std::string& handle_characters,
                std::map<std::string, std::string>& parts) {
  if (pattern.empty()) return true;
  const std::vector<std::string_view> given = base::split(query, '&');
  for (std::string_view wanted : base::split(pattern, '&')) {
    const Expression expression(wanted, handle_characters);
    if (std::none_of(given.begin(), given.end(),
                     [&](std::string_view part) { return expression.fits(part, "", parts); }))
      return false;
  }
  return true;
}

bool fits(std::string_view pattern, std::string_view url, const Definition& definition,
          std::map<std::string, std::string>& parts) {
  const std::string wanted = bare_address(pattern), given = bare_address(url);
  const Halves pattern_halves = halves_of(wanted), halves = halves_of(given);
  return Expression(pattern_halves.path, definition.handle_characters).fits(halves.path, "(?:/.*)?", parts) &&
         query_fits(pattern_halves.query, halves.query, definition.handle_characters, parts);
}

bool is_no_handle(const Definition& definition, std::string_view handle) {
  return std::find(definition.not_handles.begin(), definition.not_handles.end(), base::fold(handle)) !=
         definition.not_handles.end();
}

base::Error no_handle(const Definition& definition, std::string_view handle) {
  return {base::ErrorKind::usage, "this cannot be a name on " + definition.name, base::for_terminal(handle),
          "write it as it stands in the address of your page"};
}

}  // namespace

bool covers(std::string_view pattern, std::string_view host) {
  const bool only_below = pattern.starts_with("*.");
  if (only_below) pattern.remove_prefix(2);
  if (host == pattern) return !only_below;
  return host.size() > pattern.size() && host.ends_with(pattern) &&
         host[host.size() - pattern.size() - 1] == '.';
}

std::string host_in(std::string_view url) {
  const std::string bare = bare_address(url);
  return bare.substr(0, bare.find_first_of("/?:"));
}

const Definition* definition_for_address(const std::vector<Definition>& definitions, std::string_view url) {
  const Definition* best = nullptr;
  std::size_t best_length = 0;
  const std::string host = host_in(url);
  for (const Definition& definition : definitions) {
    for (const std::string& pattern : definition.hosts) {
      if (pattern.size() <= best_length || !covers(pattern, host)) continue;
      best = &definition;
      best_length = pattern.size();
    }
  }
  return best;
}

std::map<std::string, std::string> parts_of_address(const Definition& definition, std::string_view url) {
  for (const std::string& pattern : definition.addresses) {
    std::map<std::string, std::string> parts;
    if (fits(pattern, url, definition, parts) && !is_no_handle(definition, parts["handle"])) return parts;
  }
  return {};
}

std::string handle_in(const Definition& definition, std::string_view url) {
  const auto parts = parts_of_address(definition, url);
  const auto handle = parts.find("handle");
  return handle == parts.end() ? "" : handle->second;
}

base::Result<std::string> address_of(const Definition& definition, std::string_view handle) {
  if (definition.addresses.empty()) {
    return base::Error{base::ErrorKind::usage, definition.name + " has no address for a handle",
                       std::string(handle), "give the whole address of your page"};
  }
  const std::string& pattern = definition.addresses.front();
  std::map<std::string, std::string> parts{{"handle", std::string(handle)}};
  const std::size_t at = handle.rfind('@');
  if (pattern.find("{host}") != std::string::npos && at != std::string_view::npos) {
    parts = {{"handle", std::string(handle.substr(0, at))}, {"host", std::string(handle.substr(at + 1))}};
  }
  const bool fits = definition.handle_characters.empty() ||
                    RE2::FullMatch(parts["handle"], RE2(definition.handle_characters, RE2::Quiet));
  if (!fits || is_no_handle(definition, parts["handle"])) return no_handle(definition, handle);
  auto address = filled(pattern, parts);
  if (!address) {
    return base::Error{base::ErrorKind::usage, "a name alone does not say where on " + definition.name,
                       base::for_terminal(handle), "give the whole address of your page"};
  }
  return std::move(*address);
}

std::optional<std::string> filled(std::string_view pattern, const std::map<std::string, std::string>& parts) {
  std::string out;
  for (std::size_t at = 0; at < pattern.size();) {
    const std::size_t open = std::min(pattern.find('{', at), pattern.size());
    out += pattern.substr(at, open - at);
    const std::size_t close = pattern.find('}', open);
    if (close == std::string_view::npos) break;
    const auto part = parts.find(std::string(pattern.substr(open + 1, close - open - 1)));
    if (part == parts.end() || part->second.empty()) return std::nullopt;
    out += part->second;
    at = close + 1;
  }
  return out;
}

std::vector<std::string> names_in(std::string_view pattern) {
  std::vector<std::string> names;
  for (std::size_t open = pattern.find('{'); open != std::string_view::npos;
       open = pattern.find('{', open + 1)) {
    const std::size_t close = pattern.find('}', open);
    if (close == std::string_view::npos) break;
    names.emplace_back(pattern.substr(open + 1, close - open - 1));
  }
  return names;
}

}  // namespace gh::scrape
