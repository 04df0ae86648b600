#include "scrape/definition.h"

#include <algorithm>
#include <fmt/format.h>
#include <re2/re2.h>

#include "base/definition.h"
#include "base/text.h"

namespace gh::scrape {
namespace {

using base::DefinitionTable;

constexpr std::string_view handle_mark = "{handle}";

std::vector<page::Selector> read_selectors(DefinitionTable& table, std::string_view key) {
  std::vector<page::Selector> selectors;
  for (const std::string& css : table.texts(key)) {
    auto selector = page::Selector::compile(css);
    if (selector) {
      selectors.push_back(std::move(*selector));
    } else {
      table.problem(key, selector.error().what);
    }
  }
  return selectors;
}

std::vector<std::string> folded(std::vector<std::string> words) {
  for (std::string& word : words) word = base::fold(word);
  return words;
}

FieldRule read_field(DefinitionTable table) {
  FieldRule rule;
  rule.name = table.required_text("name");
  rule.css = read_selectors(table, "css");
  rule.attributes = table.texts("attributes");
  rule.labels = folded(table.texts("labels"));
  rule.keys = table.texts("keys");
  rule.metas = table.texts("metas");
  if (rule.css.empty() && rule.labels.empty() && rule.keys.empty() && rule.metas.empty()) {
    table.problem("name", "a field needs at least one of css, labels, keys, metas");
  }
  return rule;
}

StateRule read_state(DefinitionTable table) {
  StateRule rule;
  const std::string is = table.required_choice(
      "is", {"absent", "private", "login_wall", "age_wall", "consent_wall", "bot_wall", "rate_limited"});
  rule.state = base::state_named(is).value_or(base::State::private_page);
  rule.css = read_selectors(table, "css");
  rule.words = base::fold(table.text("words"));
  rule.at_most_words = static_cast<int>(table.integer("at_most_words", 0));
  rule.reason = table.required_text("reason");
  if (rule.css.empty() && rule.words.empty()) table.problem("is", "a state needs css or words");
  return rule;
}

Setting read_setting(DefinitionTable table) {
  Setting setting;
  setting.key = table.required_text("key");
  setting.name = table.required_text("name");
  setting.url = table.text("url");
  setting.checked_on = table.day("checked_on");
  return setting;
}

FetchPolicy read_policy(DefinitionTable& table) {
  const std::string policy = table.choice("fetch", {"auto", "ask", "import_only"}, "auto");
  return policy == "ask"           ? FetchPolicy::ask
         : policy == "import_only" ? FetchPolicy::import_only
                                   : FetchPolicy::automatic;
}

void check_handle_characters(DefinitionTable& table, const std::string& pattern) {
  RE2::Options quiet;
  quiet.set_log_errors(false);
  const RE2 compiled(pattern, quiet);
  if (!compiled.ok())
    table.problem("handle_characters", "not a regular expression (RE2): " + compiled.error());
}

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

std::string host_in(std::string_view url) {
  const std::string bare = bare_address(url);
  return bare.substr(0, bare.find_first_of("/?:"));
}

// "linkedin.com" covers itself and all hosts under it, "*.wordpress.com" only those under it.
bool covers(std::string_view pattern, std::string_view host) {
  const bool only_below = pattern.starts_with("*.");
  if (only_below) pattern.remove_prefix(2);
  if (host == pattern) return !only_below;
  return host.size() > pattern.size() && host.ends_with(pattern) &&
         host[host.size() - pattern.size() - 1] == '.';
}

// The part of the address at {handle}; nothing when the rest differs.
std::optional<std::string> handle_by(std::string_view pattern, std::string_view url) {
  const std::string wanted = bare_address(pattern), given = bare_address(url);
  const std::size_t mark = wanted.find(handle_mark);
  if (mark == std::string::npos || !std::string_view(given).starts_with(wanted.substr(0, mark)))
    return std::nullopt;
  const std::string after = wanted.substr(mark + handle_mark.size());
  const std::size_t end = std::min(given.find_first_of("/?.", mark), given.size());
  if (end == mark) return std::nullopt;
  // A slash at the end of the pattern may be missing in the address, and anything may follow it.
  const std::string_view rest = std::string_view(given).substr(end);
  const std::string_view needed =
      after == "/"
          ? std::string_view()
          : std::string_view(after).substr(0, after.ends_with('/') ? after.size() - 1 : after.size());
  if (!rest.starts_with(needed)) return std::nullopt;
  return given.substr(mark, end - mark);
}

}  // namespace

std::string_view name(FetchPolicy policy) {
  switch (policy) {
    case FetchPolicy::automatic:
      return "auto";
    case FetchPolicy::ask:
      return "ask";
    case FetchPolicy::import_only:
      return "import_only";
  }
  return "";
}

base::Result<Definition> read_definition(const std::string& toml, const std::string& file) {
  base::DefinitionFile definition_file(toml, file);
  DefinitionTable root = definition_file.root();
  Definition definition;
  if (root.integer("schema", 1) != 1) root.problem("schema", "only schema = 1 is known");
  definition.id = root.required_text("id");
  definition.name = root.required_text("name");
  definition.fetch = read_policy(root);
  definition.hosts = root.texts("hosts");
  definition.addresses = root.texts("addresses");
  for (const std::string& address : definition.addresses) {
    if (address.find(handle_mark) == std::string::npos)
      root.problem("addresses", "each address needs {handle} in it");
  }
  definition.handle_characters = root.text("handle_characters");
  check_handle_characters(root, definition.handle_characters);
  definition.recognise = read_selectors(root, "recognise");
  definition.anchors = read_selectors(root, "anchors");
  definition.others = read_selectors(root, "others");
  definition.other_people = root.texts("other_people");
  definition.row_names = root.texts("row_names");
  definition.row_name_parts = root.texts("row_name_parts");
  definition.value_heads = root.texts("value_heads");
  definition.verified_on = root.day("verified_on");
  for (const DefinitionTable& field : root.tables("field")) definition.fields.push_back(read_field(field));
  for (const DefinitionTable& state : root.tables("state")) definition.states.push_back(read_state(state));
  for (const DefinitionTable& setting : root.tables("setting"))
    definition.settings.push_back(read_setting(setting));
  if (auto post = root.table("post")) {
    definition.posts.each = read_selectors(*post, "each");
    definition.posts.time = read_selectors(*post, "time");
    definition.posts.author = read_selectors(*post, "author");
  }
  if (auto error = definition_file.error()) return *error;
  return definition;
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

std::string handle_in(const Definition& definition, std::string_view url) {
  for (const std::string& pattern : definition.addresses) {
    const auto handle = handle_by(pattern, url);
    if (handle &&
        (definition.handle_characters.empty() || RE2::FullMatch(*handle, definition.handle_characters))) {
      return *handle;
    }
  }
  return "";
}

base::Result<std::string> address_of(const Definition& definition, std::string_view handle) {
  if (definition.addresses.empty()) {
    return base::Error{base::ErrorKind::usage, definition.name + " has no address for a handle",
                       std::string(handle), "give the whole address of your page"};
  }
  if (!definition.handle_characters.empty() &&
      !RE2::FullMatch(std::string(handle), definition.handle_characters)) {
    return base::Error{base::ErrorKind::usage, "this cannot be a name on " + definition.name,
                       base::for_terminal(handle), "write it as it stands in the address of your page"};
  }
  std::string address = definition.addresses.front();
  address.replace(address.find(handle_mark), handle_mark.size(), handle);
  return address;
}

}  // namespace gh::scrape
