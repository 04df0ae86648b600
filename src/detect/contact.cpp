#include "detect/contact.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "detect/beside.h"
#include "detect/contact_context.h"
#include "detect/contact_owner.h"
#include "detect/contact_shapes.h"
#include "detect/headings.h"
#include "detect/whose.h"

namespace gh::detect {
namespace {

using namespace std::string_view_literals;  // compared by size first

using scrape::About;
using scrape::Passage;
using scrape::Place;

enum class Verdict { nothing, organisation, other, self };

struct Judgement {
  Verdict verdict = Verdict::nothing;
  std::string_view rule;
  Certainty certainty = Certainty::likely;
};

Judgement self(std::string_view rule, Certainty certainty = Certainty::likely) {
  return {Verdict::self, rule, certainty};
}
Judgement others(std::string_view rule) { return {Verdict::other, rule, Certainty::likely}; }
constexpr Judgement no_finding{};
constexpr Judgement of_organisation{Verdict::organisation, "", Certainty::certain};

bool is_stated(const Passage& passage) {
  const std::string& syntax = passage.syntax;
  return syntax == "json-ld"sv || syntax == "json"sv || syntax == "state"sv || syntax == "vcard"sv ||
         syntax == "icalendar"sv;
}

bool is_edge(Place place) {
  return place == Place::footer || place == Place::navigation || place == Place::aside;
}

// One place in a passage that is to be judged.
struct Spot {
  const FoldedPassage& in;
  const Seen& seen;
  std::uint32_t label;  // cues of the passage's label
  Context context;
  std::uint32_t section = 0;          // cues of the heading above
  Verdict beside = Verdict::nothing;  // of what stands right before it: "Robin 07700 900123 / robin@…"
  bool link = false;
  bool street_before = false;  // a postcode behind a house number and a street
};

class Judge {
 public:
  Judge(const Material& material, const ContactWords& words) : material_(material), words_(words) {}

  Judgement judge(const Spot& spot) const {
    const Passage& passage = *spot.in.passage;
    if (spot.seen.shape == Shape::number || spot.seen.shape == Shape::insurance) return staff_number(spot);
    if (passage.field == "organisation_contact"sv) return of_organisation;
    if (passage.about == About::other || spot.in.of_reader || spot.in.speaker == Speaker::another ||
        names_another(passage) || owner().page_is_strangers() || is_in_list_of_another(spot))
      return theirs(spot.seen.shape);
    switch (spot.seen.shape) {
      case Shape::phone:
        return phone(spot);
      case Shape::email:
        return email(spot);
      case Shape::postcode:
        return postcode(spot);
      case Shape::postcode_area:
        return area(spot);
      case Shape::street:
        return street(spot);
      default:
        return registration(spot);
    }
  }

  bool is_school_address(std::string_view value) const { return owner().is_employer_host(value_host(value)); }

 private:
  static Judgement theirs(Shape shape) {
    switch (shape) {
      case Shape::phone:
        return others("phone.other");
      case Shape::email:
        return others("email.other");
      case Shape::registration:
        return others("vehicle-registration.other");
      case Shape::street:
        return others("street.other");
      default:
        return others("postcode.other");
    }
  }

  // "Name: Pauline Iqbal", and labels of what is hers below it.
  bool is_in_list_of_another(const Spot& spot) const {
    if (spot.in.heading < 0 || spot.in.passage->label.empty()) return false;
    const FoldedPassage& line = material_.passages[static_cast<std::size_t>(spot.in.heading)];
    return is_name_line(material_, line) && !is_own_name(material_, line.folded.text);
  }

  bool names_another(const Passage& passage) const {
    return !passage.entity.empty() && !owner().is_owner(base::fold(passage.entity));
  }

  // "Ring Sarah on", "ask for Mrs Price": a name that is not the person's, where one would stand.
  bool asks_for_another(const Spot& spot) const {
    const Context& context = spot.context;
    const auto& before = context.before;
    for (std::size_t i = 0; i + 1 < before.size() && i < 4; ++i) {
      const NearWord& word = before[i];
      if (!word.capital || word.cues != 0 || owner().is_name_word(word.word)) continue;
      const NearWord& ahead = before[i + 1];
      const bool spoken_to = (ahead.word == "for" || ahead.word == "to") && i + 2 < before.size() &&
                             words_.speak.find(before[i + 2].word) != words_.speak.end();
      const bool asked = (ahead.cues & cue_contact) != 0 || spoken_to ||
                         words_.titles.find(ahead.word) != words_.titles.end();
      if (asked) return true;
    }
    return is_given_by_another(spot);
  }

