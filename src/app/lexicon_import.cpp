#include "app/lexicon_import.h"

#include <algorithm>
#include <charconv>
#include <istream>
#include <optional>
#include <set>
#include <streambuf>
#include <unordered_map>

#include "base/csv.h"
#include "base/file.h"
#include "base/text.h"
#include "base/windows_1252.h"

namespace gh::app {
namespace {

using base::Error;
using base::ErrorKind;
using lexicon::RegisterWords;

constexpr std::size_t largest_file = std::size_t{512} << 20;
constexpr std::size_t rows_between_progress = 5000;
constexpr std::size_t longest_value = 300;  // bytes; the register's longest name has 96

// A stream over bytes that are in memory already.
class ViewBuffer : public std::streambuf {
 public:
  explicit ViewBuffer(std::string_view bytes) {
    char* begin = const_cast<char*>(bytes.data());
    setg(begin, begin, begin + bytes.size());
  }
};

struct Columns {
  std::size_t count = 0;
  std::optional<std::size_t> number, name, status, phase, kind, town, postcode, trust, website;
};

// Where each column that we know stands; notes what is missing and what is left alone.
base::Result<Columns> find_columns(const base::CsvRow& header, const RegisterWords& words,
                                   RegisterTally& tally) {
  Columns columns;
  columns.count = header.fields.size();
  struct Wanted {
    const std::string& name;
    std::optional<std::size_t>& place;
    bool required;
  };
  const Wanted wanted[] = {{words.number, columns.number, true},      {words.name, columns.name, true},
                           {words.status, columns.status, true},      {words.phase, columns.phase, false},
                           {words.kind, columns.kind, false},         {words.town, columns.town, false},
                           {words.postcode, columns.postcode, false}, {words.trust, columns.trust, false},
                           {words.website, columns.website, false}};
  for (std::size_t i = 0; i < header.fields.size(); ++i) {
    const std::string_view column = base::trim(header.fields[i]);
    const auto known = std::find_if(std::begin(wanted), std::end(wanted), [&](const Wanted& one) {
      return !one.place && base::equal_ignoring_case(one.name, column);
    });
    const bool personal =
        std::any_of(words.personal.begin(), words.personal.end(), [&](const std::string& begin) {
          return base::equal_ignoring_case(column.substr(0, begin.size()), begin);
        });
    if (known != std::end(wanted)) {
      known->place = i;
    } else if (personal) {
      tally.personal.emplace_back(base::make_utf8(column));
    } else {
      ++tally.other_columns;
    }
  }
  std::string required;
  for (const Wanted& one : wanted) {
    if (one.place) continue;
    tally.missing.push_back(one.name);
    if (one.required) required += (required.empty() ? "" : ", ") + one.name;
  }
  if (!required.empty()) {
    return Error{ErrorKind::bad_data, "this is no register of schools: it has no column " + required, "",
                 "take the file with all establishments, as it was downloaded"};
  }
  return columns;
}

// "http://www.Marlpit.example/home" -> "marlpit.example"; empty for what is no web address.
std::string domain_of(std::string_view website) {
  std::string host = base::lower_ascii(base::trim(website));
  if (const std::size_t scheme = host.find("//"); scheme != std::string::npos) host.erase(0, scheme + 2);
  host.erase(std::min(host.find_first_of("/?#:"), host.size()));
  if (host.starts_with("www.")) host.erase(0, 4);
  while (host.ends_with('.')) host.pop_back();
  const bool is_host = host.find('.') != std::string::npos && !host.starts_with('.') &&
                       std::all_of(host.begin(), host.end(), [](char c) {
                         return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
                       });
  return is_host ? host : "";
}

bool among(std::string_view value, const std::vector<std::string>& list) {
  return std::any_of(list.begin(), list.end(),
                     [&](const std::string& one) { return base::equal_ignoring_case(one, value); });
}

// A row's values as one school's, all text its own.
struct Kept {
  std::uint32_t number = 0;
  std::string name, town, postcode, trust, domain, phase;
};

class Reader {
 public:
  Reader(const RegisterWords& words, bool utf8, RegisterTally& tally)
      : words_(words), utf8_(utf8), tally_(tally) {}

  base::Result<std::vector<Kept>> read(std::string_view bytes,
                                       const std::function<void(std::size_t)>& progress) {
    ViewBuffer buffer(bytes);
    std::istream in(&buffer);
    base::CsvReader csv(in, ',');
    const base::CsvRow* row = csv.next();
    if (row == nullptr || row->damage != base::CsvDamage::none)
      return Error{ErrorKind::bad_data, "the first row is no row of column names", "", ""};
    const auto columns = find_columns(*row, words_, tally_);
    if (!columns) return columns.error();
    columns_ = *columns;
    while ((row = csv.next()) != nullptr) {
      if (row->damage == base::CsvDamage::none && row->fields.size() == 1 && row->fields[0].empty()) continue;
      if (++tally_.rows % rows_between_progress == 0 && progress) progress(tally_.rows);
      read_row(*row);
    }
    return std::move(kept_);
  }

