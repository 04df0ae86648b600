#include "lexicon/register.h"

#include <bit>
#include <cstring>
#include <unordered_map>

#include "base/definition.h"
#include "base/file.h"
#include "base/text.h"

namespace gh::lexicon {
namespace {

// The header's numbers.
enum Header { magic, version, school_count, index_size, words_size, header_size };
constexpr std::uint32_t magic_number = 0x47485243;  // backwards on a machine of the other kind
constexpr std::uint32_t this_version = 1;

// Words, each kept once.
class Words {
 public:
  std::uint32_t add(std::string_view word) {
    const auto [found, is_new] =
        places_.try_emplace(std::string(word), static_cast<std::uint32_t>(all_.size()));
    if (is_new) (all_ += word) += '\0';
    return found->second;
  }
  const std::string& all() const { return all_; }

 private:
  std::string all_;
  std::unordered_map<std::string, std::uint32_t> places_;
};

std::string bytes_of(std::span<const std::uint32_t> numbers) {
  return {reinterpret_cast<const char*>(numbers.data()), numbers.size_bytes()};
}

std::vector<std::string> folded(std::vector<std::string> words) {
  for (std::string& word : words) word = base::fold(word);
  return words;
}

}  // namespace

base::Result<RegisterWords> read_register_words(const std::filesystem::path& data) {
  const std::filesystem::path path = data / "lexicon" / "register.toml";
  const auto toml = base::read_file(path, std::size_t{1} << 20);
  if (!toml) return toml.error();
  base::DefinitionFile file(*toml, path.string());
  base::DefinitionTable root = file.root();
  RegisterWords words;
  root.integer("schema", 1);
  words.number = root.required_text("number");
  words.name = root.required_text("name");
  words.status = root.required_text("status");
  words.phase = root.required_text("phase");
  words.kind = root.required_text("kind");
  words.town = root.required_text("town");
  words.postcode = root.required_text("postcode");
  words.trust = root.required_text("trust");
  words.website = root.required_text("website");
  words.open = root.texts("open");
  words.personal = root.texts("personal");
  words.not_kinds = root.texts("not_kinds");
  words.shared_hosts = root.texts("shared_hosts");
  words.names.says_school = folded(root.texts("says_school"));
  words.names.may_end = folded(root.texts("may_end"));
  for (base::DefinitionTable table : root.tables("same"))
    words.names.same.push_back({folded(table.texts("writings")), table.boolean("optional", false)});
  if (auto error = file.error()) return *error;
  return words;
}

std::string write_register(std::span<const School> schools, const NameWords& names) {
  Words words;
  words.add("");
  std::vector<std::uint32_t> records;
  std::vector<std::string> all_names;
  for (const School& school : schools) {
    records.push_back(school.number);
    for (std::string_view text :
         {school.name, school.town, school.postcode, school.trust, school.domain, school.phase})
      records.push_back(words.add(text));
    all_names.emplace_back(school.name);
  }
  const std::vector<std::uint32_t> index = build_name_index(all_names, names);
  const std::uint32_t header[header_size] = {
      magic_number, this_version, static_cast<std::uint32_t>(schools.size()),
      static_cast<std::uint32_t>(index.size()), static_cast<std::uint32_t>(words.all().size())};
  return bytes_of(header) + bytes_of(records) + bytes_of(index) + words.all();
}

base::Result<Register> Register::open(const std::filesystem::path& file) {
  auto mapped = base::MappedFile::open(file);
  if (!mapped) return mapped.error();
  Register found(std::move(*mapped));
  if (!found.read()) {
    return base::Error{base::ErrorKind::bad_data, "this is no list of schools that we can use", file.string(),
                       "import the register again, or forget it: glasshouse lexicon forget"};
  }
  return found;
}

bool Register::read() {
  const std::string_view bytes = file_.bytes();
  if (bytes.size() < header_size * sizeof(std::uint32_t)) return false;
  // Mapped files begin at a page, so numbers stand where a number may.
  const std::span all(reinterpret_cast<const std::uint32_t*>(bytes.data()),
                      bytes.size() / sizeof(std::uint32_t));
  if (all[magic] != magic_number || all[version] != this_version) return false;
  const std::size_t records = std::size_t{all[school_count]} * numbers_a_record;
  const std::size_t numbers = header_size + records + all[index_size];
  if (numbers * sizeof(std::uint32_t) + all[words_size] != bytes.size()) return false;
  records_ = all.subspan(header_size, records);
  words_ = bytes.substr(numbers * sizeof(std::uint32_t));
  if (words_.empty() || words_.back() != '\0') return false;
  return names_.read(all.subspan(header_size + records, all[index_size]), all[school_count]);
}

std::string_view Register::word(std::uint32_t at) const {
  return at < words_.size() ? std::string_view(words_.data() + at) : std::string_view();
}

School Register::school(std::uint32_t at) const {
  const auto record = records_.subspan(at * numbers_a_record, numbers_a_record);
  return {record[0],       word(record[1]), word(record[2]), word(record[3]),
          word(record[4]), word(record[5]), word(record[6])};
}

std::vector<NameMention> Register::find_schools(std::string_view folded) const {
  std::vector<Word> words;
  append_words(folded, words);
  return find_schools(words);
}

}  // namespace gh::lexicon
