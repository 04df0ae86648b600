#include "base/exit_code.h"

namespace gh::base {

ExitCode exit_code(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::failed:
      return ExitCode::failed;
    case ErrorKind::usage:
      return ExitCode::usage;
    case ErrorKind::bad_data:
      return ExitCode::bad_data;
    case ErrorKind::no_input:
      return ExitCode::no_input;
    case ErrorKind::unavailable:
      return ExitCode::unavailable;
    case ErrorKind::cannot_write:
      return ExitCode::cannot_write;
    case ErrorKind::try_later:
      return ExitCode::try_later;
    case ErrorKind::not_permitted:
      return ExitCode::not_permitted;
    case ErrorKind::bad_configuration:
      return ExitCode::bad_configuration;
  }
  return ExitCode::failed;
}

}  // namespace gh::base
