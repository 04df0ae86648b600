#include "hr/chase.h"

#include "base/text.h"

namespace gh::hr {
namespace {

// For LIKE ... ESCAPE '!': what was typed, anywhere.
std::string anywhere(const std::string& typed) {
  std::string pattern = "%";
  for (const char c : base::lower_ascii(typed)) {
    if (c == '%' || c == '_' || c == '!') pattern += '!';
    pattern += c;
  }
  return pattern + "%";
}

Asked read_asked(const Row& row) {
  return {row.integer(0),
          row.text(1),
          row.text(2),
          row.text(3),
          row.text(4),
          row.text(5),
          row.is_null(6) ? "" : row.text(6)};
}

}  // namespace

base::Result<std::vector<Asked>> who_is_asked(Ledger& ledger, const Campaign& campaign,
                                              const Wanted& wanted) {
  return ledger.rows(
      "SELECT p.id, p.address, p.name, s.name, a.state, a.deadline, a.done_on FROM assignments a "
      "JOIN people p ON p.id = a.person JOIN schools s ON s.id = a.school WHERE a.campaign = :campaign AND "
      "p.key > :after AND (:state = 'all' OR a.state = :state) AND (:school = '' OR s.name = :school) AND "
      "(:typed = '' OR LOWER(p.name) LIKE :like ESCAPE '!' OR p.key LIKE :like ESCAPE '!') "
      "ORDER BY p.key LIMIT :most",
      7,
      {{"campaign", campaign.id},
       {"after", base::lower_ascii(wanted.after)},
       {"state", wanted.state},
       {"school", wanted.school},
       {"typed", wanted.like},
       {"like", anywhere(wanted.like)},
       {"most", wanted.most}},
      read_asked);
}

base::Result<std::vector<Asked>> who_is_listed(Ledger& ledger, std::int64_t campaign, const Wanted& wanted) {
  return ledger.rows(
      "SELECT p.id, p.address, p.name, COALESCE(s.name, ''), COALESCE(a.state, ''), COALESCE(a.deadline, "
      "''), "
      "a.done_on FROM people p LEFT JOIN assignments a ON a.person = p.id AND a.campaign = :campaign "
      "LEFT JOIN schools s ON s.id = a.school WHERE p.key > :after AND "
      "(:typed = '' OR LOWER(p.name) LIKE :like ESCAPE '!' OR p.key LIKE :like ESCAPE '!') "
      "ORDER BY p.key LIMIT :most",
      7,
      {{"campaign", campaign},
       {"after", base::lower_ascii(wanted.after)},
       {"typed", wanted.like},
       {"like", anywhere(wanted.like)},
       {"most", wanted.most}},
      read_asked);
}

}  // namespace gh::hr
