#include <algorithm>
#include <array>

#include "detect/contact_bytes.h"
#include "detect/contact_readers.h"

namespace gh::detect {
namespace {

struct Run {
  std::size_t begin, end;
  std::size_t size() const { return end - begin; }
};

bool shape_is(std::string_view run, std::string_view shape) {
  if (run.size() != shape.size()) return false;
  for (std::size_t i = 0; i < run.size(); ++i) {
    if (shape[i] == '9' ? !is_digit(run[i]) : !is_letter(run[i])) return false;
  }
  return true;
}

bool has_shape_of_outward(std::string_view run) {
  static constexpr std::array<std::string_view, 6> shapes{"a9", "a99", "aa9", "aa99", "a9a", "aa9a"};
  if (std::none_of(shapes.begin(), shapes.end(),
                   [&](std::string_view shape) { return shape_is(run, shape); }))
    return false;
  const std::size_t letters = is_letter(run[1]) ? 2 : 1;
  if (run.size() == 3 && letters == 1 && is_letter(run[2]) && !one_of(run[2], "abcdefghjkpstuw"))
    return false;
  if (run.size() == 4 && is_letter(run[3]) && !one_of(run[3], "abehmnprvwxy")) return false;
  return run.size() != 4 || !is_digit(run[3]) || run[2] != '0';
}

bool is_outward(std::string_view run, const ContactWords& words) {
  if (!has_shape_of_outward(run)) return false;
  const std::size_t letters = is_letter(run[1]) ? 2 : 1;
  return words.postcode_areas.find(run.substr(0, letters)) != words.postcode_areas.end();
}

bool has_shape_of_inward(std::string_view run) { return shape_is(run, "9aa"); }

bool is_inward(std::string_view run) {
  return has_shape_of_inward(run) && !one_of(run[1], "cikmov") && !one_of(run[2], "cikmov");
}

std::string upper(std::string_view text) {
  std::string all(text);
  for (char& c : all) c = static_cast<char>(is_letter(c) ? c - 'a' + 'A' : c);
  return all;
}

bool all_capitals(const TextToScan& text, Run run) {
  for (std::size_t i = run.begin; i < run.end; ++i) {
    if (is_letter(text.folded[i]) && !text.capital(i)) return false;
  }
  return true;
}

// Runs of letters and digits around a place, and what may stand between them.
class RunReader {
 public:
  RunReader(const TextToScan& text, const ContactWords& words) : text_(text), words_(words) {}

  // Reads whatever the run holding the digit at `at` begins.
  std::optional<Seen> read(std::size_t at, std::size_t from) const {
    constexpr std::size_t longest = 12;
    Run run{at, at};
    while (run.begin > from && run.size() <= longest && is_alnum(folded(run.begin - 1))) --run.begin;
    while (run.end < text_.folded.size() && run.size() <= longest && is_alnum(folded(run.end))) ++run.end;
    if (run.size() > longest ||
        (run.begin > 0 && (is_word_before(text_.folded, run.begin) || one_of(folded(run.begin - 1), "_@"))))
      return std::nullopt;
    if (is_inside_word(at_or_blank(text_.folded, run.end)) || at_or_blank(text_.folded, run.end) == '@')
      return std::nullopt;
    return is_letter(folded(run.begin)) ? from_letter(run) : from_digit(run);
  }

 private:
  char folded(std::size_t at) const { return text_.folded[at]; }
  std::string_view words(Run run) const { return text_.folded.substr(run.begin, run.size()); }

  // The run behind at most two blanks; empty when something else stands between.
  Run next(Run run, std::string_view between = " ") const {
    std::size_t begin = run.end;
    while (begin < text_.folded.size() && begin - run.end < 2 && one_of(folded(begin), between)) ++begin;
    std::size_t end = begin;
    while (begin > run.end && end < text_.folded.size() && end - begin < 13 && is_alnum(folded(end))) ++end;
    return {begin, end};
  }
  Run before(Run run) const {
    if (run.begin < 2 || folded(run.begin - 1) != ' ') return {run.begin, run.begin};
    Run found{run.begin - 1, run.begin - 1};
    while (found.begin > 0 && found.size() < 5 && is_alnum(folded(found.begin - 1))) --found.begin;
    return found;
  }
  bool ends(Run run) const {
    const char after = at_or_blank(text_.folded, run.end);
    return !is_inside_word(after) && after != '_' && after != '@' &&
           !(one_of(after, "-/") && is_alnum(at_or_blank(text_.folded, run.end + 1)));
  }

