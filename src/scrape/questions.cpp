#include "scrape/questions.h"

#include <algorithm>
#include <mutex>
#include <optional>
#include <re2/re2.h>
#include <re2/set.h>

#include "base/text.h"
#include "scrape/lead.h"

namespace gh::scrape {
namespace {

using page::Tag;
using re2::RE2;

constexpr std::size_t longest_question = 110, longest_answer = 400, longest_set_off = 240;  // bytes

bool is_blank(char c) { return c == ' ' || c == '\n'; }

std::string joined(const std::vector<std::string>& patterns) {
  std::string all;
  for (const std::string& pattern : patterns) all += (all.empty() ? "" : "|") + pattern;
  return all.empty() ? "(?:)" : "(?:" + all + ")";
}

RE2::Options quiet() {
  RE2::Options options;
  options.set_log_errors(false);
  return options;
}

// "Q: First pet?", "3) First pet?", "• First pet?": how many bytes stand before what is asked.
std::size_t number_of(std::string_view line) {
  constexpr std::size_t longest_number = 4;
  std::size_t at = 0;
  while (at < line.size() && (is_blank(line[at]) || line[at] == '*' || line[at] == '-' || line[at] == '#'))
    ++at;
  if (line.substr(at).starts_with("•")) at += std::string_view("•").size();
  while (at < line.size() && is_blank(line[at])) ++at;
  std::size_t end = at;
  while (end < line.size() && end - at < longest_number &&
         (line[end] == 'Q' || line[end] == 'q' || (line[end] >= '0' && line[end] <= '9')))
    ++end;
  if (end == at || end + 1 >= line.size() ||
      std::string_view(".:)-=").find(line[end]) == std::string_view::npos)
    return at;
  ++end;
  while (end < line.size() && is_blank(line[end])) ++end;
  return end;
}

}  // namespace

std::size_t sign_of_answer(std::string_view words) {
  static const RE2 sign(
      "^(?:[\\s:=>~|*.\"'-]|–|—|→|“|‘)*(?:(?:[A-Z]{2,14}|A|a|Ans|ans|Answer|Me|me)\\d{0,2} "
      "?[:.)>=-]+\\s*)?[\"'“‘\\s]*");
  re2::StringPiece rest(words.data(), words.size());
  if (!RE2::Consume(&rest, sign)) return 0;
  return words.size() - rest.size();
}

struct QuestionBook::Patterns {
  RE2::Set asks{quiet(), RE2::ANCHOR_BOTH};
  std::optional<RE2> opener, no_answer;
  std::once_flag once;
  std::string problem;  // in words; empty when all are expressions

