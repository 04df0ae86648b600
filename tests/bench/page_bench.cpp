// What reading pages costs, against the bare HTML parser on the same bytes in the same run.
//
//     page_bench FOLDER [ROUNDS [MEASURE [LIST]]]
//
// One line a measure for bench.py: NAME, a tab, and seconds of processor time for the whole folder (median of
// the rounds). "profile" is all that `inspect` does but detection, "caged_profile" the same as it does it:
// the reading in another process, whose time counts too. "detect" is all detectors over what "profile" gave,
// "detect_with_schools" the same with LIST, the list of schools that `glasshouse lexicon import` wrote.
// The rounds of all measures take turns, so that a noisy machine disturbs all of them alike.
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <functional>
#include <gumbo.h>
#include <iterator>
#include <string>
#include <vector>

#include "app/page_reader.h"
#include "base/file.h"
#include "page/page.h"

using namespace gh;

namespace {

double seconds_on(clockid_t clock) {
  timespec now{};
  clock_gettime(clock, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

// Of this process and of the caged readers that it has now.
double processor_seconds() {
  double all = seconds_on(CLOCK_PROCESS_CPUTIME_ID);
  std::ifstream children("/proc/thread-self/children");
  clockid_t clock = 0;
  for (pid_t child = 0; children >> child;) {
    if (clock_getcpuclockid(child, &clock) == 0) all += seconds_on(clock);
  }
  return all;
}

std::vector<std::string> read_folder(const char* folder) {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  std::vector<std::string> pages;
  for (const auto& path : paths) {
    std::ifstream in(path, std::ios::binary);
    pages.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
  }
  return pages;
}

struct Measure {
  const char* name;
  std::function<void(std::size_t)> work;  // on the page of that number
  std::vector<double> seconds{};
};

// Somebody with all that detectors look for: a trust, schools, names, a handle.
detect::Case somebody() {
  detect::Case of;
  of.as_of = *base::parse_day("2026-09-01");
  of.person.names = {"Hannah Brackenbury"};
  of.person.former_names = {"Hannah Thistlewood"};
  of.person.usernames = {"hannahbrackenbury"};
  of.person.employer.trust = {"Tessermoor Multi-Academy Trust",
                              {"Tessermoor Trust", "TMAT"},
                              {"tessermoor.example"},
                              "Tessermoor",
                              "XQ1 1AA"};
  of.person.employer.schools = {
      {"Brindlewick Primary School", {"Brindlewick Primary"}, {"brindlewick.example"}, "Brindlewick", ""},
      {"St Oswin's CofE Junior School", {"St Oswin's"}, {"stoswins.example"}, "Tessermoor", ""},
      {"Ladymere High School", {"Ladymere High", "Ladymere"}, {"ladymere.example"}, "Ladymere", ""}};
  return of;
}

void bare_gumbo(const std::string& page) {
  GumboOutput* output = gumbo_parse_with_options(&kGumboDefaultOptions, page.data(), page.size());
  gumbo_destroy_output(&kGumboDefaultOptions, output);
}

}  // namespace

int main(int argc, char** argv) {
  if (const auto code = app::work_if_asked(argc, argv)) return *code;
  if (argc < 2) {
    std::fputs("usage: page_bench FOLDER [ROUNDS [MEASURE [LIST]]]\n", stderr);
    return 64;
  }
  const std::vector<std::string> pages = read_folder(argv[1]);
  const int rounds = argc > 2 ? std::atoi(argv[2]) : 5;
  std::size_t bytes = 0;
  for (const std::string& page : pages) bytes += page.size();
  std::printf("pages\t%zu\nbytes\t%zu\n", pages.size(), bytes);
  const app::House house{{}, base::shared_folder(), {}};
  const auto in_process = app::PageReader::load(house, {.caged = false});
  const auto caged = app::PageReader::load(house, {.caged = true, .will_read = true});
  const auto with_schools = detect::Detectors::load(house.share / "data", argc > 4 ? argv[4] : "");
  if (!in_process || !caged || !with_schools) {
    std::fputs("page_bench: the definitions or the list could not be loaded\n", stderr);
    return 78;
  }
  std::vector<scrape::Profile> profiles;
  std::size_t words = 0;
  for (const std::string& page : pages) {
    profiles.push_back(in_process->profile(page, "text/html", {}, ""));
    for (const scrape::Passage& passage : profiles.back().passages) words += passage.text.words().size();
  }
  std::printf("words\t%zu\n", words);
  const detect::Case of = somebody();
  const std::string_view only = argc > 3 ? argv[3] : "";  // "" for all
  const auto page = [&](std::size_t at) -> const std::string& { return pages[at]; };
  Measure measures[] = {
      {"bare_gumbo", [&](std::size_t at) { bare_gumbo(page(at)); }},
      {"read_page", [&](std::size_t at) { (void)page::read_page(page(at), "text/html"); }},
      {"profile", [&](std::size_t at) { (void)in_process->profile(page(at), "text/html", {}, ""); }},
      {"caged_profile", [&](std::size_t at) { (void)caged->profile(page(at), "text/html", {}, ""); }},
      {"detect", [&](std::size_t at) { (void)in_process->detectors().run(profiles[at], of); }},
      {"detect_with_schools", [&](std::size_t at) { (void)with_schools->run(profiles[at], of); }},
  };
  for (int round = 0; round < rounds; ++round) {
    for (Measure& measure : measures) {
      if (!only.empty() && only != measure.name) continue;
      const double begun = processor_seconds();
      for (std::size_t at = 0; at < pages.size(); ++at) measure.work(at);
      measure.seconds.push_back(processor_seconds() - begun);
    }
  }
  for (Measure& measure : measures) {
    if (measure.seconds.empty()) continue;
    std::sort(measure.seconds.begin(), measure.seconds.end());
    std::printf("%s\t%.6f\n", measure.name, measure.seconds[measure.seconds.size() / 2]);
  }
  return 0;
}
