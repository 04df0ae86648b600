#include "takeout/json_elements.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "base/eight_bytes.h"

namespace gh::takeout {
namespace {

constexpr std::size_t block = std::size_t{256} << 10;
constexpr std::size_t deepest = 64;  // objects and arrays around a value that is wanted
constexpr std::size_t longest_key = std::size_t{64} << 10;
constexpr std::size_t longest_prefix = 4096;  // bytes before an assignment's "="
constexpr std::size_t nothing = std::string::npos;
constexpr int at_end = -1;

constexpr bool is_blank(int c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

constexpr auto ends_word = [] {
  std::array<bool, 256> table{};
  for (const char c : std::string_view(",:{}[]\" \n\t\r")) table[static_cast<unsigned char>(c)] = true;
  return table;
}();

}  // namespace

JsonElements::JsonElements(Stream& stream, const Paths& paths, std::size_t longest)
    : stream_(stream), paths_(paths), longest_(longest), keep_(nothing) {}

// Reads on. What lies before `keep_` and `at_` is forgotten; a value that grows too long is not kept on.
bool JsonElements::fill() {
  if (keep_ != nothing && end_ - keep_ > longest_) keep_ = nothing;
  const std::size_t from = std::min({keep_, at_, end_});
  if (from > 0) {
    std::memmove(buffer_.data(), buffer_.data() + from, end_ - from);
    end_ -= from;
    at_ -= from;
    if (keep_ != nothing) keep_ -= from;
    before_ += from;
  }
  if (buffer_.size() < end_ + block) buffer_.resize(end_ + block);
  const std::size_t before = end_;
  // A stream may give less than it is asked for, and a value that is cut by an end costs twice.
  while (end_ < buffer_.size()) {
    const std::size_t count = stream_.read(buffer_.data() + end_, buffer_.size() - end_);
    if (count == 0) break;
    end_ += count;
  }
  return end_ > before;
}

int JsonElements::peek(std::size_t ahead) {
  while (at_ + ahead >= end_) {
    if (!fill()) return at_end;
  }
  return static_cast<unsigned char>(buffer_[at_ + ahead]);
}

int JsonElements::skip_blanks() {
  int c = peek();
  while (is_blank(c)) {
    ++at_;
    c = peek();
  }
  return c;
}

void JsonElements::fail(std::string_view what) {
  if (trouble_.empty()) trouble_ = what;
  done_ = true;
}

// Over a byte order mark, and over what stands before "=" where a script assigns the value.
void JsonElements::begin() {
  begun_ = true;
  if (peek() == 0xEF && peek(1) == 0xBB && peek(2) == 0xBF) at_ += 3;
  const int c = skip_blanks();
  if (c == at_end) return fail("it is empty");
  if (c == '{' || c == '[') return;
  std::size_t ahead = 0;
  while (ahead < longest_prefix && peek(ahead) != '=' && peek(ahead) != at_end) ++ahead;
  if (peek(ahead) != '=') return fail("it is no JSON");
  at_ += ahead + 1;
}

// From a quotation mark to behind the closing one. The search for that mark is done again only once it is
// passed, so that a text full of backslashes costs no more than another.
bool JsonElements::skip_string() {
  ++at_;
  std::size_t quote = 0;
  while (true) {
    if (at_ >= end_ && !fill()) return fail("it breaks off inside a text"), false;
    if (at_ >= end_) continue;
    const char* base = buffer_.data();
    quote = at_;
    const void* found = std::memchr(base + at_, '"', end_ - at_);
    quote = found == nullptr ? end_ : static_cast<std::size_t>(static_cast<const char*>(found) - base);
    while (at_ < quote) {
      const void* escape = std::memchr(base + at_, '\\', quote - at_);
      if (escape == nullptr) {
        at_ = quote;
      } else {
        at_ = static_cast<std::size_t>(static_cast<const char*>(escape) - base) + 2;
      }
    }
    if (at_ == quote && quote < end_) return ++at_, true;
  }
}

bool JsonElements::skip_nested() {
  std::size_t depth = 0;
  do {
    at_ = base::find_one_of<'"', '{', '}', '[', ']'>({buffer_.data(), end_}, at_);
    const int c = peek();
    if (c == at_end) return fail("it breaks off inside a value"), false;
    if (std::string_view("\"{}[]").find(static_cast<char>(c)) == std::string_view::npos) continue;
    if (c == '"') {
      if (!skip_string()) return false;
      continue;
    }
    ++at_;
    if (c == '{' || c == '[') ++depth;
    if (c == '}' || c == ']') --depth;
  } while (depth > 0);
  return true;
}

void JsonElements::skip_word() {
  while (peek() != at_end && !ends_word[static_cast<unsigned char>(buffer_[at_])]) ++at_;
}

bool JsonElements::skip_value() {
  const int c = peek();
  if (c == '"') return skip_string();
  if (c == '{' || c == '[') return skip_nested();
  const std::uint64_t begin = before_ + at_;
  skip_word();
  if (before_ + at_ == begin) return fail("a value should stand here"), false;
  return true;
}

JsonElement JsonElements::element(std::uint64_t offset, std::string_view bytes) const {
  std::uint32_t path = 0;
  paths_.each_end(found_, [&](std::uint32_t end) { path = end; });
  return {path, static_cast<std::uint32_t>(offset), bytes, json_};
}

// A value that lies in the buffer with all that it holds, as most do: read in one pass, which tells where it
// ends. Nothing where there is any doubt; then what was read is not read so again, or a document of nothing
// but broken values would be read over and over.
std::optional<JsonElement> JsonElements::take_whole() {
  const std::uint64_t offset = before_ + at_;
  const std::string_view ahead = std::string_view(buffer_).substr(at_, end_ - at_);
  if (offset < doubtful_until_ || ahead.empty() || (ahead[0] != '{' && ahead[0] != '[')) return std::nullopt;
  page::read_json_into(json_, ahead, static_cast<std::uint32_t>(offset));
  const std::size_t size = json_.nodes.empty() ? 0 : json_.nodes.front().source.end - json_.base;
  if (json_.broken || size == 0 || size > longest_) {
    doubtful_until_ = offset + (json_.rest - json_.base);
    return std::nullopt;
  }
  at_ += size;
  return element(offset, ahead.substr(0, size));
}

std::optional<JsonElement> JsonElements::take() {
  if (auto whole = take_whole()) return whole;
  keep_ = at_;
  const std::uint64_t offset = before_ + at_;
  if (!skip_value()) return std::nullopt;
  if (keep_ == nothing || at_ - keep_ > longest_) {
    keep_ = nothing;
    ++left_out_;
    return std::nullopt;
  }
  const std::string_view bytes = std::string_view(buffer_).substr(keep_, at_ - keep_);
  keep_ = nothing;
  page::read_json_into(json_, bytes, static_cast<std::uint32_t>(offset));
  return element(offset, bytes);
}

void JsonElements::open(bool is_object) {
  if (depth_ == deepest) return fail("it is nested too deep");
  if (levels_.size() == depth_) levels_.emplace_back();
  levels_[depth_].is_object = is_object;
  std::swap(levels_[depth_].places, found_);
  ++depth_;
  ++at_;
}

bool JsonElements::read_key() {
  if (peek() != '"') return fail("a key should stand here"), false;
  keep_ = at_;
  if (!skip_string()) return false;
  const bool is_whole = keep_ != nothing && at_ - keep_ < longest_key;
  key_.clear();
  if (is_whole) key_.assign(buffer_, keep_ + 1, at_ - keep_ - 2);
  keep_ = nothing;
  if (skip_blanks() != ':') return fail("a colon should stand here"), false;
  ++at_;
  return skip_blanks() != at_end;
}

void JsonElements::finish() {
  done_ = true;
  if (stream_.trouble()) trouble_ = "it breaks off";
}

// To the next value, of which `found_` then tells where it stands. False when there is none just here.
bool JsonElements::step() {
  const int c = skip_blanks();
  if (c == at_end) return fail("it breaks off"), false;
  if (c == ',') return ++at_, false;
  if (c == '}' || c == ']') {
    ++at_;
    if (--depth_ == 0) finish();
    return false;
  }
  const Level& level = levels_[depth_ - 1];
  if (level.is_object && !read_key()) return false;
  paths_.step(level.places, key_, !level.is_object, found_);
  return true;
}

std::optional<JsonElement> JsonElements::next() {
  if (!begun_) {
    begin();
    if (done_) return std::nullopt;
    skip_blanks();
    found_ = Paths::start();
    if (paths_.ends(found_)) {
      auto whole = take();
      done_ = true;
      return whole;
    }
    const int c = peek();
    if (c != '{' && c != '[') return fail("it is no JSON"), std::nullopt;
    open(c == '{');
  }
  while (!done_) {
    if (!step()) continue;
    if (paths_.ends(found_)) {
      if (auto element = take()) return element;
      continue;
    }
    const int c = peek();
    if ((c == '{' || c == '[') && paths_.leads_on(found_)) {
      open(c == '{');
    } else {
      skip_value();
    }
  }
  return std::nullopt;
}

}  // namespace gh::takeout
