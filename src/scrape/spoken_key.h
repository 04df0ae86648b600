// What the key of a value says in words, whoever wrote the program: "birthDateOn.day", "user_birth_date" and
// "dob-string" are a birth date's day, a birth date and a "dob".
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace gh::scrape {

/// Words of keys that say nothing of what stands there.
struct KeyFillers {
  std::vector<std::string_view> person;   // "user", "profile": whose value it is, the page's own person's
  std::vector<std::string_view> further;  // "value", "iso", "my": how it is written
};

/// The words of the steps, the outermost first, small and with one blank between: "birth date on day".
std::string spoken_key(const std::vector<std::string_view>& steps);

/// The same without fillers; empty where too little is left to tell by: one word, unless all that was left
/// out are words of persons ("userBirthday").
std::string spoken_key_of(const std::vector<std::string_view>& steps, const KeyFillers& fillers);

}  // namespace gh::scrape
