// The list of staff as a file: looked at first, then taken in. Between the two the file is kept by the
// browser, in the form, so what was looked at is what is taken in, and nothing of it stays here.
#include <fmt/format.h>

#include "base/base64.h"
#include "base/text.h"
#include "hr/desk/place.h"
#include "hr/roster_import.h"
#include "hr/roster_report.h"

namespace gh::hr {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

constexpr std::size_t named = 50;  // of each list
// In the form that comes back its Base64 is a third longer, which must fit into a body
// (hr/commands/desk.cpp).
constexpr std::size_t longest_file = std::size_t{12} << 20;

// What was chosen just now, or what was looked at before.
Result<RosterSource> source_of(const Visit& visit) {
  for (const serve::Upload& upload : visit.uploads) {
    if (upload.field != "file") continue;
    if (upload.bytes.size() > longest_file)
      return Error{ErrorKind::usage, "this file is larger than 12 MB", upload.name,
                   "take it in with glasshouse-hr roster import"};
    return RosterSource{upload.name, visit.typed("preset"), {}, upload.bytes};
  }
  std::string kept = base::from_base64(visit.typed("kept"));
  if (kept.empty())
    return Error{ErrorKind::usage, "there is no file to read", "file", "choose the CSV file of your staff"};
  return RosterSource{visit.typed("name"), visit.typed("preset"), {}, std::move(kept)};
}

Result<ImportOptions> options_of(const Visit& visit) {
  auto source = source_of(visit);
  if (!source) return source.error();
  ImportOptions options{std::move(*source), visit.typed("sure") != "yes", visit.typed("add_only") == "yes",
                        std::nullopt, named};
  const std::string leavers = visit.typed("leavers");
  if (leavers.empty()) return options;
  if (leavers.size() > 9 || leavers.find_first_not_of("0123456789") != std::string::npos)
    return Error{ErrorKind::usage, "\"" + leavers + "\" is no number of people", "leavers",
                 "type how many leave, in digits"};
  options.leavers = std::stoll(leavers);
  return options;
}

Result<View> page(const Visit& visit) {
  View view{"roster", "The list of staff"};
  view.values["presets"] = ordered_json::array();
  const auto presets = roster_presets(visit.setting.share);
  if (!presets) return presets.error();
  for (const RosterPreset& one : *presets)
    view.values["presets"].push_back({{"id", one.id}, {"title", one.title}});
  return view;
}

Result<Deed> take(const Visit& visit) {
  const auto options = options_of(visit);
  if (!options) return options.error();
  const auto import = import_roster(visit.ledger, visit.setting.share, *options, visit.setting.today);
  if (!import) return import.error();
  auto view = page(visit);
  if (!view) return view.error();
  const std::string name = options->source.file.string();
  view->values["read"] = true;
  view->values["groups"] = groups_of(render_text(import->roster, name) + render_text(*import));
  view->values["kept"] =
      options->dry_run ? ordered_json{{"bytes", base::base64(*options->source.bytes)},
                                      {"name", name},
                                      {"preset", options->source.preset},
                                      {"add_only", options->add_only ? "yes" : ""},
                                      {"leavers", options->leavers ? std::to_string(*options->leavers) : ""}}
                       : ordered_json(false);
  return Deed{.subject = counted(import->people, "person", "people"),
              .next = "/people",
              .view = std::move(*view),
              .changed = import->applied};
}

}  // namespace

std::vector<Place> roster_places() {
  return {{.path = "/people/roster", .show = page},
          {.path = "/people/roster", .act = "roster import", .deed = take}};
}

}  // namespace gh::hr
