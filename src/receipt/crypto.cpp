#include "receipt/crypto.h"

#include <cstdlib>
#include <sodium.h>

namespace gh::receipt {
namespace {

/// Once in the life of the process; nothing here may run without it.
void start() {
  static const bool ready = sodium_init() >= 0;
  if (!ready) std::abort();  // no source of random numbers: there is nothing to go on with
}

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

constexpr int coding = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

struct KeyPair {
  Bytes32 open;
  std::array<unsigned char, crypto_sign_SECRETKEYBYTES> secret;
};

KeyPair key_pair(const Bytes32& seed) {
  start();
  KeyPair pair;
  crypto_sign_seed_keypair(pair.open.data(), pair.secret.data(), seed.data());
  return pair;
}

}  // namespace

Bytes32 random_bytes() {
  start();
  Bytes32 bytes;
  randombytes_buf(bytes.data(), bytes.size());
  return bytes;
}

Bytes32 keyed_hash(std::span<const unsigned char> key, std::string_view text) {
  start();
  Bytes32 hash;
  crypto_generichash(hash.data(), hash.size(), bytes_of(text), text.size(), key.data(), key.size());
  return hash;
}

Bytes32 keyed_hash(std::string_view purpose, std::string_view text) {
  return keyed_hash(std::span(bytes_of(purpose), purpose.size()), text);
}

Bytes32 sha256(std::string_view text) {
  start();
  Bytes32 hash;
  crypto_hash_sha256(hash.data(), bytes_of(text), text.size());
  return hash;
}

Bytes32 signing_seed(std::string_view code) { return keyed_hash("glasshouse signing seed 1", code); }

Bytes32 public_key(const Bytes32& seed) { return key_pair(seed).open; }

std::string sign(std::string_view text, const Bytes32& seed) {
  KeyPair pair = key_pair(seed);
  std::array<unsigned char, crypto_sign_BYTES> signature;
  crypto_sign_detached(signature.data(), nullptr, bytes_of(text), text.size(), pair.secret.data());
  sodium_memzero(pair.secret.data(), pair.secret.size());
  return std::string(view(signature));
}

bool verify(std::string_view text, std::string_view signature, const Bytes32& public_key) {
  start();
  return signature.size() == crypto_sign_BYTES &&
         crypto_sign_verify_detached(bytes_of(signature), bytes_of(text), text.size(), public_key.data()) ==
             0;
}

std::string base64url(std::string_view bytes) {
  std::string text(sodium_base64_encoded_len(bytes.size(), coding), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes_of(bytes), bytes.size(), coding);
  text.pop_back();  // the library's NUL
  return text;
}

std::optional<std::string> from_base64url(std::string_view text) {
  std::string bytes(text.size(), '\0');
  std::size_t length = 0;
  const char* end = nullptr;
  if (sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(),
                        text.size(), nullptr, &length, &end, coding) != 0 ||
      end != text.data() + text.size())
    return std::nullopt;
  bytes.resize(length);
  return bytes;
}

std::string_view view(std::span<const unsigned char> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::string hexadecimal(const Bytes32& bytes) {
  std::string text(bytes.size() * 2 + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), bytes.data(), bytes.size());
  text.pop_back();
  return text;
}

std::optional<Bytes32> from_hexadecimal(std::string_view text) {
  Bytes32 bytes;
  std::size_t length = 0;
  if (text.size() != bytes.size() * 2 ||
      sodium_hex2bin(bytes.data(), bytes.size(), text.data(), text.size(), nullptr, &length, nullptr) != 0 ||
      length != bytes.size())
    return std::nullopt;
  return bytes;
}

}  // namespace gh::receipt
