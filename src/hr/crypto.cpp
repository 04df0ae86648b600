#include "hr/crypto.h"

#include <array>
#include <cstdlib>
#include <sodium.h>

namespace gh::hr {
namespace {

constexpr unsigned long long passes = 3;
constexpr std::size_t memory_bytes = std::size_t{64} << 20;

// Once in the life of the process; nothing here may run without it.
void start() {
  static const bool ready = sodium_init() >= 0;
  if (!ready) std::abort();  // no source of random numbers: there is nothing to go on with
}

}  // namespace

std::string sha256(std::string_view text) {
  start();
  std::array<unsigned char, crypto_hash_sha256_BYTES> hash;
  crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(text.data()), text.size());
  std::string digits(hash.size() * 2 + 1, '\0');
  sodium_bin2hex(digits.data(), digits.size(), hash.data(), hash.size());
  digits.pop_back();
  return digits;
}

std::string hash_passphrase(std::string_view passphrase) {
  start();
  std::array<char, crypto_pwhash_STRBYTES> hash;
  const int done = crypto_pwhash_str_alg(hash.data(), passphrase.data(), passphrase.size(), passes,
                                         memory_bytes, crypto_pwhash_ALG_ARGON2ID13);
  if (done != 0) std::abort();  // out of memory; a weaker hash is not an answer
  return hash.data();
}

bool is_passphrase(std::string_view passphrase, const std::string& hash) {
  start();
  return crypto_pwhash_str_verify(hash.c_str(), passphrase.data(), passphrase.size()) == 0;
}

}  // namespace gh::hr
