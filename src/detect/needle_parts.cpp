#include "detect/needle_parts.h"

#include <algorithm>
#include <bitset>
#include <cstdlib>
#include <tuple>
#include <utility>

namespace gh::detect {
namespace {

constexpr std::size_t most_exact = 400;   // strings that a part is known by
constexpr std::size_t longest_word = 40;  // bytes that are worth comparing
constexpr std::size_t widest_class = 26;  // letters of a class that are tried one by one
constexpr std::size_t wide_letter = 2;    // bytes, on average, of a letter that may be any
constexpr std::size_t longest_run = 24;   // bytes of what is repeated without end, but holds no blank
constexpr std::size_t longest_gap = 8;    // of signs that are repeated without end
constexpr std::size_t most_rounds = 3;    // of words that are
constexpr int deepest = 60;
constexpr std::size_t least_group = 40;  // bytes of one that is worth remembering

Part nothing() { return {true, {""}, {}}; }

// One letter, of many.
Part any_letter(bool blank) {
  Part part{false, {}, {}};
  part.longest = wide_letter;
  part.letter = true;
  part.blank = blank;
  return part;
}

// What is not known.
Part anything() {
  Part part{false, {}, {}};
  part.longest = no_reach;
  return part;
}
Part edge_of_word() { return {true, {std::string(1, edge)}, {}}; }
Part digit() { return {true, {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"}, {}}; }

bool is_small_letter(char c) { return c >= 'a' && c <= 'z'; }
bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }

std::size_t longest_of(const Part& part) {
  if (!part.exact) return part.longest;
  std::size_t longest = 0;
  for (const std::string& word : part.words) longest = std::max(longest, bare_size(word));
  return longest;
}

std::size_t times(std::size_t count, std::size_t bytes) {
  return bytes >= no_reach || count >= no_reach ? no_reach : std::min(no_reach, count * bytes);
}

// Of a part that is repeated without end.
std::size_t longest_repeated(const Part& part) {
  if (!part.exact && part.letter) return part.blank ? no_reach : longest_run;
  const std::size_t longest = longest_of(part);
  if (!part.exact || longest > 1) return times(most_rounds, longest);
  return part.words.size() > longest_gap ? longest_run : longest_gap;
}

// The rarest first, without those that tell nothing.
std::vector<Need> rarest_first(std::vector<Need> needs, const Frequencies& often) {
  std::erase_if(needs, [](const Need& need) { return !can_tell(need.words); });
  std::vector<std::tuple<bool, double, std::size_t>> order;
  for (std::size_t i = 0; i < needs.size(); ++i)
    order.emplace_back(needs[i].second, often.of(needs[i].words), i);
  std::sort(order.begin(), order.end());
  std::vector<Need> sorted;
  for (const auto& [second, frequency, i] : order) sorted.push_back(std::move(needs[i]));
  return sorted;
}

bool end_apart(const AnyOf& words, bool empty_does) {
  return std::all_of(words.begin(), words.end(), [&](const std::string& word) {
    return word.empty() ? empty_does : !is_small_letter(word.back());
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
    const std::size_t behind = longest_ + longest_of(part);
    if (!part.exact) {
      append_other(std::move(part), behind);
    } else if (!has_room_for(part) || too_long(part)) {
      close();
      run_ = {std::move(part.words), longest_, longest_};
    } else {
      append(part.words);
    }
    longest_ = behind;
  }

  Part finish() {
    if (exact_) return {true, std::move(run_.words), {}};
    close();
    for (Need& need : needs_) {
      need.before = std::min(no_reach, need.before);
      need.after = std::min(no_reach, longest_ - need.after);
    }
    return {false, {}, std::move(needs_), apart_, maybe_apart_, std::min(no_reach, longest_)};
  }

 private:
  void append(const AnyOf& words) {
    if (words.size() == 1) {
      for (std::string& begin : run_.words) begin += words.front();
      return;
    }
    AnyOf longer;
    longer.reserve(run_.words.size() * words.size());
    for (const std::string& begin : run_.words) {
      for (const std::string& end : words) longer.push_back(begin + end);
    }
    run_.words = std::move(longer);
  }

  // `behind`: how many bytes of the row there are with it, at most.
  void append_other(Part part, std::size_t behind) {
    const bool known_ends = !part.words.empty(), began_apart = end_apart(run_.words, false);
    if (known_ends && has_room_for(part)) append(part.words);
    close();
    run_.before = behind;
    run_.after = known_ends ? longest_ : behind;
    if (known_ends)
      run_.words = std::move(part.words);
    else if (ends_apart(part, began_apart))
      run_.words.assign(1, std::string(1, edge));
    for (Need& need : part.needs)
      needs_.push_back({std::move(need.words), longest_ + need.before, behind - need.after, need.second});
  }

  bool has_room_for(const Part& part) const {
    const std::size_t product = run_.words.size() * part.words.size();
    return product <= most_exact || product <= std::max(run_.words.size(), part.words.size());
  }

  bool too_long(const Part& part) const {
    const auto is_long = [](const std::string& word) { return word.size() > longest_word / 2; };
    return std::any_of(run_.words.begin(), run_.words.end(), is_long) &&
           std::any_of(part.words.begin(), part.words.end(),
                       [](const std::string& word) { return bare_size(word) > 0; });
  }

  void close() {
    if (can_tell(run_.words)) needs_.push_back(std::move(run_));
    run_.words.assign(1, "");
    exact_ = false;
  }

  bool exact_ = true;
  // Until finish() `after` is how many bytes of the row surely do not lie behind the beginning, at most.
  Need run_{{""}};
  std::vector<Need> needs_;
  bool apart_ = false, maybe_apart_ = true;  // how what is read so far ends; the latter where it began so
  std::size_t longest_ = 0;
};

// Parts of which one is matched.
class Choice {
 public:
  explicit Choice(const Frequencies& often) : often_(often) {}

  void add(Part part) {
    exact_ = exact_ && part.exact;
    longest_ = std::max(longest_, longest_of(part));
    apart_ = apart_ && ends_apart(part, false);
    maybe_apart_ = maybe_apart_ && ends_apart(part, true);
    if (part.exact) {
      const std::size_t after = longest_of(part);
      alternatives_.push_back({{std::move(part.words), 0, after}});
    } else if (auto needs = rarest_first(std::move(part.needs), often_); !needs.empty()) {
      alternatives_.push_back(std::move(needs));
    } else {
      known_ = false;
    }
  }

  Part finish() {
    Need rarest = need(0);
    if (exact_ && rarest.words.size() <= most_words) return {true, std::move(rarest.words), {}};
    Part part{false, {}, {}, apart_, maybe_apart_, longest_};
    if (!known_) return part;
    if (rarest.words.size() > most_words) cut_numbers(rarest.words);
    part.needs.push_back(std::move(rarest));
    // The next rarest of each too, which may tell in what company the rarest stands.
    const bool more = std::any_of(alternatives_.begin(), alternatives_.end(),
                                  [](const std::vector<Need>& needs) { return needs.size() > 1; });
    if (more) {
      Need second = need(1);  // with a digit for hundreds of words that hold one
      shorten(second);
      second.second = true;
      if (second.words.size() <= most_of_near) part.needs.push_back(std::move(second));
    }
    std::erase_if(part.needs, [](const Need& one) { return !can_tell(one.words); });
    return part;
  }

 private:
  std::size_t words_of(std::size_t rank) const {
    std::size_t words = 0;
    for (const auto& needs : alternatives_) words += needs[std::min(rank, needs.size() - 1)].words.size();
    return words;
  }

  // The words of that rank of all, or where there are fewer the last.
  Need need(std::size_t rank) const {
    Need all;
    for (const auto& needs : alternatives_) {
      const Need& one = needs[std::min(rank, needs.size() - 1)];
      all.words.insert(all.words.end(), one.words.begin(), one.words.end());
      all.before = std::max(all.before, one.before);
      all.after = std::max(all.after, one.after);
    }
    sort_and_unite(all.words);
    return all;
  }

  const Frequencies& often_;
  bool exact_ = true, known_ = true, apart_ = true, maybe_apart_ = true;
  std::size_t longest_ = 0;
  std::vector<std::vector<Need>> alternatives_;  // what each needs, the rarest first
};

// Small letters and signs, of a class.
using Letters = std::bitset<128>;

class Reader {
 public:
  Reader(std::string_view text, const Frequencies& often, std::unordered_map<std::string, Part>& groups)
      : text_(text), often_(often), groups_(groups) {}

  ExpressionReader::Needed read() {
    Part all = row();
    const bool at_begin = !sees("|") && (text_.starts_with("^") || text_.starts_with("(?i)^"));
    all = choice_from(std::move(all));
    if (failed_ || at_ < text_.size()) return {};
    const std::size_t longest = longest_of(all);
    if (all.exact) return {{{std::move(all.words), 0, longest}}, longest, at_begin};
    return {std::move(all.needs), longest, at_begin};
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
    return choice_from(std::move(first));
  }

  // With what may stand in its place.
  Part choice_from(Part first) {
    if (!sees("|")) return first;
    Choice all(often_);
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
      return is_small_letter(c) || is_ascii_digit(c) || c == ' ' || c == ',' || c == '\'';
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
      } else if (sees("{") && at_ + 1 < text_.size() && is_ascii_digit(text_[at_ + 1])) {
        part = counted(std::move(part));
      } else {
        break;
      }
    }
    return part;
  }

  static Part optional(Part part) {
    if (!part.exact) return up_to(part, part.longest);
    part.words.emplace_back();
    return part;
  }

  // None of them, or some: of so many bytes together.
  static Part up_to(const Part& part, std::size_t longest) {
    return {false, {}, {}, false, ends_apart(part, true), longest};
  }

  static Part any_number(const Part& part) { return up_to(part, longest_repeated(part)); }

  static Part several(Part part) {
    const std::size_t longest = longest_repeated(part);
    return several(std::move(part), longest);
  }

  // Of so many bytes together, at most.
  static Part several(Part part, std::size_t longest) {
    part.longest = longest;
    part.letter = false;
    for (Need& need : part.needs) need.before = need.after = longest;  // it may stand in any round
    if (!part.exact) return part;
    if (std::find(part.words.begin(), part.words.end(), "") != part.words.end())
      return up_to(part, part.longest);
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
    const std::string most(count.substr(count.find(',') + 1));  // all of it, without a comma
    const std::size_t longest = most.empty()
                                    ? longest_repeated(part)
                                    : times(std::strtoul(most.c_str(), nullptr, 10), longest_of(part));
    if (count[0] == '0' && (count.size() == 1 || !is_ascii_digit(count[1]))) return up_to(part, longest);
    return several(std::move(part), longest);
  }

  Part atom() {
    if (take("(")) return group();
    if (take("[")) return letters();
    if (take("\\")) return escaped();
    if (take("^") || take("$")) return edge_of_word();  // no letter stands beyond the ends of a text
    if (take(".")) return any_letter(true);
    if (sees("*") || sees("+") || sees("?")) return fail();
    const char c = text_[at_++];
    if (static_cast<unsigned char>(c) < 0x80) return {true, {std::string(1, small(c))}, {}};
    const std::size_t begin = --at_;
    const bool sign = is_sign();
    at_ += character_bytes();
    return sign ? Part{true, {std::string(text_.substr(begin, at_ - begin))}, {}} : any_letter(false);
  }

  // Of two bytes it may be a letter, of which a text holds the large or the small one; pictures and "·" are
  // none.
  bool is_sign() const { return character_bytes() > 2 || text_[at_] == '\xC2'; }

  // Of what stands here, in UTF-8.
  std::size_t character_bytes() const {
    std::size_t end = at_ + 1;
    while (end < text_.size() && (static_cast<unsigned char>(text_[end]) & 0xC0) == 0x80) ++end;
    return end - at_;
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
    const std::size_t end = end_of_group();
    if (end == std::string_view::npos) return fail();
    const std::string_view inside = text_.substr(at_, end - at_);
    if (inside.size() < least_group) return inner_choice();
    const auto [known, fresh] = groups_.try_emplace(std::string(inside));
    if (!fresh) {
      at_ = end + 1;
      return known->second;
    }
    Part inner = inner_choice();
    if (failed_) {
      groups_.erase(std::string(inside));
    } else {
      groups_.at(std::string(inside)) = inner;
    }
    return inner;
  }

  Part inner_choice() {
    Part inner = choice();
    return take(")") ? inner : fail();
  }

  // Where the bracket stands that ends the group; npos for none.
  std::size_t end_of_group() const {
    int open = 1;
    for (std::size_t at = at_; at < text_.size(); ++at) {
      if (text_[at] == '\\') {
        ++at;
      } else if (text_[at] == '[') {
        // "[]abc]" and "[^]abc]" hold a bracket.
        at += at + 1 < text_.size() && text_[at + 1] == '^' ? 2 : 1;
        for (++at; at < text_.size() && text_[at] != ']'; ++at) at += text_[at] == '\\' ? 1 : 0;
      } else if (text_[at] == '(') {
        ++open;
      } else if (text_[at] == ')' && --open == 0) {
        return at;
      }
    }
    return std::string_view::npos;
  }

  // "^|[^a-z])", "$|[^a-z0-9])": what stands beside a word where "\b" would not do.
  bool at_edge() const {
    return (sees("^|[^a-z") || sees("$|[^a-z")) &&
           text_.substr(at_).find(']') + 1 == text_.substr(at_).find(')');
  }
  Part edge_and_more() {
    at_ = text_.find(')', at_) + 1;
    return {false, {std::string(1, edge)}, {}, true, true, wide_letter};
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
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_ascii_digit(c);
    // \W and \D may be blanks, but no page has long runs of them.
    return letter ? any_letter(false) : Part{true, {std::string(1, c)}, {}};
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
    return code < 128 ? Part{true, {std::string(1, small(static_cast<char>(code)))}, {}} : any_letter(false);
  }

  // [abc], [^a-z0-9], [\w.-], [♈♉]
  Part letters() {
    const bool negated = take("^");
    Letters set;
    AnyOf pictures;
    bool known = true;
    for (bool first = true; more() && (first || !sees("]")); first = false) {
      if (sees("[:")) return fail();
      if (const std::size_t bytes = character_bytes(); is_sign()) {
        pictures.emplace_back(text_.substr(at_, bytes));
        at_ += bytes;
        known = known && (!sees("-") || text_.substr(at_).starts_with("-]"));
        continue;
      }
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
    const bool blank = set.test(' ') != negated;
    return negated || !known ? any_letter(blank) : of(set, std::move(pictures));
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
    if (escape == 's') set.set(' ');
    if (escape == 'x') {
      const Part part = hexadecimal();
      if (part.exact) return part.words.front()[0];
    } else if (!(escape >= 'a' && escape <= 'z') && !(escape >= 'A' && escape <= 'Z')) {
      return escape;
    }
    known = false;
    return -1;
  }

  static Part of(const Letters& set, AnyOf pictures) {
    Part part{true, std::move(pictures), {}};
    bool digits = set.any() && part.words.empty();
    for (std::size_t c = 0; c < set.size(); ++c) {
      if (!set.test(c)) continue;
      part.words.emplace_back(1, static_cast<char>(c));
      digits = digits && is_ascii_digit(static_cast<char>(c));
    }
    if (digits) return part;
    return part.words.size() <= widest_class ? part : any_letter(set.test(' '));
  }

  static char small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

  std::string_view text_;
  const Frequencies& often_;
  std::unordered_map<std::string, Part>& groups_;
  std::size_t at_ = 0;
  int depth_ = 0;
  bool failed_ = false;
};

}  // namespace

void shorten(Need& need) {
  std::size_t longest = 0;
  for (const std::string& word : need.words) longest = std::max(longest, bare_size(word));
  need.words = shortened(std::move(need.words));
  need.before += longest;  // "son", standing for "my son", begins further on
}

ExpressionReader::Needed ExpressionReader::read(std::string_view expression) {
  return Reader(expression, often_, groups_).read();
}

}  // namespace gh::detect