 private:
  std::string value(const base::CsvRow& row, const std::optional<std::size_t>& column) const {
    if (!column || *column >= row.fields.size()) return "";
    const std::string& raw = row.fields[*column];
    return base::collapse_blanks(utf8_ ? raw : base::from_windows_1252(raw));
  }

  void bad(const base::CsvRow& row, std::string reason) {
    tally_.bad.push_back({row.number, row.line, std::move(reason)});
  }

  void read_row(const base::CsvRow& row) {
    if (row.damage != base::CsvDamage::none) return bad(row, std::string(meaning(row.damage)));
    if (row.fields.size() != columns_.count) {
      return bad(row, std::to_string(row.fields.size()) + " values where the header has " +
                          std::to_string(columns_.count));
    }
    const std::string number = value(row, columns_.number);
    Kept school{0,
                value(row, columns_.name),
                value(row, columns_.town),
                value(row, columns_.postcode),
                value(row, columns_.trust),
                "",
                value(row, columns_.phase)};
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), school.number);
    if (error != std::errc() || end != number.data() + number.size() || school.number == 0)
      return bad(row, words_.number + " is no number: \"" + base::shorten(number, 30) + "\"");
    if (school.name.empty()) return bad(row, words_.name + " is empty");
    if (school.name.size() > longest_value) return bad(row, words_.name + " is longer than a name can be");
    for (std::string* text : {&school.town, &school.postcode, &school.trust, &school.phase}) {
      if (text->size() > longest_value) text->clear();
    }
    if (!among(value(row, columns_.status), words_.open)) {
      ++tally_.not_open;
      return;
    }
    if (among(value(row, columns_.kind), words_.not_kinds)) {
      ++tally_.no_school;
      return;
    }
    const auto [known, is_new] = names_.try_emplace(school.number, school.name);
    if (!is_new) {
      if (known->second != school.name)
        return bad(row, words_.number + " " + number + " is another school's too");
      ++tally_.repeated;
      return;
    }
    read_domain(value(row, columns_.website), school);
    ++tally_.phases[school.phase.empty() ? "not given" : school.phase];
    kept_.push_back(std::move(school));
  }

  void read_domain(const std::string& website, Kept& school) {
    school.domain = domain_of(website);
    // A host below one of these is a page with somebody else: "sites.google.com".
    const bool shared =
        std::any_of(words_.shared_hosts.begin(), words_.shared_hosts.end(), [&](const std::string& host) {
          return school.domain == host || school.domain.ends_with("." + host);
        });
    if (shared) ++tally_.shared_website;
    if (shared || school.domain.size() > longest_value) school.domain.clear();
  }

  const RegisterWords& words_;
  bool utf8_;
  RegisterTally& tally_;
  Columns columns_;
  std::unordered_map<std::uint32_t, std::string> names_;
  std::vector<Kept> kept_;
};

base::Result<void> must_be_text(std::string_view bytes) {
  const std::string hint = "take the CSV file itself, as it was downloaded";
  if (bytes.empty()) return Error{ErrorKind::bad_data, "this file is empty", "", hint};
  if (bytes.starts_with("PK\x03\x04"))
    return Error{ErrorKind::bad_data, "this is a zip archive or a workbook", "",
                 "take the CSV file out of it"};
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF"))
    return Error{ErrorKind::bad_data, "this is UTF-16 text, which we do not read", "", hint};
  if (bytes.find('\0') != std::string_view::npos)
    return Error{ErrorKind::bad_data, "this is no text", "", hint};
  return {};
}

base::Error in_file(Error error, const std::filesystem::path& file) {
  if (error.where.empty()) error.where = file.string();
  return error;
}

std::vector<std::string> words_in(std::string_view what) {
  std::vector<std::string> words;
  const std::string folded = base::fold(what);
  std::vector<lexicon::Word> cut;
  lexicon::append_words(folded, cut);
  for (const lexicon::Word& word : cut) words.push_back(folded.substr(word.begin, word.end - word.begin));
  return words;
}

