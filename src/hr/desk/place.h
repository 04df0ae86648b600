// The places of the dashboard: what is shown at each, what can be done there, and who may. A place calls the
// same functions as the command of its name; it writes no SQL and no HTML.
#pragma once

#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "hr/answer.h"
#include "hr/ledger.h"
#include "hr/users.h"
#include "serve/http.h"

namespace gh::hr {

/// Somebody who is logged in, at one place.
struct Visit {
  Ledger& ledger;
  Setting setting;  // its `who` is the user's name
  const User& user;
  const serve::Request& request;
  std::map<std::string, std::string> form = {};  // of a POST
  std::vector<serve::Upload> uploads = {};       // that came with it

  /// What was typed into a field, of the form or of the address, without blanks at its ends.
  std::string typed(const std::string& field) const;

  /// The number in the path. err: no_input for what is none
  base::Result<std::int64_t> number() const;

  /// A day in a field; nothing for an empty one. err: usage for what is no day
  base::Result<std::optional<base::Day>> day(const std::string& field) const;
};

/// A page: the name of its template in data/hr/web, and its values.
struct View {
  std::string page;
  std::string title;
  ordered_json values = ordered_json::object();
};

struct Download {
  std::string content_type;
  std::string name;  // to save it under; empty for what a page shows
  std::string bytes;
};

/// What was done: for the log of acts, and where to go on. `subject` names nobody.
struct Deed {
  std::string subject;
  std::string next;               // a path of ours
  std::optional<View> view = {};  // to be shown at once instead
  bool changed = true;            // false: it only looked, and is not noted
};

using Show = std::function<base::Result<View>(const Visit&)>;
using Fetch = std::function<base::Result<Download>(const Visit&)>;
using DoDeed = std::function<base::Result<Deed>(const Visit&)>;

/// One of `show`, `fetch` and `deed` is there.
struct Place {
  std::string path;  // as in serve/routes.h
  UserRole least = UserRole::officer;
  Show show = {};
  Fetch fetch = {};
  std::string act = {};  // what the log of acts calls the deed
  DoDeed deed = {};
};

/// A tab of the dashboard.
struct Tab {
  std::string path, title;
  UserRole least = UserRole::officer;
};

/// Lines of text as headings and what stands below each, which is indented.
ordered_json groups_of(std::string_view text);

std::vector<Place> campaign_places();
std::vector<Place> people_places();
std::vector<Place> roster_places();
std::vector<Place> receipt_places();
std::vector<Place> figure_places();
std::vector<Place> note_places();

/// All of them, the tabs' own pages first.
std::vector<Place> desk_places();
const std::vector<Tab>& desk_tabs();

}  // namespace gh::hr
