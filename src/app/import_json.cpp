#include "app/import_json.h"

#include <nlohmann/json.hpp>

#include "base/json.h"
#include "base/version.h"

namespace gh::app {

std::string import_json(const ImportReport& report) {
  auto files = nlohmann::ordered_json::array();
  for (const takeout::FileReport& file : report.files) {
    files.push_back({{"file", file.file},
                     {"state", takeout::name(file.state)},
                     {"platform", file.definition == nullptr ? "" : file.definition->id},
                     {"records", file.records},
                     {"left_out", file.left_out},
                     {"detail", file.detail}});
  }
  const auto& trouble = report.summary.trouble;
  return base::write_json({{"schema", base::json_schema},
                           {"import", report.file},
                           {"files", std::move(files)},
                           {"all", report.summary.files},
                           {"known", report.summary.known},
                           {"not_known", report.not_known},
                           {"of_no_use", report.summary.of_no_use},
                           {"bytes", report.summary.bytes},
                           {"trouble", trouble ? base::sentence(*trouble) : ""}});
}

}  // namespace gh::app
