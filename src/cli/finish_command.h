// `glasshouse finish`: shows the receipt word for word, and hands it on where the person says so.
#pragma once

#include <string>
#include <vector>

#include "app/house.h"
#include "base/exit_code.h"
#include "cli/common.h"
#include "cli/scan_command.h"

namespace gh::cli {

/// As typed. Without a way to hand it on, the receipt is printed to be pasted.
struct FinishOptions {
  std::string invitation;
  std::string checklist = "social-media-policy";
  std::string output;    // --out FILE: with its words
  std::string mail;      // --eml FILE: a mail that only has to be sent
  std::string mail_to;   // --to ADDRESS: of that mail
  std::string calendar;  // --ics FILE: next year's day
  std::string post;      // --post URL
  bool print = false;    // --print: the words and the code, for paper
  bool qr = false;       // --qr
  bool yes = false;      // --yes: it was read before
  bool plain = false;
  NetworkOptions network;  // for --post
};

/// returns done; failed when the person did not say yes; try_later while it is too early for a receipt
base::ExitCode run_finish(const app::House& house, const FinishOptions& options, const Streams& streams);

}  // namespace gh::cli
