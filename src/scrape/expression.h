// Regular expressions of definitions (RE2). A page needs few of them: each is compiled when it is first used.
#pragma once

#include <memory>
#include <re2/re2.h>
#include <string>
#include <string_view>

#include "base/definition.h"
#include "base/result.h"

namespace gh::scrape {

/// One expression, or none. Copies share what was compiled; may be used by several threads at a time.
class Expression {
 public:
  Expression() = default;

  /// in:  `check`: with Check::patterns it is compiled at once
  /// err: usage, when it is none or has no group; found only by that check
  static base::Result<Expression> make(std::string_view text, base::Check check);

  explicit operator bool() const { return state_ != nullptr; }
  bool operator==(const Expression& other) const { return state_ == other.state_; }
  const RE2& operator*() const;
  const RE2* operator->() const { return &**this; }

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace gh::scrape
