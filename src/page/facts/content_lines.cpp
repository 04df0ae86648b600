#include "page/facts/content_lines.h"

#include <algorithm>

#include "base/text.h"
#include "page/facts/octets.h"

namespace gh::page {
namespace {

constexpr auto npos = std::string_view::npos;
constexpr std::size_t most_parameters = 50;  // of one line

bool is_name(std::string_view text) {
  if (text.empty() || text.size() > 64) return false;
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
}

// The next of ':' and ';' outside quotes.
std::size_t parameter_end(std::string_view line, std::size_t from) {
  bool quoted = false;
  for (std::size_t at = from; at < line.size(); ++at) {
    if (line[at] == '"') quoted = !quoted;
    if (!quoted && (line[at] == ':' || line[at] == ';')) return at;
  }
  return npos;
}

// Parameters that 2.1 writes without their names (https://www.w3.org/2002/12/cal/vcard-21.txt).
bool is_encoding(std::string_view value) {
  return base::equal_ignoring_case(value, "quoted-printable") || base::equal_ignoring_case(value, "base64") ||
         base::equal_ignoring_case(value, "b") || base::equal_ignoring_case(value, "8bit");
}

Parameter parameter_of(std::string_view text) {
  const std::size_t equals = text.find('=');
  Parameter parameter;
  if (equals == npos) return {is_encoding(text) ? "encoding" : "type", std::string(text)};
  parameter.name = base::lower_ascii(base::trim(text.substr(0, equals)));
  for (char c : text.substr(equals + 1)) {
    if (c != '"') parameter.value += c;
  }
  return parameter;
}

// Name and parameters; gives where the value begins, npos when the line has none.
std::size_t read_head(std::string_view line, ContentLine& out) {
  std::size_t end = parameter_end(line, 0);
  if (end == npos) return npos;
  std::string_view name = base::trim(line.substr(0, end));
  if (const std::size_t dot = name.find('.'); dot != npos && is_name(name.substr(0, dot))) {
    out.group = base::lower_ascii(name.substr(0, dot));
    name = name.substr(dot + 1);
  }
  if (!is_name(name)) return npos;
  while (line[end] == ';') {
    const std::size_t begin = end + 1;
    end = parameter_end(line, begin);
    if (end == npos) return npos;
    if (out.parameters.size() >= most_parameters) continue;
    out.parameters.push_back(parameter_of(base::trim(line.substr(begin, end - begin))));
  }
  out.name = base::lower_ascii(name);
  return end + 1;
}

// The part of a physical line before its break.
std::string_view without_break(std::string_view line) {
  while (line.ends_with('\n') || line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

// True for the head of a line whose value goes on behind a "=" at its end.
bool is_quoted_printable(std::string_view line) {
  const std::string_view head = line.substr(0, std::min<std::size_t>(line.find(':'), 200));
  return base::lower_ascii(head).find("quoted-printable") != std::string::npos;
}

}  // namespace

std::string_view ContentLine::parameter(std::string_view wanted) const {
  for (const Parameter& parameter : parameters) {
    if (parameter.name == wanted) return parameter.value;
  }
  return {};
}

bool ContentLine::binary() const {
  const std::string_view encoding = parameter("encoding");
  return base::equal_ignoring_case(encoding, "b") || base::equal_ignoring_case(encoding, "base64");
}

std::size_t ContentLines::physical_end(std::size_t from) const {
  const std::string& words = text_.words();
  const std::size_t end = words.find_first_of("\r\n", from);
  if (end == npos) return words.size();
  return end + (words[end] == '\r' && end + 1 < words.size() && words[end + 1] == '\n' ? 2 : 1);
}

// One logical line, without its breaks.
Text ContentLines::unfold() {
  const std::string_view words = text_.words();
  Text line;
  std::size_t end = physical_end(at_);
  std::string_view part = without_break(words.substr(at_, end - at_));
  const bool soft_breaks = is_quoted_printable(part);
  line.append_part(text_, at_, at_ + part.size());
  at_ = end;
  while (at_ < words.size()) {
    const bool soft = soft_breaks && line.words().ends_with('=');
    const bool folded = words[at_] == ' ' || words[at_] == '\t';
    if (!soft && !folded) break;
    if (soft) line.truncate(line.words().size() - 1);
    end = physical_end(at_);
    part = without_break(words.substr(at_, end - at_));
    const std::size_t skipped = soft || part.empty() ? 0 : 1;
    line.append_part(text_, at_ + skipped, at_ + part.size());
    at_ = end;
  }
  return line;
}

bool ContentLines::next(ContentLine& line) {
  if (at_ >= text_.words().size()) return false;
  line = {};
  const std::size_t begin = at_;
  const Text whole = unfold();
  line.source = text_.source(begin, at_);
  const std::size_t value = read_head(whole.words(), line);
  if (value == npos) return true;
  line.value = base::equal_ignoring_case(line.parameter("encoding"), "quoted-printable")
                   ? quoted_printable_decoded(whole, value)
                   : whole.part(value, whole.words().size());
  return true;
}

std::vector<Span> value_parts(std::string_view value, char separator) {
  std::vector<Span> parts;
  std::uint32_t begin = 0;
  for (std::uint32_t at = 0; at < value.size(); ++at) {
    if (value[at] == '\\') {
      ++at;
    } else if (value[at] == separator) {
      parts.push_back({begin, at});
      begin = at + 1;
    }
  }
  parts.push_back({begin, static_cast<std::uint32_t>(value.size())});
  return parts;
}

Text unescaped(const Text& value, Span part) {
  const std::string_view words = std::string_view(value.words()).substr(0, part.end);
  Text out;
  std::size_t plain = part.begin;
  for (std::size_t at = words.find('\\', part.begin); at != npos; at = words.find('\\', at)) {
    const char next = at + 1 < words.size() ? words[at + 1] : '\0';
    const bool line_break = next == 'n' || next == 'N';
    if (!line_break && next != ',' && next != ';' && next != ':' && next != '\\') {
      ++at;
      continue;
    }
    out.append_part(value, plain, at);
    const std::string_view meant = line_break ? "\n" : words.substr(at + 1, 1);
    out.append_for(meant, value.source(at, at + 2));
    plain = at += 2;
  }
  out.append_part(value, plain, part.end);
  return out;
}

}  // namespace gh::page
