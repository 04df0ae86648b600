#include "detect/rows.h"

#include <algorithm>
#include <cctype>

#include "base/text.h"
#include "detect/name_order.h"
#include "detect/sentence.h"
#include "detect/whose.h"

namespace gh::detect {
namespace {

constexpr std::size_t longest_name = 48;  // bytes of a cell that is a name
constexpr std::size_t longest_begin = 80;

// A sentence of words that are no passage of the page.
class Words {
 public:
  Words(const Material& material, std::string_view words) {
    passage_.text.append(words, 0);
    in_.passage = &passage_;
    in_.folded = base::fold_traced(passage_.text.words());
    sentence_.emplace(material, in_, 0, in_.folded.text.size());
  }
  Words(const Words&) = delete;
  Words& operator=(const Words&) = delete;

  const Sentence& sentence() const { return *sentence_; }
  const std::string& folded() const { return in_.folded.text; }

 private:
  scrape::Passage passage_;
  FoldedPassage in_;
  std::optional<Sentence> sentence_;
};

// Two to four words with capitals and no number: "Zosia Wilk", "J. Quayle", "WILK Zosia"; a note in brackets
// may follow.
bool has_shape_of_name(std::string_view words) {
  words = base::trim(words.substr(0, words.find('(')));
  if (words.empty() || words.size() > longest_name) return false;
  const std::vector<std::string_view> parts = base::split(words, ' ');
  if (parts.size() < 2 || parts.size() > 4) return false;
  return std::all_of(parts.begin(), parts.end(), [](std::string_view part) {
    const auto first = static_cast<unsigned char>(part.empty() ? 0 : part[0]);
    const bool capital = (first >= 'A' && first <= 'Z') || first >= 0x80;
    return capital && std::none_of(part.begin(), part.end(), [](char c) {
             return std::isdigit(static_cast<unsigned char>(c)) != 0 || c == ':' || c == '/' || c == '&';
           });
  });
}

// Of a cell, or of the words of an element.
std::optional<Whose> said_by_name(const Material& material, std::string_view cell) {
  if (const auto whose = whose_reversed(material, cell)) return whose;
  if (!has_shape_of_name(cell)) return std::nullopt;
  const Words words(material, cell);
  const Sentence& sentence = words.sentence();
  if (is_own_name(material, words.folded())) return Whose::self;
  const auto name = full_name_at(sentence, 0);
  return name && !name->own ? std::optional(Whose::other) : std::nullopt;
}

// "Esme Lock is 32 today", "Robin Ashdown (captain)".
std::optional<Whose> said_by_words(const Material& material, std::string_view told) {
  if (const auto whose = said_by_name(material, told)) return whose;
  const Words words(material, told.substr(0, longest_begin));
  const Sentence& sentence = words.sentence();
  if (const auto name = full_name_at(sentence, 0)) return name->own ? Whose::self : Whose::other;
  const bool own = std::any_of(sentence.begin(), sentence.end(),
                               [](const SentenceWord& word) { return word.own && word.capital; });
  return own ? std::optional(Whose::self) : std::nullopt;
}

using Cells = std::vector<std::string_view>;

// The person where a cell is their name, else somebody else where one is another's. In `column` the cell with
// the person's name.
std::optional<Whose> said_by_cells(const Material& material, const Cells& cells, std::size_t& column) {
  if (cells.size() < 2) return said_by_words(material, cells.front());
  std::optional<Whose> said;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const auto whose = said_by_name(material, cells[i]);
    if (whose == Whose::self) {
      column = i;
      return whose;
    }
    if (whose) said = whose;
  }
  return said;
}

// "Name | Robin Ashdown", in a record of the person's: below it stand teams and towns.
bool is_labelled(const Cells& cells, std::size_t column) {
  return cells.size() == 2 && column == 1 &&
         cells.front().find_first_of("0123456789") == std::string_view::npos;
}

std::vector<std::optional<Whose>> read_rows(const Material& material) {
  const std::vector<scrape::Row>& rows = material.profile.rows;
  std::vector<std::optional<Whose>> said(rows.size());
  struct Own {
    std::size_t column = 0;
    bool alone = false;  // in a row of one cell, a banner over a table: it says nothing of rows of several
  };
  std::unordered_map<std::uint32_t, Own> own_columns;  // by group
  for (std::size_t i = 1; i < rows.size(); ++i) {
    std::size_t column = 0;
    const Cells cells = base::split(rows[i].words, '\n');
    said[i] = said_by_cells(material, cells, column);
    if (said[i] == Whose::self && !is_labelled(cells, column))
      own_columns.emplace(rows[i].group, Own{column, cells.size() < 2});
  }
  // Beside the person others are people, too, whatever they are called.
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const auto own = own_columns.find(rows[i].group);
    if (said[i] || own == own_columns.end()) continue;
    const Cells cells = base::split(rows[i].words, '\n');
    const bool element = cells.size() < 2;
    const auto& [own_column, alone] = own->second;
    if (element || (!alone && own_column < cells.size() && has_shape_of_name(cells[own_column])))
      said[i] = Whose::other;
  }
  return said;
}

}  // namespace

std::optional<Whose> said_by_row(const Material& material, const FoldedPassage& in) {
  const std::uint32_t index = in.passage->row;
  if (index == 0 || index >= material.profile.rows.size()) return std::nullopt;
  if (material.rows.empty()) material.rows = read_rows(material);
  // "Favourite teacher | Mr Todd" is not Mr Todd's.
  const bool itself = material.rows[index] == Whose::other &&
                      said_by_name(material, in.passage->text.words()) == Whose::other;
  return itself ? std::nullopt : material.rows[index];
}

}  // namespace gh::detect
