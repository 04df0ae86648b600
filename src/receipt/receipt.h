// Completion receipts: one person's word that the checklist was done, and nothing else. Whoever holds one
// learns the campaign, the invitation, which checklist, the day and the version of the tool; no answer, no
// count, no time of day, no page. Knows nothing of findings: there is no place here to put one.
//
// Form: JWS compact (https://www.rfc-editor.org/rfc/rfc7515) with EdDSA
// (https://www.rfc-editor.org/rfc/rfc8037), always 412 characters, so that its length tells nothing and it
// fits one QR code that a terminal of 80 columns can show. The header is one fixed text: what algorithm is
// used is not the receipt's to say. The payload is JSON in one canonical form, padded to 228 bytes; reading
// takes exactly the bytes that making gives, so no receipt has two spellings. Refused: minisign (no JSON, and
// only its own tool reads it), Open Badges (needs a public issuer), CBOR (a person cannot read it before it
// leaves).
#pragma once

#include <string>
#include <string_view>

#include "base/date.h"
#include "base/result.h"
#include "receipt/invitation.h"

namespace gh::receipt {

inline constexpr std::size_t receipt_characters = 412;

/// What was done, as far as a receipt says it.
struct Completion {
  std::string checklist;  // its id, at most 32 bytes of a-z, 0-9 and "-"
  std::string digest;     // of the checklist's file, from digest_of()
  base::Day done;
  std::string tool;  // version of the program, at most 16 bytes

  bool operator==(const Completion&) const = default;
};

struct Receipt {
  std::string campaign;    // its tag
  std::string invitation;  // its id
  Completion completion;

  bool operator==(const Receipt&) const = default;
};

/// SHA-256 of a checklist's bytes, as 43 characters of base64url.
std::string digest_of(std::string_view bytes);

/// The receipt of this invitation: 412 characters. The same again for the same input.
/// err: bad_data for a checklist id or a version that a receipt has no room for
base::Result<std::string> make_receipt(const Invitation& invitation, const Completion& completion);

/// Reads what make_receipt() writes and nothing else. Says nothing about its signature.
/// err: bad_data for anything else
base::Result<Receipt> read_receipt(std::string_view text);

/// True when `text` is a receipt that the key of an InvitationRecord signed.
bool is_signed_by(std::string_view text, std::string_view public_key);

/// The payload as it will leave, letter by letter, without its padding; empty for no receipt.
std::string payload_of(std::string_view text);

}  // namespace gh::receipt
