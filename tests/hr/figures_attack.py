#!/usr/bin/env python3
"""Attacks published figures: can any value that is not shown be worked out from all that is?

    figures_attack.py GLASSHOUSE_HR [--trusts N] [--seed S]

Builds invented trusts of 1 to 8 schools, runs a campaign for several weeks through the program as its user would, and
collects every table that it publishes: by school, by role, totals, week after week, and a view by another
characteristic. Then plays an insider who knows every headcount, the rules of suppression, why each missing value is
missing, and that whoever is done stays done; and asks, by linear and integer programming over all tables of all weeks
at once, for the least and the greatest value that each missing cell can have. A cell for which they are equal is
recovered. The same attack on tables that are only rounded and suppressed cell by cell must recover some, or it would
prove nothing.

Independent of src/hr/suppress.cpp: what a published value can stand for is found by trying all counts. Needs scipy.
"""
import argparse
import json
import math
import os
import random
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

DEBIAN_PYTHON = "/usr/bin/python3"
try:
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, linprog, milp
    from scipy.sparse import csr_matrix
except ImportError:
    if os.path.exists(DEBIAN_PYTHON) and sys.executable != DEBIAN_PYTHON:
        os.execv(DEBIAN_PYTHON, [DEBIAN_PYTHON, *sys.argv])  # another Python came first, without Debian's packages
    print("skipped: scipy is not installed")
    sys.exit(77)

WEEKS = ["2026-11-02", "2026-11-09", "2026-11-16", "2026-11-23", "2026-11-30"]


# What a value looks like when it is published, by the rules as they are written for people.

def nearest_5(number):
    return 5 * math.floor(number / 5 + 0.5)


def look_of_done(asked, done):
    if asked < 10:
        return "small group"
    if done <= 4:
        return "few are"
    if asked - done <= 4:
        return "few are not"
    return nearest_5(done)


def look_of_asked(asked):
    return "small group" if asked < 10 else nearest_5(asked)


def literal_look_of_done(asked, done):
    """As the rule is often written: only 1 to 4 are hidden, a true 0 is a 0, and a whole group is whole."""
    if asked >= 10 and done in (0, asked):
        return nearest_5(done), done
    return look_of_done(asked, done)


def range_of_done(asked, done, look=look_of_done):
    same = [d for d in range(asked + 1) if look(asked, d) == look(asked, done)]
    return min(same), max(same)


def range_of_asked(asked):
    same = [n for n in range(1, asked + 10) if look_of_asked(n) == look_of_asked(asked)]
    return min(same), max(same)


class Trust:
    """An invented trust and what becomes of its campaign."""

    def __init__(self, seed):
        chance = random.Random(seed)
        self.people = []  # (address, school, role, pattern)
        sizes = [chance.choice([chance.randint(1, 9), chance.randint(10, 14), chance.randint(15, 40), chance.randint(30, 90)])
                 for _ in range(chance.randint(1, 8))]
        roles = [f"Role {r}" for r in range(chance.randint(1, 5))]
        weights = [chance.choice([1, 3, 10]) for _ in roles]
        for school, size in enumerate(sizes):
            for i in range(size):
                self.people.append((f"p{school}x{i}@t.example", f"School {school}", chance.choices(roles, weights)[0],
                                    chance.choice(["full", "full", "part", "term"])))
        pace = chance.choice([0.02, 0.1, 0.3, 0.6])
        bias = {f"School {s}": chance.choice([0.2, 1, 1, 3]) for s in range(len(sizes))}
        done, self.done = set(), []
        for week in range(len(WEEKS)):
            if week > 0:
                done = done | {p[0] for p in self.people if chance.random() < pace * bias[p[1]]}
            self.done.append(done)

    def groups(self, by):
        """Name of each group: (asked, [done, week by week])."""
        place = {"school": 1, "role": 2, "view": 3}[by]
        names = sorted({p[place] for p in self.people})
        members = {name: [p[0] for p in self.people if p[place] == name] for name in names}
        return {name: (len(all_of), [sum(a in done for a in all_of) for done in self.done])
                for name, all_of in members.items()}


