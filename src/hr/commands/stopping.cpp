#include "hr/commands/stopping.h"

#include <csignal>

namespace gh::hr {
namespace {

// A signal handler can reach nothing else.
volatile std::sig_atomic_t stopped = 0;

void note(int) { stopped = 1; }

}  // namespace

void stop_in_good_order() {
  struct sigaction action {};
  action.sa_handler = note;
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  action.sa_handler = SIG_IGN;  // a server that hangs up while we write is an error, not our end
  sigaction(SIGPIPE, &action, nullptr);
}

bool was_stopped() { return stopped != 0; }

}  // namespace gh::hr
