#include "detect/children_places.h"

#include <algorithm>
#include <vector>

#include "detect/family_reading.h"
#include "detect/sentence.h"
#include "detect/whose.h"

namespace gh::detect {
namespace {

using re2::StringPiece;

// A word of its own, with a capital: "Field" is no "field".
bool stands_as_name(const FoldedPassage& in, const std::string& word) {
  const std::string& text = in.folded.text;
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    const char written = in.passage->text.words()[in.folded.origin[at]];
    const bool whole =
        (at == 0 || !is_word_byte(text[at - 1])) && (end == text.size() || !is_word_byte(text[end]));
    if (whole && (written < 'a' || written > 'z')) return true;
  }
  return false;
}

}  // namespace

bool ChildrenPlaces::names_owner() {
  if (names_owner_) return *names_owner_;
  std::vector<std::string> full;
  for (const std::string& name : material_.of.person.names) full.push_back(base::fold(name));
  names_owner_ =
      std::any_of(material_.passages.begin(), material_.passages.end(), [&](const FoldedPassage& in) {
        return std::any_of(full.begin(), full.end(), [&](const std::string& name) {
          return in.folded.text.find(name) != std::string::npos;
        });
      });
  return *names_owner_;
}

bool ChildrenPlaces::is_others_child(const FoldedPassage& in) {
  if (!is_others(material_, in)) return false;
  if (in.passage->entity.empty() && in.passage->about != scrape::About::other) {
    const auto block = blocks().find(in.passage->text.source().begin);
    if (block == blocks().end() || block->second == &in) return true;
    // Two such pairs side by side look like what two people wrote.
    const scrape::Passage& value = *block->second->passage;
    return value.writer == value.text.words() ? material_.is_anothers_page()
                                              : is_others(material_, *block->second);
  }
  return true;
}

// By where they begin in the page.
const std::unordered_map<std::uint32_t, const FoldedPassage*>& ChildrenPlaces::blocks() {
  if (!blocks_) {
    blocks_.emplace();
    for (const FoldedPassage& in : material_.passages) {
      if (in.passage->syntax == "text") blocks_->try_emplace(in.passage->text.source().begin, &in);
    }
  }
  return *blocks_;
}

const FoldedPassage* ChildrenPlaces::heading_over(const FoldedPassage& in) const {
  if (in.heading < 0) return nullptr;
  const FoldedPassage& above = material_.passages[static_cast<std::size_t>(in.heading)];
  if (above.passage->heading > 0 || above.heading < 0) return &above;
  return &material_.passages[static_cast<std::size_t>(above.heading)];
}

bool ChildrenPlaces::is_over_pupils(const FoldedPassage& heading) {
  if (last_heading_ != &heading) {
    last_heading_ = &heading;
    over_pupils_ = holds(*file_.lists[pupils_heading], heading.folded.text);
  }
  return over_pupils_;
}

bool ChildrenPlaces::is_below_others(const FoldedPassage& in) const {
  if (in.speaker == Speaker::person || begins_with_own_name(in)) return false;
  const FoldedPassage* heading = heading_over(in);
  return heading != nullptr && holds(*file_.lists[others_heading], heading->folded.text);
}

bool ChildrenPlaces::is_below_writer(const FoldedPassage& in) const {
  constexpr std::size_t longest_line = 70;
  const auto index = static_cast<std::size_t>(&in - material_.passages.data());
  if (index == 0 || in.speaker == Speaker::person) return false;
  const FoldedPassage& above = material_.passages[index - 1];
  if (above.folded.text.size() > longest_line || above.passage->place != in.passage->place) return false;
  StringPiece name, poster;
  if (!RE2::PartialMatch(piece(above.folded.text), *file_.lists[writer_line], &name, &poster)) return false;
  const std::string_view who = view(poster.empty() ? name : poster);
  const bool handle = who.find_first_of("0123456789_") != std::string_view::npos;
  return (handle || given_.has(std::string(who))) && !is_own_name(material_, above.folded.text) &&
         !is_own_name(material_, who);
}

bool ChildrenPlaces::says_own(const PhraseMatch& match) const {
  const Spoken& spoken = match.spoken;
  if (match.begin() < spoken.label) return false;
  if (begins_with_own_name(spoken.in)) return true;
  const Subject subject = subject_of(material_, spoken.in, match.begin() - spoken.label,
                                     std::max(match.end() - spoken.label, std::size_t{1}));
  return subject.said && subject.whose == Whose::self;
}

// "Robin Ashdown - mum to Tom (7)", an item of a list of people.
bool ChildrenPlaces::begins_with_own_name(const FoldedPassage& in) const {
  constexpr std::size_t longest_name = 40;
  if (in.passage->about == scrape::About::other || in.passage->quoted) return false;
  const std::string_view text = std::string_view(in.folded.text).substr(0, longest_name);
  const std::size_t end = text.find_first_of(".,:(-\n");
  if (end == std::string_view::npos) return false;
  const std::vector<std::string_view> words = base::split(base::trim(text.substr(0, end)), ' ');
  return words.size() > 1 && std::all_of(words.begin(), words.end(), [&](std::string_view word) {
           return std::find(material_.person_words.begin(), material_.person_words.end(), word) !=
                      material_.person_words.end() ||
                  (material_.people.of(word) & lexicon::PeopleWords::titles) != 0;
         });
}

bool ChildrenPlaces::is_of_school(const scrape::Passage& passage) {
  return passage.about != scrape::About::other && passage.place != scrape::Place::aside &&
         (material_.owner == PageOwner::person || names_surname());
}

// "Miss Ashdown", somewhere on the page of a class or school.
bool ChildrenPlaces::names_surname() {
  constexpr std::size_t shortest = 4;
  if (names_surname_) return *names_surname_;
  const auto& firsts = material_.first_names;
  names_surname_ =
      std::any_of(material_.passages.begin(), material_.passages.end(), [&](const FoldedPassage& in) {
        return std::any_of(material_.person_words.begin(), material_.person_words.end(),
                           [&](const std::string& word) {
                             return word.size() >= shortest &&
                                    std::find(firsts.begin(), firsts.end(), word) == firsts.end() &&
                                    stands_as_name(in, word);
                           });
      });
  return *names_surname_;
}

bool ChildrenPlaces::page_says(const RE2& pattern) {
  constexpr std::size_t first_lines = 4, longest_line = 140;
  const auto [known, fresh] = page_says_.try_emplace(&pattern, false);
  if (!fresh) return known->second;
  for (std::size_t i = 0; i < material_.passages.size() && !known->second; ++i) {
    const FoldedPassage& in = material_.passages[i];
    const std::string& field = in.passage->field;
    const bool names_page = in.passage->heading > 0 || i < first_lines || field == "title" ||
                            field == "display_name" || field == "blog_title";
    known->second =
        names_page && in.folded.text.size() <= longest_line && holds(pattern, material_.cased_of(in, given_));
  }
  return known->second;
}

}  // namespace gh::detect
