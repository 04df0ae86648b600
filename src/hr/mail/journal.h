// What a sender that was killed can still tell. Between the mail server's answer and the moment when the
// ledger has it on the disk lie some milliseconds, for many mails at once. So each answer is first written
// here, and each mail before its text goes out: a few bytes to a file of the sender's own, which the kernel
// keeps when the process dies. The next sender on this machine reads it, and only mails whose answer never
// reached us are left uncertain.
//
// It is not synced: after a power cut its lines may be missing, which the number of the machine's start tells
// ("boot_id", random(4)). Then, and on other machines, the ledger's own word counts: "sending" is uncertain.
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "hr/outbox.h"

namespace gh::hr {

class SendJournal {
 public:
  /// Begins the journal of `sender` in `folder`, which is made. err: cannot_write
  static base::Result<SendJournal> open(const std::filesystem::path& folder, const std::string& sender);

  SendJournal(SendJournal&& other) noexcept;
  SendJournal& operator=(SendJournal&&) = delete;
  ~SendJournal();

  /// Each has left this process when it returns. err: cannot_write
  base::Result<void> going(const std::vector<std::int64_t>& ids);
  base::Result<void> ended(const std::vector<Settlement>& settlements);

  /// All of it is in the ledger: begins anew.
  base::Result<void> restart();

  /// All of it is in the ledger, and this sender is done.
  void remove();

 private:
  SendJournal(std::filesystem::path file, int descriptor) : file_(std::move(file)), descriptor_(descriptor) {}
  base::Result<void> write(const std::string& lines);

  std::filesystem::path file_;
  int descriptor_ = -1;
};

/// What the journal of a sender that is gone tells.
struct JournalWord {
  bool is_whole = false;                // of this start of the machine: what it does not say did not happen
  std::set<std::int64_t> gone;          // their text went out, or was about to
  std::vector<Settlement> settlements;  // the answers to each mail's last try
};
JournalWord read_journal(const std::filesystem::path& folder, const std::string& sender);
void forget_journal(const std::filesystem::path& folder, const std::string& sender);

}  // namespace gh::hr
