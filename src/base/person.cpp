#include "base/person.h"

#include <fmt/format.h>

#include "base/definition.h"
#include "base/text.h"

namespace gh::base {
namespace {

// Every text of a person is compared with pages, so blanks at its ends are never meant.
std::vector<std::string> trimmed(std::vector<std::string> texts) {
  for (std::string& text : texts) text = std::string(trim(text));
  std::erase(texts, "");
  return texts;
}

Organisation read_organisation(DefinitionTable table) {
  Organisation organisation;
  organisation.name = std::string(trim(table.required_text("name")));
  organisation.aliases = trimmed(table.texts("aliases"));
  organisation.domains = trimmed(table.texts("domains"));
  organisation.town = std::string(trim(table.text("town")));
  organisation.postcode = std::string(trim(table.text("postcode")));
  for (const std::string& domain : organisation.domains) {
    if (domain.find('.') == std::string::npos || domain.find_first_of("/@: ") != std::string::npos) {
      table.problem("domains",
                    "\"" + for_terminal(domain) + "\" is no domain; write it like \"brindlewick.example\"");
    }
  }
  return organisation;
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
      out += fmt::format("\\u{:04X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
    } else {
      out += c;
    }
  }
  return out + '"';
}

std::string quoted_list(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) out += (out.empty() ? "" : ", ") + quoted(text);
  return "[" + out + "]";
}

std::string write_organisation(const Organisation& organisation) {
  return fmt::format(
      "name = {}\naliases = {}   # short names, initials, former names\ndomains = {}\ntown = {}\npostcode = "
      "{}\n",
      quoted(organisation.name), quoted_list(organisation.aliases), quoted_list(organisation.domains),
      quoted(organisation.town), quoted(organisation.postcode));
}

}  // namespace

Result<Person> read_person(const std::string& toml, const std::string& file) {
  DefinitionFile definition(toml, file);
  DefinitionTable root = definition.root();
  Person person;
  root.integer("schema", 1);
  person.names = trimmed(root.texts("names"));
  person.former_names = trimmed(root.texts("former_names"));
  person.usernames = trimmed(root.texts("usernames"));
  for (std::string& username : person.usernames) {
    if (username.starts_with('@')) username.erase(0, 1);
  }
  person.town = std::string(trim(root.text("town")));
  if (const std::string birth = root.text("birth_date"); !birth.empty()) {
    person.birth_date = parse_edtf(birth);
    if (!person.birth_date)
      root.problem("birth_date", "'birth_date' must be a date like \"1985-07-04\", or \"\"");
  }
  if (auto trust = root.table("trust")) person.employer.trust = read_organisation(*trust);
  for (const DefinitionTable& school : root.tables("schools"))
    person.employer.schools.push_back(read_organisation(school));
  if (auto error = definition.error()) return *error;
  return person;
}

std::string write_employer(const Employer& employer) {
  std::string out;
  if (!employer.trust.name.empty()) out += "\n[trust]\n" + write_organisation(employer.trust);
  for (const Organisation& school : employer.schools) out += "\n[[schools]]\n" + write_organisation(school);
  return out;
}

std::string write_person(const Person& person) {
  std::string out =
      "# Who you are, so that Glasshouse can tell what on your pages is about you. It stays on this "
      "machine.\n"
      "schema = 1\n";
  out += fmt::format("names = {}   # the usual one first\n", quoted_list(person.names));
  out += fmt::format("former_names = {}\n", quoted_list(person.former_names));
  out += fmt::format("usernames = {}   # without @\n", quoted_list(person.usernames));
  out += fmt::format("town = {}\n", quoted(person.town));
  out += fmt::format("birth_date = {}   # only if you want to: a found date can then be called certain\n",
                     quoted(person.birth_date ? format_edtf(*person.birth_date) : ""));
  return out + write_employer(person.employer);
}

}  // namespace gh::base
