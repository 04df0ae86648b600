// A checklist: the questions of a policy, read from checklists/*.toml. Facts and words are in the files; here
// is their shape. Answers are told apart by an item's permanent id, so titles may be reworded at any time.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace gh::checklist {

/// What the policy makes of an item (columns of the policy's clause table).
enum class Severity { aware, duty, expose, breach, organisation };

/// Who can decide an item: only the person, the scanner, both together; or it is no question at all.
enum class Decides { person, acknowledgement, scanner, both, organisation };

struct Item {
  std::string id;       // "SEC-05"; permanent, never reused, never derived from the title
  std::string section;  // id of its section
  Decides decides = Decides::person;
  Severity severity = Severity::aware;
  std::string title;  // a few words, for lists and reports
  std::string
      question;        // to be answered with yes, no, not sure, does not apply, keep; empty for organisation
  std::string good;    // the answer that leaves nothing to do: "yes" or "no"
  std::string why;     // why it matters
  std::string advice;  // what to do
  std::string risk;    // what may happen
  std::string help;    // more words, on demand; may be empty
  std::string clause;  // the policy's duty in our own words
  std::vector<std::string> detectors;  // that speak to this item, by their names in the policy's table: "dob"
  std::vector<std::string> settings;   // setting keys: "birthday-audience"
};

struct Section {
  std::string id;
  std::string title;
  std::string intro;
};

/// The question that is always asked first: whose device is this? On a school's only the checklist is done.
struct DeviceQuestion {
  std::string question;
  std::string why;
  std::string own;        // the answer "mine", in a few words
  std::string school;     // the answer "the school's"
  std::string unsure;     // the answer "not sure", which counts as the school's
  std::string on_school;  // what is said when it is the school's: checklist only, and why
};

struct Checklist {
  std::string id;  // "social-media-policy"
  std::string title;
  std::string version;  // of the file, so that a receipt can say which one was done
  DeviceQuestion device;
  std::vector<Section> sections;
  std::vector<Item> items;  // in the order of the walk, organisation rows among them

  /// Null when there is no such item or section.
  const Item* item(std::string_view id) const;
  const Section* section(std::string_view id) const;
};

/// The items that a person is asked about, in order: all but the organisation's.
std::vector<const Item*> employee_items(const Checklist& checklist);

/// Reads one file; the error holds every mistake with file:line:column and what to write instead.
base::Result<Checklist> read_checklist(const std::string& toml, const std::string& file);

std::string_view name(Severity severity);  // "aware", "duty", "expose", "breach", "organisation"
std::string_view name(Decides decides);    // "ask", "ack", "auto", "both", "org"

}  // namespace gh::checklist