  // "Lifts from Beryl on", "See Sis. Yinka for cloth (", "Results to R. Sealey,": somebody is named, and
  // nobody means themself.
  bool is_given_by_another(const Spot& spot) const {
    constexpr std::size_t farthest = 6;
    const auto& before = spot.context.before;
    // "Get your list to her on": of whoever was named last.
    constexpr std::size_t farthest_pronoun = 3;
    for (std::size_t i = 0; i < before.size() && i < farthest_pronoun; ++i) {
      if ((material_.people.of(before[i].word) & lexicon::PeopleWords::third) != 0)
        return named_last(material_, spot.in, spot.seen.begin) != Referent::person;
    }
    // "It answers to Bess. 07700 900123"
    const std::string_view words =
        base::trim(std::string_view(spot.in.folded.text).substr(0, spot.seen.begin));
    if (words.ends_with('.') || words.ends_with('!') || words.ends_with('?')) return false;
    bool named = false;
    for (std::size_t i = 0; i < before.size() && i < farthest; ++i) {
      const NearWord& word = before[i];
      const std::uint64_t lists = material_.people.of(word.word);
      if ((word.cues & cue_own) != 0 || (lists & lexicon::PeopleWords::self) != 0) return false;
      if (!word.capital || (word.cues & ~cue_other) != 0) continue;
      if (owner().is_name_word(word.word)) return false;
      const bool initial = i + 1 < before.size() && before[i + 1].capital && before[i + 1].word.size() == 1;
      named = named || (lists & lexicon::PeopleWords::given_names) != 0 || initial;
    }
    return named;
  }

  bool names_owner(const Context& context) const {
    for (std::size_t i = 0; i < context.before.size() && i < 5; ++i) {
      if (context.before[i].capital && owner().is_name_word(context.before[i].word)) return true;
    }
    return false;
  }

  // The person is named in the words before, however far.
  bool owner_before(const Spot& spot) const {
    return names_owner(spot.context) ||
           owner().names_owner(std::string_view(spot.in.folded.text).substr(0, spot.seen.begin));
  }

  // "Bookings: Robin, 01632 960 001"
  bool right_after_own_name(const Context& context) const {
    return !context.before.empty() && context.before[0].capital && !owner().page_is_organisations() &&
           owner().is_name_word(context.before[0].word);
  }

  // ---- telephone numbers

  Judgement phone(const Spot& spot) const {
    const Passage& passage = *spot.in.passage;
    const Context& context = spot.context;
    const Seen& seen = spot.seen;
    if ((spot.label & (cue_not_number | cue_example)) != 0 || passage.label.find("fax") != std::string::npos)
      return no_finding;
    if (passage.field == "phone"sv && is_stated(passage)) {
      if (!passage.entity.empty()) return self("phone.stated", Certainty::certain);
      return passage.syntax == "json-ld"sv ? of_organisation : self("phone.stated");
    }
    if (const NearWord* word = context.nearest(cue_not_number | cue_contact | cue_own);
        word != nullptr && (word->cues & cue_not_number) != 0 && !context.before.empty() &&
        (word->cues & cue_contact) == 0 && !seen.spelled) {
      if (context.has_before(cue_not_number, 4)) return no_finding;
    }
    if (context.has_before(cue_example, 3)) return no_finding;
    if (spot.label != 0 || passage.field == "phone"sv) {
      if ((spot.label & cue_other) != 0 && (spot.label & cue_own) == 0) return others("phone.other");
      if ((spot.label & cue_organisation) != 0 && (spot.label & cue_own) == 0 && !seen.mobile)
        return of_organisation;
      if (is_titled(context)) return others("phone.other");
      if ((spot.label & cue_contact) != 0 || passage.field == "phone"sv) {
        if (seen.business ||
            (!seen.mobile &&
             (is_edge(passage.place) || owner().near_employer(spot.in, spot.seen.begin, spot.seen.end))))
          return of_organisation;
        return self("phone.label", Certainty::certain);
      }
    }
    if (right_after_own_name(context)) return self("phone.own-words", Certainty::certain);
    if (asks_for_another(spot)) return others("phone.other");
    const NearWord* near = context.nearest(cue_own | cue_other | cue_organisation);
    const bool beside_own = spot.beside == Verdict::self;
    const bool at_home =
        context.has_before(cue_home, 2) && !context.has_before(cue_organisation | cue_venue, 3);
    const bool asks =
        context.has(cue_contact) || spot.link || beside_own || at_home || (spot.section & cue_contact) != 0;
    const bool own = (near != nullptr && (near->cues & cue_own) != 0) || names_owner(context);
    if (near == nullptr && spot.beside == Verdict::organisation) return of_organisation;
    if (near == nullptr && !seen.mobile && (spot.section & cue_organisation) != 0) return of_organisation;
    if (seen.business) return own && asks ? self("phone.own-words", Certainty::possible) : of_organisation;
    if (own && (seen.mobile || asks)) return self("phone.own-words", Certainty::certain);
    if (near != nullptr && (near->cues & cue_other) != 0) return others("phone.other");
    if (near != nullptr && (near->cues & cue_organisation) != 0) {
      const bool only_beside = seen.mobile && (near->apart || near != before_of(context, near));
      if (!only_beside || owner().page_is_anothers()) return of_organisation;
    }
    return seen.mobile ? plain_mobile(spot, asks) : plain_landline(spot, asks);
  }

