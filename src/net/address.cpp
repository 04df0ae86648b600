// Web addresses, taken apart by libcurl's own parser: what we judge is what libcurl will connect to. Two
// things are done here, because libcurl 7.88 does them only with luck: international host names (it reads
// them in the charset of the locale) and references that are empty or a bare fragment.
// Follows RFC 3986 and, for host names, UTS #46 (non-transitional, as browsers do).
#include <algorithm>
#include <charconv>
#include <optional>
#include <system_error>
#include <unicode/uidna.h>

#include "base/text.h"
#include "net/curl.h"
#include "net/transfer.h"

namespace gh::net {
namespace {

const std::size_t longest_address = 8192;
const std::size_t longest_host = 253;  // RFC 1035, section 2.3.4

struct Scheme {
  std::string_view name;
  std::uint16_t port;
};
const Scheme schemes[] = {{"http", 80}, {"https", 443}};

base::Error bad_address(std::string_view url, std::string what, std::string hint = "") {
  return {base::ErrorKind::bad_data, std::move(what), base::shorten(base::for_terminal(url), 80),
          std::move(hint)};
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }
bool is_control_or_blank(char c) { return is_control(c) || c == ' '; }
bool is_beyond_ascii(char c) { return static_cast<unsigned char>(c) >= 0x80; }

std::optional<Scheme> scheme_named(std::string_view name) {
  const auto row =
      std::find_if(std::begin(schemes), std::end(schemes), [&](const Scheme& s) { return s.name == name; });
  return row == std::end(schemes) ? std::nullopt : std::optional(*row);
}

std::string part(const Url& url, CURLUPart which, unsigned flags = 0) {
  char* text = nullptr;
  if (curl_url_get(url.get(), which, &text, flags) != CURLUE_OK) return "";
  return CurlText(text).get();
}

/// What libcurl objects to, in our words.
std::string objection(CURLUcode code) {
  switch (code) {
    case CURLUE_USER_NOT_ALLOWED:
      return "this address carries a user name or password";
    case CURLUE_BAD_PORT_NUMBER:
      return "this address has a port number that cannot be";
    case CURLUE_UNSUPPORTED_SCHEME:
      return "only addresses that begin with http or https can be read";
    case CURLUE_NO_HOST:
      return "this address names no site";
    default:
      return "this is not a web address";
  }
}

/// The form of an international host name that the name service knows ("xn--..."); nothing when it has none.
std::optional<std::string> ascii_host(const std::string& host) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UIDNA, Closer<uidna_close>> idna(
      uidna_openUTS46(UIDNA_NONTRANSITIONAL_TO_ASCII | UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ, &status));
  if (U_FAILURE(status)) return std::nullopt;
  char ascii[256];
  UIDNAInfo info = UIDNA_INFO_INITIALIZER;
  const int length = uidna_nameToASCII_UTF8(idna.get(), host.data(), static_cast<int>(host.size()), ascii,
                                            sizeof ascii, &info, &status);
  if (U_FAILURE(status) || info.errors != 0 || length >= static_cast<int>(sizeof ascii)) return std::nullopt;
  return std::string(ascii, static_cast<std::size_t>(length));
}

/// Host names as sites have them. libcurl decodes %-escapes, so look at what came out of it.
bool is_host_name(std::string_view host) {
  if (host.empty() || host.size() > longest_host) return false;
  if (host.front() == '[') return true;  // an IPv6 literal, which libcurl has checked
  return std::all_of(host.begin(), host.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
  });
}

/// Replaces an international host by its ASCII form; numbers in odd digits then become plain ones too.
CURLUcode make_host_ascii(const Url& url) {
  const std::string host = part(url, CURLUPART_HOST);
  if (std::none_of(host.begin(), host.end(), is_beyond_ascii)) return CURLUE_OK;
  const std::optional<std::string> ascii = ascii_host(host);
  if (!ascii) return CURLUE_BAD_HOSTNAME;
  if (const CURLUcode code = curl_url_set(url.get(), CURLUPART_HOST, ascii->c_str(), 0)) return code;
  const std::string whole = part(url, CURLUPART_URL);
  return curl_url_set(url.get(), CURLUPART_URL, whole.c_str(), CURLU_DISALLOW_USER);
}

std::uint16_t port_of(const Url& url, std::uint16_t fallback) {
  const std::string text = part(url, CURLUPART_PORT);
  std::uint16_t port = fallback;
  std::from_chars(text.data(), text.data() + text.size(), port);
  return port;
}

