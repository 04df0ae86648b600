#include <fmt/format.h>

#include "base/text.h"
#include "hr/campaign_plan.h"
#include "hr/mail/compose.h"

namespace gh::hr {

base::Result<CampaignWords> words_of(const std::string& name, const std::string& tag, const std::string& key,
                                     const std::string& plan) {
  CampaignWords words;
  words.name = name;
  words.tag = tag;
  words.invitation_key = key;
  words.languages = {"en"};
  if (plan.empty()) return words;  // made without a template
  const auto read = read_plan(plan, name);
  if (!read) return read.error();
  words.where = read->where;
  words.when = read->when;
  words.minutes = read->minutes;
  words.contact = read->contact;
  words.verify = read->verify_phrase;
  words.formats = base::join(read->formats, ", ");
  for (const PolicyLink& link : read->links)
    words.links += fmt::format("{}{}: {}", words.links.empty() ? "" : "\n", link.title, link.url);
  if (!read->languages.empty()) words.languages = read->languages;
  return words;
}

}  // namespace gh::hr
