// The readers of single shapes, each told where one may begin: what the one pass of contact_shapes is made
// of.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "detect/contact_shapes.h"

namespace gh::detect {

/// A telephone number that begins at `at`: a digit, a plus or an opening bracket.
std::optional<Seen> read_phone(std::string_view text, std::size_t at);

/// A number in words ("oh seven seven double oh…") around the word at `at`, not before `from`.
std::optional<Seen> read_spelled_phone(std::string_view text, std::size_t at, std::size_t from);

/// name@host around the sign at `at`, without blanks.
std::optional<Seen> read_email(std::string_view text, std::size_t at, const ContactWords& words);

/// "name @ host.com": blanks around the sign. Before a name with nothing between it is a handle.
std::optional<Seen> read_spaced_email(std::string_view text, std::size_t at, std::size_t from,
                                      const ContactWords& words);

/// "name at host dot com" and "name (at) host.com" around the joint at `at`, not before `from`.
std::optional<Seen> read_spelled_email(std::string_view text, std::size_t at, std::size_t from,
                                       const ContactWords& words);

/// Takes out what people put in so that programs read it wrong: "robin@nospam.host.example".
void take_out_inserted(std::string& value, const ContactWords& words);

/// A postcode, plate, street or number of staff that holds the digit at `at`, not before `from`.
std::optional<Seen> read_run(const TextToScan& text, std::size_t at, std::size_t from,
                             const ContactWords& words);

}  // namespace gh::detect
