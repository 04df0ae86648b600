#include "page/facts/meta.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/text.h"
#include "page/facts/fact_writer.h"

namespace gh::page {
namespace {

constexpr auto npos = std::string_view::npos;
constexpr std::size_t longest_name = 100;

enum class Match : std::uint8_t { whole, prefix, anywhere };

struct Technical {
  std::string_view name;
  Match match;
};
// Says something to browsers, crawlers and installers, nothing about anybody. Verification codes and tokens
// name an account of the site's owner only to the service that issued them.
constexpr std::array technical{
    Technical{"viewport", Match::whole},
    Technical{"theme-color", Match::whole},
    Technical{"color-scheme", Match::whole},
    Technical{"supported-color-schemes", Match::whole},
    Technical{"robots", Match::whole},
    Technical{"googlebot", Match::prefix},
    Technical{"bingbot", Match::whole},
    Technical{"slurp", Match::whole},
    Technical{"google", Match::whole},
    Technical{"referrer", Match::whole},
    Technical{"format-detection", Match::whole},
    Technical{"handheldfriendly", Match::whole},
    Technical{"mobileoptimized", Match::whole},
    Technical{"mobile-web-app", Match::prefix},
    Technical{"apple-mobile-web-app", Match::prefix},
    Technical{"apple-itunes-app", Match::whole},
    Technical{"google-play-app", Match::whole},
    Technical{"msapplication", Match::prefix},
    Technical{"application-tilecolor", Match::whole},
    Technical{"skype_toolbar", Match::whole},
    Technical{"generator", Match::whole},
    Technical{"progid", Match::whole},
    Technical{"rating", Match::whole},
    Technical{"revisit-after", Match::whole},
    Technical{"distribution", Match::whole},
    Technical{"cache-control", Match::whole},
    Technical{"pragma", Match::whole},
    Technical{"expires", Match::whole},
    Technical{"charset", Match::whole},
    Technical{"next-head-count", Match::whole},
    Technical{"csrf", Match::anywhere},
    Technical{"token", Match::anywhere},
    Technical{"verif", Match::anywhere},
    Technical{"validate", Match::anywhere},
    Technical{"fb:app_id", Match::whole},
    Technical{"og:image:width", Match::whole},
    Technical{"og:image:height", Match::whole},
    Technical{"og:video:width", Match::whole},
    Technical{"og:video:height", Match::whole},
    Technical{"twitter:widgets", Match::prefix},
    Technical{"twitter:dnt", Match::whole},
};

// Prefixes whose `property` is a name of Open Graph or of one of its users, and not RDFa's.
constexpr std::array<std::string_view, 18> graph_prefixes{
    "og", "article", "profile",    "book",  "music", "video",  "product", "place",     "business",
    "fb", "al",      "restaurant", "books", "event", "author", "vk",      "pinterest", "medium"};

// Names that pages put into `property` by mistake for `name`.
constexpr std::array<std::string_view, 5> plain_properties{"author", "description", "keywords", "title",
                                                           "image"};

bool is_technical(std::string_view name) {
  return std::any_of(technical.begin(), technical.end(), [&](const Technical& row) {
    if (row.match == Match::whole) return name == row.name;
    return row.match == Match::prefix ? name.starts_with(row.name) : name.find(row.name) != npos;
  });
}

bool is_dublin_core(std::string_view name) {
  const std::size_t end = name.find_first_of(".:");
  const std::string_view prefix = name.substr(0, end);
  return end != npos && (prefix == "dc" || prefix == "dcterms" || prefix == "dcterm");
}

bool is_twitter(std::string_view name) { return name.starts_with("twitter:"); }

// Whether a `property` is ours; other ones are RDFa's.
bool is_ours(std::string_view property) {
  if (is_twitter(property) || is_dublin_core(property)) return true;
  const std::size_t colon = property.find(':');
  if (colon == npos) {
    return std::find(plain_properties.begin(), plain_properties.end(), property) != plain_properties.end();
  }
  return std::find(graph_prefixes.begin(), graph_prefixes.end(), property.substr(0, colon)) !=
         graph_prefixes.end();
}

// "og:image" of "og:image:alt"; empty for what has no parts.
std::string_view structure_of(std::string_view name) {
  for (const std::string_view root : {"og:image", "og:video", "og:audio"}) {
    if (name.starts_with(root) && (name.size() == root.size() || name[root.size()] == ':')) return root;
  }
  return {};
}

class MetaReader {
 public:
  explicit MetaReader(Page& page)
      : page_(page),
        graph_(page, Syntax::opengraph),
        twitter_(page, Syntax::twitter),
        dublin_core_(page, Syntax::dublin_core) {}

