#include "serve/http.h"

#include <algorithm>

#include "base/text.h"
#include "serve/multipart.h"

namespace gh::serve {
namespace {

int digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

constexpr std::size_t most_fields = 1'000;

}  // namespace

std::string_view Request::header(std::string_view name) const {
  const auto found = headers.find(std::string(name));
  return found == headers.end() ? std::string_view() : std::string_view(found->second);
}

std::string_view Request::cookie(std::string_view name) const {
  for (const std::string_view pair : base::split(header("cookie"), ';')) {
    const std::string_view one = base::trim(pair);
    if (one.size() > name.size() && one.starts_with(name) && one[name.size()] == '=')
      return one.substr(name.size() + 1);
  }
  return "";
}

std::map<std::string, std::string> Request::form() const {
  const std::string_view type = base::trim(base::split(header("content-type"), ';').front());
  if (base::equal_ignoring_case(type, "application/x-www-form-urlencoded")) return read_fields(body);
  std::map<std::string, std::string> fields;
  for (const FormPart& part : read_multipart(header("content-type"), body)) {
    if (!part.is_file) fields[part.name] = base::make_utf8(part.bytes);
  }
  return fields;
}

std::vector<Upload> Request::uploads() const {
  std::vector<Upload> files;
  for (FormPart& part : read_multipart(header("content-type"), body)) {
    if (part.is_file && !(part.file.empty() && part.bytes.empty()))
      files.push_back({std::move(part.name), std::move(part.file), std::move(part.bytes)});
  }
  return files;
}

Response plain(int status, std::string_view words) {
  return {status, "text/plain; charset=utf-8", std::string(words) + "\n"};
}

Response see_other(std::string_view path) {
  Response response = plain(303, "See " + std::string(path));
  response.headers.emplace_back("Location", std::string(path));
  return response;
}

std::map<std::string, std::string> read_fields(std::string_view encoded) {
  std::map<std::string, std::string> fields;
  if (encoded.empty()) return fields;
  for (const std::string_view pair : base::split(encoded, '&')) {
    if (fields.size() == most_fields) break;
    const std::size_t equals = std::min(pair.find('='), pair.size());
    const std::string_view value = equals == pair.size() ? "" : pair.substr(equals + 1);
    fields[decode_percent(pair.substr(0, equals), true)] = decode_percent(value, true);
  }
  return fields;
}

std::string decode_percent(std::string_view text, bool form) {
  std::string decoded;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool coded =
        text[at] == '%' && at + 2 < text.size() && digit(text[at + 1]) >= 0 && digit(text[at + 2]) >= 0;
    if (coded) {
      decoded += static_cast<char>(digit(text[at + 1]) << 4 | digit(text[at + 2]));
      at += 2;
    } else {
      decoded += form && text[at] == '+' ? ' ' : text[at];
    }
  }
  return base::make_utf8(decoded);
}

}  // namespace gh::serve
