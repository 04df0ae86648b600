#include "page/align.h"

#include <algorithm>

#include "base/text.h"

namespace gh::page {
namespace {

bool is_alphanumeric(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// Length of what may be a reference at raw[at] == '&': "&amp;", "&#x26;", "&copy" (the semicolon is
// optional).
std::size_t reference_length(std::string_view raw, std::size_t at) {
  std::size_t end = at + 1;
  if (end < raw.size() && raw[end] == '#') ++end;
  while (end < raw.size() && is_alphanumeric(raw[end]) && end - at < 40) ++end;
  if (end < raw.size() && raw[end] == ';') ++end;
  return end - at;
}

bool means_ampersand(std::string_view reference) {
  return reference.starts_with("&amp") || reference.starts_with("&AMP") || reference.starts_with("&#38") ||
         base::lower_ascii(reference).starts_with("&#x26");
}

class Aligner {
 public:
  Aligner(Text& out, std::string_view decoded, std::string_view raw, std::uint32_t source_begin)
      : out_(out), decoded_(decoded), raw_(raw), base_(source_begin) {}

  void run() {
    while (to_ < decoded_.size() && from_ < raw_.size()) {
      const char c = raw_[from_];
      if (c == '&' && take_reference()) continue;
      if (!take_plain() && !take_replaced(c)) skip_source(c);
    }
    // A trace that lost its way: the rest belongs to the end of the source, or where nothing is left, to all
    // of it.
    if (to_ < decoded_.size()) {
      out_.append_for(decoded_.substr(to_), {offset(from_ < raw_.size() ? from_ : 0), offset(raw_.size())});
    }
  }

 private:
  // As many equal bytes as there are up to the next reference, mark-up or carriage return, in whole
  // characters; false for none.
  bool take_plain() {
    std::size_t length = 0;
    while (to_ + length < decoded_.size() && from_ + length < raw_.size() &&
           raw_[from_ + length] == decoded_[to_ + length] && (length == 0 || raw_[from_ + length] != '&')) {
      ++length;
    }
    while (length > 0 && to_ + length < decoded_.size() && (decoded_[to_ + length] & 0xC0) == 0x80) --length;
    if (length == 0) return false;
    out_.append(decoded_.substr(to_, length), offset(from_));
    to_ += length;
    from_ += length;
    return true;
  }

  // A reference stands for one or two characters of the decoded text; false when this '&' is only itself.
  bool take_reference() {
    const std::size_t longest = reference_length(raw_, from_);
    const std::string_view reference = raw_.substr(from_, longest);
    if (longest == 1 || (decoded_[to_] == '&' && !means_ampersand(reference))) return false;
    const std::size_t first = base::code_point(decoded_, to_).length;
    std::size_t length = longest, words = first;
    if (!continues(from_ + length, to_ + first)) {
      // A few named references stand for two code points; others end without their semicolon.
      const std::size_t both = first + second_length(to_ + first);
      if (continues(from_ + length, to_ + both)) {
        words = both;
      } else {
        length = unterminated_length(longest, to_ + first);
      }
    }
    out_.append_for(decoded_.substr(to_, words), {offset(from_), offset(from_ + length)});
    to_ += words;
    from_ += length;
    return true;
  }

  std::size_t second_length(std::size_t at) const {
    return at < decoded_.size() ? base::code_point(decoded_, at).length : 0;
  }

  // "&copy2020": the shortest name behind which source and text go on alike.
  std::size_t unterminated_length(std::size_t longest, std::size_t decoded_next) const {
    for (std::size_t length = 3; length < longest; ++length) {
      if (continues(from_ + length, decoded_next)) return length;
    }
    return longest;
  }

  bool continues(std::size_t raw_at, std::size_t decoded_at) const {
    if (raw_at >= raw_.size() || decoded_at >= decoded_.size())
      return raw_at >= raw_.size() && decoded_at >= decoded_.size();
    return raw_[raw_at] == decoded_[decoded_at] || raw_[raw_at] == '&' || raw_[raw_at] == '<' ||
           raw_[raw_at] == '\r';
  }

  // A control or a noncharacter, for which the parser writes U+FFFD.
  bool take_replaced(char c) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '\r' || (byte >= 0x20 && byte < 0x7F) || decoded_.substr(to_, 3) != "\xEF\xBF\xBD") return false;
    const std::size_t length = base::code_point(raw_, from_).length;
    out_.append_for(decoded_.substr(to_, 3), {offset(from_), offset(from_ + length)});
    to_ += 3;
    from_ += length;
    return true;
  }

  // What stands in the source and not in the text: a carriage return, mark-up in between, a replaced byte.
  void skip_source(char c) {
    if (c == '<') {
      const std::size_t end = raw_.find('>', from_);
      from_ = end == std::string_view::npos ? raw_.size() : end + 1;
      return;
    }
    if (c == '\r' && decoded_[to_] == '\n' && (from_ + 1 >= raw_.size() || raw_[from_ + 1] != '\n')) {
      out_.append_for("\n", {offset(from_), offset(from_ + 1)});
      ++to_;
    }
    ++from_;
  }

  std::uint32_t offset(std::size_t at) const { return base_ + static_cast<std::uint32_t>(at); }

  Text& out_;
  std::string_view decoded_;
  std::string_view raw_;
  std::uint32_t base_;
  std::size_t to_ = 0;
  std::size_t from_ = 0;
};

}  // namespace

void append_aligned(Text& out, std::string_view decoded, std::string_view raw, std::uint32_t source_begin) {
  if (decoded == raw) {
    out.append(decoded, source_begin);
    return;
  }
  Aligner(out, decoded, raw, source_begin).run();
}

}  // namespace gh::page
