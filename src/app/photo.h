// What would a stranger learn from the file of this photo? Its own data, sorted into topics that a person
// understands; what the picture shows is not looked at. Findings do not come of it yet.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/house.h"
#include "base/state.h"

namespace gh::app {

/// One thing that the file says, with its bytes [start, end) in the file.
struct PhotoFact {
  std::string syntax;  // "exif", "iptc", "xmp", "image-text"
  std::string name;
  std::string value;
  std::uint32_t start = 0;
  std::uint32_t end = 0;
};

struct Photo {
  base::State state = base::State::not_checked;  // found, or cut: damaged, or not read to its end
  std::string reason;
  std::vector<PhotoFact> facts;
  std::vector<std::string> problems;  // what could not be read, in words; each once
};

/// Nothing when the bytes are no photo, nor `content_type` says that they are.
std::optional<Photo> read_photo(std::string_view bytes, std::string_view content_type);

/// As inspect_json(), with no findings and "photo":[{"syntax","name","value","start","end"}].
std::string photo_json(const std::string& id, const Photo& photo);

/// One thing that photos say about people, and what to do about it.
struct PhotoTopic {
  std::string id;
  std::string title;
  std::string why;
  std::string remove;
  std::vector<std::string> facts;  // "exif GPSPosition"
};

/// data/photo.toml.
struct PhotoWords {
  std::string looked_for;
  std::string nothing;
  std::string remove_all;
  std::vector<PhotoTopic> topics;
};
base::Result<PhotoWords> load_photo_words(const House& house);

/// What a photo says of one topic, each value once, in the order of the topic's facts; `topic` points into
/// the words that were given.
struct PhotoSays {
  const PhotoTopic* topic = nullptr;
  std::vector<std::string> values;
};
std::vector<PhotoSays> sort_by_topic(const Photo& photo, const PhotoWords& words);

}  // namespace gh::app
