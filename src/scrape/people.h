// Of whom the words of a page speak, as far as its structured data tells: whatever stands inside an item that
// is a person's (microdata, RDFa, microformats) or a comment of somebody's speaks of that person. Only what
// the mark-up says; whether it is the page's own person is for others to tell.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "page/page.h"
#include "scrape/definition.h"
#include "scrape/profile.h"

namespace gh::scrape {

struct Whom {
  std::string_view entity;  // the person's name; a view into the page
  About about = About::unknown;
};

/// The people that one page (which must outlive this) names in its structured data.
class People {
 public:
  /// in:  `other_roots` are the elements, sorted, that hold what somebody else wrote
  People(const page::Page& page, const std::vector<const Definition*>& definitions,
         const std::vector<std::uint32_t>& other_roots);

  /// The name of the person that the item is, is part of, or was written by; empty when nothing tells.
  std::string_view entity_of(std::uint32_t item) const;

  /// The item whose name, or whose writer's name, that is; page::nowhere when nothing tells.
  std::uint32_t named_around(std::uint32_t item) const;

  /// True when the item, or one around it, is a record of somebody: it has a name or an account.
  bool names_somebody(std::uint32_t item) const;

  /// The person whose item makes up most of these bytes of the source (a part of a line, "Jane Austen, born
  /// 16 December 1775"), or null.
  const Whom* inside(page::Span source) const;

  bool is_person(std::uint32_t item) const;

  /// True when the item has a name of its own, whatever it is.
  bool has_name(std::uint32_t item) const { return !names_[item].empty(); }

  /// The innermost person in whose item the element stands, or null.
  const Whom* around(std::uint32_t node) const {
    return whom_at_.empty() || whom_at_[node] == 0 ? nullptr : &whoms_[whom_at_[node]];
  }

 private:
  struct Extent {
    page::Span source;
    std::uint32_t whom;
  };

  bool is_written(std::uint32_t item) const;
  void find_things(const std::vector<const Definition*>& definitions);
  void find_names(const std::vector<const Definition*>& definitions);
  void find_name_in_key(std::uint32_t item);
  void find_listed_names(const std::vector<const Definition*>& definitions);
  void find_names_by_number(const std::vector<const Definition*>& definitions);
  void find_authors();
  Whom whom_of(std::uint32_t item, const std::vector<std::string_view>& other_people) const;
  void place(const std::vector<std::string_view>& other_people,
             const std::vector<std::uint32_t>& other_roots);
  std::vector<std::uint32_t> elements_of_items() const;
  void place_stray_facts(const std::vector<std::uint32_t>& elements,
                         const std::vector<std::uint32_t>& whom_of_item);
  void place_commenters(const std::vector<std::uint32_t>& other_roots);

  const page::Page& page_;
  std::vector<std::string_view> things_;  // what keys say of a person and is none, sorted: "birthPlace"
  std::vector<std::string_view> births_;  // keys that only somebody has, sorted: "dob"
  std::deque<std::string> joined_;        // names that stand in two parts
  std::vector<std::string_view> names_;
  std::vector<bool> accounts_;             // by item: it has a key of an account
  std::vector<bool> numbered_;             // by item: its name stands in another
  std::vector<bool> born_;                 // by item: it has a key of a birth, or of a person's whole name
  std::vector<std::string_view> authors_;  // by item
  std::vector<Whom> whoms_;                // the first is nobody
  std::vector<std::uint32_t> whom_at_;     // by node; empty on pages without such items
  std::vector<Extent> extents_;            // of the elements of those items, in page order
};

}  // namespace gh::scrape
