#include "detect/contact_words.h"

#include <array>
#include <utility>

#include "base/definition_file.h"
#include "lexicon/words.h"

namespace gh::detect {
namespace {

using base::DefinitionTable;

constexpr std::array<std::pair<std::string_view, Cue>, 17> classes{{
    {"own", cue_own},
    {"we", cue_we},
    {"contact", cue_contact},
    {"other", cue_other},
    {"organisation", cue_organisation},
    {"not_number", cue_not_number},
    {"example", cue_example},
    {"home", cue_home},
    {"venue", cue_venue},
    {"past", cue_past},
    {"registration", cue_registration},
    {"vehicle", cue_vehicle},
    {"selling", cue_selling},
    {"trn", cue_trn},
    {"payroll", cue_payroll},
    {"insurance", cue_insurance},
    {"direct", cue_direct},
}};

WordSet set_of(DefinitionTable& table, std::string_view key) {
  const std::vector<std::string> words = table.texts(key);
  if (words.empty()) table.problem(key, "'" + std::string(key) + "' must be a list of words");
  return {words.begin(), words.end()};
}

DefinitionTable required_table(DefinitionTable& root, std::string_view key) {
  auto table = root.table(key);
  if (!table) root.problem(key, "the table [" + std::string(key) + "] is missing");
  return table.value_or(root);
}

}  // namespace

base::Result<ContactWords> read_contact_words(const std::filesystem::path& file) {
  auto opened = base::open_definition(file);
  if (!opened) return opened.error();
  base::DefinitionFile& definition = *opened;
  DefinitionTable root = definition.root();
  ContactWords words;
  root.integer("schema", 1);
  words.clause = root.required_text("clause");
  words.school_clause = root.required_text("school_clause");
  words.staff_clause = root.required_text("staff_clause");
  DefinitionTable lists = required_table(root, "words");
  for (const auto& [key, cue] : classes) {
    for (const std::string& word : lists.texts(key)) {
      words.cues[word] |= cue;
      if ((cue & (cue_trn | cue_payroll)) != 0) words.staff_words.add(lexicon::hash_of(word));
    }
  }
  DefinitionTable streets = required_table(root, "streets");
  words.street_types = set_of(streets, "types");
  words.flats = set_of(streets, "flats");
  DefinitionTable postcodes = required_table(root, "postcodes");
  words.postcode_areas = set_of(postcodes, "areas");
  words.advert_labels = set_of(postcodes, "advert_labels");
  DefinitionTable emails = required_table(root, "emails");
  words.roles = set_of(emails, "roles");
  words.placeholders = set_of(emails, "placeholders");
  words.sample_domains = set_of(emails, "sample_domains");
  words.not_endings = set_of(emails, "not_endings");
  words.not_boxes = set_of(emails, "not_boxes");
  words.inserted = set_of(emails, "inserted");
  words.titles = set_of(emails, "titles");
  words.letter_heads = set_of(emails, "letter_heads");
  words.speak = set_of(lists, "speak");
  words.reached = set_of(lists, "reached");
  if (auto error = definition.error()) return *error;
  return words;
}

}  // namespace gh::detect
