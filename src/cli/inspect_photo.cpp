#include "cli/inspect_photo.h"

#include <algorithm>
#include <fmt/format.h>

#include "base/text.h"

namespace gh::cli {
namespace {

constexpr std::size_t most_values = 6;      // of one topic; --json has all
constexpr std::size_t longest_value = 120;  // code points

std::string listed(const std::vector<std::string>& values) {
  std::vector<std::string> shown;
  for (const std::string& value : values) {
    if (shown.size() < most_values) shown.push_back(base::shorten(base::for_terminal(value), longest_value));
  }
  std::string all = base::join(shown, "; ");
  if (values.size() > shown.size()) all += fmt::format("; and {} more", values.size() - shown.size());
  return all;
}

}  // namespace

std::string photo_section(const std::string& file, const app::Photo& photo, const app::PhotoWords& words,
                          const Terminal& terminal) {
  const bool whole = photo.state == base::State::found;
  std::string all =
      fmt::format("{}: a photo, {}\n", base::for_terminal(file), whole ? "read" : "read in part");
  for (const std::string& problem : photo.problems) {
    all += paragraph("Not all of it could be read: " + problem + ".", terminal, 2);
  }
  if (!whole && photo.problems.empty()) {
    all += paragraph("It says more than we read, so we saw only the beginning.", terminal, 2);
  }
  const std::vector<app::PhotoSays> topics = app::sort_by_topic(photo, words);
  if (topics.empty()) {
    all += paragraph(
        fmt::format("In the photo itself: we found nothing of what we looked for: {}.", words.looked_for),
        terminal, 2);
    return all + paragraph(words.nothing, terminal, 2);
  }
  all += "  In the photo itself:\n";
  for (const app::PhotoSays& says : topics) {
    all += paragraph(fmt::format("{}: {}", says.topic->title, listed(says.values)), terminal, 4);
    all += paragraph(says.topic->why, terminal, 8);
    all += paragraph("What to do: " + says.topic->remove, terminal, 8);
  }
  all += paragraph(words.remove_all, terminal, 2);
  return all + paragraph(words.nothing, terminal, 2);
}

}  // namespace gh::cli
