// What :text(...) and :label(...) ask: the words that an element says itself, and those that name it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "page/page.h"

namespace gh::page {

/// For comparing labels: folded, blanks collapsed, without the colon or question mark at the end.
std::string plain_words(std::string_view words);

/// True when the texts that stand directly in the element begin with these folded words, and a word ends
/// there.
bool own_words_begin(const Page& page, std::uint32_t element, std::string_view folded);

/// True when the element is the value beside a label: a dd under its dt, a cell behind its label cell or
/// below its header, or anything that follows an element with nothing but such words. The words are
/// plain_words.
bool labelled(const Page& page, std::uint32_t element, std::string_view plain);

}  // namespace gh::page
