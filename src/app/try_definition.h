// `glasshouse definitions test`: what each rule of a definition finds on pages, and whether its samples come
// out as they should.
#pragma once

#include <string>
#include <vector>

#include "app/definitions.h"
#include "app/sample.h"
#include "scrape/trace.h"

namespace gh::app {

/// One page through one definition.
struct TriedPage {
  std::string name;   // of the sample, or the file
  std::string page;   // the file
  std::string state;  // "found", "private (wordpress_private)"
  std::size_t posts = 0;
  std::vector<scrape::Traced> rules;     // line by line
  std::vector<std::string> differences;  // from what a sample expects
};

struct TriedDefinition {
  DefinitionFrom from;
  std::vector<TriedPage> pages;
  std::vector<std::string> lacking;  // samples that are missing
};

struct TryOptions {
  std::string url;  // of the pages, where they do not tell
  bool caged = true;
};

/// in:  `files` are definitions; none for all. `pages`: these in place of the samples
/// err: bad_configuration for mistakes in a definition or a sample, no_input for a file that is not there
base::Result<std::vector<TriedDefinition>> try_definitions(const House& house,
                                                           const std::vector<std::string>& files,
                                                           const std::vector<std::string>& pages,
                                                           const TryOptions& options);

}  // namespace gh::app
