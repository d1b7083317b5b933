"""Damaged forms: only named errors, no hang, no growing memory."""

from __future__ import annotations

import logging
import random
import resource
import time
from collections.abc import Iterator

import pytest

from anmeld.errors import AnmeldError
from anmeld.render import form
from render.form.corpus import CASES

SLOWEST_SECONDS = 5.0
MOST_MEGABYTES = 500
WORDS = (
    b"/Kids", b"/Parent", b"/Fields", b"/AP", b"/N", b"/V", b"/DA", b"/Rect", b"/FT",
    b"/Font", b"/Opt", b"/Widths", b"/Length", b"null", b"[", b"]", b"<<", b">>", b"(",
    b")", b"0 R", b"3 0 R", b"-1", b"99999999999", b"1e308", b"\x00", b"endobj", b"obj",
    b"stream", b"endstream", b"xref", b"trailer", b"#00", b"<FEFFD800>", b"true",
)  # fmt: skip


def mutants(seed: int, count: int) -> Iterator[bytes]:
    """Forms of the corpus with a few bytes or words changed, the same each time."""
    chance = random.Random(seed)
    forms = [make().data for make in CASES.values()]
    for _ in range(count):
        yield mutate(chance.choice(forms), chance)


def mutate(data: bytes, chance: random.Random) -> bytes:
    """Change a form in one to four places."""
    made = bytearray(data)
    changes = (_flip, _cut, _insert, _swap, _copy, _digit, _end)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(made) or 1)
        chance.choice(changes)(made, at, chance)
    return bytes(made)


def _flip(made: bytearray, at: int, chance: random.Random) -> None:
    made[at : at + 1] = bytes((chance.randrange(256),))


def _cut(made: bytearray, at: int, chance: random.Random) -> None:
    del made[at : at + chance.randint(1, 40)]


def _insert(made: bytearray, at: int, chance: random.Random) -> None:
    made[at:at] = chance.choice(WORDS)


def _swap(made: bytearray, at: int, chance: random.Random) -> None:
    word = chance.choice(WORDS)
    found = made.find(word, at)
    if found >= 0:
        made[found : found + len(word)] = chance.choice(WORDS)


def _copy(made: bytearray, at: int, chance: random.Random) -> None:
    piece = made[at : at + chance.randint(1, 200)]
    to = chance.randrange(len(made) or 1)
    made[to:to] = piece


def _digit(made: bytearray, at: int, chance: random.Random) -> None:
    made[at : at + 1] = b"%d" % chance.randrange(10)


def _end(made: bytearray, at: int, chance: random.Random) -> None:
    if chance.random() < 0.1:
        del made[at:]


def survive(data: bytes) -> float:
    """Compile and fill one; give the seconds it took. Any other error is a bug."""
    started = time.perf_counter()
    try:
        ready = form.compile(data, allow_signed=True, strict=False)
        values = dict.fromkeys(list(ready.fields)[:20], "Rødgrød ☺ 12")
        ready.fill_values(values)
        ready.fill_values(values, flatten=True)
    except AnmeldError:
        pass
    return time.perf_counter() - started


def run(seed: int, count: int) -> None:
    """Send mutants through; name the one that breaks the rule."""
    logging.disable(logging.CRITICAL)  # pypdf speaks of every fault it meets
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    try:
        for number, data in enumerate(mutants(seed, count)):
            assert survive(data) < SLOWEST_SECONDS, (seed, number)
    finally:
        logging.disable(logging.NOTSET)
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    assert after - before < MOST_MEGABYTES


def test_mutants__give_named_errors_only() -> None:
    run(seed=1, count=2_000)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(2, 52))
def test_mutants__give_named_errors_only_at_length(seed: int) -> None:
    run(seed, count=2_000)
