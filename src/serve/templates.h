// Pages and other files of the local web pages, from data files. Every value that goes into a page is escaped
// (two braces; the raw forms are forbidden by tests/house_order.py).
#pragma once

#include <filesystem>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "base/result.h"
#include "serve/http.h"

namespace gh::serve {

class Templates {
 public:
  /// All "*.html" of a folder, by name without the ending; each may use the others: {{> heading}}.
  static base::Result<Templates> load(const std::filesystem::path& folder);

  explicit Templates(std::map<std::string, std::string> texts) : texts_(std::move(texts)) {}

  /// The page of that name with these values: mustache (https://mustache.github.io/mustache.5.html), objects
  /// as contexts, arrays as lists, numbers and texts escaped.
  /// err: failed for a name that there is not, or a template that is broken
  base::Result<std::string> render(const std::string& name, const nlohmann::ordered_json& values) const;

 private:
  std::map<std::string, std::string> texts_;
};

/// Files that never change while we run: style sheets, pictures. Served with a long cache under their path.
class StaticFiles {
 public:
  /// The files of a folder that have an ending we know (.css, .svg, .png, .txt, .ico).
  static base::Result<StaticFiles> load(const std::filesystem::path& folder);

  /// The answer for one name; 404 for any other.
  Response serve(std::string_view name) const;

 private:
  std::map<std::string, Response, std::less<>> files_;
};

}  // namespace gh::serve
