#!/usr/bin/env python3
"""Kills the walk through the checklist at random moments and proves that it goes on where it stopped.

    walk_kill.py PROGRAM [KILLS [SEED]]

PROGRAM runs in a pseudo-terminal, as a person would use it. Between kills some answers are given and waited for;
then one more is typed and the program gets SIGKILL (now and then Ctrl-C) a random while later: before it has read the
answer, while it saves, or after it has shown what follows. Whatever was shown is a promise: the restarted walk
must show exactly that page, and the vault must hold exactly the answers that led there. Only the one command
whose outcome nobody had seen may be there or not.
"""

import collections
import json
import os
import pty
import random
import re
import select
import signal
import subprocess
import sys
import tempfile
import time

PROMPTS = ("Your answer: ", "Press Enter to go on: ", "Why do you keep it? (Enter alone: do not) ")
REPLIES = {"y": "yes", "n": "no", "u": "not_sure", "a": "does_not_apply", "k": "keep"}
PATIENCE = 20.0  # seconds; only a hang takes that long


class Failed(Exception):
    pass


class Terminal:
    """One run of the program in a pseudo-terminal of its own."""

    def __init__(self, command):
        self.pid, self.master = pty.fork()
        if self.pid == 0:
            os.environ.update(TERM="xterm", NO_COLOR="")
            os.execv(command[0], command)
        self.seen = ""

    def read_page(self):
        """What stands on the screen once the program waits for us, or has ended."""
        deadline = time.monotonic() + PATIENCE
        while not self.seen.endswith(PROMPTS):
            if not select.select([self.master], [], [], max(0.0, deadline - time.monotonic()))[0]:
                raise Failed(f"no page within {PATIENCE} s; the screen shows:\n{self.seen[-2000:]}")
            try:
                chunk = os.read(self.master, 65536)
            except OSError:  # Linux: the other side is gone
                chunk = b""
            if not chunk:
                break
            self.seen += chunk.decode("utf-8", "replace").replace("\r\n", "\n")
        page = self.seen.rsplit("\x1b[2J\x1b[H", 1)[-1]
        self.seen = ""
        return page

    def type(self, text):
        os.write(self.master, text.encode())

    def end(self, number):
        if number == signal.SIGINT:
            self.type("\x03")
        else:
            os.kill(self.pid, number)
        os.waitpid(self.pid, 0)
        os.close(self.master)


class Model:
    """What the vault should hold and the screen should show."""

    def __init__(self, count):
        self.count = count
        self.answers = {}
        self.at = 1  # None when finished
        self.again = False

    def copy(self):
        other = Model(self.count)
        other.answers, other.at, other.again = dict(self.answers), self.at, self.again
        return other

    def first_open(self, after):
        return next((n for n in range(after + 1, self.count + 1) if n not in self.answers), None)

    def advance(self):
        next_open = self.first_open(self.at)
        if next_open is None and not self.again:
            next_open, self.again = self.first_open(0), True
        self.at = next_open

    def does(self, key):
        if key == "b":
            self.at = max(1, self.at - 1)
            return
        if key in REPLIES:
            self.answers[self.at] = REPLIES[key]
        self.advance()


