#include "cli/search_command.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <ostream>

#include "app/search.h"
#include "base/json.h"
#include "base/text.h"
#include "base/version.h"
#include "cli/browser.h"
#include "cli/terminal.h"

namespace gh::cli {
namespace {

using app::PlannedSearch;
using app::SearchPlan;
using base::Error;
using base::ErrorKind;
using base::Result;
using nlohmann::ordered_json;

std::string words(store::Verdict verdict) {
  switch (verdict) {
    case store::Verdict::me:
      return "me";
    case store::Verdict::not_me:
      return "not me";
    case store::Verdict::not_sure:
      return "not sure";
  }
  return "";
}

// An error may hold several lines (a file with several mistakes), and words that were pasted.
std::string error_lines(const Error& error) {
  const std::string written = sentence(error);
  std::string all;
  for (std::string_view line : base::split(written, '\n')) all += base::for_terminal(line) + "\n";
  return all;
}

std::string engine_names(const SearchPlan& plan) {
  std::vector<std::string> names;
  for (const discover::Engine& engine : plan.engines) names.push_back(engine.name);
  return base::join(names, ", ");
}

std::string hosts(const SearchPlan& plan) {
  std::vector<std::string> all;
  for (const discover::Engine& engine : plan.engines) all.emplace_back(discover::host_of(engine));
  return base::join(all, ", ");
}

std::string privacy_note(const SearchPlan& plan, const Terminal& terminal) {
  return paragraph(fmt::format(
                       "Nothing has left this computer: the searches are only written down here. Opening one "
                       "is the same as typing it into your browser yourself: {} ({}) then sees the words "
                       "and where you connect from.",
                       engine_names(plan), hosts(plan)),
                   terminal) +
         paragraph(
             "Use a private window. The engine then does not know you, and shows what a stranger would see.",
             terminal);
}

std::string next_steps(const Terminal& terminal) {
  return paragraph("To open them one after the other: glasshouse search --open", terminal) +
         paragraph("To keep what you found: glasshouse search mark ADDRESS me (or not-me, or not-sure)",
                   terminal) +
         paragraph(
             "Many people of your name? Add a word with a minus before it to leave their pages out: -cricket",
             terminal);
}

std::string heading(const PlannedSearch& search, std::size_t number, const Terminal& terminal) {
  return fmt::format("{:>2}. {}\n", number, strong(base::for_terminal(search.query.words), terminal)) +
         paragraph(search.query.why, terminal, 4);
}

// Addresses stay whole, so that they can be copied.
std::string address_lines(const SearchPlan& plan, const PlannedSearch& search) {
  std::string lines;
  for (std::size_t i = 0; i < plan.engines.size(); ++i) {
    const std::string name = plan.engines.size() == 1 ? "" : plan.engines[i].name + ": ";
    lines += "    " + name + base::for_terminal(search.addresses[i]) + "\n";
  }
  return lines;
}

ordered_json plan_json(const SearchPlan& plan) {
  ordered_json engines = ordered_json::array();
  for (const discover::Engine& engine : plan.engines)
    engines.push_back({{"id", engine.id}, {"name", engine.name}, {"host", discover::host_of(engine)}});
  ordered_json searches = ordered_json::array();
  for (const PlannedSearch& search : plan.searches) {
    ordered_json addresses = ordered_json::object();
    for (std::size_t i = 0; i < plan.engines.size(); ++i) addresses[plan.engines[i].id] = search.addresses[i];
    searches.push_back({{"number", searches.size() + 1},
                        {"words", search.query.words},
                        {"why", search.query.why},
                        {"addresses", std::move(addresses)}});
  }
  return {{"schema", base::json_schema}, {"engines", std::move(engines)}, {"searches", std::move(searches)}};
}

ordered_json hit_json(const store::SearchHit& hit) {
  return {{"url", hit.url},
          {"verdict", store::name(hit.verdict)},
          {"query", hit.query},
          {"recorded", base::format_day(hit.recorded)}};
}

// The address as one word of a command: quotes around it, and none inside.
std::string as_word(std::string_view address) {
  std::string out = "'";
  for (const char c : address) out += c == '\'' ? std::string("%27") : std::string(1, c);
  return base::for_terminal(out + "'");
}

std::string account_hint(const app::RecordedHit& recorded, const Terminal& terminal) {
  if (recorded.account.empty()) return "";
  return paragraph("To have this page looked at too:", terminal) + "  glasshouse accounts add " +
         as_word(recorded.account) + "\n";
}

Result<const PlannedSearch*> search_number(const SearchPlan& plan, int number) {
  if (number >= 1 && static_cast<std::size_t>(number) <= plan.searches.size())
    return &plan.searches[static_cast<std::size_t>(number) - 1];
  return Error{ErrorKind::usage, fmt::format("there is no search {}", number), "",
               fmt::format("write a number from 1 to {}", plan.searches.size())};
}

// Opening searches one by one, and writing down what the person found.
class Session {
 public:
  Session(const app::House& house, const SearchPlan& plan, const SearchOptions& options, std::istream& in,
          std::ostream& out)
      : house_(house),
        plan_(plan),
        in_(in),
        out_(out),
        terminal_(terminal_for(out, options.plain)),
        asking_(options.ask_for_hits || is_terminal(in)) {}

