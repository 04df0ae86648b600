// `glasshouse-hr receipts`: everything by which a receipt can come in.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <fmt/format.h>
#include <iostream>
#include <thread>

#include "base/text.h"
#include "hr/commands/commands.h"
#include "hr/commands/serving.h"
#include "hr/commands/stopping.h"
#include "hr/receipts/endpoint.h"
#include "hr/receipts/inbox.h"
#include "serve/server.h"

namespace gh::hr {
namespace {

using base::ExitCode;
using base::Result;

struct Typed {
  std::vector<std::filesystem::path> files;
  std::filesystem::path folder;
  std::vector<std::string> codes, papers;
  std::string on;  // the day of a slip of paper
  int watch = 0;   // seconds between two looks at the folder; 0: one look
  int quiet = 2;   // seconds
  Listen listen{"127.0.0.1:8477"};
};

/// Whose it is, for the officer.
Result<std::string> address_of(Ledger& ledger, std::int64_t assignment) {
  const auto rows =
      ledger.rows("SELECT p.address FROM assignments a JOIN people p ON p.id = a.person WHERE a.id = :id", 1,
                  {{"id", assignment}}, [](const Row& row) { return row.text(0); });
  if (!rows) return rows.error();
  return rows->empty() ? std::string() : rows->front();
}

bool is_good(Verdict verdict) { return verdict == Verdict::taken || verdict == Verdict::already_taken; }

Result<Answer> tell(Ledger& ledger, const std::vector<Handed>& all) {
  Answer answer;
  answer.json["receipts"] = ordered_json::array();
  std::int64_t taken = 0;
  for (const Handed& one : all) {
    const auto address = address_of(ledger, one.taken.assignment);
    if (!address) return address.error();
    taken += one.taken.verdict == Verdict::taken;
    if (!is_good(one.taken.verdict)) answer.code = ExitCode::partly_unchecked;
    answer.json["receipts"].push_back(
        {{"where", one.where}, {"verdict", name(one.taken.verdict)}, {"address", *address}});
    answer.text += fmt::format("{}{}: {}\n", base::for_terminal(one.where),
                               address->empty() ? "" : " (" + *address + ")", sentence(one.taken.verdict));
  }
  answer.json["taken"] = taken;
  answer.text += counted(taken, "receipt was taken.\n", "receipts were taken.\n");
  return answer;
}

using All = std::vector<Handed>;

Result<void> add_to(All& all, Result<All> some) {
  if (!some) return some.error();
  all.insert(all.end(), some->begin(), some->end());
  return {};
}

Result<void> take_typed(Ledger& ledger, const Setting& setting, const Typed& typed, All& all) {
  for (const auto& file : typed.files) {
    if (auto done = add_to(all, take_file(ledger, file, setting.today)); !done) return done;
  }
  for (const std::string& code : typed.codes) {
    if (auto done = add_to(all, take_text(ledger, code, "the code", "code", setting.today)); !done)
      return done;
  }
  base::Day completed = setting.today;
  if (!typed.on.empty()) {
    const auto day = day_typed(typed.on, "--on");
    if (!day) return day.error();
    completed = *day;
  }
  for (const std::string& code : typed.papers) {
    const auto taken = take_paper(ledger, code, completed, setting.today);
    if (!taken) return taken.error();
    all.push_back({"the slip", *taken});
  }
  return {};
}

/// One look, or one after the other until somebody stops us; then what came is told as it comes.
Result<void> look_into_folder(Ledger& ledger, const Setting& setting, const Typed& typed, All& all) {
  while (true) {
    auto some = take_folder(ledger, typed.folder, std::chrono::seconds(typed.quiet), setting.today);
    if (!some) return some.error();
    if (typed.watch > 0) {
      for (const Handed& one : *some)
        std::cerr << base::for_terminal(one.where) << ": " << sentence(one.taken.verdict) << std::endl;
    }
    if (auto done = add_to(all, std::move(some)); !done) return done;
    for (int second = 0; second < typed.watch && !was_stopped(); ++second)
      std::this_thread::sleep_for(std::chrono::seconds(1));
    if (typed.watch == 0 || was_stopped()) return {};
  }
}

Result<Answer> take(const Setting& setting, const Typed& typed) {
  if (typed.files.empty() && typed.folder.empty() && typed.codes.empty() && typed.papers.empty())
    return base::Error{base::ErrorKind::usage, "there is nothing to take", "",
                       "name files, or write --folder, --code or --paper"};
  if (typed.watch > 0) stop_in_good_order();
  return with_ledger(setting, [&](Ledger& ledger) -> Result<Answer> {
    All all;
    if (auto done = take_typed(ledger, setting, typed, all); !done) return done.error();
    if (!typed.folder.empty()) {
      if (auto done = look_into_folder(ledger, setting, typed, all); !done) return done.error();
    }
    const auto taken = std::count_if(all.begin(), all.end(),
                                     [](const Handed& one) { return one.taken.verdict == Verdict::taken; });
    if (auto noted = note_done(ledger, setting, "receipts take", counted(taken, "receipt", "receipts"));
        !noted)
      return noted.error();
    return tell(ledger, all);
  });
}

Result<Answer> listen(const Setting& setting, const Typed& typed) {
  auto options = serving(typed.listen);
  if (!options) return options.error();
  options->max_body_bytes = std::size_t{64} << 10;
  options->posts = {500, 120};  // a school's staff may all come from one address
  return with_ledger(setting, [&](Ledger& ledger) -> Result<Answer> {
    // --today is for tests; in life the day goes on while we run.
    const base::Day began = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
    const std::function<base::Day()> today = [&setting, began] {
      return setting.today +
             (std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()) - began);
    };
    auto server = serve::Server::listen(*options, serve::routed(receipt_routes(ledger, today)));
    if (!server) return server.error();
    std::cerr << fmt::format("Receipts are taken at {}:{}/receipts, by POST only. Stop with Ctrl-C.\n",
                             options->address, server->port())
              << std::flush;
    server->run();
    return Answer{};
  });
}

}  // namespace

