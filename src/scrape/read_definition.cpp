#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <re2/re2.h>

#include "base/text.h"
#include "scrape/address.h"
#include "scrape/definition.h"
#include "scrape/read_parts.h"

namespace gh::scrape {
namespace {

using base::DefinitionTable;

FieldRule read_field(DefinitionTable table) {
  FieldRule rule;
  rule.line = table.place("").line;
  rule.name = table.required_text("name");
  check_field_name(table, "name", rule.name);
  rule.css = read_selectors(table, "css");
  rule.attributes = table.texts("attributes");
  rule.labels = read_folded(table, "labels");
  rule.keys = read_keys(table, "keys");
  rule.metas = table.texts("metas");
  rule.cleaning = read_cleaning(table);
  rule.of_people = table.boolean("of_people", false);
  if (rule.css.empty() && rule.labels.empty() && rule.keys.empty() && rule.metas.empty()) {
    table.problem("name", "a field needs at least one of css, labels, keys, metas");
  }
  return rule;
}

std::vector<int> read_statuses(DefinitionTable& table) {
  std::vector<int> all;
  for (std::int64_t status : table.integers("status")) {
    if (status < 100 || status > 999) table.problem("status", "a status of HTTP has three digits, like 404");
    all.push_back(static_cast<int>(status));
  }
  return all;
}

StateRule read_state(DefinitionTable table) {
  StateRule rule;
  rule.line = table.place("").line;
  const std::string is = table.required_choice(
      "is", {"absent", "private", "login_wall", "age_wall", "consent_wall", "bot_wall", "rate_limited"});
  rule.state = base::state_named(is).value_or(base::State::private_page);
  rule.css = read_selectors(table, "css");
  rule.words = read_folded(table, "words");
  rule.at_most_words = static_cast<int>(table.integer("at_most_words", 0));
  rule.source = table.texts("source");
  rule.keys = read_keys(table, "keys");
  rule.values = read_folded(table, "values");
  rule.status = read_statuses(table);
  rule.final_url = table.texts("final_url");
  for (std::string& part : rule.final_url) part = base::lower_ascii(part);
  rule.reason = table.required_text("reason");
  if (rule.css.empty() && rule.words.empty() && rule.source.empty() && rule.keys.empty() &&
      rule.status.empty() && rule.final_url.empty()) {
    table.problem("is", "a state needs at least one of css, words, source, keys, status, final_url");
  }
  if (rule.keys.empty() && !rule.values.empty())
    table.problem("values", "values are of keys; say in 'keys' where they stand");
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

DownloadRule read_download(DefinitionTable table) {
  DownloadRule rule;
  rule.name = table.required_text("name");
  rule.choose = table.text("choose");
  rule.url = table.text("url");
  rule.checked_on = table.day("checked_on");
  return rule;
}

// What says who we are or lets us in is never a definition's to set.
void read_header(DefinitionTable& table, const std::string& header, SourceRule& rule) {
  const std::string name = base::lower_ascii(header), value = table.text(header);
  if (name != "accept" && name != "accept-language" && name != "x-requested-with") {
    table.problem(header, "of headers only accept, accept-language and x-requested-with may be set");
  } else if (value.find_first_of("\r\n") != std::string::npos) {
    table.problem(header, "a header is one line");
  } else {
    rule.headers[name] = value;
  }
}

SourceRule read_source(DefinitionTable table) {
  SourceRule rule;
  rule.name = table.text("name");
  rule.url = table.required_text("url");
  rule.on = table.texts("on");
  rule.fallback = table.boolean("fallback", false);
  if (auto headers = table.table("headers")) {
    for (const std::string& header : headers->keys()) read_header(*headers, header, rule);
  }
  if (auto takes = table.table("takes")) {
    for (const std::string& part : takes->keys()) rule.takes[part] = read_keys(*takes, part);
  }
  return rule;
}

// Which hosts are asked is told before anything is: no answer may decide it.
void check_host(DefinitionTable& table, const std::string& url) {
  const std::size_t begin = url.find("://");
  const std::size_t end = url.find('/', begin == std::string::npos ? 0 : begin + 3);
  for (const std::string& name : names_in(url.substr(0, end))) {
    if (name != "handle" && name != "host" && name != "origin" && name != "address")
      table.problem(
          "url",
          fmt::format("the part \"{}\" cannot be in a host: hosts are told before anything is asked", name));
  }
}

// A part must be known from the account's address or from an answer before.
void check_sources(DefinitionTable& root, const std::vector<SourceRule>& sources) {
  std::vector<std::string> known{"address", "handle", "host", "origin"};
  std::size_t number = 0;
  for (DefinitionTable& table : root.tables("source")) {
    const SourceRule& source = sources[number++];
    for (const std::string& name : names_in(source.url)) {
      if (std::find(known.begin(), known.end(), name) != known.end()) continue;
      table.problem("url", fmt::format("the part \"{}\" is not known here; known are {}", name,
                                       base::join(known, ", ")));
    }
    check_host(table, source.url);
    for (const auto& [part, keys] : source.takes) known.push_back(part);
  }
}

FetchPolicy read_policy(DefinitionTable& table) {
  const std::string policy = table.choice("fetch", {"auto", "ask", "import_only"}, "auto");
  return policy == "ask"           ? FetchPolicy::ask
         : policy == "import_only" ? FetchPolicy::import_only
                                   : FetchPolicy::automatic;
}

void read_addresses(DefinitionTable& root, Definition& definition) {
  definition.hosts = root.texts("hosts");
  definition.addresses = root.texts("addresses");
  for (const std::string& address : definition.addresses) {
    const std::vector<std::string> names = names_in(address);
    if (std::find(names.begin(), names.end(), "handle") == names.end())
      root.problem("addresses", "each address needs {handle} in it");
    for (const std::string& name : names) {
      if (name != "handle" && name != "host" && name != "*")
        root.problem("addresses",
                     fmt::format("the part \"{}\" is not known here; known are handle, host and *", name));
    }
  }
  definition.handle_characters = root.text("handle_characters");
  definition.not_handles = read_folded(root, "not_handles");
}

// Counted repetitions make it dear: "[a-z]{1,30}" takes a millisecond.
void check_handle_characters(DefinitionTable& root, const Definition& definition) {
  const RE2 compiled(definition.handle_characters, RE2::Quiet);
  if (!compiled.ok())
    root.problem("handle_characters", "not a regular expression (RE2): " + compiled.error());
}

void append(std::vector<page::Selector>& all, const std::vector<page::Selector>& more) {
  all.insert(all.end(), more.begin(), more.end());
}

void read_posts(DefinitionTable& root, Definition& definition) {
  for (DefinitionTable& table : root.tables("post")) {
    std::vector<Key> records = read_keys(table, "records");
    if (!records.empty()) {
      RecordRule rule = read_record(table);
      rule.records = std::move(records);
      definition.records.push_back(std::move(rule));
      continue;
    }
    const std::vector<page::Selector> each = read_selectors(table, "each");
    append(definition.posts.each, each);
    append(definition.posts.time, read_selectors(table, "time"));
    append(definition.posts.author, read_selectors(table, "author"));
    if (each.empty())
      table.problem("each", "a post needs 'each' (selectors) or 'records' (keys): what is one");
  }
}

// "never" stands for no day, so that a reader sees that somebody thought of it.
std::optional<base::Day> read_verified(DefinitionTable& root) {
  if (root.has("verified_on") && root.is_text("verified_on") && root.text("verified_on") == "never")
    return std::nullopt;
  return root.day("verified_on");
}

void read_viewer(DefinitionTable& root, ViewerRule& viewer) {
  auto table = root.table("viewer");
  if (!table) return;
  viewer.owner = read_selectors(*table, "owner");
  viewer.member = read_selectors(*table, "member");
  viewer.passer_by = read_selectors(*table, "passer_by");
}

void read_lacks(DefinitionTable& root, Definition& definition) {
  auto table = root.table("lacks");
  if (!table) return;
  for (const char* kind : {"full", "sparse", "private", "absent", "wall", "drift"}) {
    const std::string why = table->text(kind);
    if (!why.empty()) definition.lacks[kind] = why;
  }
}

void read_rules(DefinitionTable& root, Definition& definition) {
  for (const DefinitionTable& source : root.tables("source"))
    definition.sources.push_back(read_source(source));
  check_sources(root, definition.sources);
  for (const DefinitionTable& field : root.tables("field")) definition.fields.push_back(read_field(field));
  for (const DefinitionTable& state : root.tables("state")) definition.states.push_back(read_state(state));
  for (const DefinitionTable& setting : root.tables("setting"))
    definition.settings.push_back(read_setting(setting));
  read_posts(root, definition);
  if (auto table = root.table("download")) definition.download = read_download(std::move(*table));
  read_viewer(root, definition.viewer);
  definition.exports = read_exports(root);
  read_lacks(root, definition);
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

void NameKeys::add(const NameKeys& other) {
  const auto append = [](std::vector<std::string>& all, const std::vector<std::string>& more) {
    all.insert(all.end(), more.begin(), more.end());
  };
  append(full, other.full);
  append(given, other.given);
  append(family, other.family);
  append(account, other.account);
}

namespace {

// Expressions with a group for a name.
std::vector<Expression> read_naming(DefinitionTable& table, std::string_view key, base::Check check) {
  std::vector<Expression> turns;
  for (const std::string& expression : table.texts(key)) {
    auto pattern = Expression::make(expression, check);
    if (!pattern) {
      table.problem(key, pattern.error().what);
    } else if (check == base::Check::patterns && !(*pattern)->NamedCapturingGroups().contains("who")) {
      table.problem(key, "needs a group (?P<who>…) around the name of whoever speaks");
    } else {
      turns.push_back(std::move(*pattern));
    }
  }
  return turns;
}

// Parts of patterns stand by name in braces, in patterns and in each other.
std::string with_parts(std::string pattern, const std::map<std::string, std::string>& parts) {
  constexpr int deepest = 3;
  for (int depth = 0; depth < deepest; ++depth) {
    for (const auto& [name, meaning] : parts) {
      const std::string hole = "{" + name + "}";
      for (std::size_t at = pattern.find(hole); at != std::string::npos;
           at = pattern.find(hole, at + meaning.size()))
        pattern.replace(at, hole.size(), meaning);
    }
  }
  return pattern;
}

std::vector<Expression> read_reposts(DefinitionTable& table, base::Check check) {
  std::vector<Expression> lines;
  for (const std::string& expression : table.texts("reposts")) {
    auto pattern = Expression::make(expression, check);
    if (pattern) {
      lines.push_back(std::move(*pattern));
    } else {
      table.problem("reposts", pattern.error().what);
    }
  }
  return lines;
}

PostHeads read_post_heads(DefinitionTable& root, base::Check check) {
  PostHeads heads;
  auto table = root.table("post_heads");
  if (!table) return heads;
  std::map<std::string, std::string> parts;
  if (auto all = table->table("parts")) {
    for (const std::string& key : all->keys()) parts[key] = all->text(key);
  }
  const auto read = [&](const char* key, std::vector<Expression>& out) {
    for (const std::string& expression : table->texts(key)) {
      auto pattern = Expression::make(with_parts(expression, parts), check);
      if (pattern) {
        out.push_back(std::move(*pattern));
      } else {
        table->problem(key, pattern.error().what);
      }
    }
  };
  read("sure", heads.sure);
  read("likely", heads.likely);
  read("dated", heads.dated);
  const auto read_one = [&](const char* key) -> Expression {
    if (!table->has(key)) return {};
    auto pattern = Expression::make(with_parts(table->text(key), parts), check);
    if (pattern) return std::move(*pattern);
    table->problem(key, pattern.error().what);
    return {};
  };
  heads.first_line = read_one("first_line");
  heads.last_line = read_one("last_line");
  return heads;
}

std::shared_ptr<const QuestionBook> read_questions(DefinitionTable& root, base::Check check) {
  std::vector<QuestionBook::Row> rows;
  for (DefinitionTable& table : root.tables("question"))
    rows.push_back({table.required_text("label"), table.required_text("asks")});
  const QuestionBook::Around around{root.texts("asked_before"), root.texts("asked_behind"),
                                    root.texts("answer_openers"), root.texts("no_answers"),
                                    root.texts("question_classes")};
  if (rows.empty()) return nullptr;
  auto book = QuestionBook::make(std::move(rows), around, check);
  if (book) return *book;
  root.problem("question", book.error().what);
  return nullptr;
}

}  // namespace

base::Result<Definition> read_definition(const std::string& toml, const std::string& file,
                                         base::Check check) {
  base::DefinitionFile definition_file(toml, file);
  DefinitionTable root = definition_file.root();
  Definition definition;
  if (root.integer("schema", 1) != 1) root.problem("schema", "only schema = 1 is known");
  definition.id = root.required_text("id");
  definition.name = root.required_text("name");
  definition.group = root.choice("group", {"policy", "second", "engine", ""}, "");
  definition.fetch = read_policy(root);
  read_addresses(root, definition);
  if (check == base::Check::patterns) check_handle_characters(root, definition);
  definition.recognise = read_selectors(root, "recognise");
  definition.recognise_keys = read_keys(root, "recognise_keys");
  definition.anchors = read_selectors(root, "anchors");
  definition.anchor_keys = read_keys(root, "anchor_keys");
  definition.others = read_selectors(root, "others");
  definition.other_people = root.texts("other_people");
  definition.topics = root.texts("topics");
  definition.row_names = root.texts("row_names");
  definition.row_name_parts = root.texts("row_name_parts");
  definition.value_heads = root.texts("value_heads");
  definition.trait_heads = root.texts("trait_heads");
  definition.script_words = root.texts("script_words");
  definition.person_words = root.texts("person_words");
  definition.key_fillers = root.texts("key_fillers");
  definition.row_label_keys = root.texts("row_label_keys");
  definition.row_value_keys = root.texts("row_value_keys");
  definition.post_heads = read_post_heads(root, check);
  definition.turns = read_naming(root, "turns", check);
  definition.signatures = read_naming(root, "signatures", check);
  definition.answered = read_naming(root, "answered", check);
  definition.questions = read_questions(root, check);
  definition.writer_attributes = root.texts("writer_attributes");
  definition.meta_labels = root.texts("meta_labels");
  definition.caption_attributes = root.texts("caption_attributes");
  definition.repost_words = root.texts("repost_words");
  definition.repost_stems = root.texts("repost_stems");
  definition.reposts = read_reposts(root, check);
  definition.not_post_words = root.texts("not_post_words");
  definition.account_addresses = root.texts("account_addresses");
  definition.names = {root.texts("full_name_keys"), root.texts("given_name_keys"),
                      root.texts("family_name_keys"), root.texts("account_keys")};
  definition.person_number_keys = root.texts("person_number_keys");
  definition.verified_on = read_verified(root);
  read_rules(root, definition);
  if (auto error = definition_file.error()) return *error;
  return definition;
}

}  // namespace gh::scrape