  /// Opens one, and then asks for hits where somebody is there to answer.
  Result<void> open_one(const PlannedSearch& search) {
    if (auto opened = open(search); !opened) return opened;
    return asking_ ? ask_for_hits(search) : Result<void>{};
  }

  /// Each in turn, as long as the person wants.
  Result<void> open_each() {
    for (std::size_t i = 0; i < plan_.searches.size() && !stopped_; ++i) {
      if (auto done = offer(plan_.searches[i], i + 1); !done) return done;
    }
    if (stopped_) return {};
    out_ << paragraph("That was the last one. To see what you kept: glasshouse search hits", terminal_);
    return {};
  }

 private:
  // A line, or nothing at the end of the input and for "q": then everything stops.
  std::optional<std::string> read_line(std::string_view prompt) {
    auto line = ask(in_, out_, prompt);
    if (line && *line != "q") return line;
    stopped_ = true;
    return std::nullopt;
  }

  Result<void> open(const PlannedSearch& search) {
    for (std::size_t i = 0; i < plan_.engines.size(); ++i) {
      out_ << paragraph(
                  fmt::format("Opening {} ({}).", plan_.engines[i].name, discover::host_of(plan_.engines[i])),
                  terminal_)
           << std::flush;
      if (auto opened = open_in_browser(search.addresses[i]); !opened) {
        out_ << address_lines(plan_, search);
        return opened;
      }
    }
    return {};
  }

  // Without a browser the person can still copy the address, so this goes on.
  Result<void> offer(const PlannedSearch& search, std::size_t number) {
    out_ << heading(search, number, terminal_);
    while (true) {
      const auto line = read_line(fmt::format(
          "Search {} of {}. Enter opens it, s skips it, q stops: ", number, plan_.searches.size()));
      if (!line || *line == "s") return {};
      if (line->empty()) break;
      out_ << paragraph("Press Enter, or type s or q and then Enter.", terminal_);
    }
    if (auto opened = open(search); !opened) out_ << error_lines(opened.error());
    return ask_for_hits(search);
  }

  Result<void> ask_for_hits(const PlannedSearch& search) {
    while (true) {
      const auto line = read_line(
          "Found a page about you, or about somebody taken for you? Paste its address (Enter goes on): ");
      if (!line || line->empty()) return {};
      const auto address = app::read_hit_address(house_, *line);
      if (!address) {
        out_ << error_lines(address.error());
        continue;
      }
      if (auto kept = ask_whose(*address, search); !kept) return kept;
      if (stopped_) return {};
    }
  }

  Result<void> ask_whose(const std::string& address, const PlannedSearch& search) {
    while (true) {
      const auto line = read_line("Is it you? m for me, n for not me, u for not sure: ");
      if (!line) return {};
      const auto verdict = app::read_verdict(*line);
      if (!verdict) continue;
      const auto recorded = app::record_hit(house_, address, *verdict, search.query.words);
      if (!recorded) return recorded.error();
      out_ << base::for_terminal(fmt::format("Kept: {}, {}", words(*verdict), address)) << "\n"
           << account_hint(*recorded, terminal_);
      return {};
    }
  }

