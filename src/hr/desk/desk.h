// The dashboard: log-in, and the places of desk/place.h as pages. Every GET leaves the ledger as it is; every
// deed is a POST that carries its session's token, runs in one transaction and is one line in the log of
// acts.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "hr/answer.h"
#include "hr/ledger.h"
#include "serve/routes.h"

namespace gh::hr {

struct DeskOptions {
  bool secure = false;                     // behind a proxy that speaks TLS: the cookie never goes without
  std::function<std::int64_t()> now = {};  // seconds since 1970; the computer's clock when it is left out
};

class Desk {
 public:
  /// Reads data/hr/web and the style sheets. err: those of reading them
  static base::Result<Desk> open(Ledger& ledger, const Setting& setting, DeskOptions options = {});

  Desk(Desk&&) noexcept;
  ~Desk();

  /// Answers requests that keep the rules of serve/rules.h; to be called by one thread at a time.
  serve::Response answer(const serve::Request& request);

 private:
  struct Implementation;
  explicit Desk(std::unique_ptr<Implementation> implementation);
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace gh::hr
