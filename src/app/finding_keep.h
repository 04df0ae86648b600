// What is kept of the findings of something very long: a data export says the same thing in a thousand posts.
#pragma once

#include <compare>
#include <cstddef>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "detect/finding.h"

namespace gh::app {

class FindingKeep {
 public:
  static constexpr std::size_t places_each = 5;  // of one fact that the same people can see
  static constexpr std::size_t facts = 5'000;    // different ones; an export of one person has dozens

  /// Keeps a finding that stood in `place`, unless there are enough of its kind.
  void add(detect::Finding&& finding, const std::string& place);

  const std::vector<detect::Finding>& findings() const { return findings_; }
  const std::vector<std::string>& places() const { return places_; }  // one each
  std::size_t left_out() const { return left_out_; }

 private:
  using Fact = std::tuple<detect::Kind, std::string, detect::Whose, detect::Visibility>;
  std::map<Fact, std::size_t> times_;
  std::vector<detect::Finding> findings_;
  std::vector<std::string> places_;
  std::size_t left_out_ = 0;
};

}  // namespace gh::app
