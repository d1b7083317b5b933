"""The lines of keys, in TOML and JSON however they are written."""

from __future__ import annotations

import json
import tomllib
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from anmeld._toml_lines import key_lines, nearest_line
from anmeld.record.json_text import key_lines as json_lines

_HARD = '''\
# [ikke.et.afsnit]
a = 1 # b = 2
"æ ø" = "]=\\"'"
[s.t]
"q.r" . x = 1
lang = """
[[nej]]
c = "\\\\"
\\""" stadig
"""""
rå = \'\'\'
d = "
\'\'\'
liste = [ # e = 1
  "x", # ]
  [1, 2],
  { k = "v", m.n = [
     3 ] },
]
[[tabel]]
n = 2025-03-03 14:05:00
[tabel.under]
p = 1
[[tabel.i]]
[[tabel]]
  [[tabel.i]]
  z = {}
[s.t.u]
sidst = ''
'''


def test_toml__lines_of_hard_cases() -> None:
    text = _HARD.replace("rå =", '"rå" =')
    tomllib.loads(text)
    lines = key_lines(text)
    assert lines == {
        ("a",): 2,
        ("æ ø",): 3,
        ("s", "t"): 4,
        ("s", "t", "q.r"): 5,
        ("s", "t", "q.r", "x"): 5,
        ("s", "t", "lang"): 6,
        ("s", "t", "rå"): 11,
        ("s", "t", "liste"): 14,
        ("s", "t", "liste", 0): 15,
        ("s", "t", "liste", 1): 16,
        ("s", "t", "liste", 1, 0): 16,
        ("s", "t", "liste", 1, 1): 16,
        ("s", "t", "liste", 2): 17,
        ("s", "t", "liste", 2, "k"): 17,
        ("s", "t", "liste", 2, "m"): 17,
        ("s", "t", "liste", 2, "m", "n"): 17,
        ("s", "t", "liste", 2, "m", "n", 0): 18,
        ("tabel",): 20,
        ("tabel", 0): 20,
        ("tabel", 0, "n"): 21,
        ("tabel", 0, "under"): 22,
        ("tabel", 0, "under", "p"): 23,
        ("tabel", 0, "i"): 24,
        ("tabel", 0, "i", 0): 24,
        ("tabel", 1): 25,
        ("tabel", 1, "i"): 26,
        ("tabel", 1, "i", 0): 26,
        ("tabel", 1, "i", 0, "z"): 27,
        ("s", "t", "u"): 28,
        ("s", "t", "u", "sidst"): 29,
    }


def test_line_of_what_is_missing__is_that_of_its_section() -> None:
    lines = key_lines("[a]\nb = 1\n")
    assert nearest_line(lambda: lines, ("a", "c", 3)) == 1
    assert nearest_line(lambda: lines, ("q",)) is None


_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
_LEAF = st.one_of(st.integers(), st.booleans(), _TEXT)
_TREE = st.dictionaries(
    _TEXT,
    st.recursive(
        _LEAF,
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(_TEXT, inner, max_size=3)
        ),
        max_leaves=12,
    ),
    max_size=4,
)


@given(_TREE)
def test_json__every_key_and_element_has_its_line(tree: dict[str, Any]) -> None:
    text = json.dumps(tree, indent=1, ensure_ascii=False)
    lines = json_lines(text)
    assert set(lines) == set(_paths(tree, ()))
    rows = text.split("\n")
    for path, line in lines.items():
        if isinstance(path[-1], str):
            assert json.dumps(path[-1], ensure_ascii=False) in rows[line - 1]


@given(_TREE)
def test_toml__every_key_and_element_has_its_line(tree: dict[str, Any]) -> None:
    rows = [f"{_quoted(key)} = {_inline(value)}" for key, value in tree.items()]
    text = "\n".join(rows)
    assert tomllib.loads(text) == tree
    lines = key_lines(text)
    assert set(lines) == set(_paths(tree, ()))
    for path, line in lines.items():
        assert line == list(tree).index(str(path[0])) + 1


def _paths(value: object, at: tuple[str | int, ...]) -> list[tuple[str | int, ...]]:
    found = [at] if at else []
    if isinstance(value, dict):
        for key, inner in value.items():
            found += _paths(inner, (*at, key))
    if isinstance(value, list):
        for index, inner in enumerate(value):
            found += _paths(inner, (*at, index))
    return found


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _inline(value: object) -> str:
    if isinstance(value, dict):
        pairs = (f"{_quoted(key)} = {_inline(inner)}" for key, inner in value.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_inline, value)) + "]"
    return _quoted(value) if isinstance(value, str) else json.dumps(value)
