#include "takeout/saved_page.h"

#include <algorithm>
#include <array>

#include "base/file.h"
#include "base/text.h"
#include "takeout/entry_name.h"
#include "takeout/limits.h"
#include "takeout/mhtml.h"

namespace gh::takeout {
namespace {

struct Ending {
  std::string_view ending;
  std::string_view content_type;
};
constexpr std::array endings{Ending{".html", "text/html"},
                             Ending{".htm", "text/html"},
                             Ending{".xhtml", "text/html"},
                             Ending{".txt", "text/plain"},
                             Ending{".json", "application/json"},
                             Ending{".mhtml", ""},
                             Ending{".mht", ""}};

const Ending* page_ending(std::string_view name) {
  const std::string ending = ending_of(name);
  const auto found =
      std::find_if(endings.begin(), endings.end(), [&](const Ending& row) { return row.ending == ending; });
  return found == endings.end() ? nullptr : &*found;
}

// "Page saved with SingleFile url: https://… saved date: …" in the comment that the document begins with.
std::string address_in_comment(std::string_view bytes) {
  constexpr std::size_t reach = 4096;
  constexpr std::string_view mark = "url:";
  const std::string_view start = bytes.substr(0, reach);
  const std::size_t open = start.find("<!--");
  if (open == std::string_view::npos) return "";
  const std::string_view comment = start.substr(open, start.find("-->", open) - open);
  const std::size_t at = comment.find(mark);
  if (at == std::string_view::npos) return "";
  const std::string_view rest = base::trim(comment.substr(at + mark.size()));
  const std::string_view address = rest.substr(0, std::min(rest.find_first_of(" \t\r\n"), rest.size()));
  return address.find("://") == std::string_view::npos ? "" : std::string(address);
}

}  // namespace

bool may_be_page(std::string_view name) {
  for (std::string_view rest = name; rest.find('/') != std::string_view::npos;) {
    const std::size_t slash = rest.find('/');
    if (rest.substr(0, slash).ends_with("_files")) return false;
    rest.remove_prefix(slash + 1);
  }
  return page_ending(name) != nullptr;
}

base::Result<SavedPage> saved_page_of(std::string name, std::string bytes) {
  if (looks_like_mhtml(bytes)) {
    auto page = read_mhtml(bytes);
    if (!page) {
      page.error().where = shown_name(name);
      return page.error();
    }
    return SavedPage{std::move(name), std::move(page->content_type), std::move(page->address),
                     std::move(page->bytes)};
  }
  const Ending* ending = page_ending(name);
  SavedPage page{std::move(name), ending == nullptr ? "" : std::string(ending->content_type),
                 address_in_comment(bytes), std::move(bytes)};
  return page;
}

base::Result<SavedPage> read_saved_page(const std::filesystem::path& file) {
  auto bytes = base::read_file(file, Limits().page);
  if (!bytes) return bytes.error();
  return saved_page_of(file.string(), std::move(*bytes));
}

}  // namespace gh::takeout
