"""Invitation codes, made here a second time from their description in src/receipt/code.h and invitation.h, so that
the programs are not tested against themselves. Standard library only."""
import random

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

POWER, VALUE = [], 1
for _ in range(31):
    POWER.append(VALUE)
    VALUE <<= 1
    if VALUE > 31:
        VALUE ^= 0b100101
LOGARITHM = {value: exponent for exponent, value in enumerate(POWER)}


def times(a, b):
    return 0 if a == 0 or b == 0 else POWER[(LOGARITHM[a] + LOGARITHM[b]) % 31]


def value_at(symbols, root):
    total = 0
    for symbol in symbols:
        total = times(total, POWER[root]) ^ symbol
    return total


def with_checks(letters):
    """The three checks that make the code zero at the first three powers: found by trying, not by dividing."""
    symbols = [LETTERS.index(letter) for letter in letters]
    for a in range(32):
        for b in range(32):
            # The last check only moves each value by itself, so the first root decides it.
            c = value_at(symbols + [a, b, 0], 1)
            if value_at(symbols + [a, b, c], 2) == 0 and value_at(symbols + [a, b, c], 3) == 0:
                return letters + LETTERS[a] + LETTERS[b] + LETTERS[c]
    raise AssertionError("no checks")


def invitation(seed, campaign="7K3M"):
    dice = random.Random(seed)
    code = with_checks(campaign + "".join(dice.choice(LETTERS) for _ in range(17)))
    return "-".join(code[at:at + 4] for at in range(0, len(code), 4))
