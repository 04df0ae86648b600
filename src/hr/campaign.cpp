#include "hr/campaign.h"

#include <fmt/format.h>
#include <sys/random.h>

#include "base/text.h"
#include "hr/reminders.h"

namespace gh::hr {
namespace {

using base::Day;
using base::Error;
using base::ErrorKind;
using base::Result;

constexpr std::string_view columns =
    "id, state, template, tag, confirmed_people, confirmed_by, confirmed_on, closed_on, name";

std::string random_bytes(std::size_t count) {
  std::string bytes(count, '\0');
  std::size_t got = 0;
  while (got < count) {
    const ssize_t more = ::getrandom(bytes.data() + got, count - got, 0);
    if (more > 0) got += static_cast<std::size_t>(more);
  }
  return bytes;
}

// Letters that are not taken for one another, as the codes in mails are written in (Crockford's Base32).
std::string random_tag() {
  constexpr std::string_view letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  std::string tag;
  for (const char byte : random_bytes(4)) tag += letters[static_cast<unsigned char>(byte) % 32];
  return tag;
}

std::string random_key() {
  std::string hex;
  for (const char byte : random_bytes(32)) hex += fmt::format("{:02x}", static_cast<unsigned char>(byte));
  return hex;
}

struct Kept {
  Campaign campaign;
  std::string toml, name;
};

Kept read_row(const Row& row) {
  Kept kept{{row.integer(0),
             row.text(1),
             {},
             row.text(3),
             row.integer(4),
             row.text(5),
             row.maybe_day(6),
             row.maybe_day(7)},
            row.text(2),
            row.text(8)};
  return kept;
}

Result<Campaign> understand(Kept kept) {
  auto plan = read_plan(kept.toml, "campaign \"" + kept.name + "\"");
  if (!plan) return plan.error();
  kept.campaign.plan = std::move(*plan);
  return std::move(kept.campaign);
}

Error wrong_state(const Campaign& campaign, std::string_view wanted) {
  return {ErrorKind::not_permitted,
          fmt::format("\"{}\" is {}, and must be {} for that", base::for_terminal(campaign.plan.name),
                      campaign.state, wanted),
          "", "see `glasshouse-hr campaign status`"};
}

Result<void> move(Ledger& ledger, const Campaign& campaign, const char* from, const char* to) {
  const auto moved = ledger.run("UPDATE campaigns SET state = :to WHERE id = :id AND state = :from",
                                {{"to", to}, {"id", campaign.id}, {"from", from}});
  if (!moved) return moved.error();
  return *moved == 1 ? Result<void>() : wrong_state(campaign, from);
}

}  // namespace

Result<Campaign> make_campaign(Ledger& ledger, const CampaignPlan& plan) {
  const auto twin = ledger.number("SELECT COUNT(*) FROM campaigns WHERE name = :name", {{"name", plan.name}});
  if (!twin) return twin.error();
  if (*twin != 0)
    return Error{ErrorKind::usage,
                 fmt::format("there is a campaign \"{}\" already", base::for_terminal(plan.name)), "",
                 "give this one another name, with --name"};
  const auto made = ledger.run(
      "INSERT INTO campaigns (name, template, checklist_id, checklist_version, checklist_digest, opens_on, "
      "deadline, state, tag) VALUES (:name, :template, :checklist, :version, :digest, :opens, :deadline, "
      "'draft', "
      ":tag)",
      {{"name", plan.name},
       {"template", write_plan(plan)},
       {"checklist", plan.checklist_id},
       {"version", plan.checklist_version},
       {"digest", plan.checklist_digest},
       {"opens", value_of(plan.opens_on)},
       {"deadline", value_of(plan.deadline)},
       {"tag", random_tag()}});
  if (!made) return made.error();
  return find_campaign(ledger, plan.name);
}

Result<std::vector<Campaign>> all_campaigns(Ledger& ledger) {
  auto rows = ledger.rows(fmt::format("SELECT {} FROM campaigns ORDER BY id", columns), 9, {}, read_row);
  if (!rows) return rows.error();
  std::vector<Campaign> all;
  for (Kept& kept : *rows) {
    auto campaign = understand(std::move(kept));
    if (!campaign) return campaign.error();
    all.push_back(std::move(*campaign));
  }
  return all;
}

Result<Campaign> find_campaign(Ledger& ledger, const std::string& name) {
  auto rows = ledger.rows(
      name.empty()
          ? fmt::format("SELECT {} FROM campaigns ORDER BY state = 'closed', id DESC LIMIT 1", columns)
          : fmt::format("SELECT {} FROM campaigns WHERE name = :name", columns),
      9, name.empty() ? Binds{} : Binds{{"name", name}}, read_row);
  if (!rows) return rows.error();
  if (!rows->empty()) return understand(std::move(rows->front()));
  const auto names = ledger.rows("SELECT name FROM campaigns ORDER BY id", 1, {},
                                 [](const Row& row) { return base::for_terminal(row.text(0)); });
  if (!names) return names.error();
  return Error{ErrorKind::no_input,
               name.empty() ? "there is no campaign yet"
                            : fmt::format("there is no campaign \"{}\"", base::for_terminal(name)),
               "",
               names->empty() ? "make one with `glasshouse-hr campaign new`"
                              : "there are: " + base::join(*names, ", ")};
}

Result<std::int64_t> people_to_ask(Ledger& ledger, Day today) {
  const auto count =
      ledger.number(fmt::format("SELECT COUNT(*) FROM people p WHERE p.left_on IS NULL AND NOT {}",
                                has_adjustment("p.id", "exempt")),
                    {{"today", value_of(today)}});
  if (!count) return count.error();
  return count->value_or(0);
}

Result<void> confirm(Ledger& ledger, const Campaign& campaign, std::int64_t people, const std::string& who,
                     Day today) {
  auto transaction = Transaction::begin(ledger);
  if (!transaction) return transaction.error();
  const auto count = people_to_ask(ledger, today);
  if (!count) return count.error();
  if (campaign.state != "draft") return wrong_state(campaign, "a draft");
  if (*count != people)
    return Error{ErrorKind::not_permitted, fmt::format("{} people would be asked, not {}", *count, people),
                 "", "look at `campaign preview` again, then type that number"};
  const auto moved = ledger.run(
      "UPDATE campaigns SET state = 'running', confirmed_people = :people, confirmed_by = :who, confirmed_on "
      "= "
      ":today, invitation_key = :key WHERE id = :id AND state = 'draft'",
      {{"people", people},
       {"who", who},
       {"today", value_of(today)},
       {"key", random_key()},
       {"id", campaign.id}});
  if (!moved) return moved.error();
  if (*moved != 1) return wrong_state(campaign, "a draft");
  if (auto asked = ask_everybody(ledger, campaign, campaign.plan.opens_on, campaign.plan.deadline, today);
      !asked)
    return asked.error();
  return transaction->commit();
}

Result<void> pause(Ledger& ledger, const Campaign& campaign) {
  return move(ledger, campaign, "running", "paused");
}

Result<void> resume(Ledger& ledger, const Campaign& campaign) {
  return move(ledger, campaign, "paused", "running");
}

Result<void> close(Ledger& ledger, const Campaign& campaign, Day today) {
  auto transaction = Transaction::begin(ledger);
  if (!transaction) return transaction.error();
  const Binds id{{"id", campaign.id}};
  const auto moved = ledger.run(
      "UPDATE campaigns SET state = 'closed', closed_on = :today, invitation_key = NULL "
      "WHERE id = :id AND state IN ('running', 'paused')",
      {{"today", value_of(today)}, {"id", campaign.id}});
  if (!moved) return moved.error();
  if (*moved != 1) return wrong_state(campaign, "running or paused");
  for (const char* sql :
       {"DELETE FROM invitations WHERE assignment IN (SELECT id FROM assignments WHERE campaign = :id)",
        "UPDATE receipts SET receipt = '' WHERE assignment IN (SELECT id FROM assignments WHERE campaign = "
        ":id)",
        "UPDATE outbox SET state = 'cancelled' WHERE campaign = :id AND state IN ('queued', 'deferred', "
        "'unknown')"}) {
    if (const auto done = ledger.run(sql, id); !done) return done.error();
  }
  return transaction->commit();
}

Result<Standing> standing(Ledger& ledger, const Campaign& campaign, Day today) {
  const Binds binds{{"id", campaign.id}, {"today", value_of(today)}};
  const auto counts = ledger.rows(
      fmt::format("SELECT CAST(SUM(CASE WHEN state = 'done' THEN 1 ELSE 0 END) AS BIGINT), "
                  "CAST(SUM(CASE WHEN state = 'open' THEN 1 ELSE 0 END) AS BIGINT), "
                  "CAST(SUM(CASE WHEN state = 'open' AND deadline < :today THEN 1 ELSE 0 END) AS BIGINT), "
                  "CAST(SUM(CASE WHEN state = 'withdrawn' THEN 1 ELSE 0 END) AS BIGINT), "
                  "CAST(SUM(CASE WHEN state = 'open' AND {} THEN 1 ELSE 0 END) AS BIGINT) "
                  "FROM assignments a WHERE campaign = :id",
                  has_adjustment("a.person", "leave")),
      5, binds, [](const Row& row) {
        return Standing{row.integer(0) + row.integer(1),
                        row.integer(0),
                        row.integer(1),
                        row.integer(2),
                        row.integer(3),
                        row.integer(4),
                        {}};
      });
  if (!counts) return counts.error();
  Standing standing = counts->empty() ? Standing{} : counts->front();
  auto mail = ledger.rows(
      "SELECT state, COUNT(*) FROM outbox WHERE campaign = :id GROUP BY state ORDER BY state", 2,
      {{"id", campaign.id}}, [](const Row& row) { return std::pair(row.text(0), row.integer(1)); });
  if (!mail) return mail.error();
  standing.mail = std::move(*mail);
  return standing;
}

}  // namespace gh::hr
