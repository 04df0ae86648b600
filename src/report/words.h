// What a report says, in words for a person who is not technical; the formats only lay it out. One rule
// stands above the others: nothing here ever calls anybody safe. What could not be read is said to be unread,
// and what was read without a finding is said to be no more than that.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "assess/audit.h"
#include "chart/bars.h"

namespace gh::report {

/// The parts of a report, in order.
enum class Section { exposed, unchecked, gone, nothing_found, to_do, kept, progress };

struct SectionWords {
  Section section;
  std::string_view id;     // of its heading in HTML
  std::string_view title;  // "What is exposed"
  std::string_view brief;  // behind a count: "exposed"
  std::string_view intro;  // said when there is something in it
};
const SectionWords& words(Section section);

/// "What strangers can see of Hannah Brackenbury".
std::string heading(const assess::Assessment& assessment);

/// The whole result in one sentence: how much is exposed, how much was read, and how much could not be.
std::string summary(const assess::Assessment& assessment);

/// What is said at the top of the report of an audit that did not reach its end.
std::string_view interrupted();

/// What is said of a part that has nothing in it; "" where it is left out then. Never good news that nobody
/// checked.
std::string empty_words(Section section, const assess::Assessment& assessment);

/// What is known beyond what the state means; "" when that is all.
std::string detail_words(const assess::Unchecked& unchecked);

std::string_view how_sure(detect::Certainty certainty);
std::string_view severity_words(checklist::Severity severity);
std::string_view standing_words(checklist::Standing standing);

/// "anyone, without logging in (in the page's source, not shown on screen)".
std::string seen_by(const detect::Finding& finding);

/// That no single place says all of it; "" where one does.
std::string joined_words(const assess::Exposure& exposure);

/// The title of its clause, or of its kind when the checklist has none.
std::string title_of(const assess::Exposure& exposure);

/// "22 November 2025, from a page that you saved".
std::string looked_words(const assess::AccountResult& result);

/// "3 pages".
std::string pages_words(const assess::AccountResult& result);

/// "hbrackenbury on wordpress", or the address of an account without a handle.
std::string account_words(const assess::Account& account);

/// What to call a site whose definition has this id.
std::string platform_words(std::string_view platform);

/// Where in a page a field of that id stands, as a person would say it: "display name", "the text of the
/// page".
std::string field_words(std::string_view field);

/// The same words as one page says them, wherever it says them.
struct Quotation {
  std::string words;   // shortened
  std::string fields;  // "the title of the page, blog title"; every field that says so, each once
};

/// One page of an exposure, however often it says so: nobody reads the same school's name twenty times.
struct PlaceWords {
  std::string place;
  std::vector<Quotation> quotations;  // at most max_quotations
  std::string more;                   // "and in 7 more ways of putting it", or empty
  std::string seen_by;                // by the one who sees most
  std::string looked;                 // when and how it was read; empty where that is not known
};
inline constexpr std::size_t max_quotations = 5;

/// The places of an exposure, in order of first sight.
std::vector<PlaceWords> places_of(const assess::Exposure& exposure, const assess::Assessment& assessment);

/// A quotation, at most as long as anybody reads; machine formats carry all of it.
std::string quotation(std::string_view words);

/// The address itself when it may become a link: http or https, with a host, and nothing invisible in it.
std::optional<std::string> link_target(std::string_view place);

/// The result of an account that was really read; null for any other.
const assess::AccountResult* result_of(const assess::Assessment& assessment, std::int64_t account);

/// The accounts that were really read and that no exposure was seen in.
std::vector<const assess::AccountResult*> nothing_found(const assess::Assessment& assessment);

/// How much is in each part that can be counted and is not empty: a big "0 exposed" would read as an
/// all-clear.
std::vector<std::pair<Section, std::size_t>> counts(const assess::Assessment& assessment);

/// How far the person is with each section of the checklist.
chart::Bars progress_bars(const assess::Assessment& assessment);

}  // namespace gh::report