  std::optional<Seen> from_letter(Run run) const {
    if (auto seen = postcode(run)) return seen;
    if (auto seen = insurance(run)) return seen;
    if (auto seen = registration(run)) return seen;
    if (auto seen = area(run)) return seen;
    return number(run);
  }
  std::optional<Seen> from_digit(Run run) const {
    if (run.size() == 2) {
      if (auto seen = insurance(run)) return seen;
    }
    if (is_letter(folded(run.end - 1))) {
      if (auto seen = registration(run)) return seen;
    }
    if (auto seen = street(run)) return seen;
    return number(run);
  }

  std::optional<Seen> postcode(Run run) const {
    Run inward = next(run, " ");
    if (run.size() >= 5 && run.size() <= 7) {
      inward = {run.end - 3, run.end};
      run.end -= 3;
    } else if (run.size() > 4) {
      return std::nullopt;
    }
    if (run.begin > 0 && one_of(folded(run.begin - 1), "-/.")) return std::nullopt;
    if (inward.size() != 3 || !has_shape_of_inward(words(inward)) || !has_shape_of_outward(words(run)) ||
        !ends(inward))
      return std::nullopt;
    Seen seen{Shape::postcode, run.begin, inward.end, upper(words(run)) + " " + upper(words(inward))};
    const bool well_written = all_capitals(text_, {run.begin, inward.end}) && inward.begin > run.end;
    seen.sure = is_outward(words(run), words_) && is_inward(words(inward));
    // Of an area that there is none of, or with letters that never stand there, a slip perhaps: where what
    // stands around says so.
    if (!seen.sure && !well_written) return std::nullopt;
    seen.sure = seen.sure && well_written;
    return seen;
  }

  std::optional<Seen> insurance(Run run) const {
    // ab123456c, or ab 12 34 56 c
    if (!is_digit(folded(run.end - 1)) && run.size() != 9) return std::nullopt;
    std::string all(words(run));
    if (shape_is(all, "99") && before(run).size() == 2) {
      run.begin = before(run).begin;
      all = std::string(words({run.begin, run.begin + 2})) + all;
    }
    Run part = run;
    for (int i = 0; i < 4 && all.size() < 9; ++i) {
      part = next(part, " -");
      if (part.size() == 0 || part.size() > 7) break;
      all += words(part);
    }
    static constexpr std::array<std::string_view, 7> never{"bg", "gb", "nk", "kn", "tn", "nt", "zz"};
    if (!shape_is(all, "aa999999a") || one_of(all[0], "dfiquv") || one_of(all[1], "dfiquvo") ||
        all[8] > 'd' || std::find(never.begin(), never.end(), all.substr(0, 2)) != never.end()) {
      return std::nullopt;
    }
    Run whole{run.begin, part.end};
    if (!ends(whole) || !all_capitals(text_, whole)) return std::nullopt;
    const std::string value = upper(all);
    return Seen{Shape::insurance, whole.begin, whole.end,
                value.substr(0, 2) + " " + value.substr(2, 2) + " " + value.substr(4, 2) + " " +
                    value.substr(6, 2) + " " + value.substr(8)};
  }

  static bool plate_letters(std::string_view letters) {
    return std::none_of(letters.begin(), letters.end(), [](char c) { return c == 'i' || c == 'q'; });
  }

  std::optional<Seen> registration(Run run) const {
    const std::string_view word = words(run);
    const Run behind = next(run), ahead = before(run);
    std::string left, right;
    Run whole = run;
    if (shape_is(word, "aa99aaa")) {
      left = word.substr(0, 4), right = word.substr(4);
    } else if ((shape_is(word, "aa99") || shape_is(word, "a999") || shape_is(word, "a99") ||
                shape_is(word, "a9")) &&
               shape_is(words(behind), "aaa")) {
      left = word, right = words(behind);
      whole.end = behind.end;
    } else if ((shape_is(word, "999a") || shape_is(word, "99a") || shape_is(word, "9a")) &&
               shape_is(words(ahead), "aaa")) {
      left = words(ahead), right = word;
      whole.begin = ahead.begin;
    } else {
      return std::nullopt;
    }
    const int year = left.size() == 4 && shape_is(left, "aa99") ? (left[2] - '0') * 10 + (left[3] - '0') : 2;
    if (year < 2 || (year > 35 && year < 51) || year > 85) return std::nullopt;
    if (!plate_letters(left) || !plate_letters(right) || !ends(whole) || !all_capitals(text_, whole))
      return std::nullopt;
    Seen seen{Shape::registration, whole.begin, whole.end, upper(left) + " " + upper(right)};
    seen.sure = shape_is(left, "aa99");
    return seen;
  }

  // A capital letter here begins a word; how far it goes.
  Run word_at(std::size_t at) const {
    Run word{at, at};
    while (word.end < text_.folded.size() && word.size() < 20 &&
           (is_letter(folded(word.end)) || one_of(folded(word.end), "'-")))
      ++word.end;
    return word;
  }

