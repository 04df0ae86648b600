#include "detect/people.h"

#include <re2/re2.h>

#include "base/text.h"

namespace gh::detect {
namespace {

// The grammar of a list; numbers in words go no further than children do.
struct Grammar {
  RE2 lead, name, born, age_behind, age_alone, separator, tail, no_age;
};

constexpr const char* number =
    "(\\d{1,2}|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    "sixteen|"
    "seventeen|eighteen|nineteen|twenty(?:[- ](?:one|two|three|four|five))?)\\b)";
constexpr const char* years = "(?: ?(?:years?|yrs?|yo|y/o|y)\\b(?:[- ]olds?\\b)?)?";
constexpr const char* hedge =
    "(?:aged? |now |nearly |almost |just (?:turned )?|only |already |who(?:'s| is| was| turned| has just "
    "turned) |"
    "he's |she's |is )*";

const Grammar& grammar() {
  const std::string age = std::string(hedge) + number + years;
  static const Grammar all{
      RE2("(?i)(?:[ "
          ",:;(\\[\"'*~>-]|[^\\x00-\\x7f]|:\\s*\\n)*(?:(?:called|named|namely|aged?|are|is|being|our|my|"
          "little|baby|big|wee|"
          "both) )*"
          "[\"'(]*"),
      RE2("((?:[A-Z][A-Za-z]*)(?:['-][A-Za-z]+)*)(?: [A-Z][a-z]+(?:['-][A-Za-z]+)*| [A-Z]\\b\\.?)?"),
      RE2("(?i),? ?[(\\[](?:b\\.?|born|dob:?|arrived)? ?(?:in |on )?((?:\\d{1,2}(?:st|nd|rd|th)?[ "
          "/.-](?:[a-z]{3,9}|\\d{1,2})[ /.-])?(?:[a-z]{3,9} )?(?:19|20)\\d\\d)[)\\]]"),
      RE2("(?i)(?: ?[(\\[]" + age +
          "(?:[)\\],;]| and| &| on | today| tomorrow| next| this| going on)|(?:,| -|:)? " + age +
          "(?:$|[,.;:!?)\\n\\]\"/|&]| and\\b| ?&| - | ?\\+| going on| today| now\\b| in | on | next| "
          "tomorrow| this| who | "
          "already| yesterday| \\(|[^\\x00-\\x7f]| [^\\x00-\\x7f]))"),
      RE2("(?i)[(]?" + age + "(?:$|[,.;:!?)\\n\\]\"/|&]| and\\b| ?&| - | ?\\+| today| now\\b| tomorrow)"),
      RE2("(?i)[)\\]\"]*(?: ?(?:[,;/|+&\\n]|[^\\x00-\\x7f]+) ?((?:and|n|plus|then|&)\\b ?)?| "
          "(and|n|plus|then|ac?) )(?:(?:little|baby|big|our|my|"
          "wee|young|then|also|finally|now|not forgetting|aged|to) )*"),
      RE2("(?i)[)\"]?,?(?:(?: who| and| he| she| they)?(?:'s| is| are|'re| was| were| turned| turns?| "
          "turning| has turned| have turned| "
          "will be| hits?| became| reached| has just turned| have just turned| just turned)| aged)(?: "
          "(?:both|now|just|nearly|almost|only|already|finally|"
          "officially|about to be|about to turn|going to be|turning|be|all|a|an))* " +
          std::string(number) + years),
      RE2("(?i)(?:%|:\\d|\\.\\d|/\\d|[a-z0-9]|-(?:nil|\\d|minute|week|month|day|mile)|,\\d| "
          "?(?:am|pm|cm|mm|m|kg|g|ft|feet|foot|inch(?:es)?|miles?|km|k|"
          "min(?:ute)?s?|hours?|hrs?|days?|weeks?|wks?|months?|mths?|mo|points?|goals?|marks?|out of|in a "
          "row|stone|lbs?|oz|times?|things|"
          "more|other|pets?|dogs?|cats?|kids|children|boys|girls|friends|teams?|o'clock|minutes)\\b)"),
  };
  return all;
}

re2::StringPiece piece(std::string_view text) { return {text.data(), text.size()}; }

// Reads list after list of the same text, so that places are places of the text.
class Reader {
 public:
  Reader(std::string_view text, std::size_t at, const NameTest& names, const lexicon::DateWords& words)
      : text_(text), at_(at), names_(names), words_(words) {}

  PeopleList read() {
    const std::size_t begin = at_;
    skip(grammar().lead);
    std::size_t end = begin;
    bool sure = true;  // what stands before says that a name must come
    while (read_one(sure)) {
      end = at_;
      re2::StringPiece groups[3];
      if (!match(grammar().separator, groups, 3)) break;
      at_ += groups[0].size();
      sure = groups[1].size() + groups[2].size() > 0 || text_[end] == '&';
    }
    at_ = end;
    if (!list_.people.empty()) read_tail();
    list_.end = list_.people.empty() ? begin : at_;
    return std::move(list_);
  }

