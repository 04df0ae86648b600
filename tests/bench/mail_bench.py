#!/usr/bin/env python3
"""How many mails a second leave the outbox into a local sink that only counts.

    mail_bench.py GLASSHOUSE_HR [--people N] [--senders S] [--engine sqlite|postgres] [--connections C]

Prints NAME<tab>VALUE. The sink is a process of its own, without TLS, as a relay on the same machine would be; the
ledger is on the disk and synced as in life.
"""
import argparse
import subprocess
import sys
import time
from pathlib import Path

TESTS = Path(__file__).parent.parent
sys.path[:0] = [str(TESTS / "hr"), str(TESTS / "cli")]
from office import Office, Postgres, Sqlite  # noqa: E402


def rate(program, people, senders=1, engine=Sqlite, connections=128):
    """Mails a second of all senders together, and how often somebody got one twice (never)."""
    sink = subprocess.Popen([sys.executable, TESTS / "hr" / "mail_server.py"], stdout=subprocess.PIPE, text=True)
    port = int(sink.stdout.readline())
    office = Office(program, engine)
    try:
        office.campaign([f"p{n}@oak.example" for n in range(1, people + 1)])
        profile = office.profile(f'host = "127.0.0.1"\nport = {port}\nsecurity = "none"\nconnections = {connections}')
        began = time.perf_counter()
        running = [subprocess.Popen(office.command("mail", "send", "--profile", profile), stdout=subprocess.DEVNULL)
                   for _ in range(senders)]
        if any(process.wait() for process in running):
            raise AssertionError("a sender failed")
        took = time.perf_counter() - began
        if office.counts() != {"sent": people}:
            raise AssertionError(f"not all was sent: {office.counts()}")
        time.sleep(1.5)  # for the sink's next line
    finally:
        sink.terminate()
        office.close()
    taken = int(sink.communicate()[0].split()[-1])
    return people / took, taken - people


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("program")
    parser.add_argument("--people", type=int, default=5000)
    parser.add_argument("--senders", type=int, default=1)
    parser.add_argument("--engine", default="sqlite")
    parser.add_argument("--connections", type=int, default=128)
    arguments = parser.parse_args()
    engine = Postgres if arguments.engine == "postgres" else Sqlite
    a_second, twice = rate(arguments.program, arguments.people, arguments.senders, engine, arguments.connections)
    print(f"mails a second\t{a_second:.0f}")
    print(f"sent twice\t{twice}")


if __name__ == "__main__":
    main()
