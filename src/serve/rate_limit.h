// Who asks too often: one pace for each address, in bounded memory. No clock: now comes in.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>

#include "base/pace.h"

namespace gh::serve {

class RateLimit {
 public:
  explicit RateLimit(base::Pace pace, std::size_t most_addresses = 10'000)
      : pace_(pace), most_addresses_(most_addresses) {}

  /// False when `address` has to wait. in: `now` in milliseconds
  bool admits(const std::string& address, std::int64_t now);

 private:
  void forget_the_idle(std::int64_t now);

  base::Pace pace_;
  std::size_t most_addresses_;
  std::unordered_map<std::string, std::int64_t> state_;
};

}  // namespace gh::serve
