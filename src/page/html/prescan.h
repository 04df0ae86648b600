// One linear look at mark-up before the parser sees it: whether it may be parsed, and what need not be.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "page/html/guard.h"
#include "page/text.h"

namespace gh::page {

struct Prescan {
  std::optional<std::string_view> refused;  // the bound that the page would trip, in words
  std::vector<Span> cuts;                   // what the parser need not see; see blanking.h
};

Prescan prescan(std::string_view html, const Limits& limits);

}  // namespace gh::page
