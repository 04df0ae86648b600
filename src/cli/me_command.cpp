#include "cli/me_command.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <ostream>

#include "base/json.h"
#include "base/text.h"
#include "cli/terminal.h"

namespace gh::cli {
namespace {

using app::Change;
using app::MeField;
using app::Owner;
using base::Result;
using nlohmann::ordered_json;

std::string listed(const std::vector<std::string>& values) { return base::join(values, ", "); }

// The same for a person to read: "4 July 1985" rather than "1985-07-04".
std::string shown(const base::Person& person, const MeField& field, std::size_t school) {
  if (field.option == "birth-date" && person.birth_date) return spell_date(*person.birth_date);
  return listed(app::me_values(person, field.option, school));
}

// Asks for one field after the other and saves each.
class Interview {
 public:
  Interview(const app::House& house, base::Person person, bool plain, std::istream& in, std::ostream& out)
      : house_(house), person_(std::move(person)), in_(in), out_(out), terminal_(terminal_for(out, plain)) {}

  Result<void> run() {
    out_ << paragraph(
                "All of this is optional, and stays on this machine. It lets Glasshouse tell what on a page "
                "is "
                "about you. Enter leaves an answer as it is, - empties it, q stops. Each answer is saved at "
                "once.",
                terminal_)
         << gap();
    for (const MeField& field : app::me_fields()) {
      if (field.owner == Owner::school || field.option == "school") continue;
      const bool detail = field.owner == Owner::trust && field.option != "trust";
      if (stopped_ || (detail && person_.employer.trust.name.empty())) continue;
      if (auto asked = ask_for(field, 0); !asked) return asked;
    }
    if (auto asked = ask_for_schools(); !asked) return asked;
    out_ << paragraph("Saved. To see all of it, type: glasshouse me --show", terminal_);
    return {};
  }

 private:
  std::string gap() const { return terminal_.columns == 0 ? "" : "\n"; }

  Result<void> save(const std::vector<Change>& changes) {
    auto next = changed(person_, changes, house_.today);
    if (!next) return next.error();
    if (auto saved = save_person(house_, *next); !saved) return saved;
    person_ = std::move(*next);
    return {};
  }

  std::optional<std::string> read_line(const std::string& prompt) {
    auto line = ask(in_, out_, prompt);
    if (!line || *line == "q") {
      stopped_ = true;
      return std::nullopt;
    }
    return line;
  }

  std::vector<Change> changes_for(const MeField& field, const std::string& line, std::size_t school) const {
    std::vector<Change> changes;
    if (field.owner == Owner::school) changes.push_back({"school", person_.employer.schools[school].name});
    if (line == "-" || field.many) changes.push_back({"clear", std::string(field.option)});
    if (line == "-") return changes;
    if (!field.many) changes.push_back({std::string(field.option), line});
    for (std::string_view value : base::split(line, field.many ? ',' : '\n')) {
      if (field.many && !base::trim(value).empty())
        changes.push_back({std::string(field.option), std::string(value)});
    }
    return changes;
  }

  // Asks until the answer can be meant. A trouble that asking again cannot mend ends it.
  Result<void> ask_for(const MeField& field, std::size_t school) {
    out_ << strong(field.title, terminal_) << (field.many ? " (with commas between them)\n" : "\n")
         << paragraph(field.why, terminal_);
    const std::string now = base::for_terminal(shown(person_, field, school));
    while (true) {
      const auto line = read_line(now.empty() ? "> " : fmt::format("[{}] > ", now));
      if (!line || line->empty()) break;
      auto saved = save(changes_for(field, *line, school));
      if (saved) break;
      if (saved.error().kind != base::ErrorKind::usage) return saved;
      out_ << paragraph(sentence(saved.error()), terminal_);
    }
    out_ << gap();
    return {};
  }

  Result<void> ask_for_schools() {
    for (std::size_t school = 0; !stopped_; ++school) {
      const bool begins = school == person_.employer.schools.size();
      if (begins) {
        if (auto begun = begin_school(); !begun) return begun;
        if (school == person_.employer.schools.size()) return {};
      }
      const std::size_t before = person_.employer.schools.size();
      if (auto asked = ask_about_school(school, begins); !asked) return asked;
      if (person_.employer.schools.size() < before) --school;  // emptying its name took it away
    }
    return {};
  }

