// All definitions together, made ready once so that a page costs little: every selector of all of them in one
// set, answered in one walk, and the words by which fields are known in tables.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "page/page.h"
#include "page/select/selector.h"
#include "scrape/definition.h"

namespace gh::scrape {

/// What a selector of a definition is there for.
enum class Part : std::uint8_t {
  recognise,
  anchor,
  other,
  field,
  post,
  post_time,
  post_author,
  state,
  viewer_owner,
  viewer_member,
  viewer_passer_by,
};

/// One element that a definition's selector names.
struct Answer {
  std::uint32_t node = 0;
  std::uint32_t definition = 0;  // its place in Rulebook::definitions
  Part part = Part::recognise;
  std::uint32_t index = 0;  // of the field or state; of the selector among those of its part elsewhere
};

/// Finds the field that a definition gives to a word; the first field that has it.
class FieldsByWord {
 public:
  void add(std::string_view word, std::uint32_t field);
  /// The number of the field, or -1.
  std::int64_t find(std::string_view word) const;
  /// False when no word of that length begins with that ASCII letter, in any case.
  bool may_have(std::string_view word) const { return !word.empty() && shapes_[shape_of(word)]; }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view word) const { return std::hash<std::string_view>{}(word); }
  };
  static std::size_t shape_of(std::string_view word);

  std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> fields_;
  std::array<bool, 2048> shapes_{};  // length and first letter (mod 32: in any case) of the words there are
};

class Rulebook {
 public:
  explicit Rulebook(std::vector<Definition> definitions);

  const std::vector<Definition>& definitions() const { return definitions_; }
  /// The place of one of definitions().
  std::uint32_t place_of(const Definition& definition) const {
    return static_cast<std::uint32_t>(&definition - definitions_.data());
  }

  /// Every element that a selector names, in page order.
  std::vector<Answer> ask(const page::Page& page) const;
  /// The first definition that recognises the page which gave these answers, or null.
  const Definition* recognised(const std::vector<Answer>& answers) const;

  const FieldsByWord& labels(std::uint32_t definition) const { return labels_[definition]; }
  const FieldsByWord& metas(std::uint32_t definition) const { return metas_[definition]; }

 private:
  void add_definition(std::uint32_t place);
  void add(const std::vector<page::Selector>& selectors, Answer use, bool numbered);

  std::vector<Definition> definitions_;
  page::SelectorSet selectors_;
  std::vector<Answer> uses_;  // by rule of the set; without nodes
  std::vector<FieldsByWord> labels_, metas_;
};

/// One page's answers, by definition and part.
class PageAnswers {
 public:
  PageAnswers(const Rulebook& rules, const std::vector<Answer>& answers) : rules_(rules), answers_(answers) {}

  /// Calls `visit` with each answer of that part, in page order.
  template <class Visit>
  void each(const Definition& definition, Part part, Visit visit) const {
    const std::uint32_t place = rules_.place_of(definition);
    for (const Answer& answer : answers_) {
      if (answer.part == part && answer.definition == place) visit(answer);
    }
  }

 private:
  const Rulebook& rules_;
  const std::vector<Answer>& answers_;
};

}  // namespace gh::scrape
