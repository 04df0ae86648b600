#include "detect/letters.h"

#include <algorithm>
#include <map>
#include <string>

#include "base/text.h"
#include "detect/whose.h"

namespace gh::detect {
namespace {

using lexicon::PeopleWords;

constexpr std::size_t longest_lead = 40, shortest_said = 8;  // folded bytes, up to the colon and behind it
constexpr std::size_t longest_letter = 5;                    // passages
constexpr int fewest = 2;                                    // answers of one voice, questions of one list

bool is_shown(const FoldedPassage& in) {
  const std::string& syntax = in.passage->syntax;
  return syntax == "text" || syntax == "selector" || syntax == "label";
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

class Finder {
 public:
  explicit Finder(Material& material) : material_(material) {}

  void run() {
    std::map<std::string_view, int> voices;
    int questions = 0;
    for (std::size_t i = 0; i < material_.passages.size(); ++i) {
      const FoldedPassage& in = material_.passages[i];
      if (!is_shown(in)) continue;
      const std::string_view lead = lead_of(in);
      if (!lead.empty() && is_reply(material_, lead)) ++voices[lead];
      if (in.folded.text.ends_with('?') && is_term(material_, i)) ++questions;
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
      const auto voice = voices.find(lead);
      if (is_in(material_, lead, PeopleWords::answers) || (voice != voices.end() && voice->second >= fewest))
        mark_letter_above(i);
    }
  }

 private:
  // Where the person is named it is no stranger's.
  bool mark(std::size_t i) {
    FoldedPassage& in = material_.passages[i];
    if (names_person(material_, in.folded.text)) return false;
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
  if (material.owner != PageOwner::person) Finder(material).run();
}

}  // namespace gh::detect
