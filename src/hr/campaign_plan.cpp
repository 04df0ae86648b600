#include "hr/campaign_plan.h"

#include <fmt/format.h>
#include <optional>

#include "base/definition_file.h"
#include "base/text.h"

namespace gh::hr {
namespace {

using base::Day;
using base::Error;
using base::ErrorKind;
using base::Result;
using std::chrono::days;

constexpr days usual_length{42};

void read_falling_days(base::DefinitionTable& table, std::vector<std::int64_t>& before) {
  if (!table.has("before")) return;
  before = table.integers("before");
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (before[i] >= 1 && before[i] <= 366 && (i == 0 || before[i] < before[i - 1])) continue;
    table.problem("before", "'before' are days before the deadline, falling, like [30, 14, 7, 1]");
    before.clear();
  }
}

std::int64_t read_number(base::DefinitionTable& table, std::string_view key, std::int64_t usual,
                         std::int64_t most) {
  const std::int64_t number = table.integer(key, usual);
  if (number >= 0 && number <= most) return number;
  table.problem(key, fmt::format("'{}' can be 0 to {}", key, most));
  return usual;
}

void read_ladder(base::DefinitionTable root, Ladder& ladder) {
  auto table = root.table("ladder");
  if (!table) return;
  read_falling_days(*table, ladder.before);
  ladder.overdue_weeks = read_number(*table, "overdue_weeks", ladder.overdue_weeks, 26);
  ladder.manager_after_weeks = read_number(*table, "manager_after_weeks", ladder.manager_after_weeks, 26);
}

void read_links(base::DefinitionTable root, std::vector<PolicyLink>& links) {
  for (base::DefinitionTable table : root.tables("link")) {
    links.push_back({table.required_text("title"), table.required_text("url")});
    if (!links.back().url.starts_with("http")) table.problem("url", "'url' must be a whole web address");
  }
}

CampaignPlan read_words(base::DefinitionTable root) {
  CampaignPlan plan;
  if (root.integer("schema", 1) != 1)
    root.problem("schema", "'schema' must be 1: this program reads no other");
  plan.name = root.text("name");
  plan.where = root.text("where");
  plan.when = root.text("when");
  plan.minutes = read_number(root, "minutes", plan.minutes, 600);
  plan.contact = root.text("contact");
  plan.verify_phrase = root.text("verify_phrase");
  plan.languages = root.texts("languages");
  plan.formats = root.texts("formats");
  plan.joiner_days = read_number(root, "joiner_days", plan.joiner_days, 366);
  if (auto checklist = root.table("checklist")) {
    plan.checklist_id = checklist->required_text("id");
    plan.checklist_version = checklist->required_text("version");
    plan.checklist_digest = checklist->text("digest");
  } else {
    root.problem("checklist", "no [checklist]; write its id and version");
  }
  read_links(root, plan.links);
  read_ladder(root, plan.ladder);
  return plan;
}

Result<void> read_calendar_file(const std::filesystem::path& file, SchoolCalendar& calendar) {
  auto definition = base::open_definition(file);
  if (!definition) return definition.error();
  base::DefinitionTable root = definition->root();
  root.integer("schema", 1);
  root.text("title");
  read_calendar(root, calendar);
  if (auto error = definition->error()) return *error;
  return {};
}

Result<void> settle_days(CampaignPlan& plan, Day today) {
  if (plan.opens_on == Day{}) plan.opens_on = today;
  plan.opens_on = on_or_after(plan.calendar, plan.opens_on);
  if (plan.deadline == Day{}) plan.deadline = plan.opens_on + usual_length;
  plan.deadline = on_or_before(plan.calendar, plan.deadline);
  if (plan.opens_on < plan.deadline) return {};
  return Error{ErrorKind::usage,
               fmt::format("the deadline, {}, must come after the opening, {}",
                           base::format_day(plan.deadline), base::format_day(plan.opens_on)),
               "", "choose another --opens or --deadline"};
}

std::string toml_text(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (static_cast<unsigned char>(c) < 0x20)
      out += fmt::format("\\u{:04X}", static_cast<unsigned>(c));
    else
      out += c;
  }
  return out + '"';
}

