#include "hr/figures.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <unordered_map>

#include "hr/address.h"

namespace gh::hr {
namespace {

using base::Day;
using base::Error;
using base::ErrorKind;
using base::Result;

// A table with the name that it is kept under, and which of its two columns may be shown this week.
struct Cut {
  std::string name;
  Table table;
  bool asked = true, done = true;

  bool shown() const { return asked || done; }
  void show_what_may_be() {
    for (Line& line : table.lines) {
      if (!asked) line.asked = std::nullopt;
      if (!done) line.done = std::nullopt;
    }
  }
};

struct Count {
  std::int64_t school, role, asked, done;
};

class Freezer {
 public:
  Freezer(Ledger& ledger, const Campaign& campaign, Day today)
      : ledger_(ledger), campaign_(campaign), today_(today), week_(week_of(today)) {}

  Result<bool> is_frozen(const std::string& cut) {
    const auto rows = ledger_.number(
        "SELECT COUNT(*) FROM snapshot_bounds WHERE campaign = :campaign AND week >= :week AND cut = :cut",
        {{"campaign", campaign_.id}, {"week", value_of(week_)}, {"cut", cut}});
    if (!rows) return rows.error();
    return rows->value_or(0) > 0;
  }

  Result<void> freeze_week() {
    const auto counts = ledger_.rows(
        "SELECT school, role, COUNT(*), CAST(SUM(CASE WHEN state = 'done' THEN 1 ELSE 0 END) AS BIGINT) "
        "FROM assignments WHERE campaign = :campaign AND asked_on = :opens GROUP BY school, role",
        4, {{"campaign", campaign_.id}, {"opens", value_of(campaign_.plan.opens_on)}}, [](const Row& row) {
          return Count{row.integer(0), row.integer(1), row.integer(2), row.integer(3)};
        });
    if (!counts) return counts.error();
    Cut school{"school", {}}, role{"role", {}}, total{"total", {}};
    std::unordered_map<std::int64_t, Group> by_school, by_role;
    Group all{"All", 0, 0};
    for (const Count& count : *counts) {
      for (Group* group : {&by_school[count.school], &by_role[count.role], &all}) {
        group->asked += count.asked;
        group->done += count.done;
      }
    }
    if (auto read = tabulate(by_school, "schools", school.table); !read) return read;
    if (auto read = tabulate(by_role, "roles", role.table); !read) return read;
    total.table = suppress_total(all);
    // The headline goes before the table by role, when not both can be shown.
    total.asked = total.table.lines.front().asked && tells_nothing(total.table.asked, school.table.asked);
    total.done = total.table.lines.front().done && tells_nothing(total.table.done, school.table.done);
    role.asked = agree(role.table.asked, school.table.asked) &&
                 (!total.asked || tells_nothing(total.table.asked, role.table.asked));
    role.done = agree(role.table.done, school.table.done) &&
                (!total.done || tells_nothing(total.table.done, role.table.done));
    for (Cut* cut : {&school, &role, &total}) {
      if (auto kept = keep(*cut); !kept) return kept;
    }
    return {};
  }

  // A table of the officer's own against those of the week.
  Result<void> freeze_view(const std::string& name, const std::vector<Group>& groups) {
    Cut view{name, suppress(groups)};
    const auto bounds = ledger_.rows(
        "SELECT cut, measure, lowest, highest, widest FROM snapshot_bounds WHERE campaign = :campaign AND "
        "week = "
        ":week AND published = 1",
        5, {{"campaign", campaign_.id}, {"week", value_of(week_)}}, [](const Row& row) {
          return std::tuple(row.text(0) != "total", row.text(1) == "done",
                            Bounds{row.integer(2), row.integer(3), row.integer(4)});
        });
    if (!bounds) return bounds.error();
    for (const auto& [is_table, is_done, other] : *bounds) {
      const Bounds& own = is_done ? view.table.done : view.table.asked;
      bool& shown = is_done ? view.done : view.asked;
      shown = shown && tells_nothing(other, own) && (!is_table || tells_nothing(own, other));
    }
    return keep(view);
  }

 private:
  static bool agree(const Bounds& a, const Bounds& b) { return tells_nothing(a, b) && tells_nothing(b, a); }

