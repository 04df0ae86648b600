#include "detect/family_reading.h"

#include <algorithm>

#include "detect/whose.h"

namespace gh::detect {

// "Tom's" without its 's.
Part bare(std::string_view text, Part name) {
  if (base::lower_ascii(text.substr(name.begin, name.end - name.begin)).ends_with("'s")) name.end -= 2;
  return name;
}

namespace {

// A table of questions and answers: its rows, not its columns, say what is asked.
bool answers_row(const scrape::Passage& passage) {
  static const RE2 question(
      "(?i)^(?:\\W|\\d|your |my |the |what (?:is|was) )*(?:name of "
      ")?(?:first|childhood|mother|mum'?s|maiden|favou?rite "
      "(?:\\w+ )?teacher|street|road|best friend|oldest friend|primary school|infants?'? "
      "school|pets?\\b|partner|husband|"
      "wife|children|kids|(?:wedding )?anniversary)");
  return !passage.entity.empty() && holds(question, passage.entity);
}

}  // namespace

const std::string& label_of(const scrape::Passage& passage) {
  return answers_row(passage) ? passage.entity : passage.label;
}

// Somebody else's words or facts: mark-up says so, or the row of a table is another's.
bool is_others(const Material& material, const FoldedPassage& in) {
  if (in.passage->about != scrape::About::other && answers_row(*in.passage)) return false;
  const Subject owner = owner_of(material, in);
  return owner.said && owner.whose == Whose::other;
}

// "…," said Mrs Hill: what stands in quotation marks is another's when somebody says it.
bool is_quoted(std::string_view cased, std::size_t at) {
  constexpr std::size_t reach = 400;
  const std::size_t from = at > reach ? at - reach : 0;
  const std::string_view before = cased.substr(from, at - from), behind = cased.substr(at, reach);
  if (std::count(before.begin(), before.end(), '"') % 2 == 0 || behind.find('"') == std::string_view::npos)
    return false;
  static const RE2 speaker(
      "(?i)\"[,.]? ?[-~] ?[a-z]|\"[,.]? "
      "?(?:said|says|added|explained|told|recalled|she|he|they|mr|mrs|[a-z]+ "
      "(?:said|says|added)) ?|"
      "(?:said|says|added|explained|told [a-z ]{0,30})[:,]? ?\"");
  return holds(speaker, cased.substr(from, at + reach - from));
}

void add(std::vector<Finding>& out, const Material& material, const Spoken& spoken, Part part,
         const Phrase& phrase) {
  if (auto found = spoken.finding(part.begin, part.end, phrase.kind, phrase.id, phrase.clause)) {
    // "Old school: Robin Ashdown" is a joke of theirs: nobody's answer is their own name.
    if (is_named_in_full(material, found->value)) return;
    found->certainty = phrase.certainty;
    material.keep(out, std::move(*found));
  }
}

}  // namespace gh::detect
