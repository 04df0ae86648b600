// The few things that we ask of libsodium; no primitive is our own. The one file whose neighbours know that
// library. Stays inside src/receipt.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace gh::receipt {

using Bytes32 = std::array<unsigned char, 32>;

Bytes32 random_bytes();

/// BLAKE2b of `text` under `key` (16 to 64 bytes). A key of words keeps apart what is derived for one purpose
/// and for another.
Bytes32 keyed_hash(std::span<const unsigned char> key, std::string_view text);
Bytes32 keyed_hash(std::string_view purpose, std::string_view text);

Bytes32 sha256(std::string_view text);

/// The Ed25519 seed that an invitation's canonical code stands for.
Bytes32 signing_seed(std::string_view code);

/// Ed25519 (https://www.rfc-editor.org/rfc/rfc8032).
Bytes32 public_key(const Bytes32& seed);
std::string sign(std::string_view text, const Bytes32& seed);  // 64 bytes
bool verify(std::string_view text, std::string_view signature, const Bytes32& public_key);

/// Base64 with - and _ and no padding (https://www.rfc-editor.org/rfc/rfc4648#section-5). Reading takes
/// nothing else: no blank, no padding, no bits left over.
std::string base64url(std::string_view bytes);
std::optional<std::string> from_base64url(std::string_view text);

std::string_view view(std::span<const unsigned char> bytes);

/// 64 digits, and back.
std::string hexadecimal(const Bytes32& bytes);
std::optional<Bytes32> from_hexadecimal(std::string_view text);

}  // namespace gh::receipt
