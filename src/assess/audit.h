// One dated look at one person's accounts, and what it adds up to. Values only.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/state.h"
#include "checklist/answers.h"
#include "checklist/checklist.h"
#include "detect/finding.h"

namespace gh::assess {

enum class Ownership { unconfirmed, confirmed, rejected };
std::string_view name(Ownership ownership);  // "unconfirmed", "confirmed", "rejected"
std::optional<Ownership> ownership_named(std::string_view name);

/// A place online that the person says is theirs, or that was found and they confirmed or rejected.
struct Account {
  std::int64_t id = 0;   // given by the vault
  std::string platform;  // id of a definition: "wordpress", "generic"
  std::string handle;    // may be empty for a bare address
  std::string url;       // may be empty for a handle on a platform that is import only
  Ownership ownership = Ownership::confirmed;
  base::Day added;

  bool operator==(const Account&) const = default;
};

/// How content reached us.
enum class Source { none, fetched, saved_page, typed, data_export };
std::string_view name(Source source);  // "none", "fetched", "saved_page", "typed", "data_export"
std::optional<Source> source_named(std::string_view name);

/// What came of looking at one account in one audit. Nothing found counts for something only when state is
/// found.
struct AccountResult {
  Account account;
  base::State state = base::State::not_checked;
  std::string reason;  // machine word: "unknown_host", "tls_failure", "http_404", ""
  std::string detail;  // one sentence for a person, "" when the state says it all
  Source source = Source::none;
  std::vector<std::string> places;  // the addresses or files that were read, in order
  std::vector<detect::Finding> findings;
  std::vector<std::string> finding_places;  // for each finding the place that it stood in
  base::Day looked;

  bool operator==(const AccountResult&) const = default;
};

/// One dated run. An interrupted one has the results up to the last account that was finished.
struct Audit {
  std::int64_t id = 0;
  base::Day started;
  bool finished = false;
  std::vector<AccountResult> results;
};

/// One place of an exposure: where, which words, who can see it.
struct Sighting {
  std::int64_t account = 0;
  std::string platform;
  std::string place;  // address or file
  detect::Finding finding;
};

/// What a stranger would know from all places together.
struct Exposure {
  std::string id;  // stable: the kind, and the value where a kind can have several: "birth_date", "school:…"
  detect::Kind kind;
  std::string value;  // joined over all places: a birth date from a day here and an age there
  std::string words;  // one sentence: "A stranger can learn your full date of birth: 4 July 1985."
  checklist::Severity severity = checklist::Severity::expose;
  detect::Certainty certainty = detect::Certainty::likely;
  std::string clause;  // item id; title, why, advice and risk are that item's
  std::string title;
  std::string why;
  std::string advice;
  std::string risk;
  bool joined = false;  // no single place says all of it
  std::vector<Sighting> sightings;
};

/// An account about which nothing may be concluded, and why.
struct Unchecked {
  Account account;
  base::State state = base::State::not_checked;
  std::string reason;
  std::string detail;
};

/// An item of the checklist that the person's own answer leaves open.
struct ToDo {
  std::string item;
  std::string title;
  std::string advice;
  checklist::Severity severity = checklist::Severity::aware;
  checklist::Standing standing = checklist::Standing::open;
  std::string reason;  // for what they chose to keep
};

struct Assessment {
  std::string person;  // first name form, for the heading; "" when not given
  base::Day date;
  std::string checklist_title;
  bool audit_finished = true;
  std::vector<AccountResult> looked_at;  // state found: really read
  std::vector<Exposure> exposures;       // worst first
  std::vector<Unchecked> unchecked;
  std::vector<Account> absent;  // the site says there is no such page
  std::vector<ToDo> to_do;      // from the checklist, worst first
  std::vector<ToDo> kept;
  std::vector<checklist::Progress> progress;
};

}  // namespace gh::assess
