// What reading pages costs, against the bare HTML parser on the same bytes in the same run.
//
//     page_bench FOLDER [ROUNDS]
//
// One line a measure for bench.py: NAME, a tab, and seconds of processor time for the whole folder (median of the
// rounds). The rounds of all measures take turns, so that a noisy machine disturbs all of them alike.
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

#include "page/page.h"

using namespace gh;

namespace {

double processor_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
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
  if (argc < 2) {
    std::fputs("usage: page_bench FOLDER [ROUNDS]\n", stderr);
    return 64;
  }
  const std::vector<std::string> pages = read_folder(argv[1]);
  const int rounds = argc > 2 ? std::atoi(argv[2]) : 5;
  std::size_t bytes = 0;
  for (const std::string& page : pages) bytes += page.size();
  std::printf("pages\t%zu\nbytes\t%zu\n", pages.size(), bytes);
  Measure measures[] = {
      {"bare_gumbo", bare_gumbo},
      {"read_page", [](const std::string& page) { (void)page::read_page(page, "text/html"); }},
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
