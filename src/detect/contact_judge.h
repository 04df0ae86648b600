// Whose a number, an address or a place to live is that stands somewhere on a page, and by which rule: from
// the words around it, the label and the heading, and whose page it is.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "detect/contact_context.h"
#include "detect/contact_shapes.h"
#include "detect/contact_words.h"
#include "detect/finding.h"
#include "detect/material.h"

namespace gh::detect {

enum class Verdict { nothing, organisation, other, self };

struct Judgement {
  Verdict verdict = Verdict::nothing;
  std::string_view rule;
  Certainty certainty = Certainty::likely;
};

/// One place in a passage that is to be judged.
struct Spot {
  const FoldedPassage& in;
  const Seen& seen;
  std::uint32_t label;  // cues of the passage's label
  Context context;
  std::uint32_t section = 0;          // cues of the heading above
  Verdict beside = Verdict::nothing;  // of what stands right before it: "Robin 07700 900123 / robin@…"
  bool link = false;
  bool street_before = false;  // a postcode behind a house number and a street
};

/// True for values that data states, not for words that people read.
bool is_stated(const scrape::Passage& passage);

/// Judges the contacts of one page, which must outlive it.
class ContactJudge {
 public:
  ContactJudge(const Material& material, const ContactWords& words);
  ~ContactJudge();

  Judgement judge(const Spot& spot) const;

  /// True for a mailbox at a domain of the employer's.
  bool is_school_address(std::string_view address) const;

 private:
  class Rules;
  std::unique_ptr<Rules> rules_;
};

}  // namespace gh::detect
