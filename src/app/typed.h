// Values as people type or paste them, read for what they mean. What is written in files and sent to machines
// is stricter and read elsewhere.
#pragma once

#include <string>
#include <string_view>

#include "base/date.h"
#include "base/result.h"

namespace gh::app {

/// A birth date as people here write it: "1985-07-04", "4 July 1985", "04/07/1985" (day first), "July 1985",
/// "1985", "4 July". err: usage when it is none of them, before 1900 or after `today`
base::Result<base::PartialDate> read_birth_date(std::string_view text, base::Day today);

/// "brindlewick.example" from whatever was pasted: an address with its scheme and path, or an e-mail address.
/// err: usage when there is no host name with a dot in it
base::Result<std::string> read_domain(std::string_view text);

}  // namespace gh::app
