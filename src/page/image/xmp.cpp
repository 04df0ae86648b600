#include "page/image/xmp.h"

#include <algorithm>
#include <array>
#include <expat.h>
#include <fmt/format.h>
#include <memory>
#include <optional>

#include "base/text.h"
#include "page/facts/fact_writer.h"
#include "page/image/position.h"

namespace gh::page {
namespace {

constexpr std::size_t deepest = 64;
constexpr char separator = '\n';  // between a namespace and a name; XML has it in neither

struct Vocabulary {
  std::string_view space;  // without its scheme
  std::string_view prefix;
};

// The namespaces of the specifications named in the header, of the Metadata Working Group's guidelines for
// faces, and of the programs that write names of people.
constexpr std::array vocabularies{
    Vocabulary{"www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf"},
    Vocabulary{"purl.org/dc/elements/1.1/", "dc"},
    Vocabulary{"ns.adobe.com/xap/1.0/", "xmp"},
    Vocabulary{"ns.adobe.com/xap/1.0/rights/", "xmpRights"},
    Vocabulary{"ns.adobe.com/exif/1.0/", "exif"},
    Vocabulary{"ns.adobe.com/exif/1.0/aux/", "aux"},
    Vocabulary{"cipa.jp/exif/1.0/", "exifEX"},
    Vocabulary{"ns.adobe.com/tiff/1.0/", "tiff"},
    Vocabulary{"ns.adobe.com/photoshop/1.0/", "photoshop"},
    Vocabulary{"ns.adobe.com/lightroom/1.0/", "lr"},
    Vocabulary{"iptc.org/std/Iptc4xmpCore/1.0/xmlns/", "Iptc4xmpCore"},
    Vocabulary{"iptc.org/std/Iptc4xmpExt/2008-02-29/", "Iptc4xmpExt"},
    Vocabulary{"www.metadataworkinggroup.com/schemas/regions/", "mwg-rs"},
    Vocabulary{"ns.microsoft.com/photo/1.0/", "MicrosoftPhoto"},
    Vocabulary{"ns.microsoft.com/photo/1.0", "MicrosoftPhoto"},
    Vocabulary{"ns.microsoft.com/photo/1.2/", "MP"},
    Vocabulary{"ns.microsoft.com/photo/1.2/t/RegionInfo#", "MPRI"},
    Vocabulary{"ns.microsoft.com/photo/1.2/t/Region#", "MPReg"},
    Vocabulary{"www.digikam.org/ns/1.0/", "digiKam"},
};

struct Name {
  std::string_view prefix;  // empty for a vocabulary that we do not know
  std::string_view local;

  bool is_property() const { return !prefix.empty() && prefix != "rdf"; }
  bool is_rdf(std::string_view name) const { return prefix == "rdf" && local == name; }
  std::string words() const { return fmt::format("{}:{}", prefix, local); }
};

Name name_of(std::string_view expanded) {
  const std::size_t cut = expanded.find(separator);
  if (cut == std::string_view::npos) return {};
  std::string_view space = expanded.substr(0, cut);
  const std::size_t scheme = space.find("://");
  if (scheme == std::string_view::npos) return {};
  space.remove_prefix(scheme + 3);
  for (const Vocabulary& vocabulary : vocabularies) {
    if (vocabulary.space == space) return {vocabulary.prefix, expanded.substr(cut + 1)};
  }
  return {};
}

// The values of a start tag, in its own order, without those that declare namespaces: expat gives their
// decoded words but not their places. Expat has found the tag well-formed.
std::vector<Span> attribute_places(std::string_view tag) {
  std::vector<Span> places;
  std::size_t at = tag.find_first_of(" \t\r\n");
  while (at < tag.size()) {
    const std::size_t name = tag.find_first_not_of(" \t\r\n", at);
    const std::size_t quote = tag.find_first_of("\"'", at);
    if (name >= tag.size() || quote >= tag.size()) break;
    const std::size_t end = tag.find(tag[quote], quote + 1);
    if (end >= tag.size()) break;
    const std::string_view from_name = tag.substr(name);
    const bool declares = from_name.starts_with("xmlns") &&
                          std::string_view(":= \t\r\n").find(from_name[5]) != std::string_view::npos;
    if (!declares) places.push_back({static_cast<std::uint32_t>(quote + 1), static_cast<std::uint32_t>(end)});
    at = end + 1;
  }
  return places;
}

struct ParserFree {
  void operator()(XML_Parser parser) const noexcept { XML_ParserFree(parser); }
};

class XmpReader {
 public:
  XmpReader(Page& page, const Strand& strand)
      : page_(page), out_(page, Syntax::xmp), strand_(strand), bytes_(strand.bytes()) {}

  void run() {
    parser_.reset(XML_ParserCreateNS(nullptr, separator));
    if (!parser_) return;
    XML_SetUserData(parser_.get(), this);
    XML_SetElementHandler(parser_.get(), on_start, on_end);
    XML_SetCharacterDataHandler(parser_.get(), on_words);
    XML_SetStartDoctypeDeclHandler(parser_.get(), on_document_type);
    const auto status = XML_Parse(parser_.get(), bytes_.data(), static_cast<int>(bytes_.size()), XML_TRUE);
    // Behind the root stands filling, NULs among it.
    if (status != XML_STATUS_OK && !finished_) {
      out_.problem(strand_.source(),
                   stopped_ != nullptr ? stopped_ : "the XMP data is damaged or ends too early");
    }
    state_position();
  }

 private:
  struct Frame {
    std::string name;  // of the property that it is, or is inside of; empty outside of known ones
    std::uint32_t item = nowhere;
    bool has_elements = false;
    Span tag;                       // in the strand
    bool starts_structure = false;  // when something is stated in it
    Text words;
  };

