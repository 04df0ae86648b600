#include "detect/handles.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "detect/whose.h"

namespace gh::detect {
namespace {

using namespace std::string_view_literals;  // compared by size first

using lexicon::PeopleWords;

constexpr std::size_t longest = 64, shortest = 3;  // bytes of a handle
constexpr std::size_t sure_name = 5;               // letters of a name that are no part of another word
constexpr std::size_t longest_cue = 3;             // words

bool is_letter(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr std::array<bool, 256> parts = [] {
  std::array<bool, 256> all{};
  for (const char c : "abcdefghijklmnopqrstuvwxyz0123456789._-"sv) all[static_cast<unsigned char>(c)] = true;
  return all;
}();
bool is_part(char c) { return parts[static_cast<unsigned char>(c)]; }

// "robin1985": letters and four digits of a year, which no ordinary word has.
bool has_year(std::string_view word) {
  return std::any_of(word.begin(), word.end(), is_letter) && year_in(word, 0) != std::string_view::npos;
}

// What is compared of a name or a handle: "o'brien" -> "obrien".
std::string letters_of(std::string_view folded) {
  std::string letters;
  for (char c : folded) {
    if (is_letter(c) || is_digit(c)) letters += c;
  }
  return letters;
}

// The words before it say so: "follow me: @…", "my insta is …", and not "her insta".
bool follows_own_cue(const Material& material, const HandleMention& handle) {
  std::string_view before = std::string_view(handle.in.folded.text).substr(0, handle.begin);
  if (before.size() > 60) before.remove_prefix(before.size() - 60);
  std::array<std::string_view, longest_cue + 2> words;  // the last one first
  std::size_t count = 0;
  for (std::size_t end = before.size(); count < words.size();) {
    while (end > 0 && !is_letter(before[end - 1])) {
      const char c = before[end - 1];
      if (c == '.' || c == '!' || c == '?' || c == '\n' || c == '|' || is_digit(c)) end = 0;
      if (end > 0) --end;
    }
    if (end == 0) break;
    std::size_t begin = end;
    while (begin > 0 && is_letter(before[begin - 1])) --begin;
    const std::string_view word = before.substr(begin, end - begin);
    end = begin;
    words[count++] = word;
  }
  std::string cue;
  for (std::size_t i = 0; i < std::min(count, longest_cue); ++i) {
    cue = std::string(words[i]) + (cue.empty() ? "" : " ") + cue;
    if ((material.people.of(cue) & PeopleWords::handle_cues) == 0) continue;
    return i + 1 >= count || (material.people.of(words[i + 1]) & PeopleWords::third) == 0;
  }
  return false;
}

// A page of one person names one account; a list of members names many.
bool only_account(const Material& material, const FoldedPassage& field) {
  return std::all_of(material.passages.begin(), material.passages.end(), [&](const FoldedPassage& other) {
    return other.passage->field != "handle"sv ||
           letters_of(other.folded.text) == letters_of(field.folded.text);
  });
}

bool is_username(const Material& material, std::string_view handle) {
  return std::any_of(material.of.person.usernames.begin(), material.of.person.usernames.end(),
                     [&](const std::string& username) { return base::fold(username) == handle; });
}

}  // namespace

std::size_t year_in(std::string_view text, std::size_t from) {
  for (std::size_t at = from; at < text.size(); ++at) {
    while (at < text.size() && !is_digit(text[at])) ++at;
    const std::size_t begin = at;
    while (at < text.size() && is_digit(text[at])) ++at;
    const std::string_view digits = text.substr(begin, at - begin);
    if (digits.size() == 4 && (digits.starts_with("19") || digits.starts_with("20"))) return begin;
  }
  return std::string_view::npos;
}

std::string_view HandleMention::written() const {
  const std::size_t from = in.folded.origin[begin], to = in.folded.origin[end];
  return std::string_view(in.passage->text.words()).substr(from, to - from);
}

namespace {

// Where a word may be a handle: beside an "@", at a "_" or a year. In text order.
class HandleSigns {
 public:
  explicit HandleSigns(const FoldedPassage& in)
      : text_(in.folded.text),
        at_sign_(in.has(lexicon::at_sign) ? 0 : std::string_view::npos),
        underscore_(in.has(lexicon::underscore) ? 0 : std::string_view::npos),
        year_(in.has_year ? 0 : std::string_view::npos) {}

  // The first at or behind `from`, which stands behind no digit of a number that it is in; npos for none.
  std::size_t next(std::size_t from) {
    if (at_sign_ <= from) at_sign_ = text_.find('@', from);
    if (underscore_ <= from) underscore_ = text_.find('_', from);
    if (year_ <= from) year_ = year_in(text_, from);
    return std::min({at_sign_, underscore_, year_});
  }

