"""No hidden count can be worked out: by subtraction, by the rule, or by both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anmeld.batch.entry import Entry
from anmeld.report import suppress
from report.runs import case, report

NAMES = "ABCDE"
COUNTS = st.lists(st.integers(1, 9), min_size=1, max_size=5)


def named(counts: Sequence[int]) -> dict[str, int]:
    return dict(zip(NAMES, counts, strict=False))


def hidden(shown: Mapping[str, int | None]) -> list[str]:
    return [name for name, count in shown.items() if count is None]


def compositions(total: int, parts: int) -> Iterator[tuple[int, ...]]:
    """Every way to spread a total over parts of at least one."""
    if parts == 1:
        yield (total,)
        return
    for first in range(1, total - parts + 2):
        for rest in compositions(total - first, parts - 1):
            yield (first, *rest)


@settings(max_examples=120, deadline=None)
@given(COUNTS)
def test_hidden_count__has_another_value_that_would_print_the_same(
    counts: list[int],
) -> None:
    """The reader knows the shown counts, the sum of all, and the rule itself.

    Every table that he could have before him is tried: those that the rule would print
    just so must leave each hidden name at least two counts.
    """
    shown = suppress(named(counts))
    if shown is None or not hidden(shown):
        return
    secret = hidden(shown)
    rest = sum(counts) - sum(count or 0 for count in shown.values())
    possible: dict[str, set[int]] = {name: set() for name in secret}
    for guess in compositions(rest, len(secret)):
        table = dict(shown) | dict(zip(secret, guess, strict=True))
        if suppress({n: c for n, c in table.items() if c is not None}) == shown:
            for name, count in zip(secret, guess, strict=True):
                possible[name].add(count)
    assert all(len(values) > 1 for values in possible.values()), (counts, possible)


@given(st.lists(st.integers(1, 60), min_size=1, max_size=40))
def test_shown_counts__are_never_under_five(counts: list[int]) -> None:
    shown = suppress(dict(enumerate(counts)))
    for name, count in (shown or {}).items():
        assert count is None or (count >= 5 and count == counts[name])


@given(st.lists(st.integers(1, 60), min_size=1, max_size=40))
def test_hidden_counts__could_each_be_five_by_their_sum(counts: list[int]) -> None:
    """Their sum is no count under five, and does not say that each of them is."""
    shown = suppress(dict(enumerate(counts)))
    secret = [counts[n] for n, count in (shown or {}).items() if count is None]
    if secret:
        assert len(secret) > 1
        assert sum(secret) - (len(secret) - 1) >= 5


@given(st.lists(st.integers(5, 60), min_size=1, max_size=40))
def test_counts_of_five_and_more__are_all_shown(counts: list[int]) -> None:
    assert suppress(dict(enumerate(counts))) == dict(enumerate(counts))


@pytest.mark.parametrize(
    ("counts", "secret"),
    [
        ([4, 9, 30], "AB"),  # the only small one would follow from the total
        ([1, 2, 9, 30], "ABC"),  # three together would be a count under five
        ([4, 4, 5, 5, 9], "ABCD"),  # two alike would be half of their sum
        ([3, 4, 5, 6], "AB"),
    ],
)
def test_next_smallest__is_hidden_too_where_it_gives_the_small_ones_away(
    counts: list[int], secret: str
) -> None:
    shown = suppress(named(counts))
    assert shown is not None
    assert "".join(hidden(shown)) == secret


@pytest.mark.parametrize("counts", [[], [3], [4, 4], [2, 3], [1, 1, 1, 1, 1], [4, 5]])
def test_table__is_not_shown_where_nothing_would_be_left(counts: list[int]) -> None:
    assert suppress(named(counts)) is None


def test_name_without_cases__is_refused() -> None:
    with pytest.raises(ValueError, match="left out"):
        suppress({"A": 0})


EXTENTS = st.lists(
    st.fixed_dictionaries(
        {
            "arter": st.lists(
                st.sampled_from(["optakt", "sms", "seksuel", "vold_fysisk"]),
                min_size=1,
                max_size=3,
            ),
            "medier": st.lists(
                st.sampled_from(["sms", "email", "telefon"]), min_size=1, max_size=2
            ),
            "afdeling": st.sampled_from(["Nord", "Syd", "Øst", "Vest", None]),
            "maaned": st.sampled_from(["2025-01", "2025-02", "2025-03", None]),
        }
    ),
    min_size=5,
    max_size=24,
)


def swapped(value: Any, one: str, other: str) -> Any:  # noqa: ANN401 - any part
    if isinstance(value, list):
        return [swapped(inner, one, other) for inner in value]
    return {one: other, other: one}.get(value, value)


def with_swap(entry: Entry, key: str, one: str, other: str) -> Entry:
    extent = dict(entry.indhold["omfang"])
    extent[key] = swapped(extent[key], one, other)
    return replace(entry, indhold={**entry.indhold, "omfang": extent})


def counted(entries: Sequence[Entry], key: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for entry in entries:
        value = entry.indhold["omfang"][key]
        found.update(set(value) if isinstance(value, list) else {value})
    return found


@settings(max_examples=60, deadline=None)
@given(EXTENTS)
def test_whole_pages__do_not_change_when_hidden_names_change_places(
    extents: list[dict[str, Any]],
) -> None:
    """All tables of a page together tell hidden counts no more than each alone.

    For each hidden name there is another with another count: the cases of the two
    change places, and both pages are the same to the last byte.
    """
    entries = [case(f"sag-{n}", **extent) for n, extent in enumerate(extents)]
    pages = report(*entries)
    for key in ("arter", "medier", "afdeling", "maaned"):
        counts = counted(entries, key)
        shown = suppress(counts) or {}
        secret = [name for name, count in shown.items() if count is None]
        for one in filter(None, secret):
            partners = [name for name in secret if counts[name] != counts[one]]
            assert partners
            other = next(filter(None, partners), None)
            if other is not None:
                again = report(*(with_swap(e, key, one, other) for e in entries))
                assert again["omfang.html"] == pages["omfang.html"]
                assert again["koersel.html"] == pages["koersel.html"]