  Result<void> tabulate(const std::unordered_map<std::int64_t, Group>& counts, std::string_view names,
                        Table& table) {
    auto named = ledger_.rows(fmt::format("SELECT id, name FROM {} ORDER BY name, id", names), 2, {},
                              [](const Row& row) { return std::pair(row.integer(0), row.text(1)); });
    if (!named) return named.error();
    std::vector<Group> groups;
    for (auto& [id, label] : *named) {
      const auto count = counts.find(id);
      if (count == counts.end()) continue;
      groups.push_back(
          {label.empty() ? "(none given)" : std::move(label), count->second.asked, count->second.done});
    }
    table = suppress(groups);
    return {};
  }

  Result<void> keep(Cut& cut) {
    cut.show_what_may_be();
    if (cut.shown()) {
      if (auto kept = keep_lines(cut); !kept) return kept;
    }
    for (const auto& [measure, bounds, shown] :
         {std::tuple("asked", cut.table.asked, cut.asked), std::tuple("done", cut.table.done, cut.done)}) {
      const auto kept = ledger_.run(
          "INSERT INTO snapshot_bounds (campaign, week, cut, measure, lowest, highest, widest, published) "
          "VALUES (:campaign, :week, :cut, :measure, :lowest, :highest, :widest, :published)",
          {{"campaign", campaign_.id},
           {"week", value_of(week_)},
           {"cut", cut.name},
           {"measure", measure},
           {"lowest", bounds.lowest},
           {"highest", bounds.highest},
           {"widest", bounds.widest},
           {"published", std::int64_t{shown}}});
      if (!kept) return kept.error();
    }
    return {};
  }

  Result<void> keep_lines(const Cut& cut) {
    constexpr std::size_t batch = 5'000;
    const std::vector<Line>& lines = cut.table.lines;
    // -1 stands for nothing on the way into the ledger: columns of a batch have no gaps.
    const auto shown = [](const std::optional<std::int64_t>& value) { return value.value_or(-1); };
    for (std::size_t begin = 0; begin < lines.size(); begin += batch) {
      const std::size_t end = std::min(lines.size(), begin + batch);
      std::vector<std::int64_t> places, asked, done;
      std::vector<std::string> labels;
      for (std::size_t i = begin; i < end; ++i) {
        places.push_back(static_cast<std::int64_t>(i));
        labels.push_back(lines[i].label);
        asked.push_back(shown(lines[i].asked));
        done.push_back(shown(lines[i].done));
      }
      const std::size_t count = end - begin;
      if (auto kept = ledger_.insert("snapshots",
                                     {{"campaign", std::vector<std::int64_t>(count, campaign_.id)},
                                      {"week", std::vector<std::string>(count, base::format_day(week_))},
                                      {"as_of", std::vector<std::string>(count, base::format_day(today_))},
                                      {"cut", std::vector<std::string>(count, cut.name)},
                                      {"place", std::move(places)},
                                      {"label", std::move(labels)},
                                      {"asked", std::move(asked)},
                                      {"done", std::move(done)}});
          !kept)
        return kept;
    }
    return {};
  }

