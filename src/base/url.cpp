#include "base/url.h"

#include <algorithm>
#include <vector>

#include "base/text.h"

namespace gh::base {
namespace {

struct Parts {
  std::string_view scheme;
  std::string_view authority;
  std::string_view path;
  std::string_view query;     // with its "?"
  std::string_view fragment;  // with its "#"
  bool has_authority = false;
};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

std::string_view scheme_of(std::string_view url) {
  if (url.empty() || !is_letter(url[0])) return {};
  std::size_t end = 1;
  while (end < url.size() && (is_letter(url[end]) || (url[end] >= '0' && url[end] <= '9') ||
                              url[end] == '+' || url[end] == '-' || url[end] == '.')) {
    ++end;
  }
  return end < url.size() && url[end] == ':' ? url.substr(0, end) : std::string_view();
}

// Takes everything from the first of `marks` on off the end.
std::string_view take_tail(std::string_view& url, const char* marks) {
  const std::size_t at = std::min(url.find_first_of(marks), url.size());
  const std::string_view tail = url.substr(at);
  url = url.substr(0, at);
  return tail;
}

Parts split_url(std::string_view url) {
  Parts parts;
  parts.fragment = take_tail(url, "#");
  parts.query = take_tail(url, "?");
  parts.scheme = scheme_of(url);
  if (!parts.scheme.empty()) url.remove_prefix(parts.scheme.size() + 1);
  if (url.starts_with("//")) {
    url.remove_prefix(2);
    parts.has_authority = true;
    parts.path = take_tail(url, "/");
    parts.authority = url;
  } else {
    parts.path = url;
  }
  return parts;
}

bool is_web(std::string_view scheme) {
  return equal_ignoring_case(scheme, "http") || equal_ignoring_case(scheme, "https");
}

// As a browser reads what stands in an attribute.
std::string cleaned(std::string_view url) {
  while (!url.empty() && static_cast<unsigned char>(url.front()) <= ' ') url.remove_prefix(1);
  while (!url.empty() && static_cast<unsigned char>(url.back()) <= ' ') url.remove_suffix(1);
  std::string clean;
  clean.reserve(url.size());
  for (char c : url) {
    if (c == '\n' || c == '\r' || c == '\t') continue;
    if (c == ' ') {
      clean += "%20";
    } else {
      clean += c;
    }
  }
  return clean;
}

void turn_backslashes(std::string& url) {
  const std::size_t end = std::min(url.find_first_of("?#"), url.size());
  std::replace(url.begin(), url.begin() + static_cast<std::ptrdiff_t>(end), '\\', '/');
}

// https://www.rfc-editor.org/rfc/rfc3986#section-5.2.4, for a path that begins with "/".
std::string without_dot_segments(std::string_view path) {
  std::vector<std::string_view> kept;
  const std::vector<std::string_view> segments = split(path.substr(1), '/');
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const bool last = i + 1 == segments.size();
    if (segments[i] == "..") {
      if (!kept.empty()) kept.pop_back();
      if (last) kept.emplace_back();
    } else if (segments[i] == ".") {
      if (last) kept.emplace_back();
    } else {
      kept.push_back(segments[i]);
    }
  }
  std::string all;
  for (std::string_view segment : kept) all.append("/").append(segment);
  return all.empty() ? "/" : all;
}

std::string compose(const Parts& parts) {
  std::string url;
  if (!parts.scheme.empty()) url.append(parts.scheme).append(":");
  if (parts.has_authority) url.append("//").append(parts.authority);
  if (parts.path.starts_with('/')) {
    url += without_dot_segments(parts.path);
  } else {
    url += parts.path;
  }
  return url.append(parts.query).append(parts.fragment);
}

// The path of the reference, set where the base's last segment stands.
std::string merged(const Parts& base, std::string_view path) {
  if (base.path.empty()) return "/" + std::string(path);
  const std::size_t slash = base.path.rfind('/');
  return std::string(base.path.substr(0, slash == std::string_view::npos ? 0 : slash + 1)) +
         std::string(path);
}

std::string resolve(const Parts& base, Parts reference) {
  reference.scheme = base.scheme;
  std::string path;
  if (!reference.has_authority) {
    reference.has_authority = base.has_authority;
    reference.authority = base.authority;
    if (reference.path.empty()) {
      if (reference.query.empty()) reference.query = base.query;
      // Letter by letter, dots and all: the page's own address.
      std::string url(base.scheme);
      url += ":";
      if (base.has_authority) url.append("//").append(base.authority);
      return url.append(base.path).append(reference.query).append(reference.fragment);
    }
    if (!reference.path.starts_with('/')) {
      path = merged(base, reference.path);
      reference.path = path;
    }
  }
  return compose(reference);
}

}  // namespace

std::string join_url(std::string_view base_url, std::string_view written) {
  std::string reference = cleaned(written);
  const std::string base = cleaned(base_url);
  const Parts from = split_url(base);
  const bool web = is_web(from.scheme);
  if (web || is_web(scheme_of(reference))) turn_backslashes(reference);
  Parts parts = split_url(reference);
  if (!parts.scheme.empty()) {
    // "http:page" on an http page is relative to browsers.
    const bool relative = web && !parts.has_authority && equal_ignoring_case(parts.scheme, from.scheme);
    if (!relative) return compose(parts);
    parts.scheme = {};
  }
  if (from.scheme.empty()) return reference;
  const bool opaque = !from.has_authority && !from.path.starts_with('/');
  const bool only_fragment = !parts.has_authority && parts.path.empty() && parts.query.empty();
  if (opaque && !only_fragment) return reference;
  return resolve(from, parts);
}

}  // namespace gh::base
