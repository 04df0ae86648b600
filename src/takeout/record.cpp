#include "takeout/record.h"

#include <algorithm>

#include "base/text.h"

namespace gh::takeout {
namespace {

using base::Visibility;

bool is_one_of(std::string_view value, const std::vector<std::string>& values) {
  return std::any_of(values.begin(), values.end(),
                     [&](const std::string& one) { return base::equal_ignoring_case(one, value); });
}

// Of no values: any.
bool has_one_of(const Record& record, std::uint32_t output, const std::vector<std::string>& values) {
  return std::any_of(record.values.begin(), record.values.end(), [&](const Record::Value& value) {
    const std::string_view words = base::trim(value.text.words());
    return value.output == output && (values.empty() ? !words.empty() : is_one_of(words, values));
  });
}

bool has_one_that_begins(const Record& record, std::uint32_t output, const std::vector<std::string>& with) {
  return std::any_of(record.values.begin(), record.values.end(), [&](const Record::Value& value) {
    if (value.output != output) return false;
    const std::string_view words = base::trim(value.text.words());
    if (words.empty()) return false;
    return std::any_of(with.begin(), with.end(),
                       [&](const std::string& start) { return words.starts_with(start); });
  });
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

}  // namespace

Wanted::Wanted(const scrape::ExportRule& rule)
    : rule_(&rule), fields_(static_cast<std::uint32_t>(rule.fields.size())) {
  const auto add = [&](const std::vector<std::string>& pointers, std::uint32_t output) {
    for (const std::string& pointer : pointers) paths_.add(pointer, output);
  };
  for (std::uint32_t i = 0; i < fields_; ++i) {
    add(rule.fields[i].at, i);
    pairs_ = pairs_ || rule.fields[i].name == "label";
  }
  add(rule.time, time());
  add(rule.author, author());
  add(rule.audience, audience());
  for (std::size_t i = 0; i < rule.only.size(); ++i) paths_.add(rule.only[i].at, only(i));
  for (std::size_t i = 0; i < rule.unless.size(); ++i) paths_.add(rule.unless[i].at, unless(i));
}

std::string_view Record::first(std::uint32_t output) const {
  const auto found =
      std::find_if(values.begin(), values.end(), [&](const Value& value) { return value.output == output; });
  return found == values.end() ? std::string_view() : std::string_view(found->text.words());
}

bool counts(const Record& record, const Wanted& wanted) {
  const auto& only = wanted.rule().only;
  for (std::size_t i = 0; i < only.size(); ++i) {
    if (!has_one_of(record, wanted.only(i), only[i].values)) return false;
  }
  const auto& unless = wanted.rule().unless;
  for (std::size_t i = 0; i < unless.size(); ++i) {
    if (has_one_that_begins(record, wanted.unless(i), unless[i].values)) return false;
  }
  return true;
}

// What closes goes before what opens: a private post is private, whatever else is said of it.
Visibility audience_of(const Record& record, const Wanted& wanted) {
  for (const Visibility seen_by : {Visibility::owner_only, Visibility::passer_by, Visibility::member}) {
    const auto& values = wanted.rule().audiences[static_cast<std::size_t>(seen_by)];
    if (!values.empty() && has_one_of(record, wanted.audience(), values)) return seen_by;
  }
  return wanted.rule().seen_by;
}

page::Text undo_mojibake(const page::Text& text) {
  const std::string& words = text.words();
  if (is_ascii(words)) return text;
  page::Text out;
  out.reserve(words.size(), text.pieces().size());
  for (std::size_t at = 0; at < words.size();) {
    std::size_t end = at;
    std::string bytes;
    while (end < words.size() && static_cast<unsigned char>(words[end]) >= 0x80) {
      const base::CodePoint next = base::code_point(words, end);
      if (next.value > 0xFF) break;
      bytes += static_cast<char>(next.value);
      end += next.length;
    }
    if (!bytes.empty() && base::is_utf8(bytes)) {
      out.append_for(bytes, text.source(at, end));
    } else {
      if (end == at) end += base::code_point(words, at).length;
      while (end < words.size() && static_cast<unsigned char>(words[end]) < 0x80) ++end;
      out.append_part(text, at, end);
    }
    at = end;
  }
  return out;
}

}  // namespace gh::takeout
