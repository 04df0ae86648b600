#include "detect/letters.h"

#include <algorithm>
#include <map>
#include <string>

#include "base/text.h"
#include "detect/sentence.h"
#include "detect/whose.h"

namespace gh::detect {
namespace {

using namespace std::string_view_literals;  // compared by size first

using lexicon::PeopleWords;

constexpr std::size_t longest_lead = 40, shortest_said = 8;  // folded bytes, up to the colon and behind it
constexpr std::size_t longest_letter = 5;                    // passages
constexpr int fewest = 2;                                    // answers of one voice, questions of one list

bool is_shown(const FoldedPassage& in) {
  const std::string& syntax = in.passage->syntax;
  return syntax == "text"sv || syntax == "selector"sv || syntax == "label"sv;
}

// What stands before the colon of "A: Ask your bank", "Dr Flo says: Leave him"; empty for none.
std::string_view lead_of(const FoldedPassage& in) {
  const std::string_view text = in.folded.text;
  const std::size_t colon = text.substr(0, longest_lead).find(':');
  return colon == std::string_view::npos || colon + shortest_said > text.size() ? std::string_view()
                                                                                : text.substr(0, colon);
}

bool is_in(const Material& material, std::string_view word, std::uint64_t list) {
  return (material.people.of(word) & list) != 0;
}

// "Dr Flo says", and not the person.
bool is_reply(const Material& material, std::string_view lead) {
  const std::size_t blank = lead.rfind(' ');
  return blank != std::string_view::npos && is_in(material, lead.substr(blank + 1), PeopleWords::replies) &&
         !names_person(material, lead);
}

// A heading, or a term that the next passage is the value of.
bool is_term(const Material& material, std::size_t i) {
  const FoldedPassage& in = material.passages[i];
  if (in.passage->heading > 0) return true;
  return i + 1 < material.passages.size() &&
         material.passages[i + 1].passage->label == in.passage->text.words();
}

// Below words of somebody else: "- Kit Toft, York", "Worried, Truro".
enum class Signature { none, name, mood };

Signature signature_in(const Material& material, const FoldedPassage& in) {
  constexpr std::size_t longest = 48, most_words = 6;
  const std::string& text = in.folded.text;
  if (text.empty() || text.size() > longest || in.passage->heading > 0 || in.has(lexicon::digit))
    return Signature::none;
  if (std::string_view(".!?:").find(text.back()) != std::string_view::npos) return Signature::none;
  if (!may_begin_with(material, in, PeopleWords::given_names | PeopleWords::titles | PeopleWords::moods))
    return Signature::none;
  const Sentence words(material, in, 0, text.size());
  if (words.empty() || words.size() > most_words || !words[0].capital || words[0].own) return Signature::none;
  const auto name = full_name_at(words, 0);
  if (name) {
    const bool whole = name->last + 1 == words.size() || words[name->last + 1].mark == ',';
    return !name->own && whole ? Signature::name : Signature::none;
  }
  const bool placed =
      words.size() > 1 && (words[1].mark == ',' || words[1].word == "of" || words[1].word == "in");
  if (words[0].is_other_name()) return placed ? Signature::name : Signature::none;
  const std::string pair =
      words.size() > 1 ? std::string(words[0].word) + " " + std::string(words[1].word) : "";
  const bool mood = words[0].in(PeopleWords::moods) || is_in(material, pair, PeopleWords::moods);
  const bool alone = words.size() == 1 || placed || words[words.size() - 1].mark == ',' ||
                     text.ends_with("withheld") || text.ends_with("supplied");
  return mood && alone ? Signature::mood : Signature::none;
}

// "I am 60 and have nine years left. When can I retire?"
bool asks_of_self(const Material& material, const FoldedPassage& in) {
  constexpr std::size_t shortest = 30, longest = 600;
  const std::string& text = in.folded.text;
  return text.ends_with('?') && text.size() >= shortest && text.size() <= longest &&
         in.passage->heading == 0 && material.has_word(in, PeopleWords::self);
}

// "Kit says: I was born", "Kit Toft: I was born": somebody else who is named speaks of themself.
bool is_of_speaker(const Material& material, const FoldedPassage& in, std::string_view lead) {
  constexpr std::size_t most_words = 4;
  const Sentence words(material, in, 0, lead.size());
  std::size_t size = words.size();
  if (size > 1 && words[size - 1].in(PeopleWords::speech)) --size;
  if (size == 0 || size > most_words || !words[0].capital || words[0].own) return false;
  const auto name = full_name_at(words, 0);
  const bool other = name ? !name->own && name->last + 1 == size : size == 1 && words[0].is_other_name();
  if (!other) return false;
  const Sentence said(material, in, lead.size() + 1, in.folded.text.size());
  return !said.empty() && said[0].in(PeopleWords::self);
}

class Finder {
 public:
  explicit Finder(Material& material) : material_(material) {}

  // What nobody says of themself, and an interviewer's words, whosever page it is.
  void mark_riddles() {
    for (std::size_t i = 0; i < material_.passages.size(); ++i) {
      const FoldedPassage& in = material_.passages[i];
      if (!is_shown(in)) continue;
      const std::string_view lead = lead_of(in);
      const bool asked = !lead.empty() && is_in(material_, lead, PeopleWords::askers);
      if (asked || is_riddle(in)) mark(i);
    }
  }

