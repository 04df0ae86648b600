#include "cli/checklist_command.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <ostream>

#include "app/walk.h"
#include "base/json.h"
#include "base/text.h"
#include "cli/checklist_pages.h"
#include "cli/terminal.h"

namespace gh::cli {
namespace {

using app::Walk;
using base::Result;
using nlohmann::ordered_json;

// Pages stop for Enter here and there, which only somebody who types can see and give.
Terminal terminal_between(const std::istream& in, const std::ostream& out, bool plain) {
  Terminal terminal = terminal_for(out, plain);
  terminal.pages = terminal.pages && is_terminal(in);
  return terminal;
}

// The walk as a conversation: shows the page, does what is typed, until there is nothing more to ask or the
// person stops.
class Conversation {
 public:
  Conversation(Walk& walk, const ChecklistOptions& options, base::Day today, std::istream& in,
               std::ostream& out)
      : walk_(walk),
        options_(options),
        today_(today),
        in_(in),
        out_(out),
        terminal_(terminal_between(in, out, options.plain)) {}

  // err: what could not be saved; all that was acknowledged is
  Result<void> run() {
    welcome();
    while (!stopped_) {
      const app::Page page = walk_.page();
      if (std::holds_alternative<app::FinishedPage>(page)) return finish();
      const auto* item = std::get_if<app::ItemPage>(&page);
      auto done = item == nullptr ? device_turn() : item_turn(*item);
      if (!done) return done;
    }
    out_ << paragraph("Everything you answered is saved. To go on where you stopped, type:", terminal_)
         << paragraph(command(""), terminal_, 2);
    return {};
  }

 private:
  std::string command(std::string_view option) const {
    std::string words = "glasshouse checklist";
    if (options_.checklist != ChecklistOptions{}.checklist) words += " --checklist " + options_.checklist;
    if (options_.plain) words += " --plain";
    return words + std::string(option);
  }

  void welcome() {
    int answered = 0;
    int all = 0;
    for (const checklist::Progress& row : walk_.progress()) {
      answered += row.answered;
      all += row.all;
    }
    note_ = answered == 0
                ? fmt::format("{}: {} questions. Each answer is saved at once, so you can stop at any time.",
                              walk_.checklist().title, all)
                : fmt::format("{}: {} of {} answered so far.", walk_.checklist().title, answered, all);
  }

  // The page with the note above it; where pages cannot be cleared, an unchanged page is not read out again.
  void show(const std::string& page) {
    out_ << new_page(terminal_);
    if (!note_.empty()) out_ << paragraph(note_, terminal_) << (options_.plain ? "" : "\n");
    if (terminal_.pages || fresh_) out_ << page;
    note_.clear();
    fresh_ = false;
  }

  std::optional<std::string> read_line(std::string_view prompt) {
    auto line = ask(in_, out_, prompt);
    if (!line) stopped_ = true;
    return line;
  }

  // Words that want to be read before going on. Without pages nothing would wipe them out, so nobody has to
  // press a key.
  void interlude(const std::string& text) {
    out_ << new_page(terminal_) << text;
    if (!terminal_.pages) return;
    const auto line = read_line("Press Enter to go on: ");
    if (line && command_typed(*line) == Command::stop) stopped_ = true;
  }

  Result<void> device_turn() {
    const checklist::DeviceQuestion& words = walk_.checklist().device;
    show(device_page(words, terminal_));
    const auto line = read_line("Your answer: ");
    if (!line) return {};
    if (command_typed(*line) == Command::stop) {
      stopped_ = true;
      return {};
    }
    const auto device = device_typed(*line, words);
    if (!device) {
      note_ = fmt::format("\"{}\" is none of the answers; type m, s, u or q.",
                          base::shorten(base::for_terminal(*line), 40));
      return {};
    }
    if (auto said = walk_.say_device(*device); !said) return said;
    fresh_ = true;
    if (*device == checklist::Device::school) interlude(paragraph(words.on_school, terminal_) + "\n");
    return {};
  }

