#include "hr/mail/read_mail.h"

#include <algorithm>

#include "base/base64.h"
#include "base/file.h"
#include "base/text.h"

namespace gh::hr {
namespace {

constexpr int deepest = 8;
constexpr std::size_t most_parts = 100;
constexpr std::size_t most_fields = 1'000;
constexpr std::size_t longest_field = 16'384;
constexpr std::size_t largest_file = std::size_t{64} << 20;

/// The next line of `text`, without its end; `text` moves on behind it.
std::string_view next_line(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

int hexadecimal_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

std::string from_quoted_printable(std::string_view text) {
  std::string bytes;
  while (!text.empty()) {
    std::string_view line = next_line(text);
    while (line.ends_with(' ') || line.ends_with('\t')) line.remove_suffix(1);
    const bool soft = line.ends_with('=');
    if (soft) line.remove_suffix(1);
    for (std::size_t at = 0; at < line.size(); ++at) {
      const bool coded = line[at] == '=' && at + 2 < line.size() && hexadecimal_digit(line[at + 1]) >= 0 &&
                         hexadecimal_digit(line[at + 2]) >= 0;
      if (coded) {
        bytes += static_cast<char>(hexadecimal_digit(line[at + 1]) << 4 | hexadecimal_digit(line[at + 2]));
        at += 2;
      } else {
        bytes += line[at];
      }
    }
    if (!soft) bytes += '\n';
  }
  return bytes;
}

/// The value of a parameter: `multipart/report; boundary="a b"` has the boundary "a b".
std::string parameter(std::string_view value, std::string_view name) {
  for (const std::string_view piece : base::split(value, ';')) {
    const std::string_view one = base::trim(piece);
    const std::size_t equals = std::min(one.find('='), one.size());
    if (equals == one.size() || !base::equal_ignoring_case(base::trim(one.substr(0, equals)), name)) continue;
    std::string_view text = base::trim(one.substr(equals + 1));
    if (text.size() >= 2 && text.front() == '"' && text.back() == '"') text = text.substr(1, text.size() - 2);
    return std::string(text);
  }
  return "";
}

std::string type_of(const MailFields& fields) {
  const std::string type =
      base::lower_ascii(base::trim(base::split(field(fields, "content-type"), ';').front()));
  return type.empty() ? "text/plain" : type;
}

std::string decoded(std::string_view body, std::string_view coding) {
  if (base::equal_ignoring_case(base::trim(coding), "base64")) return base::from_base64(body);
  if (base::equal_ignoring_case(base::trim(coding), "quoted-printable")) return from_quoted_printable(body);
  return std::string(body);
}

void read_part(std::string_view text, int depth, ReadMail& mail);

/// The stretches between the lines "--boundary", up to "--boundary--".
void read_multipart(std::string_view body, const std::string& boundary, int depth, ReadMail& mail) {
  const std::string line_before = "--" + boundary;
  const char* begin = nullptr;
  while (!body.empty()) {
    const char* line_begin = body.data();
    const std::string_view line = next_line(body);
    if (!line.starts_with(line_before)) continue;
    const std::string_view behind = base::trim(line.substr(line_before.size()));
    if (!behind.empty() && behind != "--") continue;  // the boundary of a part of this part
    if (begin != nullptr) read_part({begin, static_cast<std::size_t>(line_begin - begin)}, depth, mail);
    begin = body.data();
    if (!behind.empty()) return;
  }
  // A mail that was cut: what there is of its last part counts.
  if (begin != nullptr) read_part({begin, static_cast<std::size_t>(body.data() - begin)}, depth, mail);
}

void read_part(std::string_view text, int depth, ReadMail& mail) {
  if (mail.parts.size() >= most_parts) return;
  const auto [fields, body] = split_fields(text);
  const std::string type = type_of(fields);
  const std::string boundary = parameter(field(fields, "content-type"), "boundary");
  if (depth == 0) mail.fields = fields;
  if (type.starts_with("multipart/") && !boundary.empty() && depth < deepest)
    return read_multipart(body, boundary, depth + 1, mail);
  mail.parts.push_back({type, decoded(body, field(fields, "content-transfer-encoding"))});
}

}  // namespace

std::string_view field(const MailFields& fields, std::string_view name) {
  const auto found =
      std::find_if(fields.begin(), fields.end(), [&](const auto& one) { return one.first == name; });
  return found == fields.end() ? std::string_view() : std::string_view(found->second);
}

std::pair<MailFields, std::string_view> split_fields(std::string_view text) {
  MailFields fields;
  while (!text.empty()) {
    const std::string_view rest = text;
    const std::string_view line = next_line(text);
    if (line.empty()) return {std::move(fields), text};
    const bool folded = line.front() == ' ' || line.front() == '\t';
    if (folded && !fields.empty()) {
      std::string& value = fields.back().second;
      if (value.size() < longest_field) value += " " + std::string(base::trim(line).substr(0, longest_field));
      continue;
    }
    const std::size_t colon = line.find(':');
    if (colon == line.npos) return {std::move(fields), rest};  // no header at all: a body
    if (fields.size() < most_fields)
      fields.emplace_back(base::lower_ascii(base::trim(line.substr(0, colon))),
                          std::string(base::trim(line.substr(colon + 1)).substr(0, longest_field)));
  }
  return {std::move(fields), text};
}

ReadMail read_mail(std::string_view bytes) {
  ReadMail mail;
  read_part(bytes, 0, mail);
  return mail;
}

std::vector<std::string> split_mailbox(std::string_view bytes) {
  if (!bytes.starts_with("From ")) return {std::string(bytes)};
  std::vector<std::string> mails;
  std::string mail;
  bool blank = true;
  while (!bytes.empty()) {
    const std::string_view line = next_line(bytes);
    if (blank && line.starts_with("From ")) {
      if (!mail.empty()) mails.push_back(std::exchange(mail, {}));
    } else {
      mail += line;
      mail += '\n';
    }
    blank = line.empty();
  }
  if (!mail.empty()) mails.push_back(std::move(mail));
  return mails;
}

base::Result<std::vector<std::string>> mails_in(const std::filesystem::path& mailbox) {
  std::error_code missing;
  if (!std::filesystem::is_directory(mailbox, missing)) {
    const auto bytes = base::read_file(mailbox, largest_file);
    if (!bytes) return bytes.error();
    return split_mailbox(*bytes);
  }
  std::vector<std::string> mails;
  for (const char* folder : {"new", "cur"}) {
    for (const auto& file : std::filesystem::directory_iterator(mailbox / folder, missing)) {
      if (!file.is_regular_file(missing)) continue;
      auto bytes = base::read_file(file.path(), largest_file);
      if (!bytes) return bytes.error();
      mails.push_back(std::move(*bytes));
    }
  }
  return mails;
}

}  // namespace gh::hr
