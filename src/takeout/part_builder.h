// Records gathered into Profiles that a detector can read at one go: not one a post, which costs, nor one for
// all, which does not fit into memory. Posts that different people can see never share one.
#pragma once

#include <array>
#include <functional>

#include "takeout/export.h"
#include "takeout/record.h"

namespace gh::takeout {

class PartBuilder {
 public:
  PartBuilder(const scrape::Definition& definition, std::string file, const ExportListener& listener);

  /// Adds one record; hands parts on as they fill up.
  void add(Record&& record, const Wanted& wanted);

  /// Hands on what is left.
  void finish();

 private:
  struct Batch {
    scrape::Profile profile;
    std::size_t bytes = 0;
  };
  void add_value(Batch& batch, Record::Value&& value, const Wanted& wanted, std::optional<int> post,
                 const std::string& label);
  void hand_on(base::Visibility seen_by);

  const scrape::Definition& definition_;
  std::string file_;
  const ExportListener& listener_;
  std::array<Batch, base::visibility_count> batches_;
};

}  // namespace gh::takeout
