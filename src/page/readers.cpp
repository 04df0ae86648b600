#include "page/readers.h"

#include "page/cards.h"
#include "page/json_ld.h"
#include "page/labels.h"
#include "page/links.h"
#include "page/meta.h"
#include "page/microdata.h"
#include "page/microformats.h"
#include "page/rdfa.h"
#include "page/state.h"

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
