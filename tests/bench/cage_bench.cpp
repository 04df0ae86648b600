// What it costs to read pages in the cage instead of in this process.
//
//     cage_bench [FILE] [ROUNDS]
//
// Without a file, a page of 60 kB that looks like most. One line a measure: NAME, a tab, and milliseconds
// (medians). Caged and uncaged rounds take turns, so that a noisy machine disturbs both alike.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>
#include <sys/resource.h>
#include <vector>

#include "page/cage/cage.h"
#include "page/cage/wire.h"

using namespace gh;

namespace {

std::string usual_page() {
  std::string page = "<!DOCTYPE html><html><head><meta charset=utf-8><title>A page</title></head><body>";
  for (int i = 0; page.size() < 60'000; ++i) {
    page += "<div class=\"row\" id=r" + std::to_string(i) + "><h2>Caf\xC3\xA9 number " + std::to_string(i) +
            "</h2><p>Some <b>words</b> about it &amp; a <a href=\"/more/" + std::to_string(i) +
            "\" title=\"to read on\">link</a>,\n  then a longer run of text without any mark-up in it, as "
            "pages have.</p></div>\n";
  }
  return page;
}

double milliseconds(const std::function<void()>& work) {
  const auto begun = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun).count();
}

// Processor time of this process and of its children that have ended.
double processor_milliseconds() {
  double all = 0;
  for (const int who : {RUSAGE_SELF, RUSAGE_CHILDREN}) {
    rusage usage{};
    getrusage(who, &usage);
    for (const timeval& time : {usage.ru_utime, usage.ru_stime}) {
      all += static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_usec) / 1e3;
    }
  }
  return all;
}

double processor_time_of(const std::function<void()>& work) {
  const double begun = processor_milliseconds();
  work();
  return processor_milliseconds() - begun;
}

double median(std::vector<double> all) {
  std::sort(all.begin(), all.end());
  return all[all.size() / 2];
}

}  // namespace

int main(int argc, char** argv) {
  if (const auto code = page::work_if_asked(argc, argv)) return *code;
  std::string page = usual_page();
  int rounds = 200;
  for (int i = 1; i < argc; ++i) {
    if (const int number = std::atoi(argv[i]); number > 0) {
      rounds = number;
      continue;
    }
    std::ifstream in(argv[i], std::ios::binary);
    page.assign(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
  }
  const auto show = [](const char* name, double value) { std::printf("%s\t%.3f\n", name, value); };
  std::printf("page_bytes\t%zu\n", page.size());
  std::vector<double> starts, uncaged, caged, wire;
  for (int i = 0; i < 15; ++i) {
    starts.push_back(milliseconds([&] { (void)page::Cage().read_page("<p>a", "text/html"); }));
  }
  page::Cage cage;
  const auto walls = cage.walls();
  std::printf("walls\t%s\n", walls ? page::words(*walls).c_str() : "no worker");
  for (int i = 0; i < rounds; ++i) {
    uncaged.push_back(milliseconds([&] { (void)page::read_page(page, "text/html"); }));
    caged.push_back(milliseconds([&] { (void)cage.read_page(page, "text/html"); }));
    const page::Reading reading = page::read_page(page, "text/html");
    wire.push_back(milliseconds([&] {
      const std::string message = page::encode(reading, page);
      if (i == 0) std::printf("answer_bytes\t%zu\n", message.size());
      (void)page::decode_reading(message, page, {});
    }));
  }
  const double caged_processor = processor_time_of([&] {
    page::Cage other;
    for (int i = 0; i < rounds; ++i) (void)other.read_page(page, "text/html");
  });
  const double uncaged_processor = processor_time_of([&] {
    for (int i = 0; i < rounds; ++i) (void)page::read_page(page, "text/html");
  });
  show("first_start_ms", median(starts));
  show("uncaged_ms", median(uncaged));
  show("caged_ms", median(caged));
  show("extra_ms", median(caged) - median(uncaged));
  show("uncaged_processor_ms", uncaged_processor / rounds);
  show("caged_processor_ms", caged_processor / rounds);
  show("encode_and_decode_ms", median(wire));
  return 0;
}
