// What `glasshouse checklist` shows and understands, as text in and text out; the conversation itself is in
// checklist_command.cpp. The same labelled lines serve every reader: a terminal gets them spaced and broken
// to its width, a screen reader gets each label with all that belongs to it on one line.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "app/walk.h"
#include "cli/terminal.h"

namespace gh::cli {

/// What can be asked for while a question is shown.
enum class Command { yes, no, not_sure, does_not_apply, keep, skip, back, help, progress, stop };

/// From a key or the words beside it, in either case: "y", "Yes", "not sure". Nothing for anything else.
std::optional<Command> command_typed(std::string_view line);

/// The answer that a command stands for; nothing for those that only move about.
std::optional<checklist::Reply> reply_of(Command command);

/// An answer in words: "yes", "not sure", "does not apply", "keep it".
std::string_view words_of(checklist::Reply reply);

/// From a key or from the words of the checklist file; "not sure" is the school's.
std::optional<checklist::Device> device_typed(std::string_view line, const checklist::DeviceQuestion& words);

/// Pages. Each ends with a line break and comes without the prompt that follows it.
std::string device_page(const checklist::DeviceQuestion& words, const Terminal& terminal);
std::string item_page(const app::ItemPage& page, const Terminal& terminal);
std::string help_page(const checklist::Item& item, const Terminal& terminal);
std::string advice_page(const checklist::Item& item, checklist::Reply reply, const Terminal& terminal);
std::string progress_page(const app::Walk& walk, const Terminal& terminal);
std::string finished_page(const app::Walk& walk, const Terminal& terminal);

/// Every item and how it stands, a line each; only those of `section` unless that is empty.
std::string list_page(const app::Walk& walk, std::string_view section, const Terminal& terminal);

}  // namespace gh::cli
