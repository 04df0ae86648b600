#include "lexicon/names.h"

#include <algorithm>

#include "base/definition_file.h"
#include "base/text.h"

namespace gh::lexicon {
namespace {

using base::DefinitionTable;

// The words of a text of several lines.
std::vector<std::string> words_of(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  std::vector<std::string> words;
  for (std::string_view word : base::split(text, ' ')) {
    if (!word.empty()) words.push_back(base::fold(word));
  }
  return words;
}

}  // namespace

base::Result<GivenNames> read_given_names(const std::filesystem::path& path) {
  auto file = base::open_definition(path);
  if (!file) return file.error();
  DefinitionTable root = file->root();
  GivenNames given;
  root.integer("schema", 1);
  for (DefinitionTable group : root.tables("group")) {
    group.required_text("id");
    group.required_text("what");
    for (std::string& name : words_of(group.required_text("names"))) given.names.insert(std::move(name));
  }
  if (auto nicknames = root.table("nicknames")) {
    for (const std::string& nickname : nicknames->keys()) {
      given.stand_for[base::fold(nickname)] = nicknames->texts(nickname);
      given.names.insert(base::fold(nickname));
    }
  }
  if (auto ordinary = root.table("ordinary")) {
    for (std::string& word : words_of(ordinary->required_text("words")))
      given.ordinary.insert(std::move(word));
  }
  if (auto error = file->error()) return *error;
  given.make_filter();
  return given;
}

void GivenNames::make_filter() {
  for (const std::string& name : names) {
    if (const std::uint32_t bit = bit_of(name); !ordinary.contains(name))
      filter[bit / 64] |= std::uint64_t{1} << (bit % 64);
  }
}

base::Result<std::vector<SecurityQuestion>> read_security_questions(const std::filesystem::path& path) {
  auto file = base::open_definition(path);
  if (!file) return file.error();
  DefinitionTable root = file->root();
  std::vector<SecurityQuestion> questions;
  root.integer("schema", 1);
  for (DefinitionTable table : root.tables("question")) {
    SecurityQuestion question;
    question.id = table.required_text("id");
    question.asks = table.required_text("asks");
    question.kinds = table.texts("kinds");
    question.answers = table.texts("answers");
    if (question.kinds.empty()) table.problem("kinds", "'kinds' must name at least one kind of finding");
    questions.push_back(std::move(question));
  }
  if (auto error = file->error()) return *error;
  return questions;
}

}  // namespace gh::lexicon
