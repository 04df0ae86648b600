#include "page/decode/encoding_label.h"

#include <algorithm>
#include <optional>

#include "base/text.h"

namespace gh::page {
namespace {

constexpr std::size_t reach = 1024;  // bytes that a browser searches

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::size_t past_blanks(std::string_view text, std::size_t at) {
  while (at < text.size() && is_blank(text[at])) ++at;
  return at;
}

/// https://html.spec.whatwg.org/#extracting-character-encodings-from-meta-elements
std::string_view charset_in(std::string_view content) {
  const std::string lowered = base::lower_ascii(content);
  for (std::size_t at = lowered.find("charset"); at != std::string::npos; at = lowered.find("charset", at)) {
    at = past_blanks(content, at + 7);
    if (at >= content.size() || content[at] != '=') continue;
    at = past_blanks(content, at + 1);
    if (at >= content.size()) return {};
    if (content[at] == '"' || content[at] == '\'') {
      const std::size_t close = content.find(content[at], at + 1);
      return close == std::string_view::npos ? std::string_view() : content.substr(at + 1, close - at - 1);
    }
    return content.substr(at, content.find_first_of("; \t\n\r\f", at) - at);
  }
  return {};
}

// What a page cannot mean by a label that could be read at all.
const Encoding* as_read(const Encoding* claimed) {
  if (claimed == nullptr) return nullptr;
  if (claimed->decoder == Decoder::utf16le || claimed->decoder == Decoder::utf16be)
    return &encoding_named("UTF-8");
  if (claimed->decoder == Decoder::user_defined) return &encoding_named("windows-1252");
  return claimed;
}

class Prescan {
 public:
  explicit Prescan(std::string_view bytes) : bytes_(bytes) {}

  const Encoding* run() {
    while (at_ < bytes_.size()) {
      at_ = bytes_.find('<', at_);
      if (at_ == std::string_view::npos) break;
      if (const Encoding* found = mark()) return found;
      ++at_;
    }
    return nullptr;
  }

 private:
  struct Attribute {
    std::string name;
    std::string value;
  };

  // One "<…"; leaves at_ on its last byte.
  const Encoding* mark() {
    const std::string_view rest = bytes_.substr(at_);
    if (rest.starts_with("<!--")) {
      skip_to("-->", at_ + 2);
      at_ += 2;
    } else if (is_meta(rest)) {
      at_ += 5;
      return meta();
    } else if (rest.size() > 1 &&
               (is_letter(rest[1]) || (rest.size() > 2 && rest[1] == '/' && is_letter(rest[2])))) {
      while (at_ < bytes_.size() && !is_blank(bytes_[at_]) && bytes_[at_] != '>') ++at_;
      while (next_attribute()) {
      }
    } else if (rest.size() > 1 && (rest[1] == '!' || rest[1] == '/' || rest[1] == '?')) {
      skip_to(">", at_);
    }
    return nullptr;
  }

  static bool is_meta(std::string_view rest) {
    return rest.size() > 5 && base::equal_ignoring_case(rest.substr(0, 5), "<meta") &&
           (is_blank(rest[5]) || rest[5] == '/');
  }

  void skip_to(std::string_view end, std::size_t from) {
    const std::size_t found = bytes_.find(end, from);
    at_ = found == std::string_view::npos ? bytes_.size() : found;
  }

  const Encoding* meta() {
    bool pragma = false, has_content = false, has_charset = false, has_pragma = false, need_pragma = false;
    const Encoding* encoding = nullptr;
    while (const auto attribute = next_attribute()) {
      if (attribute->name == "http-equiv" && !has_pragma) {
        has_pragma = true;
        pragma = attribute->value == "content-type";
      } else if (attribute->name == "content" && !has_content) {
        has_content = true;
        const Encoding* found = encoding_labelled(charset_in(attribute->value));
        if (found == nullptr || encoding != nullptr || has_charset) continue;
        encoding = found;
        need_pragma = true;
      } else if (attribute->name == "charset" && !has_charset) {
        has_charset = true;
        encoding = encoding_labelled(attribute->value);
        need_pragma = false;
      }
    }
    return need_pragma && !pragma ? nullptr : as_read(encoding);
  }

