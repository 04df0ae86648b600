#include "detect/values.h"

#include <algorithm>

namespace gh::detect {
namespace {

// A word of the folded text: letters and digits, with hyphens, apostrophes and ampersands inside.
struct Word {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool empty() const { return begin == end; }
};

// Length of the letter or digit at `at`, 0 when there is none.
std::size_t letter_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return 0;
  const char c = text[at];
  if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) return 1;
  if (static_cast<unsigned char>(c) < 0x80) return 0;
  const base::CodePoint point = base::code_point(text, at);
  return base::is_letter(point.value) ? point.length : 0;
}

bool joins_letters(char c) { return c == '\'' || c == '-' || c == '&' || c == '_'; }

// Where the character before `at` begins.
std::size_t step_back(std::string_view text, std::size_t at) {
  do --at;
  while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80);
  return at;
}

bool letter_before(std::string_view text, std::size_t at) {
  return at > 0 && letter_at(text, step_back(text, at)) > 0;
}

Word word_from(std::string_view text, std::size_t begin) {
  Word word{begin, begin};
  while (word.end < text.size()) {
    if (const std::size_t length = letter_at(text, word.end); length > 0) {
      word.end += length;
    } else if (!word.empty() && joins_letters(text[word.end]) && letter_at(text, word.end + 1) > 0) {
      ++word.end;
    } else {
      break;
    }
  }
  return word;
}

Word word_up_to(std::string_view text, std::size_t end) {
  Word word{end, end};
  while (word.begin > 0) {
    const std::size_t before = step_back(text, word.begin);
    const bool joins = !word.empty() && joins_letters(text[before]) && letter_before(text, before);
    if (letter_at(text, before) == 0 && !joins) break;
    word.begin = before;
  }
  return word;
}

// Full stops that end no sentence: "St. Albans", "Co. Donegal".
bool is_short_form(std::string_view word) { return word == "st" || word == "co" || word == "mt"; }

bool among(const std::unordered_set<std::string>* words, std::string_view word) {
  return words != nullptr && words->count(std::string(word)) > 0;
}

bool is_boundary(char c) {
  return std::string_view(",;|()[]{}<>\n\"!?:/*+=~").find(c) != std::string_view::npos;
}

class Reader {
 public:
  Reader(const FoldedPassage& in, const ValueRule& rule) : in_(in), text_(in.folded.text), rule_(rule) {}

  std::optional<Value> from(std::size_t begin) const {
    while (begin < text_.size() && (text_[begin] == ' ' || text_[begin] == '"' || text_[begin] == '\''))
      ++begin;
    switch (rule_.shape) {
      case ValueShape::list:
        return listed(begin);
      case ValueShape::name: {
        const std::optional<Value> known = listed(begin), capitals = capitals_from(begin);
        return known && (!capitals || known->end >= capitals->end) ? known : capitals;
      }
      case ValueShape::words:
        return run_from(begin, false);
      case ValueShape::rest:
        return run_from(begin, true);
      case ValueShape::field:
        return whole();
    }
    return std::nullopt;
  }

  std::optional<Value> up_to(std::size_t end) const {
    while (end > 0 && (text_[end - 1] == ' ' || text_[end - 1] == '"' || text_[end - 1] == '\'')) --end;
    if (std::optional<Value> known = listed_up_to(end)) return known;
    switch (rule_.shape) {
      case ValueShape::list:
        return std::nullopt;
      case ValueShape::name:
        return capitals_up_to(end);
      case ValueShape::words:
        return run_up_to(end, false);
      case ValueShape::rest:
        return run_up_to(end, true);
      case ValueShape::field:
        return whole();
    }
    return std::nullopt;
  }

  std::optional<Value> listed(std::size_t begin) const {
    if (rule_.list == nullptr || letter_at(text_, begin) == 0 || letter_before(text_, begin))
      return std::nullopt;
    const auto hit = rule_.list->longest_at(text_, begin);
    if (!hit || letter_at(text_, hit->end) > 0) return std::nullopt;
    if (hit->ordinary && !is_capital(begin)) return std::nullopt;
    return Value{begin, hit->end, hit->name};
  }