  void compile(const std::vector<Row>& rows, const Around& around);
};

void QuestionBook::Patterns::compile(const std::vector<Row>& rows, const Around& around) {
  const std::string before = joined(around.before), behind = joined(around.behind);
  for (const Row& row : rows) {
    std::string error;
    const std::string whole = "(?:" + before + " )*(?:" + row.asks + ")(?:,? " + behind + ")*";
    if (asks.Add(whole, &error) < 0) problem = row.label + ": " + error;
  }
  if (!asks.Compile()) problem = "the questions are too many";
  opener.emplace("(?i)^(?:" + joined(around.openers) + "[ ,.!:;…-]+)+", quiet());
  no_answer.emplace("(?i)^" + joined(around.none) + "(?:[^a-z]|$)", quiet());
  for (const auto* one : {&opener, &no_answer}) {
    if (!(*one)->ok()) problem = (*one)->error();
  }
}

QuestionBook::QuestionBook(std::vector<Row> rows, Around around)
    : rows_(std::move(rows)), around_(std::move(around)), patterns_(std::make_unique<Patterns>()) {}
QuestionBook::~QuestionBook() = default;

const QuestionBook::Patterns& QuestionBook::patterns() const {
  std::call_once(patterns_->once, [this] { patterns_->compile(rows_, around_); });
  return *patterns_;
}

base::Result<std::shared_ptr<const QuestionBook>> QuestionBook::make(std::vector<Row> rows, Around around,
                                                                     base::Check check) {
  std::shared_ptr<const QuestionBook> book(new QuestionBook(std::move(rows), std::move(around)));
  if (check == base::Check::patterns && !book->patterns().problem.empty())
    return base::Error{base::ErrorKind::usage, book->patterns().problem, "", ""};
  return book;
}

std::string_view QuestionBook::label_of(std::string_view asked) const {
  asked = base::trim(asked);
  if (asked.size() < 3 || asked.size() > longest_question) return {};
  std::string folded = base::fold(asked);
  while (!folded.empty() && std::string_view(" :?!.,-=").find(folded.back()) != std::string_view::npos)
    folded.pop_back();
  std::vector<int> rows;
  if (!patterns().asks.Match(folded, &rows)) return {};
  return rows_[static_cast<std::size_t>(*std::min_element(rows.begin(), rows.end()))].label;
}

bool QuestionBook::is_no_answer(std::string_view words) const {
  return RE2::PartialMatch(re2::StringPiece(words.data(), words.size()), *patterns().no_answer);
}

bool QuestionBook::is_class(std::string_view name) const {
  return std::find(around_.classes.begin(), around_.classes.end(), name) != around_.classes.end();
}

std::size_t QuestionBook::opener_of(std::string_view words) const {
  re2::StringPiece rest(words.data(), words.size());
  if (!RE2::Consume(&rest, *patterns().opener) || rest.empty()) return 0;
  return words.size() - rest.size();
}

// "first pet = Rex", "Street when you were little -> Kirk Lane"
Questions::Asked Questions::asked_before_sign(std::string_view words, const Line& line) const {
  static constexpr std::string_view signs[] = {"=", ":", "->", " - ", " – ", " — ",
                                               "→", "~", ">>", "...", "…",   "|"};
  const std::string_view text = words.substr(line.begin, line.end - line.begin);
  std::size_t first = text.size(), length = 0;
  for (const std::string_view sign : signs) {
    const std::size_t at = text.substr(0, longest_question).find(sign);
    if (at < first) first = at, length = sign.size();
  }
  if (length == 0) return {};
  return {book_->label_of(text.substr(0, first)), line.begin + first + length};
}

Questions::Asked Questions::asked_in(std::string_view words, const Line& line, std::size_t set_off) const {
  const bool apart = line.begin < set_off;
  const std::size_t end = apart ? std::min(line.end, set_off) : line.end;
  const std::string_view text = words.substr(line.begin, end - line.begin);
  const std::size_t mark = text.substr(0, longest_question).find('?');
  if (mark == std::string_view::npos) {
    const Asked asked = asked_before_sign(words, {line.begin, end, line.numbered, line.asks});
    // "Q from the editor: favourite teacher!"
    const bool asks = line.asks || text.starts_with('Q');
    if (!asked.label.empty() || !asks) return asked;
    return {book_->label_of(text), end};
  }
  Asked asked{book_->label_of(text.substr(0, mark)), line.begin + mark + 1};
  if (asked.label.empty()) {
    // "Quick one. First pet?"
    const std::size_t stop = text.substr(0, mark).find_last_of(".!,:");
    if (stop != std::string_view::npos) asked.label = book_->label_of(text.substr(stop + 1, mark - stop - 1));
  }
  // "First car? Mine was a Fiesta." is all of it asked.
  const bool answered_below = line.asks && base::trim(words.substr(line.end)).starts_with('A');
  if (apart || answered_below) asked.behind = end;
  // "Favourite teacher? And why? Mr Pell."
  const std::size_t more = words.substr(asked.behind, line.end - asked.behind).find('?');
  constexpr std::size_t longest_more = 24;
  if (more != std::string_view::npos && more < longest_more) asked.behind += more + 1;
  return asked;
}

void Questions::take(Read& read, std::string_view words, std::string_view label, std::size_t begin,
                     std::size_t end) const {
  begin += sign_of_answer(words.substr(begin, end - begin));
  begin += book_->opener_of(words.substr(begin, end - begin));
  if (book_->is_no_answer(words.substr(begin, end - begin))) return;
  end = std::min(end, begin + longest_answer);
  while (begin < end && is_blank(words[begin])) ++begin;
  while (end < words.size() && (static_cast<unsigned char>(words[end]) & 0xC0) == 0x80) --end;
  if (begin < end) read.answers.push_back({label, begin, end});
}

// Of those that set a question off, what the quick look cannot find byte by byte.
constexpr std::string_view signs_beyond_ascii[] = {"…", "–", "—", "→"};

Questions::Read Questions::read(std::string_view words, std::size_t set_off, bool in_turn) {
  Read read;
  std::string_view open = open_;
  if (open.empty() && words.find_first_of("?=:>~|-") == std::string_view::npos &&
      std::none_of(std::begin(signs_beyond_ascii), std::end(signs_beyond_ascii),
                   [&](std::string_view sign) { return words.find(sign) != std::string_view::npos; }))
    return read;
  for (std::size_t at = 0; at < words.size();) {
    const std::size_t end = std::min(words.find('\n', at), words.size());
    const std::size_t number = number_of(words.substr(at, end - at));
    const bool asks = words.substr(at, number).find_first_of("Qq") != std::string_view::npos;
    const Line line{at + number, end, number > 0, asks};
    at = end + 1;
    if (line.begin >= line.end) continue;
    const Asked asked = asked_in(words, line, set_off);
    if (!asked.label.empty()) {
      const std::size_t behind = std::min(asked.behind, line.end);
      if (line.begin < set_off) read.asked = std::min(set_off, words.size());
      read.remarks = read.asked == words.size() && !words.ends_with('?');
      open = {};
      if (base::trim(words.substr(behind, line.end - behind)).empty())
        open = asked.label;
      else
        take(read, words, asked.label, behind, line.end);
    } else if (!open.empty()) {
      read.answers_above = read.answers_above || (read.answers.empty() && open == open_);
      take(read, words, open, line.begin, line.end);
      if (!in_turn) open = {};
    }
  }
  open_ = open;
  return read;
}

std::size_t set_off_in(const page::Page& page, const page::Block& block, const QuestionBook& book) {
  if (page.nodes.empty()) return 0;
  const auto asks = [&](const page::Node& node) {
    const auto classes = base::split(page.value(node, page::Name::class_), ' ');
    return std::any_of(classes.begin(), classes.end(),
                       [&](std::string_view one) { return book.is_class(one); });
  };
  const std::string_view all = page.words(block);
  const page::Node& holder = page.nodes[block.node];
  const bool heading = (holder.tag >= Tag::h1 && holder.tag <= Tag::h6) || holder.tag == Tag::dt;
  if (heading || asks(holder)) return all.size();
  const std::uint32_t text = first_text(page, block.node);
  std::uint32_t apart = 0;
  for (std::uint32_t node = text; node != block.node && node != 0; node = page.nodes[node].parent) {
    if (page.nodes[node].tag != Tag::text && page.nodes[node].tag != Tag::a) apart = node;
  }
  if (apart == 0) return 0;
  const std::string words = base::collapse_blanks(page.text_of(apart).words());
  if (words.size() > longest_set_off || !all.starts_with(words)) return 0;
  // A <span> around everything sets nothing off.
  const bool whole = words.size() == all.size();
  return whole && page.nodes[apart].tag == Tag::span && !asks(page.nodes[apart]) ? 0 : words.size();
}

}  // namespace gh::scrape
