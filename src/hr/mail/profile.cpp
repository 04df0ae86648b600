#include "hr/mail/profile.h"

#include <algorithm>
#include <cstdlib>
#include <fmt/format.h>

#include "base/definition_file.h"
#include "base/file.h"
#include "base/text.h"
#include "hr/address.h"

namespace gh::hr {
namespace {

using base::DefinitionTable;
using base::Error;
using base::ErrorKind;
using base::Result;

const std::vector<std::string> securities{"starttls", "tls", "none"};
const std::vector<std::string> logins{"none", "plain", "login", "xoauth2"};

template <class Choice>
Choice chosen(DefinitionTable& table, std::string_view key, const std::vector<std::string>& names,
              Choice fallback) {
  const std::string name = table.choice(key, names, names[static_cast<std::size_t>(fallback)]);
  return static_cast<Choice>(std::find(names.begin(), names.end(), name) - names.begin());
}

std::int64_t number(DefinitionTable& table, std::string_view key, std::int64_t fallback, std::int64_t least,
                    std::int64_t most) {
  const std::int64_t value = table.integer(key, fallback);
  if (value >= least && value <= most) return value;
  table.problem(key, fmt::format("write a number from {} to {}", least, most));
  return fallback;
}

void read_server(DefinitionTable& table, net::SmtpServer& server) {
  server.host = table.text("host", server.host);
  server.port = static_cast<std::uint16_t>(number(table, "port", server.port, 1, 65'535));
  server.security = chosen(table, "security", securities, server.security);
  server.login = chosen(table, "login", logins, server.login);
  server.connections = static_cast<int>(number(table, "connections", server.connections, 1, 256));
}

void read_limits(DefinitionTable& table, std::int64_t& per_minute, std::int64_t& per_day) {
  per_minute = number(table, "per_minute", per_minute, 0, 60'000);
  per_day = number(table, "per_day", per_day, 0, 100'000'000);
}

Result<std::string> secret_in(const std::filesystem::path& file) {
  std::error_code missing;
  const auto status = std::filesystem::status(file, missing);
  constexpr auto others = std::filesystem::perms::group_all | std::filesystem::perms::others_all;
  if (!missing && (status.permissions() & others) != std::filesystem::perms::none)
    return Error{ErrorKind::not_permitted, "others on this machine can read this secret", file.string(),
                 "give it to yourself alone: chmod 600"};
  const auto bytes = base::read_file(file, 64 << 10);
  if (!bytes) return bytes.error();
  return std::string(base::trim(*bytes));
}

Result<std::string> secret_of(DefinitionTable& smtp, const std::filesystem::path& folder) {
  const std::string file = smtp.text("secret_file");
  const std::string variable = smtp.text("secret_env");
  if (smtp.has("secret") || smtp.has("password"))
    smtp.problem(smtp.has("secret") ? "secret" : "password",
                 "a secret does not belong here; write secret_file = \"…\" or secret_env = \"…\"");
  if (!file.empty()) return secret_in(folder / file);
  const char* value = variable.empty() ? nullptr : std::getenv(variable.c_str());
  return std::string(value == nullptr ? "" : value);
}

void check_address(DefinitionTable& table, std::string_view key, const std::string& address) {
  if (const std::string_view fault = fault_of_address(address); !fault.empty())
    table.problem(key, fmt::format("\"{}\" {}", address, fault));
}

void begin_with(MailProfile& profile, DefinitionTable& root, const std::vector<Preset>& presets) {
  const std::string id = root.text("preset");
  if (id.empty()) return;
  const auto preset =
      std::find_if(presets.begin(), presets.end(), [&](const Preset& one) { return one.id == id; });
  if (preset == presets.end()) {
    std::vector<std::string> ids;
    for (const Preset& one : presets) ids.push_back(one.id);
    return root.problem(
        "preset", fmt::format("no preset is called \"{}\"; write one of {}", id, base::join(ids, ", ")));
  }
  profile.server = preset->server;
  profile.per_minute = preset->per_minute;
  profile.per_day = preset->per_day;
}

}  // namespace

Result<std::vector<Preset>> read_presets(const std::filesystem::path& share) {
  auto file = base::open_definition(share / "data" / "mail" / "presets.toml");
  if (!file) return file.error();
  DefinitionTable root = file->root();
  (void)root.integer("schema", 1);
  std::vector<Preset> presets;
  for (DefinitionTable& table : root.tables("preset")) {
    Preset preset{table.required_text("id"), table.required_text("title"), {}, 0, 0};
    read_server(table, preset.server);
    read_limits(table, preset.per_minute, preset.per_day);
    presets.push_back(std::move(preset));
  }
  if (auto error = file->error()) return std::move(*error);
  return presets;
}

Result<MailProfile> read_profile(const std::filesystem::path& path, const std::filesystem::path& share) {
  const auto presets = read_presets(share);
  if (!presets) return presets.error();
  auto file = base::open_definition(path);
  if (!file) return file.error();
  DefinitionTable root = file->root();
  MailProfile profile;
  (void)root.integer("schema", 1);
  profile.from = root.required_text("from");
  check_address(root, "from", profile.from);
  profile.from_name = root.text("from_name");
  profile.reply_to = root.text("reply_to");
  if (!profile.reply_to.empty()) check_address(root, "reply_to", profile.reply_to);
  profile.start_page = root.text("start_page");
  if (!profile.start_page.empty() && !profile.start_page.starts_with("https://"))
    root.problem("start_page", "write the whole address, beginning with https");
  begin_with(profile, root, *presets);
  if (auto smtp = root.table("smtp")) {
    read_server(*smtp, profile.server);
    read_limits(*smtp, profile.per_minute, profile.per_day);
    profile.server.user = smtp->text("user");
    profile.server.ca_file = smtp->text("ca_file");
    if (!profile.server.ca_file.empty())
      profile.server.ca_file = (path.parent_path() / profile.server.ca_file).string();
    auto secret = secret_of(*smtp, path.parent_path());
    if (!secret) return secret.error();
    profile.server.secret = std::move(*secret);
  }
  if (auto retry = root.table("retry")) {
    profile.retry_after = number(*retry, "after_seconds", profile.retry_after, 0, 86'400);
    profile.retry_at_most = number(*retry, "at_most_seconds", profile.retry_at_most, 0, 864'000);
    profile.attempts = number(*retry, "attempts", profile.attempts, 1, 1'000);
    profile.unknown_after = number(*retry, "unknown_after_seconds", profile.unknown_after, 0, 86'400);
  }
  if (auto error = file->error()) return std::move(*error);
  return profile;
}

}  // namespace gh::hr
