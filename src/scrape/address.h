// From the address of a page to the platform and the handle, and back. A pattern of a definition holds
//   {handle}  the person's name there
//   {host}    any host, where a platform lives on many
//   {*}       a part that does not matter: a language, a number beside the name
// "https://", "www." and a slash at the end may be missing, anything may follow, and a query may have its
// parts in any order.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "scrape/definition.h"

namespace gh::scrape {

/// True when a definition's host pattern covers the host: "linkedin.com" all under it too, "*.wordpress.com"
/// only those under it.
bool covers(std::string_view pattern, std::string_view host);

/// The host in an address, small letters, without "www." and port.
std::string host_in(std::string_view url);

/// The definition whose hosts cover the address, the most exact one; null when none does.
const Definition* definition_for_address(const std::vector<Definition>& definitions, std::string_view url);

/// What the patterns find in an address: "handle", and "host" where a pattern asks for it. Empty when none
/// fits, or what stands there is none of the platform's handles.
std::map<std::string, std::string> parts_of_address(const Definition& definition, std::string_view url);

/// parts_of_address(...)["handle"]
std::string handle_in(const Definition& definition, std::string_view url);

/// The address for a handle ("name@host" where the platform lives on many hosts).
/// err: usage when the platform has no pattern, or the handle cannot be one
base::Result<std::string> address_of(const Definition& definition, std::string_view handle);

/// The pattern with its parts filled in; nothing when one of them is not known.
std::optional<std::string> filled(std::string_view pattern, const std::map<std::string, std::string>& parts);

/// The names in braces, in order.
std::vector<std::string> names_in(std::string_view pattern);

}  // namespace gh::scrape
