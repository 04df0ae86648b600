// Which field the words beside a value mean, or the name that a program gave it: "Date of birth",
// "user[birth-date]", "og:title".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scrape/rulebook.h"

namespace gh::scrape {

class FieldWords {
 public:
  /// in: the definitions that read the page, in the order of their weight; all must outlive this
  FieldWords(const Rulebook& book, const std::vector<const Definition*>& definitions)
      : book_(book), definitions_(definitions) {}

  /// The first field with that label, with or without a note in brackets ("Born (year)"); null for none.
  const FieldRule* by_label(std::string_view words) const;

  /// The same of a name: "user birthday" and "profile dob", too.
  const FieldRule* by_name(std::string_view words) const;

  /// The field that a <meta> of that name states; null for none.
  const FieldRule* by_meta(std::string_view name) const;

  /// True for names in which scripts keep where things stand: "from", "tooltip place", and not "user
  /// location".
  bool is_of_script(std::string_view label) const;

 private:
  const FieldRule* named(const FieldsByWord& (Rulebook::*table)(std::uint32_t) const,
                         std::string_view word) const;
  const FieldRule* called(std::string_view words) const;

  const Rulebook& book_;
  const std::vector<const Definition*>& definitions_;
};

/// "birth_date", "user[birth-date]": the words of a name that a program gave.
std::string words_of_name(std::string_view name);

}  // namespace gh::scrape
