// The end of a year's work: the receipt for HR. It may be made once the checklist is complete and the
// person's pages were looked at, and it says no more than that. Sends nothing by itself: the person has read
// it word for word before a door hands it on.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/house.h"
#include "base/calendar.h"
#include "base/mail.h"
#include "net/transfer.h"
#include "receipt/receipt.h"

namespace gh::app {

struct Finish {
  receipt::Receipt receipt;
  std::string text;                // the receipt as it travels: 412 characters
  std::vector<std::string> words;  // all it says, a line each
  std::string payload;             // the same letter by letter, without what only makes it longer
  std::string file;                // the words and the pasteable form
  std::string pasteable;
  std::string paper_code;  // what can be told over the telephone instead, in groups
};

/// in: the invitation as typed: code or link
/// err: usage for a bad invitation; try_later while questions are open or no page was looked at, with the
/// command that goes on
base::Result<Finish> finish(const House& house, std::string_view invitation,
                            std::string_view checklist = "social-media-policy");

/// A mail to HR that only has to be sent. `to` may be empty.
base::Result<std::string> receipt_mail(const Finish& finish, const std::string& to);

/// A day in the calendar one year on. `now`: seconds since 1970
std::string next_year(const Finish& finish, std::int64_t now);

/// Where a receipt may be posted: https, or one of `opened`. err: not_permitted or usage for anything else
base::Result<net::Address> receipt_address(std::string_view url, const std::vector<net::AllowedHost>& opened);

/// Posts it; gives back HR's sentence. `policy` names the opened hosts and certificates.
/// err: unavailable when nobody could be reached, not_permitted with HR's sentence when it was not taken
base::Result<std::string> post_receipt(const net::Address& address, const Finish& finish, net::Policy policy);

}  // namespace gh::app
