#include "detect/needles.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <cstdlib>
#include <utility>

namespace gh::detect {
namespace {

constexpr std::size_t most_exact = 400;     // strings that a part is known by
constexpr std::size_t most_words = 1200;    // of one AnyOf
constexpr std::size_t longest_word = 24;    // bytes that are worth comparing
constexpr std::size_t most_needles = 3;     // AnyOfs of one pattern
constexpr std::size_t most_of_others = 64;  // words of those but the rarest
constexpr std::size_t widest_class = 26;    // letters of a class that are tried one by one
constexpr std::size_t shortest_needle = 2;  // bytes; one stands in every text
constexpr double rare = .07;                // of an AnyOf: so often its words stand in a text, a byte
constexpr int deepest = 60;

// What a part of an expression can match: all of it, or what must stand in it.
struct Part {
  bool exact = true;         // it can match `words`, and nothing else
  AnyOf words;               // else what it begins with and, maybe further on, ends with; or nothing is known
  std::vector<AnyOf> needs;  // of one that is not exact
  bool apart = false;        // of one that is not exact: it ends with no letter
  bool maybe_apart = false;  // the same, or it is empty
};

Part anything() { return {false, {}, {}}; }
Part nothing() { return {true, {""}, {}}; }
Part edge_of_word() { return {true, {std::string(1, edge)}, {}}; }
Part digit() { return {true, {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"}, {}}; }

bool is_letter(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::size_t letters_of(std::string_view word) {
  return word.size() - static_cast<std::size_t>(std::count(word.begin(), word.end(), edge));
}

// A digit without a letter is like any other.
bool is_lone_digit(std::string_view word) {
  return std::any_of(word.begin(), word.end(), is_digit) && std::none_of(word.begin(), word.end(), is_letter);
}

// The commonest words of English, which letters alone would take for rare ones.
bool is_common(std::string_view word) {
  static constexpr std::string_view words =
      " a about after all also an and any are as at back be because been before but by can could day did do "
      "down "
      "each even first for from get go good got had has have he her here him his how i if in into is it its "
      "just "
      "know like little long made make man many may me men more most much must my new no not now of off on "
      "one "
      "only or other our out over own people said see she should so some still such than that the their them "
      "then "
      "there these they this those through time to too two up us very was way we well were what when where "
      "which "
      "who will with work world would year years you your ";
  std::string letters(1, ' ');
  for (const char c : word) {
    if (is_letter(c))
      letters += c;
    else if (c != edge && c != ' ')
      return false;
  }
  letters += ' ';
  return words.find(letters) != std::string_view::npos;
}

// How often one stands in a text, about; by the letters of English.
double frequency(std::string_view word) {
  static constexpr std::string_view common = " etaoinshrdlcumwfgypbvk";
  static constexpr std::array<double, 23> share{.18,  .10,  .075, .065, .06,  .057, .057, .053,
                                                .05,  .048, .034, .033, .022, .023, .02,  .019,
                                                .018, .016, .016, .015, .012, .008, .006};
  if (word == any_digit || is_lone_digit(word)) return .01;
  if (is_common(word)) return .02;
  double product = 1;
  for (const char c : word) {
    if (c == edge) {
      product *= .4;
      continue;
    }
    const std::size_t at = common.find(c);
    product *= at == std::string_view::npos ? .002 : share[at];
  }
  return product;
}

double frequency(const AnyOf& words) {
  double sum = 0;
  bool digit = false;
  for (const std::string& word : words) {
    const bool is_one = word == any_digit || is_lone_digit(word);
    if (!is_one || !digit) sum += frequency(word);
    digit = digit || is_one;
  }
  return sum;
}

bool can_tell(const AnyOf& words) {
  return !words.empty() && words.size() <= most_words &&
         std::none_of(words.begin(), words.end(), [](const std::string& word) {
           return letters_of(word) < shortest_needle && word != any_digit && !is_lone_digit(word);
         });
}

const AnyOf* rarest(const std::vector<AnyOf>& needs) {
  const AnyOf* best = nullptr;
  for (const AnyOf& words : needs) {
    if (can_tell(words) && (best == nullptr || frequency(words) < frequency(*best))) best = &words;
  }
  return best;
}

bool end_apart(const AnyOf& words, bool empty_does) {
  return std::all_of(words.begin(), words.end(), [&](const std::string& word) {
    return word.empty() ? empty_does : !is_letter(word.back());
  });
}

bool ends_apart(const Part& part, bool began_apart) {
  if (part.exact) return end_apart(part.words, began_apart);
  return part.apart || (part.maybe_apart && began_apart);
}

// Parts one behind the other.
class Row {
 public:
  void add(Part part) {
    apart_ = ends_apart(part, apart_);
    maybe_apart_ = ends_apart(part, maybe_apart_);
    if (!part.exact) {
      append_other(std::move(part));
    } else if (!has_room_for(part) || too_long(part)) {
      close();
      run_ = std::move(part.words);
    } else {
      append(part.words);
    }
  }

  Part finish() {
    if (exact_) return {true, std::move(run_), {}};
    close();
    return {false, {}, std::move(needs_), apart_, maybe_apart_};
  }

 private:
  void append(const AnyOf& words) {
    if (words.size() == 1) {
      for (std::string& begin : run_) begin += words.front();
      return;
    }
    AnyOf longer;
    longer.reserve(run_.size() * words.size());
    for (const std::string& begin : run_) {
      for (const std::string& end : words) longer.push_back(begin + end);
    }
    run_ = std::move(longer);
  }

  void append_other(Part part) {
    const bool known_ends = !part.words.empty(), began_apart = end_apart(run_, false);
    if (known_ends && has_room_for(part)) append(part.words);
    close();
    if (known_ends)
      run_ = std::move(part.words);
    else if (ends_apart(part, began_apart))
      run_.assign(1, std::string(1, edge));
    for (AnyOf& words : part.needs) needs_.push_back(std::move(words));
  }

  bool has_room_for(const Part& part) const {
    const std::size_t product = run_.size() * part.words.size();
    return product <= most_exact || product <= std::max(run_.size(), part.words.size());
  }

  bool too_long(const Part& part) const {
    const auto is_long = [](const std::string& word) { return word.size() > longest_word / 2; };
    return std::any_of(run_.begin(), run_.end(), is_long) &&
           std::any_of(part.words.begin(), part.words.end(),
                       [](const std::string& word) { return letters_of(word) > 0; });
  }

  void close() {
    if (can_tell(run_)) needs_.push_back(std::move(run_));
    run_.assign(1, "");
    exact_ = false;
  }

  bool exact_ = true;
  AnyOf run_{""};
  std::vector<AnyOf> needs_;
  bool apart_ = false, maybe_apart_ = true;  // how what is read so far ends; the latter where it began so
};

// Parts of which one is matched.
class Choice {
 public:
  void add(Part part) {
    exact_ = exact_ && part.exact;
    apart_ = apart_ && ends_apart(part, false);
    maybe_apart_ = maybe_apart_ && ends_apart(part, true);
    if (part.exact) {
      words_.insert(words_.end(), part.words.begin(), part.words.end());
    } else if (const AnyOf* words = rarest(part.needs); words != nullptr) {
      words_.insert(words_.end(), words->begin(), words->end());
    } else {
      known_ = false;
    }
  }

  Part finish() {
    std::sort(words_.begin(), words_.end());
    words_.erase(std::unique(words_.begin(), words_.end()), words_.end());
    if (exact_ && words_.size() <= most_words) return {true, std::move(words_), {}};
    Part part{false, {}, {}, apart_, maybe_apart_};
    if (known_ && can_tell(words_)) part.needs.push_back(std::move(words_));
    return part;
  }

 private:
  bool exact_ = true, known_ = true, apart_ = true, maybe_apart_ = true;
  AnyOf words_;
};

// Small letters and signs, of a class.
using Letters = std::bitset<128>;

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  std::vector<AnyOf> read() {
    Part all = choice();
    if (failed_ || at_ < text_.size()) return {};
    if (all.exact) return {std::move(all.words)};
    return std::move(all.needs);
  }

 private:
  bool more() const { return at_ < text_.size(); }
  bool sees(std::string_view what) const { return text_.substr(at_).starts_with(what); }
  bool take(std::string_view what) {
    if (!sees(what)) return false;
    at_ += what.size();
    return true;
  }

  Part fail() {
    failed_ = true;
    at_ = text_.size();
    return anything();
  }

  Part choice() {
    if (++depth_ > deepest) return fail();
    Part first = row();
    --depth_;
    if (!sees("|")) return first;
    Choice all;
    all.add(std::move(first));
    while (take("|")) all.add(row());
    return all.finish();
  }

  Part row() {
    Row all;
    while (more() && !sees("|") && !sees(")")) {
      if (std::string letters = plain_letters(); !letters.empty()) all.add({true, {std::move(letters)}, {}});
      if (more() && !sees("|") && !sees(")")) all.add(repeated(atom()));
    }
    return all.finish();
  }

  // Letters, blanks and the like up to one that is repeated or means something.
  std::string plain_letters() {
    const auto is_plain = [](char c) {
      return is_letter(c) || is_digit(c) || c == ' ' || c == ',' || c == '\'';
    };
    std::string letters;
    while (
        more() && is_plain(text_[at_]) &&
        (at_ + 1 >= text_.size() || std::string_view("?*+{").find(text_[at_ + 1]) == std::string_view::npos))
      letters += text_[at_++];
    return letters;
  }

  Part repeated(Part part) {
    while (more()) {
      if (take("?")) {
        part = optional(std::move(part));
      } else if (take("*")) {
        part = any_number(part);
      } else if (take("+")) {
        part = several(std::move(part));
      } else if (sees("{") && at_ + 1 < text_.size() && is_digit(text_[at_ + 1])) {
        part = counted(std::move(part));
      } else {
        break;
      }
    }
    return part;
  }

  static Part optional(Part part) {
    if (!part.exact) return any_number(part);
    part.words.emplace_back();
    return part;
  }

  static Part any_number(const Part& part) { return {false, {}, {}, false, ends_apart(part, true)}; }

  static Part several(Part part) {
    if (!part.exact) return part;
    if (std::find(part.words.begin(), part.words.end(), "") != part.words.end()) return any_number(part);
    part.apart = ends_apart(part, false);
    part.maybe_apart = ends_apart(part, true);
    part.exact = false;
    return part;
  }

  // {2}, {0,3}, {1,}
  Part counted(Part part) {
    const std::size_t end = text_.find('}', at_);
    if (end == std::string_view::npos) return fail();
    const std::string_view count = text_.substr(at_ + 1, end - at_ - 1);
    at_ = end + 1;
    if (count == "1") return part;
    if (count == "0,1") return optional(std::move(part));
    return count[0] == '0' && (count.size() == 1 || !is_digit(count[1])) ? any_number(part)
                                                                         : several(std::move(part));
  }

  Part atom() {
    if (take("(")) return group();
    if (take("[")) return letters();
    if (take("\\")) return escaped();
    if (take("^") || take("$")) return nothing();
    if (take(".")) return anything();
    if (sees("*") || sees("+") || sees("?")) return fail();
    const char c = text_[at_++];
    if (static_cast<unsigned char>(c) < 0x80) return {true, {std::string(1, small(c))}, {}};
    const std::size_t begin = at_ - 1;
    while (more() && (static_cast<unsigned char>(text_[at_]) & 0xC0) == 0x80) ++at_;
    // Of two bytes it may be a letter, of which a text holds the large or the small one; pictures are none.
    return at_ - begin > 2 ? Part{true, {std::string(text_.substr(begin, at_ - begin))}, {}} : anything();
  }

  // (…), (?:…), (?P<name>…), (?i), (?-i:…)
  Part group() {
    if (take("?")) {
      if (take("P<") || take("<")) {
        const std::size_t end = text_.find('>', at_);
        if (end == std::string_view::npos) return fail();
        at_ = end + 1;
      } else {
        while (more() && !sees(":") && !sees(")")) ++at_;
        if (take(")")) return nothing();  // flags for what follows
        if (!take(":")) return fail();
      }
    }
    if (at_edge()) return edge_and_more();
    Part inner = choice();
    return take(")") ? inner : fail();
  }

  // "^|[^a-z])", "$|[^a-z0-9])": what stands beside a word where "\b" would not do.
  bool at_edge() const {
    return (sees("^|[^a-z") || sees("$|[^a-z")) &&
           text_.substr(at_).find(']') + 1 == text_.substr(at_).find(')');
  }
  Part edge_and_more() {
    at_ = text_.find(')', at_) + 1;
    return {false, {std::string(1, edge)}, {}, true, true};
  }

  Part escaped() {
    if (!more()) return fail();
    const char c = text_[at_++];
    if (c == 'd') return digit();
    if (c == 'b') return edge_of_word();
    if (c == 'B' || c == 'A' || c == 'z') return nothing();
    if (c == 'x') return hexadecimal();
    if (c == 'n') return {true, {"\n"}, {}};
    if (c == 't') return {true, {"\t"}, {}};
    if (c == 'p' || c == 'P' || c == 'Q') return fail();
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c);
    return letter ? anything() : Part{true, {std::string(1, c)}, {}};
  }

  // \x27, \x{10FFFF}
  Part hexadecimal() {
    std::size_t end = at_ + 2;
    std::string_view number = text_.substr(at_, 2);
    if (take("{")) {
      end = text_.find('}', at_);
      if (end == std::string_view::npos) return fail();
      number = text_.substr(at_, end - at_);
      ++end;
    }
    at_ = std::min(end, text_.size());
    const int code =
        number.size() > 6 ? 128 : static_cast<int>(std::strtol(std::string(number).c_str(), nullptr, 16));
    return code < 128 ? Part{true, {std::string(1, small(static_cast<char>(code)))}, {}} : anything();
  }

  // [abc], [^a-z0-9], [\w.-]
  Part letters() {
    const bool negated = take("^");
    Letters set;
    bool known = true;
    for (bool first = true; more() && (first || !sees("]")); first = false) {
      if (sees("[:")) return fail();
      const int begin = letter_of_class(set, known);
      if (!sees("-") || text_.substr(at_).starts_with("-]")) {
        if (begin >= 0) set.set(static_cast<std::size_t>(begin));
        continue;
      }
      take("-");
      const int end = letter_of_class(set, known);
      if (begin < 0 || end < begin) known = false;
      for (int c = begin; known && c <= end; ++c)
        set.set(static_cast<std::size_t>(small(static_cast<char>(c))));
    }
    if (!take("]")) return fail();
    return negated || !known ? anything() : of(set);
  }

  // A letter of a class; -1, having noted what it is, for what is more than one.
  int letter_of_class(Letters& set, bool& known) {
    if (!more()) return -1;
    const char c = text_[at_++];
    if (static_cast<unsigned char>(c) >= 0x80) {
      known = false;
      return -1;
    }
    if (c != '\\' || !more()) return small(c);
    const char escape = text_[at_++];
    if (escape == 'd') {
      for (char one = '0'; one <= '9'; ++one) set.set(static_cast<std::size_t>(one));
      return -1;
    }
    if (escape == 'n') return '\n';
    if (escape == 't') return '\t';
    if (escape == 'x') {
      const Part part = hexadecimal();
      if (part.exact) return part.words.front()[0];
    } else if (!(escape >= 'a' && escape <= 'z') && !(escape >= 'A' && escape <= 'Z')) {
      return escape;
    }
    known = false;
    return -1;
  }

  static Part of(const Letters& set) {
    Part part{true, {}, {}};
    bool digits = set.any();
    for (std::size_t c = 0; c < set.size(); ++c) {
      if (!set.test(c)) continue;
      part.words.emplace_back(1, static_cast<char>(c));
      digits = digits && is_digit(static_cast<char>(c));
    }
    if (digits) return part;
    return part.words.size() <= widest_class ? part : anything();
  }

  static char small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

  std::string_view text_;
  std::size_t at_ = 0;
  int depth_ = 0;
  bool failed_ = false;
};

// Edges count at both ends of a word, and beside letters: "\b'" says that a letter must stand there.
std::string with_outer_edges(const std::string& word) {
  std::string letters = word;
  std::erase(letters, edge);
  const bool before = word.front() == edge && is_letter(letters.front());
  const bool behind = word.back() == edge && is_letter(letters.back());
  return (before ? std::string(1, edge) : "") + letters + (behind ? std::string(1, edge) : "");
}

// Without those that hold another: where "my son" stands, so does "son".
AnyOf shortened(AnyOf words) {
  constexpr std::size_t most_compared = 120;  // by each with each
  for (std::string& word : words) {
    word = is_lone_digit(word) ? std::string(any_digit) : word == any_digit ? word : with_outer_edges(word);
  }
  std::sort(words.begin(), words.end(), [](const std::string& a, const std::string& b) {
    return a.size() != b.size() ? a.size() < b.size() : a < b;
  });
  const bool any = std::find(words.begin(), words.end(), any_digit) != words.end();
  AnyOf kept;
  for (const std::string& word : words) {
    if (any && std::any_of(word.begin(), word.end(), is_digit)) continue;
    const bool held =
        words.size() <= most_compared
            ? std::any_of(kept.begin(), kept.end(),
                          [&](const std::string& one) { return word.find(one) != std::string::npos; })
            : !kept.empty() && kept.back() == word;
    if (!held) kept.push_back(word);
  }
  return kept;
}

}  // namespace

std::vector<AnyOf> needles_of(std::span<const std::string_view> patterns) {
  std::vector<AnyOf> needles;
  for (const std::string_view pattern : patterns) {
    for (AnyOf& words : Reader(pattern).read()) needles.push_back(std::move(words));
  }
  std::erase_if(needles, [](const AnyOf& words) { return !can_tell(words); });
  for (AnyOf& words : needles) words = shortened(std::move(words));
  std::vector<std::pair<double, AnyOf>> rated;
  for (AnyOf& words : needles) rated.emplace_back(frequency(words), std::move(words));
  std::sort(rated.begin(), rated.end());
  rated.erase(std::unique(rated.begin(), rated.end()), rated.end());
  // What stands in every text rules out none.
  const auto is_worth_it = [](const auto& one) {
    return one.first <= rare && one.second.size() <= most_of_others;
  };
  if (rated.size() > 1)
    rated.erase(std::stable_partition(rated.begin() + 1, rated.end(), is_worth_it), rated.end());
  if (rated.size() > most_needles) rated.resize(most_needles);
  needles.clear();
  for (auto& [often, words] : rated) needles.push_back(std::move(words));
  return needles;
}

}  // namespace gh::detect
