// What became of the files of a data export, for machines.
#pragma once

#include <string>

#include "app/import.h"

namespace gh::app {

/// {"schema":1,"import":FILE,"files":[{"file","state","platform","records","left_out","detail"}],"all":N,
///  "known":N,"not_known":N,"of_no_use":N,"bytes":N,"trouble":"…"}
std::string import_json(const ImportReport& report);

}  // namespace gh::app