std::string toml_list(const std::vector<std::string>& texts) {
  std::vector<std::string> all;
  for (const std::string& text : texts) all.push_back(toml_text(text));
  return "[" + base::join(all, ", ") + "]";
}

std::string ranges(std::string_view key, const std::vector<Days>& all) {
  std::string text;
  for (const Days& one : all)
    text += fmt::format("\n[[{}]]\nfirst = {}\nlast = {}\n", key, base::format_day(one.first),
                        base::format_day(one.last));
  return text;
}

}  // namespace

Result<CampaignPlan> read_template(const std::filesystem::path& file, const std::filesystem::path& calendars,
                                   const PlanChoices& choices, Day today) {
  auto definition = base::open_definition(file);
  if (!definition) return definition.error();
  base::DefinitionTable root = definition->root();
  CampaignPlan plan = read_words(root);
  plan.opens_on = choices.opens_on.value_or(root.day("opens_on").value_or(Day{}));
  plan.deadline = choices.deadline.value_or(root.day("deadline").value_or(Day{}));
  const std::vector<std::string> names = root.texts("calendars");
  read_calendar(root, plan.calendar);
  if (auto error = definition->error()) return *error;
  if (!choices.name.empty()) plan.name = choices.name;
  if (plan.name.empty())
    return Error{ErrorKind::usage, "the campaign has no name", file.string(), "give it one, with --name"};
  for (const std::string& name : names) {
    if (name.find('/') != name.npos)
      return Error{ErrorKind::bad_configuration, "a calendar is named without its folder", file.string(), ""};
    if (auto read = read_calendar_file(calendars / (name + ".toml"), plan.calendar); !read)
      return read.error();
  }
  if (auto settled = settle_days(plan, today); !settled) return settled.error();
  return plan;
}

std::string write_plan(const CampaignPlan& plan) {
  std::string text = fmt::format(
      "schema = 1\nname = {}\nwhere = {}\nwhen = {}\nminutes = {}\ncontact = {}\nverify_phrase = {}\n"
      "languages = {}\nformats = {}\njoiner_days = {}\nopens_on = {}\ndeadline = {}\nweekends = {}\n",
      toml_text(plan.name), toml_text(plan.where), toml_text(plan.when), plan.minutes,
      toml_text(plan.contact), toml_text(plan.verify_phrase), toml_list(plan.languages),
      toml_list(plan.formats), plan.joiner_days, base::format_day(plan.opens_on),
      base::format_day(plan.deadline), plan.calendar.weekends);
  text += fmt::format("\n[checklist]\nid = {}\nversion = {}\ndigest = {}\n", toml_text(plan.checklist_id),
                      toml_text(plan.checklist_version), toml_text(plan.checklist_digest));
  text += fmt::format("\n[ladder]\nbefore = [{}]\noverdue_weeks = {}\nmanager_after_weeks = {}\n",
                      fmt::join(plan.ladder.before, ", "), plan.ladder.overdue_weeks,
                      plan.ladder.manager_after_weeks);
  for (const PolicyLink& link : plan.links)
    text += fmt::format("\n[[link]]\ntitle = {}\nurl = {}\n", toml_text(link.title), toml_text(link.url));
  return text + ranges("term", plan.calendar.terms) + ranges("closed", plan.calendar.closed);
}

Result<CampaignPlan> read_plan(const std::string& toml, const std::string& where) {
  base::DefinitionFile definition(toml, where);
  base::DefinitionTable root = definition.root();
  CampaignPlan plan = read_words(root);
  plan.opens_on = root.day("opens_on").value_or(Day{});
  plan.deadline = root.day("deadline").value_or(Day{});
  read_calendar(root, plan.calendar);
  if (auto error = definition.error()) return *error;
  return plan;
}

}  // namespace gh::hr
