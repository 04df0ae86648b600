// Who speaks where several take turns: lines of a log of talk ("20:03 <kit> hello"), elements that name their
// writer in an attribute, and lists whose items begin with a few words of their own each, the writer's name
// as a rule (threads, comments and guest books whatever their mark-up is called).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.h"
#include "page/page.h"
#include "scrape/definition.h"

namespace gh::scrape {

/// One thing said in a log.
struct Turn {
  std::uint32_t begin = 0, end = 0;  // bytes of the block's words, without time and name
  std::string speaker;
  std::optional<base::Day> day;
  bool answered = false;     // lines that quote what is answered
  bool sure = true;          // else the speaker may be a thing: see post_heads.h
  bool on_wall = false;      // written on another one's page
  bool day_unknown = false;  // "5y": long before the page was read
  std::optional<base::PartialDate> yearless = std::nullopt;  // "14 Mar"
};

/// The turns of one page (which must outlive this).
class Turns {
 public:
  Turns(const page::Page& page, const std::vector<const Definition*>& definitions);

  /// What is said in this block, in its order: the turns of a log of two people at least, and lines that
  /// quote what is answered (whose speaker is named where the words above them end with it).
  std::vector<Turn> in_block(std::size_t block) const;

  /// What heads that are nothing but words name the writer or the day of, in this block: see post_heads.h.
  std::vector<Turn> headed_in_block(std::size_t block) const;

  /// The writer that mark-up names around the block, or the words that the list's item begins with in which
  /// it stands; empty where there is no such list, or they have no shape of a name. Of lists in lists the
  /// innermost counts.
  std::string_view writer_of_block(std::size_t block) const;

  /// The list that this writer is of: a number of its own, 0 where mark-up alone names the writer.
  std::uint32_t list_of_block(std::size_t block) const { return heads_.empty() ? 0 : lists_[block]; }

 private:
  using BlockRange = std::pair<std::uint32_t, std::uint32_t>;  // first, and one behind the last

  std::optional<Turn> begun_by(std::string_view line, std::size_t at) const;
  void find_log();
  std::string answered_below(std::string_view words) const;
  std::vector<Turn> quoted_in(std::string_view words) const;
  std::vector<BlockRange> blocks_of_nodes() const;
  std::string_view writer_of(std::uint32_t node) const;
  std::string_view head_in(std::uint32_t node, const BlockRange& blocks, bool& reposted) const;
  bool is_repost(std::string_view words) const;
  void find_writers(const std::vector<BlockRange>& blocks);
  void find_items(const std::vector<BlockRange>& blocks);
  void set_heads(const BlockRange& blocks, std::string_view head, std::uint32_t list);

  const std::vector<const Definition*>& definitions_;
  const page::Page& page_;
  std::vector<std::pair<std::size_t, Turn>> log_;     // with the number of the block
  std::vector<std::pair<std::size_t, Turn>> headed_;  // the same
  std::vector<std::string_view> heads_;               // by block; empty on pages without such lists
  std::vector<std::uint32_t> lists_;                  // by block, as heads_
};

}  // namespace gh::scrape