 private:
  std::string_view text_of(const Word& word) const { return text_.substr(word.begin, word.end - word.begin); }

  // Written large, and not only because everything is.
  bool is_capital(std::size_t at) const {
    const std::string& words = in_.passage->text.words();
    const std::size_t origin = in_.folded.origin[at];
    return origin < words.size() && base::is_capital(base::code_point(words, origin).value);
  }

  bool is_name_word(const Word& word) const {
    return !word.empty() && is_capital(word.begin) && !among(rule_.stops, text_of(word));
  }

  bool is_joiner(const Word& word) const { return !word.empty() && among(rule_.joiners, text_of(word)); }

  // Begin of the next word of the same name, or npos.
  std::size_t next_in_name(const Word& word) const {
    std::size_t at = word.end;
    if (at < text_.size() && text_[at] == '.' && is_short_form(text_of(word))) ++at;
    return at + 1 < text_.size() && text_[at] == ' ' && letter_at(text_, at + 1) > 0 ? at + 1
                                                                                     : std::string_view::npos;
  }

  // "BORN IN HULL": capitals say nothing there.
  bool shouts(const Value& value) const {
    const std::string& words = in_.passage->text.words();
    const auto small = [](char c) { return c >= 'a' && c <= 'z'; };
    const std::size_t begin = in_.folded.origin[value.begin], end = in_.folded.origin[value.end];
    if (std::any_of(words.begin() + static_cast<std::ptrdiff_t>(begin),
                    words.begin() + static_cast<std::ptrdiff_t>(end), small)) {
      return false;
    }
    const std::size_t from = begin > 24 ? begin - 24 : 0, to = std::min(words.size(), end + 24);
    return std::none_of(words.begin() + static_cast<std::ptrdiff_t>(from),
                        words.begin() + static_cast<std::ptrdiff_t>(to), small) &&
           to - from > end - begin;
  }

  std::optional<Value> capitals_from(std::size_t begin) const {
    if (letter_before(text_, begin)) return std::nullopt;
    Word word = word_from(text_, begin);
    if (!is_name_word(word)) return std::nullopt;
    Value value{begin, word.end, std::nullopt};
    for (std::size_t words = 1; words < rule_.most_words; ++words) {
      const std::size_t next = next_in_name(word);
      if (next == std::string_view::npos) break;
      word = word_from(text_, next);
      if (is_name_word(word)) {
        value.end = word.end;
      } else if (!is_joiner(word)) {
        break;
      }
    }
    return shouts(value) ? std::nullopt : std::optional(value);
  }

  std::optional<Value> capitals_up_to(std::size_t end) const {
    if (letter_at(text_, end) > 0) return std::nullopt;
    Word word = word_up_to(text_, end);
    if (!is_name_word(word)) return std::nullopt;
    Value value{word.begin, end, std::nullopt};
    for (std::size_t words = 1; words < rule_.most_words && word.begin > 1 && text_[word.begin - 1] == ' ';
         ++words) {
      word = word_up_to(text_, word.begin - 1);
      if (is_name_word(word)) {
        value.begin = word.begin;
      } else if (!is_joiner(word)) {
        break;
      }
    }
    return shouts(value) ? std::nullopt : std::optional(value);
  }

  std::optional<Value> listed_up_to(std::size_t end) const {
    if (rule_.list == nullptr || letter_at(text_, end) > 0) return std::nullopt;
    std::optional<Value> longest;
    std::size_t begin = end;
    for (std::size_t words = 0; words < rule_.list->most_words(); ++words) {
      // Parts of a hyphened word count for themselves.
      while (begin > 0 &&
             (letter_before(text_, begin) || (text_[begin - 1] == '\'' && letter_before(text_, begin - 1))))
        begin = step_back(text_, begin);
      if (const auto value = listed(begin); value && value->end == end) longest = value;
      if (begin < 2 || (text_[begin - 1] != ' ' && text_[begin - 1] != '-')) break;
      --begin;
    }
    return longest;
  }

