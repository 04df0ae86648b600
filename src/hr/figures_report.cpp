#include "hr/figures_report.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "chart/bars.h"
#include "hr/answer.h"

namespace gh::hr {
namespace {

// More bars than these nobody reads; the table has all lines.
constexpr std::size_t most_bars = 60;

std::string shown(const std::optional<std::int64_t>& value, std::string_view none) {
  return value ? grouped(*value) : std::string(none);
}

// Of the values as shown: it must tell no more than they do.
std::optional<std::int64_t> percent(const Line& line) {
  if (!line.asked || !line.done || *line.asked == 0) return std::nullopt;
  return std::min<std::int64_t>(100, (*line.done * 100 + *line.asked / 2) / *line.asked);
}

ordered_json value_json(const std::optional<std::int64_t>& value) {
  return value ? ordered_json(*value) : ordered_json(nullptr);
}

ordered_json line_json(const Line& line, bool week) {
  return {{week ? "as_of" : "name", line.label},
          {"asked", value_json(line.asked)},
          {"done", value_json(line.done)},
          {"percent", value_json(percent(line))},
          {"suppressed", !line.asked || !line.done}};
}

std::string heading(const Figures& figures) {
  std::string by = figures.by.starts_with("view ") ? figures.by.substr(5) : figures.by;
  return fmt::format("{}: done, by {}", base::for_terminal(figures.campaign), base::for_terminal(by));
}

std::string about(const Figures& figures) {
  return fmt::format(
      "As of {}, the same until its week ends. Of those asked at the opening. Rounded to the nearest 5. Not "
      "shown: "
      "groups of fewer than 10, groups in which fewer than 5 are done or not done, and what would give these "
      "away.",
      base::spell_day(figures.as_of));
}

std::string text_line(const Line& line) {
  const auto share = percent(line);
  return fmt::format("{:<40} {:>9} {:>9} {:>6}\n", base::shorten(base::for_terminal(line.label), 40),
                     shown(line.asked, "-"), shown(line.done, "-"),
                     share ? fmt::format("{} %", *share) : "-");
}

std::string html_row(const Line& line, std::string_view tag) {
  const auto share = percent(line);
  return fmt::format("<{0} scope=\"row\">{1}</{0}><td>{2}</td><td>{3}</td><td>{4}</td>", tag,
                     base::for_html(line.label), shown(line.asked, "not shown"),
                     shown(line.done, "not shown"), share ? fmt::format("{} %", *share) : "not shown");
}

std::string html_table(const Figures& figures) {
  std::string rows;
  for (const Line& line : figures.lines) rows += "<tr>" + html_row(line, "th") + "</tr>\n";
  if (figures.total) rows += "<tr class=\"total\">" + html_row(*figures.total, "th") + "</tr>\n";
  return fmt::format(
      "<table><caption>{}</caption>\n<thead><tr><th scope=\"col\">{}</th><th scope=\"col\">Asked</th>"
      "<th scope=\"col\">Done</th><th scope=\"col\">Share</th></tr></thead>\n<tbody>\n{}</tbody></table>",
      base::for_html(heading(figures)), figures.by == "week" ? "Counted on" : "Group", rows);
}

std::string html_chart(const Figures& figures) {
  chart::Bars bars{"done", heading(figures), figures.by == "week" ? "Counted on" : "Group",
                   "Done", "Asked",          {}};
  for (const Line& line : figures.lines) {
    if (line.asked && line.done && bars.bars.size() < most_bars)
      bars.bars.push_back(
          {line.label, static_cast<int>(std::min(*line.done, *line.asked)), static_cast<int>(*line.asked)});
  }
  return chart::draw(bars);
}

}  // namespace

ordered_json figures_json(const Figures& figures) {
  ordered_json groups = ordered_json::array();
  for (const Line& line : figures.lines) groups.push_back(line_json(line, figures.by == "week"));
  return {{"campaign", figures.campaign},
          {"by", figures.by},
          {"week", base::format_day(figures.week)},
          {"as_of", base::format_day(figures.as_of)},
          {"rounded_to", 5},
          {"withheld", figures.withheld},
          {figures.by == "week" ? "weeks" : "groups", std::move(groups)},
          {"total", figures.total ? line_json(*figures.total, false) : ordered_json(nullptr)}};
}

std::string figures_text(const Figures& figures) {
  std::string text = heading(figures) + "\n";
  for (const std::string& line : base::wrap(about(figures), 90)) text += line + "\n";
  for (const std::string& column : figures.withheld)
    text +=
        fmt::format("How many are {} is not shown this week: it would tell too much of too few.\n", column);
  text += fmt::format("\n{:<40} {:>9} {:>9} {:>6}\n", figures.by == "week" ? "Counted on" : "", "asked",
                      "done", "");
  for (const Line& line : figures.lines) text += text_line(line);
  if (figures.total) text += text_line(*figures.total);
  return text;
}

std::string figures_chart(const Figures& figures, std::string_view frame) {
  constexpr std::string_view place = "{{picture}}", tag = "<svg";
  const std::string figure = html_chart(figures);
  const std::size_t begin = figure.find(tag), end = figure.find("</svg>");
  const bool drawn = begin != figure.npos && end != figure.npos;
  const std::string inside =
      drawn ? figure.substr(begin + tag.size(), end - begin - tag.size()) + "</svg>" : "/>";
  std::string picture(frame);
  if (const std::size_t at = picture.find(place); at != picture.npos)
    picture.replace(at, place.size(), inside);
  return picture;
}

std::string csv_value(std::string_view text) {
  std::string value(text);
  if (!value.empty() && std::string_view("=+-@\t\r").find(value.front()) != std::string_view::npos)
    value.insert(0, "'");
  if (value.find_first_of(",\"\r\n;") == value.npos) return value;
  std::string quoted = "\"";
  for (const char c : value) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + '"';
}

std::string figures_csv(const Figures& figures) {
  const auto plain = [](const std::optional<std::int64_t>& value) {
    return value ? std::to_string(*value) : "";
  };
  std::string text = fmt::format("{},asked,done,percent\r\n", figures.by == "week" ? "as_of" : "name");
  const auto add = [&](const Line& line, std::string_view label) {
    text += fmt::format("{},{},{},{}\r\n", csv_value(label), plain(line.asked), plain(line.done),
                        plain(percent(line)));
  };
  for (const Line& line : figures.lines) add(line, line.label);
  if (figures.total) add(*figures.total, "All");
  return text;
}

std::string figures_html(const Figures& figures, std::string_view page) {
  std::string html(page);
  const std::pair<std::string_view, std::string> places[] = {{"{{title}}", base::for_html(heading(figures))},
                                                             {"{{about}}", base::for_html(about(figures))},
                                                             {"{{figure}}", html_chart(figures)},
                                                             {"{{table}}", html_table(figures)}};
  std::size_t at = 0;
  while ((at = html.find("{{", at)) != html.npos) {
    std::size_t behind = at + 2;
    for (const auto& [place, text] : places) {
      if (!std::string_view(html).substr(at).starts_with(place)) continue;
      html.replace(at, place.size(), text);
      behind = at + text.size();
    }
    at = behind;
  }
  return html;
}

}  // namespace gh::hr