  static const NearWord* before_of(const Context& context, const NearWord* word) {
    const auto found = std::find_if(context.before.begin(), context.before.end(),
                                    [&](const NearWord& one) { return &one == word; });
    return found == context.before.end() ? nullptr : &*found;
  }

  Judgement plain_mobile(const Spot& spot, bool asks) const {
    if (owner().page_is_organisations()) return of_organisation;
    if (spot.seen.spelled) return self("phone.spelled");
    if (owner().page_is_anothers() &&
        (!asks || is_edge(spot.in.passage->place) || !says_self(spot.in) || is_of_thing(spot.in)))
      return no_finding;
    if (is_of_thing(spot.in)) return no_finding;
    if (spot.link) return self("phone.link");
    if (asks) return self("phone.contact-words");
    return is_titled(spot.context) ? no_finding : self("phone.mobile");
  }

  // "Fernhill Plumbing, 0770…": the name of a business or of somebody.
  bool is_titled(const Context& context) const {
    if (context.before.size() < 2) return false;
    return std::all_of(context.before.begin(), context.before.begin() + 2, [&](const NearWord& word) {
      return word.capital && word.cues == 0 && !owner().is_name_word(word.word);
    });
  }

  Judgement plain_landline(const Spot& spot, bool asks) const {
    const Passage& passage = *spot.in.passage;
    if (owner().page_is_organisations() || owner().near_employer(spot.in, spot.seen.begin, spot.seen.end))
      return of_organisation;
    if (passage.field == "bio"sv && !owner().page_is_anothers()) return self("phone.bio");
    if (is_edge(passage.place) || passage.place == Place::header) return of_organisation;
    if (owner().page_is_anothers() && !spot.link) return no_finding;
    if (spot.link && !owner().page_is_anothers()) return self("phone.link");
    return asks && speaks_for_somebody(spot.in) ? self("phone.contact-words") : no_finding;
  }

  // In the advertisement of a pet or a car on a page that is not the person's.
  bool is_of_thing(const FoldedPassage& in) const {
    return (in.of_thing || in.of_animal) && !owner().page_is_theirs();
  }

  // "Open daily. Ring 0161 …" is nobody's own; somebody says "I" or "me" beside theirs, or little else.
  bool speaks_for_somebody(const FoldedPassage& in) const {
    constexpr std::size_t short_line = 80;
    if (is_of_thing(in)) return false;
    if (owner().page_is_theirs() || in.folded.text.size() <= short_line) return true;
    return says_self(in);
  }

  // "I", "me"; asked of one passage again and again.
  bool says_self(const FoldedPassage& in) const {
    if (said_of_ != &in) says_self_ = material_.has_word(in, lexicon::PeopleWords::self);
    said_of_ = &in;
    return says_self_;
  }

  // ---- e-mail addresses

