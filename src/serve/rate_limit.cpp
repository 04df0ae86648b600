#include "serve/rate_limit.h"

namespace gh::serve {

bool RateLimit::admits(const std::string& address, std::int64_t now) {
  if (state_.size() >= most_addresses_ && !state_.contains(address)) forget_the_idle(now);
  if (state_.size() >= most_addresses_ && !state_.contains(address)) return false;
  return base::take(pace_, state_[address], now) == 1;
}

/// Whoever has their whole burst again is as good as never seen.
void RateLimit::forget_the_idle(std::int64_t now) {
  std::erase_if(state_, [&](const auto& entry) { return entry.second <= now; });
}

}  // namespace gh::serve
