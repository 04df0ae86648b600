#include "page/facts/feed.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "base/text.h"
#include "page/facts/document_writer.h"
#include "page/facts/strip_mark_up.h"
#include "page/facts/xml.h"
#include "page/html/layout.h"

namespace gh::page {
namespace {

// What stands in an element, or where.
enum class Kind : std::uint8_t {
  markup,    // words, in RSS with HTML among them
  words,     // words
  value,     // a date, an identifier
  link,      // an address, as text or in href
  url,       // an address in url or href
  category,  // a word in term, text, or as text
  person,    // name, email and uri below it, or just words
  entry,     // an item of the feed
  skipped,   // with all below it: of other feeds, or for machines
};

struct Row {
  std::string_view element;
  std::string_view fact;
  Kind kind;
};

// src: the documents named in feed.h; Atom 0.3 has tagline, issued, modified and created.
constexpr std::array rows{
    Row{"title", "title", Kind::markup},
    Row{"link", "link", Kind::link},
    Row{"description", "summary", Kind::markup},
    Row{"summary", "summary", Kind::markup},
    Row{"content", "content", Kind::markup},
    Row{"content:encoded", "content", Kind::markup},
    Row{"pubDate", "published", Kind::value},
    Row{"published", "published", Kind::value},
    Row{"updated", "updated", Kind::value},
    Row{"guid", "id", Kind::value},
    Row{"id", "id", Kind::value},
    Row{"item", "entry", Kind::entry},
    Row{"entry", "entry", Kind::entry},
    Row{"author", "author", Kind::person},
    Row{"name", "name", Kind::words},
    Row{"email", "email", Kind::value},
    Row{"uri", "url", Kind::value},
    Row{"dc:creator", "author", Kind::words},
    Row{"category", "category", Kind::category},
    Row{"contributor", "contributor", Kind::person},
    Row{"subtitle", "subtitle", Kind::markup},
    Row{"tagline", "subtitle", Kind::markup},
    Row{"lastBuildDate", "updated", Kind::value},
    Row{"modified", "updated", Kind::value},
    Row{"issued", "published", Kind::value},
    Row{"created", "published", Kind::value},
    Row{"dc:date", "published", Kind::value},
    Row{"dcterms:created", "published", Kind::value},
    Row{"dcterms:modified", "updated", Kind::value},
    Row{"dc:subject", "category", Kind::words},
    Row{"copyright", "rights", Kind::words},
    Row{"dc:rights", "rights", Kind::words},
    Row{"dc:language", "language", Kind::value},
    Row{"language", "language", Kind::value},
    Row{"comments", "comments", Kind::link},
    Row{"enclosure", "enclosure", Kind::url},
    Row{"itunes:author", "author", Kind::words},
    Row{"itunes:owner", "itunes:owner", Kind::person},
    Row{"itunes:name", "name", Kind::words},
    Row{"itunes:email", "email", Kind::value},
    Row{"itunes:title", "title", Kind::words},
    Row{"itunes:summary", "summary", Kind::markup},
    Row{"itunes:subtitle", "subtitle", Kind::markup},
    Row{"itunes:keywords", "category", Kind::words},
    Row{"itunes:category", "category", Kind::category},
    Row{"itunes:image", "image", Kind::url},
    Row{"media:thumbnail", "media:thumbnail", Kind::url},
    Row{"media:content", "media:content", Kind::url},
    Row{"media:player", "media:player", Kind::url},
    Row{"media:credit", "media:credit", Kind::words},
    Row{"media:title", "media:title", Kind::markup},
    Row{"media:description", "media:description", Kind::markup},
    Row{"image", "", Kind::skipped},  // repeats the title
    Row{"textInput", "", Kind::skipped},
    Row{"source", "", Kind::skipped},
    Row{"generator", "", Kind::skipped},
    Row{"docs", "", Kind::skipped},
    Row{"ttl", "", Kind::skipped},
    Row{"cloud", "", Kind::skipped},
    Row{"skipHours", "", Kind::skipped},
    Row{"skipDays", "", Kind::skipped},
    Row{"sy:updatePeriod", "", Kind::skipped},
    Row{"sy:updateFrequency", "", Kind::skipped},
    Row{"itunes:explicit", "", Kind::skipped},
    Row{"itunes:block", "", Kind::skipped},
    Row{"rdf:Seq", "", Kind::skipped},
};

struct Namespace {
  std::string_view name;    // its URI, without scheme and last slash
  std::string_view prefix;  // that the rows above use for it
};
constexpr std::array namespaces{
    Namespace{"www.w3.org/2005/Atom", ""},
    Namespace{"purl.org/atom/ns#", ""},
    Namespace{"purl.org/rss/1.0", ""},
    Namespace{"my.netscape.com/rdf/simple/0.9", ""},
    Namespace{"purl.org/dc/elements/1.1", "dc"},
    Namespace{"purl.org/dc/terms", "dcterms"},
    Namespace{"purl.org/rss/1.0/modules/content", "content"},
    Namespace{"purl.org/rss/1.0/modules/syndication", "sy"},
    Namespace{"www.itunes.com/dtds/podcast-1.0.dtd", "itunes"},
    Namespace{"search.yahoo.com/mrss", "media"},
    Namespace{"www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf"},
};

const Row* row_of(std::string_view element) {
  const auto found =
      std::find_if(rows.begin(), rows.end(), [&](const Row& row) { return row.element == element; });
  return found == rows.end() ? nullptr : &*found;
}

// The prefixes that a document declares, as the rows name them. One scope for all of it: feeds declare at the
// top.
class Prefixes {
 public:
  explicit Prefixes(const Xml& xml) {
    for (const XmlNode& node : xml.nodes) {
      if (xml.slice(node.start_tag).find("xmlns:") == std::string_view::npos) continue;
      each_attribute(xml.source, node.start_tag,
                     [&](std::string_view name, std::string_view uri, std::uint32_t) { declare(name, uri); });
      if (known_.size() >= most) return;
    }
  }

