// One linear look at mark-up before the parser sees it: whether it may be parsed, and what need not be.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "page/html/blanking.h"
#include "page/html/guard.h"

namespace gh::page {

struct Prescan {
  std::optional<std::string_view> refused;  // the bound that the page would trip, in words
  std::vector<Cut> cuts;                    // what the parser need not see; see blanking.h
};

Prescan prescan(std::string_view html, const Limits& limits);

}  // namespace gh::page
