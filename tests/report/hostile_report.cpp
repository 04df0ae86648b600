// Every report with each of many strings in the place of all its texts: is it built as with harmless words?
// Reads one string a line, in hexadecimal, and prints what it broke; tests/report/hostile.py asks.
#include <algorithm>
#include <functional>
#include <iostream>
#include <nlohmann/json.hpp>

#include "base/json.h"
#include "base/text.h"
#include "report/readers.h"
#include "report/report.h"
#include "report/sample.h"
#include "report/words.h"

using namespace gh;

namespace {

std::string from_hex(std::string_view hex) {
  std::string bytes;
  const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
    bytes += static_cast<char>(digit(hex[i]) * 16 + digit(hex[i + 1]));
  return bytes;
}

// Harmless words that the report treats alike: an address becomes a link, and nothing to see is left out.
std::string twin_of(const std::string& text) {
  if (report::link_target(text)) return "https://harmless.example/";
  return base::trim(base::for_terminal(text)).empty() ? " " : "harmless";
}

bool is_quiet(std::string_view text, std::string_view allowed) {
  for (std::size_t at = 0; at < text.size();) {
    const base::CodePoint point = base::code_point(text, at);
    const char32_t value = point.value;
    const bool control = value < 0x20 || (value >= 0x7F && value < 0xA0);
    const bool turns = (value >= 0x202A && value <= 0x202E) || (value >= 0x2066 && value <= 0x2069);
    if (turns || (control && allowed.find(static_cast<char>(value)) == std::string_view::npos)) return false;
    at += point.length;
  }
  return base::is_utf8(text);
}

std::string build_of(const nlohmann::ordered_json& value) {
  std::string build = value.type_name();
  if (!value.is_structured()) return build;
  for (const auto& item : value.items())
    build += " " + (value.is_object() ? item.key() : "") + build_of(item.value());
  return build + ".";
}

std::string build_of_json(const assess::Assessment& assessment) {
  const auto value = base::parse_json(report::render_json(assessment, {}));
  return value ? build_of(*value) : "broken: " + value.error().what;
}

bool runs_as_formula(std::string_view cell) {
  const std::string_view bare = base::trim(cell);
  for (std::string_view start : {"=", "+", "-", "@", "＝", "＋", "－", "＠"}) {
    if (bare.starts_with(start)) return true;
  }
  return false;
}

std::vector<std::size_t> shape_of(const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::size_t> shape;
  for (const auto& row : rows) shape.push_back(row.size());
  return shape;
}

bool cells_are_safe(const std::vector<std::vector<std::string>>& rows) {
  return std::all_of(rows.begin(), rows.end(), [](const std::vector<std::string>& row) {
    return std::all_of(row.begin(), row.end(),
                       [](const std::string& cell) { return !runs_as_formula(cell) && is_quiet(cell, ""); });
  });
}

std::vector<std::string> broken_by(const std::string& text) {
  std::vector<std::string> broken;
  const auto check = [&](bool holds, const char* what) {
    if (!holds) broken.emplace_back(what);
  };
  const assess::Assessment given = tests::filled_with(text), harmless = tests::filled_with(twin_of(text));
  const std::string html = report::render_html(given, {}), words = report::render_text(given, {});
  check(tests::skeleton(html) == tests::skeleton(report::render_html(harmless, {})), "the build of HTML");
  check(is_quiet(html, "\n"), "signs in HTML that turn or steer");
  check(build_of_json(given) == build_of_json(harmless), "the keys of JSON");
  check(is_quiet(report::render_json(given, {}), "\n"), "signs in JSON that turn or steer");
  const auto rows = tests::rows_in(report::render_csv(given, {}));
  check(shape_of(rows) == shape_of(tests::rows_in(report::render_csv(harmless, {}))), "the columns of CSV");
  check(cells_are_safe(rows), "a cell of CSV");
  check(is_quiet(words, "\n"), "signs on the terminal that turn or steer");
  return broken;
}

}  // namespace

int main() {
  std::string line;
  std::size_t number = 0;
  while (std::getline(std::cin, line)) {
    const std::string text = from_hex(line);
    for (const std::string& what : broken_by(text))
      std::cout << number << '\t' << what << '\t'
                << base::for_terminal(base::shorten(base::make_utf8(text), 60)) << '\n';
    ++number;
  }
  std::cout << number << " strings\n";
}
