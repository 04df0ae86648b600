// The tree construction tests of html5lib-tests through our Page: elements, attributes and text. Run by
// `./dev test --html5lib FOLDER` on a copy of that suite, which is not part of this repository.
//
//     html5lib FOLDER DIFFERENCES
//
// FOLDER holds the *.dat files. DIFFERENCES names each case that is expected to differ, FILE:NUMBER, a tab,
// and why; one that differs and is not named there, or is named and does not differ, fails. Comments and
// doctypes are not kept by Page and not compared; cases for parsers that run scripts are left out. src:
// https://github.com/html5lib/html5lib-tests/blob/master/tree-construction/README.md
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "base/text.h"
#include "page/differential.h"

using namespace gh;

namespace {

struct Case {
  std::string data;
  std::string fragment;  // "td", "svg path"; empty for a document
  std::string tree;      // "| <html>\n|   <head>\n"
  bool scripting = false;
};

std::string content(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

void keep_section(Case& one, const std::string& section, std::string body) {
  if (section == "#data") one.data = body.empty() ? body : body.substr(0, body.size() - 1);
  if (section == "#document-fragment") one.fragment = body.substr(0, body.find('\n'));
  if (section == "#document") {
    if (body.ends_with("\n\n")) body.pop_back();  // cases stand a blank line apart
    one.tree = std::move(body);
  }
  if (section == "#script-on") one.scripting = true;
}

std::vector<Case> cases_of(const std::string& file) {
  std::vector<Case> cases;
  std::string section, body;
  for (const std::string& line : lines_of(file)) {
    const bool heading = line == "#data" || line == "#errors" || line == "#new-errors" ||
                         line == "#document" || line == "#document-fragment" || line == "#script-on" ||
                         line == "#script-off";
    if (!heading) {
      body += line + "\n";
      continue;
    }
    if (!cases.empty()) keep_section(cases.back(), section, std::move(body));
    body.clear();
    section = line;
    if (line == "#data") cases.emplace_back();
  }
  if (!cases.empty()) keep_section(cases.back(), section, std::move(body));
  return cases;
}

// A tree as lines: depth, what stands there; attributes are sorted, texts side by side are one.
struct Line {
  std::size_t depth = 0;
  std::string words;
  bool operator==(const Line&) const = default;
};

void add_text(std::vector<Line>& lines, std::size_t depth, const std::string& words) {
  if (!lines.empty() && lines.back().depth == depth && lines.back().words.starts_with('"')) {
    lines.back().words += words;
  } else {
    lines.push_back({depth, "\"" + words});
  }
}

// Page has no namespaces and names all in lower case: "<svg foreignObject>" is <foreignobject>.
std::string plain_name(std::string name) {
  for (const std::string_view space : {"svg ", "math ", "xlink ", "xml ", "xmlns "}) {
    if (name.starts_with(space)) name.erase(0, space.size());
  }
  return base::lower_ascii(name);
}

// Attributes stand behind their element in the order of their names.
void sort_attributes(std::vector<Line>& lines) {
  const auto is_attribute = [](const Line& line) { return line.words[0] != '<' && line.words[0] != '"'; };
  for (auto at = lines.begin(); at != lines.end();) {
    const auto begin = std::find_if(at, lines.end(), is_attribute);
    at = std::find_if_not(begin, lines.end(), is_attribute);
    std::sort(begin, at, [](const Line& a, const Line& b) { return a.words < b.words; });
  }
}

// The expected tree as Page could hold it: no comments, no doctypes, a template's content right below it.
std::vector<Line> expected(const std::string& tree) {
  std::vector<Line> lines;
  std::vector<std::size_t> contents;  // depths of the "content" lines around
  bool in_text = false;
  for (const std::string& line : lines_of(tree)) {
    if (!line.starts_with("| ")) {  // a text or comment goes on behind its line feed
      if (in_text) lines.back().words += "\n" + line;
      continue;
    }
    if (in_text && lines.back().words.ends_with('"')) lines.back().words.pop_back();
    in_text = false;
    const std::size_t blanks = line.find_first_not_of(' ', 2);
    std::size_t depth = (blanks - 2) / 2;
    while (!contents.empty() && contents.back() >= depth) contents.pop_back();
    const std::string words = line.substr(blanks);
    const std::size_t shown = depth - contents.size();
    if (words == "content") {
      contents.push_back(depth);
    } else if (words.starts_with("<!")) {
      continue;
    } else if (words.starts_with('<')) {
      lines.push_back({shown, "<" + plain_name(words.substr(1))});
    } else if (words.starts_with('"')) {
      add_text(lines, shown, words.substr(1));
      in_text = true;
    } else {
      const std::size_t equals = words.find("=\"");
      lines.push_back({shown, plain_name(words.substr(0, equals)) + words.substr(equals)});
    }
  }
  if (in_text && lines.back().words.ends_with('"')) lines.back().words.pop_back();
  sort_attributes(lines);
  return lines;
}

std::vector<Line> ours(const page::Page& page, bool fragment) {
  std::vector<Line> lines;
  std::vector<std::size_t> depths(page.nodes.size(), 0);
  const std::uint32_t root = fragment ? 1 : 0;
  for (std::uint32_t i = root + 1; i < page.nodes.size(); ++i) {
    const page::Node& node = page.nodes[i];
    depths[i] = node.parent == root ? 0 : depths[node.parent] + 1;
    if (node.tag == page::Tag::text) {
      add_text(lines, depths[i], std::string(page.slice(node.characters)));
      continue;
    }
    lines.push_back({depths[i], "<" + base::lower_ascii(std::string(page.tag_name(node))) + ">"});
    for (std::uint32_t a = 0; a < node.attribute_count; ++a) {
      const page::Attribute& attribute = page.attributes[node.first_attribute + a];
      lines.push_back({depths[i] + 1, plain_name(std::string(page.slice(attribute.name))) + "=\"" +
                                          std::string(page.slice(attribute.value)) + "\""});
    }
  }
  sort_attributes(lines);
  return lines;
}

std::string shown(const std::vector<Line>& lines) {
  std::string all;
  for (const Line& line : lines) all += std::string(line.depth * 2 + 4, ' ') + line.words + "\n";
  return all;
}

std::vector<Line> tree_of(const Case& one) {
  const page::Limits limits;
  page::Page page;
  page.source = one.data;
  std::vector<page::Cut> cuts;
  if (one.fragment.empty()) cuts = page::prescan(page.source, limits).cuts;
  if (!page::parse_html(page, std::move(cuts), limits, one.fragment)) return {{0, "not read"}};
  return ours(page, !one.fragment.empty());
}

std::map<std::string, std::string> named_differences(const char* path) {
  std::map<std::string, std::string> named;
  for (const std::string& line : lines_of(content(path))) {
    const std::size_t tab = line.find('\t');
    if (!line.starts_with('#') && tab != std::string::npos) named[line.substr(0, tab)] = line.substr(tab + 1);
  }
  return named;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fputs("usage: html5lib FOLDER DIFFERENCES\n", stderr);
    return 64;
  }
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(argv[1])) {
    if (entry.path().extension() == ".dat") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  if (files.empty()) {
    std::fprintf(stderr, "html5lib: no *.dat file in %s: give the folder \"tree-construction\"\n", argv[1]);
    return 66;
  }
  std::map<std::string, std::string> named = named_differences(argv[2]);
  std::size_t run = 0, same = 0, unexplained = 0;
  for (const auto& file : files) {
    std::size_t number = 0;
    for (const Case& one : cases_of(content(file))) {
      const std::string id = file.filename().string() + ":" + std::to_string(++number);
      if (one.scripting) continue;
      ++run;
      const std::vector<Line> want = expected(one.tree), got = tree_of(one);
      if (want == got) {
        ++same;
      } else if (named.erase(id) == 0) {
        ++unexplained;
        std::printf("%s differs and no reason is listed\n  data: %s\n  wanted:\n%s  read:\n%s", id.c_str(),
                    one.data.c_str(), shown(want).c_str(), shown(got).c_str());
      }
    }
  }
  for (const auto& [id, why] : named)
    std::printf("%s is listed (%s) and does not differ\n", id.c_str(), why.c_str());
  std::printf("%zu of %zu trees as expected, %zu differ for a listed reason, %zu without one\n", same, run,
              run - same - unexplained, unexplained);
  return unexplained == 0 && named.empty() ? 0 : 1;
}
