// What the mails say: one file a language in data/mail. Texts with {{names}} in them, filled in here; how the
// mail is put together is in compose.h. Pure but for reading the files.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/result.h"

namespace gh::hr {

/// The values for the {{names}} of a text.
using Fields = std::map<std::string, std::string>;

struct MailWords {
  std::string subject;
  std::string text;
};

struct Language {
  std::string id;                   // "en"
  std::vector<std::string> months;  // twelve
  std::string day;                  // "{{day}} {{month}} {{year}}"
  std::string few;                  // for a number that is not to be told
  std::map<std::string, MailWords>
      kinds;  // "invitation", "reminder", "overdue", "manager", "done", "calendar"
};

/// Reads data/mail/ID.toml. err: bad_configuration with every mistake, by file:line:column; every kind must
/// be there, and no {{name}} that nobody fills in
base::Result<Language> read_language(const std::filesystem::path& file);

/// `text` with its {{names}} filled in; the values stay as they are, whatever braces they hold. A line whose
/// names are all empty is left out, and three line breaks in a row become two.
std::string fill_in(const std::string& text, const Fields& fields);

std::string spell_day(const Language& language, base::Day day);

/// The text as a page: paragraphs, addresses of pages as links that show where they lead, all else escaped.
std::string page_of(const std::string& text, const std::string& language);

}  // namespace gh::hr
