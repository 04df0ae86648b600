#include "scrape/linked.h"

#include <algorithm>
#include <string_view>

#include "base/text.h"
#include "base/url.h"

namespace gh::scrape {
namespace {

constexpr std::size_t most = 20;
constexpr std::size_t longest = 300;  // bytes of an address

bool is_me(std::string_view rel) {
  const std::vector<std::string_view> words = base::split(rel, ' ');
  return std::any_of(words.begin(), words.end(),
                     [](std::string_view word) { return base::equal_ignoring_case(word, "me"); });
}

// "harebell.example/me" as people write it.
std::string absolute(std::string_view words, std::string_view page) {
  words = base::trim(words);
  if (words.empty() || words.size() > longest || words.find(' ') != std::string_view::npos) return "";
  std::string url = base::join_url(page, words);
  const std::size_t dot = url.find('.');
  const bool has_scheme = url.find(':') < dot;  // "mailto:maren.h", but not "harebell.example:8080"
  if (!has_scheme && dot != std::string::npos && dot > 0 && url.find('@') == std::string::npos)
    url.insert(0, "https://");
  return url.starts_with("http") && url.find("://") != std::string::npos ? url : "";
}

class Links {
 public:
  explicit Links(const Profile& profile) : profile_(profile) {}

  std::vector<std::string> run() {
    for (const Link& link : profile_.links) {
      if (is_me(link.rel)) add(absolute(link.url, profile_.url));
    }
    for (const Passage& passage : profile_.passages) {
      const bool points = passage.field == "website" || passage.field == "link";
      // Every <a> is a "link" of the syntax "url"; those of rules are of another.
      if (points && passage.syntax != "url" && passage.about != About::other && !passage.post)
        add(absolute(passage.text.words(), ""));
    }
    return std::move(found_);
  }

 private:
  void add(const std::string& url) {
    if (url.empty() || found_.size() >= most || url == profile_.url) return;
    if (std::find(found_.begin(), found_.end(), url) == found_.end()) found_.push_back(url);
  }

  const Profile& profile_;
  std::vector<std::string> found_;
};

}  // namespace

std::vector<std::string> linked_addresses(const Profile& profile) { return Links(profile).run(); }

}  // namespace gh::scrape
