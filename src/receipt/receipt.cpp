#include "receipt/receipt.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/json.h"
#include "receipt/code.h"
#include "receipt/crypto.h"

namespace gh::receipt {
namespace {

constexpr std::string_view header = R"({"alg":"EdDSA"})";
constexpr std::size_t payload_bytes = 228;  // with the longest id and version, rounded up to whole base64
constexpr std::size_t payload_characters = payload_bytes / 3 * 4;
constexpr std::size_t longest_checklist = 32;
constexpr std::size_t longest_tool = 16;
constexpr std::string_view padding = R"(,"pad":")";

bool is_plain(std::string_view text, std::size_t longest) {
  return !text.empty() && text.size() <= longest && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
  });
}

/// Without "pad" and the closing brace.
std::string open_payload(const Receipt& receipt) {
  const Completion& done = receipt.completion;
  return fmt::format(R"({{"v":1,"campaign":"{}","invitation":"{}","checklist":"{}","digest":"{}",)"
                     R"("date":"{}","tool":"{}")",
                     receipt.campaign, receipt.invitation, done.checklist, done.digest,
                     base::format_day(done.done), done.tool);
}

std::string padded_payload(const Receipt& receipt) {
  std::string payload = open_payload(receipt);
  payload += padding;
  payload.append(payload_bytes - 2 - payload.size(), '0');
  return payload + "\"}";
}

/// The parts of a receipt by their places: they never move.
struct Parts {
  std::string_view signed_text;  // header.payload
  std::string_view payload;
  std::string_view signature;
};

std::optional<Parts> parts_of(std::string_view text) {
  const std::string begin = base64url(header) + ".";
  if (text.size() != receipt_characters || !text.starts_with(begin)) return std::nullopt;
  const std::size_t end = begin.size() + payload_characters;
  if (text[end] != '.') return std::nullopt;
  return Parts{text.substr(0, end), text.substr(begin.size(), payload_characters), text.substr(end + 1)};
}

std::string text_at(const nlohmann::ordered_json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::optional<Receipt> receipt_in(const std::string& payload) {
  const auto object = base::parse_json(payload, 2);
  if (!object || !object->is_object()) return std::nullopt;
  const auto day = base::parse_day(text_at(*object, "date"));
  if (!day) return std::nullopt;
  Receipt receipt{
      text_at(*object, "campaign"),
      text_at(*object, "invitation"),
      {text_at(*object, "checklist"), text_at(*object, "digest"), *day, text_at(*object, "tool")}};
  const Completion& done = receipt.completion;
  const bool fits = receipt.campaign.size() == tag_characters &&
                    is_plain(done.checklist, longest_checklist) && is_plain(done.tool, longest_tool) &&
                    done.digest.size() == digest_of("").size() &&
                    open_payload(receipt).size() + padding.size() + 2 <= payload_bytes;
  if (!fits || padded_payload(receipt) != payload) return std::nullopt;
  return receipt;
}

base::Error no_room(std::string_view what) {
  return {base::ErrorKind::bad_data, fmt::format("{} does not fit into a receipt", what), "",
          "it may have small letters, digits, dots and dashes, and not many of them"};
}

}  // namespace

std::string digest_of(std::string_view bytes) { return base64url(view(sha256(bytes))); }

base::Result<std::string> make_receipt(const Invitation& invitation, const Completion& completion) {
  if (!is_plain(completion.checklist, longest_checklist)) return no_room("the checklist's id");
  if (!is_plain(completion.tool, longest_tool)) return no_room("the program's version");
  const Receipt receipt{invitation.campaign(), record_of(invitation).id, completion};
  const std::string text = base64url(header) + "." + base64url(padded_payload(receipt));
  return text + "." + base64url(sign(text, signing_seed(invitation.code)));
}

base::Result<Receipt> read_receipt(std::string_view text) {
  const auto parts = parts_of(text);
  const auto payload = parts ? from_base64url(parts->payload) : std::nullopt;
  auto receipt = payload ? receipt_in(*payload) : std::nullopt;
  if (!receipt)
    return base::Error{base::ErrorKind::bad_data, "this is not a whole receipt", "",
                       "ask for it again, as a file or as the whole code"};
  return std::move(*receipt);
}

bool is_signed_by(std::string_view text, std::string_view public_key) {
  const auto parts = parts_of(text);
  const auto key = from_hexadecimal(public_key);
  const auto signature = parts ? from_base64url(parts->signature) : std::nullopt;
  return signature && key && verify(parts->signed_text, *signature, *key);
}

std::string payload_of(std::string_view text) {
  const auto receipt = read_receipt(text);
  return receipt ? open_payload(*receipt) + "}" : std::string();
}

}  // namespace gh::receipt
