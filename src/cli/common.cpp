#include "cli/common.h"

#include <algorithm>
#include <fmt/format.h>
#include <ostream>
#include <set>

#include "app/accounts.h"
#include "base/text.h"

namespace gh::cli {
namespace {

using base::ExitCode;

// How many different things about the person themself; the same one in ten places is one.
std::size_t things_found(const std::vector<detect::Finding>& findings) {
  std::set<std::pair<detect::Kind, std::string>> things;
  for (const detect::Finding& finding : findings) {
    if (finding.whose == detect::Whose::self) things.emplace(finding.kind, base::fold(finding.value));
  }
  return things.size();
}

}  // namespace

ExitCode fail(const Streams& streams, const base::Error& error) {
  // An error about a definition file has a line for each mistake; each is made harmless by itself.
  const std::string words = base::sentence(error);
  for (std::string_view line : base::split(words, '\n'))
    streams.err << "glasshouse: " << base::for_terminal(line) << '\n';
  return base::exit_code(error.kind);
}

base::Error usage(std::string what, std::string hint) {
  return {base::ErrorKind::usage, std::move(what), "", std::move(hint)};
}

base::Result<checklist::Severity> severity_named(const std::string& word) {
  for (const auto severity : {checklist::Severity::aware, checklist::Severity::duty,
                              checklist::Severity::expose, checklist::Severity::breach}) {
    if (checklist::name(severity) == word) return severity;
  }
  return usage("--fail-on cannot be \"" + base::for_terminal(word) + "\"",
               "write aware, duty, expose or breach");
}

ExitCode exit_code(app::Verdict verdict) {
  switch (verdict) {
    case app::Verdict::exposed:
      return ExitCode::exposed;
    case app::Verdict::partly_unchecked:
      return ExitCode::partly_unchecked;
    case app::Verdict::nothing_exposed:
      return ExitCode::done;
  }
  return ExitCode::failed;
}

std::string content_type_of(const std::string& file) {
  const std::string lower = base::lower_ascii(file);
  if (lower.ends_with(".html") || lower.ends_with(".htm") || lower.ends_with(".xhtml")) return "text/html";
  if (lower.ends_with(".json")) return "application/json";
  return lower.ends_with(".txt") ? "text/plain" : "";
}

std::string state_words(base::State state) {
  std::string words(base::name(state));
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

std::string result_line(const assess::AccountResult& result) {
  std::string line = fmt::format("  {:<14} {}", state_words(result.state),
                                 base::for_terminal(app::describe(result.account)));
  const std::size_t things = things_found(result.findings);
  if (things > 0) line += fmt::format(": {} {} found", things, things == 1 ? "thing" : "things");
  if (result.state == base::State::found) return line;
  const std::string detail = result.detail.empty() ? std::string(base::meaning(result.state)) : result.detail;
  return line + "\n                 " + base::for_terminal(detail);
}

}  // namespace gh::cli
