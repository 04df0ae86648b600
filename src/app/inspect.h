// What would a stranger learn from this page? Stateless: no vault, no network, only bytes in and findings
// out.
#pragma once

#include <iosfwd>
#include <string>
#include <string_view>

#include "app/page_reader.h"
#include "app/why.h"

namespace gh::app {

/// One page to look at.
struct Document {
  std::string id;
  std::string content_type;
  std::string url;
  std::string body;
  detect::Case of;
};

/// {"schema":1,"id":…,"state":…,"findings":[{"kind","value","whose","certainty","evidence":{…},"rule","clause"}]}
std::string inspect_json(const PageReader& reader, const Document& document);

/// With `why`, each finding has "why", a sentence, too.
std::string report_json(const std::string& id, const PageReport& report, const WhyWords* why = nullptr);

/// A line of `inspect --jsonl`: id, content_type, url, body, published, as_of, subject. Unknown fields are
/// not read.
base::Result<Document> read_document(std::string_view line, base::Day today);

/// How a run over many lines went.
struct InspectTally {
  std::size_t documents = 0;
  std::size_t bad_lines = 0;
  std::size_t with_findings = 0;
  std::size_t not_read = 0;
};

/// One line out for each line in, in input order, on `jobs` threads. Memory does not grow with the number of
/// lines. A bad line gives {"schema":1,"line":N,"error":…} and the run goes on.
InspectTally inspect_lines(const PageReader& reader, std::istream& in, std::ostream& out, base::Day today,
                           unsigned jobs, const WhyWords* why = nullptr);

}  // namespace gh::app
