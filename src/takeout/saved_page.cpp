#include "takeout/saved_page.h"

#include <algorithm>
#include <array>

#include "base/file.h"
#include "base/text.h"

namespace gh::takeout {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t longest_page = std::size_t{64} << 20;  // bytes; the reader cuts far earlier and says so

struct Ending {
  std::string_view ending;
  std::string_view content_type;
};
constexpr std::array endings{Ending{".html", "text/html"}, Ending{".htm", "text/html"},
                             Ending{".xhtml", "text/html"}, Ending{".txt", "text/plain"},
                             Ending{".json", "application/json"}};

const Ending* ending_of(const fs::path& file) {
  const std::string ending = base::lower_ascii(file.extension().string());
  const auto found =
      std::find_if(endings.begin(), endings.end(), [&](const Ending& row) { return row.ending == ending; });
  return found == endings.end() ? nullptr : &*found;
}

}  // namespace

std::vector<fs::path> pages_in(const fs::path& file_or_folder) {
  std::error_code trouble;
  if (!fs::is_directory(file_or_folder, trouble)) return {file_or_folder};
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(file_or_folder, trouble)) {
    if (entry.is_regular_file(trouble) && ending_of(entry.path()) != nullptr) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

base::Result<SavedPage> read_saved_page(const fs::path& file) {
  auto bytes = base::read_file(file, longest_page);
  if (!bytes) return bytes.error();
  const Ending* ending = ending_of(file);
  return SavedPage{file.string(), ending == nullptr ? "" : std::string(ending->content_type),
                   std::move(*bytes)};
}

}  // namespace gh::takeout