void add_receipts(CLI::App& app, Work& chosen) {
  CLI::App* receipts = app.add_subcommand("receipts", "Take in who is done");
  receipts->require_subcommand(1);
  receipts->footer(
      "Examples:\n"
      "  glasshouse-hr receipts take mail.eml receipt.txt\n"
      "  glasshouse-hr receipts take --folder /srv/receipts --watch 10\n"
      "  glasshouse-hr receipts take --paper 7K3M-9QW2-ZX5T --on 2026-11-20\n"
      "  glasshouse-hr receipts serve --host hr.example.org --behind-proxy");
  const auto typed = std::make_shared<Typed>();
  CLI::App* taken = receipts->add_subcommand("take", "From files, a folder, pasted codes or slips of paper");
  taken->add_option("FILE", typed->files,
                    "Receipts, mails with receipts, texts with many; - for standard input");
  taken->add_option("--folder", typed->folder, "Take every file there and move it to taken/ or refused/");
  taken->add_option("--watch", typed->watch, "Look again every so many seconds, until stopped")
      ->check(CLI::Range(1, 86'400));
  taken->add_option("--quiet", typed->quiet, "Leave files that were changed in the last seconds (2)")
      ->check(CLI::Range(0, 3'600));
  taken->add_option("--code", typed->codes, "A receipt's code, pasted");
  taken->add_option("--paper", typed->papers, "The short code on a slip of paper");
  taken->add_option("--on", typed->on, "The day that the slip says; today when left out");
  taken->callback(
      [&chosen, typed] { chosen = [typed](const Setting& setting) { return take(setting, *typed); }; });
  CLI::App* served = receipts->add_subcommand("serve", "A place to post receipts to, for your reverse proxy");
  add_listen(*served, typed->listen);
  served->callback(
      [&chosen, typed] { chosen = [typed](const Setting& setting) { return listen(setting, *typed); }; });
}

}  // namespace gh::hr