class Trial:
    def __init__(self, program, folder, chance):
        self.command = [program, "--home", folder, "checklist"]
        self.chance = chance
        self.items = self.vault()["items"]
        self.model = Model(len(self.items))
        self.unseen = None  # the model after a command whose outcome nobody saw
        self.waits = [0.005]
        self.outcomes = collections.Counter()  # of the commands that were cut off

    def vault(self):
        done = subprocess.run(self.command + ["--json"], capture_output=True, timeout=PATIENCE)
        if done.returncode != 0:
            raise Failed(f"--json ended with {done.returncode}: {done.stderr.decode()}")
        return json.loads(done.stdout)

    def saved(self):
        rows = enumerate(self.vault()["items"], 1)
        return {number: row["reply"] for number, row in rows if row["reply"] is not None}

    def shown(self, page):
        """The number of the question on a page; None for the summary."""
        if "You have been through all" in page:
            return None
        found = re.search(r"^Question (\d+) of (\d+): (.*)$", page.replace("\x1b[1m", "").replace("\x1b[0m", ""), re.M)
        if not found or int(found[2]) != self.model.count:
            raise Failed(f"this is no question:\n{page}")
        number = int(found[1])
        if not self.items[number - 1]["title"].startswith(found[3][:30]):
            raise Failed(f"question {number} should be {self.items[number - 1]['title']!r}:\n{page}")
        return number

    def check_resumed(self, page):
        """The page after a restart, and the vault beside it, are those that were promised."""
        number, saved = self.shown(page), self.saved()
        before, after = self.model, self.unseen or self.model
        # The answer is saved before the place is, so it may be there while its question is still shown.
        between = before.copy()
        between.answers = after.answers
        for outcome, promised in (("before", before), ("while", between), ("after", after)):
            if (number, saved) == (promised.at, promised.answers):
                self.outcomes[outcome] += self.unseen is not None
                self.model, self.unseen = promised.copy(), None
                return
        raise Failed(
            f"promised: question {before.at} or {after.at}, {len(before.answers)} answers "
            f"(or {len(after.answers)}); found: question {number}, {len(saved)} answers\n"
            f"lost or changed: {sorted(set(before.answers.items()) - set(saved.items()))[:5]}\n{page}"
        )

    def next_key(self):
        key = self.chance.choices("ynuaksb", (8, 8, 2, 2, 2, 2, 1))[0]
        return "s" if key == "b" and self.model.at == 1 else key  # before the first is another question

    def type(self, terminal, key):
        """Types the command to its last Enter, which is what may take effect."""
        terminal.type(key + "\n")
        if key == "k":
            terminal.read_page()
            terminal.type(f"reason {self.chance.random()}\n")

    def answer(self, terminal, leave_advice):
        """One command, waited for. True when it ends on the advice page, which counts as shown."""
        key = self.next_key()
        before = time.monotonic()
        self.type(terminal, key)
        page = terminal.read_page()
        self.waits.append(time.monotonic() - before)
        self.model.does(key)
        if page.endswith(PROMPTS[1]):
            if leave_advice:
                return True
            terminal.type("\n")
            page = terminal.read_page()
        number = self.shown(page)
        if number != self.model.at:
            raise Failed(f"after {key!r} question {self.model.at} should follow:\n{page}")
        return False

    def wait_a_little(self):
        usual = sorted(self.waits)[len(self.waits) // 2]
        time.sleep(self.chance.uniform(0, 1.5 * usual))

    def start(self):
        """Whose device it is, with a kill in the making of the vault."""
        for _ in range(2):
            terminal = Terminal(self.command)
            self.wait_a_little()
            terminal.end(signal.SIGKILL)
        terminal = Terminal(self.command)
        if "Whose device" not in (page := terminal.read_page()):
            raise Failed(f"the first question should be whose device it is:\n{page}")
        terminal.type("m\n")
        if self.shown(terminal.read_page()) != 1:
            raise Failed("the second page should be the first question")
        terminal.end(signal.SIGKILL)

    def run_and_kill(self):
        """One run: goes on, answers some, dies. False when all is answered."""
        terminal = Terminal(self.command)
        if self.chance.random() < 0.1:  # before it has shown anything
            self.wait_a_little()
            terminal.end(signal.SIGKILL)
            return True
        self.check_resumed(terminal.read_page())
        on_advice = False
        for _ in range(self.chance.randrange(4)):
            if self.model.at is not None and not on_advice:
                on_advice = self.answer(terminal, self.chance.random() < 0.3)
        if self.model.at is not None and not on_advice and self.chance.random() < 0.75:
            key = self.next_key()
            self.unseen = self.model.copy()
            self.unseen.does(key)
            self.type(terminal, key)
            self.wait_a_little()
        terminal.end(signal.SIGINT if self.model.at and self.chance.random() < 0.1 else signal.SIGKILL)
        return self.model.at is not None and (self.unseen or self.model).at is not None


def main():
    program = os.path.abspath(sys.argv[1])
    kills = int(sys.argv[2]) if len(sys.argv) > 2 else 60
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else random.randrange(10**6)
    chance = random.Random(seed)
    begun, done, answered, walks, cut = time.monotonic(), 0, 0, 0, collections.Counter()
    try:
        while done < kills:
            walks += 1
            with tempfile.TemporaryDirectory(prefix="glasshouse-walk-") as folder:
                trial = Trial(program, folder, chance)
                trial.start()
                going = True
                while going and done < kills:
                    going = trial.run_and_kill()
                    done += 1
                answered += len(trial.model.answers)
                cut += trial.outcomes
    except Failed as failure:
        print(f"FAILED after {done} kills (seed {seed}): {failure}", file=sys.stderr)
        return 1
    seconds = time.monotonic() - begun
    print(f"{done} kills in {walks} walks, {answered} answers, none lost, {seconds:.1f} s (seed {seed}); "
          f"killed before, while and after saving: {cut['before']}, {cut['while']}, {cut['after']}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
