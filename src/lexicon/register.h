// The schools of a country, as one file that is mapped and not read: 30,000 of them are there in less than a
// millisecond, and no memory is taken but for what is looked at. Written by `glasshouse lexicon import` from
// the official register; holds names of places only, none of people.
//
// The file: a header, a fixed record a school, the index of names (name_index.h), and the words, each once
// and NUL at its end. Numbers are as this kind of machine writes them; a file of another kind, or a damaged
// one, is refused or gives wrong words, but is never read beyond its end.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/mapped_file.h"
#include "base/result.h"
#include "lexicon/name_index.h"
#include "lexicon/words.h"

namespace gh::lexicon {

/// What the register's own columns and words are called: data/lexicon/register.toml.
struct RegisterWords {
  std::string number, name, status, phase, kind, town, postcode, trust, website;  // columns
  std::vector<std::string> open;          // values of status that are kept
  std::vector<std::string> personal;      // columns about people begin so
  std::vector<std::string> not_kinds;     // values of kind that are left out
  std::vector<std::string> shared_hosts;  // web hosts that are no school's own
  NameWords names;
};
base::Result<RegisterWords> read_register_words(const std::filesystem::path& data);

/// One school, as the register has it.
struct School {
  std::uint32_t number = 0;  // URN: the register's own
  std::string_view name;
  std::string_view town;
  std::string_view postcode;
  std::string_view trust;
  std::string_view domain;  // "marlpit.example"
  std::string_view phase;   // "Primary"

  bool operator==(const School&) const = default;
};

/// The bytes of the file for these schools. The same schools in the same order give the same bytes.
std::string write_register(std::span<const School> schools, const NameWords& words);

class Register {
 public:
  /// err: no_input when there is no such file; bad_data when it is damaged or of another version: import it
  /// again.
  static base::Result<Register> open(const std::filesystem::path& file);

  std::uint32_t size() const { return static_cast<std::uint32_t>(records_.size() / numbers_a_record); }

  /// The school of that place in the file; its words are good while the register lives.
  School school(std::uint32_t at) const;

  /// The schools that a text names, in order; for a name that many share, all of them. Names of one word, or
  /// that do not say that they are a school's, are not looked for.
  std::vector<NameMention> find_schools(std::span<const Word> words) const { return names_.find(words); }
  std::vector<NameMention> find_schools(std::string_view folded) const;

  static constexpr std::size_t numbers_a_record = 7;

 private:
  explicit Register(base::MappedFile file) : file_(std::move(file)) {}
  bool read();
  std::string_view word(std::uint32_t at) const;

  base::MappedFile file_;
  std::span<const std::uint32_t> records_;
  std::string_view words_;
  NameIndex names_;
};

}  // namespace gh::lexicon
