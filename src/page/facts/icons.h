// Pictures that stand for a label: <i class="fa fa-birthday-cake"></i> 4 July, <i
// class="material-icons">cake</i>, <img src="/icons/map-pin.svg" alt="">. What the words of their names mean
// is for others to say.
#pragma once

#include <cstdint>
#include <string>

#include "page/page.h"

namespace gh::page {

/// The words in the name of the icon that the element is ("birthday cake", "map marker"), by its class, file
/// or description; empty when it is none of those that stand for a label.
std::string icon_words(const Page& page, std::uint32_t node);

}  // namespace gh::page