  // "a10:author" as "author", where a10 is Atom's.
  std::string usual(std::string_view name) const {
    const std::size_t colon = name.find(':');
    if (colon == std::string_view::npos) return std::string(name);
    const std::string_view prefix = name.substr(0, colon);
    const auto found =
        std::find_if(known_.begin(), known_.end(), [&](const Namespace& row) { return row.name == prefix; });
    if (found == known_.end()) return std::string(name);
    if (found->prefix.empty()) return std::string(name.substr(colon + 1));
    return std::string(found->prefix) + std::string(name.substr(colon));
  }

 private:
  static constexpr std::size_t most = 64;

  // Feeds are not exact about either end of these names.
  static std::string_view bare(std::string_view uri) {
    if (const std::size_t scheme = uri.find("://"); scheme != std::string_view::npos)
      uri.remove_prefix(scheme + 3);
    if (uri.ends_with('/')) uri.remove_suffix(1);
    return uri;
  }

  void declare(std::string_view name, std::string_view uri) {
    if (!name.starts_with("xmlns:") || known_.size() >= most) return;
    const auto found = std::find_if(namespaces.begin(), namespaces.end(), [&](const Namespace& row) {
      return base::equal_ignoring_case(row.name, bare(uri));
    });
    if (found != namespaces.end()) known_.push_back({name.substr(6), found->prefix});
  }

  std::vector<Namespace> known_;  // "name" is the prefix as written
};

bool is_blank(const Text& text) { return base::trim(text.words()).empty(); }

// One pass over the elements that knows which items are open.
class FeedReader {
 public:
  FeedReader(Page& page, const Xml& xml) : xml_(xml), prefixes_(xml), writer_(page, Syntax::feed, true) {}

  void run() {
    const XmlNode& root = xml_.nodes[0];
    atom_ = prefixes_.usual(xml_.name(root)) == "feed";
    open(0, "", "feed");
    for (std::uint32_t i = 1; i < xml_.nodes.size() && !writer_.full();) {
      while (open_.size() > 1 && open_.back().end <= i) open_.pop_back();
      i = visit(i);
    }
  }

 private:
  struct Open {
    std::uint32_t item;
    std::uint32_t end;
  };

  std::uint32_t item() const { return open_.empty() ? nowhere : open_.back().item; }

  void open(std::uint32_t index, std::string_view name, std::string_view type) {
    const XmlNode& node = xml_.nodes[index];
    open_.push_back({writer_.item(item(), name, type, node.source, false), node.end});
  }

  // Gives the element to go on with: the next, or the one behind what was read whole.
  std::uint32_t visit(std::uint32_t index) {
    const XmlNode& node = xml_.nodes[index];
    const std::string name = prefixes_.usual(xml_.name(node));
    const Row* row = row_of(name);
    if (row == nullptr) {
      if (is_leaf(node)) unknown(node, name);
      return index + 1;
    }
    switch (row->kind) {
      case Kind::skipped:
        return node.end;
      case Kind::entry:
        open(index, "entry", "entry");
        return index + 1;
      case Kind::person:
        return person(index, *row);
      case Kind::markup:
        writer_.words(item(), row->fact, text_of(index));
        return node.end;
      case Kind::words:
        writer_.words(item(), row->fact, collapse_blanks(words_of(node)));
        return node.end;
      default:
        address_or_value(node, *row);
        return index + 1;
    }
  }

  // A module that we do not know: what is one word may well be a number or a key, and is not shown.
  void unknown(const XmlNode& node, std::string_view name) {
    const Text text = collapse_blanks(words_of(node));
    if (text.words().find(' ') == std::string::npos) {
      writer_.value(item(), name, text);
    } else {
      writer_.words(item(), name, text);
    }
  }

  std::uint32_t person(std::uint32_t index, const Row& row) {
    const XmlNode& node = xml_.nodes[index];
    if (node.end > index + 1) {
      open(index, row.fact, "Person");
    } else {
      writer_.words(item(), row.fact, collapse_blanks(words_of(node)));
    }
    return index + 1;
  }

