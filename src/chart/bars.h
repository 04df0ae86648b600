// Horizontal bars, drawn as SVG beside the table of the same numbers. For people who cannot see the picture
// the table is the chart, so one never comes without the other. No script, no style sheet, no remote
// resource: without any CSS the drawing takes the colour of the text around it; the classes are there for
// whoever wants another look. It deliberately knows nothing of audits or campaigns.
#pragma once

#include <string>
#include <vector>

namespace gh::chart {

/// `part` of `whole`. A negative number counts as none, a part beyond its whole as all of it.
struct Bar {
  std::string label;
  int part = 0;
  int whole = 0;

  bool operator==(const Bar&) const = default;
};

struct Bars {
  std::string id;     // begins the ids of its elements: "progress"; one of its own for each chart of a page
  std::string title;  // names the picture, and is the caption of the table
  std::string label_heading;  // over the labels: "Section"
  std::string part_heading;   // "Answered"
  std::string whole_heading;  // "Questions"
  std::vector<Bar> bars;
};

/// A <figure> with the picture and the table; nothing when there are no bars. The picture keeps the size of
/// its letters however narrow the page is, so it can be read at 320 pixels and at 400 % zoom. Long labels are
/// cut in the picture only.
std::string draw(const Bars& chart);

/// "3 of 9", as it stands beside a bar.
std::string share(const Bar& bar);

}  // namespace gh::chart
