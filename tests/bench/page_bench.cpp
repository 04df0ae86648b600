// What reading pages costs, against the bare HTML parser on the same bytes in the same run.
//
//     page_bench FOLDER [ROUNDS]
//
// One line a measure for bench.py: NAME, a tab, and seconds of processor time for the whole folder (median of
// the rounds). "profile" is all that `inspect` does but detection, "caged_profile" the same as it does it:
// the reading in another process, whose time counts too. The rounds of all measures take turns, so that a
// noisy machine disturbs all of them alike.
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
  std::function<void(const std::string&)> work;
  std::vector<double> seconds{};
};

void bare_gumbo(const std::string& page) {
  GumboOutput* output = gumbo_parse_with_options(&kGumboDefaultOptions, page.data(), page.size());
  gumbo_destroy_output(&kGumboDefaultOptions, output);
}

}  // namespace

int main(int argc, char** argv) {
  if (const auto code = app::work_if_asked(argc, argv)) return *code;
  if (argc < 2) {
    std::fputs("usage: page_bench FOLDER [ROUNDS]\n", stderr);
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
  if (!in_process || !caged) {
    std::fputs("page_bench: the definitions could not be loaded\n", stderr);
    return 78;
  }
  Measure measures[] = {
      {"bare_gumbo", bare_gumbo},
      {"read_page", [](const std::string& page) { (void)page::read_page(page, "text/html"); }},
      {"profile", [&](const std::string& page) { (void)in_process->profile(page, "text/html", "", ""); }},
      {"caged_profile", [&](const std::string& page) { (void)caged->profile(page, "text/html", "", ""); }},
  };
  for (int round = 0; round < rounds; ++round) {
    for (Measure& measure : measures) {
      const double begun = processor_seconds();
      for (const std::string& page : pages) measure.work(page);
      measure.seconds.push_back(processor_seconds() - begun);
    }
  }
  for (Measure& measure : measures) {
    std::sort(measure.seconds.begin(), measure.seconds.end());
    std::printf("%s\t%.6f\n", measure.name, measure.seconds[measure.seconds.size() / 2]);
  }
  return 0;
}