  Judgement email(const Spot& spot) const {
    const Passage& passage = *spot.in.passage;
    const std::string& value = spot.seen.value;
    const std::size_t at = value.find('@');
    const std::string_view box = std::string_view(value).substr(0, at),
                           host = std::string_view(value).substr(at + 1);
    Box kind = owner().box_kind(box);
    const bool school = owner().is_employer_host(host);
    if (kind == Box::placeholder || words_.sample_domains.find(host) != words_.sample_domains.end())
      return no_finding;
    if (spot.context.has_before(cue_example, 2)) return no_finding;
    if (kind == Box::own) return self(school ? "email.school-address" : "email.name", Certainty::certain);
    const NearWord* near = spot.context.nearest(cue_own | cue_other | cue_organisation);
    const bool own = near != nullptr && (near->cues & cue_own) != 0;
    const bool asks = spot.context.has(cue_contact) || (spot.label & cue_contact) != 0 ||
                      (spot.section & cue_contact) != 0 || spot.link || spot.beside == Verdict::self;
    if (owner().is_own_host(host)) return self("email.own-domain", Certainty::certain);
    if (kind == Box::role)
      return own && asks && !school && !owner().page_is_organisations() ? self("email.own-words")
                                                                        : of_organisation;
    if (passage.field == "email"sv && is_stated(passage)) {
      if (!passage.entity.empty()) return self("email.stated", Certainty::certain);
      return passage.syntax == "json-ld"sv ? of_organisation
             : kind == Box::another        ? others("email.other")
                                           : self("email.stated");
    }
    // "robin.tutors@", "robin.toft@": theirs where the words beside it name or mean them.
    if (kind == Box::namesake && !school && (own || owner_before(spot)) && !owner().page_is_anothers())
      return self("email.own-words");
    if (kind == Box::namesake && passage.field == "bio"sv && !owner().page_is_anothers())
      return self("email.bio");
    if (kind == Box::namesake) kind = Box::another;
    if (kind == Box::another && (school || !own)) return others("email.other");
    if ((spot.label & cue_organisation) != 0 && (spot.label & cue_own) == 0) return of_organisation;
    if ((spot.label & cue_other) != 0) return others("email.other");
    if ((spot.label & cue_contact) != 0 || passage.field == "email"sv) {
      if (is_edge(passage.place) && !owner().page_is_theirs()) return no_finding;
      return self("email.label", Certainty::certain);
    }
    if (asks_for_another(spot) && !names_owner(spot.context)) return others("email.other");
    if ((own && asks) || names_owner(spot.context)) return self("email.own-words", Certainty::certain);
    if (near != nullptr && (near->cues & cue_other) != 0) return others("email.other");
    if (near != nullptr && (near->cues & cue_organisation) != 0 && kind != Box::first_name)
      return of_organisation;
    if (school) return others("email.other");
    return plain_email(spot, kind, asks, own);
  }

  static std::string_view value_host(std::string_view value) { return value.substr(value.find('@') + 1); }

  Judgement plain_email(const Spot& spot, Box kind, bool asks, bool own) const {
    const Passage& passage = *spot.in.passage;
    if (owner().page_is_organisations()) return no_finding;
    if (kind == Box::first_name) return self("email.name");
    if (own && !owner().page_is_anothers()) return self("email.own-words");
    if (passage.field == "bio"sv || passage.field == "display_name"sv) return self("email.bio");
    if (is_edge(passage.place) && !owner().page_is_theirs()) return no_finding;
    const bool alone = spot.in.folded.text.size() <= spot.seen.end - spot.seen.begin + 12;
    if (spot.seen.spelled && (spot.seen.sure || asks || alone) && !owner().page_is_anothers())
      return self("email.spelled");
    if (spot.seen.spelled) return no_finding;
    if (spot.link && !owner().page_is_anothers()) return self("email.link");
    return asks && !owner().is_page_host(value_host(spot.seen.value)) ? self("email.contact-words")
                                                                      : no_finding;
  }

  // ---- where somebody lives

  Judgement postcode(const Spot& spot) const {
    if (owner().is_employer_postcode(spot.seen.value)) return of_organisation;
    const Judgement found = home(spot, "postcode.stated", "postcode.label", "postcode.home-words",
                                 "postcode.bio", "postcode.address");
    if (found.verdict == Verdict::self && !spot.seen.sure && found.rule == "postcode.bio") return no_finding;
    return found;
  }

  Judgement street(const Spot& spot) const {
    return home(spot, "street.stated", "street.label", "street.home-words", "street.bio", "");
  }

