// Samples of definitions: a page, and beside it in NAME.expect what must come out of it. docs/definitions.md
// has the format for writers.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/definitions.h"
#include "base/state.h"
#include "scrape/profile.h"
#include "scrape/shelf.h"

namespace gh::app {

struct Sample {
  struct Post {
    std::string text;  // words that stand in it; "" for any
    std::string author;
    std::optional<base::Day> time;
    std::optional<base::Visibility> audience;
    std::vector<std::string> images;
  };

  std::string name;  // "full", "wall-999"
  std::string kind;  // the name up to its first "-": full, sparse, private, absent, wall, drift, other
  std::filesystem::path page;
  std::string url,
      asked;  // where redirects led, and what was asked for; empty for a file that somebody saved
  int status = 0;
  std::map<std::string, std::string> headers;
  bool recognised = true;  // without being told the platform
  base::State state = base::State::found;
  std::string reason;
  std::map<std::string, std::vector<std::string>> fields;  // each of these values must come out
  std::vector<std::string> only;                           // of these fields no other value may come out
  std::vector<std::string> nothing;                        // of these fields nothing may come out
  std::vector<std::string> masked;
  std::vector<Post> posts;  // each of these must be there
  std::optional<std::int64_t> post_count;
};

/// The samples in a folder, by name. err: bad_configuration with every mistake, no_input for a page that is
/// not there
base::Result<std::vector<Sample>> read_samples(const std::filesystem::path& folder);

/// How samples are tried.
struct Bench {
  const scrape::Shelf& shelf;
  const std::vector<fetch::Wall>& walls;
  std::function<page::Reading(std::string_view bytes, std::string_view content_type)> read_page;
};

/// Tries one sample of the definition of that id; a page with a status goes through the judgement of answers
/// first. out: what differs, a sentence each; none when all is as expected
base::Result<std::vector<std::string>> try_sample(const Sample& sample, std::string_view id,
                                                  const Bench& bench);

/// What the samples do not show of a definition: a state that it claims, a kind of page that each must have.
std::vector<std::string> lacking(const scrape::Definition& definition, const std::vector<Sample>& samples);

}  // namespace gh::app
