#include "detect/pattern.h"

#include <algorithm>
#include <mutex>
#include <vector>

namespace gh::detect {

struct Pattern::State {
  std::string text;
  RE2::Options options;
  std::optional<Prefilter::Number> number;
  std::once_flag once;
  std::optional<RE2> compiled;

  const RE2& get() {
    std::call_once(once, [this] { compiled.emplace(text, options); });
    return *compiled;
  }
};

Pattern::Pattern() = default;
Pattern::Pattern(std::string text, const RE2::Options& options) : state_(std::make_unique<State>()) {
  state_->text = std::move(text);
  state_->options = options;
}
Pattern::Pattern(Pattern&&) noexcept = default;
Pattern& Pattern::operator=(Pattern&&) noexcept = default;
Pattern::~Pattern() = default;

const RE2& Pattern::operator*() const { return state_->get(); }
const std::string& Pattern::text() const { return state_->text; }
std::optional<Prefilter::Number> Pattern::number() const {
  return state_ == nullptr ? std::nullopt : state_->number;
}

int Pattern::group(std::string_view name) const {
  const std::string& text = state_->text;
  int groups = 0;
  bool in_class = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\\') {
      ++at;
    } else if (in_class) {
      in_class = text[at] != ']';
    } else if (text[at] == '[') {
      in_class = true;
      if (text.compare(at + 1, 1, "^") == 0) ++at;
      if (text.compare(at + 1, 1, "]") == 0) ++at;  // first in a class it is a letter
    } else if (text[at] == '(' &&
               (text.compare(at + 1, 1, "?") != 0 || text.compare(at + 1, 3, "?P<") == 0)) {
      ++groups;
      if (text.compare(at + 1, 3, "?P<") == 0 && text.compare(at + 4, name.size(), name) == 0 &&
          text.compare(at + 4 + name.size(), 1, ">") == 0)
        return groups;
    }
  }
  return 0;
}

RE2::Options PatternBook::plain_options() {
  RE2::Options options;
  options.set_log_errors(false);
  return options;
}

RE2::Options PatternBook::roomy_options() {
  RE2::Options options = plain_options();
  options.set_max_mem(std::int64_t{32} << 20);
  return options;
}

RE2::Options PatternBook::byte_options(std::string_view pattern) {
  RE2::Options options = plain_options();
  // "[^.]{0,40}" has four times the states where a letter is up to four bytes.
  const bool ascii = std::all_of(pattern.begin(), pattern.end(),
                                 [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (ascii) options.set_encoding(RE2::Options::EncodingLatin1);
  return options;
}

Pattern PatternBook::read(base::DefinitionTable& table, std::string_view key, const std::string& text,
                          const RE2::Options& options) const {
  if (text.empty()) return {};
  Pattern pattern(text, options);
  if (check_ && !pattern->ok()) {
    table.problem(key, "not a regular expression (RE2): " + pattern->error());
    return {};
  }
  return pattern;
}

Pattern PatternBook::trigger(base::DefinitionTable& table, std::string_view key, const std::string& text,
                             const RE2::Options& options, std::initializer_list<const Pattern*> also) {
  Pattern pattern = read(table, key, text, options);
  if (!pattern) return pattern;
  std::vector<std::string_view> others;
  for (const Pattern* other : also) {
    if (*other) others.push_back(other->text());
  }
  pattern.state_->number = prefilter.add(text, others);
  return pattern;
}

bool matches(const Pattern& pattern, std::string_view text) {
  return pattern && RE2::PartialMatch(piece(text), *pattern);
}

bool fits(const Pattern& pattern, std::string_view text) { return !pattern || matches(pattern, text); }

bool match_from(const RE2& pattern, std::string_view text, std::size_t from, re2::StringPiece* groups,
                int count, std::size_t to) {
  return from <= text.size() &&
         pattern.Match(piece(text), from, std::min(to, text.size()), RE2::UNANCHORED, groups, count);
}

bool match_in(const RE2& pattern, std::string_view text, const Windows& windows, std::size_t from,
              re2::StringPiece* groups, int count, std::size_t to) {
  to = std::min(to, text.size());
  for (const Prefilter::Window& window : windows.all) {
    // One that begins where the text does reaches into the label, too.
    const std::size_t begin = std::max(from, window.begin == 0 ? 0 : window.begin + windows.shift),
                      end = std::min(to, window.end + windows.shift);
    if (begin > end) continue;
    if (!match_from(pattern, text, begin, groups, count, end)) continue;
    const auto found = static_cast<std::size_t>(groups[0].data() - text.data());
    if (found + groups[0].size() < end || end == to) return true;
    return pattern.Match(piece(text), found, to, RE2::ANCHOR_START, groups, count);
  }
  return false;
}

Certainty read_certainty(base::DefinitionTable& table) {
  const std::string word = table.choice("certainty", {"certain", "likely", "possible"}, "likely");
  return certainty_named(word).value_or(Certainty::likely);
}

}  // namespace gh::detect