  const app::House& house_;
  const SearchPlan& plan_;
  std::istream& in_;
  std::ostream& out_;
  Terminal terminal_;
  bool asking_;
  bool stopped_ = false;
};

Result<void> open(const app::House& house, const SearchPlan& plan, const SearchOptions& options,
                  std::istream& in, std::ostream& out) {
  Session session(house, plan, options, in, out);
  if (options.open_number != 0) {
    const auto search = search_number(plan, options.open_number);
    return search ? session.open_one(**search) : Result<void>(search.error());
  }
  if (options.ask_for_hits || is_terminal(in)) return session.open_each();
  return Error{ErrorKind::usage, "opening one after the other needs somebody to ask", "--open",
               "in a script, write the number of the search, like --open 1"};
}

Result<void> list(const app::House& house, const SearchOptions& options, std::istream& in, std::ostream& out,
                  std::ostream& err) {
  const auto plan = app::plan_search(house, options.engine, options.all_engines);
  if (!plan) return plan.error();
  if (options.open) return open(house, *plan, options, in, out);
  if (options.json) {
    out << base::write_json(plan_json(*plan)) << "\n";
    return {};
  }
  const Terminal terminal = terminal_for(out, options.plain);
  const Terminal aside = terminal_for(err, options.plain);
  for (std::size_t i = 0; i < plan->searches.size(); ++i)
    out << heading(plan->searches[i], i + 1, terminal) << address_lines(*plan, plan->searches[i]);
  out << std::flush;
  err << "\n" << privacy_note(*plan, aside) << next_steps(aside);
  return {};
}

Result<std::string> words_of_query(const app::House& house, int number) {
  if (number == 0) return std::string();
  const auto plan = app::plan_search(house);
  if (!plan) return plan.error();
  const auto search = search_number(*plan, number);
  if (!search) return search.error();
  return (*search)->query.words;
}

Result<void> mark(const app::House& house, const SearchOptions& options, std::ostream& out,
                  std::ostream& err) {
  const auto verdict = app::read_verdict(options.verdict);
  if (!verdict) {
    return Error{ErrorKind::usage,
                 "\"" + base::for_terminal(options.verdict) + "\" does not say whose page it is", "",
                 "write me, not-me or not-sure"};
  }
  const auto query = words_of_query(house, options.query);
  if (!query) return query.error();
  const auto recorded = app::record_hit(house, options.address, *verdict, *query);
  if (!recorded) return recorded.error();
  if (options.json) {
    ordered_json json = hit_json(recorded->hit);
    json["account"] = recorded->account;
    out << base::write_json({{"schema", base::json_schema}, {"hit", std::move(json)}}) << "\n";
    return {};
  }
  out << base::for_terminal(fmt::format("Kept: {}, {}", words(*verdict), recorded->hit.url)) << "\n";
  err << account_hint(*recorded, terminal_for(err, options.plain));
  return {};
}

Result<void> hits(const app::House& house, const SearchOptions& options, std::ostream& out,
                  std::ostream& err) {
  const auto all = app::search_hits(house);
  if (!all) return all.error();
  if (options.json) {
    ordered_json list = ordered_json::array();
    for (const store::SearchHit& hit : *all) list.push_back(hit_json(hit));
    out << base::write_json({{"schema", base::json_schema}, {"hits", std::move(list)}}) << "\n";
    return {};
  }
  for (const store::SearchHit& hit : *all) {
    out << fmt::format("{:<8}  {}  {}\n", words(hit.verdict), base::format_day(hit.recorded),
                       base::for_terminal(hit.url));
    if (!hit.query.empty()) out << "          found with " << base::for_terminal(hit.query) << "\n";
  }
  if (all->empty()) err << "Nothing is kept yet. To begin, type: glasshouse search\n";
  return {};
}

Result<void> run(const app::House& house, const SearchOptions& options, std::istream& in, std::ostream& out,
                 std::ostream& err) {
  switch (options.action) {
    case SearchOptions::Action::list:
      return list(house, options, in, out, err);
    case SearchOptions::Action::mark:
      return mark(house, options, out, err);
    case SearchOptions::Action::hits:
      return hits(house, options, out, err);
  }
  return {};
}

}  // namespace

base::ExitCode run_search(const app::House& house, const SearchOptions& options, std::istream& in,
                          std::ostream& out, std::ostream& err) {
  const auto done = run(house, options, in, out, err);
  out << std::flush;
  if (done) return base::ExitCode::done;
  err << error_lines(done.error());
  return exit_code(done.error().kind);
}

}  // namespace gh::cli
