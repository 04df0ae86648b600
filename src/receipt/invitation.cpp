#include "receipt/invitation.h"

#include <cassert>
#include <fmt/format.h>

#include "receipt/code.h"

namespace gh::receipt {
namespace {

// At least sixteen bytes each, as BLAKE2b's keys must have.
constexpr std::string_view id_purpose = "glasshouse invitation id 1";
constexpr std::string_view paper_purpose = "glasshouse paper code 1";

constexpr std::size_t id_characters = 26;
constexpr std::size_t secret_characters = invitation_characters - tag_characters - check_characters;

}  // namespace

base::Result<Invitation> read_invitation(std::string_view typed) {
  if (const std::size_t fragment = typed.rfind('#'); fragment != std::string_view::npos)
    typed.remove_prefix(fragment + 1);
  auto code = read_code(typed, invitation_characters, "invitation code");
  if (!code) return code.error();
  return Invitation{std::move(*code)};
}

std::string spell(const Invitation& invitation) { return spell_code(invitation.code); }

std::string link(const Invitation& invitation, std::string_view start_page) {
  return fmt::format("{}#{}", start_page.substr(0, start_page.find('#')), spell(invitation));
}

InvitationRecord record_of(const Invitation& invitation) {
  return {
      base32(keyed_hash(id_purpose, invitation.code), id_characters),
      hexadecimal(public_key(signing_seed(invitation.code))),
      with_checks(base32(keyed_hash(paper_purpose, invitation.code), paper_characters - check_characters))};
}

base::Result<std::string> read_paper_code(std::string_view typed) {
  return read_code(typed, paper_characters, "paper code");
}

std::string make_campaign_key() { return hexadecimal(random_bytes()); }

std::string make_campaign_tag() { return base32(random_bytes(), tag_characters); }

base::Result<Invitation> issue_invitation(std::string_view campaign_key, std::string_view tag,
                                          std::string_view person, int issue) {
  assert(tag.size() == tag_characters);
  const auto key = from_hexadecimal(campaign_key);
  if (!key)
    return base::Error{base::ErrorKind::bad_data, "this campaign has no key to make invitations with", "",
                       "a closed campaign's key is erased; begin a new one"};
  const Bytes32 secret = keyed_hash(*key, fmt::format("{}\n{}\n{}", tag, issue, person));
  return Invitation{with_checks(std::string(tag) + base32(secret, secret_characters))};
}

}  // namespace gh::receipt
