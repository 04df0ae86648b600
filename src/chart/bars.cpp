#include "chart/bars.h"

#include <algorithm>
#include <fmt/format.h>

#include "base/text.h"

namespace gh::chart {
namespace {

// All lengths are in em, so that the drawing grows with the reader's letters; widths are in per cent of the
// figure.
constexpr double row_height = 3.2;
constexpr double label_line = 1.1;
constexpr double bar_top = 1.6;
constexpr double bar_height = 1.0;
constexpr double value_line = 2.45;
constexpr int bar_width = 68;  // per cent; the rest is for the words behind it
constexpr std::size_t label_columns = 30;

int whole_of(const Bar& bar) { return std::max(bar.whole, 0); }
int part_of(const Bar& bar) { return std::clamp(bar.part, 0, whole_of(bar)); }

double filled_width(const Bar& bar) {
  return whole_of(bar) == 0 ? 0 : static_cast<double>(bar_width) * part_of(bar) / whole_of(bar);
}

std::string picture_row(const Bar& bar, double top) {
  return fmt::format(
      R"(<text class="chart-label" x="0" y="{:.2f}em" fill="currentColor">{}</text>)"
      R"(<rect class="chart-whole" x="1" y="{:.2f}em" width="{}%" height="{:.2f}em" fill="none" stroke="currentColor"/>)"
      R"(<rect class="chart-part" x="1" y="{:.2f}em" width="{:.2f}%" height="{:.2f}em" fill="currentColor"/>)"
      R"(<text class="chart-value" x="100%" y="{:.2f}em" text-anchor="end" fill="currentColor">{}</text>)"
      "\n",
      top + label_line, base::for_html(base::shorten(base::make_utf8(bar.label), label_columns)),
      top + bar_top, bar_width, bar_height, top + bar_top, filled_width(bar), bar_height, top + value_line,
      share(bar));
}

std::string picture(const Bars& chart) {
  const std::string id = base::for_html(chart.id);
  std::string rows;
  for (std::size_t i = 0; i < chart.bars.size(); ++i) {
    rows += picture_row(chart.bars[i], row_height * static_cast<double>(i));
  }
  return fmt::format(
      R"(<svg class="chart" width="100%" height="{:.2f}em" role="img" aria-labelledby="{}-title {}-description">)"
      "\n"
      R"(<title id="{}-title">{}</title>)"
      "\n"
      R"(<desc id="{}-description">A bar for each row of the table beside it, filled as far as it has come.</desc>)"
      "\n{}</svg>\n",
      row_height * static_cast<double>(chart.bars.size()), id, id, id, base::for_html(chart.title), id, rows);
}

std::string table_row(const Bar& bar) {
  return fmt::format("<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td></tr>\n", base::for_html(bar.label),
                     part_of(bar), whole_of(bar));
}

std::string table(const Bars& chart) {
  std::string rows;
  for (const Bar& bar : chart.bars) rows += table_row(bar);
  return fmt::format(
      "<table class=\"chart-table\">\n<caption>{}</caption>\n"
      "<thead><tr><th scope=\"col\">{}</th><th scope=\"col\">{}</th><th scope=\"col\">{}</th></tr></thead>\n"
      "<tbody>\n{}</tbody>\n</table>\n",
      base::for_html(chart.title), base::for_html(chart.label_heading), base::for_html(chart.part_heading),
      base::for_html(chart.whole_heading), rows);
}

}  // namespace

std::string share(const Bar& bar) { return fmt::format("{} of {}", part_of(bar), whole_of(bar)); }

std::string draw(const Bars& chart) {
  if (chart.bars.empty()) return "";
  return "<figure class=\"chart-figure\">\n" + picture(chart) + table(chart) + "</figure>\n";
}

}  // namespace gh::chart
