// What the commands about pages share: their streams, how an error is told, how a result is put in one line.
#pragma once

#include <iosfwd>
#include <string>

#include "app/reporting.h"
#include "base/exit_code.h"
#include "base/result.h"
#include "base/state.h"

namespace gh::cli {

/// Where a command talks to. `in` is read only where something must be asked. Words for people go to `err`
/// while work goes on, data and results to `out`.
struct Streams {
  std::istream& in;
  std::ostream& out;
  std::ostream& err;
};

/// Tells the error on `err`, a line for each mistake, and gives its exit code.
base::ExitCode fail(const Streams& streams, const base::Error& error);

/// An error of kind usage.
base::Error usage(std::string what, std::string hint);

/// The severity of --fail-on; err: usage for any other word.
base::Result<checklist::Severity> severity_named(const std::string& word);

base::ExitCode exit_code(app::Verdict verdict);

/// Content type by the name of a file; "" lets the reader look at the bytes.
std::string content_type_of(const std::string& file);

/// "login wall".
std::string state_words(base::State state);

/// One account and what came of it, in a line (two when it was not read), without its end.
std::string result_line(const assess::AccountResult& result);

}  // namespace gh::cli