  Judgement home(const Spot& spot, std::string_view stated, std::string_view label, std::string_view words,
                 std::string_view bio, std::string_view behind_street) const {
    const Passage& passage = *spot.in.passage;
    const Context& context = spot.context;
    const bool is_home_field = passage.field == "postcode"sv || passage.field == "street"sv;
    if (is_home_field && is_stated(passage)) {
      if (!passage.entity.empty()) return self(stated, Certainty::certain);
      return passage.syntax == "json-ld"sv ? of_organisation : self(stated);
    }
    if (context.has_before(cue_example, 4) || context.has_before(cue_not_number, 2) ||
        (spot.label & cue_example) != 0)
      return no_finding;
    const bool own_beside = context.has_before(cue_own | cue_home, 2);
    if ((!own_beside && owner().near_employer(spot.in, spot.seen.begin, spot.seen.end)) ||
        context.has_before(cue_past, 8))
      return of_organisation;
    if (below_own_name(spot)) return self(words);
    const bool home_label = (spot.label & cue_home) != 0 || is_home_field || passage.field == "place"sv ||
                            passage.field == "home_town"sv;
    if (home_label) {
      if ((spot.label & cue_other) != 0) return others(theirs(spot.seen.shape).rule);
      const bool venue =
          (spot.label & (cue_venue | cue_organisation)) != 0 || context.has(cue_venue | cue_organisation);
      if (venue || is_edge(passage.place) || owner().page_is_organisations()) return of_organisation;
      return self(label, Certainty::certain);
    }
    if (spot.label != 0 && (spot.label & (cue_venue | cue_organisation)) != 0) return of_organisation;
    const NearWord* near = context.nearest(cue_home | cue_venue | cue_organisation | cue_other);
    if (near != nullptr) {
      const bool at_home = (near->cues & cue_home) != 0;
      const bool venue_before = context.has_before(cue_venue | cue_organisation, 5) &&
                                (near->cues & (cue_venue | cue_organisation)) != 0;
      if (at_home && !venue_before && !owner().page_is_organisations()) return whose_home(spot, words);
      if ((near->cues & cue_other) != 0) return others(theirs(spot.seen.shape).rule);
      return of_organisation;
    }
    if (context.has(cue_contact) && context.has(cue_own)) return self(words);
    if (passage.field == "bio"sv && !owner().page_is_anothers()) return self(bio);
    const bool plain = spot.street_before && !behind_street.empty() && !owner().page_is_anothers() &&
                       !is_edge(passage.place);
    if (plain && (context.before.empty() || context.has(cue_own | cue_we)))
      return self(behind_street, Certainty::possible);
    return no_finding;
  }

  // "Robin Ashdown, 3 Mill Row, Hull HU99 1AA": an address, with no word that would make it another's.
  bool below_own_name(const Spot& spot) const {
    const auto& before = spot.context.before;
    for (std::size_t i = 0; i < before.size() && i < 9; ++i) {
      if ((before[i].cues & (cue_venue | cue_organisation | cue_other)) != 0 && !before[i].capital)
        return false;
      if (before[i].capital && owner().is_name_word(before[i].word)) return !owner().page_is_organisations();
    }
    return false;
  }

  // "Mum's house, YO69 4BD": the nearest word says home, another one whose.
  Judgement whose_home(const Spot& spot, std::string_view words) const {
    const NearWord* near = spot.context.nearest(cue_own | cue_we | cue_other);
    if (near != nullptr && (near->cues & cue_other) != 0 && (near->cues & (cue_own | cue_home)) == 0)
      return others(theirs(spot.seen.shape).rule);
    if (owner().page_is_anothers() && near == nullptr) return no_finding;
    return self(words);
  }

  // "LS6" says where somebody lives only when it is said that they do.
  Judgement area(const Spot& spot) const {
    const auto& before = spot.context.before;
    static const std::set<std::string_view> living{"live",    "lives",  "living",   "moved",   "moving",
                                                   "based",   "flat",   "house",    "home",    "rent",
                                                   "renting", "bought", "resident", "residing"};
    for (std::size_t i = 0; i < before.size() && i < 3; ++i) {
      if (living.count(before[i].word) == 0) continue;
      if (spot.context.has_before(cue_past, 8)) return no_finding;
      const NearWord* near = spot.context.nearest(cue_own | cue_we | cue_other | cue_organisation);
      if (near != nullptr && (near->cues & cue_organisation) != 0) return no_finding;
      const bool own = near == nullptr ? !owner().page_is_anothers() : (near->cues & cue_other) == 0;
      return own ? self("postcode.area") : others("postcode.other");
    }
    return no_finding;
  }

  // ---- number plates and numbers of staff

  Judgement registration(const Spot& spot) const {
    const Context& context = spot.context;
    if ((spot.label & cue_registration) != 0) return self("vehicle-registration.label", Certainty::certain);
    const bool said = context.has(cue_registration), vehicle = context.has(cue_vehicle);
    if (!said && !(vehicle && spot.seen.sure)) return no_finding;
    const std::uint32_t whose = cue_own | cue_we | cue_other | cue_organisation;
    const NearWord* near = context.nearest(whose);
    if (near != nullptr && (near->cues & (cue_own | cue_we)) != 0 &&
        (context.has_before(whose) || says_mine_behind(context)))
      return self("vehicle-registration.own-words", Certainty::certain);
    if (near != nullptr && (near->cues & cue_other) != 0) return others("vehicle-registration.other");
    if (owner().page_is_anothers() || context.has_before(cue_organisation)) return no_finding;
    return context.has(cue_selling) ? self("vehicle-registration.selling") : no_finding;
  }

