// Requests and answers as plain values, for the handlers of both programs. What the wire needs is in
// server.cpp.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gh::serve {

/// A file that came with a form.
struct Upload {
  std::string field;
  std::string name;   // as its sender called it, without folders
  std::string bytes;  // as they came
};

struct Request {
  std::string method;                          // "GET", "HEAD", "POST"
  std::string path;                            // "/receipts", percent signs decoded
  std::map<std::string, std::string> query;    // decoded; the last of two with one name
  std::map<std::string, std::string> headers;  // names in lower case; the last of two with one name
  std::string body;
  std::string remote;              // who asks: an address, behind a proxy the one that it names
  std::vector<std::string> parts;  // what the "{}" of the route's path stood for

  /// Empty when there is none.
  std::string_view header(std::string_view name) const;

  /// The cookie of that name; empty when there is none.
  std::string_view cookie(std::string_view name) const;

  /// The fields of a form, decoded: application/x-www-form-urlencoded, or multipart/form-data without its
  /// files; empty for any other body. The last of two with one name.
  std::map<std::string, std::string> form() const;

  /// The files of a form that is multipart/form-data, in order; a field where none was chosen gives none.
  std::vector<Upload> uploads() const;
};

struct Response {
  int status = 200;
  std::string content_type = "text/html; charset=utf-8";
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers = {};  // beside those that every answer has
};

/// One line of plain text.
Response plain(int status, std::string_view words);

/// Sends the browser to another page of ours with a GET (303).
Response see_other(std::string_view path);

/// "a=1&b=%20" decoded; what is no well-formed UTF-8 becomes U+FFFD.
std::map<std::string, std::string> read_fields(std::string_view encoded);

/// %XX (and + when `form`) decoded.
std::string decode_percent(std::string_view text, bool form);

}  // namespace gh::serve
