#include "cli/finish_command.h"

#include <chrono>
#include <fmt/format.h>
#include <ostream>

#include "app/finish.h"
#include "base/text.h"
#include "cli/qr.h"
#include "cli/terminal.h"

namespace gh::cli {
namespace {

using base::ExitCode;
using base::Result;

std::int64_t now() {
  return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now())
      .time_since_epoch()
      .count();
}

/// Word for word, and letter by letter.
void show(const app::Finish& finish, std::ostream& err) {
  err << "This is the receipt, all of it:\n\n";
  for (const std::string& line : finish.words) err << "  " << line << '\n';
  err << "\nThe very letters, but for zeros that make every receipt equally long, and its signature:\n\n  "
      << finish.payload << "\n\nNo answer of yours, no page and nothing that was found is in it.\n";
}

std::string ways(const FinishOptions& options, const net::Address& address) {
  std::vector<std::string> places;
  if (!options.output.empty()) places.push_back("written to " + options.output);
  if (!options.mail.empty()) places.push_back("written as a mail to " + options.mail);
  if (options.print) places.emplace_back("printed here");
  if (options.qr) places.emplace_back("drawn here as a QR code");
  if (!options.post.empty()) places.push_back("sent to " + address.host_and_port() + ", and nowhere else");
  if (places.empty()) places.emplace_back("printed here, to be pasted");
  return base::for_terminal("It will be " + base::join(places, "; ") + ".");
}

bool may_go(const FinishOptions& options, const net::Address& address, const Streams& streams) {
  streams.err << '\n' << ways(options, address) << '\n';
  if (options.yes) return true;
  const auto said = ask(streams.in, streams.err, "Type yes to go on, anything else to stop: ");
  if (said && base::lower_ascii(*said) == "yes") return true;
  streams.err << "Nothing was made and nothing was sent.\n";
  return false;
}

Result<void> write_files(const FinishOptions& options, const app::Finish& finish) {
  if (!options.output.empty()) {
    auto written = base::write_file(options.output, finish.file, /*secret=*/true);
    if (!written) return written;
  }
  if (!options.mail.empty()) {
    const auto mail = app::receipt_mail(finish, options.mail_to);
    if (!mail) return mail.error();
    if (auto written = base::write_file(options.mail, *mail, /*secret=*/true); !written) return written;
  }
  if (!options.calendar.empty())
    return base::write_file(options.calendar, app::next_year(finish, now()), /*secret=*/true);
  return {};
}

void print(const FinishOptions& options, const app::Finish& finish, const Streams& streams) {
  const bool other_way =
      !options.output.empty() || !options.mail.empty() || !options.post.empty() || options.qr;
  if (options.print) {
    streams.out << finish.file << "\nOr tell HR this paper code: " << finish.paper_code << '\n';
  } else if (!other_way) {
    streams.out << finish.pasteable;
  }
  if (options.qr) streams.out << draw_qr(finish.text, terminal_for(streams.out, options.plain).colours);
}

Result<net::Policy> policy_of(const NetworkOptions& network) {
  net::Policy policy;
  policy.ca_file = network.ca_file;
  for (const std::string& typed : network.allowed_hosts) {
    auto host = net::parse_allowed_host(typed);
    if (!host) return host.error();
    policy.allowed_hosts.push_back(std::move(*host));
  }
  return policy;
}

}  // namespace

ExitCode run_finish(const app::House& house, const FinishOptions& options, const Streams& streams) {
  const auto finish = app::finish(house, options.invitation, options.checklist);
  if (!finish) return fail(streams, finish.error());
  const auto policy = policy_of(options.network);
  if (!policy) return fail(streams, policy.error());
  net::Address address;
  if (!options.post.empty()) {
    const auto where = app::receipt_address(options.post, policy->allowed_hosts);
    if (!where) return fail(streams, where.error());
    address = *where;
  }
  show(*finish, streams.err);
  if (!may_go(options, address, streams)) return ExitCode::failed;
  if (auto written = write_files(options, *finish); !written) return fail(streams, written.error());
  print(options, *finish, streams);
  if (options.post.empty()) return ExitCode::done;
  const auto said = app::post_receipt(address, *finish, *policy);
  if (!said) return fail(streams, said.error());
  streams.err << *said << '\n';
  return ExitCode::done;
}

}  // namespace gh::cli
