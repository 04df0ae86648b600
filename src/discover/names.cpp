#include "discover/names.h"

#include <algorithm>

#include "base/text.h"

namespace gh::discover {
namespace {

bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  for (std::string_view word : base::split(text, ' ')) {
    if (!word.empty()) words.emplace_back(word);
  }
  return words;
}

std::string without(std::string_view text, char c) {
  std::string out(text);
  std::erase(out, c);
  return out;
}

// Accents off, letter by letter, so that capitals stay capitals.
std::string without_accents(std::string_view name, const SearchBook& book) {
  std::string out;
  for (std::size_t at = 0; at < name.size();) {
    const base::CodePoint point = base::code_point(name, at);
    const std::string_view bytes = name.substr(at, point.length);
    at += point.length;
    if (point.length == 1) {
      out += bytes;
      continue;
    }
    std::string letter = base::fold(bytes);
    for (const auto& [from, to] : book.plain_letters) {
      if (letter == from) letter = to;
    }
    const bool begins_word = out.empty() || out.back() == ' ' || out.back() == '-' || out.back() == '\'';
    if (begins_word && !letter.empty() && letter[0] >= 'a' && letter[0] <= 'z')
      letter[0] = static_cast<char>(letter[0] - 'a' + 'A');
    out += letter;
  }
  return out;
}

// McDonald as MacDonald and back. "Mackenzie" is one of these too, "Macey" is not: a small letter behind Mac
// counts only in a longer name.
std::string other_mac(std::string_view word) {
  const std::string small = base::lower_ascii(word);
  const auto capital = [](std::string_view rest) {
    std::string out(rest);
    if (out[0] >= 'a' && out[0] <= 'z') out[0] = static_cast<char>(out[0] - 'a' + 'A');
    return out;
  };
  if (small.starts_with("mac") && word.size() > 3 && (is_capital(word[3]) || word.size() >= 8))
    return "Mc" + capital(word.substr(3));
  if (small.starts_with("mc") && word.size() > 3) return "Mac" + capital(word.substr(2));
  return std::string(word);
}

std::string with_other_mac(std::string_view name) {
  std::vector<std::string> words = words_of(name);
  for (std::string& word : words) {
    std::vector<std::string> halves;
    for (std::string_view half : base::split(word, '-')) halves.push_back(other_mac(half));
    word = base::join(halves, "-");
  }
  return base::join(words, " ");
}

// Where the surname begins among the words of a name; 0 for a single word.
std::size_t surname_begin(const std::vector<std::string>& words, const SearchBook& book) {
  if (words.size() < 2) return 0;
  std::size_t begin = words.size() - 1;
  const auto particle = [&](const std::string& word) {
    return std::find(book.particles.begin(), book.particles.end(), base::fold(word)) != book.particles.end();
  };
  while (begin > 1 && particle(words[begin - 1])) --begin;
  return begin;
}

std::string joined(const std::vector<std::string>& words, std::size_t begin, std::size_t end) {
  return base::join(std::vector<std::string>(words.begin() + static_cast<std::ptrdiff_t>(begin),
                                             words.begin() + static_cast<std::ptrdiff_t>(end)),
                    " ");
}

// "Hannah Jane Brackenbury": without the middle name, and as if the last two were one double surname.
std::vector<std::string> with_fewer_words(const std::string& name, const SearchBook& book) {
  const std::vector<std::string> words = words_of(name);
  const std::size_t surname = surname_begin(words, book);
  if (surname < 2) return {};
  std::vector<std::string> forms{words.front() + " " + joined(words, surname, words.size())};
  if (surname == 2 && words.size() == 3) forms.push_back(words[0] + " " + words[1] + "-" + words[2]);
  return forms;
}

std::string hyphens_as_blanks(std::string_view name) {
  std::string out(name);
  std::replace(out.begin(), out.end(), '-', ' ');
  return base::collapse_blanks(out);
}

}  // namespace

std::string plain_words(std::string_view text) {
  std::string out;
  const std::string harmless = base::for_terminal(text);
  for (std::size_t at = 0; at < harmless.size();) {
    const base::CodePoint point = base::code_point(harmless, at);
    const std::string_view bytes = std::string_view(harmless).substr(at, point.length);
    at += point.length;
    const std::string folded = base::fold(bytes);
    const bool mark = folded == "'" || folded == "-" || folded == "\"";
    if (folded == "\"") continue;
    out += mark ? folded : std::string(bytes);
  }
  return base::collapse_blanks(out);
}

NameParts name_parts(std::string_view name, const SearchBook& book) {
  const std::vector<std::string> words = words_of(plain_words(name));
  const std::size_t begin = surname_begin(words, book);
  return {joined(words, 0, begin), joined(words, begin, words.size())};
}

std::vector<std::string> name_forms(std::string_view name, const SearchBook& book, std::size_t most) {
  std::vector<std::string> forms;
  const auto add = [&](const std::string& form) {
    if (!form.empty() && forms.size() < most && std::find(forms.begin(), forms.end(), form) == forms.end())
      forms.push_back(form);
  };
  const std::string given = plain_words(name);
  const std::string typed = without_accents(given, book);
  add(given);
  add(typed);
  add(without(typed, '\''));
  for (const std::string& form : with_fewer_words(given, book)) add(form);
  add(hyphens_as_blanks(given));
  add(with_other_mac(given));
  return forms;
}

}  // namespace gh::discover
