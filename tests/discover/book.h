// The search book that is shipped, read once.
#pragma once

#include <stdexcept>

#include "base/file.h"
#include "discover/search_book.h"

namespace gh::tests {

inline const discover::SearchBook& search_book() {
  static const discover::SearchBook book = [] {
    const std::string file = std::string(GH_ROOT) + "/data/search.toml";
    auto read = discover::read_search_book(base::read_file(file).value_or(""), file);
    if (!read) throw std::runtime_error(base::sentence(read.error()));
    return std::move(*read);
  }();
  return book;
}

}  // namespace gh::tests
