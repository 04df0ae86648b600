// Receipts and invitation codes as they come back from anywhere.
#include <cstdint>
#include <cstdlib>

#include "receipt/envelope.h"
#include "receipt/invitation.h"

using namespace gh::receipt;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  static const std::string key = record_of(Invitation{std::string(24, '0')}).public_key;
  for (const std::string& found : find_receipts(text)) {
    const auto receipt = read_receipt(found);
    if (receipt && find_receipts(file_of(found)) != std::vector{found}) std::abort();
    if (is_signed_by(found, key)) std::abort();  // that code was given to nobody
  }
  if (const auto invitation = read_invitation(text)) {
    const auto again = read_invitation(spell(*invitation));
    if (!again || !(*again == *invitation)) std::abort();
  }
  (void)read_paper_code(text);
  return 0;
}