def publish(program, trust, folder):
    """All tables that the program publishes: [week][by] = (groups, total), a value None where it is not shown."""
    def call(*words):
        run = subprocess.run([program, "--ledger", str(folder / "l.db"), "--json", *words], capture_output=True, text=True)
        if run.returncode != 0:
            raise RuntimeError(f"{words}: {run.returncode} {run.stderr}")
        return json.loads(run.stdout)

    roster = folder / "staff.csv"
    roster.write_text("Email,Name,School,Role,Pattern\n" + "".join(f"{a},Ann Tull,{s},{r},{v}\n" for a, s, r, v in trust.people))
    call("--today", "2026-11-02", "roster", "import", str(roster))
    call("--today", "2026-11-02", "campaign", "new", "--opens", "2026-11-02", "--deadline", "2026-12-11")
    call("--today", "2026-11-02", "campaign", "confirm", "--people", str(len(trust.people)))
    weeks, before = [], set()
    for week, day in enumerate(WEEKS):
        fresh = sorted(trust.done[week] - before)
        before = trust.done[week]
        if fresh:
            call("--today", day, "campaign", "adjust", "--done", *fresh)
        tables = {}
        for by, words in (("school", ["--by", "school"]), ("role", ["--by", "role"]),
                          ("view", ["--view", "Pattern", "--from", str(roster)])):
            answer = call("--today", day, "figures", *words)
            tables[by] = ({g["name"]: (g["asked"], g["done"]) for g in answer["groups"]},
                          (answer["total"]["asked"], answer["total"]["done"]), answer["withheld"])
        weeks.append(tables)
    return weeks


def publish_naively(trust):
    """Cell by cell and rounded, totals too: what the attack must break."""
    def cell(asked, done):
        look = literal_look_of_done(asked, done)
        return (None, None) if asked < 10 else (nearest_5(asked), None if isinstance(look, str) else nearest_5(done))

    weeks = []
    for week in range(len(WEEKS)):
        total = cell(len(trust.people), len(trust.done[week]))
        weeks.append({by: ({name: cell(asked, done[week]) for name, (asked, done) in trust.groups(by).items()}, total, [])
                      for by in ("school", "role")})
    return weeks


class System:
    """Bounds and sums over whole numbers."""

    def __init__(self):
        self.low, self.high, self.rows = [], [], []  # rows: ({variable: factor}, low, high)

    def variable(self, low, high):
        self.low.append(low)
        self.high.append(high)
        return len(self.low) - 1

    def row(self, factors, low, high):
        self.rows.append((factors, low, high))

    def finish(self):
        places = [(r, v, f) for r, (factors, _, _) in enumerate(self.rows) for v, f in factors.items()]
        shape = (len(self.rows), len(self.low))
        self.matrix = csr_matrix(([f for _, _, f in places], ([r for r, _, _ in places], [v for _, v, _ in places])), shape=shape)
        self.least = np.array([low for _, low, _ in self.rows], float)
        self.most = np.array([high for _, _, high in self.rows], float)

    def extreme(self, variable, sign, whole):
        cost = np.zeros(len(self.low))
        cost[variable] = sign
        if whole:
            found = milp(cost, integrality=np.ones(len(cost)), bounds=Bounds(self.low, self.high),
                         constraints=LinearConstraint(self.matrix, self.least, self.most))
        else:
            from scipy.sparse import vstack
            found = linprog(cost, A_ub=vstack([self.matrix, -self.matrix]), b_ub=np.concatenate([self.most, -self.least]),
                            bounds=list(zip(self.low, self.high)), method="highs")
        if found.x is None:
            raise RuntimeError("the attacker's system has no solution: it assumes something false")
        return sign * found.fun

    def range_of(self, variable):
        low = math.ceil(self.extreme(variable, 1, False) - 1e-6)
        high = math.floor(self.extreme(variable, -1, False) + 1e-6)
        if high - low < 3:  # the whole numbers may have less room than the fractions
            low, high = round(self.extreme(variable, 1, True)), round(self.extreme(variable, -1, True))
        return low, high


