#include "page/facts/readers.h"

#include "page/facts/cards.h"
#include "page/facts/json_ld.h"
#include "page/facts/labels.h"
#include "page/facts/links.h"
#include "page/facts/meta.h"
#include "page/facts/microdata.h"
#include "page/facts/rdfa.h"
#include "page/facts/state.h"
#include "page/microformats/microformats.h"

namespace gh::page {
namespace {

using Reader = void (*)(Page&);

// What says most about people comes first: the bounds of a page's facts cut off what comes last.
constexpr Reader readers[] = {read_json_ld, read_microdata, read_rdfa,  read_microformat_facts,
                              read_meta,    read_labels,    read_cards, read_links,
                              read_state};

}  // namespace

void read_structured_data(Page& page) {
  for (const Reader reader : readers) reader(page);
}

}  // namespace gh::page
