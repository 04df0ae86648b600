// XML of any length through expat, one record after the other. Nothing that a document type defines is read:
// a document that has one which does so is not read on.
#include <algorithm>
#include <expat.h>
#include <memory>
#include <type_traits>

#include "base/text.h"
#include "takeout/readers.h"

namespace gh::takeout {
namespace {

constexpr std::size_t block = std::size_t{64} << 10;
constexpr std::size_t deepest = 100;  // open elements

struct ParserCloser {
  void operator()(XML_Parser parser) const noexcept { XML_ParserFree(parser); }
};
using Parser = std::unique_ptr<std::remove_pointer_t<XML_Parser>, ParserCloser>;

// Expat's calls, as steps of walks.
class Events {
 public:
  Events() : parser_(XML_ParserCreate(nullptr)) {
    XML_SetUserData(parser_.get(), this);
    XML_SetElementHandler(parser_.get(), on_start, on_end);
    XML_SetCharacterDataHandler(parser_.get(), on_words);
    XML_SetEntityDeclHandler(parser_.get(), on_entity);
  }
  virtual ~Events() = default;

  /// False when the document cannot be read on.
  bool parse(std::string_view bytes, bool is_last) {
    return XML_Parse(parser_.get(), bytes.data(), static_cast<int>(bytes.size()), is_last) == XML_STATUS_OK;
  }
  std::string why() const {
    return refused_.empty() ? XML_ErrorString(XML_GetErrorCode(parser_.get())) : refused_;
  }

 protected:
  virtual void start(std::string_view name, const char** attributes) = 0;
  virtual void end() = 0;
  virtual void words(std::string_view words) = 0;

  void stop(std::string_view why) {
    refused_ = why;
    XML_StopParser(parser_.get(), XML_FALSE);
  }
  page::Span event() const {
    const auto begin =
        static_cast<std::uint32_t>(std::max<XML_Index>(XML_GetCurrentByteIndex(parser_.get()), 0));
    return {begin, begin + static_cast<std::uint32_t>(std::max(XML_GetCurrentByteCount(parser_.get()), 0))};
  }

 private:
  static Events& self(void* data) { return *static_cast<Events*>(data); }
  static void on_start(void* data, const char* name, const char** attributes) {
    Events& events = self(data);
    if (++events.depth_ > deepest) return events.stop("it is nested too deep");
    events.start(name, attributes);
  }
  static void on_end(void* data, const char*) {
    --self(data).depth_;
    self(data).end();
  }
  static void on_words(void* data, const char* words, int length) {
    self(data).words({words, static_cast<std::size_t>(length)});
  }
  static void on_entity(void* data, const char*, int, const char*, int, const char*, const char*, const char*,
                        const char*) {
    self(data).stop("it defines entities, which no export does");
  }

  Parser parser_;
  std::string refused_;
  std::size_t depth_ = 0;
};

// The values of open records, gathered while their elements are open.
class RecordEvents : public Events {
 public:
  RecordEvents(std::span<const Wanted> rules, const Limits& limits, const TakeRecord& take)
      : rules_(rules), limits_(limits), take_(take), places_(places_of(rules)), trail_{Paths::start()} {}

  FileOutcome outcome;

 private:
  struct Open {
    Record record;
    std::size_t depth = 0;  // of its element
    std::vector<Paths::Places> trail{Paths::start()};
    std::size_t bytes = 0;
    bool too_long = false;
  };
  struct Capture {
    std::size_t open = 0;   // of open_
    std::size_t depth = 0;  // of its element
    std::uint32_t output = 0;
    page::Text text;
  };

  void start(std::string_view name, const char** attributes) override {
    for (std::size_t i = 0; i < open_.size(); ++i) {
      Paths::Places next;
      rules_[open_[i].record.rule].paths().step(open_[i].trail.back(), name, false, next);
      open_[i].trail.push_back(std::move(next));
      capture(i, attributes);
    }
    Paths::Places next;
    places_.paths.step(trail_.back(), name, false, next);
    places_.paths.each_end(next, [&](std::uint32_t end) {
      for (const std::uint32_t rule : places_.rules[end]) open(rule, attributes);
    });
    trail_.push_back(std::move(next));
  }