  static XmpReader& self(void* reader) { return *static_cast<XmpReader*>(reader); }
  static void XMLCALL on_start(void* reader, const XML_Char* name, const XML_Char** attributes) {
    self(reader).start(name, attributes);
  }
  static void XMLCALL on_end(void* reader, const XML_Char*) { self(reader).end(); }
  static void XMLCALL on_words(void* reader, const XML_Char* words, int length) {
    self(reader).add_words({words, static_cast<std::size_t>(length)});
  }
  static void XMLCALL on_document_type(void* reader, const XML_Char*, const XML_Char*, const XML_Char*, int) {
    self(reader).stop("the XMP data has a document type, which is not read");
  }

  void stop(const char* why) {
    stopped_ = why;
    XML_StopParser(parser_.get(), XML_FALSE);
  }

  // The bytes of what expat tells of just now, in the strand.
  Span event() const {
    const auto begin = static_cast<std::uint32_t>(XML_GetCurrentByteIndex(parser_.get()));
    return {begin, begin + static_cast<std::uint32_t>(XML_GetCurrentByteCount(parser_.get()))};
  }

  void start(std::string_view expanded, const XML_Char** attributes) {
    if (stack_.size() >= deepest) return stop("the XMP data is nested too deep");
    const Name name = name_of(expanded);
    Frame frame;
    frame.tag = event();
    if (!stack_.empty()) {
      Frame& parent = stack_.back();
      parent.has_elements = true;
      open_structure(parent);
      frame.item = parent.item;
      if (name.prefix == "rdf") frame.name = parent.name;
    }
    if (name.is_property()) frame.name = name.words();
    // An rdf:Description inside of a property is a structure; at the top it is the photo itself.
    frame.starts_structure = name.is_rdf("Description") && !frame.name.empty();
    stack_.push_back(std::move(frame));
    read_attributes(attributes);
  }

  void open_structure(Frame& frame) {
    if (!frame.starts_structure) return;
    frame.starts_structure = false;
    frame.item = out_.item(frame.item, frame.name, "", strand_.source(frame.tag.begin, frame.tag.end), true);
  }

  void read_attributes(const XML_Char** attributes) {
    if (attributes[0] == nullptr) return;
    Frame& frame = stack_.back();
    const Span tag = frame.tag;
    const std::vector<Span> places = attribute_places(bytes_.substr(tag.begin, tag.end - tag.begin));
    for (std::size_t i = 0; attributes[2 * i] != nullptr; ++i) {
      const Name name = name_of(attributes[2 * i]);
      const std::string_view value = attributes[2 * i + 1];
      Span place = tag;
      if (i < places.size()) place = {tag.begin + places[i].begin, tag.begin + places[i].end};
      if (name.is_rdf("parseType") && value == "Resource") frame.starts_structure = !frame.name.empty();
      if (name.is_rdf("resource") && !frame.name.empty()) {
        state(frame.name, frame.item, traced(value, place));
      } else if (name.is_property()) {
        // Beside a property or an entry of a list these are fields of a structure.
        if (!frame.name.empty() && frame.item == parent_item()) frame.starts_structure = true;
        open_structure(frame);
        state(name.words(), frame.item, traced(value, place));
      }
    }
  }

  std::uint32_t parent_item() const { return stack_.size() < 2 ? nowhere : stack_[stack_.size() - 2].item; }

  // Words as expat decoded them from bytes [place) of the strand.
  Text traced(std::string_view words, Span place) const {
    Text text;
    if (bytes_.substr(place.begin, place.end - place.begin) == words) {
      strand_.append_to(text, place.begin, place.end);
    } else {
      text.append_for(words, strand_.source(place.begin, place.end));
    }
    return text;
  }

  void add_words(std::string_view words) {
    Frame& frame = stack_.back();
    if (frame.name.empty() || frame.has_elements) return;
    frame.words.append(traced(words, event()));
  }

  void end() {
    Frame frame = std::move(stack_.back());
    stack_.pop_back();
    finished_ = stack_.empty();
    if (!frame.has_elements && !frame.name.empty()) state(frame.name, frame.item, frame.words);
  }

  void state(const std::string& name, std::uint32_t item, const Text& value) {
    const std::string_view all = value.words(), words = base::trim(all);
    if (words.empty()) return;
    const auto begin = static_cast<std::size_t>(words.data() - all.data());
    const Text trimmed = value.part(begin, begin + words.size());
    out_.fact(item, name, trimmed, 0, true);
    if (name == "mwg-rs:Type" && item != nowhere) page_.items[item].type = page_.keep(words);
    if (name == "exif:GPSLatitude" && latitude_.empty()) latitude_ = trimmed;
    if (name == "exif:GPSLongitude" && longitude_.empty()) longitude_ = trimmed;
  }

  void state_position() {
    const auto north = degrees_in(latitude_.words(), "NS", 90),
               east = degrees_in(longitude_.words(), "EW", 180);
    if (!north || !east) return;
    Span around = latitude_.source();
    around.begin = std::min(around.begin, longitude_.source().begin);
    around.end = std::max(around.end, longitude_.source().end);
    Text text;
    text.append_for(position_words(*north, *east), around);
    out_.fact(nowhere, "GPSPosition", text, 0, true);
  }

  Page& page_;
  FactWriter out_;
  const Strand& strand_;
  std::string_view bytes_;
  std::unique_ptr<XML_ParserStruct, ParserFree> parser_;
  std::vector<Frame> stack_;
  Text latitude_, longitude_;
  const char* stopped_ = nullptr;
  bool finished_ = false;
};

}  // namespace

void read_xmp(Page& page, const Strand& strand) { XmpReader(page, strand).run(); }

}  // namespace gh::page
