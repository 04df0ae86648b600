// Pieces of writing that stand in data: entries of a feed, objects of an answer, posts in a page's state.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "page/page.h"
#include "scrape/definition.h"
#include "scrape/paths.h"
#include "scrape/profile.h"

namespace gh::scrape {

struct Records {
  struct Record {
    std::uint32_t item = 0;
    const RecordRule* rule = nullptr;
    Post post;
  };
  std::vector<Record> records;  // in page order
  std::vector<int> of_item;     // by item: index into records, or -1; empty when there are none

  /// The record that the fact is part of, or null.
  const Record* around(const page::Fact& fact) const {
    if (of_item.empty() || fact.item == page::nowhere || of_item[fact.item] < 0) return nullptr;
    return &records[static_cast<std::size_t>(of_item[fact.item])];
  }
};

/// The records that the first of the definitions with any finds. A record inside another is its own.
Records find_records(const page::Page& page, Paths& paths, const std::vector<const Definition*>& applied);

}  // namespace gh::scrape