  // "AB12 CDE is my car."
  static bool says_mine_behind(const Context& context) {
    for (std::size_t i = 0; i < context.behind.size() && i < 3; ++i) {
      if ((context.behind[i].cues & (cue_own | cue_we)) != 0) return true;
    }
    return false;
  }

  Judgement staff_number(const Spot& spot) const {
    const Passage& passage = *spot.in.passage;
    const std::uint32_t wanted = cue_trn | cue_payroll | cue_insurance;
    std::uint32_t cues = spot.label & wanted;
    for (std::size_t i = 0; i < spot.context.before.size() && i < 5 && cues == 0; ++i)
      cues = spot.context.before[i].cues & wanted;
    const bool insurance = spot.seen.shape == Shape::insurance;
    if (insurance && cues == 0) cues = cue_insurance;
    if (cues == 0 || ((cues & cue_insurance) != 0 && !insurance)) return no_finding;
    const auto digits = std::count_if(spot.seen.value.begin(), spot.seen.value.end(),
                                      [](char c) { return c >= '0' && c <= '9'; });
    if ((cues & cue_trn) != 0 && digits != 7) return no_finding;
    if (spot.context.has_before(cue_example, 4)) return no_finding;
    if (passage.about == About::other || names_another(passage) || spot.context.has_before(cue_other, 6))
      return others("staff-number.other");
    const std::string_view rule = insurance               ? "staff-number.insurance"
                                  : (cues & cue_trn) != 0 ? "staff-number.trn"
                                                          : "staff-number.payroll";
    return self(rule, spot.label != 0 || spot.context.has(cue_own) ? Certainty::certain : Certainty::likely);
  }

  // Made when it is first asked: most pages hold nothing to be judged.
  const Owner& owner() const {
    if (!owner_) owner_.emplace(material_, words_);
    return *owner_;
  }

  const Material& material_;
  mutable const FoldedPassage* said_of_ = nullptr;
  mutable bool says_self_ = false;
  const ContactWords& words_;
  mutable std::optional<Owner> owner_;
};

Kind kind_of(Shape shape) {
  switch (shape) {
    case Shape::phone:
      return Kind::phone;
    case Shape::email:
      return Kind::email;
    case Shape::postcode:
    case Shape::postcode_area:
      return Kind::postcode;
    case Shape::street:
      return Kind::street;
    case Shape::registration:
      return Kind::vehicle_registration;
    default:
      return Kind::staff_number;
  }
}

std::string unescaped(std::string_view address) {
  const auto hex = [](char c) {
    return c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
  };
  std::string text;
  for (std::size_t i = 0; i < address.size(); ++i) {
    if (address[i] == '%' && i + 2 < address.size() && hex(address[i + 1]) >= 0 && hex(address[i + 2]) >= 0) {
      text += static_cast<char>(hex(address[i + 1]) * 16 + hex(address[i + 2]));
      i += 2;
    } else {
      text += address[i];
    }
  }
  return text;
}

// Where in an address the number or the mailbox begins; npos for all other addresses.
std::size_t contact_in_address(std::string_view folded) {
  for (const std::string_view scheme :
       {"tel:", "mailto:", "sms:", "callto:", "facetime:", "whatsapp://send?phone="}) {
    if (folded.starts_with(scheme)) return scheme.size();
  }
  if (!folded.starts_with("http")) return std::string_view::npos;
  constexpr std::size_t last = 6;  // "https:"
  for (const std::string_view host : {"//wa.me/", "//api.whatsapp.com/send?phone=",
                                      "//api.whatsapp.com/send/?phone=", "//web.whatsapp.com/send?phone="}) {
    const std::size_t at = folded.substr(0, last + host.size()).find(host);
    if (at != std::string_view::npos) return at + host.size();
  }
  return std::string_view::npos;
}

class Contacts {
 public:
  Contacts(const Material& material, const ContactWords& words)
      : material_(material), words_(words), judge_(material, words) {}

  std::vector<Finding> run() {
    for (const FoldedPassage& in : material_.passages) {
      if (in.is_address) {
        link(in);
      } else {
        passage(in);
      }
    }
    drop_organisations();
    drop_lists();
    return std::move(found_);
  }

