#include "app/finding_keep.h"

namespace gh::app {

void FindingKeep::add(detect::Finding&& finding, const std::string& place) {
  const Fact fact{finding.kind, finding.value, finding.whose, finding.seen_by};
  auto known = times_.find(fact);
  if (known == times_.end() && times_.size() < facts) known = times_.emplace(fact, 0).first;
  if (known == times_.end() || known->second == places_each) {
    ++left_out_;
    return;
  }
  ++known->second;
  findings_.push_back(std::move(finding));
  places_.push_back(place);
}

}  // namespace gh::app
