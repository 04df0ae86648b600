// Answers written down beforehand, for those who would rather fill in a file than walk through the questions:
//
//   device = "own"            # or "school", "unsure"
//   [answers]
//   "SEC-05" = "no"           # yes, no, not_sure, does_not_apply, keep
//   [reasons]
//   "SEC-07" = "my publisher asks for it"   # what is answered with keep needs one
//
// Pure: nothing is saved here.
#pragma once

#include <string>
#include <vector>

#include "checklist/answers.h"

namespace gh::checklist {

struct AnswersFile {
  Device device = Device::unknown;  // when the file does not say
  std::vector<Answer> answers;      // by item id, at most one an item
};

/// Reads such a file for one checklist; every answer gets the day `today`.
/// err: bad_data with every unknown id, unknown reply and missing reason, with file:line:column
base::Result<AnswersFile> read_answers(const std::string& toml, const std::string& file,
                                       const Checklist& checklist, base::Day today);

}  // namespace gh::checklist
