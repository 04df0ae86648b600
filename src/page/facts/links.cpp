#include "page/facts/links.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/text.h"
#include "page/facts/fact_writer.h"

namespace gh::page {
namespace {

constexpr std::size_t longest_rel = 100;
constexpr std::size_t longest_address = 4096;

// Manners towards crawlers and windows, no relation between the page and what it links to.
constexpr std::array<std::string_view, 8> empty_words{"nofollow",  "noopener", "noreferrer", "ugc",
                                                      "sponsored", "external", "opener",     "noindex"};
// A <link> with one of these is part of how the page is loaded.
constexpr std::array<std::string_view, 13> loading{"stylesheet",
                                                   "icon",
                                                   "preload",
                                                   "prefetch",
                                                   "dns-prefetch",
                                                   "preconnect",
                                                   "modulepreload",
                                                   "prerender",
                                                   "apple-touch-icon",
                                                   "apple-touch-icon-precomposed",
                                                   "mask-icon",
                                                   "manifest",
                                                   "apple-touch-startup-image"};
constexpr std::array<std::string_view, 5> no_addresses{"#", "javascript:", "data:", "blob:", "about:"};

struct Kind {
  std::string_view sign;
  std::string_view word;
};
constexpr std::array schemes{Kind{"mailto:", "mail"}, Kind{"tel:", "telephone"}, Kind{"sms:", "telephone"},
                             Kind{"callto:", "telephone"}};
constexpr std::array endings{Kind{".vcf", "vcard"}, Kind{".ics", "icalendar"}};
constexpr std::array types{Kind{"application/rss+xml", "feed"},   Kind{"application/atom+xml", "feed"},
                           Kind{"application/feed+json", "feed"}, Kind{"application/rdf+xml", "feed"},
                           Kind{"text/vcard", "vcard"},           Kind{"text/x-vcard", "vcard"},
                           Kind{"text/directory", "vcard"},       Kind{"text/calendar", "icalendar"}};

template <class List>
bool holds(const List& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

// `sign` is lower case. No copies are made: a page may have thousands of links.
bool begins_with(std::string_view text, std::string_view sign) {
  if (text.size() < sign.size()) return false;
  for (std::size_t i = 0; i < sign.size(); ++i) {
    const char c = text[i];
    if ((c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c) != sign[i]) return false;
  }
  return true;
}

// Of an address without its query and fragment.
bool ends_with(std::string_view address, std::string_view ending) {
  address = address.substr(0, address.find_first_of("?#"));
  return address.size() > ending.size() &&
         begins_with(address.substr(address.size() - ending.size()), ending);
}

// By scheme, type, or ending; empty for any other address.
std::string_view kind_of(std::string_view address, std::string_view type) {
  for (const Kind& kind : schemes) {
    if (begins_with(address, kind.sign)) return kind.word;
  }
  if (!type.empty()) {
    type = base::trim(type.substr(0, type.find(';')));
    for (const Kind& kind : types) {
      if (type.size() == kind.sign.size() && begins_with(type, kind.sign)) return kind.word;
    }
  }
  for (const Kind& kind : endings) {
    if (ends_with(address, kind.sign)) return kind.word;
  }
  return {};
}

bool is_elsewhere(std::string_view address) {
  if (address.empty() || address.size() > longest_address) return false;
  return std::none_of(no_addresses.begin(), no_addresses.end(),
                      [&](std::string_view sign) { return begins_with(address, sign); });
}

class LinkReader {
 public:
  explicit LinkReader(Page& page) : page_(page), writer_(page, Syntax::links) {}

  void run() {
    for (std::uint32_t i = 1; i < page_.nodes.size() && !writer_.full(); ++i) {
      if (is_link(page_.nodes[i])) read(i);
    }
  }

 private:
  bool is_link(const Node& node) const {
    if (node.tag == Tag::other) return page_.tag_name(node) == "area";
    return node.tag == Tag::a || node.tag == Tag::link;
  }

  void read(std::uint32_t index) {
    const Node& node = page_.nodes[index];
    const Attribute* href = page_.attribute(node, "href");
    if (href == nullptr) return;
    const std::string_view address = base::trim(page_.slice(href->value));
    if (!is_elsewhere(address)) return;
    const bool loaded = node.tag == Tag::link;
    if (!relate(page_.value(node, "rel"), loaded)) return;
    if (const std::string_view kind = kind_of(address, page_.value(node, "type")); !kind.empty()) add(kind);
    if (name_.empty()) name_ = "link";
    const bool hidden = node.hidden || loaded;
    if (href->value == href->source) {  // written just so: nothing to trace
      const auto begin = static_cast<std::uint32_t>(address.data() - page_.source.data());
      writer_.fact(nowhere, name_, address, begin, index, hidden);
    } else {
      writer_.fact(nowhere, name_, page_.value_text(*href), index, hidden);
    }
  }

  // The words of rel into name_; false for what is only loaded.
  bool relate(std::string_view rel, bool loaded) {
    name_.clear();
    if (rel.empty() || rel.size() > longest_rel) return true;
    const std::string words = base::lower_ascii(base::collapse_blanks(rel));
    for (const std::string_view word : base::split(words, ' ')) {
      if (loaded && holds(loading, word)) return false;
      if (!word.empty() && !holds(empty_words, word)) add(word);
    }
    return true;
  }

  void add(std::string_view word) {
    if (!name_.empty()) name_ += ' ';
    name_ += word;
  }

  Page& page_;
  FactWriter writer_;
  std::string name_;  // of the link at hand
};

}  // namespace

void read_links(Page& page) { LinkReader(page).run(); }

}  // namespace gh::page
