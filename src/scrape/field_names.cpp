#include "scrape/field_names.h"

#include <array>

namespace gh::scrape {
namespace {

constexpr std::array names{
    FieldName{"display_name", "the name that the page shows for its owner"},
    FieldName{"handle", "the name in the address, where the page says it too"},
    FieldName{"address", "the address of the profile, where a file says it"},
    FieldName{"post", "a piece of writing; of pages [post] says what is one"},
    FieldName{"title", "the words over a piece of writing"},
    FieldName{"former_name", "a name that they had before, at birth or on this platform"},
    FieldName{"bio", "what they say about themselves"},
    FieldName{"member_line", "the line under the name in which a forum says it all: title, age, place"},
    FieldName{"blog_title", "the name of their blog, channel, podcast or board"},
    FieldName{"blog_tagline", "the line under it"},
    FieldName{"birth_date", "date of birth, whole or in part"},
    FieldName{"birth_year", "its year, where it stands for itself"},
    FieldName{"birth_month", "its month"},
    FieldName{"birth_day", "its day of the month"},
    FieldName{"age", "age in years"},
    FieldName{"birth_place", "where they were born"},
    FieldName{"home_town", "where they come from"},
    FieldName{"place", "where they live, or say they are"},
    FieldName{"place_of_other", "a place of their work or school, which says nothing of their home"},
    FieldName{"country", "the country alone"},
    FieldName{"gender", "gender or pronouns"},
    FieldName{"employer", "whom they work for"},
    FieldName{"role", "what they do there"},
    FieldName{"school", "where they went to school, or which school is theirs"},
    FieldName{"website", "the address of a site of their own"},
    FieldName{"link", "an address that they point to: another profile, a shop, a page"},
    FieldName{"created", "since when the account is there"},
    FieldName{"last_seen", "when they were last there"},
    FieldName{"photo", "the address of a picture of them, or chosen by them"},
    FieldName{"photo_place", "where a photo was taken"},
    FieldName{"followers", "how many, or who, follow them"},
    FieldName{"visibility", "who may see the account, in the platform's words"},
    FieldName{"email", "an address of mail"},
    FieldName{"phone", "a telephone number"},
    FieldName{"street", "house and street"},
    FieldName{"postcode", "postcode"},
    FieldName{"organisation_contact", "how an organisation is reached: never the person's own"},
    FieldName{"partner", "husband, wife or partner"},
    FieldName{"child", "a child"},
    FieldName{"relative", "another member of the family"},
    FieldName{"football_team", "the team that they support"},
    FieldName{"interest", "what they like: books, films, groups"},
    FieldName{"answer", "what sites ask to be sure of somebody: a pet, a first school"},
    FieldName{"label", "what a record of an export calls the value beside it"},
    FieldName{"said", "that value: \"Lives in\", \"Hull\""},
};

}  // namespace

std::span<const FieldName> field_names() { return names; }

std::vector<std::string> known_field_names() {
  std::vector<std::string> all;
  for (const FieldName& row : names) all.emplace_back(row.name);
  return all;
}

}  // namespace gh::scrape