  void run() {
    std::map<std::string_view, int> voices;
    int questions = 0, askers = 0;
    for (std::size_t i = 0; i < material_.passages.size(); ++i) {
      const FoldedPassage& in = material_.passages[i];
      if (!is_shown(in)) continue;
      const std::string_view lead = lead_of(in);
      if (!lead.empty() && is_reply(material_, lead)) ++voices[lead];
      if (!in.folded.text.ends_with('?')) continue;
      if (is_term(material_, i)) ++questions;
      if (is_asker(i)) ++askers;
    }
    for (std::size_t i = 0; i < material_.passages.size(); ++i) {
      const FoldedPassage& in = material_.passages[i];
      if (!is_shown(in)) continue;
      const std::string_view lead = lead_of(in);
      // "Q: First pet? A: Smudge" holds its answer.
      const bool asks = is_in(material_, lead, PeopleWords::questions) &&
                        in.folded.text.find(" a:") == std::string::npos &&
                        in.folded.text.find("\na:") == std::string::npos;
      if (asks || (questions >= fewest && in.folded.text.ends_with('?') && is_term(material_, i))) mark(i);
      if (askers >= fewest && is_asker(i)) mark(i);
      const auto voice = voices.find(lead);
      const bool replies = voice != voices.end() && (voice->second >= fewest || signed_above(i));
      if (is_in(material_, lead, PeopleWords::answers) || replies) mark_letter_above(i);
      if (replies || (!lead.empty() && is_of_speaker(material_, in, lead))) mark(i);
      mark_signed(i);
    }
  }

 private:
  // Somebody asks, and whoever answers speaks of other things than themself.
  bool is_asker(std::size_t i) const {
    if (i + 1 >= material_.passages.size()) return false;
    const FoldedPassage& answer = material_.passages[i + 1];
    return is_shown(answer) && answer.passage->heading == 0 && !answer.folded.text.ends_with('?') &&
           asks_of_self(material_, material_.passages[i]) && !material_.has_word(answer, PeopleWords::self);
  }

  // "Which actor was born in Hull?", "My first car was a Mini. Who am I?"
  bool is_riddle(const FoldedPassage& in) const {
    constexpr std::size_t longest_answer = 40;
    std::string_view text = in.folded.text;
    const std::size_t mark = text.find('?');
    if (mark == std::string_view::npos || text.size() - mark > longest_answer) return false;
    text = text.substr(0, text.ends_with('?') ? text.size() : mark + 1);
    std::size_t begin = text.size() - 1;
    for (int words = 0; words < 3 && begin > 1; ++words) begin = text.rfind(' ', begin - 2) + 1;
    if (is_in(material_, text.substr(begin, text.size() - 1 - begin), PeopleWords::riddles)) return true;
    return is_in(material_, text.substr(0, text.find(' ')), PeopleWords::interrogatives) &&
           !material_.has_word(in, PeopleWords::self | PeopleWords::anybody);
  }

  bool signed_above(std::size_t reply) const {
    return reply > 1 && signature_in(material_, material_.passages[reply - 1]) != Signature::none;
  }

  // A letter that its mood signs, and a quotation that its speaker's name stands below.
  void mark_signed(std::size_t i) {
    if (i == 0) return;
    const FoldedPassage& above = material_.passages[i - 1];
    if (!is_shown(above) || above.passage->heading > 0) return;
    const Signature signature = signature_in(material_, material_.passages[i]);
    if (signature == Signature::mood) mark_letter_above(i);
    const std::string& text = above.folded.text;
    const bool quoted =
        above.passage->quoted || (text.size() > 2 && text.front() == '"' && text.back() == '"');
    const bool dashed = material_.passages[i].folded.text.starts_with('-');
    if (signature == Signature::name && (quoted || dashed) && !names_in_full(text))
      material_.passages[i - 1].of_reader = true;
  }

  bool names_in_full(std::string_view folded) const {
    return std::any_of(material_.person_words.begin(), material_.person_words.end(),
                       [&](const std::string& word) {
                         const auto& firsts = material_.first_names;
                         return std::find(firsts.begin(), firsts.end(), word) == firsts.end() &&
                                folded.find(word) != std::string_view::npos;
                       });
  }

  // Where the person is named it is no stranger's.
  bool mark(std::size_t i) {
    FoldedPassage& in = material_.passages[i];
    if (names_person(material_, in)) return false;
    in.of_reader = true;
    return true;
  }

  void mark_letter_above(std::size_t answer) {
    for (std::size_t back = 1; back <= longest_letter && back <= answer; ++back) {
      const std::size_t i = answer - back;
      const std::string_view lead = lead_of(material_.passages[i]);
      if (is_reply(material_, lead) || is_in(material_, lead, PeopleWords::answers) || !mark(i)) return;
      if (material_.passages[i].passage->heading > 0) return;
    }
  }

  Material& material_;
};

}  // namespace

void find_letters(Material& material) {
  // "> I'm 70 this year": what a letter or post answers, where no line says whose words they are.
  for (FoldedPassage& in : material.passages) {
    if (in.folded.text.starts_with('>') && in.passage->syntax == "text"sv && in.passage->entity.empty())
      in.of_reader = true;
  }
  Finder finder(material);
  finder.mark_riddles();
  if (material.owner != PageOwner::person) finder.run();
}

}  // namespace gh::detect
