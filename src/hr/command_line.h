// The words of `glasshouse-hr`: one place that knows every command and option of the second program.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "base/exit_code.h"

namespace gh::hr {

/// Does what the words (without the program's name) ask for. Data goes to `out`, words for people to `err`.
/// returns usage for words that mean nothing here, else what the command returns
base::ExitCode run(std::vector<std::string> words, std::ostream& out, std::ostream& err);

}  // namespace gh::hr