  void address_or_value(const XmlNode& node, const Row& row) {
    switch (row.kind) {
      case Kind::link:
        return link(node, row);
      case Kind::url:
        return writer_.value(item(), row.fact, first_of(node, "url", "href"));
      case Kind::category:
        return writer_.words(item(), row.fact, first_of(node, "term", "text"));
      default:
        return writer_.value(item(), row.fact, words_if_leaf(node));
    }
  }

  // Atom's links say what they are for: "self", "enclosure", "next".
  void link(const XmlNode& node, const Row& row) {
    const Text rel = xml_.attribute(node, "rel");
    const std::string_view name = rel.words();
    const bool named = !name.empty() && name != "alternate" && name.size() <= 40;
    writer_.value(item(), named ? name : row.fact, first_of(node, "href", "href"));
  }

  // The first of these attributes that says something, else the words of the element.
  Text first_of(const XmlNode& node, std::string_view one, std::string_view other) const {
    for (const std::string_view name : {one, other}) {
      Text value = xml_.attribute(node, name);
      if (!is_blank(value)) return value;
    }
    return words_if_leaf(node);
  }

  // What holds elements says nothing in words of its own; nor may each of many, one in the other, copy them
  // all.
  Text words_if_leaf(const XmlNode& node) const { return is_leaf(node) ? words_of(node) : Text(); }

  bool is_leaf(const XmlNode& node) const { return node.end == index_of(node) + 1; }
  std::uint32_t index_of(const XmlNode& node) const {
    return static_cast<std::uint32_t>(&node - xml_.nodes.data());
  }

  Text words_of(const XmlNode& node) const { return xml_.text.part(node.words.begin, node.words.end); }

  // In Atom, the type says whether words are HTML (https://www.rfc-editor.org/rfc/rfc4287#section-3.1.1; 0.3
  // has media types); in RSS everybody has to guess that they are.
  Text text_of(std::uint32_t index) const {
    const XmlNode& node = xml_.nodes[index];
    if (node.end > index + 1) return text_below(index);
    const Text type = xml_.attribute(node, "type");
    const bool html = !atom_ || type.words().find("html") != std::string::npos;
    return html ? strip_mark_up(words_of(node)) : collapse_blanks(words_of(node));
  }

  // Words of elements that stand in the XML itself, laid out as HTML.
  Text text_below(std::uint32_t index) const {
    Layout layout;
    std::vector<std::uint32_t> ends;  // of the blocks that are open
    std::uint32_t at = xml_.nodes[index].words.begin;
    for (std::uint32_t i = index + 1; i < xml_.nodes[index].end; ++i) {
      const XmlNode& node = xml_.nodes[i];
      close_blocks(layout, ends, at, node.words.begin);
      layout.words(xml_.text, at, node.words.begin);
      at = node.words.begin;
      const std::string_view name = xml_.name(node);
      const Tag tag = tag_named(name.substr(name.find(':') + 1));
      if (tag == Tag::br) layout.line_break();
      if (tag == Tag::script || tag == Tag::style) {
        at = node.words.end;
        i = node.end - 1;
      }
      if (!is_block(tag)) continue;
      layout.paragraph();
      ends.push_back(node.words.end);
    }
    close_blocks(layout, ends, at, xml_.nodes[index].words.end);
    layout.words(xml_.text, at, xml_.nodes[index].words.end);
    return layout.take();
  }

  // Words from `at` to `to`, with a break at each block that ends in between.
  void close_blocks(Layout& layout, std::vector<std::uint32_t>& ends, std::uint32_t& at,
                    std::uint32_t to) const {
    while (!ends.empty() && ends.back() <= to) {
      layout.words(xml_.text, at, std::max(at, ends.back()));
      at = std::max(at, ends.back());
      layout.paragraph();
      ends.pop_back();
    }
  }

  const Xml& xml_;
  Prefixes prefixes_;
  DocumentWriter writer_;
  bool atom_ = false;
  std::vector<Open> open_;
};

// A block for each run of words between two tags.
void add_blocks(Page& page, const Xml& xml) {
  std::vector<std::uint32_t> cuts;
  cuts.reserve(xml.nodes.size() * 2);
  for (const XmlNode& node : xml.nodes) {
    cuts.push_back(node.words.begin);
    cuts.push_back(node.words.end);
  }
  std::sort(cuts.begin(), cuts.end());
  DocumentWriter writer(page, Syntax::feed, true);
  for (std::size_t i = 1; i < cuts.size(); ++i) {
    if (cuts[i] > cuts[i - 1]) writer.block(collapse_blanks(xml.text.part(cuts[i - 1], cuts[i])));
  }
}

bool is_feed(std::string_view root) {
  root = root.substr(root.find(':') + 1);
  return root == "rss" || root == "feed" || root == "RDF";
}

}  // namespace

void read_feed(Page& page) {
  const Xml xml = read_xml(page.source);
  if (!xml.nodes.empty()) {
    if (is_feed(xml.name(xml.nodes[0]))) {
      FeedReader(page, xml).run();
    } else {
      add_blocks(page, xml);
    }
  }
  if (!xml.problem.empty()) FactWriter(page, Syntax::feed).problem(xml.problem_place, xml.problem);
}

}  // namespace gh::page
