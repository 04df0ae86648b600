// Commands that run until somebody stops them, and end in good order: Ctrl-C and SIGTERM are asked, not
// obeyed at once.
#pragma once

namespace gh::hr {

/// From now on SIGINT and SIGTERM only make was_stopped() true, and SIGPIPE does nothing.
void stop_in_good_order();
bool was_stopped();

}  // namespace gh::hr
