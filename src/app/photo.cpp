#include "app/photo.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/definition.h"
#include "base/file.h"
#include "base/json.h"
#include "base/version.h"
#include "page/image/image.h"

namespace gh::app {
namespace {

using nlohmann::ordered_json;

template <class Value>
void add_once(std::vector<Value>& values, Value value) {
  if (std::find(values.begin(), values.end(), value) == values.end()) values.push_back(std::move(value));
}

PhotoTopic read_topic(base::DefinitionTable& table) {
  PhotoTopic topic{table.required_text("id"), table.required_text("title"), table.required_text("why"),
                   table.required_text("remove"), table.texts("facts")};
  if (topic.facts.empty()) table.problem("facts", "name at least one fact, like \"exif GPSPosition\"");
  return topic;
}

}  // namespace

std::optional<Photo> read_photo(std::string_view bytes, std::string_view content_type) {
  if (!page::is_image(bytes) && !content_type.starts_with("image/")) return std::nullopt;
  const page::Reading reading = page::read_page(bytes, content_type);
  const page::Page& page = reading.page;
  if (page.charset != page::binary_charset) return std::nullopt;  // a drawing in XML is a page
  Photo photo{reading.state, reading.reason, {}, {}};
  for (const page::Fact& fact : page.facts) {
    const page::Span span = page.text.source(fact.words.begin, fact.words.end);
    photo.facts.push_back({std::string(page::name(fact.syntax)), std::string(page.slice(fact.name)),
                           std::string(page.words(fact)), span.begin, span.end});
  }
  for (const page::Problem& problem : page.problems) {
    add_once(photo.problems, std::string(page.slice(problem.what)));
  }
  return photo;
}

std::string photo_json(const std::string& id, const Photo& photo) {
  ordered_json facts = ordered_json::array();
  for (const PhotoFact& fact : photo.facts) {
    facts.push_back({{"syntax", fact.syntax},
                     {"name", fact.name},
                     {"value", fact.value},
                     {"start", fact.start},
                     {"end", fact.end}});
  }
  ordered_json all{{"schema", base::json_schema}, {"id", id}, {"state", base::name(photo.state)}};
  if (!photo.reason.empty()) all["reason"] = photo.reason;
  all["platform"] = "";
  all["findings"] = ordered_json::array();
  all["photo"] = std::move(facts);
  return base::write_json(all);
}

base::Result<PhotoWords> load_photo_words(const House& house) {
  const std::filesystem::path path = house.share / "data" / "photo.toml";
  const auto toml = base::read_file(path, std::size_t{1} << 20);
  if (!toml) return toml.error();
  base::DefinitionFile file(*toml, path.string());
  base::DefinitionTable root = file.root();
  PhotoWords words{
      root.required_text("looked_for"), root.required_text("nothing"), root.required_text("remove_all"), {}};
  for (base::DefinitionTable& table : root.tables("topic")) words.topics.push_back(read_topic(table));
  if (auto error = file.error()) return *error;
  return words;
}

std::vector<PhotoSays> sort_by_topic(const Photo& photo, const PhotoWords& words) {
  std::vector<PhotoSays> all;
  for (const PhotoTopic& topic : words.topics) {
    PhotoSays says{&topic, {}};
    for (const std::string& key : topic.facts) {
      for (const PhotoFact& fact : photo.facts) {
        if (fact.syntax + " " + fact.name == key) add_once(says.values, fact.value);
      }
    }
    if (!says.values.empty()) all.push_back(std::move(says));
  }
  return all;
}

}  // namespace gh::app