  bool ends_run(std::size_t at) const {
    if (is_boundary(text_[at])) return true;
    if (text_[at] == '.') {
      if (is_short_form(text_of(word_up_to(text_, at)))) return false;
      return at + 1 == text_.size() || text_[at + 1] == ' ' || text_[at + 1] == '\n' || text_[at + 1] == '"';
    }
    const auto dash = [&](std::size_t i) {
      return text_[i] == '-' && i + 1 < text_.size() && text_[i + 1] == ' ';
    };
    if (text_[at] == ' ' && at + 1 < text_.size() && dash(at + 1)) return true;
    // Pictures and bullets.
    return static_cast<unsigned char>(text_[at]) >= 0xC0 && letter_at(text_, at) == 0;
  }

  std::optional<Value> run_from(std::size_t begin, bool all) const {
    std::size_t at = begin, words = 0, end = begin;
    for (; at < text_.size() && !ends_run(at); ++at) {
      const bool begins = (at == begin || text_[at - 1] == ' ') && letter_at(text_, at) > 0;
      if (begins && ++words > rule_.most_words) {
        if (all) return std::nullopt;
        break;
      }
      if (text_[at] != ' ') end = at + 1;
    }
    // A place is a word: programs keep numbers under the same keys.
    const bool letters = std::any_of(
        text_.begin() + static_cast<std::ptrdiff_t>(begin), text_.begin() + static_cast<std::ptrdiff_t>(end),
        [](char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; });
    return words == 0 || !letters ? std::nullopt : std::optional(Value{begin, end, std::nullopt});
  }

  std::optional<Value> run_up_to(std::size_t end, bool all) const {
    std::size_t begin = end, words = 0;
    while (begin > 0 && !ends_run(step_back(text_, begin))) {
      const Word word = word_up_to(text_, begin);
      if (word.empty()) {
        begin = step_back(text_, begin);
        continue;
      }
      if (++words > rule_.most_words) {
        if (all) return std::nullopt;
        break;
      }
      begin = word.begin;
    }
    while (begin < end && text_[begin] == ' ') ++begin;
    return words == 0 ? std::nullopt : std::optional(Value{begin, end, std::nullopt});
  }

  std::optional<Value> whole() const {
    std::size_t begin = 0, end = text_.size(), words = 0;
    while (begin < end && text_[begin] == ' ') ++begin;
    while (end > begin && text_[end - 1] == ' ') --end;
    for (std::size_t at = begin; at < end; ++at) {
      if (text_[at] != ' ' && (at == begin || text_[at - 1] == ' ') && ++words > rule_.most_words)
        return std::nullopt;
    }
    return words == 0 ? std::nullopt : std::optional(Value{begin, end, std::nullopt});
  }

  const FoldedPassage& in_;
  std::string_view text_;
  const ValueRule& rule_;
};

}  // namespace

std::optional<Value> value_from(const FoldedPassage& in, std::size_t begin, const ValueRule& rule) {
  return Reader(in, rule).from(begin);
}

std::optional<Value> value_up_to(const FoldedPassage& in, std::size_t end, const ValueRule& rule) {
  return Reader(in, rule).up_to(end);
}

std::vector<Value> names_in(const FoldedPassage& in, const lexicon::WordList& list) {
  ValueRule rule;
  rule.shape = ValueShape::list;
  rule.list = &list;
  const Reader reader(in, rule);
  std::vector<Value> found;
  for (std::size_t at = 0; at < in.folded.text.size();) {
    const std::optional<Value> value = reader.listed(at);
    if (value) found.push_back(*value);
    at = value ? value->end : at + base::code_point(in.folded.text, at).length;
  }
  return found;
}

}  // namespace gh::detect
