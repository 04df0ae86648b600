#include "detect/contact_judge.h"

#include <algorithm>
#include <optional>
#include <set>

#include "detect/beside.h"
#include "detect/contact_owner.h"
#include "detect/headings.h"
#include "detect/tokens.h"
#include "detect/whose.h"

namespace gh::detect {
namespace {

using namespace std::string_view_literals;  // compared by size first

using scrape::About;
using scrape::Passage;
using scrape::Place;

Judgement self(std::string_view rule, Certainty certainty = Certainty::likely) {
  return {Verdict::self, rule, certainty};
}
Judgement others(std::string_view rule) { return {Verdict::other, rule, Certainty::likely}; }
constexpr Judgement no_finding{};
constexpr Judgement of_organisation{Verdict::organisation, "", Certainty::certain};

bool is_edge(Place place) {
  return place == Place::footer || place == Place::navigation || place == Place::aside;
}

}  // namespace

bool is_stated(const Passage& passage) {
  const std::string& syntax = passage.syntax;
  return syntax == "json-ld"sv || syntax == "json"sv || syntax == "state"sv || syntax == "vcard"sv ||
         syntax == "icalendar"sv;
}

class ContactJudge::Rules {
 public:
  Rules(const Material& material, const ContactWords& words) : material_(material), words_(words) {}

