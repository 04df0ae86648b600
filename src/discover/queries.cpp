#include "discover/queries.h"

#include <array>
#include <set>

#include "base/text.h"
#include "discover/names.h"

namespace gh::discover {
namespace {

// What each kind of search is for, and how many of it there may be at most. In the order of asking.
enum class Purpose {
  name,
  town,
  organisation,
  role,
  turned,
  surname_at_school,
  former,
  username,
  site,
  document,
};

struct Row {
  Purpose purpose;
  std::size_t most;
  std::string_view why;
};

constexpr std::array rows{
    Row{Purpose::name, 8,
        "Anybody who looks you up begins with your name, in one of the ways people write it."},
    Row{Purpose::town, 4, "A town tells you apart from others of your name."},
    Row{Purpose::organisation, 10, "Parents, pupils and journalists know where you work, and add it."},
    Row{Purpose::role, 4, "People who know only what you do add that."},
    Row{Purpose::turned, 4, "Lists, results and registers put the surname first or shorten the first name."},
    Row{Purpose::surname_at_school, 4, "Pupils and newsletters use only your surname."},
    Row{Purpose::former, 6, "Old pages still carry the name you had then."},
    Row{Purpose::username, 8, "One username leads from one account to the next."},
    Row{Purpose::site, 11, ""},  // each site has its own reason
    Row{Purpose::document, 1, "Minutes, programmes and newsletters lie about as PDF files, often for years."},
};

constexpr bool rows_in_order() {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (static_cast<std::size_t>(rows[i].purpose) != i) return false;
  }
  return true;
}
static_assert(rows_in_order());

constexpr std::size_t most_together() {
  std::size_t sum = 0;
  for (const Row& row : rows) sum += row.most;
  return sum;
}
static_assert(most_together() <= largest_pack);

// Engines refuse very long queries (one stops at 499 letters). No name is longer than this, and two of them
// with a site make a query that all engines take.
constexpr std::size_t longest_name = 120;

std::string quoted(std::string_view phrase) { return "\"" + plain_words(phrase) + "\""; }

// Collects the pack: kinds in order, each within its bound, nothing twice.
class Pack {
 public:
  void add(Purpose purpose, const std::string& words, std::string_view why = {}) {
    const Row& row = rows[static_cast<std::size_t>(purpose)];
    std::size_t& used = used_[static_cast<std::size_t>(purpose)];
    if (used == row.most) return;
    if (!known_.insert(base::lower_ascii(words)).second) return;
    queries_.push_back({words, std::string(why.empty() ? row.why : why)});
    ++used;
  }
  std::vector<Query> take() { return std::move(queries_); }