base::Result<Address> address_of(const Url& url, std::string_view written) {
  Address address;
  address.scheme = base::lower_ascii(part(url, CURLUPART_SCHEME));
  const std::optional<Scheme> scheme = scheme_named(address.scheme);
  if (!scheme) return bad_address(written, objection(CURLUE_UNSUPPORTED_SCHEME));
  if (const CURLUcode code = make_host_ascii(url)) return bad_address(written, objection(code));
  address.host = base::lower_ascii(part(url, CURLUPART_HOST));
  if (!is_host_name(address.host)) return bad_address(written, objection(CURLUE_NO_HOST));
  address.port = port_of(url, scheme->port);
  if (address.port == 0) return bad_address(written, objection(CURLUE_BAD_PORT_NUMBER));
  address.path = part(url, CURLUPART_PATH);
  const std::string query = part(url, CURLUPART_QUERY);
  if (!query.empty()) address.path += "?" + query;
  return address;
}

/// The faults that are the same for a whole address and for a reference. Blanks are the caller's matter.
std::optional<base::Error> fault_of_text(std::string_view text) {
  if (text.size() > longest_address) return bad_address(text, "this address is too long");
  if (std::any_of(text.begin(), text.end(), is_control))
    return bad_address(text, "this address has control characters in it");
  if (!base::is_utf8(text)) return bad_address(text, "this address is not valid text (UTF-8)");
  return std::nullopt;
}

/// "http://host", not "http:host" or "http:///host", which everybody reads in another way.
bool names_host_plainly(std::string_view url) {
  const std::size_t colon = url.find("://");
  return colon != std::string_view::npos && colon + 3 < url.size() && url[colon + 3] != '/';
}

base::Result<Url> parsed(std::string_view text, std::string_view hint) {
  if (const auto fault = fault_of_text(text)) return *fault;
  if (!names_host_plainly(text)) return bad_address(text, "this is not a web address", std::string(hint));
  Url url(curl_url());
  const std::string copy(text);
  const unsigned flags = CURLU_URLENCODE | CURLU_DISALLOW_USER;
  if (const CURLUcode code = curl_url_set(url.get(), CURLUPART_URL, copy.c_str(), flags))
    return bad_address(text, objection(code), std::string(hint));
  return url;
}

const std::string_view how_to_begin = "copy it from the browser's address bar, with its http or https";

std::string fragment_of(const Url& url) {
  const std::string fragment = part(url, CURLUPART_FRAGMENT);
  return fragment.empty() ? "" : "#" + fragment;
}

}  // namespace

std::string Address::host_and_port() const {
  const std::optional<Scheme> row = scheme_named(scheme);
  return row && row->port == port ? host : host + ":" + std::to_string(port);
}

std::string Address::url() const { return scheme + "://" + host_and_port() + path; }

base::Result<Address> parse_address(std::string_view url) {
  if (std::any_of(url.begin(), url.end(), is_control_or_blank))
    return bad_address(url, "this address has blanks or control characters in it", std::string(how_to_begin));
  const base::Result<Url> parts = parsed(url, how_to_begin);
  if (!parts) return parts.error();
  return address_of(*parts, url);
}

base::Result<std::string> resolve(std::string_view base, std::string_view reference) {
  const base::Result<Address> from = parse_address(base);
  if (!from) return from.error();
  reference = base::trim(reference);
  if (const auto fault = fault_of_text(reference)) return *fault;
  if (reference.empty() || reference.front() == '#') return from->url() + std::string(reference);
  const base::Result<Url> url = parsed(from->url(), how_to_begin);
  if (!url) return url.error();
  const std::string copy(reference);
  const unsigned flags = CURLU_URLENCODE | CURLU_DISALLOW_USER;
  if (const CURLUcode code = curl_url_set(url->get(), CURLUPART_URL, copy.c_str(), flags))
    return bad_address(reference, objection(code));
  const base::Result<Address> to = address_of(*url, reference);
  if (!to) return to.error();
  return to->url() + fragment_of(*url);
}

base::Result<AllowedHost> parse_allowed_host(std::string_view text) {
  const base::Error fault{base::ErrorKind::usage, "this is no host with a port", std::string(text),
                          "write it as HOST:PORT, for example localhost:8080"};
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos || text.find_first_of("/?#@") != std::string_view::npos) return fault;
  const std::string_view digits = text.substr(colon + 1);
  AllowedHost allowed;
  const auto [end, code] = std::from_chars(digits.data(), digits.data() + digits.size(), allowed.port);
  if (code != std::errc() || end != digits.data() + digits.size() || allowed.port == 0) return fault;
  const base::Result<Address> address = parse_address("http://" + std::string(text));
  if (!address) return fault;
  allowed.host = address->host;
  return allowed;
}

}  // namespace gh::net
