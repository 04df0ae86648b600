#include "report/readers.h"

#include <algorithm>
#include <cctype>

namespace gh::tests {
namespace {

bool is_name(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '!' || c == '/';
}

std::string resolved(std::string value) {
  const std::map<std::string, std::string> references{
      {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&amp;", "&"}};
  std::string out;
  for (std::size_t at = 0; at < value.size();) {
    const std::string reference = value[at] == '&' ? value.substr(at, value.find(';', at) + 1 - at) : "";
    const auto known = references.find(reference);
    out += known == references.end() ? value.substr(at, 1) : known->second;
    at += known == references.end() ? 1 : reference.size();
  }
  return out;
}

class TagReader {
 public:
  explicit TagReader(std::string_view html) : html_(html) {}

  std::vector<Tag> read() {
    while ((at_ = html_.find('<', at_)) != std::string_view::npos) {
      tags_.push_back(tag());
      if (tags_.back().name == "style") at_ = html_.find("</style>", at_);
    }
    return tags_;
  }

 private:
  Tag tag() {
    ++at_;
    Tag tag{name(), {}};
    if (tag.name.empty()) return {"?", {}};
    while (at_ < html_.size() && html_[at_] != '>') {
      if (!attribute(tag)) return {"?", {}};
    }
    return at_ < html_.size() ? tag : Tag{"?", {}};
  }

  bool attribute(Tag& tag) {
    while (at_ < html_.size() && (html_[at_] == ' ' || html_[at_] == '/')) ++at_;
    if (at_ < html_.size() && html_[at_] == '>') return true;
    const std::string key = name();
    if (key.empty()) return false;
    if (at_ >= html_.size() || html_[at_] != '=') {
      tag.attributes[key] = "";
      return true;
    }
    if (++at_ >= html_.size() || html_[at_] != '"') return false;
    const std::size_t end = html_.find('"', ++at_);
    if (end == std::string_view::npos) return false;
    tag.attributes[key] = resolved(std::string(html_.substr(at_, end - at_)));
    at_ = end + 1;
    return true;
  }

  std::string name() {
    const std::size_t begin = at_;
    while (at_ < html_.size() && is_name(html_[at_])) {
      if (html_[at_] == '/' && at_ != begin) break;
      ++at_;
    }
    return std::string(html_.substr(begin, at_ - begin));
  }

  std::string_view html_;
  std::size_t at_ = 0;
  std::vector<Tag> tags_;
};

// A quoted cell from `at` on, which stands on its opening quote; false when it does not end well.
bool read_cell(std::string_view csv, std::size_t& at, std::string& cell) {
  while (++at < csv.size()) {
    if (csv[at] != '"') {
      cell += csv[at];
    } else if (at + 1 < csv.size() && csv[at + 1] == '"') {
      cell += csv[++at];
    } else {
      ++at;
      return true;
    }
  }
  return false;
}

}  // namespace

std::vector<Tag> tags_in(std::string_view html) { return TagReader(html).read(); }

std::string skeleton(std::string_view html) {
  std::string out;
  for (const Tag& tag : tags_in(html)) {
    out += tag.name;
    for (const auto& [key, value] : tag.attributes) out += " " + key;
    out += "\n";
  }
  return out;
}

std::vector<std::vector<std::string>> rows_in(std::string_view csv) {
  std::vector<std::vector<std::string>> rows;
  if (csv.starts_with("\xEF\xBB\xBF")) csv.remove_prefix(3);
  for (std::size_t at = 0; at < csv.size();) {
    std::vector<std::string> row;
    bool more = true;
    while (more) {
      std::string cell;
      if (at >= csv.size() || csv[at] != '"' || !read_cell(csv, at, cell)) return {{"?"}};
      row.push_back(cell);
      more = at < csv.size() && csv[at] == ',';
      at += more ? 1 : 0;
    }
    if (!csv.substr(at).starts_with("\r\n")) return {{"?"}};
    at += 2;
    rows.push_back(row);
  }
  return rows;
}

}  // namespace gh::tests
