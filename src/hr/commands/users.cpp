// `glasshouse-hr users`: who may log in to the dashboard; `glasshouse-hr acts`: who did what.
#include "hr/users.h"

#include <CLI/CLI.hpp>
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <iostream>
#include <termios.h>
#include <unistd.h>

#include "base/text.h"
#include "hr/act_log.h"
#include "hr/commands/commands.h"

namespace gh::hr {
namespace {

using base::Error;
using base::ErrorKind;
using base::ExitCode;
using base::Result;

struct Typed {
  std::string name, role = "officer";
  bool check = false;
  std::size_t most = 50;
};

// What is typed is not shown.
class QuietTerminal {
 public:
  QuietTerminal() : is_terminal_(::tcgetattr(STDIN_FILENO, &before_) == 0) {
    if (!is_terminal_) return;
    termios quiet = before_;
    quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    ::tcsetattr(STDIN_FILENO, TCSANOW, &quiet);
  }
  ~QuietTerminal() {
    if (is_terminal_) ::tcsetattr(STDIN_FILENO, TCSANOW, &before_);
  }
  QuietTerminal(const QuietTerminal&) = delete;
  QuietTerminal& operator=(const QuietTerminal&) = delete;

  std::string ask(std::string_view question) const {
    if (is_terminal_) std::cerr << question << std::flush;
    std::string line;
    std::getline(std::cin, line);
    if (is_terminal_) std::cerr << "\n";
    if (line.ends_with('\r')) line.pop_back();
    return line;
  }
  bool is_terminal() const { return is_terminal_; }

