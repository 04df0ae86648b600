#include "detect/role_beside.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "detect/sentence.h"
#include "detect/whose.h"

namespace gh::detect {
namespace {

using lexicon::PeopleWords;

constexpr std::size_t reach = 90;            // bytes of an item that may stand before a job
constexpr std::size_t longest_record = 400;  // bytes

// "Name: "
bool begins_with_label(const Sentence& words) {
  return words.size() > 2 && words[0].in(PeopleWords::name_labels) && words[1].mark == ':';
}

bool begins_with_title_and_surname(const Material& material, std::string_view handle) {
  const auto& firsts = material.first_names;
  return std::any_of(material.person_words.begin(), material.person_words.end(),
                     [&](const std::string& word) {
                       const bool first = std::find(firsts.begin(), firsts.end(), word) != firsts.end();
                       const std::size_t at = first ? 0 : handle.find(word);
                       return at != 0 && at < handle.size() &&
                              (material.people.of(handle.substr(0, at)) & PeopleWords::titles) != 0;
                     });
}

}  // namespace

bool is_in_own_item(const Material& material, const FoldedPassage& in, std::size_t at) {
  if (at > reach) return false;
  const Sentence words(material, in, 0, at);
  std::size_t own = 0;
  while (own < words.size() && words[own].own && (own == 0 || words[own].mark == 0)) ++own;
  if (own < 2 || (own < words.size() && words[own].mark == 0)) return false;
  for (std::size_t i = own; i < words.size(); ++i) {
    if (words[i].in(PeopleWords::titles) || full_name_at(words, i)) return false;
  }
  return true;
}

bool is_in_own_record(const Material& material, const FoldedPassage& in, std::size_t at) {
  if (in.folded.text.size() > longest_record) return false;
  const Sentence words(material, in, 0, at);
  if (!begins_with_label(words) || !words[1].own || !words[2].own) return false;
  return std::none_of(words.begin() + 1, words.end(), [](const SentenceWord& word) {
    return word.in(PeopleWords::name_labels) && word.starts_sentence;
  });
}

bool begins_with_another(const Material& material, const FoldedPassage& in, std::size_t at) {
  const Sentence words(material, in, 0, std::min(at, reach));
  const bool labelled = begins_with_label(words);
  const auto name = full_name_at(words, labelled ? 1 : 0);
  if (!name || name->own) return false;
  if (labelled || name->last + 1 == words.size()) return true;
  return words[name->last + 1].mark != 0 || words[name->last + 1].starts_sentence;
}

bool is_handle_heading(const Material& material, const FoldedPassage& in) {
  const std::string& text = in.folded.text;
  if (in.passage->heading == 0 || text.find(' ') != std::string::npos) return false;
  return is_own_name(material, text) || begins_with_title_and_surname(material, text);
}

}  // namespace gh::detect
