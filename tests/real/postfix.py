#!/usr/bin/env python3
"""A campaign through a real mail server: Postfix, which nobody here wrote, on loopback with its own configuration in a
temporary folder. STARTTLS with a certificate that we check; every mail arrives once in the right Maildir; what
Postfix itself writes about mails that it could not deliver is read back.

    postfix.py GLASSHOUSE_HR [--people N] [--kills K]

Needs Debian's `postfix` (no service is started) and root, which Postfix's master wants; else it is skipped.
"""
import argparse
import collections
import email
import os
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent.parent / "hr"), str(Path(__file__).parent.parent / "cli")]
from mail_kill import Senders  # noqa: E402
from mail_server import certificate  # noqa: E402
from office import Office  # noqa: E402
from outside import Checks  # noqa: E402

MAIN = """
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
maillog_file = {folder}/log
maillog_file_prefixes = {folder}
inet_interfaces = loopback-only
inet_protocols = ipv4
myhostname = localhost
mydestination =
mynetworks =
relay_domains =
default_transport = error:nothing leaves this machine
smtpd_tls_cert_file = {cert}
smtpd_tls_key_file = {key}
smtpd_tls_security_level = encrypt
smtpd_client_connection_count_limit = 0
smtpd_client_connection_rate_limit = 0
smtpd_recipient_restrictions = reject_unauth_destination
virtual_mailbox_domains = oak.example ash.example
virtual_mailbox_base = {folder}/mail
virtual_mailbox_maps = texthash:{folder}/boxes
transport_maps = regexp:{folder}/transports
virtual_uid_maps = static:{uid}
virtual_gid_maps = static:{gid}
virtual_minimum_uid = 1
"""


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Postfix:
    def __init__(self, folder, people):
        self.folder, self.port = Path(folder), free_port()
        os.chmod(folder, 0o755)
        user = subprocess.run(["id", "-u", "postfix"], capture_output=True, text=True, check=True).stdout.strip()
        group = subprocess.run(["id", "-g", "postfix"], capture_output=True, text=True, check=True).stdout.strip()
        self.cert, key = certificate(folder)
        config = self.folder / "config"
        for name in ("config", "queue", "data", "mail"):
            (self.folder / name).mkdir()
        for name in ("data", "mail"):
            shutil.chown(self.folder / name, int(user), int(group))
        (config / "main.cf").write_text(MAIN.format(folder=folder, cert=self.cert, key=key, uid=user, gid=group))
        # Whose name begins with "gone" is taken and then bounced; "none" is refused at once.
        (self.folder / "boxes").write_text("".join(
            f"{address} {address.split('@')[0]}/\n" for address in people if not address.startswith("none")))
        (self.folder / "transports").write_text("/^gone/ gone:\n")
        script = self.folder / "gone.sh"
        script.write_text("#!/bin/sh\necho '5.1.1 nobody of that name any more'\nexit 67\n")
        script.chmod(0o755)
        master = Path("/etc/postfix/master.cf.proto").read_text()
        kept = [line for line in master.splitlines() if not line.startswith(("smtp      inet", "#"))]
        (config / "master.cf").write_text(f"127.0.0.1:{self.port} inet n - n - 100 smtpd\n" + "\n".join(
            line.replace(" y       ", " n       ") for line in kept) +
            f"\ngone unix - n n - - pipe flags=R user=nobody argv={script}\n")
        self.call("start")

    def call(self, word):
        done = subprocess.run(["postfix", "-c", self.folder / "config", word], capture_output=True, text=True)
        if done.returncode != 0:
            log = self.folder / "log"
            raise AssertionError(f"postfix {word}: {done.stderr} {log.read_text() if log.exists() else ''}")

    def boxes(self):
        """(receiver, Message-ID) of all that was delivered."""
        found = []
        for path in self.folder.glob("mail/*/new/*"):
            mail = email.message_from_bytes(path.read_bytes())
            found.append((path.parent.parent.name, mail["Message-ID"]))
        return found

    def settled(self):
        """Nothing waits in Postfix's own queue."""
        return not any((self.folder / "queue" / name).rglob("*") and
                       [p for p in (self.folder / "queue" / name).rglob("*") if p.is_file()]
                       for name in ("incoming", "active", "maildrop", "deferred"))

    def close(self):
        self.call("abort")


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("program")
    parser.add_argument("--people", type=int, default=400)
    parser.add_argument("--kills", type=int, default=10)
    arguments = parser.parse_args()
    if shutil.which("postfix") is None or os.getuid() != 0:
        print("skipped: Postfix is not installed, or this is not root")
        sys.exit(77)
    checks, dice, began = Checks(), random.Random(6), time.monotonic()
    with tempfile.TemporaryDirectory(prefix="glasshouse-postfix-") as folder:
        kinds = {7: "gone", 17: "none"}
        people = [f"{kinds.get(n % 40, 'p')}{n}@oak.example" for n in range(1, arguments.people + 1)]
        postfix, office = Postfix(folder, [*people, "hr@ash.example"]), Office(arguments.program)
        try:
            run(checks, postfix, office, people, arguments.kills, dice)
        finally:
            postfix.close()
            office.close()
    print(f"{arguments.people} people, {arguments.kills} kills: {time.monotonic() - began:.0f} s")
    checks.done()


def run(checks, postfix, office, people, kills, dice):
    office.campaign(people)
    profile = office.profile(f'host = "localhost"\nport = {postfix.port}\nca_file = "{postfix.cert}"\nconnections = 8',
                             "after_seconds = 0\nunknown_after_seconds = 0")
    senders = Senders(office, profile, 1)
    for _ in range(kills):
        senders.start_all()
        time.sleep(dice.uniform(0.05, max(0.2, len(people) / 60 / kills)))
        senders.kill(0)
    errors = senders.end()
    checks.equal("senders ended without an error", [words for words in errors if words], [])
    deadline = time.monotonic() + 120
    while not postfix.settled() and time.monotonic() < deadline:
        time.sleep(0.5)
    received = collections.Counter(receiver for receiver, _ in postfix.boxes())
    unknown = dict(office.ledger.rows("SELECT p.address, o.unknown_count FROM outbox o JOIN assignments a ON a.id = "
                                      "o.assignment JOIN people p ON p.id = a.person"))
    good = [address for address in people if address.startswith("p")]
    checks.equal("lost", [a for a in good if received[a.split("@")[0]] == 0], [])
    double = [a for a in good if received[a.split("@")[0]] > 1]
    checks.equal("twice without a lost answer", [a for a in double if unknown[a] == 0], [])
    none = sum(address.startswith("none") for address in people)
    checks.equal("who is not there failed", office.counts().get("failed", 0), none)
    bounces(checks, postfix, office, people)
    print(f"delivered {sum(received[a.split('@')[0]] for a in good)} to {len(good)}; twice {len(double)}")


def bounces(checks, postfix, office, people):
    gone = sorted(address for address in people if address.startswith("gone"))
    report = office.json("mail", "bounces", postfix.folder / "mail" / "hr")
    checks.equal("Postfix's own notices are read", report["bounced"], len(gone))
    bounced = office.ledger.rows("SELECT p.address FROM outbox o JOIN assignments a ON a.id = o.assignment "
                                 "JOIN people p ON p.id = a.person WHERE o.state = 'bounced'")
    checks.equal("who has bounced", sorted(row[0] for row in bounced), gone)
    checks.equal("read again, nothing more", office.json("mail", "bounces", postfix.folder / "mail" / "hr")["bounced"], 0)


if __name__ == "__main__":
    main()
