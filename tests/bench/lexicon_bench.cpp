// What 30,000 names of schools cost: being there, and being looked for.
//
//     lexicon_bench LIST FOLDER [ROUNDS]
//
// LIST is what `glasshouse lexicon import` wrote; FOLDER holds pages whose bytes are taken for text. One line
// a measure for bench.py: NAME, a tab, a number. Times are processor time, medians of the rounds.
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <sys/resource.h>
#include <vector>

#include "base/file.h"
#include "base/text.h"
#include "lexicon/register.h"

using namespace gh;

namespace {

double processor_seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

double median_seconds(int rounds, const std::function<void()>& work) {
  std::vector<double> seconds;
  for (int round = 0; round < rounds; ++round) {
    const double begun = processor_seconds();
    work();
    seconds.push_back(processor_seconds() - begun);
  }
  std::sort(seconds.begin(), seconds.end());
  return seconds[seconds.size() / 2];
}

// Memory of this process that is its own or mapped and touched, in MiB.
double resident() {
  std::size_t pages = 0, in_memory = 0;
  std::ifstream("/proc/self/statm") >> pages >> in_memory;
  return static_cast<double>(in_memory) * 4096 / (1 << 20);
}

std::vector<std::string> texts_in(const char* folder) {
  std::vector<std::string> texts;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (auto bytes = base::read_file(entry.path())) texts.push_back(base::make_utf8(*bytes));
  }
  return texts;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fputs("usage: lexicon_bench LIST FOLDER [ROUNDS]\n", stderr);
    return 64;
  }
  const int rounds = argc > 3 ? std::atoi(argv[3]) : 5;
  if (auto first = lexicon::Register::open(argv[1]); !first) {
    std::fprintf(stderr, "lexicon_bench: %s\n", base::sentence(first.error()).c_str());
    return 65;
  }
  const double before = resident();
  const auto schools = lexicon::Register::open(argv[1]);
  const double opened = resident() - before;
  std::size_t mentions = 0, bytes = 0;
  std::printf("schools\t%u\nopen_mib\t%.3f\n", schools->size(), opened);
  std::printf("open_ms\t%.4f\n",
              median_seconds(101, [&] { mentions += lexicon::Register::open(argv[1])->size() == 0; }) * 1000);
  const std::vector<std::string> texts = texts_in(argv[2]);
  std::vector<std::string> folded;
  std::vector<std::vector<lexicon::Word>> words(texts.size());
  for (const std::string& text : texts) bytes += text.size();
  const double fold = median_seconds(rounds, [&] {
    folded.clear();
    for (const std::string& text : texts) folded.push_back(base::fold_traced(text).text);
  });
  const double cut = median_seconds(rounds, [&] {
    for (std::size_t i = 0; i < folded.size(); ++i) {
      words[i].clear();
      lexicon::append_words(folded[i], words[i]);
    }
  });
  const double find = median_seconds(rounds, [&] {
    mentions = 0;
    for (const auto& one : words) mentions += schools->find_schools(one).size();
  });
  const double megabytes = static_cast<double>(bytes) / 1e6;
  std::printf("text_mb\t%.3f\nmentions\t%zu\n", megabytes, mentions);
  std::printf("fold_mb_s\t%.1f\ncut_mb_s\t%.1f\nfind_mb_s\t%.1f\nall_mb_s\t%.1f\n", megabytes / fold,
              megabytes / cut, megabytes / find, megabytes / (fold + cut + find));
  std::printf("find_from_folded_mb_s\t%.1f\n", megabytes / (cut + find));
  // The dearest text there is: nothing but names.
  std::string names;
  for (std::uint32_t i = 0; i < schools->size(); ++i) (names += base::fold(schools->school(i).name)) += " . ";
  std::vector<lexicon::Word> of_names;
  lexicon::append_words(names, of_names);
  const double dense = median_seconds(rounds, [&] { mentions = schools->find_schools(of_names).size(); });
  std::printf("mentions_in_names\t%zu\nfind_in_names_mb_s\t%.1f\n", mentions,
              static_cast<double>(names.size()) / 1e6 / dense);
  std::printf("resident_mib\t%.3f\n", resident() - before);
  return 0;
}