  Judgement judge(const Spot& spot) const {
    const Passage& passage = *spot.in.passage;
    if (spot.seen.shape == Shape::number || spot.seen.shape == Shape::insurance) return staff_number(spot);
    if (passage.field == "organisation_contact"sv) return of_organisation;
    // "Have you seen Patch? … Robin 07700 900123": whoever the page is of.
    const bool strangers = spot.in.of_reader || owner().page_is_strangers() || is_in_list_of_another(spot) ||
                           is_below_others(material_, spot.in);
    if (is_anothers(material_, passage) || spot.in.speaker == Speaker::another || names_another(passage) ||
        (strangers && !names_owner(spot.context)) ||
        is_in_record_of_another(material_, spot.in, spot.seen.begin))
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
    const Passage& passage = *spot.in.passage;
    if (spot.in.heading < 0 || passage.label.empty() || is_named_in_full(material_, passage.entity))
      return false;
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
        return named_last(material_, spot.in, spot.seen.begin) != Referent::person &&
               said_by_headings(material_, spot.in) != Whose::self;
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

  // "Robin Ashdown is our treasurer and can be reached on 01632 960034": nobody else is named in between.
  bool is_reached(const Spot& spot) const {
    constexpr std::size_t nearest = 4;
    const auto& before = spot.context.before;
    const auto end = before.begin() + static_cast<std::ptrdiff_t>(std::min(before.size(), nearest));
    const bool reached = std::any_of(before.begin(), end, [&](const NearWord& word) {
      return words_.reached.find(word.word) != words_.reached.end();
    });
    return reached && !owner().page_is_organisations() && owner_before(spot) &&
           named_last(material_, spot.in, spot.seen.begin) == Referent::person;
  }

  // "Robin Ashdown / Janitor, Fenby High School / Mob 07700 900417 | School office 01632 960250"
  bool is_signed(const Spot& spot) const {
    constexpr std::size_t farthest = 160;
    if (spot.context.before.empty() || (spot.context.before[0].cues & cue_direct) == 0) return false;
    const std::size_t begin = spot.seen.begin;
    const std::size_t from = begin > farthest ? begin - farthest : 0;
    const std::string_view above = std::string_view(spot.in.folded.text).substr(from, begin - from);
    return owner().names_owner(above) && !names_relative(above);
  }

  // "Robin Ashdown / robin@mail.example / 07700 900640": a card, or an entry of a list of people.
  bool is_below_own_line(const Spot& spot) const {
    constexpr std::size_t longest_line = 40, farthest = 160;
    const std::string_view text = spot.in.folded.text;
    // Below "-----", as mails have it.
    const std::size_t begin = std::min(text.find_first_not_of("-_=*\n "), text.size());
    const std::size_t end = text.find('\n', begin);
    if (end > begin + longest_line || spot.seen.begin > farthest || spot.seen.begin < end) return false;
    const std::size_t from = spot.in.folded.origin[begin];
    const std::string_view line =
        std::string_view(spot.in.passage->text.words()).substr(from, spot.in.folded.origin[end] - from);
    if (!is_named_in_full(material_, line) || names_relative(text.substr(end, spot.seen.begin - end)))
      return false;
    const auto& before = spot.context.before;
    return before.empty() || (before[0].cues & (cue_organisation | cue_other | cue_not_number)) == 0;
  }

  // "Robin Ashdown – dad of two, Nell and Kit. Text them on 07700 900305", in a list of people.
  bool is_in_own_entry(const Spot& spot) const {
    constexpr std::size_t longest_entry = 300, nearest = 4;
    if (!spot.seen.mobile || spot.seen.begin > longest_entry ||
        !spot.context.has_before(cue_contact, nearest))
      return false;
    const auto& before = spot.context.before;
    for (std::size_t i = 0; i < before.size() && i < nearest; ++i) {
      const bool pronoun = (material_.people.of(before[i].word) & lexicon::PeopleWords::third) != 0;
      if ((before[i].cues & cue_organisation) != 0 || ((before[i].cues & cue_other) != 0 && !pronoun))
        return false;
      if (before[i].capital && before[i].cues == 0 && !owner().is_name_word(before[i].word) &&
          (material_.people.of(before[i].word) & lexicon::PeopleWords::given_names) != 0)
        return false;
    }
    return begins_own_entry(material_, spot.in, spot.seen.begin);
  }

  // "In an emergency tell / Kit Toft (husband) / Mobile …"
  bool names_relative(std::string_view text) const {
    for (auto token = token_from(text, 0); token; token = token_from(text, token->end)) {
      const std::string_view word = text.substr(token->begin, token->end - token->begin);
      const std::uint64_t lists = material_.people.of(word);
      const bool of_work = (lists & lexicon::PeopleWords::staff) != 0;  // "Drama teacher"
      if ((lists & lexicon::PeopleWords::relatives) != 0 && !of_work) return true;
    }
    return false;
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
        word != nullptr && (word->cues & cue_not_number) != 0 && !context.before.empty() && !seen.spelled) {
      if (context.has_before(cue_not_number, 4)) return no_finding;
    }
    if (context.has_before(cue_example, 3)) return no_finding;
    if (spot.label != 0 || passage.field == "phone"sv) {
      if ((spot.label & cue_other) != 0 && (spot.label & cue_own) == 0) return others("phone.other");
      if ((spot.label & cue_organisation) != 0 && (spot.label & cue_own) == 0 && !seen.mobile)
        return of_organisation;
      if (is_titled(context) || is_right_behind_another(context)) return others("phone.other");
      if ((spot.section & cue_other) != 0 && (spot.label & cue_own) == 0) return others("phone.other");
      if (is_in_advert(spot.in) && !seen.mobile) return of_organisation;
      if ((spot.label & cue_contact) != 0 || passage.field == "phone"sv) {
        if (seen.business ||
            (!seen.mobile &&
             (is_edge(passage.place) || owner().near_employer(spot.in, spot.seen.begin, spot.seen.end))))
          return of_organisation;
        return self("phone.label", Certainty::certain);
      }
    }
    if (right_after_own_name(context) || is_signed(spot)) return self("phone.own-words", Certainty::certain);
    if (is_in_own_entry(spot) || is_below_own_line(spot)) return self("phone.own-words");
    if (is_reached(spot)) return self("phone.own-words");
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

  // "Clive (husband) 0770…", "mum's: 0770…"
  static bool is_right_behind_another(const Context& context) {
    return context.has_before(cue_other, 1) && !context.has_before(cue_own, 2);
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
    if (is_in_letter_head(spot)) return others("email.other");
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
    // "E-mail: robin.knits@", on their own page.
    if (kind == Box::namesake && !school && owner().page_is_theirs() && (spot.label & cue_contact) != 0 &&
        (spot.label & cue_other) == 0)
      return self("email.label");
    // "Ring Robin Ashdown on 01632 960418, or paintwithrobin@"
    if (kind == Box::unknown && !school && owner().ends_with_first_name(box) && owner_before(spot) &&
        !owner().page_is_organisations())
      return self("email.name");
    if (kind == Box::namesake) kind = Box::another;
    if (kind == Box::another && (school || !own)) return others("email.other");
    if ((spot.label & cue_organisation) != 0 && (spot.label & cue_own) == 0) return of_organisation;
    if ((spot.label & cue_other) != 0) return others("email.other");
    if ((spot.label & cue_contact) != 0 || passage.field == "email"sv) {
      if (is_edge(passage.place) && !owner().page_is_theirs()) return no_finding;
      return self("email.label", Certainty::certain);
    }
    if (kind != Box::first_name && asks_for_another(spot) && !names_owner(spot.context))
      return others("email.other");
    if ((own && asks) || names_owner(spot.context)) return self("email.own-words", Certainty::certain);
    if (near != nullptr && (near->cues & cue_other) != 0) return others("email.other");
    if (near != nullptr && (near->cues & cue_organisation) != 0 && kind != Box::first_name)
      return of_organisation;
    if (school) return others("email.other");
    return plain_email(spot, kind, asks, own);
  }

  // "Message-ID: <2023080@", "To: bees@"
  bool is_in_letter_head(const Spot& spot) const {
    constexpr std::size_t longest_line = 200;
    const std::string_view all = std::string_view(spot.in.folded.text).substr(0, spot.seen.begin);
    const std::string_view before = all.substr(all.size() - std::min(all.size(), longest_line));
    const std::size_t line = before.rfind('\n') + 1;  // 0 for none
    if (line == 0 && before.size() < all.size()) return false;
    const std::string_view head = before.substr(line, before.find(':', line) - line);
    return words_.letter_heads.find(head) != words_.letter_heads.end();
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
      if (venue || is_edge(passage.place) || owner().page_is_organisations() || is_in_advert(spot.in))
        return of_organisation;
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

  // "Location: Hull HU99 1AA", and "Salary" in the same record.
  bool is_in_advert(const FoldedPassage& in) const {
    constexpr std::ptrdiff_t reach = 6;
    const auto& all = material_.passages;
    const std::ptrdiff_t at = &in - all.data();
    const auto begin = all.begin() + std::max<std::ptrdiff_t>(at - reach, 0);
    const auto end = all.begin() + std::min<std::ptrdiff_t>(at + reach + 1, std::ssize(all));
    return std::any_of(begin, end, [&](const FoldedPassage& one) {
      return !one.passage->label.empty() && words_.advert_labels.contains(base::fold(one.passage->label));
    });
  }

  // "Robin Ashdown, 3 Mill Row, Hull HU99 1AA": an address, with no word that would make it another's.
  bool below_own_name(const Spot& spot) const {
    constexpr std::size_t farthest = 9;  // words; the digits of a number between count for none
    const auto& before = spot.context.before;
    for (std::size_t i = 0, words = 0; i < before.size() && words < farthest; ++i) {
      words += before[i].word.find_first_not_of("0123456789") == std::string_view::npos ? 0 : 1;
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
    const bool named = owner().names_owner(spot.in.folded.text);
    if (owner().page_is_anothers() && near == nullptr && !named) return no_finding;
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

ContactJudge::ContactJudge(const Material& material, const ContactWords& words)
    : rules_(std::make_unique<Rules>(material, words)) {}
ContactJudge::~ContactJudge() = default;

Judgement ContactJudge::judge(const Spot& spot) const { return rules_->judge(spot); }

bool ContactJudge::is_school_address(std::string_view address) const {
  return rules_->is_school_address(address);
}

}  // namespace gh::detect
