#include "receipt/envelope.h"

#include <algorithm>
#include <fmt/format.h>
#include <optional>
#include <unordered_set>

#include "receipt/code.h"

namespace gh::receipt {
namespace {

constexpr std::size_t line_length = 64;
constexpr std::string_view first_line = "-----BEGIN GLASSHOUSE RECEIPT-----";
constexpr std::string_view last_line = "-----END GLASSHOUSE RECEIPT-----";

// How every receipt begins: the header of receipt.cpp and its dot.
constexpr std::string_view beginning = "eyJhbGciOiJFZERTQSJ9.";

bool is_of_receipt(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
         c == '.';
}

bool is_of_transport(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '>' || c == '=';
}

/// The value of a capital hexadecimal digit, or -1.
int digit(char c) { return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1; }

/// The character that "=46" stands for in quoted-printable text; nothing where text[at] begins no such.
std::optional<char> quoted(std::string_view text, std::size_t at) {
  if (text[at] != '=' || at + 2 >= text.size()) return std::nullopt;
  const int high = digit(text[at + 1]);
  const int low = digit(text[at + 2]);
  if (high < 0 || low < 0) return std::nullopt;
  return static_cast<char>(high << 4 | low);
}

/// The characters of a receipt from `text[at]` on, up to the first that belongs neither to it nor to the way
/// it came.
std::string collect(std::string_view text, std::size_t at) {
  std::string found;
  for (; at < text.size() && found.size() < receipt_characters; ++at) {
    if (is_of_receipt(text[at])) {
      found += text[at];
    } else if (const auto meant = quoted(text, at)) {
      if (!is_of_receipt(*meant)) break;
      found += *meant;
      at += 2;
    } else if (!is_of_transport(text[at])) {
      break;
    }
  }
  return found;
}

}  // namespace

std::vector<std::string> words_of(const Receipt& receipt) {
  const Completion& done = receipt.completion;
  return {
      fmt::format("Campaign      {}", receipt.campaign),
      fmt::format("Invitation    {}", receipt.invitation),
      fmt::format("Checklist     {}", done.checklist),
      fmt::format("Its digest    {}", done.digest),
      fmt::format("Done on       {}", base::format_day(done.done)),
      fmt::format("Made with     glasshouse {}", done.tool),
  };
}

std::string pasteable(std::string_view text) {
  std::string lines = std::string(first_line) + "\n";
  for (std::size_t at = 0; at < text.size(); at += line_length)
    lines += std::string(text.substr(at, line_length)) + "\n";
  return lines + std::string(last_line) + "\n";
}

std::string file_of(std::string_view text) {
  std::string file = "Receipt: a checklist of Glasshouse was done.\n\n";
  if (const auto receipt = read_receipt(text)) {
    for (const std::string& line : words_of(*receipt)) file += line + "\n";
  }
  return file + "\nThis is all it says. It holds no answer, no page and nothing that was found.\n\n" +
         pasteable(text);
}

std::vector<std::string> find_receipts(std::string_view text, std::size_t most) {
  std::vector<std::string> found;
  std::unordered_set<std::string> seen;
  for (std::size_t at = text.find(beginning); at != std::string_view::npos && found.size() < most;
       at = text.find(beginning, at + 1)) {
    std::string receipt = collect(text, at);
    if (receipt.size() == receipt_characters && seen.insert(receipt).second)
      found.push_back(std::move(receipt));
  }
  return found;
}

}  // namespace gh::receipt
