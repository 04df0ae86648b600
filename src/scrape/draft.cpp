#include "scrape/draft.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <set>

#include "base/text.h"
#include "scrape/address.h"
#include "scrape/field_names.h"
#include "scrape/labels.h"
#include "scrape/paths.h"

namespace gh::scrape {
namespace {

using page::Fact;
using page::Name;
using page::Node;
using page::Syntax;
using page::Tag;

constexpr std::size_t most_ways = 4;        // of one kind for one field
constexpr std::size_t longest_value = 300;  // bytes; more is a text, and a field of it a guess
constexpr std::size_t comment_columns = 50;

// Quoted for TOML: a literal string where it can be one.
std::string quoted(std::string_view words) {
  if (words.find('\'') == std::string_view::npos) return "'" + std::string(words) + "'";
  std::string out = "\"";
  for (char c : words) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

std::string comment(std::string_view value) {
  return base::shorten(base::for_terminal(base::collapse_blanks(value)), comment_columns);
}

// "profile-locationName" as profile, location, name.
std::vector<std::string> words_of_name(std::string_view name) {
  std::vector<std::string> words(1);
  for (char c : name) {
    const bool large = c >= 'A' && c <= 'Z';
    const bool letter = large || (c >= 'a' && c <= 'z');
    if ((!letter || large) && !words.back().empty()) words.emplace_back();
    if (letter) words.back() += base::lower_ascii(std::string(1, c));
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

// Letters and a few hyphens: what a person wrote, and no build's hash.
bool is_written_by_people(std::string_view name) {
  return name.size() >= 3 && name.size() <= 40 && std::all_of(name.begin(), name.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
         });
}

struct Ways {
  std::vector<std::pair<std::string, std::string>> css, labels, keys, metas;  // way, value
};

class Draft {
 public:
  Draft(const page::Page& page, std::string_view url, const Definition& generic)
      : page_(page), url_(url), paths_(page) {
    for (const FieldRule& rule : generic.fields) learn(rule);
  }

  std::string run() {
    read_facts();
    read_metas();
    read_elements();
    write_head();
    for (const FieldName& field : field_names()) write_field(std::string(field.name));
    write_posts();
    write_rest();
    return std::move(out_);
  }

 private:
  // The words by which any page names its fields.
  void learn(const FieldRule& rule) {
    for (const std::string& label : rule.labels) by_label_.emplace(label, rule.name);
    for (const Key& key : rule.keys) {
      by_key_.emplace(std::string(key.last()), rule.name);
      for (const std::string& word : words_of_name(key.last()))
        if (key.steps.size() == 1 && words_of_name(key.last()).size() == 1) by_word_.emplace(word, rule.name);
    }
    for (const std::string& label : rule.labels)
      if (label.find(' ') == std::string::npos) by_word_.emplace(label, rule.name);
    for (const std::string& meta : rule.metas) by_meta_.emplace(meta, rule.name);
  }

  static void add(std::vector<std::pair<std::string, std::string>>& ways, std::string way,
                  std::string_view value) {
    if (ways.size() >= most_ways || value.empty() || value.size() > longest_value) return;
    const bool known =
        std::any_of(ways.begin(), ways.end(), [&](const auto& other) { return other.first == way; });
    if (!known) ways.emplace_back(std::move(way), comment(value));
  }

  void read_facts() {
    for (const Fact& fact : page_.facts) {
      const std::string_view name = page_.slice(fact.name);
      if (fact.syntax == Syntax::labels) {
        const auto field = by_label_.find(plain_label(name));
        if (field != by_label_.end()) add(fields_[field->second].labels, field->first, page_.words(fact));
      } else if (fact.syntax == Syntax::json_ld || fact.syntax == Syntax::json ||
                 fact.syntax == Syntax::state) {
        const auto field = by_key_.find(std::string(name));
        if (field != by_key_.end()) add(fields_[field->second].keys, key_of(fact), page_.words(fact));
      }
    }
  }

  // The whole path; of JSON-LD the type and the last steps, as things stand here and there.
  std::string key_of(const Fact& fact) {
    const std::string name(page_.slice(fact.name));
    const std::string syntax(page::name(fact.syntax));
    const std::vector<std::string_view>& holders = paths_.of(fact.item);
    if (fact.syntax == Syntax::json_ld) {
      const std::string type(fact.item == page::nowhere ? "" : page_.slice(page_.items[fact.item].type));
      return syntax + ":" + (type.empty() || type.find(' ') != std::string::npos ? "" : "<" + type + ">") +
             name;
    }
    std::string path;
    for (auto step = holders.rbegin(); step != holders.rend(); ++step)
      path += "/" + std::string(is_step(*step) ? *step : "*");
    return syntax + ":" + path + "/" + name;
  }

  static bool is_step(std::string_view step) {
    const bool number = std::all_of(step.begin(), step.end(), [](char c) { return c >= '0' && c <= '9'; });
    return !number && step.find('/') == std::string_view::npos;
  }

  void read_metas() {
    for (const Node& node : page_.nodes) {
      if (node.tag != Tag::meta) continue;
      std::string_view key = page_.value(node, Name::property);
      if (key.empty()) key = page_.value(node, Name::name);
      const std::string_view value = page_.value(node, Name::content);
      const auto field = by_meta_.find(base::lower_ascii(key));
      if (field != by_meta_.end()) add(fields_[field->second].metas, field->first, value);
      if (base::equal_ignoring_case(key, "generator")) generator_ = value;
    }
  }

  void read_elements() {
    for (std::uint32_t i = 1; i < page_.nodes.size(); ++i) {
      const Node& node = page_.nodes[i];
      if (node.tag == Tag::text || node.tag == Tag::script || node.tag == Tag::meta) continue;
      if (node.tag == Tag::h1)
        add(fields_["display_name"].css, selector_of(node, ""), page_.text_of(i).words());
      if (node.tag == Tag::time) note_post(i);
      for (std::string_view mark : marks_of(node)) {
        const std::string field = field_in(mark);
        if (!field.empty()) add(fields_[field].css, selector_of(node, mark), page_.text_of(i).words());
      }
    }
  }

  std::vector<std::string_view> marks_of(const Node& node) const {
    std::vector<std::string_view> marks;
    for (std::string_view mark : base::split(page_.value(node, "class"), ' ')) marks.push_back(mark);
    marks.push_back(page_.value(node, Name::id));
    marks.push_back(page_.value(node, "data-testid"));
    std::erase_if(marks, [](std::string_view mark) { return !is_written_by_people(mark); });
    return marks;
  }

  std::string field_in(std::string_view mark) const {
    for (const std::string& word : words_of_name(mark)) {
      const auto field = by_word_.find(word);
      if (field != by_word_.end()) return field->second;
    }
    return "";
  }

  // By the mark that told, else the first that a person wrote, else the element's name.
  std::string selector_of(const Node& node, std::string_view mark) const {
    if (mark.empty()) {
      const std::vector<std::string_view> marks = marks_of(node);
      mark = marks.empty() ? std::string_view() : marks.front();
    }
    const std::string tag(page_.tag_name(node));
    if (mark.empty()) return tag;
    if (mark == page_.value(node, Name::id)) return "#" + std::string(mark);
    if (mark == page_.value(node, "data-testid")) return "[data-testid=\"" + std::string(mark) + "\"]";
    return tag + "." + std::string(mark);
  }

  // What a <time> stands in: the nearest article, or list item with a class.
  void note_post(std::uint32_t index) {
    for (std::uint32_t up = page_.nodes[index].parent; up != 0; up = page_.nodes[up].parent) {
      const Node& node = page_.nodes[up];
      if (node.tag != Tag::article && node.tag != Tag::li) continue;
      posts_.insert(selector_of(node, ""));
      return;
    }
  }

  void write_head() {
    const std::string host = host_in(url_);
    const std::vector<std::string_view> labels = base::split(host, '.');
    const std::string id = labels.size() < 2 ? "my-platform" : base::lower_ascii(labels[labels.size() - 2]);
    out_ +=
        "# A first draft: keep what is right, delete what is not. docs/definitions.md says what can be "
        "written.\n";
    out_ += "schema = 1\n";
    out_ += fmt::format("id = {}\nname = {}\ngroup = \"second\"\nfetch = \"ask\"\n", quoted(id), quoted(id));
    if (!host.empty()) {
      out_ += fmt::format("hosts = [{}]\naddresses = [{}]\n", quoted(host), quoted(pattern()));
    }
    if (!generator_.empty())
      out_ += fmt::format("recognise = [{}]\n", quoted("meta[name=\"generator\"][content^=\"" +
                                                       std::string(first_word(generator_)) + "\"]"));
    const auto name = fields_.find("display_name");
    if (name != fields_.end() && !name->second.css.empty())
      out_ += fmt::format("anchors = [{}]\n", quoted(name->second.css.front().first));
    out_ += "verified_on = \"never\"\n";
  }

  static std::string_view first_word(std::string_view words) { return words.substr(0, words.find(' ')); }

  // The last part of the path stands for the handle.
  std::string pattern() const {
    std::string_view bare = url_.substr(0, url_.find_first_of("?#"));
    while (bare.ends_with('/')) bare.remove_suffix(1);
    const std::size_t slash = bare.rfind('/');
    if (slash == std::string_view::npos || slash < bare.find("//") + 2)
      return std::string(bare) + "/{handle}";
    const std::string_view sign = bare.substr(slash + 1).starts_with('@') ? "@" : "";
    return std::string(bare.substr(0, slash + 1)) + std::string(sign) + "{handle}";
  }

  void write_ways(std::string_view kind, const std::vector<std::pair<std::string, std::string>>& ways) {
    if (ways.empty()) return;
    out_ += fmt::format("{} = [\n", kind);
    for (const auto& [way, value] : ways) out_ += fmt::format("  {},  # {}\n", quoted(way), value);
    out_ += "]\n";
  }

  void write_field(const std::string& name) {
    const auto found = fields_.find(name);
    if (found == fields_.end()) return;
    const Ways& ways = found->second;
    if (ways.css.empty() && ways.labels.empty() && ways.keys.empty() && ways.metas.empty()) return;
    out_ += fmt::format("\n[[field]]\nname = {}\n", quoted(name));
    write_ways("css", ways.css);
    write_ways("labels", ways.labels);
    write_ways("keys", ways.keys);
    write_ways("metas", ways.metas);
  }

  void write_posts() {
    if (posts_.empty()) return;
    out_ += "\n[post]\neach = [";
    for (const std::string& each : posts_) out_ += (each == *posts_.begin() ? "" : ", ") + quoted(each);
    out_ += "]\ntime = ['time']\n";
  }

  void write_rest() {
    out_ +=
        "\n# What it says when there is no such profile, or only its friends may see it:\n"
        "# [[state]]\n# is = \"absent\"\n# words = [\"…\"]\n# reason = \"…\"\n"
        "\n# The menu that closes what is open:\n"
        "# [[setting]]\n# key = \"profile-visibility\"\n# name = \"…\"\n# url = \"…\"\n";
  }

  const page::Page& page_;
  const std::string_view url_;
  Paths paths_;
  std::map<std::string, std::string> by_label_, by_key_, by_word_, by_meta_;
  std::map<std::string, Ways> fields_;
  std::set<std::string> posts_;
  std::string_view generator_;
  std::string out_;
};

}  // namespace

std::string draft_definition(const page::Page& page, std::string_view url, const Definition& generic) {
  return Draft(page, url, generic).run();
}

}  // namespace gh::scrape
