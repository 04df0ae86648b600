#include "page/microformats/names.h"

#include <algorithm>
#include <array>

namespace gh::page::microformats {
namespace {

// Bits of ClassicRoots, in this order.
struct ClassicRoot {
  std::string_view token;
  std::string_view type;
};
constexpr std::array<ClassicRoot, 13> classic_roots{{{"item", "h-item"},
                                                     {"adr", "h-adr"},
                                                     {"geo", "h-geo"},
                                                     {"hentry", "h-entry"},
                                                     {"hfeed", "h-feed"},
                                                     {"hnews", "h-news"},
                                                     {"hproduct", "h-product"},
                                                     {"hrecipe", "h-recipe"},
                                                     {"hresume", "h-resume"},
                                                     {"hreview", "h-review"},
                                                     {"hreview-aggregate", "h-review-aggregate"},
                                                     {"vcard", "h-card"},
                                                     {"vevent", "h-event"}}};
constexpr ClassicRoots item = 1, adr = 2, geo = 4, hentry = 8, hfeed = 16, hnews = 32, hproduct = 64,
                       hrecipe = 128, hresume = 256, hreview = 512, aggregate = 1024, vcard = 2048,
                       vevent = 4096;
constexpr ClassicRoots reviews = hreview | aggregate;

struct Rule {
  std::string_view token;
  ClassicRoots roots;
  Prefix prefix;
  std::string_view name;
};

using enum Prefix;

// Sorted by token. A word that means different things to different roots has a row for each.
constexpr Rule class_rules[] = {
    {"additional-name", vcard, p, "additional-name"},
    {"adr", vcard, p, "adr"},
    {"affiliation", hresume, p, "affiliation"},
    {"agent", vcard, p, "agent"},
    {"attendee", vevent, p, "attendee"},
    {"author", hentry | hfeed | hrecipe, p, "author"},
    {"average", aggregate, p, "average"},
    {"bday", vcard, dt, "bday"},
    {"best", reviews, p, "best"},
    {"brand", hproduct, p, "brand"},
    {"category", vcard | vevent | hentry | hfeed | hproduct | hrecipe, p, "category"},
    {"class", vcard, p, "class"},
    {"contact", hresume | vevent, p, "contact"},
    {"count", aggregate, p, "count"},
    {"country-name", adr | vcard, p, "country-name"},
    {"dateline", hnews, p, "dateline"},
    {"description", vevent | hproduct | aggregate, p, "description"},
    {"description", hreview, e, "content"},
    {"dtend", vevent, dt, "end"},
    {"dtreviewed", reviews, dt, "reviewed"},
    {"dtstart", vevent, dt, "start"},
    {"duration", vevent | hrecipe, dt, "duration"},
    {"education", hresume, p, "education"},
    {"email", vcard, u, "email"},
    {"entry", hnews, p, "entry"},
    {"entry-content", hentry, e, "content"},
    {"entry-summary", hentry, p, "summary"},
    {"entry-title", hentry, p, "name"},
    {"experience", hresume, p, "experience"},
    {"extended-address", adr | vcard, p, "extended-address"},
    {"family-name", vcard, p, "family-name"},
    {"fn", vcard | hproduct | hrecipe | aggregate | item, p, "name"},
    {"geo", vcard | hnews | hentry, p, "geo"},
    {"geo", vevent, p, "location"},
    {"given-name", vcard, p, "given-name"},
    {"honorific-prefix", vcard, p, "honorific-prefix"},
    {"honorific-suffix", vcard, p, "honorific-suffix"},
    {"identifier", hproduct, u, "identifier"},
    {"ingredient", hrecipe, p, "ingredient"},
    {"instructions", hrecipe, e, "instructions"},
    {"item", reviews, p, "item"},
    {"key", vcard, p, "key"},
    {"label", vcard, p, "label"},
    {"latitude", geo | vcard, p, "latitude"},
    {"locality", adr | vcard, p, "locality"},
    {"location", vevent, p, "location"},
    {"logo", vcard, u, "logo"},
    {"longitude", geo | vcard, p, "longitude"},
    {"mailer", vcard, p, "mailer"},
    {"nickname", vcard, p, "nickname"},
    {"note", vcard, p, "note"},
    {"nutrition", hrecipe, p, "nutrition"},
    {"org", vcard, p, "org"},
    {"organization-name", vcard, p, "organization-name"},
    {"organization-unit", vcard, p, "organization-unit"},
    {"organizer", vevent, p, "organizer"},
    {"photo", vcard | hfeed | hproduct | hrecipe | aggregate | item, u, "photo"},
    {"post-office-box", adr | vcard, p, "post-office-box"},
    {"postal-code", adr | vcard, p, "postal-code"},
    {"price", hproduct, p, "price"},
    {"published", hentry | hrecipe, dt, "published"},
    {"rating", reviews, p, "rating"},
    {"region", adr | vcard, p, "region"},
    {"rev", vcard, p, "rev"},
    {"review", hproduct | hrecipe, p, "review"},
    {"reviewer", reviews, p, "author"},
    {"role", vcard, p, "role"},
    {"site-description", hfeed, p, "summary"},
    {"site-title", hfeed, p, "name"},
    {"skill", hresume, p, "skill"},
    {"sort-string", vcard, p, "sort-string"},
    {"sound", vcard, u, "sound"},
    {"source-org", hnews, p, "source-org"},
    {"street-address", adr | vcard, p, "street-address"},
    {"summary", vevent | reviews, p, "name"},
    {"summary", hresume | hrecipe, p, "summary"},
    {"tel", vcard, p, "tel"},
    {"title", vcard, p, "job-title"},
    {"tz", vcard, p, "tz"},
    {"uid", vcard | vevent, u, "uid"},
    {"updated", hentry, dt, "updated"},
    {"url", vcard | vevent | hfeed | hproduct | reviews | item, u, "url"},
    {"votes", aggregate, p, "votes"},
    {"worst", reviews, p, "worst"},
    {"yield", hrecipe, p, "yield"},
};
constexpr Rule rel_rules[] = {
    {"bookmark", hentry | hreview, u, "url"},
    {"principles", hnews, u, "principles"},
    {"tag", vcard | hentry | hfeed | hproduct | hrecipe | hreview, p, "category"},
};
static_assert(std::ranges::is_sorted(class_rules, {}, &Rule::token));
static_assert(std::ranges::is_sorted(rel_rules, {}, &Rule::token));

// Heights of a style sheet in common use (https://tailwindcss.com/docs/height): whole pages are built of
// them, and none of them is a vocabulary.
constexpr std::array<std::string_view, 14> heights{"auto", "dvh", "dvw", "fit", "full", "lh",  "lvh",
                                                   "lvw",  "max", "min", "px",  "svh",  "svw", "screen"};

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_lower_or_digit(char c) { return is_lower(c) || (c >= '0' && c <= '9'); }

// ([a-z0-9]+-)?([a-z]+-)*[a-z]+
bool is_name(std::string_view name) {
  bool first = true;
  while (true) {
    const std::size_t dash = name.find('-');
    const bool last = dash == std::string_view::npos;
    const std::string_view part = name.substr(0, dash);
    const bool digits_too = first && !last;
    if (part.empty() || !std::ranges::all_of(part, digits_too ? is_lower_or_digit : is_lower)) return false;
    if (last) return true;
    name.remove_prefix(dash + 1);
    first = false;
  }
}

void add_once(const PropertyName& property, std::vector<PropertyName>& out) {
  if (std::ranges::find(out, property) == out.end()) out.push_back(property);
}

bool is_property(std::string_view token) {
  if (token.size() < 3 || (token[1] != '-' && token[2] != '-')) return false;
  if (token.starts_with("dt-")) return is_name(token.substr(3));
  return (token[0] == 'p' || token[0] == 'u' || token[0] == 'e') && token[1] == '-' &&
         is_name(token.substr(2));
}

}  // namespace

bool is_root(std::string_view token) {
  return token.starts_with("h-") && is_name(token.substr(2)) &&
         std::ranges::find(heights, token.substr(2)) == heights.end();
}

void add_property(std::string_view token, std::vector<PropertyName>& out) {
  if (!is_property(token)) return;
  if (token[0] == 'd') {
    out.push_back({dt, token.substr(3)});
  } else {
    out.push_back({token[0] == 'p' ? p : token[0] == 'u' ? u : e, token.substr(2)});
  }
}

ClassicRoots classic_root(std::string_view token) {
  const char c = token.front();
  if (c != 'h' && c != 'v' && c != 'a' && c != 'g' && c != 'i') return 0;
  const auto found = std::ranges::find(classic_roots, token, &ClassicRoot::token);
  return found == classic_roots.end() ? ClassicRoots{0}
                                      : static_cast<ClassicRoots>(1u << (found - classic_roots.begin()));
}

bool is_classic_review(ClassicRoots roots) { return (roots & reviews) != 0; }

std::vector<std::string_view> types_of(ClassicRoots roots) {
  if (roots != item) roots &= static_cast<ClassicRoots>(~item);  // "item vcard" is a card
  std::vector<std::string_view> types;
  for (std::size_t i = 0; i < classic_roots.size(); ++i) {
    if ((roots >> i & 1) != 0) types.push_back(classic_roots[i].type);
  }
  return types;
}

void add_classic_property(ClassicRoots roots, std::string_view token, bool is_rel,
                          std::vector<PropertyName>& out) {
  const auto add_all = [&](const auto& rules) {
    const auto end = std::ranges::end(rules);
    for (auto rule = std::ranges::lower_bound(rules, token, {}, &Rule::token);
         rule != end && rule->token == token; ++rule) {
      if ((rule->roots & roots) != 0) add_once({rule->prefix, rule->name}, out);
    }
  };
  if (is_rel) {
    add_all(rel_rules);
  } else {
    add_all(class_rules);
  }
}

Marks marks_of(std::string_view classes) {
  Marks marks = 0;
  for_each_token(classes, [&](std::string_view token) {
    switch (token.front()) {
      case 'h':
        if (is_root(token)) marks |= has_root;
        [[fallthrough]];
      case 'a':
      case 'g':
        if (classic_root(token) != 0) marks |= has_classic_root;
        break;
      case 'v':
        if (classic_root(token) != 0) marks |= has_classic_root;
        if (token == "value") marks |= has_value;
        if (token == "value-title") marks |= has_value_title;
        break;
      case 'p':
      case 'u':
      case 'd':
      case 'e':
        if (is_property(token)) marks |= has_property;
        break;
      default:
        break;
    }
  });
  return marks;
}

std::vector<Marks> marks_of(const Page& page) {
  // Most pages have no root at all: one look at each class attribute says so, and no node is visited.
  const auto is_class = [&](const Attribute& attribute) {
    return attribute.name.end - attribute.name.begin == 5 && page.slice(attribute.name) == "class";
  };
  Marks all = 0;
  for (const Attribute& attribute : page.attributes) {
    if (is_class(attribute)) all |= marks_of(page.slice(attribute.value));
  }
  std::vector<Marks> marks;
  if ((all & (has_root | has_classic_root)) == 0) return marks;
  marks.resize(page.nodes.size());
  for (std::size_t i = 0; i < page.nodes.size(); ++i) {
    const Node& node = page.nodes[i];
    if (node.attribute_count != 0) marks[i] = marks_of(page.value(node, "class"));
  }
  return marks;
}

}  // namespace gh::page::microformats
