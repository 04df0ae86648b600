// The day of a time as platforms write it: in feeds, answers and exports. Words that people write are read by
// src/detect.
#pragma once

#include <optional>
#include <string_view>

#include "base/date.h"

namespace gh::scrape {

/// automatic reads all that tell what they are: ISO 8601 ("2025-09-01T10:00:00Z"), RFC 822 ("Tue, 03 Jun 2008
/// 11:05:30 GMT"), X's "Wed Oct 10 20:19:24 +0000 2018", seconds and milliseconds since 1970. The numbers of
/// posts that hold their time need to be named.
enum class TimeForm { automatic, x_id, tiktok_id, day_first, month_first };

/// "auto", "x-id", "tiktok-id", "day-first" (03/06/2008 is in June), "month-first".
std::string_view name(TimeForm form);
std::optional<TimeForm> time_form_named(std::string_view name);

/// src: https://www.rfc-editor.org/rfc/rfc5322#section-3.3 for names of months
std::optional<base::Day> day_in(std::string_view words, TimeForm form = TimeForm::automatic);

}  // namespace gh::scrape
