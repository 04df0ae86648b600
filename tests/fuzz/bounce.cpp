// Mail that came back, as whoever likes may write it.
#include <cstdint>
#include <cstdlib>

#include "hr/mail/bounces.h"
#include "hr/mail/read_mail.h"

using namespace gh::hr;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const ReadMail mail = read_mail(bytes);
  std::size_t kept = 0;
  for (const MailPart& part : mail.parts) kept += part.bytes.size();
  if (kept > 2 * size + 2 || mail.parts.size() > 100) std::abort();  // soft line breaks may gain a line end
  for (const Bounce& bounce : read_bounces(bytes)) {
    if (bounce.address.empty() || bounce.words.size() > 2'000) std::abort();
  }
  std::size_t all = 0;
  for (const std::string& one : split_mailbox(bytes)) all += one.size();
  if (all > size + 1) std::abort();
  return 0;
}
