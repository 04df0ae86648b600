// Tables of cases, and a folder to make a mess in.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <string>
#include <vector>

namespace gh::tests {

/// A file of the test tree, by its path below tests/: its bytes. A missing file fails the test that asks.
std::string fixture(const std::string& path);

/// One row of a table: its columns, and where it stands for the failure message.
struct Case {
  std::vector<std::string> columns;
  std::string where;
};
std::ostream& operator<<(std::ostream& out, const Case& row);

/// Reads tests/PATH: one case a line, columns between tabs, "\n" and "\t" written so, lines with # are
/// comments. Every row must have `columns` columns.
std::vector<Case> cases_in(const std::string& path, std::size_t columns);

/// A fresh folder that is gone again at the end of the scope.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

}  // namespace gh::tests
