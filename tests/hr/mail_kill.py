#!/usr/bin/env python3
"""Kills the sender at random moments, again and again, and counts what arrived: nobody may be left out, and nobody may
get a mail twice but where the answer to the first was lost, which the ledger must say.

    mail_kill.py PROGRAM [--people N] [--kills K] [--senders S] [--engine sqlite|postgres] [--seed SEED]

The mail server is ours, speaks TLS and misbehaves for some receivers (see mail_server.py). With several senders all
run at once and each kill takes one of them. The full number is 10,000 people and 500 kills.
"""
import argparse
import collections
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent / "cli")]
from mail_server import MailServer, certificate  # noqa: E402
from office import Office, Postgres, Sqlite  # noqa: E402
from outside import Checks  # noqa: E402

# One in forty of each; the others are received as they should be.
KINDS = ("busy", "full", "close", "drop", "half", "none", "slow")


def addresses(people):
    kinds = [kind for kind in KINDS if kind != "slow"] + ["slow"]
    return [f"{kinds[n // 40 % len(kinds)] if n % 40 == 7 else 'p'}{n}@oak.example" for n in range(1, people + 1)]


class Senders:
    def __init__(self, office, profile, count):
        self.office, self.profile, self.running = office, profile, [None] * count

    def start(self, at):
        command = self.office.command("mail", "send", "--keep-running", "--profile", self.profile)
        self.running[at] = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)

    def start_all(self):
        for at, process in enumerate(self.running):
            if process is None or process.poll() is not None:
                self.start(at)

    def kill(self, at):
        self.running[at].kill()
        self.running[at].communicate()
        self.running[at] = None

    def end(self):
        """To the end of the outbox, in good order."""
        self.start_all()
        return [process.communicate()[1].decode() for process in self.running]


def open_mails(office):
    return office.ledger.rows("SELECT COUNT(*) FROM outbox WHERE state NOT IN ('sent', 'failed')")[0][0]


def kill_often(office, server, senders, arguments, dice):
    """Each kill at a moment of its own: after a number of mails that were taken, and then some microseconds."""
    kills = 0
    step = max(1, arguments.people // arguments.kills)
    while kills < arguments.kills:
        senders.start_all()
        began, goal = time.monotonic(), len(server.mails) + dice.randrange(0, 2 * step)
        patience = dice.uniform(0.05, 3.0)
        while len(server.mails) < goal and time.monotonic() - began < patience:
            time.sleep(0.0005)
        time.sleep(dice.random() * 0.02)
        senders.kill(dice.randrange(len(senders.running)))
        kills += 1
        if kills % 50 == 0:
            print(f"{kills} kills, {len(server.mails)} mails taken", flush=True)
        if kills < arguments.kills and len(server.mails) >= arguments.people and open_mails(office) == 0:
            print(f"all was sent after {kills} kills", flush=True)
            break
    return kills


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("program")
    parser.add_argument("--people", type=int, default=600)
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--senders", type=int, default=1)
    parser.add_argument("--engine", default="sqlite")
    parser.add_argument("--connections", type=int, default=16)
    parser.add_argument("--seed", type=int, default=6)
    arguments = parser.parse_args()
    if arguments.engine == "postgres" and Postgres.programs() is None:
        print("skipped: PostgreSQL is not installed")
        sys.exit(77)
    checks, dice = Checks(), random.Random(arguments.seed)
    with tempfile.TemporaryDirectory() as folder:
        cert = certificate(folder)
        server = MailServer(cert)
        office = Office(arguments.program, Postgres if arguments.engine == "postgres" else Sqlite)
        office.campaign(addresses(arguments.people))
        profile = office.profile(f'host = "localhost"\nport = {server.port}\nca_file = "{cert[0]}"\n'
                                 f"connections = {arguments.connections}", "after_seconds = 0\nunknown_after_seconds = 0")
        senders, began = Senders(office, profile, arguments.senders), time.monotonic()
        kills = kill_often(office, server, senders, arguments, dice)
        errors = senders.end()
        judge(checks, office, server, errors)
        print(f"{arguments.people} people, {kills} kills, {arguments.senders} sender(s) on {arguments.engine}: "
              f"{time.monotonic() - began:.0f} s")
        office.close()
        server.close()
    checks.done()


def judge(checks, office, server, errors):
    wanted = {address: count for address, count in office.ledger.rows(
        "SELECT p.address, o.unknown_count FROM outbox o JOIN assignments a ON a.id = o.assignment "
        "JOIN people p ON p.id = a.person")}
    received, ids = collections.Counter(), collections.defaultdict(set)
    for receiver, message in server.mails:
        received[receiver] += 1
        ids[receiver].add(message)
    never = ("full", "none")
    lost = [address for address in wanted if not address.startswith(never) and received[address] == 0]
    double = [address for address in wanted if received[address] > 1]
    untold = [address for address in double if wanted[address] == 0]
    told = sum(1 for count in wanted.values() if count > 0)
    too_often = [address for address in double if received[address] > wanted[address] + 1]
    checks.equal("lost", lost, [])
    checks.equal("twice without a lost answer", untold, [])
    checks.equal("more often than answers were lost", too_often, [])
    checks.equal("every repeat has the same Message-ID", [a for a in double if len(ids[a]) != 1], [])
    checks.equal("nobody got what was refused", [a for a in wanted if a.startswith(never) and received[a]], [])
    checks.equal("nothing in the clear", server.in_the_clear, [])
    checks.equal("the outbox is empty", {state for state in office.counts()} - {"sent", "failed"}, set())
    checks.equal("senders ended without an error", [words for words in errors if words], [])
    attention = office.json("mail", "status")["attention"]
    reported = {row["address"] for row in attention if row["unknown_count"] > 0}
    checks.equal("what may have arrived twice is told", sorted(set(double) - reported), [])
    provoked = sum(1 for address in double if address.startswith("drop"))
    print(f"lost {len(lost)}; twice {len(double)} ({provoked} of them as the server lost its answer), untold {len(untold)}; "
          f"told as uncertain {told} of {len(wanted)}; {server.connections} connections")


if __name__ == "__main__":
    main()