  void run() {
    for (std::uint32_t i = 1; i < page_.nodes.size(); ++i) {
      const Tag tag = page_.nodes[i].tag;
      if (tag == Tag::meta) {
        meta(i);
      } else if (tag == Tag::title) {
        title(i);
      } else if (tag == Tag::html) {
        graph_.fact(nowhere, "lang", page_.value_text(page_.nodes[i], "lang"), i, true);
      }
    }
  }

 private:
  // Pictures drawn in the page have titles, too: only the head's is the page's.
  void title(std::uint32_t index) {
    const Node& node = page_.nodes[index];
    if (titled_ || node.hidden || node.landmark != Landmark::head) return;
    titled_ = true;
    graph_.fact(nowhere, "title", page_.text_of(index), index, false);
  }

  void meta(std::uint32_t index) {
    const Node& node = page_.nodes[index];
    const Attribute* content = page_.attribute(node, "content");
    if (content == nullptr) return;
    // Copies: a view of the page's characters does not outlive the next fact.
    const std::string property = name_in(node, "property");
    const std::string name = name_in(node, "name");
    for (const std::string_view one : base::split(property, ' ')) {
      if (is_ours(one)) state(std::string(one), index, *content);
    }
    if (!name.empty() && name != property) state(name, index, *content);
  }

  // In lower case; empty for what is too long to be one.
  std::string name_in(const Node& node, std::string_view attribute) const {
    const std::string_view name = base::trim(page_.value(node, attribute));
    return name.size() <= longest_name ? base::lower_ascii(name) : "";
  }

  void state(std::string name, std::uint32_t index, const Attribute& content) {
    if (is_technical(name)) return;
    const Text value = page_.value_text(content);
    if (is_twitter(name)) return twitter_.fact(nowhere, name, value, index, true);
    if (is_dublin_core(name)) {
      std::replace(name.begin(), name.end(), ':', '.');
      return dublin_core_.fact(nowhere, name, value, index, true);
    }
    graph_.fact(item_for(name, index), name, value, index, true);
  }

  // "og:image" and "og:image:url" after it begin the next picture; the other parts belong to the last one.
  std::uint32_t item_for(std::string_view name, std::uint32_t index) {
    const std::string_view structure = structure_of(name);
    if (structure.empty()) return nowhere;
    const bool begins = name.size() == structure.size() || structure != structure_ ||
                        (name.substr(structure.size()) == ":url" && url_seen_);
    if (begins) {
      item_ = graph_.item(nowhere, structure, structure.substr(3), page_.nodes[index].source, true);
      url_seen_ = false;
    }
    structure_ = structure;
    url_seen_ = url_seen_ || name.substr(structure.size()) == ":url";
    return item_;
  }

  Page& page_;
  FactWriter graph_;
  FactWriter twitter_;
  FactWriter dublin_core_;
  bool titled_ = false;
  std::string_view structure_;  // of the item below
  std::uint32_t item_ = nowhere;
  bool url_seen_ = false;
};

}  // namespace

void read_meta(Page& page) { MetaReader(page).run(); }

}  // namespace gh::page
