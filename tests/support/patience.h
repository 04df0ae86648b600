// Bounds of time are for what people run; a build for debugging or under sanitizers is many times slower.
#pragma once

namespace gh::tests {

#ifdef NDEBUG
inline constexpr int patience = 1;
#else
inline constexpr int patience = 40;
#endif

}  // namespace gh::tests
