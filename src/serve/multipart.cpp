#include "serve/multipart.h"

#include <algorithm>
#include <optional>

#include "base/text.h"

namespace gh::serve {
namespace {

constexpr std::size_t most_parts = 1'000;
constexpr std::size_t longest_name = 1'000;
constexpr std::size_t longest_boundary = 70;  // RFC 2046, 5.1.1

// The value of `name` among the parameters behind the first ";": form-data; name="a"; filename="b.csv". A
// browser writes a quotation mark within a name as %22.
std::optional<std::string> parameter(std::string_view header, std::string_view name) {
  std::size_t at = header.find(';');
  while (at < header.size()) {
    const std::size_t equals = header.find('=', ++at);
    if (equals == header.npos) return std::nullopt;
    const std::string_view key = base::trim(header.substr(at, equals - at));
    const bool quoted = equals + 1 < header.size() && header[equals + 1] == '"';
    const std::size_t begin = equals + (quoted ? 2 : 1);
    const std::size_t end = std::min(header.find(quoted ? '"' : ';', begin), header.size());
    if (base::equal_ignoring_case(key, name)) {
      const std::string_view value = header.substr(begin, end - begin);
      return std::string(quoted ? value : base::trim(value));
    }
    at = header.find(';', end);
  }
  return std::nullopt;
}

std::string name_of(std::string value) {
  for (std::size_t at = 0; (at = value.find("%22", at)) != value.npos; ++at) value.replace(at, 3, "\"");
  value = base::make_utf8(value.substr(0, longest_name));
  return value;
}

std::string without_folders(const std::string& name) {
  return name.substr(name.find_last_of("/\\") + 1);  // npos + 1 is 0
}

// The headers of a part, and what follows them; nothing when it is no field of a form.
std::optional<FormPart> read_part(std::string_view text) {
  const std::size_t blank = text.starts_with("\r\n") ? 0 : text.find("\r\n\r\n");
  if (blank == text.npos) return std::nullopt;
  for (const std::string_view line : base::split(text.substr(0, blank), '\n')) {
    const std::size_t colon = std::min(line.find(':'), line.size());
    if (!base::equal_ignoring_case(line.substr(0, colon), "content-disposition")) continue;
    const auto name = parameter(line, "name"), file = parameter(line, "filename");
    if (!name) return std::nullopt;
    return FormPart{name_of(*name), file ? without_folders(name_of(*file)) : "", file.has_value(),
                    std::string(text.substr(blank + 4))};
  }
  return std::nullopt;
}

}  // namespace

std::vector<FormPart> read_multipart(std::string_view content_type, std::string_view body) {
  std::vector<FormPart> parts;
  if (!base::equal_ignoring_case(base::trim(base::split(content_type, ';').front()), "multipart/form-data"))
    return parts;
  const auto boundary = parameter(content_type, "boundary");
  if (!boundary || boundary->empty() || boundary->size() > longest_boundary) return parts;
  const std::string first = "--" + *boundary, between = "\r\n" + first;
  if (!body.starts_with(first)) return parts;
  body.remove_prefix(first.size());
  while (parts.size() < most_parts && body.starts_with("\r\n")) {
    body.remove_prefix(2);
    const std::size_t end = body.find(between);
    if (end == body.npos) break;
    if (auto part = read_part(body.substr(0, end))) parts.push_back(std::move(*part));
    body.remove_prefix(end + between.size());
  }
  return parts;
}

}  // namespace gh::serve
