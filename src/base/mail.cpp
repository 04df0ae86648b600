#include "base/mail.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <optional>

#include "base/base64.h"
#include "base/date.h"
#include "base/text.h"

namespace gh::base {
namespace {

constexpr std::size_t fold_at = 76;
constexpr std::size_t encoded_bytes = 39;  // 52 of base64 and 12 around them fit behind every header's name
constexpr std::string_view end = "\r\n";

// "=_" can stand in neither quoted-printable nor a header of ours, so no part can hold its own boundary.
constexpr std::string_view outer_boundary = "=_glasshouse_1";
constexpr std::string_view inner_boundary = "=_glasshouse_2";

bool is_control(char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; }

/// One line of well-formed text: controls are blanks.
std::string one_line(std::string_view text) {
  std::string line = make_utf8(text);
  std::replace_if(line.begin(), line.end(), is_control, ' ');
  return std::string(trim(line));
}

/// The length of the longest beginning of at most `bytes` that ends between two letters.
std::size_t whole_letters(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return text.size();
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80) --bytes;
  return bytes;
}

std::string encoded_words(std::string_view text) {
  std::string words;
  while (!text.empty()) {
    const std::size_t length = whole_letters(text, encoded_bytes);
    if (!words.empty()) words += "\r\n ";
    words += fmt::format("=?UTF-8?B?{}?=", base64(text.substr(0, length)));
    text.remove_prefix(length);
  }
  return words;
}

bool is_plain(std::string_view text) {
  return text.size() <= 60 && text.find("=?") == std::string_view::npos &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c < '\x7f'; });
}

/// A display name, quoted where its characters would mean something.
std::string phrase(std::string_view name) {
  const std::string line = one_line(name);
  if (!is_plain(line)) return encoded_words(line);
  const bool bare = std::all_of(line.begin(), line.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ' ' || c == '-';
  });
  if (bare) return line;
  std::string quoted = "\"";
  for (const char c : line) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + '"';
}

std::string spell(const Mailbox& mailbox) {
  if (one_line(mailbox.name).empty()) return fmt::format("<{}>", mailbox.address);
  return fmt::format("{}\r\n <{}>", phrase(mailbox.name), mailbox.address);
}

/// An id, a file's name or a media type: nothing that could end its place.
bool is_token(std::string_view text, std::string_view refused) {
  return !text.empty() && text.size() <= 200 && std::all_of(text.begin(), text.end(), [&](char c) {
    return c >= ' ' && c < '\x7f' && refused.find(c) == std::string_view::npos;
  });
}

Error unusable(std::string_view what) {
  return {ErrorKind::bad_data, fmt::format("{} cannot stand in a mail", what), "",
          "correct it and try again"};
}

std::optional<Error> fault_of(const Mail& mail) {
  const auto is_usable = [](std::string_view text, bool may_be_empty) {
    return (may_be_empty && text.empty()) || is_plain_address(text);
  };
  if (!is_usable(mail.from.address, mail.draft)) return unusable("the sender's address");
  if (!is_usable(mail.to.address, mail.draft)) return unusable("the receiver's address");
  if (!is_usable(mail.reply_to, true)) return unusable("the address for answers");
  if (!is_usable(mail.message_id, mail.draft)) return unusable("the message id");
  for (const AttachedFile& file : mail.attached) {
    if (!is_token(file.name, "\"\\/") || !is_token(file.content_type, "\\"))
      return unusable("the name or type of an attached file");
  }
  return std::nullopt;
}

void put(std::string& bytes, std::string_view name, std::string_view value) {
  bytes += fmt::format("{}: {}\r\n", name, value);
}

void put_part(std::string& bytes, std::string_view boundary, std::string_view type, std::string_view text,
              std::string_view file = "") {
  bytes += fmt::format("--{}\r\n", boundary);
  put(bytes, "Content-Type", type);
  put(bytes, "Content-Transfer-Encoding", "quoted-printable");
  if (!file.empty()) put(bytes, "Content-Disposition", fmt::format("attachment; filename=\"{}\"", file));
  bytes += end;
  bytes += quoted_printable(text);
  bytes += end;
}

std::string multipart(std::string_view kind, std::string_view boundary) {
  return fmt::format("multipart/{};\r\n boundary=\"{}\"", kind, boundary);
}

constexpr std::string_view text_type = "text/plain; charset=utf-8";

