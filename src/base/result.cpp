#include "base/result.h"

namespace gh::base {

std::string sentence(const Error& error) {
  std::string words = error.where.empty() ? error.what : error.where + ": " + error.what;
  if (!error.hint.empty()) words += "; " + error.hint;
  return words;
}

}  // namespace gh::base
