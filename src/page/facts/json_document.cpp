#include "page/facts/json_document.h"

#include "page/facts/feed.h"
#include "page/facts/json_facts.h"

namespace gh::page {

void read_json_document(Page& page) {
  read_json_feed(page);
  const Json json = read_json(page.source);
  if (json.broken) FactWriter(page, Syntax::json).problem(json.problem_at, json.problem);
  write_json_facts(page, Syntax::json, json, {});
}

}  // namespace gh::page