 private:
  termios before_{};
  bool is_terminal_;
};

// Twice on a terminal; one line of standard input else. Never an option: those can be seen by others.
Result<std::string> passphrase_typed() {
  const QuietTerminal terminal;
  const std::string first =
      terminal.ask(fmt::format("Passphrase, {} characters or more: ", shortest_passphrase));
  if (terminal.is_terminal() && terminal.ask("The same again: ") != first)
    return Error{ErrorKind::usage, "the two are not the same", "", "nothing was changed; try again"};
  return first;
}

Result<Answer> add(const Setting& setting, const Typed& typed) {
  const auto passphrase = passphrase_typed();
  if (!passphrase) return passphrase.error();
  const UserRole role = user_role_from(typed.role).value_or(UserRole::viewer);
  return with_act(setting, "users add", [&](Ledger& ledger) -> Result<Acted> {
    if (auto added = add_user(ledger, {typed.name, role}, *passphrase); !added) return added.error();
    return Acted{{{{"user", typed.name}, {"role", words_of(role)}},
                  fmt::format("{} may log in as {}.\n", base::for_terminal(typed.name), words_of(role))},
                 fmt::format("user {}, {}", typed.name, words_of(role))};
  });
}

Result<Answer> set(const Setting& setting, const Typed& typed) {
  const auto passphrase = passphrase_typed();
  if (!passphrase) return passphrase.error();
  return with_act(setting, "users passphrase", [&](Ledger& ledger) -> Result<Acted> {
    if (auto done = set_passphrase(ledger, typed.name, *passphrase); !done) return done.error();
    return Acted{
        {{{"user", typed.name}}, fmt::format("{} has another passphrase.\n", base::for_terminal(typed.name))},
        "user " + typed.name};
  });
}

Result<Answer> remove(const Setting& setting, const Typed& typed) {
  return with_act(setting, "users remove", [&](Ledger& ledger) -> Result<Acted> {
    const auto gone = remove_user(ledger, typed.name);
    if (!gone) return gone.error();
    if (!*gone)
      return Error{ErrorKind::no_input, "there is no user of this name", base::for_terminal(typed.name),
                   "see `glasshouse-hr users list`"};
    return Acted{
        {{{"user", typed.name}},
         fmt::format("{} may not log in any more. A dashboard that is open ends with the next page.\n",
                     base::for_terminal(typed.name))},
        "user " + typed.name};
  });
}

Result<Answer> list(Ledger& ledger) {
  const auto all = users(ledger);
  if (!all) return all.error();
  Answer answer;
  answer.json["users"] = ordered_json::array();
  for (const User& user : *all) {
    answer.json["users"].push_back({{"user", user.name}, {"role", words_of(user.role)}});
    answer.text += fmt::format("{}, {}\n", base::for_terminal(user.name), words_of(user.role));
  }
  if (all->empty()) answer.text = "Nobody may log in yet; `glasshouse-hr users add NAME` changes that.\n";
  return answer;
}

Result<Answer> check(Ledger& ledger) {
  const auto chain = check_acts(ledger);
  if (!chain) return chain.error();
  Answer answer;
  answer.json = {{"acts", chain->acts},
                 {"whole", !chain->broken.has_value()},
                 {"broken", chain->broken ? ordered_json(*chain->broken) : ordered_json(nullptr)},
                 {"last", chain->last}};
  if (chain->broken) {
    answer.code = ExitCode::partly_unchecked;
    answer.text = fmt::format(
        "The chain breaks at act {}: it or one before it was altered, taken out or slipped in. The {} before "
        "it hold.\n",
        *chain->broken, grouped(chain->acts));
  } else {
    answer.text = fmt::format("{}, and the chain holds. Its last hash, to keep elsewhere:\n{}\n",
                              counted(chain->acts, "act", "acts"), chain->last);
  }
  return answer;
}

Result<Answer> show_acts(Ledger& ledger, std::size_t most) {
  const auto all = acts(ledger, most);
  if (!all) return all.error();
  Answer answer;
  answer.json["acts"] = ordered_json::array();
  for (const Act& act : *all) {
    answer.json["acts"].push_back({{"id", act.id},
                                   {"at", act.at},
                                   {"who", act.who},
                                   {"act", act.act},
                                   {"subject", act.subject},
                                   {"hash", act.hash}});
    answer.text +=
        fmt::format("{:>6}  {:%Y-%m-%d %H:%M} UTC  {}: {}{}\n", act.id,
                    std::chrono::sys_seconds(std::chrono::seconds(act.at)), base::for_terminal(act.who),
                    act.act, act.subject.empty() ? "" : " (" + base::for_terminal(act.subject) + ")");
  }
  if (all->empty()) answer.text = "Nothing was done yet.\n";
  return answer;
}

}  // namespace

void add_users(CLI::App& app, Work& chosen) {
  const auto typed = std::make_shared<Typed>();
  CLI::App* group = app.add_subcommand("users", "Who may log in to the dashboard");
  group->require_subcommand(1);
  group->footer(
      "The passphrase is asked for, and not shown; or is the first line of standard input.\n"
      "Examples:\n"
      "  glasshouse-hr users add mina.okafor\n"
      "  glasshouse-hr users add board --role viewer     sees the figures, and no name");
  const auto add_command = [&](const char* name, const char* what, auto work) {
    CLI::App* command = group->add_subcommand(name, what);
    command->add_option("NAME", typed->name, "What they log in as")->required();
    command->callback([&chosen, typed, work] {
      chosen = [typed, work](const Setting& setting) { return work(setting, *typed); };
    });
    return command;
  };
  add_command("add", "Let somebody in", add)
      ->add_option("--role", typed->role, "officer: everything; viewer: the figures alone")
      ->check(CLI::IsMember({"officer", "viewer"}))
      ->capture_default_str();
  add_command("passphrase", "Give them another passphrase", set);
  add_command("remove", "Let them in no more", remove);
  CLI::App* listed = group->add_subcommand("list", "All of them");
  listed->callback([&chosen] { chosen = [](const Setting& setting) { return with_ledger(setting, list); }; });
}

void add_acts(CLI::App& app, Work& chosen) {
  const auto typed = std::make_shared<Typed>();
  CLI::App* command = app.add_subcommand("acts", "Who did what, when: the latest first");
  command->footer(
      "Every line carries a hash of itself and of the line before. Whoever keeps the last hash elsewhere "
      "can\n"
      "tell later whether the log was written anew.");
  command->add_option("--limit", typed->most, "At most so many (50)");
  command->add_flag("--check", typed->check, "Does the chain hold?");
  command->callback([&chosen, typed] {
    chosen = [typed](const Setting& setting) {
      return with_ledger(setting, [&](Ledger& ledger) {
        return typed->check ? check(ledger) : show_acts(ledger, typed->most);
      });
    };
  });
}

}  // namespace gh::hr
