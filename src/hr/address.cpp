#include "hr/address.h"

#include <algorithm>

#include "base/text.h"

namespace gh::hr {
namespace {

// RFC 5321, section 4.5.3.1.
constexpr std::size_t longest_local = 64;
constexpr std::size_t longest_address = 254;
constexpr std::size_t longest_label = 63;

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// RFC 5322, section 3.2.3: atext, and the dot between atoms.
bool is_local(char c) {
  return is_letter_or_digit(c) || std::string_view("!#$%&'*+-/=?^_`{|}~.").find(c) != std::string_view::npos;
}

bool dots_in_order(std::string_view part) {
  return !part.starts_with('.') && !part.ends_with('.') && part.find("..") == std::string_view::npos;
}

bool is_label(std::string_view label) {
  return !label.empty() && label.size() <= longest_label && !label.starts_with('-') &&
         !label.ends_with('-') &&
         std::all_of(label.begin(), label.end(), [](char c) { return is_letter_or_digit(c) || c == '-'; });
}

bool is_domain(std::string_view domain) {
  const std::vector<std::string_view> labels = base::split(domain, '.');
  const std::string_view top = labels.back();
  const bool some_letter =
      std::any_of(top.begin(), top.end(), [](char c) { return !(c >= '0' && c <= '9'); });
  return labels.size() >= 2 && top.size() >= 2 && some_letter &&
         std::all_of(labels.begin(), labels.end(), is_label);
}

}  // namespace

std::string_view fault_of_address(std::string_view text) {
  const std::size_t at = text.find('@');
  if (at == std::string_view::npos) return "has no @";
  const std::string_view local = text.substr(0, at);
  const std::string_view domain = text.substr(at + 1);
  if (domain.find('@') != std::string_view::npos) return "has more than one @";
  if (text.size() > longest_address || local.size() > longest_local)
    return "is too long for an e-mail address";
  if (local.empty()) return "has nothing before the @";
  if (!std::all_of(local.begin(), local.end(), is_local))
    return "has a character that e-mail addresses cannot have";
  if (!dots_in_order(local)) return "has a dot where e-mail addresses cannot have one";
  if (!is_domain(domain)) return "has no proper mail domain behind the @";
  return "";
}

std::string address_key(std::string_view address) { return base::lower_ascii(address); }

}  // namespace gh::hr
