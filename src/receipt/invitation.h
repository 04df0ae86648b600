// Invitations: what HR's mail carries to one person, and what both ends make of it.
//
// An invitation is a code of 24 characters: four that name the campaign, seventeen that are secret (85 random
// bits), three checks. From the secret both ends derive the same Ed25519 key pair; the person's machine signs
// with it, HR's ledger keeps the public half alone. The codes of a campaign are themselves derived, from one
// random campaign key and the person: a reminder can carry the same code again though no code is stored, and
// erasing that one key at the campaign's end makes every code of it worthless.
//
// What a receipt so made proves: somebody who had this person's invitation said "done" for this checklist on
// that day, and nobody on the way altered it. It cannot prove that the work was done, nor hold against HR,
// who made the invitation: they can write anybody down as done without it, and the ledger says who did.
//
// Refused: a key pair made on the person's machine (HR would have to take a public key from a stranger and
// tie it to a person, for which the invitation is needed anyway, and a new laptop would lose it); a public
// key inside the receipt (a key that comes with what it signs proves nothing); a keyed checksum instead of a
// signature (HR's copy of the ledger could then make receipts); 26 characters for 128 bits (nobody types
// that without a slip; at a thousand million tries a second 85 bits last 100,000 years against 10,000
// invitations at once).
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "receipt/crypto.h"

namespace gh::receipt {

inline constexpr std::size_t tag_characters = 4;
inline constexpr std::size_t invitation_characters = 24;
inline constexpr std::size_t paper_characters = 12;

/// A whole and rightly spelt code. Secret: it is in the mail to one person and nowhere else.
struct Invitation {
  std::string code;  // canonical: 24 characters

  /// The tag of its campaign: four characters.
  std::string campaign() const { return code.substr(0, tag_characters); }

  bool operator==(const Invitation&) const = default;
};

/// What HR's ledger keeps of an invitation. Nothing of it leads back to the code.
struct InvitationRecord {
  std::string id;          // 26 characters; stands in the receipt
  std::string public_key;  // 64 hexadecimal digits
  std::string paper_code;  // 12 characters, for the slip of those who do it on paper

  bool operator==(const InvitationRecord&) const = default;
};

/// Reads a code as typed, or a link that carries it behind its "#".
/// err: usage, which says what is wrong with it and where to look
base::Result<Invitation> read_invitation(std::string_view typed);

/// "7K3M-…", for people.
std::string spell(const Invitation& invitation);

/// `start_page` with the code as its fragment: browsers do not send that part to the server.
std::string link(const Invitation& invitation, std::string_view start_page);

InvitationRecord record_of(const Invitation& invitation);

/// The canonical form of a paper code as typed. err: usage
base::Result<std::string> read_paper_code(std::string_view typed);

/// For a new campaign: 32 random bytes as hexadecimal digits; a random tag of four characters, to be drawn
/// again when another campaign has it.
std::string make_campaign_key();
std::string make_campaign_tag();

/// The invitation of one person to one campaign. `issue` is 1, and one more for each time that an earlier
/// one had to be withdrawn. err: bad_data for a key that is none
base::Result<Invitation> issue_invitation(std::string_view campaign_key, std::string_view tag,
                                          std::string_view person, int issue);

}  // namespace gh::receipt
