// What the controls of a form hold, and what each of them asks for.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "page/page.h"
#include "scrape/field_words.h"
#include "scrape/labels.h"

namespace gh::scrape {

struct Control {
  std::string label;
  const FieldRule* rule = nullptr;  // null where its label is of no field
  page::Text value;
};

/// The controls of one page; all that it is made of must outlive it.
class Controls {
 public:
  Controls(const page::Page& page, const Labels& labels, const FieldWords& fields)
      : page_(page), labels_(labels), fields_(fields) {}

  /// Of an <input>; nothing for a button, a password, a box that is not ticked, and a hidden one of no field.
  std::optional<Control> of_input(std::uint32_t node) const;

  /// Of a <select>, the option that is chosen; where none is, the first stands there unasked. Nothing for one
  /// that is of no field. To be asked in the page's order: of a day, a month and a year side by side only the
  /// first has a label.
  std::optional<Control> of_select(std::uint32_t node);

 private:
  bool follows(std::uint32_t before, std::uint32_t node) const;
  Control asked_at(std::uint32_t node) const;
  Control by_name(std::uint32_t node) const;
  std::string_view words_before(std::uint32_t node) const;

  const page::Page& page_;
  const Labels& labels_;
  const FieldWords& fields_;
  std::uint32_t last_select_ = 0;
  Control last_;
};

}  // namespace gh::scrape
