#include "page/facts/xml.h"

#include <algorithm>
#include <expat.h>
#include <limits>
#include <memory>
#include <type_traits>

#include "page/facts/reference.h"

namespace gh::page {
namespace {

constexpr std::size_t max_depth = 500;  // open elements at one time

struct ParserCloser {
  void operator()(XML_Parser parser) const noexcept { XML_ParserFree(parser); }
};
using Parser = std::unique_ptr<std::remove_pointer_t<XML_Parser>, ParserCloser>;

bool begins_name(std::string_view text, std::size_t at) {
  if (at >= text.size()) return false;
  const auto c = static_cast<unsigned char>(text[at]);
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':' || c >= 0x80;
}

std::size_t past(std::string_view text, std::string_view end, std::size_t from) {
  const std::size_t found = text.find(end, from);
  return found == std::string_view::npos ? text.size() : found + end.size();
}

// Behind "<!DOCTYPE ... [ ... ]>". What it defines is never read: entities are how a small document asks for
// much.
std::size_t past_document_type(std::string_view text, std::size_t at) {
  bool in_subset = false;
  for (at += 2; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '"' || c == '\'') {
      at = past(text, std::string_view(&c, 1), at + 1) - 1;
    } else if (text.substr(at, 4) == "<!--") {
      at = past(text, "-->", at + 4) - 1;
    } else if (c == '[' || c == ']') {
      in_subset = c == '[';
    } else if (c == '>' && !in_subset) {
      return at + 1;
    }
  }
  return text.size();
}

// Expat's calls, made into nodes. `base_` is where expat's input begins in the source.
class Builder {
 public:
  Builder(std::string_view source, std::size_t base) : base_(base) { xml_.source = source; }

  Xml run() {
    const std::string_view input = xml_.source.substr(base_);
    parser_.reset(XML_ParserCreate("UTF-8"));
    if (!parser_ || input.size() > static_cast<std::size_t>(std::numeric_limits<int>::max())) {
      return fail("too long", {});
    }
    XML_SetUserData(parser_.get(), this);
    XML_SetElementHandler(parser_.get(), on_start, on_end);
    XML_SetCharacterDataHandler(parser_.get(), on_words);
    // As if there were a document type elsewhere: names that it may define are told to us, and are no
    // mistake.
    XML_UseForeignDTD(parser_.get(), XML_TRUE);
    XML_SetSkippedEntityHandler(parser_.get(), on_skipped);
    XML_SetStartDoctypeDeclHandler(parser_.get(), on_document_type);
    if (XML_Parse(parser_.get(), input.data(), static_cast<int>(input.size()), 1) == XML_STATUS_ERROR) {
      const std::uint32_t at = std::min(offset(), static_cast<std::uint32_t>(xml_.source.size()));
      return fail(refused_.empty() ? XML_ErrorString(XML_GetErrorCode(parser_.get())) : refused_, {at, at});
    }
    return std::move(xml_);
  }

 private:
  static Builder& self(void* data) { return *static_cast<Builder*>(data); }
  static void on_start(void* data, const char* name, const char**) { self(data).start(name); }
  static void on_end(void* data, const char*) { self(data).end(); }
  static void on_words(void* data, const char* words, int length) {
    self(data).words({words, static_cast<std::size_t>(length)});
  }
  static void on_skipped(void* data, const char*, int) { self(data).skipped(); }
  static void on_document_type(void* data, const char*, const char*, const char*, int) {
    self(data).refuse("a document type behind the beginning");
  }

  void refuse(std::string_view why) {
    refused_ = why;
    XML_StopParser(parser_.get(), XML_FALSE);
  }

  Xml fail(std::string_view what, Span where) {
    while (!open_.empty()) close(where.end);
    xml_.problem = what;
    xml_.problem_place = where;
    return std::move(xml_);
  }

  std::uint32_t offset() const {
    const XML_Index index = XML_GetCurrentByteIndex(parser_.get());
    return static_cast<std::uint32_t>(base_ + static_cast<std::size_t>(std::max<XML_Index>(index, 0)));
  }

  // The bytes of what is being told.
  Span event() const {
    const std::uint32_t begin = offset();
    const auto length = static_cast<std::uint32_t>(std::max(XML_GetCurrentByteCount(parser_.get()), 0));
    return {begin, begin + length};
  }

  void start(std::string_view name) {
    const Span tag = event();
    const auto index = static_cast<std::uint32_t>(xml_.nodes.size());
    const auto at = static_cast<std::uint32_t>(xml_.text.words().size());
    XmlNode node;
    node.parent = open_.empty() ? index : open_.back();
    node.name = {tag.begin + 1, tag.begin + 1 + static_cast<std::uint32_t>(name.size())};
    node.start_tag = node.source = tag;
    node.words = {at, at};
    xml_.nodes.push_back(node);
    open_.push_back(index);
    if (open_.size() > max_depth) refuse("nested too deep");
  }

  void end() { close(event().end); }

  void close(std::uint32_t end) {
    XmlNode& node = xml_.nodes[open_.back()];
    node.end = static_cast<std::uint32_t>(xml_.nodes.size());
    node.source.end = std::max(end, node.source.end);
    node.words.end = static_cast<std::uint32_t>(xml_.text.words().size());
    open_.pop_back();
  }

  void words(std::string_view words) {
    const Span span = event();
    if (xml_.source.substr(span.begin, words.size()) == words) {
      xml_.text.append(words, span.begin);
    } else {
      xml_.text.append_for(words, span);
    }
  }

  void skipped() {
    const Span span = event();
    if (const auto reference = reference_at(xml_.source, span.begin)) {
      xml_.text.append_for(reference->words, span);
    } else {
      xml_.text.append(xml_.slice(span), span.begin);
    }
  }

  Xml xml_;
  std::size_t base_;
  Parser parser_;
  std::vector<std::uint32_t> open_;
  std::string_view refused_;  // why we stopped it ourselves
};

}  // namespace

std::size_t xml_root(std::string_view source) {
  for (std::size_t at = source.find('<'); at < source.size(); at = source.find('<', at)) {
    if (begins_name(source, at + 1)) return at;
    const std::string_view rest = source.substr(at, 4);
    if (rest.starts_with("<?")) {
      at = past(source, "?>", at);
    } else if (rest == "<!--") {
      at = past(source, "-->", at + 4);
    } else if (rest.starts_with("<!")) {
      at = past_document_type(source, at);
    } else {
      ++at;
    }
  }
  return std::string_view::npos;
}

std::string_view xml_root_name(std::string_view source) {
  const std::size_t root = xml_root(source);
  if (root == std::string_view::npos) return {};
  const std::size_t end = source.find_first_of(" \t\r\n/>", root);
  return source.substr(root + 1, end == std::string_view::npos ? end : end - root - 1);
}

Text Xml::attribute(const XmlNode& node, std::string_view wanted) const {
  Text value;
  each_attribute(source, node.start_tag,
                 [&](std::string_view name, std::string_view raw, std::uint32_t place) {
                   if (name != wanted || !value.empty()) return;
                   Text written;
                   written.append(raw, place);
                   append_decoded(value, written, 0, raw.size());
                 });
  return value;
}

Xml read_xml(std::string_view source) {
  const std::size_t root = xml_root(source);
  if (root == std::string_view::npos) {
    Xml nothing;
    nothing.source = source;
    nothing.problem = "no element found";
    return nothing;
  }
  return Builder(source, root).run();
}

}  // namespace gh::page