 private:
  std::array<std::size_t, rows.size()> used_{};
  std::set<std::string> known_;
  std::vector<Query> queries_;
};

// Without those that are nothing once they are made plain, or can be no name.
std::vector<std::string> usable(const std::vector<std::string>& texts) {
  std::vector<std::string> kept;
  for (const std::string& text : texts) {
    if (std::string words = plain_words(text); !words.empty() && words.size() <= longest_name)
      kept.push_back(std::move(words));
  }
  return kept;
}

std::vector<const base::Organisation*> organisations(const base::Employer& employer) {
  std::vector<const base::Organisation*> all;
  if (!employer.trust.name.empty()) all.push_back(&employer.trust);
  for (const base::Organisation& school : employer.schools) all.push_back(&school);
  return all;
}

// Every letterhead name before the first short form.
std::vector<std::string> organisation_names(const base::Employer& employer) {
  std::vector<std::string> names, short_forms;
  for (const base::Organisation* organisation : organisations(employer)) {
    names.push_back(organisation->name);
    short_forms.insert(short_forms.end(), organisation->aliases.begin(), organisation->aliases.end());
  }
  names.insert(names.end(), short_forms.begin(), short_forms.end());
  return usable(names);
}

std::vector<std::string> towns(const base::Person& person) {
  std::vector<std::string> all{person.town};
  for (const base::Organisation* organisation : organisations(person.employer))
    all.push_back(organisation->town);
  return usable(all);
}

// One word needs no quotation marks.
std::string phrase(const std::string& words) {
  return words.find_first_of(" -") == std::string::npos ? words : quoted(words);
}

void add_turned(Pack& pack, const std::string& name, const SearchBook& book) {
  const NameParts parts = name_parts(name, book);
  if (parts.given.empty()) return;
  pack.add(Purpose::turned, quoted(parts.surname + ", " + parts.given));
  const std::string initial(parts.given, 0, base::code_point(parts.given, 0).length);
  pack.add(Purpose::turned, quoted(initial + " " + parts.surname));
}

void add_surname_at_schools(Pack& pack, const std::string& name, const base::Employer& employer,
                            const SearchBook& book) {
  const std::string surname = quoted(name_parts(name, book).surname);
  std::vector<std::string> schools;
  for (const base::Organisation& school : employer.schools) schools.push_back(school.name);
  for (const std::string& school : usable(schools))
    pack.add(Purpose::surname_at_school, surname + " " + quoted(school));
}

// A former surname alone goes with the first name of today.
std::vector<std::string> former_names(const base::Person& person, const std::vector<std::string>& names,
                                      const SearchBook& book) {
  std::vector<std::string> former = usable(person.former_names);
  for (std::string& name : former) {
    if (name.find(' ') != std::string::npos || names.empty()) continue;
    const std::string given = name_parts(names.front(), book).given;
    if (!given.empty()) name = given.substr(0, given.find(' ')) + " " + name;
  }
  return former;
}

void add_name_searches(Pack& pack, const base::Person& person, const std::vector<std::string>& names,
                       const SearchBook& book) {
  for (const std::string& name : names) {
    for (const std::string& form : name_forms(name, book)) pack.add(Purpose::name, quoted(form));
  }
  if (names.empty()) return;
  const std::string& usual = names.front();
  for (const std::string& town : towns(person)) pack.add(Purpose::town, quoted(usual) + " " + phrase(town));
  for (const std::string& organisation : organisation_names(person.employer))
    pack.add(Purpose::organisation, quoted(usual) + " " + quoted(organisation));
  for (const std::string& role : book.roles)
    pack.add(Purpose::role, quoted(usual) + " " + phrase(plain_words(role)));
  for (const std::string& name : names) add_turned(pack, name, book);
  add_surname_at_schools(pack, usual, person.employer, book);
}

void add_former_names(Pack& pack, const base::Person& person, const std::vector<std::string>& names,
                      const SearchBook& book) {
  for (const std::string& former : former_names(person, names, book)) {
    for (const std::string& form : name_forms(former, book, 3)) pack.add(Purpose::former, quoted(form));
  }
}

void add_usernames(Pack& pack, const base::Person& person, std::span<const std::string> handles) {
  std::vector<std::string> all = person.usernames;
  all.insert(all.end(), handles.begin(), handles.end());
  for (std::string& name : all) {
    if (name.starts_with('@')) name.erase(0, 1);
  }
  for (const std::string& name : usable(all)) pack.add(Purpose::username, quoted(name));
}

void add_sites(Pack& pack, const std::string& usual, const SearchBook& book) {
  for (const Site& site : book.sites)
    pack.add(Purpose::site, quoted(usual) + " site:" + site.within, site.why);
  pack.add(Purpose::document, "filetype:pdf " + quoted(usual));
}

}  // namespace

std::vector<Query> query_pack(const base::Person& person, std::span<const std::string> handles,
                              const SearchBook& book) {
  const std::vector<std::string> names = usable(person.names);
  Pack pack;
  add_name_searches(pack, person, names, book);
  add_former_names(pack, person, names, book);
  add_usernames(pack, person, handles);
  if (!names.empty()) add_sites(pack, names.front(), book);
  return pack.take();
}

}  // namespace gh::discover