  /// https://html.spec.whatwg.org/#concept-get-attributes-when-sniffing
  std::optional<Attribute> next_attribute() {
    while (at_ < bytes_.size() && (is_blank(bytes_[at_]) || bytes_[at_] == '/')) ++at_;
    if (at_ >= bytes_.size() || bytes_[at_] == '>') return std::nullopt;
    Attribute found;
    for (; at_ < bytes_.size() && (bytes_[at_] != '=' || found.name.empty()); ++at_) {
      const char c = bytes_[at_];
      if (c == '/' || c == '>') return found;
      if (is_blank(c)) break;
      found.name += lower(c);
    }
    at_ = past_blanks(bytes_, at_);
    if (at_ >= bytes_.size() || bytes_[at_] != '=') return found;
    at_ = past_blanks(bytes_, at_ + 1);
    read_value(found.value);
    return found;
  }

  void read_value(std::string& value) {
    if (at_ >= bytes_.size()) return;
    const char quote = bytes_[at_];
    if (quote == '"' || quote == '\'') {
      for (++at_; at_ < bytes_.size() && bytes_[at_] != quote; ++at_) value += lower(bytes_[at_]);
      if (at_ < bytes_.size()) {
        ++at_;
      } else {
        value.clear();  // cut off: what it would say is not known
      }
      return;
    }
    for (; at_ < bytes_.size() && !is_blank(bytes_[at_]) && bytes_[at_] != '>'; ++at_)
      value += lower(bytes_[at_]);
  }

  std::string_view bytes_;
  std::size_t at_ = 0;
};

/// https://html.spec.whatwg.org/#concept-get-xml-encoding-when-sniffing
const Encoding* encoding_of_xml(std::string_view bytes) {
  if (!bytes.starts_with("<?xml")) return nullptr;
  const std::string_view declaration = bytes.substr(0, bytes.find('>'));
  if (declaration.size() == bytes.size()) return nullptr;
  std::size_t at = declaration.find("encoding");
  if (at == std::string_view::npos) return nullptr;
  const auto past_controls = [&](std::size_t from) {
    while (from < declaration.size() && static_cast<unsigned char>(declaration[from]) <= 0x20) ++from;
    return from;
  };
  at = past_controls(at + 8);
  if (at >= declaration.size() || declaration[at] != '=') return nullptr;
  at = past_controls(at + 1);
  if (at >= declaration.size() || (declaration[at] != '"' && declaration[at] != '\'')) return nullptr;
  const std::size_t close = declaration.find(declaration[at], at + 1);
  if (close == std::string_view::npos) return nullptr;
  return as_read(encoding_labelled(declaration.substr(at + 1, close - at - 1)));
}

}  // namespace

std::string charset_of_header(std::string_view content_type) {
  for (std::size_t at = content_type.find(';'); at != std::string_view::npos;
       at = content_type.find(';', at)) {
    at = past_blanks(content_type, at + 1);
    const std::size_t end = content_type.find_first_of("=;", at);
    if (end == std::string_view::npos || content_type[end] == ';') {
      at = end;
      continue;
    }
    const std::string_view name = base::trim(content_type.substr(at, end - at));
    at = end + 1;
    if (!base::equal_ignoring_case(name, "charset")) continue;
    at = past_blanks(content_type, at);
    // "charset='utf-8'" and "utf-8, text/html" are nobody's standard and plain all the same.
    at = std::min(content_type.find_first_not_of("\"'", at), content_type.size());
    return std::string(content_type.substr(at, content_type.find_first_of("\"';, \t\r\n", at) - at));
  }
  return {};
}

const Encoding* encoding_of_markup(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, reach);
  if (const Encoding* found = Prescan(head).run()) return found;
  return encoding_of_xml(head);
}

const Encoding* utf16_without_mark(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, std::min(bytes.size(), reach) / 2 * 2);
  if (head.size() < 8) return nullptr;
  std::size_t zeros[2] = {0, 0};
  for (std::size_t i = 0; i < head.size(); ++i) zeros[i % 2] += head[i] == '\0' ? 1 : 0;
  const std::size_t units = head.size() / 2;
  const auto most = [&](std::size_t count) { return count * 10 >= units * 7; };
  const auto hardly_any = [&](std::size_t count) { return count * 20 <= units; };
  if (most(zeros[1]) && hardly_any(zeros[0])) return &encoding_named("UTF-16LE");
  if (most(zeros[0]) && hardly_any(zeros[1])) return &encoding_named("UTF-16BE");
  return nullptr;
}

}  // namespace gh::page