// "Marlpit Primary School" is called "Marlpit Primary" too.
std::vector<std::string> short_names(std::string_view name) {
  constexpr std::string_view ending = " School";
  constexpr std::string_view kinds[] = {"Primary", "Junior",  "Infant",   "High",
                                        "Nursery", "Grammar", "Secondary"};
  if (!name.ends_with(ending)) return {};
  name.remove_suffix(ending.size());
  const bool short_enough = std::any_of(std::begin(kinds), std::end(kinds),
                                        [&](std::string_view kind) { return name.ends_with(kind); });
  return short_enough ? std::vector{std::string(name)} : std::vector<std::string>{};
}

}  // namespace

std::filesystem::path register_file(const House& house) { return house.home.data / "schools.lexicon"; }

base::Result<RegisterTally> import_register(const House& house, const std::filesystem::path& file,
                                            bool dry_run, const std::function<void(std::size_t)>& progress) {
  const auto words = lexicon::read_register_words(house.share / "data");
  if (!words) return words.error();
  const auto bytes = base::read_file(file, largest_file);
  if (!bytes) return bytes.error();
  if (auto text = must_be_text(*bytes); !text) return in_file(text.error(), file);
  RegisterTally tally;
  const bool utf8 = base::is_utf8(*bytes);
  tally.encoding = utf8 ? "UTF-8" : "Windows-1252";
  const auto kept = Reader(*words, utf8, tally).read(*bytes, progress);
  if (!kept) return in_file(kept.error(), file);
  if (kept->empty())
    return Error{ErrorKind::bad_data, "there is no open school in this file", file.string(), ""};
  std::vector<lexicon::School> schools;
  for (const Kept& one : *kept)
    schools.push_back({one.number, one.name, one.town, one.postcode, one.trust, one.domain, one.phase});
  tally.kept = schools.size();
  const std::string list = lexicon::write_register(schools, words->names);
  tally.bytes = list.size();
  if (dry_run) return tally;
  if (auto written = base::write_file(register_file(house), list, /*secret=*/false); !written)
    return written.error();
  return tally;
}

base::Result<bool> forget_register(const House& house) {
  std::error_code trouble;
  const bool was_there = std::filesystem::remove(register_file(house), trouble);
  if (trouble) return Error{ErrorKind::cannot_write, trouble.message(), register_file(house).string(), ""};
  return was_there;
}

base::Result<lexicon::Register> open_register(const House& house) {
  auto found = lexicon::Register::open(register_file(house));
  if (found || found.error().kind != ErrorKind::no_input) return found;
  return Error{ErrorKind::no_input, "no list of schools yet", "",
               "download the register of schools (CSV) and use: glasshouse lexicon import FILE"};
}

std::vector<lexicon::School> find_schools(const lexicon::Register& schools, std::string_view what) {
  std::vector<lexicon::School> found;
  const std::vector<std::string> wanted = words_in(what);
  for (std::uint32_t at = 0; at < schools.size() && !wanted.empty(); ++at) {
    const lexicon::School school = schools.school(at);
    const std::vector<std::string> words = words_in(
        std::string(school.name) + " " + std::string(school.town) + " " + std::to_string(school.number));
    const bool all = std::all_of(wanted.begin(), wanted.end(), [&](const std::string& word) {
      return std::find(words.begin(), words.end(), word) != words.end();
    });
    if (all) found.push_back(school);
  }
  return found;
}

base::Result<base::Employer> cut_trust(const lexicon::Register& schools, std::string_view trust) {
  const std::vector<std::string> wanted = words_in(trust);
  base::Employer cut;
  std::set<std::string> near;
  for (std::uint32_t at = 0; at < schools.size() && !wanted.empty(); ++at) {
    const lexicon::School school = schools.school(at);
    if (school.trust.empty()) continue;
    const std::vector<std::string> words = words_in(school.trust);
    if (words == wanted) {
      cut.trust.name = school.trust;
      base::Organisation own{std::string(school.name),
                             short_names(school.name),
                             {},
                             std::string(school.town),
                             std::string(school.postcode)};
      if (!school.domain.empty()) own.domains.emplace_back(school.domain);
      cut.schools.push_back(std::move(own));
    } else if (near.size() < 5 && std::all_of(wanted.begin(), wanted.end(), [&](const std::string& word) {
                 return std::find(words.begin(), words.end(), word) != words.end();
               })) {
      near.emplace(school.trust);
    }
  }
  if (!cut.schools.empty()) return cut;
  std::string hint =
      near.empty() ? "its full name stands in: glasshouse lexicon show SCHOOL" : "is it one of these?";
  for (const std::string& one : near) hint += (one == *near.begin() ? " " : "; ") + one;
  return Error{ErrorKind::usage, "no trust of that name: \"" + std::string(trust) + "\"", "", hint};
}

}  // namespace gh::app
