// Words about the world, read from data/lexicon/*.toml: how dates are written, what surrounds the names of
// schools.
#pragma once

#include <cstdint>
#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "lexicon/names.h"
#include "lexicon/words.h"

namespace gh::lexicon {

struct DateWords {
  std::unordered_map<std::string, int> months;    // "july", "jul", "gorffennaf" -> 7
  std::unordered_map<std::string, int> ordinals;  // "twenty-first" -> 21
  std::unordered_map<std::string, int> numbers;   // "thirty-four" and "thirty four" -> 34; 1 to 99
  std::unordered_map<std::string, int> feasts;    // "christmas day" -> 1225: month and day
  std::unordered_map<std::string, int> weekdays;  // "monday", "mon" -> 1
  std::vector<std::string> beside;                // "posted", "pm": stand beside a date that says when
};

/// Words in and around the names of schools and trusts; what each list means stands in organisations.toml.
struct OrganisationWords {
  std::vector<std::string> kinds;       // "school": a form with one of these speaks for itself
  std::vector<std::string> any_school;  // kinds that fit every school
  std::vector<std::string> any_trust;   // kinds that make it the trust
  std::vector<std::string> qualifiers;  // "catholic": tell nothing apart
  std::unordered_map<std::string, std::string> short_for;
  std::vector<std::string> common_names;       // "oakfield": many towns have one
  std::vector<std::string> common_beginnings;  // "st"
  std::vector<std::string> not_followed_by_any;
  std::vector<std::string> not_followed_by;  // "hospital": another place of the same name
  std::vector<std::string> land_words;       // "edge": the same where it has a capital
  std::vector<std::string> not_preceded_by;
  std::vector<std::string> not_directly_after;
  std::vector<std::string> other_houses;  // "church": a page that names one speaks of it by its short name
  std::vector<std::string> stands_at;
  std::vector<std::string> cues;         // "pupils": lets a short form count
  std::vector<std::string> weak_cues;    // two of these do the same
  std::vector<std::string> against;      // "album": it may be something else of that name
  std::vector<std::string> leads;        // "teacher at"
  std::vector<std::string> wide_places;  // counties and countries
  std::vector<std::string> after_town;   // "Oakfield School, Leeds is"
  std::vector<std::string> former;
  std::vector<std::string> attended;
  std::vector<std::string> title_separators;  // as written, not folded
  std::vector<std::string> shown_by;          // "Kit's shop": what of somebody's a page is
  std::vector<std::string> department_words;
  std::vector<std::string> kept_accounts;   // "i run": beside an account, it is the writer's
  std::vector<std::string> named_accounts;  // "school tweets": right before it
  std::vector<std::string> sites;           // "blog": before "called" and the name of one
  std::vector<std::string> makes;           // "writes": what is done by whose blog it is
  std::vector<std::string> called;          // before its name
  std::vector<std::string> before_called;   // between the two: "is"
  std::vector<std::string> name_joiners;    // small words inside such a name
  std::vector<std::string> follows;         // before the name of whose account it is
  std::vector<std::string> handle_cues;
  std::vector<std::string> handle_joiners;  // between one of these and the name: "at"
  std::vector<std::string> headline_words;
};

/// Jobs in schools and what their names are made of; see roles.toml.
struct RoleWords {
  std::vector<std::string> roles, shared_roles, modifiers, subjects, areas, area_heads, taught, years, of,
      teach, capitals, job_nouns, before_subject;
};

/// Words that speak of people, each with the lists that it stands in.
struct PeopleWords {
  enum List : std::uint64_t {
    relatives = 1u << 0,       // "son", "nan", "best friend"
    pets = 1u << 1,            // "spaniel"
    pupils = 1u << 2,          // "class", "year 6s"
    things = 1u << 3,          // "blog", "choir": they have ages and birthdays too
    public_people = 1u << 4,   // "singer", "victim"
    anybody = 1u << 5,         // "applicants", "you"
    self = 1u << 6,            // "i", "my"
    third = 1u << 7,           // "she", "his"
    possessives = 1u << 8,     // "my", "our"
    articles = 1u << 9,        // "the"
    verbs = 1u << 10,          // what a subject is followed by
    oblique = 1u << 11,        // "for": what follows is no subject
    speech = 1u << 12,         // "said"
    titles = 1u << 13,         // "mrs"
    introductions = 1u << 14,  // "meet" in "Meet Kit"
    given_names = 1u << 15,
    neutral = 1u << 16,      // "which", "day": leave open who is meant
    birth_words = 1u << 17,  // "birthday" in "Kit's birthday"
    abbreviations = 1u << 18,
    wishes = 1u << 19,                        // "birthday" in "Happy birthday Kit"
    equals = 1u << 20,                        // "marks" in "4 July marks my birthday"
    ours = 1u << 21,                          // of more than one: "our"
    states = 1u << 22,                        // "was", "turned": what stands before it is who
    wheres = 1u << 23,                        // before the name of a place: "in"
    clauses = 1u << 24,                       // "who" in "the friend who I met"
    describers = 1u << 25,                    // "as" in "as a dad", "Pauline as Hamlet"
    joins = 1u << 26,                         // "and"
    ofs = 1u << 27,                           // "of"
    deeds = 1u << 28,                         // "cooks" in "Catrin Cooks"
    institutions = 1u << 29,                  // "gazette", "museum" in the title of a page
    bylines = 1u << 30,                       // "by" in "By Kit"
    own_pages = 1u << 31,                     // "blog", "profile" in the title of a page
    cohorts = std::uint64_t{1} << 32,         // "year" in "Year 6"
    name_labels = std::uint64_t{1} << 33,     // labels of a name: \"full name\"
    examples = std::uint64_t{1} << 36,        // "template" in the title of a page
    tales = std::uint64_t{1} << 37,           // "story" in "Kit's story"
    acts = std::uint64_t{1} << 34,            // "moved" in "Born in Hull, Kit moved"
    replies = std::uint64_t{1} << 38,         // "says" in "Dr Flo says: …"
    answers = std::uint64_t{1} << 39,         // "A" in "A: …"
    questions = std::uint64_t{1} << 40,       // "Q" in "Q: …"
    small_ads = std::uint64_t{1} << 41,       // "WLTM": words of lonely hearts
    establishments = std::uint64_t{1} << 42,  // "school" in "Sir Edmund Toft School"
    months = std::uint64_t{1} << 43,          // "June": a name elsewhere, and none beside a number
    moods = std::uint64_t{1} << 44,           // "Worried, Truro" below a letter
    interrogatives = std::uint64_t{1} << 45,  // "which" in "Which actor was born in Hull?"
    askers = std::uint64_t{1} << 47,          // "host" in "Host: I turned 45 last week"
    riddles = std::uint64_t{1} << 46,         // "who am i" at the end of one
    indoors = std::uint64_t{1} << 48,         // "at" in "at my nan's"
    staff = std::uint64_t{1} << 49,           // "headteacher": who was named before it
    testimonies = std::uint64_t{1} << 50,  // "memories" in the title of a page that sets down what one said
    handle_cues = std::uint64_t{1} << 35,  // "my insta": what follows is the writer's account
  };
  std::unordered_map<std::string, std::uint64_t> lists;  // by folded word, or two words: "little one"
  std::unordered_map<std::string, std::vector<std::string>> nicknames;  // "bill" to "william"; folded
  std::set<std::string, std::less<>> animal_labels;                     // "breed"
  std::set<std::string, std::less<>> thing_labels;  // "first registered": labels of what is nobody

