// What the programs tell the shell. Outside tests and scripts rely on these numbers.
#pragma once

#include "base/result.h"

namespace gh::base {

/// 0 to 3 are verdicts of work that was done; the rest follow BSD's sysexits.
enum class ExitCode : int {
  done = 0,              // and nothing at or above --fail-on was exposed
  failed = 1,            // could not do it
  exposed = 2,           // done; something is exposed
  partly_unchecked = 3,  // done; some of it could not be checked
  usage = 64,
  bad_data = 65,
  no_input = 66,
  unavailable = 69,
  cannot_write = 73,
  try_later = 75,
  not_permitted = 77,
  bad_configuration = 78,
};

/// The code that a command ends with after this kind of error.
ExitCode exit_code(ErrorKind kind);

}  // namespace gh::base
