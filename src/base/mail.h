// Writing one internet mail: headers, text, a page of the same words, attached files. Whatever stands in a
// name, a subject or a text, it stays there: no value can end its header line or begin another. No pictures,
// nothing loaded from anywhere. Sends and reads nothing.
//
// Follows RFC 5322 (message format), RFC 2045 and 2046 (parts), RFC 2047 (letters beyond ASCII in headers),
// RFC 2231 is not needed: files have plain names. https://www.rfc-editor.org/rfc/rfc5322
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace gh::base {

struct Mailbox {
  std::string name;     // any text; may be empty
  std::string address;  // plain ASCII, local@domain
};

struct AttachedFile {
  std::string name;          // plain ASCII
  std::string content_type;  // "text/calendar; method=PUBLISH; charset=utf-8"
  std::string bytes;         // text with any line ends
};

struct Mail {
  Mailbox from;  // these two may be without an address in a draft
  Mailbox to;
  std::string reply_to;  // an address, or empty
  std::string subject;
  std::int64_t date = 0;   // seconds since 1970
  std::string message_id;  // without its brackets; empty for a draft
  std::string text;
  std::string page;  // HTML that says the same; may be empty
  std::vector<AttachedFile> attached;
  bool automatic = false;  // says so by `Auto-Submitted`, so that nobody's absence note answers it
  bool draft = false;      // opens ready to be sent in programs that know `X-Unsent`
};

/// The mail's bytes, with CRLF line ends and no line over 998 bytes (headers 78 where they can be broken).
/// The same for the same input.
/// err: bad_data for an address, message id or file name that cannot stand in a header
Result<std::string> write_mail(const Mail& mail);

/// "Thu, 26 Nov 2026 09:30:00 +0000".
std::string mail_date(std::int64_t seconds);

/// A header value as RFC 2047 wants it: as it is when it is short plain ASCII, else in encoded words, folded.
std::string header_words(std::string_view text);

/// `text` as quoted-printable with CRLF line ends (RFC 2045, section 6.7).
std::string quoted_printable(std::string_view text);

/// True when `text` can stand as an address between "<" and ">".
bool is_plain_address(std::string_view text);

}  // namespace gh::base
