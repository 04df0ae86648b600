#include "cli/checklist_pages.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "base/text.h"

namespace gh::cli {
namespace {

using checklist::Reply;
using checklist::Standing;

struct KeyRow {
  Command command;
  std::string_view key;
  std::string_view words;                // shown beside the key, and understood
  std::array<std::string_view, 4> also;  // understood
  std::optional<Reply> reply;
};

// In the order in which they are shown.
constexpr std::array<KeyRow, 10> keys = {{
    {Command::yes, "y", "yes", {}, Reply::yes},
    {Command::no, "n", "no", {}, Reply::no},
    {Command::not_sure,
     "u",
     "not sure",
     {"unsure", "i am not sure", "don't know", "not_sure"},
     Reply::not_sure},
    {Command::does_not_apply,
     "a",
     "does not apply",
     {"n/a", "not applicable", "does_not_apply"},
     Reply::does_not_apply},
    {Command::keep, "k", "keep it and say why", {"keep", "keep it"}, Reply::keep},
    {Command::skip, "s", "skip", {}, std::nullopt},
    {Command::back, "b", "back", {}, std::nullopt},
    {Command::help, "?", "more help", {"h", "help", "more"}, std::nullopt},
    {Command::progress, "p", "progress by section", {"progress"}, std::nullopt},
    {Command::stop, "q", "stop", {"quit", "exit", "bye"}, std::nullopt},
}};

struct StandingRow {
  Standing standing;
  std::string_view words;
};

// In the order of the summary.
constexpr std::array<StandingRow, 6> standings = {{
    {Standing::good, "nothing to do"},
    {Standing::to_do, "to do"},
    {Standing::unsure, "not sure"},
    {Standing::kept, "kept"},
    {Standing::not_applicable, "does not apply"},
    {Standing::open, "open"},
}};

std::string_view standing_words(Standing standing) {
  return std::find_if(standings.begin(), standings.end(),
                      [&](const auto& row) { return row.standing == standing; })
      ->words;
}

// What was typed, without what people add or lose on the way: case, curly apostrophes, a full stop.
std::string typed(std::string_view line) {
  std::string words = base::collapse_blanks(base::fold(line));
  while (words.size() > 1 && words.back() == '.') words.pop_back();
  return words;
}

bool is_plain(const Terminal& terminal) { return terminal.columns == 0; }

// Room between two parts of a page; a screen reader would read it out as "blank".
std::string gap(const Terminal& terminal) { return is_plain(terminal) ? "" : "\n"; }

std::string labelled(std::string_view label, std::string_view text, const Terminal& terminal) {
  if (text.empty()) return "";
  return paragraph(fmt::format("{}: {}", label, text), terminal) + gap(terminal);
}

// Bold goes around whole lines, after they have been made harmless and broken.
std::string heading(std::string_view text, const Terminal& terminal) {
  std::string all;
  const std::string lines = paragraph(text, terminal);
  for (std::string_view line : base::split(lines, '\n')) {
    if (!line.empty()) all += strong(line, terminal) + "\n";
  }
  return all;
}

std::string key_lines(bool answered, const Terminal& terminal) {
  std::vector<std::string> answers, moves;
  for (const KeyRow& row : keys) {
    (row.reply ? answers : moves).push_back(fmt::format("{} {}", row.key, row.words));
  }
  const std::string_view enter =
      answered ? "Enter alone leaves your answer as it is." : "Press Enter after each.";
  return paragraph(fmt::format("Answers: {}.", base::join(answers, ", ")), terminal) +
         paragraph(fmt::format("Other keys: {}. {}", base::join(moves, ", "), enter), terminal);
}

std::string earlier_words(const checklist::Answer& earlier) {
  std::string words = fmt::format("{}, on {}", words_of(earlier.reply), base::spell_day(earlier.answered));
  if (!earlier.reason.empty()) words += ", because: " + earlier.reason;
  return words;
}

int count_of(Standing standing, const std::vector<app::ItemStanding>& rows) {
  return static_cast<int>(
      std::count_if(rows.begin(), rows.end(), [&](const auto& row) { return row.standing == standing; }));
}

std::string titles_of(Standing standing, std::string_view label, const std::vector<app::ItemStanding>& rows,
                      const Terminal& terminal) {
  if (count_of(standing, rows) == 0) return "";
  std::string all = paragraph(fmt::format("{}:", label), terminal);
  for (const app::ItemStanding& row : rows) {
    if (row.standing == standing) all += paragraph(row.item->id + " " + row.item->title, terminal, 2);
  }
  return all + gap(terminal);
}

std::string list_line(const app::ItemStanding& row, const Terminal& terminal) {
  std::string_view words = standing_words(row.standing);
  const std::string reason =
      row.standing == Standing::kept ? " (kept because: " + row.answer->reason + ")" : "";
  if (is_plain(terminal)) {
    return paragraph(fmt::format("{}, {}: {}{}", row.item->id, words, row.item->title, reason), terminal);
  }
  // The columns are part of the line, so they are put before what may be broken.
  const std::string lines = paragraph(row.item->title + reason, terminal, 26);
  return fmt::format("  {:<8}{:<16}", base::for_terminal(row.item->id), words) +
         lines.substr(std::min<std::size_t>(26, lines.size()));
}

}  // namespace

std::optional<Command> command_typed(std::string_view line) {
  const std::string words = typed(line);
  if (words.empty()) return std::nullopt;
  for (const KeyRow& row : keys) {
    const bool also = std::find(row.also.begin(), row.also.end(), words) != row.also.end();
    if (words == row.key || words == row.words || also) return row.command;
  }
  return std::nullopt;
}

std::optional<Reply> reply_of(Command command) {
  return std::find_if(keys.begin(), keys.end(), [&](const KeyRow& row) { return row.command == command; })
      ->reply;
}

std::string_view words_of(Reply reply) {
  if (reply == Reply::keep) return "keep it";
  return std::find_if(keys.begin(), keys.end(), [&](const KeyRow& row) { return row.reply == reply; })->words;
}

std::optional<checklist::Device> device_typed(std::string_view line, const checklist::DeviceQuestion& words) {
  const std::string said = typed(line);
  const auto is_one_of = [&](std::initializer_list<std::string> all) {
    return std::find(all.begin(), all.end(), said) != all.end();
  };
  if (is_one_of({"m", "mine", "my own", "own", typed(words.own)})) return checklist::Device::own;
  if (is_one_of({"s", "school", "the school's", typed(words.school)})) return checklist::Device::school;
  if (is_one_of({"u", "not sure", "unsure", typed(words.unsure)})) return checklist::Device::school;
  return std::nullopt;
}

std::string device_page(const checklist::DeviceQuestion& words, const Terminal& terminal) {
  return heading("First of all", terminal) + gap(terminal) + paragraph(words.question, terminal) +
         gap(terminal) + labelled("Why", words.why, terminal) +
         paragraph(fmt::format("Answers: m {}, s {}, u {}. Other keys: q stop. Press Enter after each.",
                               words.own, words.school, words.unsure),
                   terminal);
}

std::string item_page(const app::ItemPage& page, const Terminal& terminal) {
  const checklist::Item& item = *page.item;
  std::string text =
      heading(fmt::format("{}, {} of {}", page.section->title, page.number_in_section, page.all_in_section),
              terminal);
  if (page.number_in_section == 1 && !page.section->intro.empty()) {
    text += paragraph(page.section->intro, terminal) + gap(terminal);
  }
  text += heading(fmt::format("Question {} of {}: {}", page.number, page.all, item.title), terminal) +
          gap(terminal);
  text += paragraph(item.question, terminal) + gap(terminal);
  text += labelled("Why", item.why, terminal);
  if (page.earlier) text += labelled("Your answer so far", earlier_words(*page.earlier), terminal);
  return text + key_lines(page.earlier.has_value(), terminal);
}

std::string help_page(const checklist::Item& item, const Terminal& terminal) {
  return heading(fmt::format("More about {}: {}", item.id, item.title), terminal) + gap(terminal) +
         labelled("Why it matters", item.why, terminal) + labelled("What to do", item.advice, terminal) +
         labelled("What may happen", item.risk, terminal) + labelled("Good to know", item.help, terminal) +
         labelled("The policy", item.clause, terminal) +
         paragraph(
             fmt::format(
                 "The answer that leaves nothing to do is {}. Type the name of a question, like {}, to go "
                 "to it.",
                 item.good, item.id),
             terminal);
}

std::string advice_page(const checklist::Item& item, Reply reply, const Terminal& terminal) {
  return heading(fmt::format("Saved: {}", words_of(reply)), terminal) + gap(terminal) +
         labelled(reply == Reply::not_sure ? "How to find out, and what to do" : "What to do", item.advice,
                  terminal);
}

std::string progress_page(const app::Walk& walk, const Terminal& terminal) {
  std::string text = heading("Answered so far", terminal);
  for (const checklist::Progress& row : walk.progress()) {
    text += paragraph(
        fmt::format("{}: {} of {}", walk.checklist().section(row.section)->title, row.answered, row.all),
        terminal);
  }
  return text + gap(terminal);
}

std::string finished_page(const app::Walk& walk, const Terminal& terminal) {
  const std::vector<app::ItemStanding> rows = walk.standings();
  std::string counts;
  for (const auto& [standing, words] : standings) {
    const int count = count_of(standing, rows);
    if (count != 0) counts += fmt::format("{}{}: {}", counts.empty() ? "" : ", ", words, count);
  }
  return heading(fmt::format("You have been through all {} questions", rows.size()), terminal) +
         gap(terminal) + labelled("Your answers", counts, terminal) +
         titles_of(Standing::to_do, "To do", rows, terminal) +
         titles_of(Standing::unsure, "To find out", rows, terminal) +
         titles_of(Standing::open, "Still open", rows, terminal);
}

std::string list_page(const app::Walk& walk, std::string_view section, const Terminal& terminal) {
  std::string text;
  const checklist::Section* last = nullptr;
  for (const app::ItemStanding& row : walk.standings()) {
    if (!section.empty() && !base::equal_ignoring_case(row.item->section, section)) continue;
    if (row.section != last)
      text += (last == nullptr ? "" : gap(terminal)) + heading(row.section->title, terminal);
    last = row.section;
    text += list_line(row, terminal);
  }
  return text;
}

}  // namespace gh::cli
