// Cuts a JSON document of any length into the values that stand at given places, without reading the rest of
// it into memory: an array of a million posts gives one post after the other. What a value holds is read by
// page/facts/json.h; of all else only the structure is looked at. Also takes JSON behind an assignment
// ("window.YTD.tweets.part0 = [...]").
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "page/facts/json.h"
#include "takeout/paths.h"
#include "takeout/stream.h"

namespace gh::takeout {

struct JsonElement {
  std::uint32_t path = 0;    // the end of the pointer that led here
  std::uint32_t offset = 0;  // of its first byte in the document
  std::string_view bytes;    // good until the next call, as is
  const page::Json& json;    // what stands in them
};

class JsonElements {
 public:
  /// in:  `paths` are pointers to the values wanted; of two that lead to one another the outer one counts
  JsonElements(Stream& stream, const Paths& paths, std::size_t longest);

  /// The next value; nothing at the end, or where the document breaks off.
  std::optional<JsonElement> next();

  /// What is wrong with the document, in words; empty when it was read to its end.
  std::string_view trouble() const { return trouble_; }
  /// Values that were longer than `longest` and left out.
  std::size_t left_out() const { return left_out_; }

 private:
  struct Level {
    bool is_object = false;
    Paths::Places places;
  };
  bool fill();
  int peek(std::size_t ahead = 0);
  int skip_blanks();
  void begin();
  bool read_key();
  bool step();
  void open(bool is_object);
  bool skip_string();
  bool skip_value();
  bool skip_nested();
  void skip_word();
  std::optional<JsonElement> take();
  std::optional<JsonElement> take_whole();
  JsonElement element(std::uint64_t offset, std::string_view bytes) const;
  void fail(std::string_view what);
  void finish();

  Stream& stream_;
  const Paths& paths_;
  std::size_t longest_;
  std::string buffer_;
  std::size_t end_ = 0;        // of the bytes in buffer_
  std::size_t at_ = 0;         // may be one behind end_ after a backslash
  std::size_t keep_;           // what must stay in the buffer; npos for nothing
  std::uint64_t before_ = 0;   // bytes of the document before the buffer
  std::vector<Level> levels_;  // open objects and arrays; those behind depth_ are kept for their memory
  std::size_t depth_ = 0;
  Paths::Places found_;  // of the value that is being looked at
  std::string key_;
  page::Json json_;                   // the last value
  std::uint64_t doubtful_until_ = 0;  // bytes of the document
  bool begun_ = false, done_ = false;
  std::string_view trouble_;
  std::size_t left_out_ = 0;
};

}  // namespace gh::takeout
