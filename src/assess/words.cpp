#include "assess/words.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace gh::assess {
namespace {

using detect::Kind;

struct KindWords {
  Kind kind;
  std::string_view verb;
  std::string_view what;
};

// "<Who> <can> <verb> <what>: <value>."
constexpr std::array kind_words{
    KindWords{Kind::birth_date, "learn", "something about your date of birth"},
    KindWords{Kind::age, "learn", "how old you are, or were when it was written"},
    KindWords{Kind::birth_place, "learn", "where you were born"},
    KindWords{Kind::employer, "connect", "you with your trust"},
    KindWords{Kind::school, "connect", "you with this school"},
    KindWords{Kind::job_role, "learn", "what work you do"},
    KindWords{Kind::home_town, "learn", "your home town"},
    KindWords{Kind::phone, "learn", "a telephone number of yours"},
    KindWords{Kind::email, "learn", "an e-mail address of yours"},
    KindWords{Kind::postcode, "learn", "a postcode of yours"},
    KindWords{Kind::football_team, "learn", "which football team you follow"},
    KindWords{Kind::family_name_answer, "learn", "a likely answer to a security question"},
    KindWords{Kind::child_info, "learn", "something about a child"},
    KindWords{Kind::handle_contains_employer, "see", "the name of your trust or school in a profile name"},
    KindWords{Kind::vehicle_registration, "learn", "the registration of your car"},
    KindWords{Kind::staff_number, "learn", "a number by which your employer or the state knows you"},
    KindWords{Kind::street, "learn", "the street that you live in"},
    KindWords{Kind::partner, "learn", "the name of your partner"},
    KindWords{Kind::anniversary, "learn", "the day of your wedding"},
    KindWords{Kind::pet, "learn", "the name of a pet of yours"},
    KindWords{Kind::confidential, "see", "something that seems to be confidential"},
};
static_assert(kind_words.size() == detect::kind_count);
static_assert([] {
  for (std::size_t i = 0; i < kind_words.size(); ++i) {
    if (static_cast<std::size_t>(kind_words[i].kind) != i) return false;
  }
  return true;
}());

struct BirthWords {
  bool year, month, day;  // known
  std::string_view what;
};

constexpr std::array birth_words{
    BirthWords{true, true, true, "your full date of birth"},
    BirthWords{false, true, true, "the day and month of your birth"},
    BirthWords{true, true, false, "the month and year of your birth"},
    BirthWords{true, false, false, "roughly when you were born"},
    BirthWords{false, true, false, "the month of your birth"},
};

std::string_view what_is_known(const base::PartialDate& date) {
  const auto row = std::find_if(birth_words.begin(), birth_words.end(), [&](const BirthWords& words) {
    return words.year == (date.year != 0) && words.month == (date.month != 0) && words.day == (date.day != 0);
  });
  return row == birth_words.end() ? kind_words.front().what : row->what;
}

std::string who_can(const Exposure& exposure, Openness openness) {
  std::string words = openness == Openness::strangers ? "A stranger" : "Any member of the site";
  return words + (exposure.certainty == detect::Certainty::possible ? " may be able to" : " can");
}

}  // namespace

std::string words_for(const Exposure& exposure, Openness openness) {
  const KindWords& words = kind_words[static_cast<std::size_t>(exposure.kind)];
  return fmt::format("{} {} {}: {}.", who_can(exposure, openness), words.verb, words.what, exposure.value);
}

std::string words_for_birth(const base::PartialDate& date, const Exposure& exposure, Openness openness) {
  return fmt::format("{} {} {}{}: {}.", who_can(exposure, openness), exposure.joined ? "work out" : "learn",
                     what_is_known(date), exposure.joined ? " from several places" : "",
                     base::spell_date(date));
}

void add_neutral_words(Exposure& exposure) {
  exposure.title = detect::title(exposure.kind);
  if (!exposure.title.empty() && exposure.title[0] >= 'a' && exposure.title[0] <= 'z')
    exposure.title[0] -= 32;
  exposure.why = "Your checklist says nothing about this, but whoever can see it learns something about you.";
  exposure.advice =
      "Ask yourself whether strangers need to see it. If not, remove it or limit who can see it.";
  exposure.risk = "Facts from several pages, put together, help others to pretend that they are you.";
}

}  // namespace gh::assess