  Result<void> item_turn(const app::ItemPage& page) {
    show(item_page(page, terminal_));
    const auto line = read_line("Your answer: ");
    if (!line) return {};
    if (line->empty() && page.earlier) return move([&] { return walk_.skip(); });
    const auto command = command_typed(*line);
    if (!command) return go_to(*line);
    const auto reply = reply_of(*command);
    return reply ? answer(*page.item, *reply) : obey(*command, page);
  }

  Result<void> obey(Command command, const app::ItemPage& page) {
    switch (command) {
      case Command::skip:
        return move([&] { return walk_.skip(); });
      case Command::back:
        return move([&] { return walk_.back(); });
      case Command::help:
        interlude(help_page(*page.item, terminal_));
        return {};
      case Command::progress:
        interlude(progress_page(walk_, terminal_));
        return {};
      default:
        stopped_ = true;
        return {};
    }
  }

  // Neither a key nor its words: the name of a question, or a slip.
  Result<void> go_to(const std::string& line) {
    if (is_question(line)) return move([&] { return walk_.go_to(line); });
    note_ = line.empty() ? "Type one of the keys, then Enter."
                         : fmt::format("\"{}\" is none of the answers; type one of the keys, then Enter.",
                                       base::shorten(base::for_terminal(line), 40));
    return {};
  }

  bool is_question(std::string_view line) const {
    for (const app::ItemStanding& row : walk_.standings()) {
      if (base::equal_ignoring_case(row.item->id, line)) return true;
    }
    return false;
  }

  Result<void> answer(const checklist::Item& item, checklist::Reply reply) {
    std::string reason;
    if (reply == checklist::Reply::keep) {
      const auto line = read_line("Why do you keep it? (Enter alone: do not) ");
      if (!line) return {};
      if (line->empty()) {
        note_ = "Not saved: to keep it, say in a few words why.";
        return {};
      }
      reason = *line;
    }
    const checklist::Answer given{item.id, reply, reason, today_};
    if (auto moved = move([&] { return walk_.answer(reply, reason, today_); }); !moved) return moved;
    const checklist::Standing stands = standing(item, &given);
    if (stands == checklist::Standing::to_do || stands == checklist::Standing::unsure) {
      interlude(advice_page(item, reply, terminal_));
    } else {
      note_ = fmt::format("Saved: {}.", words_of(reply)) + (note_.empty() ? "" : " " + note_);
    }
    return {};
  }

  // Goes to another page, and says so when that begins the round of open ones.
  template <class Step>
  Result<void> move(Step step) {
    const app::Page before = walk_.page();
    if (auto done = step(); !done) return done;
    fresh_ = true;
    const app::Page after = walk_.page();
    const auto* now = std::get_if<app::ItemPage>(&after);
    if (now != nullptr && now->round == app::Round::open_ones &&
        std::get<app::ItemPage>(before).round != app::Round::open_ones) {
      note_ = "That was the last question. Here are those that you left open, once more.";
    }
    return {};
  }

  Result<void> finish() {
    show(finished_page(walk_, terminal_));
    out_ << paragraph("Everything is saved. To see all your answers, or to go through them again, type:",
                      terminal_)
         << paragraph(command(" --list"), terminal_, 2) << paragraph(command(" --review"), terminal_, 2);
    return {};
  }