  std::vector<std::string> own_name_cues;      // folded; what stands before one's own name: "my name is"
  std::vector<std::string> own_birth_cues;     // "i was born"
  std::vector<std::string> others_headings;    // folded; above lists of other people: "people also viewed"
  std::vector<std::string> namesake_headings;  // above lists of namesakes: "may refer to"
  std::vector<std::string> voices_headings;    // above what others say: "condolences"
  std::vector<std::string> counted_headings;   // the same, with a number: "3 comments"
  std::vector<std::string> namesake_cues;      // right before one's own name: "not the", "no relation to"
  std::vector<std::string> before_works;       // before words of a book or song: "opening line"
  std::vector<std::string> behind_works;       // behind them: "it begins"
  std::set<std::string, std::less<>> life_labels;  // of the dead: "buried"

  /// The lists that hold the folded word, as bits; 0 for none.
  std::uint64_t of(std::string_view word) const {
    if (may_be(hash_of(word)) == 0) return 0;
    const auto found = lists.find(std::string(word));
    return found == lists.end() ? 0 : found->second;
  }

  /// in:  hash_of a word; of two words, of the first
  /// out: at least the lists that hold it: most words are in none, and a look at a table tells
  std::uint64_t may_be(std::uint32_t hash) const { return by_hash_.empty() ? ~0ull : by_hash_[hash % size]; }

  /// To be called when the lists are full.
  void index();

 private:
  static constexpr std::size_t size = 8192;
  std::vector<std::uint64_t> by_hash_;  // lists, by hash
};

/// How often words stand in English text. For choosing what to look for first; no finding depends on it.
struct WordFrequencies {
  std::unordered_map<std::string, double> common;  // by folded word: how many begin at a byte of text
  double digits = .01;                             // the same, of numbers

  /// Of a word that is not in the list: of two letters, of more.
  static constexpr double short_word = 2e-5, other_word = 5e-6;

  double of(const std::string& word) const {
    const auto found = common.find(word);
    return found != common.end() ? found->second : word.size() <= 2 ? short_word : other_word;
  }
};

struct Lexicon {
  DateWords dates;
  OrganisationWords organisations;
  PeopleWords people;
  RoleWords roles;
  GivenNames given_names{};
  std::vector<SecurityQuestion> questions{};
  WordFrequencies frequencies{};
};

/// Reads the lexicon below `data`; errors carry file:line:column.
base::Result<Lexicon> read_lexicon(const std::filesystem::path& data);

}  // namespace gh::lexicon