def attack(trust, weeks, look=look_of_done):
    """(missing cells, those recovered with words, least room that was left)."""
    people, missing, recovered, room = len(trust.people), 0, [], math.inf
    tables = [by for by in weeks[0]]
    done_system, cells = System(), []
    totals, lines = [], {by: [] for by in tables}
    for week, published in enumerate(weeks):
        shown = next(iter(published.values()))[1][1]
        low, high = range_of_done(people, len(trust.done[week]), look) if shown is not None else (0, people)
        totals.append(done_system.variable(low, high))
        if shown is None:
            cells.append((f"total, week {week}: done {len(trust.done[week])} of {people}", totals[-1]))
    for by in tables:
        for name, (asked, done) in trust.groups(by).items():
            line = []
            for week, published in enumerate(weeks):
                groups, _, withheld = published[by]
                known = name in groups and "done" not in withheld
                low, high = range_of_done(asked, done[week], look) if known else (0, asked)
                line.append(done_system.variable(low, high))
                if (name not in groups or groups[name][1] is None) and low < high:
                    cells.append((f"{by} {name}, week {week}: done {done[week]} of {asked}", line[-1]))
            for a, b in zip(line, line[1:]):
                done_system.row({b: 1, a: -1}, 0, people)
            lines[by].append(line)
    for by in tables:
        for week, total in enumerate(totals):
            done_system.row({**{line[week]: 1 for line in lines[by]}, total: -1}, 0, 0)
    for a, b in zip(totals, totals[1:]):
        done_system.row({b: 1, a: -1}, 0, people)
    asked_system, asked_cells = System(), []
    shown = [p for w in weeks for p in [next(iter(w.values()))[1][0]] if p is not None]
    total = asked_system.variable(*(range_of_asked(people) if shown else (1, 10 * people)))
    for by in tables:
        line = {}
        for name, (asked, _) in trust.groups(by).items():
            seen = [w[by][0][name] for w in weeks if name in w[by][0] and "asked" not in w[by][2]]
            line[asked_system.variable(*(range_of_asked(asked) if seen else (1, 10 * people)))] = 1
            if seen and all(s[0] is None for s in seen):
                asked_cells.append((f"{by} {name}: asked {asked}", list(line)[-1]))
        asked_system.row({**line, total: -1}, 0, 0)
    for system, some in ((done_system, cells), (asked_system, asked_cells)):
        system.finish()
        for words, variable in some:
            missing += 1
            low, high = system.range_of(variable)
            room = min(room, high - low)
            if low == high:
                recovered.append(f"{words}; must be {low}")
    return missing, recovered, room


def check_rules(trust, weeks):
    """What must hold of each table by itself."""
    faults = []
    for week, published in enumerate(weeks):
        for by, (groups, _, withheld) in published.items():
            truth = trust.groups(by)
            for name, (asked, done) in groups.items():
                true_asked, true_done = truth[name][0], truth[name][1][week]
                for value, true in ((asked, true_asked), (done, true_done)):
                    if value is not None and (value % 5 or abs(value - true) > 2):
                        faults.append(f"{by} {name}: {value} is shown for {true}")
                if asked is not None and true_asked < 10:
                    faults.append(f"{by} {name}: a group of {true_asked} is shown")
                if done is not None and (true_done <= 4 or true_asked - true_done <= 4):
                    faults.append(f"{by} {name}: {true_done} of {true_asked} is shown as {done}")
            for place, what in ((0, "asked"), (1, "done")):
                if len(groups) > 1 and what not in withheld and sum(g[place] is None for g in groups.values()) == 1:
                    faults.append(f"{by}, week {week}: one value alone is missing of {what}")
    return faults


def one_trust(program, seed):
    trust = Trust(seed)
    with tempfile.TemporaryDirectory(prefix="figures-attack-") as folder:
        weeks = publish(program, trust, Path(folder))
    withheld = sum(w["school"][1][1] is None for w in weeks)
    tables = sum("done" in w[by][2] for w in weeks for by in ("role", "view"))
    return attack(trust, weeks), check_rules(trust, weeks), withheld, tables, attack(trust, publish_naively(trust), literal_look_of_done)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--trusts", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    missing = naive = naive_missing = withheld = hidden_tables = 0
    recovered, faults, room = [], [], math.inf
    with ThreadPoolExecutor(2) as pool:
        seeds = range(options.seed, options.seed + options.trusts)
        for seed, result in zip(seeds, pool.map(lambda s: one_trust(options.program, s), seeds)):
            (cells, found, least), broken, no_total, no_table, (naive_cells, naive_found, _) = result
            missing += cells
            recovered += [f"trust {seed}: {words}" for words in found]
            faults += [f"trust {seed}: {words}" for words in broken]
            room = min(room, least)
            withheld, hidden_tables = withheld + no_total, hidden_tables + no_table
            naive, naive_missing = naive + len(naive_found), naive_missing + naive_cells
    for words in (recovered + faults)[:40]:
        print(words)
    print(f"{options.trusts} trusts, {missing} missing cells: {len(recovered)} recovered, least room {room}; "
          f"{withheld} of {options.trusts * len(WEEKS)} totals and {hidden_tables} of {2 * options.trusts * len(WEEKS)} "
          f"tables of roles and views not shown; {len(faults)} faults")
    print(f"the same attack on tables suppressed cell by cell: {naive} of {naive_missing} recovered")
    return 1 if recovered or faults or naive == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
