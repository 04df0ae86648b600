#include "serve/templates.h"

#include <array>
#include <kainjow/mustache.hpp>
#include <nlohmann/json.hpp>

#include "base/file.h"
#include "base/text.h"

namespace gh::serve {
namespace {

namespace mustache = kainjow::mustache;
using Json = nlohmann::ordered_json;

constexpr std::array<std::pair<std::string_view, std::string_view>, 5> types{{
    {".css", "text/css; charset=utf-8"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".ico", "image/x-icon"},
    {".txt", "text/plain; charset=utf-8"},
}};

mustache::data as_data(const Json& value) {
  switch (value.type()) {
    case Json::value_t::object: {
      mustache::data object(mustache::data::type::object);
      for (const auto& [key, member] : value.items()) object.set(key, as_data(member));
      return object;
    }
    case Json::value_t::array: {
      mustache::data list(mustache::data::type::list);
      for (const Json& element : value) list.push_back(as_data(element));
      return list;
    }
    case Json::value_t::boolean:
      return mustache::data(value.get<bool>() ? mustache::data::type::bool_true
                                              : mustache::data::type::bool_false);
    case Json::value_t::string:
      return mustache::data(value.get<std::string>());
    case Json::value_t::null:
      return mustache::data(mustache::data::type::bool_false);
    default:
      return mustache::data(value.dump());
  }
}

}  // namespace

base::Result<Templates> Templates::load(const std::filesystem::path& folder) {
  std::map<std::string, std::string> texts;
  for (const std::filesystem::path& file : base::files_in(folder, ".html")) {
    auto text = base::read_file(file, std::size_t{1} << 20);
    if (!text) return text.error();
    texts[file.stem().string()] = std::move(*text);
  }
  return Templates(std::move(texts));
}

base::Result<std::string> Templates::render(const std::string& name, const Json& values) const {
  const auto broken = [&](std::string what) {
    return base::Error{base::ErrorKind::failed, std::move(what), name, "install the program again"};
  };
  const auto text = texts_.find(name);
  if (text == texts_.end()) return broken("there is no such template");
  mustache::data data = as_data(values);
  // A value goes before a template of the same name.
  for (const auto& [other, partial] : texts_) {
    if (values.contains(other)) continue;
    data.set(other, mustache::data(mustache::partial([&partial = partial] { return partial; })));
  }
  mustache::mustache page(text->second);
  page.set_custom_escape([](const std::string& value) { return base::for_html(value); });
  std::string rendered = page.render(data);
  if (!page.is_valid()) return broken(page.error_message());
  return rendered;
}

base::Result<StaticFiles> StaticFiles::load(const std::filesystem::path& folder) {
  StaticFiles all;
  for (const auto& [ending, type] : types) {
    for (const std::filesystem::path& file : base::files_in(folder, ending)) {
      auto bytes = base::read_file(file, std::size_t{1} << 20);
      if (!bytes) return bytes.error();
      all.files_[file.filename().string()] = {
          200, std::string(type), std::move(*bytes), {{"Cache-Control", "private, max-age=3600"}}};
    }
  }
  return all;
}

Response StaticFiles::serve(std::string_view name) const {
  const auto found = files_.find(name);
  return found == files_.end() ? plain(404, "There is no such file.") : found->second;
}

}  // namespace gh::serve
