#include "page/select/selector_words.h"

#include <algorithm>

#include "base/text.h"

namespace gh::page {
namespace {

// No label is longer, or made of more elements; a page may be one label without an end.
constexpr std::size_t longest_label = 60;
constexpr std::uint32_t label_reach = 32;  // nodes
constexpr int most_values = 16;            // under one dt
constexpr int most_cells = 3;              // of a row whose first cell names the others
constexpr std::uint32_t header_reach = 64;

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

std::string_view words_of(const Page& page, std::uint32_t text) {
  return page.slice(page.nodes[text].characters);
}

bool is_control(Tag tag) {
  return tag == Tag::input || tag == Tag::select || tag == Tag::textarea || tag == Tag::button;
}
bool is_heading(Tag tag) { return tag >= Tag::h1 && tag <= Tag::h6; }

// Everything that an element says, plain; empty when that is too much for a label, or asks for a value
// itself.
std::string short_words(const Page& page, std::uint32_t element) {
  const std::uint32_t end = page.nodes[element].end;
  if (end - element > label_reach) return "";
  std::string words;
  for (std::uint32_t i = element + 1; i < end; ++i) {
    if (is_control(page.nodes[i].tag)) return "";
    if (page.nodes[i].tag == Tag::text) {
      words += words_of(page, i).substr(0, 4 * longest_label);
    } else if (page.nodes[i].tag == Tag::br) {
      words += ' ';
    }
    if (words.size() > 4 * longest_label) return "";
  }
  std::string plain = plain_words(words);
  return plain.size() > longest_label ? "" : plain;
}

// Saves the folding: most neighbours begin with another letter.
bool may_say(const Page& page, std::uint32_t element, std::string_view plain) {
  for (std::uint32_t i = element + 1; i < std::min(page.nodes[element].end, element + label_reach); ++i) {
    if (page.nodes[i].tag != Tag::text) continue;
    const std::string_view words = words_of(page, i);
    const auto first = std::find_if_not(words.begin(), words.end(), is_blank);
    if (first == words.end()) continue;
    if (static_cast<unsigned char>(*first) >= 0x80) return true;
    return base::equal_ignoring_case(std::string_view(&*first, 1), plain.substr(0, 1)) || *first == '`';
  }
  return false;
}

bool says(const Page& page, std::uint32_t element, std::string_view plain) {
  return may_say(page, element, plain) && short_words(page, element) == plain;
}

// The dt above a dd, past the dd's that share it.
bool under_term(const Page& page, std::uint32_t element, std::string_view plain) {
  std::uint32_t before = page.nodes[element].previous;
  for (int i = 0; i < most_values && before != 0; ++i, before = page.nodes[before].previous) {
    if (page.nodes[before].tag == Tag::dt) return says(page, before, plain);
    if (page.nodes[before].tag != Tag::dd) return false;
  }
  return false;
}

// The first row of the table that a row stands in, when it is another one; else 0.
std::uint32_t header_row(const Page& page, std::uint32_t row) {
  std::uint32_t table = row;
  for (int up = 0; up < 3 && table != 0 && page.nodes[table].tag != Tag::table; ++up) {
    table = page.nodes[table].parent;
  }
  for (std::uint32_t i = table + 1; i < std::min(page.nodes[table].end, table + header_reach); ++i) {
    if (page.nodes[i].tag == Tag::tr) return i == row ? 0 : i;
  }
  return 0;
}

// The cell of that number in a row of nothing but th; else 0.
std::uint32_t header_cell(const Page& page, std::uint32_t row, std::uint32_t number) {
  std::uint32_t found = 0, cells = 0;
  for (std::uint32_t i = row + 1; i < page.nodes[row].end && cells < header_reach; i = page.nodes[i].end) {
    if (page.nodes[i].tag == Tag::text) continue;
    if (page.nodes[i].tag != Tag::th) return 0;
    if (++cells == number) found = i;
  }
  return cells > 1 ? found : 0;
}

bool row_is_short(const Page& page, std::uint32_t row) {
  int cells = 0;
  for (std::uint32_t i = row + 1; i < page.nodes[row].end && cells <= most_cells; i = page.nodes[i].end) {
    cells += page.nodes[i].tag != Tag::text ? 1 : 0;
  }
  return cells <= most_cells;
}

bool cell_labelled(const Page& page, std::uint32_t cell, std::string_view plain) {
  const Node& node = page.nodes[cell];
  const std::uint32_t top = header_row(page, node.parent);
  if (const std::uint32_t header = top == 0 ? 0 : header_cell(page, top, node.number); header != 0) {
    return says(page, header, plain);
  }
  return node.previous != 0 && says(page, node.previous, plain) && row_is_short(page, node.parent);
}

// Nothing but blanks and the punctuation of labels stands between two siblings.
bool next_to(const Page& page, std::uint32_t first, std::uint32_t second) {
  int nodes = 0;
  for (std::uint32_t i = page.nodes[first].end; i < second; i = page.nodes[i].end) {
    if (++nodes > 8) return false;
    if (page.nodes[i].tag == Tag::br) continue;
    for (char c : words_of(page, i).substr(0, longest_label)) {
      if (!is_blank(c) && c != ':' && c != '-') return false;
    }
  }
  return true;
}

bool behind_label(const Page& page, std::uint32_t element, std::string_view plain) {
  std::uint32_t before = page.nodes[element].previous;
  if (before != 0 && page.nodes[before].tag == Tag::br) before = page.nodes[before].previous;
  return before != 0 && says(page, before, plain) && next_to(page, before, element);
}

}  // namespace

std::string plain_words(std::string_view words) {
  std::string plain = base::fold(base::collapse_blanks(words));
  while (!plain.empty() && (plain.back() == ':' || plain.back() == '?' || plain.back() == ' '))
    plain.pop_back();
  return plain;
}

bool own_words_begin(const Page& page, std::uint32_t element, std::string_view folded) {
  // Folding makes words shorter than half only where they hold little but marks.
  const std::size_t enough = 4 * folded.size() + 16;
  std::string words;
  for (std::uint32_t i = element + 1; i < page.nodes[element].end && words.size() < enough;
       i = page.nodes[i].end) {
    if (page.nodes[i].tag != Tag::text) continue;
    std::string_view more = words_of(page, i);
    if (words.empty()) more = base::trim(more);
    words += more.substr(0, enough);
  }
  const std::string given = base::fold(base::collapse_blanks(words));
  if (!given.starts_with(folded)) return false;
  return given.size() == folded.size() || !is_word_byte(given[folded.size()]) || !is_word_byte(folded.back());
}

bool labelled(const Page& page, std::uint32_t element, std::string_view plain) {
  const Tag tag = page.nodes[element].tag;
  if (tag == Tag::dd) return under_term(page, element, plain);
  if (tag == Tag::td) return cell_labelled(page, element, plain);
  if (tag == Tag::th || tag == Tag::dt || tag == Tag::br || is_heading(tag))
    return false;  // these name values
  return behind_label(page, element, plain);
}

}  // namespace gh::page