  Walk& walk_;
  const ChecklistOptions& options_;
  const base::Day today_;
  std::istream& in_;
  std::ostream& out_;
  const Terminal terminal_;
  std::string note_;   // said above the next page
  bool fresh_ = true;  // the page has not been shown yet
  bool stopped_ = false;
};

ordered_json item_json(const app::ItemStanding& row) {
  ordered_json item = {{"id", row.item->id},       {"section", row.item->section},
                       {"title", row.item->title}, {"standing", name(row.standing)},
                       {"reply", nullptr},         {"answered", nullptr}};
  if (row.answer != nullptr) {
    item["reply"] = name(row.answer->reply);
    item["answered"] = base::format_day(row.answer->answered);
  }
  return item;
}

// Reasons are the person's own words, and not for machines.
ordered_json walk_json(const Walk& walk, std::string_view section) {
  const auto shown = [&](std::string_view id) {
    return section.empty() || base::equal_ignoring_case(id, section);
  };
  ordered_json items = ordered_json::array();
  for (const app::ItemStanding& row : walk.standings()) {
    if (shown(row.item->section)) items.push_back(item_json(row));
  }
  ordered_json progress = ordered_json::array();
  for (const checklist::Progress& row : walk.progress()) {
    if (shown(row.section)) {
      progress.push_back({{"section", row.section},
                          {"title", walk.checklist().section(row.section)->title},
                          {"answered", row.answered},
                          {"all", row.all}});
    }
  }
  return {{"schema", 1},
          {"checklist", walk.checklist().id},
          {"version", walk.checklist().version},
          {"device", name(walk.device())},
          {"items", items},
          {"progress", progress}};
}

Result<void> take_over(Walk& walk, const ChecklistOptions& options, base::Day today, std::ostream& out) {
  const auto toml = base::read_file(options.answers_file, std::size_t{1} << 20);
  if (!toml) return toml.error();
  const std::string name = options.answers_file == "-" ? "standard input" : options.answers_file;
  const auto file = checklist::read_answers(*toml, name, walk.checklist(), today);
  if (!file) return file.error();
  if (auto saved = walk.take_over(*file); !saved) return saved;
  if (options.json || options.list) return {};
  const Terminal terminal = terminal_for(out, options.plain);
  out << paragraph(fmt::format("Saved {} {} from {}.", file->answers.size(),
                               file->answers.size() == 1 ? "answer" : "answers", name),
                   terminal)
      << progress_page(walk, terminal);
  if (walk.device() == checklist::Device::school)
    out << paragraph(walk.checklist().device.on_school, terminal);
  return {};
}

Result<Walk> open_walk(const app::House& house, const std::string& id) {
  auto checklist = app::load_checklist(house, id);
  if (!checklist) return checklist.error();
  auto vault = app::open_vault(house);
  if (!vault) return vault.error();
  return Walk::resume(std::move(*vault), std::move(*checklist));
}

Result<void> check_section(const Walk& walk, const std::string& section) {
  std::vector<std::string> ids;
  for (const checklist::Progress& row : walk.progress()) {
    if (section.empty() || base::equal_ignoring_case(row.section, section)) return {};
    ids.push_back(row.section);
  }
  return base::Error{base::ErrorKind::usage, "there is no section \"" + base::for_terminal(section) + "\"",
                     "--section", "write one of: " + base::join(ids, ", ")};
}

// Where a walk begins that does not simply go on.
Result<void> place(Walk& walk, const ChecklistOptions& options) {
  if (options.review) {
    if (auto moved = walk.review(); !moved) return moved;
  }
  return options.section.empty() ? Result<void>{} : walk.go_to_section(options.section);
}

Result<void> run(const app::House& house, const ChecklistOptions& options, std::istream& in,
                 std::ostream& out) {
  auto walk = open_walk(house, options.checklist);
  if (!walk) return walk.error();
  if (auto known = check_section(*walk, options.section); !known) return known;
  if (!options.answers_file.empty()) {
    if (auto taken = take_over(*walk, options, house.today, out); !taken) return taken;
  }
  if (options.json) out << base::write_json(walk_json(*walk, options.section)) << "\n";
  if (options.list && !options.json)
    out << list_page(*walk, options.section, terminal_for(out, options.plain));
  if (options.json || options.list || !options.answers_file.empty()) return {};
  if (auto placed = place(*walk, options); !placed) return placed;
  return Conversation(*walk, options, house.today, in, out).run();
}

}  // namespace

base::ExitCode run_checklist(const app::House& house, const ChecklistOptions& options, std::istream& in,
                             std::ostream& out, std::ostream& err) {
  const auto done = run(house, options, in, out);
  out << std::flush;
  if (done) return base::ExitCode::done;
  err << sentence(done.error()) << "\n";
  return exit_code(done.error().kind);
}

}  // namespace gh::cli
