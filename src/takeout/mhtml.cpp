#include "takeout/mhtml.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/text.h"

namespace gh::takeout {
namespace {

constexpr std::size_t longest_headers = std::size_t{64} << 10;  // bytes, of one part
constexpr std::size_t most_parts = 10'000;
constexpr int deepest = 4;  // multiparts in one another

struct Header {
  std::string name;  // in small letters
  std::string value;
};

struct Part {
  std::vector<Header> headers;
  std::string_view body;

  std::string_view header(std::string_view name) const {
    const auto found =
        std::find_if(headers.begin(), headers.end(), [&](const Header& one) { return one.name == name; });
    return found == headers.end() ? std::string_view() : std::string_view(found->value);
  }
};

std::string_view take_line(std::string_view& bytes) {
  const std::size_t end = std::min(bytes.find('\n'), bytes.size());
  std::string_view line = bytes.substr(0, end);
  bytes.remove_prefix(std::min(end + 1, bytes.size()));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

// Headers up to the blank line, those that go on in the next line joined; the body is what is left.
Part read_part(std::string_view bytes) {
  Part part;
  std::size_t read = 0;
  while (!bytes.empty()) {
    const std::string_view line = take_line(bytes);
    read += line.size();
    if (line.empty() || read > longest_headers) break;
    if ((line[0] == ' ' || line[0] == '\t') && !part.headers.empty()) {
      part.headers.back().value += ' ';
      part.headers.back().value += base::trim(line);
      continue;
    }
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    part.headers.push_back({base::lower_ascii(base::trim(line.substr(0, colon))),
                            std::string(base::trim(line.substr(colon + 1)))});
  }
  part.body = bytes;
  return part;
}

// "x" of `multipart/related; boundary="x"`, with or without quotation marks; empty for none.
std::string parameter(std::string_view value, std::string_view name) {
  const std::string small = base::lower_ascii(value);
  for (std::size_t at = small.find(name); at != std::string::npos; at = small.find(name, at + 1)) {
    std::string_view rest = value.substr(at + name.size());
    const bool begins = at > 0 && (small[at - 1] == ';' || small[at - 1] == ' ' || small[at - 1] == '\t');
    if (!begins || !rest.starts_with('=')) continue;
    rest.remove_prefix(1);
    const bool quoted = rest.starts_with('"');
    if (quoted) rest.remove_prefix(1);
    return std::string(base::trim(rest.substr(0, std::min(rest.find(quoted ? '"' : ';'), rest.size()))));
  }
  return "";
}

std::string media_type(std::string_view value) {
  return base::lower_ascii(base::trim(value.substr(0, std::min(value.find(';'), value.size()))));
}

// The parts between lines that are "--" and the boundary; what stands before the first is nobody's.
std::vector<std::string_view> split_parts(std::string_view body, const std::string& boundary) {
  std::vector<std::string_view> parts;
  const std::string mark = "--" + boundary;
  std::size_t begin = std::string_view::npos;
  for (std::size_t at = 0; parts.size() < most_parts;) {
    const std::size_t found = body.find(mark, at);
    if (found == std::string_view::npos) break;
    at = found + mark.size();
    if (found > 0 && body[found - 1] != '\n') continue;
    if (begin != std::string_view::npos) parts.push_back(body.substr(begin, found - begin));
    begin = std::min(body.find('\n', at), body.size() - 1) + 1;
    if (body.substr(at).starts_with("--")) return parts;
  }
  if (begin != std::string_view::npos)
    parts.push_back(body.substr(begin));  // cut off before its last boundary
  return parts;
}

int hex(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

std::string quoted_printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '=') {
      out += text[at];
      continue;
    }
    const std::string_view rest = text.substr(at + 1);
    const std::size_t blanks = std::min(rest.find_first_not_of(" \t"), rest.size());
    if (const std::string_view end = rest.substr(blanks); end.starts_with("\r\n") || end.starts_with('\n')) {
      at += blanks + (end.starts_with('\r') ? 2 : 1);
    } else if (rest.size() >= 2 && hex(rest[0]) >= 0 && hex(rest[1]) >= 0) {
      out += static_cast<char>(hex(rest[0]) * 16 + hex(rest[1]));
      at += 2;
    } else {
      out += '=';
    }
  }
  return out;
}

std::string base64(std::string_view text) {
  constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::array<int, 256> values;
  values.fill(-1);
  for (std::size_t i = 0; i < alphabet.size(); ++i)
    values[static_cast<unsigned char>(alphabet[i])] = static_cast<int>(i);
  std::string out;
  out.reserve(text.size() / 4 * 3);
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : text) {
    if (c == '=') break;
    const int value = values[static_cast<unsigned char>(c)];
    if (value < 0) continue;
    bits = bits << 6 | static_cast<std::uint32_t>(value);
    if ((count += 6) < 8) continue;
    count -= 8;
    out += static_cast<char>(bits >> count & 0xFF);
  }
  return out;
}

std::string decoded(const Part& part) {
  const std::string encoding = base::lower_ascii(part.header("content-transfer-encoding"));
  if (encoding == "quoted-printable") return quoted_printable(part.body);
  if (encoding == "base64") return base64(part.body);
  return std::string(part.body);
}

bool is_page(std::string_view type) {
  return type == "text/html" || type == "application/xhtml+xml" || type == "text/plain";
}

// The first page of a document, at whatever depth.
std::optional<Part> find_page(const Part& whole, int depth) {
  const std::string_view type = whole.header("content-type");
  if (is_page(media_type(type))) return whole;
  if (depth == deepest || !media_type(type).starts_with("multipart/")) return std::nullopt;
  const std::string boundary = parameter(type, "boundary"), start = parameter(type, "start");
  if (boundary.empty()) return std::nullopt;
  std::optional<Part> first;
  for (const std::string_view bytes : split_parts(whole.body, boundary)) {
    auto page = find_page(read_part(bytes), depth + 1);
    if (!page) continue;
    if (start.empty() || page->header("content-id") == start) return page;
    if (!first) first = std::move(page);
  }
  return first;
}

}  // namespace

bool looks_like_mhtml(std::string_view head) {
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  if (head.empty() || head[0] == '<' || head[0] == '{' || head[0] == '[') return false;
  const Part part = read_part(head.substr(0, longest_headers));
  return !part.header("mime-version").empty() &&
         media_type(part.header("content-type")).starts_with("multipart/");
}

base::Result<MhtmlPage> read_mhtml(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const Part whole = read_part(bytes);
  const auto page = find_page(whole, 0);
  if (!page)
    return base::Error{base::ErrorKind::bad_data, "there is no page in it", "",
                       "save the page again from the browser"};
  MhtmlPage read{decoded(*page), std::string(page->header("content-type")),
                 std::string(page->header("content-location"))};
  if (const std::string_view snapshot = whole.header("snapshot-content-location"); !snapshot.empty())
    read.address = snapshot;
  return read;
}

}  // namespace gh::takeout
