// What a command of glasshouse-hr has to say, for machines and for people, before either is chosen; and what
// every command is told about the world. Nothing below reads a clock or prints.
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "base/date.h"
#include "base/exit_code.h"
#include "base/result.h"

namespace gh::hr {

using nlohmann::ordered_json;

struct Answer {
  ordered_json json = ordered_json::object();  // without "schema", which is put first when it is printed
  std::string text;                            // whole lines
  base::ExitCode code = base::ExitCode::done;
  bool raw = false;  // `text` is a file asked for (CSV, HTML): --json does not change it
};

/// The world of one run.
struct Setting {
  std::filesystem::path share;  // with data/
  std::string ledger;           // a file, or postgresql://…
  base::Day today;
  std::int64_t now = 0;  // seconds since 1970, on that day
  std::string who;       // whose act this is
};

/// "1,187"; "1 person", "1,187 people".
std::string grouped(std::int64_t number);
std::string counted(std::int64_t number, std::string_view one, std::string_view several);

}  // namespace gh::hr