 private:
  void passage(const FoldedPassage& in) {
    const bool is_block = in.passage->syntax == "text"sv || in.passage->syntax == "label"sv;
    if (is_block) {
      block_ = &in;
      seen_in_block_.clear();
    }
    std::vector<Seen> all = shapes_in({in.folded.text, in.passage->text.words(), in.folded.origin}, words_);
    drop_plain_numbers(in, all);
    if (all.empty()) {
      if (is_block) note_section(in);
      return value_alone(in);
    }
    const std::uint32_t label = cues_of_label(in), section = in.passage->label.empty() ? section_now() : 0;
    std::size_t from = 0;
    Judgement last;
    const std::size_t first = found_.size();
    bool organisation = false;
    for (std::size_t i = 0; i < all.size() && !material_.is_full(found_); ++i) {
      const Seen& seen = all[i];
      if (is_block) seen_in_block_.insert(seen.value);
      // A street and the postcode behind it are one address, judged as one.
      const bool address = seen.shape == Shape::street && i + 1 < all.size() &&
                           all[i + 1].shape == Shape::postcode && all[i + 1].begin - seen.end <= most_between;
      const Seen& end = address ? all[i + 1] : seen;
      Spot spot{in, end, label, context_of(in, seen.begin, end.end, from, words_), section};
      if (from > 0 && seen.begin - from <= most_beside && spot.context.before.size() <= 1)
        spot.beside = last.verdict;
      spot.street_before = address;
      last = judge_.judge(spot);
      if (address) report_street({in, seen, label, spot.context, section, spot.beside}, last);
      report(in, end, last);
      organisation = organisation || last.verdict == Verdict::organisation;
      i += address ? 1 : 0;
      from = end.end;
    }
    if (organisation) drop_beside_organisation(first);
  }

  // The number beside "orders@…" is the shop's, whatever it asks for, unless it is said to be somebody's own.
  void drop_beside_organisation(std::size_t first) {
    const auto begin = found_.begin() + static_cast<std::ptrdiff_t>(first);
    found_.erase(std::remove_if(begin, found_.end(),
                                [](const Finding& finding) {
                                  return finding.certainty != Certainty::certain &&
                                         finding.whose == Whose::self;
                                }),
                 found_.end());
  }

  void report_street(const Spot& spot, const Judgement& postcode) {
    Judgement street = judge_.judge(spot);
    if (street.verdict == Verdict::nothing && postcode.verdict == Verdict::self)
      street = {Verdict::self, "street.address", postcode.certainty};
    report(spot.in, spot.seen, street);
  }

  // Numbers are of staff only where a word says so.
  void drop_plain_numbers(const FoldedPassage& in, std::vector<Seen>& all) const {
    const auto is_number = [](const Seen& seen) { return seen.shape == Shape::number; };
    if (std::none_of(all.begin(), all.end(), is_number)) return;
    const std::uint32_t cues = cues_in(in.folded.text, words_) | cues_of_label(in);
    if ((cues & (cue_trn | cue_payroll)) == 0) std::erase_if(all, is_number);
  }

  std::uint32_t cues_of_label(const FoldedPassage& in) const {
    return in.passage->label.empty() ? 0 : cues_in(base::fold(in.passage->label), words_);
  }

  // A few words alone head what comes below them: "Contact", "School office".
  void note_section(const FoldedPassage& in) {
    ++blocks_since_section_;
    if (in.folded.text.size() > longest_heading || !in.passage->label.empty()) return;
    section_ = &in;
    blocks_since_section_ = 0;
  }

  std::uint32_t section_now() const {
    return section_ == nullptr || blocks_since_section_ > 2 ? 0 : cues_in(section_->folded.text, words_);
  }

  // A whole value in structured data that no text would hold so: 447700900123, 7700900123.
  void value_alone(const FoldedPassage& in) {
    const std::string& field = in.passage->field;
    if (field == "street"sv && in.folded.text.size() <= 80 && in.folded.text.size() >= 4 &&
        is_stated(*in.passage)) {
      const Seen seen{Shape::street, 0, in.folded.text.size(), in.passage->text.words()};
      report(in, seen, judge_.judge({in, seen, 0, {}, 0}));
    }
    if (field != "phone"sv || in.folded.text.size() > 24) return;
    const Seen seen = phone_of(in.folded.text);
    if (seen.value.empty()) return;
    report(in, seen, judge_.judge({in, seen, 0, {}, 0}));
  }

