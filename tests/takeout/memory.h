// A file of an archive whose bytes stand in the test.
#pragma once

#include <memory>
#include <string>

#include "takeout/archive.h"
#include "takeout/stream.h"

namespace gh::tests {

/// One file as a stream.
class Bytes {
 public:
  explicit Bytes(std::string bytes)
      : archive_(takeout::archive_of_bytes("file", std::move(bytes))),
        entry_(*archive_->next()),
        budget_{limits.total},
        stream(*archive_, limits, budget_) {}

  const takeout::Limits limits;

 private:
  std::unique_ptr<takeout::Archive> archive_;
  std::optional<takeout::Entry> entry_;
  takeout::Budget budget_;

 public:
  takeout::Stream stream;
};

}  // namespace gh::tests