  Ledger& ledger_;
  const Campaign& campaign_;
  Day today_, week_;
};

bool may_freeze(const Campaign& campaign, Day today) {
  return (campaign.state == "running" || campaign.state == "paused") && today >= campaign.plan.opens_on;
}

Line read_line(const Row& row) {
  const auto value = [&](std::size_t column) {
    return row.integer(column) < 0 ? std::optional<std::int64_t>() : std::optional(row.integer(column));
  };
  return {row.text(0), value(1), value(2)};
}

Error no_figures(const Campaign& campaign) {
  return {ErrorKind::no_input, "there are no figures yet", campaign.plan.name,
          "they are worked out week by week from the opening on, by `remind plan` or `figures`"};
}

Result<Figures> by_week(Ledger& ledger, const Campaign& campaign, Day day) {
  Figures figures{campaign.plan.name, "week", week_of(day), day, {}, std::nullopt, {}};
  auto lines = ledger.rows(
      "SELECT as_of, asked, done FROM snapshots WHERE campaign = :campaign AND cut = 'total' AND week <= "
      ":week "
      "ORDER BY week",
      3, {{"campaign", campaign.id}, {"week", value_of(figures.week)}}, read_line);
  if (!lines) return lines.error();
  if (lines->empty()) return no_figures(campaign);
  figures.lines = std::move(*lines);
  return figures;
}

}  // namespace

Day week_of(Day day) { return day - (std::chrono::weekday{day} - std::chrono::Monday); }

Result<void> freeze(Ledger& ledger, const Campaign& campaign, Day today) {
  if (!may_freeze(campaign, today)) return {};
  Freezer freezer(ledger, campaign, today);
  const auto before = freezer.is_frozen("school");
  if (!before) return before.error();
  if (*before) return {};
  auto transaction = Transaction::begin(ledger);
  if (!transaction) return transaction.error();
  const auto meanwhile = freezer.is_frozen("school");
  if (!meanwhile) return meanwhile.error();
  if (*meanwhile) return transaction->commit();
  if (auto done = freezer.freeze_week(); !done) return done;
  return transaction->commit();
}

Result<void> freeze_all(Ledger& ledger, Day today) {
  const auto campaigns = all_campaigns(ledger);
  if (!campaigns) return campaigns.error();
  for (const Campaign& campaign : *campaigns) {
    if (auto done = freeze(ledger, campaign, today); !done) return done;
  }
  return {};
}

Result<Figures> read_figures(Ledger& ledger, const Campaign& campaign, const std::string& by, Day day) {
  if (by == "week") return by_week(ledger, campaign, day);
  const auto columns = ledger.rows(
      "SELECT week, measure, published FROM snapshot_bounds WHERE campaign = :campaign AND cut = :cut AND "
      "week <= "
      ":week ORDER BY week DESC, measure LIMIT 2",
      3, {{"campaign", campaign.id}, {"cut", by}, {"week", value_of(week_of(day))}},
      [](const Row& row) { return std::tuple(row.day(0), row.text(1), row.integer(2) != 0); });
  if (!columns) return columns.error();
  if (columns->empty()) return no_figures(campaign);
  const Day week = std::get<0>(columns->front());
  Figures figures{campaign.plan.name, by, week, week, {}, std::nullopt, {}};
  for (const auto& [of_week, measure, shown] : *columns) {
    if (!shown) figures.withheld.push_back(measure);
  }
  const auto read = [&](const std::string& cut) {
    return ledger.rows(
        "SELECT label, asked, done, as_of FROM snapshots WHERE campaign = :campaign AND week = :week AND cut "
        "= :cut "
        "ORDER BY place",
        4, {{"campaign", campaign.id}, {"week", value_of(figures.week)}, {"cut", cut}}, [&](const Row& row) {
          figures.as_of = row.day(3);
          return read_line(row);
        });
  };
  auto lines = read(by);
  if (!lines) return lines.error();
  figures.lines = std::move(*lines);
  const auto total = read("total");
  if (!total) return total.error();
  figures.total = total->empty() ? Line{"All", std::nullopt, std::nullopt} : total->front();
  return figures;
}

Result<Figures> freeze_view(Ledger& ledger, const Campaign& campaign, const std::string& name,
                            const std::vector<Membership>& members, Day today) {
  if (auto done = freeze(ledger, campaign, today); !done) return done.error();
  const std::string cut = "view " + name;
  Freezer freezer(ledger, campaign, today);
  const auto before = freezer.is_frozen(cut);
  if (!before) return before.error();
  if (*before || !may_freeze(campaign, today)) return read_figures(ledger, campaign, cut, today);
  std::unordered_map<std::string, std::string> groups;
  for (const Membership& member : members) groups.emplace(address_key(member.address), member.group);
  std::map<std::string, Group> counts;
  const auto counted = ledger.rows(
      "SELECT p.key, a.state FROM assignments a LEFT JOIN people p ON p.id = a.person WHERE a.campaign = "
      ":campaign "
      "AND a.asked_on = :opens",
      2, {{"campaign", campaign.id}, {"opens", value_of(campaign.plan.opens_on)}}, [&](const Row& row) {
        const auto member = groups.find(row.text(0));
        Group& group = counts[member == groups.end() ? "(not known)" : member->second];
        ++group.asked;
        group.done += row.text(1) == "done" ? 1 : 0;
        return 0;
      });
  if (!counted) return counted.error();
  std::vector<Group> lines;
  for (const auto& [label, group] : counts) lines.push_back({label, group.asked, group.done});
  auto transaction = Transaction::begin(ledger);
  if (!transaction) return transaction.error();
  if (auto done = freezer.freeze_view(cut, lines); !done) return done.error();
  if (auto done = transaction->commit(); !done) return done.error();
  return read_figures(ledger, campaign, cut, today);
}

}  // namespace gh::hr