 private:
  bool match(const RE2& pattern, re2::StringPiece* groups, int count) const {
    return pattern.Match(piece(text_), at_, text_.size(), RE2::ANCHOR_START, groups, count);
  }

  Part part(const re2::StringPiece& group) const {
    const auto begin = static_cast<std::size_t>(group.data() - text_.data());
    return {begin, begin + group.size()};
  }

  void skip(const RE2& pattern) {
    re2::StringPiece whole;
    if (match(pattern, &whole, 1)) at_ += whole.size();
  }

  bool read_one(bool sure) {
    if (at_ >= text_.size()) return false;
    re2::StringPiece groups[3];
    Listed one;
    if (match(grammar().name, groups, 2) &&
        names_.may_be(std::string_view(groups[1].data(), groups[1].size()))) {
      one.name = part(groups[1]);
      // A second name is one when it may be; "Tom Loves" is not.
      const std::string_view rest =
          std::string_view(groups[0].data(), groups[0].size()).substr(groups[1].size());
      at_ += rest.size() < 2 || rest.size() <= 3 || names_.may_be(rest.substr(1)) ? groups[0].size()
                                                                                  : groups[1].size();
      read_age(grammar().age_behind, one);
      if (one.age < 0) read_born(one);
      if (!sure && one.age < 0 && one.born.empty() &&
          !names_.is_known(std::string_view(groups[1].data(), groups[1].size())))
        return false;
    } else {
      read_age(grammar().age_alone, one);
      if (one.age < 0) return false;
    }
    list_.people.push_back(one);
    return true;
  }

  void read_age(const RE2& pattern, Listed& one) {
    re2::StringPiece groups[3];
    const int count = std::min(3, pattern.NumberOfCapturingGroups() + 1);
    if (!match(pattern, groups, count)) return;
    const re2::StringPiece& age = groups[1].data() != nullptr || count < 3 ? groups[1] : groups[2];
    const Part words = part(age);
    if (is_no_age(text_.substr(words.end))) return;
    one.age_words = words;
    one.age = number_in(text_.substr(words.begin, words.end - words.begin), words_);
    at_ = words.end;
    static const RE2 unit("(?i) ?(?:years?|yrs?|yo|y/o|y)\\b(?:[- ]olds?\\b)?");
    skip(unit);
    // "nine going on forty", "seven on Tuesday"
    static const RE2 when(
        "(?i)(?: going on (?:\\d+|[a-z]+(?:-[a-z]+)?)|(?: on| this| next)? "
        "(?:mon|tues|wednes|thurs|fri|satur|sun)day| today| "
        "tomorrow| next week)");
    skip(when);
    static const RE2 closing("[)\\]]");
    skip(closing);
  }

  void read_born(Listed& one) {
    re2::StringPiece groups[2];
    if (!match(grammar().born, groups, 2)) return;
    one.born = part(groups[1]);
    at_ += groups[0].size();
  }

  // "... turned 4" says it of all who have none yet.
  void read_tail() {
    re2::StringPiece groups[2];
    if (!match(grammar().tail, groups, 2)) return;
    const Part words = part(groups[1]);
    if (is_no_age(text_.substr(words.end))) return;
    const int age = number_in(text_.substr(words.begin, words.end - words.begin), words_);
    for (Listed& one : list_.people) {
      if (one.age >= 0) continue;
      one.age = age;
      one.age_words = words;
    }
    at_ = words.end;
  }

  std::string_view text_;
  std::size_t at_;
  const NameTest& names_;
  const lexicon::DateWords& words_;
  PeopleList list_;
};

}  // namespace

PeopleList read_people(std::string_view cased, std::size_t at, const NameTest& names,
                       const lexicon::DateWords& words) {
  return Reader(cased, at, names, words).read();
}

int number_in(std::string_view cased, const lexicon::DateWords& words) {
  const std::string small = base::lower_ascii(cased);
  int value = 0;
  std::size_t digits = 0;
  while (digits < small.size() && small[digits] >= '0' && small[digits] <= '9')
    value = value * 10 + (small[digits++] - '0');
  if (digits > 0) return digits <= 3 ? value : -1;
  if (const auto found = words.numbers.find(small); found != words.numbers.end()) return found->second;
  if (const auto found = words.ordinals.find(small); found != words.ordinals.end()) return found->second;
  return -1;
}

bool is_no_age(std::string_view behind) {
  static const RE2 short_years("(?i)^y/?o'?s?\\b|^yrs?\\b");  // "my 5yo"
  if (RE2::PartialMatch(piece(behind), short_years)) return false;
  return grammar().no_age.Match(piece(behind.substr(0, 24)), 0, std::min<std::size_t>(behind.size(), 24),
                                RE2::ANCHOR_START, nullptr, 0);
}

}  // namespace gh::detect
