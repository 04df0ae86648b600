#include "page/decode/code_tables.h"

#include <algorithm>
#include <initializer_list>
#include <map>
#include <memory>
#include <string>
#include <unicode/ucnv.h>
#include <unicode/utf16.h>
#include <vector>

namespace gh::page {
namespace {

using Table = std::vector<char32_t>;

struct ConverterCloser {
  void operator()(UConverter* converter) const noexcept { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, ConverterCloser>;

struct Patch {
  std::uint32_t pointer;
  char32_t value;  // 0 for none
};

// Where index-big5.txt and ICU's Big5-HKSCS (2008) differ; ICU's private-use characters are none to the
// standard.
constexpr Patch big5_patches[] = {
    {1008, 0x9F97},  {1016, 0x9F96},  {1099, 0x31C0},  {1100, 0x31C1},  {1101, 0x31C2},  {1102, 0x31C3},
    {1103, 0x31C4},  {1105, 0x31C5},  {1108, 0x31C6},  {1109, 0x31C7},  {1112, 0x31C8},  {1114, 0x31C9},
    {1115, 0x31CA},  {1116, 0x31CB},  {1117, 0x31CC},  {1119, 0x31CD},  {1120, 0x31CE},  {1170, 0x23DA},
    {1171, 0x23DB},  {1730, 0x9FA6},  {1772, 0x9FA7},  {1779, 0x9FA8},  {1812, 0x9FA9},  {1814, 0x9FAA},
    {1816, 0x9FAB},  {1821, 0x9FAC},  {1844, 0x9FAD},  {1845, 0x9FAE},  {1847, 0x9FAF},  {1866, 0x9FB2},
    {1892, 0x9FB3},  {2082, 0x7BB8},  {2088, 0x7C06},  {2103, 0x7CCE},  {2114, 0x7DD2},  {2123, 0x7E1D},
    {2148, 0x8005},  {2151, 0x8028},  {2221, 0x83C1},  {2239, 0x84A8},  {2244, 0x840F},  {2303, 0x89A6},
    {2304, 0x89A9},  {2354, 0x8D77},  {2400, 0x90FD},  {2413, 0x92B9},  {2477, 0x975C},  {2498, 0x97FF},
    {2605, 0x9F16},  {2673, 0x8503},  {2746, 0x5159},  {2747, 0x515B},  {2748, 0x515D},  {2749, 0x515E},
    {2771, 0x936E},  {2780, 0x7479},  {2990, 0x6D67},  {3087, 0x799B},  {3259, 0x9097},  {3301, 0x975D},
    {3436, 0x701E},  {3451, 0x5B28},  {4136, 0x7201},  {4138, 0x77D7},  {4141, 0x7E87},  {4182, 0x99D6},
    {4206, 0x91D4},  {4220, 0x60DE},  {4230, 0x6FB6},  {4241, 0x8F36},  {4258, 0x4FBB},  {4273, 0x71DF},
    {4279, 0x9104},  {4282, 0x9DF0},  {4294, 0x83CF},  {4329, 0x5C10},  {4330, 0x79E3},  {4349, 0x5A67},
    {4419, 0x8F0B},  {4422, 0x7B51},  {4494, 0x62D0},  {4624, 0x6062},  {4694, 0x75F9},  {4708, 0x6C4A},
    {4742, 0x9B2E},  {4748, 0x9F17},  {4815, 0x50ED},  {4828, 0x5F0C},  {4902, 0x880F},  {4922, 0x62CE},
    {4982, 0x7468},  {4992, 0x7162},  {4997, 0x7250},  {5432, 0x2400},  {5433, 0x2401},  {5434, 0x2402},
    {5435, 0x2403},  {5436, 0x2404},  {5437, 0x2405},  {5438, 0x2406},  {5439, 0x2407},  {5440, 0x2408},
    {5441, 0x2409},  {5442, 0x240A},  {5443, 0x240B},  {5444, 0x240C},  {5445, 0x240D},  {5446, 0x240E},
    {5447, 0x240F},  {5448, 0x2410},  {5449, 0x2411},  {5450, 0x2412},  {5451, 0x2413},  {5452, 0x2414},
    {5453, 0x2415},  {5454, 0x2416},  {5455, 0x2417},  {5456, 0x2418},  {5457, 0x2419},  {5458, 0x241A},
    {5459, 0x241B},  {5460, 0x241C},  {5461, 0x241D},  {5462, 0x241E},  {5463, 0x241F},  {5464, 0x2421},
    {10942, 0x5EF4}, {10946, 0x65E0}, {10948, 0x7676}, {10950, 0x96B6}, {10957, 0x3003}, {10958, 0x4EDD},
    {11204, 0x31CF}, {11210, 0x9FB0}, {11212, 0x9FB1}, {19028, 0x5029}, {19035, 0x507D}, {19088, 0x5305},
    {19096, 0x5344}, {19112, 0x537F}, {19162, 0x5605}, {19240, 0x5A77}, {19299, 0x5E75}, {19305, 0x5ED0},
    {19326, 0x5F58}, {19355, 0x60A4}, {19398, 0x6490}, {19439, 0x6674}, {19454, 0x675E}, {19553, 0x6C9C},
    {19554, 0x6E1D}, {19557, 0x6E2F}, {19611, 0x716E}, {19643, 0x732A}, {19672, 0x745C}, {19697, 0x74E9},
    {19748, 0x7809}};

// GB 18030-2022 as the standard has it, where ICU still has the edition of 2005.
constexpr Patch gb18030_patches[] = {{6555, 0x3000},  {7182, 0xFE10},  {7183, 0xFE12},  {7184, 0xFE11},
                                     {7185, 0xFE13},  {7186, 0xFE14},  {7187, 0xFE15},  {7188, 0xFE16},
                                     {7201, 0xFE17},  {7202, 0xFE18},  {7208, 0xFE19},  {23775, 0x9FB4},
                                     {23783, 0x9FB5}, {23788, 0x9FB6}, {23789, 0x9FB7}, {23795, 0x9FB8},
                                     {23812, 0x9FB9}, {23829, 0x9FBA}, {23845, 0x9FBB}};

// Latin-10 is none of ICU's.
constexpr std::u32string_view iso_8859_16 =
    U"\u00A0ĄąŁ€„Š§š©Ș«Ź\u00ADźŻ°±ČłŽ”¶·žčș»ŒœŸżÀÁÂĂÄĆÆÇÈÉÊËÌÍÎÏĐŃÒÓÔŐÖŚŰÙÚÛÜĘȚßàáâăäćæçèéêëìíîïđńòóôőöśűùúûü"
    U"ęțÿ";

struct SingleBytePatch {
  std::string_view table;
  Patch patch;
};
constexpr SingleBytePatch single_byte_patches[] = {
    {"koi8-u", {46, 0x45E}},
    {"koi8-u", {62, 0x40E}},
    {"windows-1253", {42, 0}},
    {"windows-1255", {74, 0x5BA}},
};

std::size_t trail(std::size_t pointer, std::size_t row, std::size_t first, std::size_t gap) {
  const std::size_t cell = pointer % row;
  return cell < 0x3F ? cell + first : cell + gap;
}

// Sizes of the standard's indexes: leads times trails.
constexpr std::size_t jis0208_size = 11280;
constexpr std::size_t jis0212_size = std::size_t{94} * 94;
constexpr std::size_t jis0212_used = std::size_t{82} * 94;  // IBM's rows behind are not the standard's
constexpr std::size_t euc_kr_size = std::size_t{126} * 190;
constexpr std::size_t big5_size = std::size_t{126} * 157;
constexpr std::size_t gb18030_size = std::size_t{126} * 190;
constexpr std::size_t gb18030_range_size = 39420;

using Bytes = std::string (*)(std::size_t pointer);

std::string bytes(std::initializer_list<std::size_t> values) {
  std::string all;
  for (const std::size_t value : values) all += static_cast<char>(value);
  return all;
}
std::string single_bytes(std::size_t p) { return bytes({0x80 + p}); }
std::string jis0212_bytes(std::size_t p) { return bytes({0x8F, 0xA1 + p / 94, 0xA1 + p % 94}); }
std::string shift_jis_bytes(std::size_t p) {
  const std::size_t lead = p / 188;
  return bytes({lead + (lead < 0x1F ? 0x81 : 0xC1), trail(p, 188, 0x40, 0x41)});
}
std::string euc_kr_bytes(std::size_t p) { return bytes({0x81 + p / 190, 0x41 + p % 190}); }
std::string big5_bytes(std::size_t p) { return bytes({0x81 + p / 157, trail(p, 157, 0x40, 0x62)}); }
std::string gb18030_bytes(std::size_t p) { return bytes({0x81 + p / 190, trail(p, 190, 0x40, 0x41)}); }
std::string gb18030_range_bytes(std::size_t p) {
  return bytes({0x81 + p / 12600, 0x30 + p / 1260 % 10, 0x81 + p / 10 % 126, 0x30 + p % 10});
}

// A line of what ICU made of one pointer's bytes: its one character, or 0.
char32_t only_character(const std::u16string& text, std::size_t begin, std::size_t end) {
  char32_t value = 0;
  if (end - begin == 1) value = text[begin];
  if (end - begin == 2 && U16_IS_LEAD(text[begin]) && U16_IS_TRAIL(text[begin + 1])) {
    value = static_cast<char32_t>(U16_GET_SUPPLEMENTARY(text[begin], text[begin + 1]));
  }
  return value == 0xFFFD || value == 0x1A ? 0 : value;
}

// One conversion of all pointers' bytes, a line each: a line break ends whatever went wrong before it.
Table table_of(const char* icu_name, std::size_t size, Bytes bytes_of) {
  Table table(size, 0);
  UErrorCode status = U_ZERO_ERROR;
  const Converter converter(ucnv_open(icu_name, &status));
  if (U_FAILURE(status)) return table;
  std::string lines;
  for (std::size_t pointer = 0; pointer < size; ++pointer) lines += bytes_of(pointer) + '\n';
  std::u16string text(lines.size() * 2, u'\0');
  const std::int32_t length =
      ucnv_toUChars(converter.get(), text.data(), static_cast<std::int32_t>(text.size()), lines.data(),
                    static_cast<std::int32_t>(lines.size()), &status);
  if (U_FAILURE(status)) return table;
  text.resize(static_cast<std::size_t>(length));
  std::size_t begin = 0;
  for (std::size_t pointer = 0; pointer < size; ++pointer) {
    const std::size_t end = text.find(u'\n', begin);
    if (end == std::u16string::npos) break;
    table[pointer] = only_character(text, begin, end);
    begin = end + 1;
  }
  return table;
}

void drop_private_use(Table& table) {
  for (char32_t& value : table) {
    if (value >= 0xE000 && value <= 0xF8FF) value = 0;
  }
}

void lay_over(Table& table, std::span<const Patch> patches) {
  for (const Patch& patch : patches) table[patch.pointer] = patch.value;
}

Table make_single_byte(std::string_view icu_name) {
  Table table = table_of(std::string(icu_name).c_str(), 128, single_bytes);
  if (icu_name == "iso-8859-16") {
    for (std::size_t i = 0; i < 128; ++i)
      table[i] = i < 32 ? 0x80 + static_cast<char32_t>(i) : iso_8859_16[i - 32];
  }
  drop_private_use(table);
  if (icu_name == "macintosh") table[0x70] = 0xF8FF;  // the one private-use character that the standard keeps
  for (const SingleBytePatch& row : single_byte_patches) {
    if (row.table == icu_name) table[row.patch.pointer] = row.patch.value;
  }
  return table;
}

}  // namespace

CodeTable single_byte_table(std::string_view icu_name) {
  static thread_local std::map<std::string_view, Table> made;
  const auto found = made.find(icu_name);
  return found != made.end() ? found->second
                             : made.emplace(icu_name, make_single_byte(icu_name)).first->second;
}

CodeTable jis0208_table() {
  static const Table table = [] {
    Table made = table_of("windows-31j", jis0208_size, shift_jis_bytes);
    drop_private_use(made);
    return made;
  }();
  return table;
}

CodeTable jis0212_table() {
  static const Table table = [] {
    Table made = table_of("euc-jp-2007", jis0212_size, jis0212_bytes);
    std::fill(made.begin() + jis0212_used, made.end(), 0);
    return made;
  }();
  return table;
}

CodeTable euc_kr_table() {
  static const Table table = [] {
    Table made = table_of("windows-949-2000", euc_kr_size, euc_kr_bytes);
    drop_private_use(made);
    return made;
  }();
  return table;
}

CodeTable big5_table() {
  static const Table table = [] {
    Table made = table_of("Big5-HKSCS", big5_size, big5_bytes);
    drop_private_use(made);
    lay_over(made, big5_patches);
    return made;
  }();
  return table;
}

CodeTable gb18030_table() {
  static const Table table = [] {
    Table made = table_of("gb18030", gb18030_size, gb18030_bytes);
    lay_over(made, gb18030_patches);
    return made;
  }();
  return table;
}

CodeTable gb18030_range_table() {
  static const Table table = table_of("gb18030", gb18030_range_size, gb18030_range_bytes);
  return table;
}

}  // namespace gh::page
