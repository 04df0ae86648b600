// What interviews, quizzes and chain letters ask, however they word it and lay it out: "Best teacher you ever
// had, and why?" asks for the favourite teacher. The words that ask stand in definitions ([[question]]).
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/definition.h"
#include "base/result.h"
#include "page/page.h"

namespace gh::scrape {

/// The questions of one definition.
class QuestionBook {
 public:
  struct Row {
    std::string label;  // as a field's label names it: "first pet"
    std::string asks;   // regular expression of all that is asked, folded
  };
  /// What stands around what is asked ("and what was your … growing up") and opens an answer ("Oh, easy. ").
  struct Around {
    std::vector<std::string> before, behind, openers;
    std::vector<std::string> none;     // beginnings of what is no answer
    std::vector<std::string> classes;  // of elements that hold a question
  };

  /// in:  `check`: with Check::patterns all expressions are compiled at once, else when they are first used
  /// err: usage, when an expression is none; found only by that check
  static base::Result<std::shared_ptr<const QuestionBook>> make(std::vector<Row> rows, Around around,
                                                                base::Check check);
  ~QuestionBook();

  /// The label of what is asked; empty for what no row asks.
  std::string_view label_of(std::string_view asked) const;

  bool is_no_answer(std::string_view words) const;
  bool is_class(std::string_view name) const;

  /// How many bytes of the words open an answer and say nothing.
  std::size_t opener_of(std::string_view words) const;

 private:
  struct Patterns;
  QuestionBook(std::vector<Row> rows, Around around);
  const Patterns& patterns() const;

  std::vector<Row> rows_;
  Around around_;
  std::unique_ptr<Patterns> patterns_;
};

/// An answer: bytes of the words that were read.
struct Answered {
  std::string_view label;
  std::size_t begin = 0, end = 0;
};

/// Reads one block after another, in page order.
class Questions {
 public:
  explicit Questions(std::shared_ptr<const QuestionBook> book) : book_(std::move(book)) {}

  struct Read {
    std::vector<Answered> answers;
    std::size_t asked = 0;       // bytes at the beginning that are the words of whoever asks
    bool answers_above = false;  // the first answer is to what the block before asked
    bool remarks = false;        // all is asked, and more than the question: "First car? Mine was a Mini."
  };

  /// `set_off`: bytes at the beginning that mark-up sets off (set_off_in); `in_turn`: the words are one
  /// speaker's of several who answer the same question.
  Read read(std::string_view words, std::size_t set_off, bool in_turn);

 private:
  struct Line {
    std::size_t begin = 0, end = 0;
    bool numbered = false, asks = false;  // "3) ", "Q: "
  };
  struct Asked {
    std::string_view label;
    std::size_t behind = 0;  // where the answer may begin
  };
  Asked asked_in(std::string_view words, const Line& line, std::size_t set_off) const;
  Asked asked_before_sign(std::string_view words, const Line& line) const;
  void take(Read& read, std::string_view words, std::string_view label, std::size_t begin,
            std::size_t end) const;

  std::shared_ptr<const QuestionBook> book_;
  std::string_view open_;  // what the block before asked last, and did not answer
};

/// How many bytes stand before what an answer says: of "A: Rex", "- Rex".
std::size_t sign_of_answer(std::string_view words);

/// Bytes at the beginning of a block that an element of their own, a heading or a class for questions sets
/// off from what follows.
std::size_t set_off_in(const page::Page& page, const page::Block& block, const QuestionBook& book);

}  // namespace gh::scrape