  void open(std::uint32_t rule, const char** attributes) {
    Open& opened = open_.emplace_back();
    opened.record.rule = rule;
    opened.record.source = event();
    opened.depth = trail_.size();
    capture(open_.size() - 1, attributes);
  }

  // What the element just started is wanted as, and its attributes.
  void capture(std::size_t open, const char** attributes) {
    const Paths& paths = rules_[open_[open].record.rule].paths();
    const Paths::Places& here = open_[open].trail.back();
    paths.each_end(here, [&](std::uint32_t output) {
      captures_.push_back({open, trail_.size(), output, {}});
    });
    if (!paths.leads_on(here)) return;
    Paths::Places at;
    for (const char** pair = attributes; *pair != nullptr; pair += 2) {
      paths.step(here, "@" + std::string(pair[0]), false, at);
      paths.each_end(at, [&](std::uint32_t output) {
        page::Text text;
        text.append_for(pair[1], event());
        open_[open].record.values.push_back({output, std::move(text)});
      });
    }
  }

  void words(std::string_view words) override {
    const page::Span span = event();
    for (Capture& capture : captures_) {
      Open& open = open_[capture.open];
      open.bytes += words.size();
      open.too_long = open.too_long || open.bytes > limits_.record;
      if (open.too_long) continue;
      if (span.end - span.begin == words.size()) {
        capture.text.append(words, span.begin);
      } else {
        capture.text.append_for(words, span);
      }
    }
  }

  void end() override {
    trail_.pop_back();
    while (!captures_.empty() && captures_.back().depth == trail_.size()) {
      Capture& capture = captures_.back();
      if (!capture.text.empty())
        open_[capture.open].record.values.push_back({capture.output, std::move(capture.text)});
      captures_.pop_back();
    }
    while (!open_.empty() && open_.back().depth == trail_.size()) {
      close(open_.back());
      open_.pop_back();
    }
    for (Open& open : open_) open.trail.pop_back();
  }

  void close(Open& open) {
    open.record.source.end = std::max(event().end, open.record.source.begin);
    outcome.left_out += open.too_long ? 1 : 0;
    if (open.too_long || open.record.values.empty() || !counts(open.record, rules_[open.record.rule])) return;
    ++outcome.records;
    take_(std::move(open.record));
  }

  std::span<const Wanted> rules_;
  const Limits& limits_;
  const TakeRecord& take_;
  Places places_;
  std::vector<Paths::Places> trail_;  // of the walk to records: one more than open elements
  std::vector<Open> open_;            // a record may stand in another
  std::vector<Capture> captures_;
};

// Only whether pointers lead anywhere.
class HeadEvents : public Events {
 public:
  HeadEvents(const Paths& paths, std::size_t count) : found(count), paths_(paths), trail_{Paths::start()} {}

  std::vector<bool> found;

 private:
  void start(std::string_view name, const char** attributes) override {
    Paths::Places next;
    paths_.step(trail_.back(), name, false, next);
    paths_.each_end(next, [&](std::uint32_t pointer) { found[pointer] = true; });
    Paths::Places at;
    for (const char** pair = attributes; *pair != nullptr; pair += 2) {
      paths_.step(next, "@" + std::string(pair[0]), false, at);
      paths_.each_end(at, [&](std::uint32_t pointer) { found[pointer] = true; });
    }
    trail_.push_back(std::move(next));
  }
  void end() override { trail_.pop_back(); }
  void words(std::string_view) override {}

  const Paths& paths_;
  std::vector<Paths::Places> trail_;
};

}  // namespace

FileOutcome read_xml_records(Stream& stream, std::span<const Wanted> rules, const Limits& limits,
                             const TakeRecord& take) {
  RecordEvents events(rules, limits, take);
  std::string bytes(block, '\0');
  while (true) {
    const std::size_t count = stream.read(bytes.data(), bytes.size());
    if (!events.parse(std::string_view(bytes).substr(0, count), count == 0)) {
      events.outcome.trouble = events.why();
      return std::move(events.outcome);
    }
    if (count == 0) return std::move(events.outcome);
  }
}

std::vector<bool> found_in_xml(std::string_view head, const Paths& paths, std::size_t count) {
  HeadEvents events(paths, count);
  events.parse(head, false);
  return std::move(events.found);
}

}  // namespace gh::takeout