 private:
  std::string_view text_;
  std::size_t at_sign_, underscore_, year_;
};

// Two elements side by side with no blank between: "<b>@kit_pell</b><i>2.31K followers</i>".
std::size_t end_of_element(const FoldedPassage& in, std::size_t begin, std::size_t end) {
  const std::size_t from = in.folded.origin[begin];
  const auto& pieces = in.passage->text.pieces();
  auto piece =
      std::upper_bound(pieces.begin(), pieces.end(), from,
                       [](std::size_t place, const page::Text::Piece& one) { return place < one.begin; });
  for (; piece != pieces.end(); ++piece) {
    const std::size_t at = folded_place(in, piece->begin);
    if (at >= end) break;
    const page::Span before = in.passage->text.source(piece->begin - 1, piece->begin);
    if (piece->source_begin > before.end) return at;
  }
  return end;
}

}  // namespace

void each_handle(const FoldedPassage& in, const std::function<void(const HandleMention&)>& use) {
  const std::string_view text = in.folded.text;
  const bool field = in.passage->field == "handle"sv;
  if (!field && !in.has_year && !in.has(lexicon::at_sign) && !in.has(lexicon::underscore)) return;
  HandleSigns signs(in);
  for (std::size_t at = 0; at < text.size();) {
    if (!field) {
      const std::size_t sign = signs.next(at);
      if (sign == std::string_view::npos) return;
      std::size_t begin = sign;
      while (begin > at && is_part(text[begin - 1])) --begin;
      at = begin;
    }
    if (!is_part(text[at])) {
      ++at;  // the "@": what stands behind it is one
      if (at >= text.size() || !is_part(text[at])) continue;
    }
    std::size_t begin = at;
    while (at < text.size() && is_part(text[at])) ++at;
    std::size_t end = at;
    while (begin < end && !is_letter(text[begin]) && !is_digit(text[begin])) ++begin;
    while (end > begin && !is_letter(text[end - 1]) && !is_digit(text[end - 1])) --end;
    const std::string_view word = text.substr(begin, end - begin);
    if (word.size() < shortest || word.size() > longest) continue;
    const bool marked = (begin > 0 && text[begin - 1] == '@' && (begin < 2 || !is_part(text[begin - 2]))) ||
                        (end < text.size() && text[end] == '@');
    const bool whole = field && base::trim(text).size() <= word.size() + 1;
    if (!marked && !whole && word.find('_') == std::string_view::npos && !has_year(word)) continue;
    end = end_of_element(in, begin, end);
    if (end - begin >= shortest) use(HandleMention{in, begin, end, marked});
  }
}

// "MrAshdown_Maths", "ashdown_r": a word of the person's name up to a seam of the handle, and no part of
// another ("robinson").
bool bears_own_name(const Material& material, const HandleMention& handle) {
  const std::string_view text = handle.folded();
  const std::string_view written = handle.written();
  const auto seam = [&](std::size_t at) {
    if (at == 0 || at >= text.size() || !is_letter(text[at - 1]) || !is_letter(text[at])) return true;
    return written.size() == text.size() && written[at] >= 'A' && written[at] <= 'Z';
  };
  return std::any_of(
      material.person_words.begin(), material.person_words.end(), [&](const std::string& name) {
        const std::string word = letters_of(name);
        if (word.size() < shortest) return false;
        for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
          if (seam(at + word.size()) && (word.size() >= sure_name || seam(at))) return true;
        }
        return false;
      });
}

// "robinash": a first name, and the beginning of another of the person's names.
bool is_shortened_name(const Material& material, std::string_view letters) {
  constexpr std::size_t fewest = 4;  // of the surname
  return std::any_of(material.first_names.begin(), material.first_names.end(), [&](const std::string& first) {
    if (!letters.starts_with(first) || letters.size() < first.size() + fewest) return false;
    const std::string_view rest = letters.substr(first.size());
    return std::any_of(material.person_words.begin(), material.person_words.end(),
                       [&](const std::string& word) { return word.starts_with(rest); });
  });
}

// "robinashdown1985", "ashdown1985": their user name or surname, and a year.
bool is_own_name_with_year(const Material& material, const HandleMention& handle) {
  std::string letters(handle.folded());
  std::erase_if(letters, [](char c) { return !is_letter(c); });
  if (is_username(material, letters) || is_shortened_name(material, letters)) return true;
  const auto among = [&](const std::vector<std::string>& names) {
    return std::any_of(names.begin(), names.end(),
                       [&](const std::string& name) { return letters_of(name) == letters; });
  };
  return letters.size() >= sure_name && among(material.person_words) && !among(material.first_names);
}

bool is_own_handle(const Material& material, const HandleMention& handle) {
  if (is_username(material, handle.folded())) return true;
  const bool others = owner_of(material, handle.in).whose == Whose::other;
  if (handle.in.passage->field == "handle"sv && !others && only_account(material, handle.in)) return true;
  return (handle.marked && bears_own_name(material, handle)) ||
         (!others && is_own_name_with_year(material, handle)) ||
         (!others && follows_own_cue(material, handle));
}

}  // namespace gh::detect
