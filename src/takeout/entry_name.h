// The names by which archives call their files. Nothing is ever written under such a name; still, one that
// leads out of its archive was made by somebody who means harm, and what it names is not read.
#pragma once

#include <string>
#include <string_view>

namespace gh::takeout {

/// Why a file of that name is not read, in words: "its name leads out of the archive"; empty for a good name.
std::string_view trouble_with_name(std::string_view name);

/// The name for messages: valid UTF-8, without control characters, not longer than 120 characters.
std::string shown_name(std::string_view name);

/// True when the pattern covers the whole name, ASCII letters in any case: "*" any characters but "/", "**"
/// any.
bool matches_name(std::string_view pattern, std::string_view name);

/// The ending in small letters: ".json" of "Posts.JSON"; "" when there is none.
std::string ending_of(std::string_view name);

}  // namespace gh::takeout
