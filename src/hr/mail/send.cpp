#include "hr/mail/send.h"

#include <algorithm>
#include <map>
#include <optional>

#include "hr/mail/journal.h"

namespace gh::hr {
namespace {

using base::Result;
using net::SmtpEnd;

constexpr std::chrono::milliseconds patience{200};
constexpr std::chrono::milliseconds longest_sleep{60'000};
constexpr std::int64_t day = 86'400;
constexpr std::int64_t first_hold = 30;     // seconds
constexpr std::int64_t longest_hold = 900;  // seconds
constexpr std::int64_t short_hold = 60;     // seconds that also a run that is to end waits

/// One run of the sender.
class Run {
 public:
  Run(Ledger& ledger, PostOffice& office, Transport& transport, const SendWorld& world,
      const SendOptions& options)
      : ledger_(ledger), office_(office), transport_(transport), world_(world), options_(options) {}

  Result<SendReport> go();

 private:
  Moment now() const { return world_.now_ms() / 1'000; }
  const MailProfile& profile() const { return office_.profile(); }

  Result<void> open_journal();
  Result<void> inherit(const std::string& gone);
  Result<void> recover();
  void hear(const net::SmtpResult& result);
  Result<void> turn(const std::vector<std::int64_t>& ready);
  Result<std::vector<std::int64_t>> mark_ready(const std::vector<std::int64_t>& ready);
  Result<std::vector<OutboxMail>> claim_some();
  Result<std::int64_t> allowed(std::int64_t room);
  Result<std::int64_t> left_today();
  void begin(const std::vector<OutboxMail>& mails);
  void hold();
  Settlement settlement(const net::SmtpResult& result);
  void count(const std::string& state);
  bool stop_for(const char* trouble);
  Result<bool> rest();

  Ledger& ledger_;
  PostOffice& office_;
  Transport& transport_;
  const SendWorld& world_;
  const SendOptions& options_;
  SendReport report_;
  std::optional<SendJournal> journal_;
  std::map<std::int64_t, std::int64_t> under_way_;  // attempts of each mail by its id
  Result<void> noted_;                              // whether the journal could be written
  std::vector<Settlement> ended_;                   // what the ledger does not know yet
  std::int64_t claimed_ = 0;
  std::int64_t failures_ = 0;  // connections in a row that came to nothing
  Moment hold_until_ = 0;      // no new mail before: the server is not well
  Moment counted_at_ = 0;
  std::int64_t sent_in_a_day_ = 0;
};

void Run::count(const std::string& state) {
  if (state == "sent") ++report_.sent;
  if (state == "deferred") ++report_.deferred;
  if (state == "failed") ++report_.failed;
  if (state == "unknown") ++report_.unknown;
  if (state == "queued") ++report_.again;
}

/// Nothing new goes out for a while: the server is not well.
void Run::hold() {
  hold_until_ = now() + back_off(std::min(profile().retry_after, first_hold), longest_hold, ++failures_,
                                 world_.chance());
}

/// What an end means for the mail, and for the server as a whole: after a connection that came to nothing no
/// other mail is tried for a while, or a server that is down would be asked once for every mail there is.
Settlement Run::settlement(const net::SmtpResult& result) {
  const std::int64_t attempts = under_way_[result.key];
  const auto later = [&](std::int64_t first) {
    return now() + back_off(first, profile().retry_at_most, attempts, world_.chance());
  };
  Settlement one{result.key, "sent", result.words, 0};
  switch (result.end) {
    case SmtpEnd::accepted:
      failures_ = 0;
      break;
    case SmtpEnd::refused:
      one.state = "failed";
      break;
    case SmtpEnd::deferred:
      one.state = attempts >= profile().attempts ? "failed" : "deferred";
      one.not_before = later(profile().retry_after);
      break;
    case SmtpEnd::unknown:
      one.state = "unknown";
      one.not_before = now() + profile().unknown_after;
      break;
    case SmtpEnd::not_sent:
    case SmtpEnd::insecure:
      one.state = "queued";
      hold();
      if (result.end == SmtpEnd::insecure) report_.trouble = result.words;
      break;
  }
  // "421 closing": the server wants everybody to go, not only this mail.
  if (result.code == 421) hold();
  return one;
}

Result<void> Run::open_journal() {
  if (options_.journals.empty()) return {};
  auto journal = SendJournal::open(options_.journals, options_.sender);
  if (!journal) return journal.error();
  journal_.emplace(std::move(*journal));
  return {};
}

/// What a sender that is gone has left, settled by what its journal tells.
Result<void> Run::inherit(const std::string& gone) {
  const JournalWord word = read_journal(options_.journals, gone);
  if (auto settled = settle(ledger_, gone, now(), word.settlements); !settled) return settled;
  const auto open = being_sent(ledger_, gone);
  if (!open) return open.error();
  std::vector<Settlement> never_went;
  for (const std::int64_t id : *open) {
    if (word.is_whole && !word.gone.contains(id)) never_went.push_back({id, "queued", "", 0});
  }
  return settle(ledger_, gone, now(), never_went);
}

/// Takes over from senders that are gone, and from those of other machines whose lease ran out.
Result<void> Run::recover() {
  auto transaction = Transaction::begin(ledger_);
  if (!transaction) return transaction.error();
  const auto senders = senders_with_claims(ledger_);
  if (!senders) return senders.error();
  std::vector<std::string> gone;
  for (const std::string& sender : *senders) {
    Moment claimed_until_before = now();
    if (world_.is_gone(sender)) {
      gone.push_back(sender);
      claimed_until_before += 10 * options_.lease;  // however long its lease would run
      if (auto inherited = inherit(sender); !inherited) return inherited;
    }
    const auto lost = release(ledger_, sender, claimed_until_before, now() + profile().unknown_after);
    if (!lost) return lost.error();
    report_.recovered += *lost;
  }
  if (auto committed = transaction->commit(); !committed) return committed;
  for (const std::string& sender : gone) forget_journal(options_.journals, sender);
  return {};
}

/// Those of the ready mails that are still ours, now marked as going out.
Result<std::vector<std::int64_t>> Run::mark_ready(const std::vector<std::int64_t>& ready) {
  std::vector<std::int64_t> going;
  for (const std::int64_t id : ready) {
    const auto ours = begin_sending(ledger_, id, options_.sender);
    if (!ours) return ours.error();
    if (*ours) going.push_back(id);
  }
  return going;
}

/// Counted once a minute, and by our own sending in between.
Result<std::int64_t> Run::left_today() {
  if (now() - counted_at_ >= 60 || counted_at_ == 0) {
    const auto sent =
        ledger_.number("SELECT COUNT(*) FROM outbox WHERE sent_at > :since", {{"since", now() - day}});
    if (!sent) return sent.error();
    sent_in_a_day_ = sent->value_or(0);
    counted_at_ = now();
  }
  return std::max<std::int64_t>(
      0, profile().per_day - sent_in_a_day_ - static_cast<std::int64_t>(under_way_.size()));
}

Result<std::int64_t> Run::allowed(std::int64_t room) {
  if (now() < hold_until_ || !report_.trouble.empty() || world_.stop()) return 0;
  if (options_.at_most >= 0) room = std::min(room, options_.at_most - claimed_);
  if (profile().per_day > 0) {
    const auto left = left_today();
    if (!left) return left;
    room = std::min(room, *left);
  }
  if (room <= 0 || profile().per_minute == 0) return room;
  return pace_allows(ledger_, profile().mailbox(), profile().pace(), world_.now_ms(), room);
}

Result<std::vector<OutboxMail>> Run::claim_some() {
  const auto room = allowed(static_cast<std::int64_t>(transport_.room()));
  if (!room) return room.error();
  if (*room <= 0) return std::vector<OutboxMail>();
  auto mails = claim(ledger_, {options_.sender, now(), options_.lease, *room});
  if (!mails) return mails;
  if (auto known = office_.register_invitations(*mails); !known) return known.error();
  if (profile().per_minute > 0 && !mails->empty()) {
    const auto taken = static_cast<std::int64_t>(mails->size());
    if (auto spent = spend(ledger_, profile().mailbox(), profile().pace(), world_.now_ms(), taken); !spent)
      return spent.error();
  }
  return mails;
}

void Run::begin(const std::vector<OutboxMail>& mails) {
  for (const OutboxMail& mail : mails) {
    ++claimed_;
    const auto written = office_.write(mail, now());
    const auto bytes = written ? base::write_mail(*written) : Result<std::string>(written.error());
    if (!bytes) {
      ended_.push_back({mail.id, "failed", base::sentence(bytes.error()), 0});
      continue;
    }
    under_way_[mail.id] = mail.attempts;
    transport_.begin({mail.id, profile().from, mail.address, *bytes});
  }
}

/// The moment that an end is known: the journal has it before anything else is done.
void Run::hear(const net::SmtpResult& result) {
  ended_.push_back(settlement(result));
  if (journal_ && noted_) noted_ = journal_->ended({ended_.back()});
}

/// All that happened since the last turn, written down at once; then what follows from it is done.
Result<void> Run::turn(const std::vector<std::int64_t>& ready) {
  if (!noted_) return noted_;
  const std::vector<Settlement> settlements = std::exchange(ended_, {});
  auto transaction = Transaction::begin(ledger_);
  if (!transaction) return transaction.error();
  if (auto settled = settle(ledger_, options_.sender, now(), settlements); !settled) return settled;
  const auto going = mark_ready(ready);
  if (!going) return going.error();
  const auto mails = claim_some();
  if (!mails) return mails.error();
  if (auto committed = transaction->commit(); !committed) return committed;
  for (const Settlement& one : settlements) {
    under_way_.erase(one.id);
    count(one.state);
    sent_in_a_day_ += one.state == "sent";
  }
  if (journal_ && under_way_.empty()) {
    if (auto anew = journal_->restart(); !anew) return anew;
  }
  begin(*mails);
  if (journal_) {
    if (auto noted = journal_->going(*going); !noted) return noted;
  }
  // Last, so that nothing is between a text that goes out and our listening for its answer.
  for (const std::int64_t id : ready) {
    if (std::find(going->begin(), going->end(), id) != going->end()) {
      transport_.let_go(id);
    } else {
      transport_.drop(id);
      under_way_.erase(id);
    }
  }
  return {};
}

bool Run::stop_for(const char* trouble) {
  report_.trouble = trouble;
  return false;
}

/// Nothing is under way: sleeps until something may go. False when this run is over.
Result<bool> Run::rest() {
  if (!report_.trouble.empty() || world_.stop() || (options_.at_most >= 0 && claimed_ >= options_.at_most))
    return false;
  const auto next = next_waiting(ledger_);
  if (!next) return next.error();
  if (!*next || (**next > now() && !options_.keep_running)) return false;
  std::int64_t until = std::max({**next, hold_until_}) * 1'000;
  if (profile().per_minute > 0) {
    const auto paced = next_by_pace(ledger_, profile().mailbox(), profile().pace());
    if (!paced) return paced.error();
    until = std::max(until, *paced);
  }
  if (profile().per_day > 0) {
    const auto left = left_today();
    if (!left) return left.error();
    if (*left == 0) until = std::max(until, (counted_at_ + 60) * 1'000);
    if (*left == 0 && !options_.keep_running) return stop_for("the mailbox has sent all it may in a day");
  }
  if (hold_until_ - now() > short_hold && !options_.keep_running)
    return stop_for("the mail server takes no mail now");
  const std::chrono::milliseconds left(std::max<std::int64_t>(0, until - world_.now_ms()));
  world_.sleep(std::min(left, longest_sleep));
  return true;
}

Result<SendReport> Run::go() {
  if (auto opened = open_journal(); !opened) return opened.error();
  if (auto recovered = recover(); !recovered) return recovered.error();
  std::vector<std::int64_t> ready;
  while (true) {
    if (auto done = turn(ready); !done) return done.error();
    ready.clear();
    if (!under_way_.empty())
      ready = transport_.step(patience, [&](const auto& result) { hear(result); }).ready;
    if (!under_way_.empty() || !ended_.empty()) continue;
    const auto more = rest();
    if (!more) return more.error();
    if (*more) continue;
    if (journal_) journal_->remove();
    return report_;
  }
}

}  // namespace

Result<SendReport> send_mails(Ledger& ledger, PostOffice& office, Transport& transport,
                              const SendWorld& world, const SendOptions& options) {
  return Run(ledger, office, transport, world, options).go();
}

std::int64_t back_off(std::int64_t first, std::int64_t at_most, std::int64_t attempts, double chance) {
  std::int64_t pause = first;
  for (std::int64_t tried = 1; tried < attempts && pause < at_most; ++tried) pause *= 2;
  pause = std::min(pause, at_most);
  return pause + static_cast<std::int64_t>(static_cast<double>(pause) * (chance - 0.5) / 2);
}

}  // namespace gh::hr
