// Figures written down: words, CSV for a spreadsheet, a page to print, JSON. Pure. A value that is not shown
// is a dash, empty, or null; never a number that could be told from another kind of missing.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "hr/figures.h"

namespace gh::hr {

nlohmann::ordered_json figures_json(const Figures& figures);
std::string figures_text(const Figures& figures);

/// RFC 4180. Labels that a spreadsheet would take for a formula get an apostrophe in front.
std::string figures_csv(const Figures& figures);

/// One whole page with a chart and the table it draws. `page`: the frame, data/hr/figures.html, with its
/// places
/// {{title}}, {{about}}, {{figure}}, {{table}}.
std::string figures_html(const Figures& figures, std::string_view page);

/// The chart alone, as a picture file. `frame`: data/hr/picture.svg, with its place {{picture}}.
std::string figures_chart(const Figures& figures, std::string_view frame);

/// A value in a CSV file: quoted where needed, harmless in a spreadsheet.
std::string csv_value(std::string_view text);

}  // namespace gh::hr