  void link(const FoldedPassage& in) {
    const std::size_t begin = contact_in_address(in.folded.text);
    if (begin == std::string_view::npos) return;
    const std::string_view path = std::string_view(in.folded.text).substr(begin);
    const std::size_t end = begin + std::min(path.find_first_of("?&;#"), path.size());
    if (end == begin || end - begin > 120) return;
    const std::string text =
        base::fold(unescaped(std::string_view(in.folded.text).substr(begin, end - begin)));
    Seen seen;
    if (text.find('@') != std::string::npos) {
      const base::Origins origin(text.size());
      const std::vector<Seen> all = shapes_in({text, text, origin}, words_);
      if (all.empty() || all.front().shape != Shape::email) return;
      seen = all.front();
    } else {
      seen = phone_of(text);
    }
    // Where its words show the same, those are judged.
    if (seen.value.empty() || (is_around(in) && seen_in_block_.count(seen.value) != 0)) return;
    Spot spot{in, seen, 0, around(in), section_now()};
    if (is_around(in) && !block_->passage->label.empty())
      spot.label = cues_in(base::fold(block_->passage->label), words_);
    spot.link = true;
    seen.begin = begin;
    seen.end = end;
    report(in, seen, judge_.judge(spot));
  }

  bool is_around(const FoldedPassage& link) const {
    if (block_ == nullptr) return false;
    const page::Span block = block_->passage->text.source(), address = link.passage->text.source();
    return block.begin <= address.end + most_mark_up && block.end > address.begin;
  }

  // The words around a link: those of the block that it stands in, before and behind its own place there.
  Context around(const FoldedPassage& link) const {
    if (!is_around(link)) return {};
    const std::uint32_t at = link.passage->text.source().begin;
    const page::Text& text = block_->passage->text;
    const std::string& folded = block_->folded.text;
    std::size_t low = 0, high = folded.size();
    while (low < high) {
      const std::size_t middle = low + (high - low) / 2;
      const std::size_t word = block_->folded.origin[middle];
      if (text.source(word, word + 1).begin < at) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return context_of(*block_, low, low, 0, words_);
  }

  void report(const FoldedPassage& in, const Seen& seen, const Judgement& judgement) {
    const Kind kind = kind_of(seen.shape);
    if (judgement.verdict == Verdict::organisation) organisations_.insert({kind, seen.value});
    if (judgement.verdict != Verdict::self && judgement.verdict != Verdict::other) return;
    const bool staff = kind == Kind::staff_number,
               school = kind == Kind::email && judge_.is_school_address(seen.value);
    Finding finding = finding_at(in, seen.begin, seen.end, kind, seen.value, judgement.rule,
                                 staff    ? words_.staff_clause
                                 : school ? words_.school_clause
                                          : words_.clause);
    finding.certainty = judgement.certainty;
    finding.whose = judgement.verdict == Verdict::other ? Whose::other : Whose::self;
    material_.keep(found_, std::move(finding));
  }

  // A page with the numbers of many is a list of adverts, clubs or councillors: those that only the words
  // around them give to somebody are everybody's.
  void drop_lists() {
    std::map<Kind, std::set<std::string>> values;
    for (const Finding& finding : found_) {
      if (finding.whose == Whose::self && !bears_name(finding)) values[finding.kind].insert(finding.value);
    }
    std::erase_if(found_, [&](const Finding& finding) {
      if (finding.whose != Whose::self || bears_name(finding)) return false;
      const std::size_t most = most_of_one_person + (finding.certainty == Certainty::certain ? 1 : 0);
      return values[finding.kind].size() > most;
    });
  }

  static bool bears_name(const Finding& finding) {
    return finding.rule == "email.name" || finding.rule == "email.school-address" ||
           finding.rule.ends_with(".stated");
  }

  // What one place says is the school's is not the person's in another, unless that one is certain.
  void drop_organisations() {
    std::erase_if(found_, [&](const Finding& finding) {
      return finding.certainty != Certainty::certain &&
             organisations_.count({finding.kind, finding.value}) != 0;
    });
  }

  static constexpr std::size_t most_of_one_person = 3;  // numbers, addresses or cars; one more if certain
  static constexpr std::size_t most_beside = 8;         // bytes between two finds of one owner
  static constexpr std::size_t longest_heading = 40;    // bytes
  static constexpr std::size_t most_between = 60;       // bytes from a street to its postcode
  static constexpr std::uint32_t most_mark_up = 200;    // bytes from an address to the words of its link

  const Material& material_;
  const ContactWords& words_;
  Judge judge_;
  const FoldedPassage* block_ = nullptr;    // the last block of words
  const FoldedPassage* section_ = nullptr;  // the last few words that stood alone
  int blocks_since_section_ = 0;
  std::set<std::string> seen_in_block_;
  std::set<std::pair<Kind, std::string>> organisations_;
  std::vector<Finding> found_;
};

}  // namespace

std::vector<Finding> find_contacts(const Material& material, const ContactWords& words) {
  return Contacts(material, words).run();
}

}  // namespace gh::detect