/// Plain words first, then the page: the last alternative is the one that rich readers show.
void put_words(std::string& bytes, const Mail& mail) {
  if (mail.page.empty()) return put_part(bytes, outer_boundary, text_type, mail.text);
  bytes += fmt::format("--{}\r\n", outer_boundary);
  put(bytes, "Content-Type", multipart("alternative", inner_boundary));
  bytes += end;
  put_part(bytes, inner_boundary, text_type, mail.text);
  put_part(bytes, inner_boundary, "text/html; charset=utf-8", mail.page);
  bytes += fmt::format("--{}--\r\n", inner_boundary);
}

std::string headers(const Mail& mail) {
  std::string bytes;
  put(bytes, "Date", mail_date(mail.date));
  if (!mail.from.address.empty()) put(bytes, "From", spell(mail.from));
  if (!mail.to.address.empty()) put(bytes, "To", spell(mail.to));
  if (!mail.reply_to.empty()) put(bytes, "Reply-To", fmt::format("<{}>", mail.reply_to));
  put(bytes, "Subject", header_words(mail.subject));
  if (!mail.message_id.empty()) put(bytes, "Message-ID", fmt::format("<{}>", mail.message_id));
  if (mail.automatic) {
    put(bytes, "Auto-Submitted", "auto-generated");
    put(bytes, "X-Auto-Response-Suppress", "OOF, AutoReply");  // the same for Exchange, which asks this one
  }
  if (mail.draft) put(bytes, "X-Unsent", "1");
  put(bytes, "MIME-Version", "1.0");
  return bytes;
}

}  // namespace

Result<std::string> write_mail(const Mail& mail) {
  if (auto fault = fault_of(mail)) return std::move(*fault);
  std::string bytes = headers(mail);
  put(bytes, "Content-Type", multipart("mixed", outer_boundary));
  bytes += end;
  put_words(bytes, mail);
  for (const AttachedFile& file : mail.attached)
    put_part(bytes, outer_boundary, file.content_type, file.bytes, file.name);
  bytes += fmt::format("--{}--\r\n", outer_boundary);
  return bytes;
}

std::string mail_date(std::int64_t seconds) {
  constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                              "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto time = std::chrono::sys_seconds(std::chrono::seconds(seconds));
  const Day day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(time - day);
  return fmt::format("{}, {} {} {} {:02}:{:02}:{:02} +0000", days[std::chrono::weekday(day).c_encoding()],
                     static_cast<unsigned>(date.day()), months[static_cast<unsigned>(date.month()) - 1],
                     static_cast<int>(date.year()), clock.hours().count(), clock.minutes().count(),
                     clock.seconds().count());
}

std::string header_words(std::string_view text) {
  const std::string line = one_line(text);
  return is_plain(line) ? line : encoded_words(line);
}

std::string quoted_printable(std::string_view text) {
  std::string coded;
  std::size_t column = 0;
  const auto line_end = [&] {
    coded += end;
    column = 0;
  };
  const auto put_piece = [&](std::string_view piece) {
    if (column + piece.size() > fold_at - 1) {
      coded += '=';
      line_end();
    }
    coded += piece;
    column += piece.size();
  };
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '\r' && at + 1 < text.size() && text[at + 1] == '\n') continue;
    if (c == '\n') {
      line_end();
      continue;
    }
    const bool last = at + 1 == text.size() || text[at + 1] == '\n' || text[at + 1] == '\r';
    // A lone "." would end the mail where a program forgets to double it; "From " begins one in a mailbox.
    const bool line_start = column == 0 && (c == '.' || c == 'F');
    const bool plain = c > ' ' && c < '\x7f' && c != '=' && !line_start;
    const bool blank = (c == ' ' || c == '\t') && !last;
    put_piece(plain || blank ? std::string(1, c) : fmt::format("={:02X}", static_cast<unsigned char>(c)));
  }
  if (column != 0) line_end();
  return coded;
}

bool is_plain_address(std::string_view text) {
  const std::size_t at = text.find('@');
  return text.size() <= 254 && at != std::string_view::npos && at != 0 && at + 1 != text.size() &&
         text.find('@', at + 1) == std::string_view::npos &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return c > ' ' && c < '\x7f' &&
                  std::string_view("<>()[],;:\\\"").find(c) == std::string_view::npos;
         });
}

}  // namespace gh::base