  // 14 Larch Row; Flat 2, 81 Dyers Street.
  std::optional<Seen> street(Run run) const {
    std::size_t digits = run.begin;
    while (digits < run.end && is_digit(folded(digits))) ++digits;
    if (digits == run.begin || digits - run.begin > 4 || run.end - digits > 1 || folded(run.begin) == '0')
      return std::nullopt;
    if (run.begin > 0 && one_of(folded(run.begin - 1), "/.-:+")) return std::nullopt;
    std::size_t at = run.end;
    if (at_or_blank(text_.folded, at) == ',') ++at;
    if (at_or_blank(text_.folded, at) != ' ') return std::nullopt;
    ++at;
    for (int count = 0; count < 4 && at < text_.folded.size(); ++count) {
      const Run word = word_at(at);
      if (word.size() < 2 || !text_.capital(word.begin)) return std::nullopt;
      if (count > 0 && words_.street_types.find(words(word)) != words_.street_types.end() &&
          !(at_or_blank(text_.folded, word.end) == ' ' && next_is_type(word))) {
        if (is_inside_word(at_or_blank(text_.folded, word.end))) return std::nullopt;
        const std::size_t begin = flat_before(run.begin);
        const std::size_t from = text_.origin[begin], to = text_.origin[word.end];
        return Seen{Shape::street, begin, word.end, std::string(text_.original.substr(from, to - from))};
      }
      if (at_or_blank(text_.folded, word.end) != ' ') return std::nullopt;
      at = word.end + 1;
    }
    return std::nullopt;
  }

  bool next_is_type(Run word) const {
    const Run after = word_at(word.end + 1);
    return after.size() > 1 && text_.capital(after.begin) &&
           words_.street_types.find(words(after)) != words_.street_types.end();
  }

  // "Flat 2, " before a house number belongs to it.
  std::size_t flat_before(std::size_t begin) const {
    const std::size_t from = begin > 16 ? begin - 16 : 0;
    std::size_t at = begin;
    while (at > from && (folded(at - 1) == ' ' || folded(at - 1) == ',')) --at;
    const std::size_t number_end = at;
    while (at > from && is_alnum(folded(at - 1))) --at;
    if (at == number_end || number_end - at > 3 || at == 0 || folded(at - 1) != ' ') return begin;
    const std::size_t word_stop = at - 1;
    std::size_t word = word_stop;
    while (word > from && is_letter(folded(word - 1))) --word;
    return words_.flats.find(words({word, word_stop})) != words_.flats.end() ? word : begin;
  }

  std::optional<Seen> area(Run run) const {
    if (run.size() < 2 || run.size() > 4 || !is_outward(words(run), words_) || !all_capitals(text_, run))
      return std::nullopt;
    const std::string_view before = text_.folded.substr(0, run.begin);
    if (!before.ends_with(" in ") && !before.ends_with(" to ") && !before.ends_with("in sunny "))
      return std::nullopt;
    const Run behind = next(run);
    if (behind.size() == 3 && is_digit(folded(behind.begin))) return std::nullopt;  // half of no postcode
    return Seen{Shape::postcode_area, run.begin, run.end, upper(words(run))};
  }

  std::optional<Seen> number(Run run) const {
    const std::string_view word = words(run);
    const auto digits = static_cast<std::size_t>(std::count_if(word.begin(), word.end(), is_digit));
    if (digits == 2 && word.size() == 2 && folded_is_slash(run)) {  // a teacher's reference: 12/34567
      const Run rest{run.end + 1, word_end(text_.folded, run.end + 1)};
      if (shape_is(words(rest), "99999"))
        return Seen{Shape::number, run.begin, rest.end,
                    std::string(text_.folded.substr(run.begin, rest.end - run.begin))};
      return std::nullopt;
    }
    const std::size_t letters = word.size() - digits;
    if (digits + (letters > 0 ? 1 : 0) < 5 || word.size() > 10 || letters > 4)
      return std::nullopt;  // no years
    return Seen{Shape::number, run.begin, run.end, upper(word)};
  }
  bool folded_is_slash(Run run) const { return at_or_blank(text_.folded, run.end) == '/'; }

  const TextToScan& text_;
  const ContactWords& words_;
};

}  // namespace

std::optional<Seen> read_run(const TextToScan& text, std::size_t at, std::size_t from,
                             const ContactWords& words) {
  return RunReader(text, words).read(at, from);
}

bool is_postcode(std::string_view folded, const ContactWords& words) {
  const std::size_t blank = folded.find(' ');
  if (blank == std::string_view::npos) {
    return folded.size() >= 5 && is_outward(folded.substr(0, folded.size() - 3), words) &&
           is_inward(folded.substr(folded.size() - 3));
  }
  return is_outward(folded.substr(0, blank), words) && is_inward(folded.substr(blank + 1));
}

}  // namespace gh::detect
