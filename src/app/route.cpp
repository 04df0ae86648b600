#include "app/route.h"

#include <algorithm>
#include <fmt/format.h>

#include "scrape/address.h"

namespace gh::app {
namespace {

using scrape::SourceRule;

const std::vector<SourceRule>& only_the_address() {
  static const std::vector<SourceRule> one = [] {
    SourceRule source;
    source.url = "{address}";
    return std::vector<SourceRule>{source};
  }();
  return one;
}

// What an answer or a person gave, made harmless inside an address.
std::string percent_encoded(std::string_view words) {
  std::string out;
  for (char c : words) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '-' || c == '_' || c == '.' || c == '~' || c == ':' || c == '@' || c == '%';
    out += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

}  // namespace

Route::Route(const scrape::Definition* definition, const assess::Account& account) : definition_(definition) {
  parts_["address"] = account.url;
  if (!account.handle.empty()) parts_["handle"] = percent_encoded(account.handle);
  if (const auto address = net::parse_address(account.url)) {
    own_host_ = address->host;
    parts_["host"] = address->host;
    parts_["origin"] = address->scheme + "://" + address->host_and_port();
  }
}

// "!" leaves hosts out; without any other pattern all others are meant.
bool Route::is_for(const SourceRule& source) const {
  bool named = false, asked = false;
  for (const std::string& pattern : source.on) {
    const bool no = pattern.starts_with('!');
    const bool covers = scrape::covers(std::string_view(pattern).substr(no ? 1 : 0), own_host_);
    if (no && covers) return false;
    named = named || !no;
    asked = asked || (!no && covers);
  }
  return asked || !named;
}

std::optional<std::string> Route::address_of(const SourceRule& source) const {
  auto url = scrape::filled(source.url, parts_);
  if (!url || !is_for(source)) return std::nullopt;
  const auto address = net::parse_address(*url);
  if (only_own_host_ && (!address || address->host != own_host_ || *url == parts_.at("address")))
    return std::nullopt;
  return url;
}

std::optional<fetch::PageRequest> Route::next(bool read) {
  const bool has_sources = definition_ != nullptr && !definition_->sources.empty();
  const std::vector<SourceRule>& sources = has_sources ? definition_->sources : only_the_address();
  while (at_ < sources.size()) {
    const SourceRule& source = sources[at_++];
    if (source.fallback && read) continue;
    if (auto url = address_of(source)) return fetch::PageRequest{std::move(*url), source.headers};
  }
  return std::nullopt;
}

const std::map<std::string, std::vector<scrape::Key>>& Route::takes() const {
  static const std::map<std::string, std::vector<scrape::Key>> none;
  const bool has_source = definition_ != nullptr && at_ > 0 && at_ <= definition_->sources.size();
  return has_source ? definition_->sources[at_ - 1].takes : none;
}

void Route::learn(const std::map<std::string, std::string>& parts) {
  for (const auto& [name, words] : parts) parts_[name] = percent_encoded(words);
}

void Route::become(const scrape::Definition& definition) {
  definition_ = &definition;
  only_own_host_ = true;
  at_ = 0;
  for (const auto& [name, words] : scrape::parts_of_address(definition, parts_.at("address"))) {
    if (name == "handle") parts_[name] = percent_encoded(words);
  }
}

std::vector<std::string> Route::hosts() const {
  const bool has_sources = definition_ != nullptr && !definition_->sources.empty();
  std::map<std::string, std::string> parts = parts_;
  std::vector<std::string> hosts;
  for (const SourceRule& source : has_sources ? definition_->sources : only_the_address()) {
    // Parts that answers give stand behind the host (read_definition.cpp sees to it).
    for (const std::string& name : scrape::names_in(source.url)) {
      if (name != "handle" && name != "host" && name != "origin" && name != "address")
        parts.try_emplace(name, "0");
    }
    const auto url = scrape::filled(source.url, parts);
    if (!url || !is_for(source)) continue;
    if (const auto address = net::parse_address(*url)) hosts.push_back(address->host_and_port());
  }
  return hosts;
}

}  // namespace gh::app
