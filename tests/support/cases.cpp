#include "support/cases.h"

#include <boost/test/unit_test.hpp>
#include <fstream>
#include <ostream>
#include <sstream>
#include <stdexcept>

namespace gh::tests {
namespace {

std::string unescaped(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\' || i + 1 == text.size()) {
      out += text[i];
      continue;
    }
    const char next = text[++i];
    out += next == 'n' ? '\n' : next == 't' ? '\t' : next;
  }
  return out;
}

}  // namespace

std::string fixture(const std::string& path) {
  std::ifstream file(std::string(GH_TESTS) + "/" + path, std::ios::binary);
  if (!file) throw std::runtime_error("no such fixture: tests/" + path);
  std::stringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

std::ostream& operator<<(std::ostream& out, const Case& row) { return out << row.where; }

std::vector<Case> cases_in(const std::string& path, std::size_t columns) {
  std::istringstream lines(fixture(path));
  std::vector<Case> rows;
  std::string line;
  for (int number = 1; std::getline(lines, line); ++number) {
    if (line.empty() || line.front() == '#') continue;
    Case row;
    row.where = path + ":" + std::to_string(number);
    std::istringstream cells(line);
    for (std::string cell; std::getline(cells, cell, '\t');) row.columns.push_back(unescaped(cell));
    if (line.back() == '\t') row.columns.emplace_back();
    if (row.columns.size() != columns) {
      throw std::runtime_error(row.where + ": expected " + std::to_string(columns) + " columns");
    }
    rows.push_back(row);
  }
  return rows;
}

TemporaryFolder::TemporaryFolder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "glasshouse-test-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("cannot make a temporary folder");
  path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace gh::tests
