#include "lexicon/lexicon.h"

#include <cstdlib>

#include "base/definition_file.h"
#include "base/text.h"

namespace gh::lexicon {
namespace {

using base::DefinitionTable;

std::vector<std::string> folded(std::vector<std::string> words) {
  for (std::string& word : words) word = base::fold(word);
  return words;
}

void read_months(DefinitionTable& root, DateWords& dates) {
  const std::vector<std::vector<std::string>> months = root.lists("months");
  if (months.size() != 12) root.problem("months", "'months' must be twelve lists of words");
  for (std::size_t i = 0; i < months.size(); ++i) {
    for (const std::string& word : months[i]) dates.months[base::fold(word)] = static_cast<int>(i) + 1;
  }
}

// "thirty-four" and "thirty four" from tens and units.
void read_numbers(DefinitionTable& root, DateWords& dates) {
  const std::vector<std::string> units = folded(root.texts("units")), tens = folded(root.texts("tens"));
  if (units.size() != 19) root.problem("units", "'units' must be the nineteen words from one to nineteen");
  if (tens.size() != 8) root.problem("tens", "'tens' must be the eight words from twenty to ninety");
  for (std::size_t i = 0; i < units.size(); ++i) dates.numbers[units[i]] = static_cast<int>(i) + 1;
  for (const std::vector<std::string>& more : root.lists("more_tens")) {
    if (more.size() != 2) root.problem("more_tens", "each must be a word and its number");
    if (more.size() == 2) dates.numbers[base::fold(more[0])] = std::atoi(more[1].c_str());
  }
  for (std::size_t ten = 0; ten < tens.size(); ++ten) {
    const int value = (static_cast<int>(ten) + 2) * 10;
    dates.numbers[tens[ten]] = value;
    for (std::size_t unit = 0; unit < 9 && unit < units.size(); ++unit) {
      for (std::string_view between : {"-", " "}) {
        dates.numbers[tens[ten] + std::string(between) + units[unit]] = value + static_cast<int>(unit) + 1;
      }
    }
  }
}

void read_feasts(DefinitionTable& root, DateWords& dates) {
  for (const std::vector<std::string>& feast : root.lists("feasts")) {
    if (feast.size() < 3) {
      root.problem("feasts", "each of 'feasts' must be a month, a day, and at least one name");
      continue;
    }
    const int day = std::atoi(feast[0].c_str()) * 100 + std::atoi(feast[1].c_str());
    for (std::size_t i = 2; i < feast.size(); ++i) dates.feasts[base::fold(feast[i])] = day;
  }
}

void read_weekdays(DefinitionTable& root, DateWords& dates) {
  const std::vector<std::vector<std::string>> weekdays = root.lists("weekdays");
  if (weekdays.size() != 7) root.problem("weekdays", "'weekdays' must be seven lists of words");
  for (std::size_t i = 0; i < weekdays.size(); ++i) {
    for (const std::string& word : weekdays[i]) dates.weekdays[base::fold(word)] = static_cast<int>(i) + 1;
  }
}

base::Result<DateWords> read_dates(const std::filesystem::path& path) {
  auto file = base::open_definition(path);
  if (!file) return file.error();
  DefinitionTable root = file->root();
  DateWords dates;
  root.integer("schema", 1);
  read_months(root, dates);
  read_numbers(root, dates);
  read_feasts(root, dates);
  read_weekdays(root, dates);
  dates.beside = folded(root.texts("beside"));
  const std::vector<std::string> ordinals = folded(root.texts("ordinals"));
  if (ordinals.size() != 31)
    root.problem("ordinals", "'ordinals' must be the words from first to thirty-first");
  for (std::size_t i = 0; i < ordinals.size(); ++i) dates.ordinals[ordinals[i]] = static_cast<int>(i) + 1;
  if (auto error = file->error()) return *error;
  return dates;
}

base::Result<OrganisationWords> read_organisations(const std::filesystem::path& path) {
  auto file = base::open_definition(path);
  if (!file) return file.error();
  DefinitionTable root = file->root();
  OrganisationWords words;
  root.integer("schema", 1);
  words.kinds = folded(root.texts("kinds"));
  words.any_school = folded(root.texts("any_school"));
  words.any_trust = folded(root.texts("any_trust"));
  words.qualifiers = folded(root.texts("qualifiers"));
  for (const std::vector<std::string>& pair : root.lists("short_for")) {
    if (pair.size() == 2)
      words.short_for[base::fold(pair[0])] = base::fold(pair[1]);
    else
      root.problem("short_for", "'short_for' must be pairs: [[\"sch\", \"school\"]]");
  }
  words.common_names = folded(root.texts("common_names"));
  words.common_beginnings = folded(root.texts("common_beginnings"));
  words.not_followed_by_any = folded(root.texts("not_followed_by_any"));
  words.not_followed_by = folded(root.texts("not_followed_by"));
  words.land_words = folded(root.texts("land_words"));
  words.not_preceded_by = folded(root.texts("not_preceded_by"));
  words.not_directly_after = folded(root.texts("not_directly_after"));
  words.other_houses = folded(root.texts("other_houses"));
  words.stands_at = folded(root.texts("stands_at"));
  words.cues = folded(root.texts("cues"));
  words.weak_cues = folded(root.texts("weak_cues"));
  words.against = folded(root.texts("against"));
  words.leads = folded(root.texts("leads"));
  words.wide_places = folded(root.texts("wide_places"));
  words.after_town = folded(root.texts("after_town"));
  words.former = folded(root.texts("former"));
  words.attended = folded(root.texts("attended"));
  words.title_separators = root.texts("title_separators");
  words.handle_cues = folded(root.texts("handle_cues"));
  words.handle_joiners = folded(root.texts("handle_joiners"));
  words.shown_by = folded(root.texts("shown_by"));
  words.kept_accounts = folded(root.texts("kept_accounts"));
  words.named_accounts = folded(root.texts("named_accounts"));
  words.sites = folded(root.texts("sites"));
  words.makes = folded(root.texts("makes"));
  words.called = folded(root.texts("called"));
  words.before_called = folded(root.texts("before_called"));
  words.name_joiners = folded(root.texts("name_joiners"));
  words.follows = folded(root.texts("follows"));
  words.department_words = folded(root.texts("department_words"));
  words.headline_words = folded(root.texts("headline_words"));
  if (auto error = file->error()) return *error;
  return words;
}

base::Result<RoleWords> read_roles(const std::filesystem::path& path) {
  auto file = base::open_definition(path);
  if (!file) return file.error();
  DefinitionTable root = file->root();
  RoleWords words;
  root.integer("schema", 1);
  words.roles = folded(root.texts("roles"));
  words.shared_roles = folded(root.texts("shared_roles"));
  words.modifiers = folded(root.texts("modifiers"));
  words.subjects = folded(root.texts("subjects"));
  words.areas = folded(root.texts("areas"));
  words.area_heads = folded(root.texts("area_heads"));
  words.taught = folded(root.texts("taught"));
  words.years = folded(root.texts("years"));
  words.capitals = folded(root.texts("capitals"));
  words.job_nouns = folded(root.texts("job_nouns"));
  words.before_subject = folded(root.texts("before_subject"));
  words.of = folded(root.texts("of"));
  words.teach = folded(root.texts("teach"));
  if (auto error = file->error()) return *error;
  return words;
}

base::Result<PeopleWords> read_people(const std::filesystem::path& path) {
  using Words = PeopleWords;
  constexpr std::pair<std::string_view, Words::List> lists[] = {{"relatives", Words::relatives},
                                                                {"pets", Words::pets},
                                                                {"pupils", Words::pupils},
                                                                {"things", Words::things},
                                                                {"public", Words::public_people},
                                                                {"anybody", Words::anybody},
                                                                {"self", Words::self},
                                                                {"third", Words::third},
                                                                {"possessives", Words::possessives},
                                                                {"articles", Words::articles},
                                                                {"verbs", Words::verbs},
                                                                {"oblique", Words::oblique},
                                                                {"speech", Words::speech},
                                                                {"titles", Words::titles},
                                                                {"introductions", Words::introductions},
                                                                {"given_names", Words::given_names},
                                                                {"neutral", Words::neutral},
                                                                {"birth_words", Words::birth_words},
                                                                {"abbreviations", Words::abbreviations},
                                                                {"wishes", Words::wishes},
                                                                {"equals", Words::equals},
                                                                {"ours", Words::ours},
                                                                {"states", Words::states},
                                                                {"wheres", Words::wheres},
                                                                {"clauses", Words::clauses},
                                                                {"describers", Words::describers},
                                                                {"joins", Words::joins},
                                                                {"ofs", Words::ofs},
                                                                {"deeds", Words::deeds},
                                                                {"institutions", Words::institutions},
                                                                {"bylines", Words::bylines},
                                                                {"own_pages", Words::own_pages},
                                                                {"cohorts", Words::cohorts},
                                                                {"name_labels", Words::name_labels},
                                                                {"examples", Words::examples},
                                                                {"tales", Words::tales},
                                                                {"acts", Words::acts},
                                                                {"replies", Words::replies},
                                                                {"answers", Words::answers},
                                                                {"questions", Words::questions},
                                                                {"small_ads", Words::small_ads},
                                                                {"interrogatives", Words::interrogatives},
                                                                {"riddles", Words::riddles},
                                                                {"askers", Words::askers},
                                                                {"establishments", Words::establishments},
                                                                {"months", Words::months},
                                                                {"moods", Words::moods},
                                                                {"indoors", Words::indoors},
                                                                {"staff", Words::staff},
                                                                {"testimonies", Words::testimonies},
                                                                {"handle_cues", Words::handle_cues}};
  auto file = base::open_definition(path);
  if (!file) return file.error();
  DefinitionTable root = file->root();
  PeopleWords people;
  root.integer("schema", 1);
  for (const auto& [key, list] : lists) {
    for (const std::string& word : folded(root.texts(key))) people.lists[word] |= list;
  }
  for (const std::string& label : folded(root.texts("thing_labels"))) people.thing_labels.insert(label);
  for (const std::string& label : folded(root.texts("animal_labels"))) people.animal_labels.insert(label);
  people.own_name_cues = folded(root.texts("own_name_cues"));
  people.own_birth_cues = folded(root.texts("own_birth_cues"));
  people.others_headings = folded(root.texts("others_headings"));
  people.namesake_headings = folded(root.texts("namesake_headings"));
  people.voices_headings = folded(root.texts("voices_headings"));
  people.counted_headings = folded(root.texts("counted_headings"));
  people.namesake_cues = folded(root.texts("namesake_cues"));
  people.before_works = folded(root.texts("before_works"));
  people.behind_works = folded(root.texts("behind_works"));
  for (const std::string& label : folded(root.texts("life_labels"))) people.life_labels.insert(label);
  if (auto error = file->error()) return *error;
  return people;
}

base::Result<WordFrequencies> read_frequencies(const std::filesystem::path& path) {
  auto file = base::open_definition(path);
  if (!file) return file.error();
  base::DefinitionTable root = file->root();
  root.integer("schema", 1);
  WordFrequencies frequencies;
  frequencies.digits = static_cast<double>(root.integer("digits", 10'000)) / 1e6;
  for (base::DefinitionTable table : root.tables("common")) {
    const double often = static_cast<double>(table.integer("per_million", 1)) / 1e6;
    for (const std::string& line : table.texts("words")) {
      for (const std::string_view word : base::split(line, ' ')) frequencies.common.emplace(word, often);
    }
  }
  if (auto error = file->error()) return *error;
  return frequencies;
}

}  // namespace

void PeopleWords::index() {
  by_hash_.assign(size, 0);
  for (const auto& [word, in_lists] : lists) by_hash_[hash_of(word) % size] |= in_lists;
}

base::Result<Lexicon> read_lexicon(const std::filesystem::path& data) {
  auto dates = read_dates(data / "lexicon" / "dates.toml");
  if (!dates) return dates.error();
  auto organisations = read_organisations(data / "lexicon" / "organisations.toml");
  if (!organisations) return organisations.error();
  auto people = read_people(data / "lexicon" / "people.toml");
  if (!people) return people.error();
  auto roles = read_roles(data / "lexicon" / "roles.toml");
  if (!roles) return roles.error();
  auto given_names = read_given_names(data / "lexicon" / "given_names.toml");
  if (!given_names) return given_names.error();
  for (const std::string& name : given_names->names) {
    if (given_names->only_name(name)) people->lists[name] |= PeopleWords::given_names;
  }
  for (const auto& [nickname, names] : given_names->stand_for) people->nicknames[nickname] = folded(names);
  people->index();
  auto questions = read_security_questions(data / "lexicon" / "security_questions.toml");
  if (!questions) return questions.error();
  auto frequencies = read_frequencies(data / "lexicon" / "frequencies.toml");
  if (!frequencies) return frequencies.error();
  return Lexicon{std::move(*dates),      std::move(*organisations), std::move(*people),
                 std::move(*roles),      std::move(*given_names),   std::move(*questions),
                 std::move(*frequencies)};
}

}  // namespace gh::lexicon
