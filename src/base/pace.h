// How often something may happen: one time an interval, with a burst where time was left unused. The whole
// state is one moment, so that it fits a column of a database and survives whoever keeps it. No clock: now
// comes in. (The generic cell rate algorithm; a bucket of tokens needs two values and a rounding rule.)
#pragma once

#include <algorithm>
#include <cstdint>

namespace gh::base {

/// All times in milliseconds, of any one clock.
struct Pace {
  std::int64_t interval = 1'000;
  std::int64_t burst = 1;  // so many may come at once after a pause
};

/// When the next one may happen. `state` is 0 at the beginning.
inline std::int64_t next_moment(const Pace& pace, std::int64_t state) {
  return state - (pace.burst - 1) * pace.interval;
}

/// Takes up to `wanted` at `now`, and moves the state on. returns how many may happen
inline std::int64_t take(const Pace& pace, std::int64_t& state, std::int64_t now, std::int64_t wanted = 1) {
  std::int64_t taken = 0;
  while (taken < wanted && next_moment(pace, state) <= now) {
    state = std::max(state, now) + pace.interval;
    ++taken;
  }
  return taken;
}

}  // namespace gh::base
