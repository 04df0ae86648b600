#include "app/finding_json.h"

#include <nlohmann/json.hpp>

namespace gh::app {

nlohmann::ordered_json finding_json(const detect::Finding& finding) {
  return {{"kind", detect::name(finding.kind)},
          {"value", finding.value},
          {"whose", detect::name(finding.whose)},
          {"certainty", detect::name(finding.certainty)},
          {"evidence",
           {{"text", finding.evidence.text},
            {"start", finding.evidence.start},
            {"end", finding.evidence.end},
            {"field", finding.evidence.field}}},
          {"hidden", finding.hidden},
          {"rule", finding.rule},
          {"clause", finding.clause}};
}

}  // namespace gh::app
