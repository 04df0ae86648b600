#include "hr/mail/compose.h"

namespace gh::hr {

base::Result<CampaignWords> words_of(const std::string& name, const std::string& tag, const std::string& key,
                                     const std::string& plan) {
  CampaignWords words;
  words.name = name;
  words.tag = tag;
  words.invitation_key = key;
  words.languages = {"en"};
  (void)plan;
  return words;
}

}  // namespace gh::hr
