#include "detect/contact_shapes.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "detect/contact_bytes.h"
#include "detect/contact_readers.h"

namespace gh::detect {
namespace {

enum : unsigned char {
  boring = 0,
  digit = 1,
  sign_at = 2,
  number_letter = 3,
  letter_d = 4,
  opening = 5,
  dot = 6
};

constexpr std::array<unsigned char, 256> kinds = [] {
  std::array<unsigned char, 256> all{};
  for (char c = '0'; c <= '9'; ++c) all[static_cast<unsigned char>(c)] = digit;
  all['@'] = sign_at;
  all['v'] = all['x'] = all['z'] = number_letter;
  all['d'] = letter_d;
  all['('] = all['['] = all['{'] = all['<'] = opening;
  all['.'] = dot;
  return all;
}();

class Scanner {
 public:
  Scanner(const TextToScan& text, const ContactWords& words)
      : text_(text.folded), words_(words), whole_(text) {}

  std::vector<Seen> run() {
    for (at_ = 0; (at_ = behind_boring(at_)) < text_.size(); ++at_) {
      switch (kinds[static_cast<unsigned char>(text_[at_])]) {
        case digit:
          on_digit();
          break;
        case sign_at:
          if (!add(read_email(text_, at_, words_))) add(read_spaced_email(text_, at_, reached_, words_));
          break;
        case number_letter:
          on_number_letter();
          break;
        case letter_d:
          on_d();
          break;
        case opening:
          on_opening();
          break;
        default:
          on_dot();
      }
    }
    return std::move(seen_);
  }

 private:
  std::size_t behind_boring(std::size_t at) const {
    const std::string_view text = text_;
    while (at < text.size() && kinds[static_cast<unsigned char>(text[at])] == boring) ++at;
    return at;
  }

  bool add(std::optional<Seen> seen) {
    if (!seen || seen->begin < reached_) return false;
    if (seen->shape == Shape::email) take_out_inserted(seen->value, words_);
    reached_ = seen->end;
    at_ = std::max(at_, reached_ - 1);
    seen_.push_back(std::move(*seen));
    return true;
  }

  void on_digit() {
    std::size_t begin = at_;
    while (begin > reached_ && at_ - begin < 3 && one_of(text_[begin - 1], "+( o")) {
      if (text_[begin - 1] == ' ' && !(begin >= 2 && text_[begin - 2] == '+')) break;
      if (text_[begin - 1] == 'o' && begin >= 2 && is_inside_word(text_[begin - 2])) break;
      --begin;
    }
    const char first = text_[begin];
    const bool may_be_phone = first == '0' || first == 'o' || first == '+' || first == '(' ||
                              at_or_blank(text_, at_ + 3) == '-' || text_[at_] == '4' ||
                              at_or_blank(text_, at_ + 3) == '.' ||
                              (begin > 0 && one_of(text_[begin - 1], "/=:"));
    if (may_be_phone && add(read_phone(text_, begin))) return;
    if (add(read_run(whole_, at_, reached_, words_))) return;
    // The rest of this run of digits begins nothing else.
    while (at_ + 1 < text_.size() && is_digit(text_[at_ + 1])) ++at_;
  }

  void on_number_letter() {
    const std::size_t begin = word_begin_near(at_);
    const std::string_view word = text_.substr(begin, 6);
    const bool number = word.starts_with("seven") || word.starts_with("six") || word.starts_with("zero") ||
                        word.starts_with("five");
    if (number) add(read_spelled_phone(text_, begin, reached_));
  }

  std::size_t word_begin_near(std::size_t at) const {
    const std::size_t from = at > 3 ? at - 3 : 0;
    while (at > from && is_letter(text_[at - 1])) --at;
    return at;
  }

  void on_d() {
    const std::string_view word = text_.substr(at_, 6);
    if (at_ > 0 && is_inside_word(text_[at_ - 1])) return;
    if (word.starts_with("double")) {
      add(read_spelled_phone(text_, at_, reached_));
    } else if (word.starts_with("dot") && !is_inside_word(at_or_blank(text_, at_ + 3)) && at_ > 0 &&
               text_[at_ - 1] == ' ') {
      add(read_spelled_email(text_, at_, reached_, words_));
    }
  }

  // "(at)", "[dot]"
  void on_opening() {
    std::size_t begin = at_ + 1;
    while (begin < text_.size() && begin - at_ < 3 && is_blank(text_[begin])) ++begin;
    const std::string_view word = text_.substr(begin, 3);
    if (word.starts_with("at") || word == "dot" || word.starts_with("@") || word.starts_with("a)")) {
      add(read_spelled_email(text_, at_, reached_, words_));
    } else if (is_digit(at_or_blank(text_, at_ + 1)) || at_or_blank(text_, at_ + 1) == '+') {
      add(read_phone(text_, at_));
    }
  }

  // "name at host.com": the word before the host is "at".
  void on_dot() {
    if (!is_letter(at_or_blank(text_, at_ + 1))) return;
    std::size_t begin = at_;
    while (begin > reached_ && at_ - begin < 40 && (is_alnum(text_[begin - 1]) || text_[begin - 1] == '-'))
      --begin;
    if (begin == at_ || begin < reached_ + 5 || text_.substr(begin - 4, 4) != " at ") return;
    if (!add(read_spelled_email(text_, begin - 3, reached_, words_))) return;
  }

  std::string_view text_;
  const ContactWords& words_;
  const TextToScan& whole_;
  std::size_t at_ = 0;
  std::size_t reached_ = 0;  // end of what was found last
  std::vector<Seen> seen_;
};

}  // namespace

std::vector<Seen> shapes_in(const TextToScan& text, const ContactWords& words) {
  return Scanner(text, words).run();
}

}  // namespace gh::detect
