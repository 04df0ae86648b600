#include "receipt/code.h"

#include <array>
#include <cassert>
#include <cstdint>
#include <fmt/format.h>
#include <optional>

#include "base/text.h"

namespace gh::receipt {
namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t group = 4;
constexpr int order = 31;  // of the field's multiplicative group

/// The powers of a generator of GF(32), modulo x^5 + x^2 + 1, and their logarithms.
struct Field {
  std::array<std::uint8_t, order> power{};
  std::array<std::uint8_t, order + 1> logarithm{};

  constexpr Field() {
    unsigned value = 1;
    for (int exponent = 0; exponent < order; ++exponent) {
      power[exponent] = static_cast<std::uint8_t>(value);
      logarithm[value] = static_cast<std::uint8_t>(exponent);
      value <<= 1;
      if (value > order) value ^= 0b100101;
    }
  }
};
constexpr Field field;

constexpr std::uint8_t times(std::uint8_t a, std::uint8_t b) {
  return a == 0 || b == 0 ? 0 : field.power[(field.logarithm[a] + field.logarithm[b]) % order];
}

using Checks = std::array<std::uint8_t, check_characters>;

/// (x - a)(x - a^2)(x - a^3) without its leading x^3, highest power first.
constexpr Checks make_generator() {
  std::array<std::uint8_t, check_characters + 1> product{1};
  for (std::size_t root = 1; root <= check_characters; ++root) {
    for (std::size_t at = root; at > 0; --at) product[at] ^= times(product[at - 1], field.power[root]);
  }
  return {product[1], product[2], product[3]};
}
constexpr Checks generator = make_generator();

std::uint8_t value_of(char letter) { return static_cast<std::uint8_t>(alphabet.find(letter)); }

/// What the letters times x^3 leave over when divided by the generator.
Checks remainder(std::string_view letters) {
  Checks left{};
  for (const char letter : letters) {
    const std::uint8_t lead = value_of(letter) ^ left[0];
    left = {left[1], left[2], 0};
    for (std::size_t at = 0; at < left.size(); ++at) left[at] ^= times(lead, generator[at]);
  }
  return left;
}

/// The code as a polynomial at a, a^2 and a^3; zero three times when nothing is wrong with it.
Checks syndromes(std::string_view code) {
  Checks sums{};
  for (std::size_t root = 0; root < sums.size(); ++root) {
    for (const char letter : code) sums[root] = times(sums[root], field.power[root + 1]) ^ value_of(letter);
  }
  return sums;
}

/// The place, from 0, of the one wrong character; nothing when more than one must be wrong.
std::optional<std::size_t> wrong_place(const Checks& sums, std::size_t length) {
  if (sums[0] == 0 || sums[1] == 0 || sums[2] == 0) return std::nullopt;
  const int step = (field.logarithm[sums[1]] - field.logarithm[sums[0]] + order) % order;
  const int next = (field.logarithm[sums[2]] - field.logarithm[sums[1]] + order) % order;
  if (step != next || static_cast<std::size_t>(step) >= length) return std::nullopt;
  return length - 1 - static_cast<std::size_t>(step);
}

char canonical(char typed) {
  if (typed >= 'a' && typed <= 'z') typed = static_cast<char>(typed - 'a' + 'A');
  if (typed == 'O') return '0';
  return typed == 'I' || typed == 'L' ? '1' : typed;
}

bool is_between(char c) { return c == '-' || c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

base::Error fault(std::string what, std::string_view hint) {
  return {base::ErrorKind::usage, std::move(what), "", std::string(hint)};
}

constexpr std::string_view compare_again = "compare it with the code that you were given";

base::Error damage(const Checks& sums, std::size_t length, std::string_view noun) {
  const auto place = wrong_place(sums, length);
  if (!place) return fault(fmt::format("this {} was not typed as it was given", noun), compare_again);
  return fault(
      fmt::format("one character of this {} is wrong, in its group number {}", noun, *place / group + 1),
      compare_again);
}

}  // namespace

std::string base32(std::span<const unsigned char> bytes, std::size_t characters) {
  assert(bytes.size() * 8 >= characters * 5);
  std::string letters;
  unsigned held = 0;
  int bits = 0;
  for (std::size_t at = 0; letters.size() < characters;) {
    if (bits < 5) {
      held = (held << 8 | bytes[at++]) & 0xFFF;
      bits += 8;
    }
    bits -= 5;
    letters += alphabet[held >> bits & 31];
  }
  return letters;
}

std::string with_checks(std::string_view letters) {
  assert(letters.size() + check_characters <= longest_code);
  std::string code(letters);
  for (const std::uint8_t check : remainder(letters)) code += alphabet[check];
  return code;
}

base::Result<std::string> read_code(std::string_view typed, std::size_t length, std::string_view noun) {
  std::string code;
  for (const char c : typed) {
    if (is_between(c)) continue;
    const char letter = canonical(c);
    if (letter == '\0' || alphabet.find(letter) == std::string_view::npos)
      return fault(fmt::format("this {} has a character that such codes never have", noun), compare_again);
    code += letter;
  }
  if (code.size() != length)
    return fault(fmt::format("this {} has {} characters and should have {}", noun, code.size(), length),
                 compare_again);
  if (const Checks sums = syndromes(code); sums != Checks{}) return damage(sums, length, noun);
  return code;
}

std::string spell_code(std::string_view code) {
  std::string spelt;
  for (std::size_t at = 0; at < code.size(); ++at) {
    if (at != 0 && at % group == 0) spelt += '-';
    spelt += code[at];
  }
  return spelt;
}

}  // namespace gh::receipt
