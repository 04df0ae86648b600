#include "scrape/expression.h"

#include <mutex>
#include <optional>

namespace gh::scrape {

struct Expression::State {
  explicit State(std::string_view given) : text(given) {}

  std::string text;
  std::once_flag once;
  std::optional<RE2> compiled;
};

base::Result<Expression> Expression::make(std::string_view text, base::Check check) {
  Expression expression;
  expression.state_ = std::make_shared<State>(text);
  if (check != base::Check::patterns) return expression;
  if (!expression->ok())
    return base::Error{base::ErrorKind::usage, "not a regular expression (RE2): " + expression->error(), "",
                       ""};
  if (expression->NumberOfCapturingGroups() == 0)
    return base::Error{base::ErrorKind::usage, "needs a group, (…), around what is the value", "", ""};
  return expression;
}

const RE2& Expression::operator*() const {
  std::call_once(state_->once, [this] {
    RE2::Options quiet;
    quiet.set_log_errors(false);
    state_->compiled.emplace(state_->text, quiet);
  });
  return *state_->compiled;
}

}  // namespace gh::scrape
