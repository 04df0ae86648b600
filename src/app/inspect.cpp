#include "app/inspect.h"

#include <algorithm>
#include <atomic>
#include <istream>
#include <nlohmann/json.hpp>
#include <ostream>
#include <thread>
#include <vector>

#include "app/finding_json.h"
#include "base/json.h"
#include "base/text.h"
#include "base/version.h"

namespace gh::app {
namespace {

using nlohmann::ordered_json;

constexpr std::size_t lines_a_batch = 64;                    // for each thread
constexpr std::size_t longest_line = std::size_t{64} << 20;  // bytes

std::string text_in(const ordered_json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

std::vector<std::string> texts_in(const ordered_json& object, const char* key) {
  std::vector<std::string> all;
  const auto found = object.find(key);
  if (found == object.end() || !found->is_array()) return all;
  for (const auto& element : *found) {
    if (element.is_string()) all.push_back(element.get<std::string>());
  }
  return all;
}

base::Organisation organisation_in(const ordered_json& object) {
  return {text_in(object, "name"), texts_in(object, "aliases"), texts_in(object, "domains"),
          text_in(object, "town"), text_in(object, "postcode")};
}

base::Person person_in(const ordered_json& subject) {
  base::Person person;
  person.names = texts_in(subject, "names");
  person.usernames = texts_in(subject, "handles");
  const auto employer = subject.find("employer");
  if (employer == subject.end() || !employer->is_object()) return person;
  if (const auto trust = employer->find("trust"); trust != employer->end() && trust->is_object()) {
    person.employer.trust = organisation_in(*trust);
  }
  if (const auto schools = employer->find("schools"); schools != employer->end() && schools->is_array()) {
    for (const auto& school : *schools) {
      if (school.is_object()) person.employer.schools.push_back(organisation_in(school));
    }
  }
  return person;
}

struct Line {
  std::size_t number = 0;
  std::string text;
  std::string answer;
  bool bad = false;
  PageReport report;
};

void answer(const PageReader& reader, base::Day today, const WhyWords* why, Line& line) {
  auto document = read_document(line.text, today);
  if (!document) {
    line.bad = true;
    line.answer = base::write_json(
        {{"schema", base::json_schema}, {"line", line.number}, {"error", document.error().what}});
    return;
  }
  line.report = reader.read(document->body, document->content_type, {document->url, 0}, "", document->of);
  line.answer = report_json(document->id, line.report, why);
  line.report.findings.resize(std::min<std::size_t>(line.report.findings.size(), 1));
}

void answer_all(const PageReader& reader, base::Day today, const WhyWords* why, std::vector<Line>& lines,
                unsigned jobs) {
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t i = next++; i < lines.size(); i = next++) answer(reader, today, why, lines[i]);
  };
  std::vector<std::thread> threads;
  for (unsigned i = 1; i < std::min<std::size_t>(jobs, lines.size()); ++i) threads.emplace_back(work);
  work();
  for (std::thread& thread : threads) thread.join();
}

// Up to a batch of lines that are not blank; empty at the end.
std::vector<Line> next_lines(std::istream& in, std::size_t& number, std::size_t most) {
  std::vector<Line> lines;
  std::string text;
  while (lines.size() < most && std::getline(in, text)) {
    ++number;
    if (!base::trim(text).empty()) lines.push_back({number, std::move(text), "", false, {}});
    text.clear();
  }
  return lines;
}

}  // namespace

base::Result<Document> read_document(std::string_view line, base::Day today) {
  if (line.size() > longest_line) return base::Error{base::ErrorKind::bad_data, "longer than 64 MiB", "", ""};
  const auto json = base::parse_json(line);
  if (!json) return json.error();
  const auto wrong = [](std::string what) {
    return base::Error{base::ErrorKind::bad_data, std::move(what), "", ""};
  };
  if (!json->is_object()) return wrong("a document must be a JSON object");
  const auto body = json->find("body");
  if (body == json->end() || !body->is_string()) return wrong("a document needs \"body\", a text");
  Document document{text_in(*json, "id"),
                    text_in(*json, "content_type"),
                    text_in(*json, "url"),
                    body->get<std::string>(),
                    {}};
  if (const auto subject = json->find("subject"); subject != json->end() && subject->is_object()) {
    document.of.person = person_in(*subject);
  }
  document.of.as_of = today;
  if (const std::string as_of = text_in(*json, "as_of"); !as_of.empty()) {
    const auto day = base::parse_day(as_of);
    if (!day) return wrong("\"as_of\" must be a day like 2025-09-01");
    document.of.as_of = *day;
  }
  document.of.published = base::parse_day(text_in(*json, "published"));
  return document;
}

std::string report_json(const std::string& id, const PageReport& report, const WhyWords* why) {
  ordered_json findings = ordered_json::array();
  for (const detect::Finding& finding : report.findings) {
    findings.push_back(finding_json(finding));
    if (why != nullptr) findings.back()["why"] = why->sentence(finding);
  }
  ordered_json all{{"schema", base::json_schema}, {"id", id}, {"state", base::name(report.state)}};
  if (!report.reason.empty()) all["reason"] = report.reason;
  all["platform"] = report.platform;
  all["findings"] = std::move(findings);
  return base::write_json(all);
}

std::string inspect_json(const PageReader& reader, const Document& document) {
  return report_json(document.id,
                     reader.read(document.body, document.content_type, {document.url, 0}, "", document.of));
}

InspectTally inspect_lines(const PageReader& reader, std::istream& in, std::ostream& out, base::Day today,
                           unsigned jobs, const WhyWords* why) {
  InspectTally tally;
  std::size_t number = 0;
  jobs = std::max(1u, jobs);
  while (true) {
    std::vector<Line> lines = next_lines(in, number, jobs == 1 ? 1 : lines_a_batch * jobs);
    if (lines.empty()) return tally;
    answer_all(reader, today, why, lines, jobs);
    for (const Line& line : lines) {
      out << line.answer << '\n';
      ++tally.documents;
      tally.bad_lines += line.bad ? 1 : 0;
      tally.with_findings += line.report.findings.empty() ? 0 : 1;
      tally.not_read += !line.bad && line.report.state != base::State::found ? 1 : 0;
    }
    out.flush();
  }
}

}  // namespace gh::app
