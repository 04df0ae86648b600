// Facts of documents that are no HTML: what they state is also what a reader sees of them.
#pragma once

#include "page/facts/fact_writer.h"

namespace gh::page {

/// A FactWriter whose facts can be blocks of the page, too.
class DocumentWriter : public FactWriter {
 public:
  /// `visible`: the document is the page itself, so its words are shown.
  DocumentWriter(Page& page, Syntax syntax, bool visible)
      : FactWriter(page, syntax), page_(page), visible_(visible) {}

  /// A fact that is made of bytes for machines: a date, a link.
  void value(std::uint32_t item, std::string_view name, const Text& value, std::uint32_t node = 0);

  /// A fact in words for people; each paragraph ("\n\n" ends one) is a block.
  void words(std::uint32_t item, std::string_view name, const Text& words, std::uint32_t node = 0);

  /// Words that state nothing but are shown.
  void block(const Text& words);

 private:
  void add_blocks(Span words);

  Page& page_;
  bool visible_;
};

}  // namespace gh::page
