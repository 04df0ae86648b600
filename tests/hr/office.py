"""A trust's HR office for tests from outside: a ledger on SQLite or PostgreSQL with a running campaign in it, a
mail.toml, and the program. Invented people only. Standard library only."""
import hashlib
import base64
import json
import os
import shutil
import sqlite3
import subprocess
import tempfile
from pathlib import Path

KEY = "7" * 64
TAG = "7K3M"
CHECKLISTS = Path(__file__).parent.parent.parent / "checklists"


def digest():
    raw = hashlib.sha256((CHECKLISTS / "social-media-policy.toml").read_bytes()).digest()
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


class Sqlite:
    def __init__(self, folder):
        self.place = str(Path(folder) / "ledger.db")

    def run(self, *statements):
        with sqlite3.connect(self.place, timeout=60) as db:
            for statement in statements:
                db.execute(statement)

    def rows(self, query):
        with sqlite3.connect(self.place, timeout=60) as db:
            return db.execute(query).fetchall()

    def close(self):
        pass


class Postgres:
    """A server of its own in a temporary folder, as PostgreSQL's own programs make one; it never runs as root."""

    @staticmethod
    def programs():
        found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
        return found[-1].parent if found else None

    def __init__(self, folder):
        self.folder = tempfile.mkdtemp(prefix="glasshouse-pg-")
        self.as_user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.getuid() == 0 else []
        if os.getuid() == 0:
            shutil.chown(self.folder, "postgres", "postgres")
        self.call("initdb", "-D", f"{self.folder}/data", "-A", "trust", "-U", "gh", "--encoding=UTF8", "--locale=C")
        self.call("pg_ctl", "-D", f"{self.folder}/data", "-o", f"-c listen_addresses='' -k {self.folder}", "-w", "-l",
                  f"{self.folder}/log", "start")
        self.call("createdb", "-h", self.folder, "-U", "gh", "ledger")
        self.place = f"postgresql://gh@/ledger?host={self.folder}"

    def call(self, program, *arguments, give=None):
        return subprocess.run([*self.as_user, str(self.programs() / program), *arguments], check=True, capture_output=True,
                              text=True, cwd=self.folder, input=give).stdout

    def run(self, *statements):
        self.call("psql", "-h", self.folder, "-U", "gh", "-d", "ledger", "-q", "-v", "ON_ERROR_STOP=1", "-f", "-",
                  give=";\n".join(statements) + ";\n")

    def rows(self, query):
        text = self.call("psql", "-h", self.folder, "-U", "gh", "-d", "ledger", "-At", "-F", "\t", "-c", query)
        cells = [line.split("\t") for line in text.splitlines()]
        return [tuple(int(cell) if cell.lstrip("-").isdigit() else cell for cell in row) for row in cells]

    def close(self):
        self.call("pg_ctl", "-D", f"{self.folder}/data", "-m", "immediate", "-w", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)


class Office:
    def __init__(self, program, engine=Sqlite):
        self.program = str(Path(program).resolve())
        self.temporary = tempfile.TemporaryDirectory(prefix="glasshouse-hr-")
        self.folder = Path(self.temporary.name)
        self.ledger = engine(self.folder)
        self.today = "2026-11-20"
        self.json("mail", "status")  # which makes the ledger

    def command(self, *arguments):
        return [self.program, "--ledger", self.ledger.place, "--today", self.today, *map(str, arguments)]

    def run(self, *arguments, **how):
        return subprocess.run(self.command(*arguments), capture_output=True, text=True, timeout=600, **how)

    def json(self, *arguments):
        done = self.run("--json", *arguments)
        if not done.stdout:
            raise AssertionError(f"{arguments}: {done.returncode} {done.stderr}")
        return json.loads(done.stdout)

    def campaign(self, addresses):
        """Everybody of these addresses is asked, and an invitation waits for each."""
        people = [(number, address) for number, address in enumerate(addresses, 1)]
        statements = [
            "INSERT INTO schools (id, key, name, manager) VALUES (1, 'oak', 'Oak School', 'head@oak.example')",
            "INSERT INTO roles (id, key, name) VALUES (1, 'teacher', 'Teacher')",
            "INSERT INTO campaigns (id, name, template, checklist_id, checklist_version, checklist_digest, opens_on, "
            "deadline, state, tag, invitation_key) VALUES (1, 'Autumn check', '', 'social-media-policy', '1', "
            f"'{digest()}', '2026-11-02', '2026-12-11', 'running', '{TAG}', '{KEY}')"]
        for table, columns, row in (
                ("people", "id, key, address, name, joined_on", "({n}, '{a}', '{a}', 'Person {n}', '2026-11-02')"),
                ("assignments", "id, campaign, person, school, role, asked_on, deadline, step, state",
                 "({n}, 1, {n}, 1, 1, '2026-11-02', '2026-12-11', 0, 'open')"),
                ("outbox", "campaign, assignment, kind, step, planned_on, state",
                 "(1, {n}, 'invitation', 0, '2026-11-02', 'queued')")):
            for at in range(0, len(people), 500):
                rows = ", ".join(row.format(n=n, a=a) for n, a in people[at:at + 500])
                statements.append(f"INSERT INTO {table} ({columns}) VALUES {rows}")
        for at in range(0, len(statements), 20):
            self.ledger.run(*statements[at:at + 20])

    def profile(self, smtp, retry="", start_page="https://ash.example/start"):
        path = self.folder / "mail.toml"
        path.write_text(f'schema = 1\nfrom = "hr@ash.example"\nfrom_name = "HR of the Ash Trust"\nstart_page = "{start_page}"\n'
                        f"[smtp]\n{smtp}\n[retry]\n{retry}\n")
        return path

    def counts(self):
        return dict(self.ledger.rows("SELECT state, COUNT(*) FROM outbox GROUP BY state"))

    def close(self):
        self.ledger.close()
        self.temporary.cleanup()
