// Regular expressions of rule files. There are more than a thousand, and a page needs some dozens: each is
// compiled when it is first used.
#pragma once

#include <initializer_list>
#include <memory>
#include <optional>
#include <re2/re2.h>
#include <span>
#include <string>
#include <string_view>

#include "base/definition.h"
#include "detect/finding.h"
#include "detect/prefilter.h"

namespace gh::detect {

/// One expression, or none. May be used by several threads at a time.
class Pattern {
 public:
  Pattern();
  Pattern(std::string text, const RE2::Options& options);
  Pattern(Pattern&&) noexcept;
  Pattern& operator=(Pattern&&) noexcept;
  ~Pattern();

  explicit operator bool() const { return state_ != nullptr; }
  bool operator==(std::nullptr_t) const { return state_ == nullptr; }
  const RE2& operator*() const;
  const RE2* operator->() const { return &**this; }

  const std::string& text() const;

  /// The number of a named group; 0 for none. Compiles nothing.
  int group(std::string_view name) const;

  /// In the book's prefilter; nothing for a pattern that it was not made a trigger of, or that no word rules
  /// out.
  std::optional<Prefilter::Number> number() const;

 private:
  friend class PatternBook;
  struct State;
  std::unique_ptr<State> state_;
};

/// Makes the patterns of all rule files while they are read.
class PatternBook {
 public:
  /// `check`: compile each at once, so that what is wrong with it is told with its place. The files that we
  /// install are checked by a test.
  explicit PatternBook(bool check = false, lexicon::WordFrequencies frequencies = {})
      : prefilter(std::move(frequencies)), check_(check) {}

  /// The expression, none where the text is empty; what is no regular expression is noted as a problem at
  /// `key`, at once or never (see above).
  Pattern read(base::DefinitionTable& table, std::string_view key, const std::string& text,
               const RE2::Options& options = plain_options()) const;

  /// The same for one that the prefilter tells about: Material::may_match. `also` are others without which it
  /// counts for nothing: they match in the same passage or its label.
  Pattern trigger(base::DefinitionTable& table, std::string_view key, const std::string& text,
                  const RE2::Options& options = plain_options(),
                  std::initializer_list<const Pattern*> also = {});

  Prefilter prefilter;

  /// Quiet, UTF-8.
  static RE2::Options plain_options();

  /// Quiet, and with room for the states of long lists.
  static RE2::Options roomy_options();

  /// For a pattern over folded text. One that is all ASCII is matched byte by byte: a match may then begin or
  /// end inside a letter of several.
  static RE2::Options byte_options(std::string_view pattern);

 private:
  bool check_;
};

/// False for no pattern.
bool matches(const Pattern& pattern, std::string_view text);

/// True for no pattern.
bool fits(const Pattern& pattern, std::string_view text);

/// Matches within bytes [from, to) of the text; `groups` take the whole and its captures. "^" and "$" are
/// those of the text.
bool match_from(const RE2& pattern, std::string_view text, std::size_t from, re2::StringPiece* groups,
                int count, std::size_t to = std::string_view::npos);

/// Where matches of one pattern can lie in one text; the text may begin with `shift` bytes of a label.
struct Windows {
  std::span<const Prefilter::Window> all;
  std::size_t shift = 0;

  bool empty() const { return all.empty(); }
};

/// The same as match_from, looking only into the windows. A match that reaches to the end of one may go on
/// behind it, but not behind `to`.
bool match_in(const RE2& pattern, std::string_view text, const Windows& windows, std::size_t from,
              re2::StringPiece* groups, int count, std::size_t to = std::string_view::npos);

inline std::string_view view(const re2::StringPiece& piece) { return {piece.data(), piece.size()}; }
inline re2::StringPiece piece(std::string_view text) { return {text.data(), text.size()}; }

/// The key `certainty`: likely where it is not given.
Certainty read_certainty(base::DefinitionTable& table);

}  // namespace gh::detect