  Result<void> begin_school() {
    out_ << paragraph(person_.employer.schools.empty()
                          ? "The name of your school, or Enter for none."
                          : "The name of another school of yours, or Enter for none.",
                      terminal_);
    const auto line = read_line("> ");
    if (!line || line->empty()) return {};
    out_ << gap();
    return save({{"school", *line}});
  }

  Result<void> ask_about_school(std::size_t school, bool begins) {
    const std::size_t before = person_.employer.schools.size();
    for (const MeField& field : app::me_fields()) {
      if (field.owner != Owner::school || (begins && field.option == "school-name")) continue;
      if (stopped_ || person_.employer.schools.size() < before) return {};
      if (auto asked = ask_for(field, school); !asked) return asked;
    }
    return {};
  }

  const app::House& house_;
  base::Person person_;
  std::istream& in_;
  std::ostream& out_;
  const Terminal terminal_;
  bool stopped_ = false;
};

std::string lines_about(const base::Person& person, Owner owner, std::size_t school,
                        const Terminal& terminal) {
  std::string text;
  for (const MeField& field : app::me_fields()) {
    if (field.owner != owner || field.option == "school") continue;
    const std::string values = shown(person, field, school);
    text += paragraph(fmt::format("{}: {}", field.title, values.empty() ? "not given" : values), terminal);
  }
  return text;
}

std::string person_page(const base::Person& person, const Terminal& terminal) {
  const std::string gap = terminal.columns == 0 ? "" : "\n";
  std::string text = lines_about(person, Owner::person, 0, terminal);
  text += gap + lines_about(person, Owner::trust, 0, terminal);
  for (std::size_t i = 0; i < person.employer.schools.size(); ++i) {
    text += gap + lines_about(person, Owner::school, i, terminal);
  }
  return text;
}

ordered_json organisation_json(const base::Organisation& organisation) {
  return {{"name", organisation.name},
          {"aliases", organisation.aliases},
          {"domains", organisation.domains},
          {"town", organisation.town},
          {"postcode", organisation.postcode}};
}

// The keys are those of me.toml.
ordered_json person_json(const base::Person& person) {
  ordered_json schools = ordered_json::array();
  for (const base::Organisation& school : person.employer.schools)
    schools.push_back(organisation_json(school));
  return {{"schema", 1},
          {"names", person.names},
          {"former_names", person.former_names},
          {"usernames", person.usernames},
          {"town", person.town},
          {"birth_date", person.birth_date ? format_edtf(*person.birth_date) : ""},
          {"trust", organisation_json(person.employer.trust)},
          {"schools", schools}};
}

Result<void> run(const app::House& house, const MeOptions& options, std::istream& in, std::ostream& out) {
  auto person = load_person(house);
  if (!person) return person.error();
  if (options.changes.empty() && !options.show && !options.json) {
    return Interview(house, std::move(*person), options.plain, in, out).run();
  }
  if (!options.changes.empty()) {
    person = changed(std::move(*person), options.changes, house.today);
    if (!person) return person.error();
    if (auto saved = save_person(house, *person); !saved) return saved;
  }
  const Terminal terminal = terminal_for(out, options.plain);
  if (options.json) {
    out << base::write_json(person_json(*person)) << "\n";
  } else if (options.show) {
    out << person_page(*person, terminal);
  } else {
    out << paragraph("Saved. To see all of it, type: glasshouse me --show", terminal);
  }
  return {};
}

}  // namespace

base::ExitCode run_me(const app::House& house, const MeOptions& options, std::istream& in, std::ostream& out,
                      std::ostream& err) {
  const auto done = run(house, options, in, out);
  out << std::flush;
  if (done) return base::ExitCode::done;
  err << sentence(done.error()) << "\n";
  return exit_code(done.error().kind);
}

}  // namespace gh::cli
