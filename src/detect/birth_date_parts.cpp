#include "detect/birth_date_parts.h"

#include <cstdlib>

#include "base/text.h"
#include "detect/birth_dates.h"
#include "detect/whose.h"

namespace gh::detect {
namespace {

using namespace std::string_view_literals;  // compared by size first

using base::PartialDate;

constexpr std::size_t reach_of_parts = 4;  // passages in which the parts of one date stand

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// 1 to 31, 7, "July", 1985: the part of a date that a field holds; 0 for none.
int part_in(const FoldedPassage& in, const lexicon::DateWords& words) {
  const std::string_view text = base::trim(in.folded.text);
  if (const auto month = words.months.find(std::string(text)); month != words.months.end())
    return month->second;
  if (text.empty() || text.size() > 4 || !is_digit(text[0])) return 0;
  const std::size_t end = std::min(text.find_first_not_of("0123456789"), text.size());
  // "7th" is a part, "4/7" is not.
  const bool whole = end == text.size() || (end + 2 == text.size() && text[end] >= 'a' && text[end] <= 'z');
  return whole ? std::atoi(std::string(text.substr(0, end)).c_str()) : 0;
}

bool is_part(const FoldedPassage& in, const lexicon::DateWords& words) {
  const std::string& field = in.passage->field;
  if (field == "birth_year"sv || field == "birth_month"sv || field == "birth_day"sv)
    return part_in(in, words) != 0;
  return field == "birth_date"sv && in.folded.text.size() <= 10 && part_in(in, words) != 0;
}

}  // namespace

bool BirthDateParts::take(std::size_t index) {
  const FoldedPassage& in = material_.passages[index];
  if (!is_part(in, words_)) return false;
  if (first_ && index - last_ > reach_of_parts) flush();
  // An option that is chosen is told as what the control holds, and as words that stand there.
  if (first_ && material_.passages[last_].passage->text.source() == in.passage->text.source()) return true;
  const int value = part_in(in, words_);
  int& place = place_of(in.passage->field, base::trim(in.folded.text), value);
  if (place != 0 && place != value) flush();
  place_of(in.passage->field, base::trim(in.folded.text), value) = value;
  if (!first_) first_ = index;
  last_ = index;
  return true;
}

void BirthDateParts::flush() {
  if (!first_) return;
  const FoldedPassage& in = material_.passages[*first_];
  PartialDate date = date_;
  date_ = {};
  first_.reset();
  if (date.month == 0) date.day = 0;
  if (date.year != 0 && date.month == 0) take_day_beside(in, date);
  if (auto finding =
          birth_date_at(material_, in, 0, in.folded.text.size(), date, owner_of(material_, in).whose,
                        Certainty::likely, "birth-date.parts", clause_))
    material_.keep(out_, std::move(*finding));
}

// "14 March" and "1979" in fields of their own: the day has been told without its year.
void BirthDateParts::take_day_beside(const FoldedPassage& in, PartialDate& date) const {
  constexpr std::size_t reach = 400;  // bytes of the source
  const std::size_t here = in.passage->text.source().begin;
  for (const Finding& one : out_) {
    const std::size_t there = one.evidence.start;
    if (one.kind != Kind::birth_date || one.rule != "birth-date.field" ||
        one.evidence.field != "birth_date" || std::max(here, there) - std::min(here, there) > reach)
      continue;
    const auto day = base::parse_edtf(one.value);
    if (!day || day->year != 0 || day->month == 0) continue;
    date.month = day->month;
    date.day = day->day;
  }
}

int& BirthDateParts::place_of(const std::string& field, std::string_view text, int value) {
  if (field == "birth_year"sv) return date_.year;
  if (field == "birth_month"sv) return date_.month;
  if (field == "birth_day"sv) return date_.day;
  if (value > 31) return date_.year;
  return is_digit(text[0]) ? (date_.day == 0 ? date_.day : date_.month) : date_.month;
}

}  // namespace gh::detect
