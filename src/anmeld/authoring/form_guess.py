"""Which fact the words beside a box mean, judged by words and not by likeness alone.

Two labels of a form are told apart by whose fact they ask for and by what of it: `the
employer's telephone` is never the doctor's, nor the employer's address. What Danish
forms call these stands in `form_labels.toml`.
"""

from __future__ import annotations

import difflib
import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict

from anmeld._toml import load_toml
from anmeld.content.names import all_names
from anmeld.content.shapes import Name
from anmeld.errors import TemplateError
from anmeld.record.fields import Kind

_SPLIT: Final = re.compile(r"[^a-z0-9æøå]+|(?<=[a-zæøå])(?=[0-9])")
_CAMEL: Final = re.compile(r"(?<=[a-zæøå])(?=[A-ZÆØÅ])")
_ENDINGS: Final = ("s", "ens", "ets", "nes", "en", "et", "n", "t", "e")
# A compound is about what its last part says: `bruttoårsløn` is an `årsløn`.
_LEAST_HEAD: Final = 5
_GENITIVE: Final = re.compile(r"[^\W\d_]{2,}s")
_OF: Final = frozenset({"på", "for", "til", "hos"})
_COMPOUND, _MISSPELT, _NEAR = 0.85, 0.9, 0.86
# Nothing is sure of a bare `Navn`: forms say by their layout whose.
_BARE, _SOLE = 0.65, 0.57
_INSIDE = 0.75
# Whom a form is about where it does not say.
_OF_ALL = "medarbejder"
_OTHER = 0.9
_PERSONAL: Final = frozenset(
    {Kind.NAME, Kind.CPR, Kind.BIRTH, Kind.ADDRESS, Kind.PHONE, Kind.EMAIL}
)
# Lists that hold the episodes' and the evidence's own facts once more.
_COPIES = ("log[]", "uddrag[]", "bevisliste[]")


class _Words(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    noise: frozenset[str]
    not_ours: frozenset[str]
    beside: frozenset[str]
    owners: Mapping[str, tuple[str, ...]]
    attributes: Mapping[str, tuple[str, ...]]
    names: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What words may mean.

    Attributes:
        name: The name of a fact.
        title: Its Danish title, or what forms call it.
        score: From 0 to 1.
    """

    name: str
    title: str
    score: float


@dataclass(frozen=True, slots=True)
class _Candidate:
    name: str
    title: str
    text: str
    words: frozenset[str]
    owner: str | None
    is_personal: bool


def plain(text: str) -> str:
    """Words in small letters, one blank between, Danish letters as they are."""
    text = unicodedata.normalize("NFC", _CAMEL.sub(" ", text)).lower()
    for ascii_, danish in (("ae", "æ"), ("oe", "ø"), ("aa", "å")):
        text = text.replace(ascii_, danish)
    return " ".join(word for word in _SPLIT.split(text) if word)


def meaning_of(text: str) -> Meaning | None:
    """Find the fact that a label most probably asks for.

    Args:
        text: The label, as `plain` writes it.

    Returns:
        The likeliest fact; `None` where nothing is alike, or where the label asks for
        what the record does not hold.
    """
    words = _meant(text)
    if not words or words & _known().not_ours or names_another(text):
        return None
    owned = _owned(text)
    found = (
        Meaning(one.name, one.title, score)
        for one in _candidates()
        if not _is_of_another(words, owned, one)
        and (score := _score(text, words, one)) > 0
    )
    return max(found, key=lambda one: one.score, default=None)


def names_another(text: str) -> bool:
    """Tell whether a label asks for a fact of somebody whom the words do not know.

    Args:
        text: The label, as `plain` writes it.

    Returns:
        Whether an unknown owner stands by what is asked for, so that no other word of
        the field says whose it is either.
    """
    spoken = [word for word in text.split() if word in _OF or _says_whose(word)]
    asked = _attributes()
    owned: frozenset[str] = frozenset()
    for word, following in itertools.pairwise(spoken):
        if _GENITIVE.fullmatch(word) and _meant(following) & asked:
            owned |= _meant(word)
    for what, of, whose in zip(spoken, spoken[1:], spoken[2:], strict=False):
        if of in _OF and _meant(what) & asked:
            owned |= _meant(whose)
    unknown = owned - _known().owners.keys() - asked
    return bool(unknown) and all(_meant(text) != one.words for one in _candidates())


def _says_whose(word: str) -> bool:
    means = _meant(word)
    return bool(means) and not means <= _known().beside


def _owned(text: str) -> frozenset[str]:
    """The words that a fact belongs to: before it in -s, or after `på` and `for`."""
    spoken = [word for word in text.split() if word in _OF or _meant(word)]
    found: frozenset[str] = frozenset()
    for word, following in itertools.pairwise(spoken):
        if _GENITIVE.fullmatch(word):
            found |= _meant(word)
        elif word in _OF:
            found |= _meant(following)
    return found


def _is_of_another(
    words: frozenset[str], owned: frozenset[str], one: _Candidate
) -> bool:
    """Whether a label has a word that makes the fact somebody else's."""
    # Of a fact that is no person's only what it is said to belong to is looked at.
    known = _known().owners.keys() | _attributes()
    unexplained = (words if one.is_personal else owned) - known - _known().beside
    return any(not _is_said(word, one.words) for word in unexplained)


def _is_said(word: str, wanted: frozenset[str]) -> bool:
    # The end of a compound is not enough: a `vidneadresse` is no address of ours.
    return any(
        word == each
        or (min(len(word), len(each)) > _LEAST_HEAD and _is_misspelt(word, each))
        for each in wanted
    )


def _score(text: str, words: frozenset[str], one: _Candidate) -> float:
    owners, asked = words & _known().owners.keys(), words & _attributes()
    wanted = one.words & _attributes()
    last = {one.name.rpartition(".")[2]} & _attributes()
    if (wanted or last) and asked and not (wanted or last) & asked:
        return 0.0
    is_other = bool(owners) and one.owner not in owners and not owners & one.words
    if is_other and wanted:
        return 0.0
    if words == asked:
        is_bare = words == one.words or (wanted == asked and one.owner == _OF_ALL)
        return _BARE if is_bare else 0.0
    if words == one.words:
        return _BARE if words in _shared_words() else 1.0
    likeness = difflib.SequenceMatcher(None, text, one.text)
    if likeness.quick_ratio() >= _NEAR and likeness.ratio() >= _NEAR:
        return likeness.ratio() * 0.95
    return _shared(words, one.words) * (_OTHER if is_other else 1.0)


def _shared(words: frozenset[str], wanted: frozenset[str]) -> float:
    matched = sum(max((_alike(a, b) for a in words), default=0.0) for b in wanted)
    score = matched / (len(words) + len(wanted) - matched)
    if matched >= len(wanted) * _COMPOUND:
        score = max(score, _INSIDE if len(wanted) > 1 else _SOLE)
    return score


@cache
def _alike(word: str, wanted: str) -> float:
    if word == wanted:
        return 1.0
    if len(wanted) >= _LEAST_HEAD and word.endswith(wanted):
        return _COMPOUND
    if min(len(word), len(wanted)) > _LEAST_HEAD and _is_misspelt(word, wanted):
        return _COMPOUND
    return 0.0


def _is_misspelt(word: str, wanted: str) -> bool:
    likeness = difflib.SequenceMatcher(None, word, wanted)
    return likeness.quick_ratio() >= _MISSPELT and likeness.ratio() >= _MISSPELT


def _meant(text: str) -> frozenset[str]:
    joined = re.sub(r"\be (mail|post)", r"e\1", text)
    joined = re.sub(r"\bj (?=nr|nummer)", "journal", joined)
    words = (re.sub(r"nr$", "nummer", one) for one in joined.split() if one != "nr")
    return frozenset(_canonical(one) for one in words if one not in _known().noise)


@cache
def _canonical(word: str) -> str:
    table = _table()
    for ending in ("", *_ENDINGS):
        if word.endswith(ending) and (found := table.get(word.removesuffix(ending))):
            return found
    return word.removesuffix("s") if len(word) > _LEAST_HEAD else word


@cache
def _table() -> Mapping[str, str]:
    known = _known()
    return {
        word: key
        for group in (known.owners, known.attributes)
        for key, words in group.items()
        for word in words
    }


@cache
def _attributes() -> frozenset[str]:
    return frozenset(_known().attributes)


@cache
def _shared_words() -> frozenset[frozenset[str]]:
    # A bare »Begrundelse« may be that of the track, of a duty, or of a release.
    last = Counter(
        leaf.path.removesuffix("[]").rpartition(".")[2]
        for leaf in all_names().leaves()
        if not leaf.path.startswith(_COPIES)
    )
    return frozenset(_meant(plain(word)) for word, count in last.items() if count > 1)


@cache
def _candidates() -> tuple[_Candidate, ...]:
    # Those about the employee first: of two that fit alike the earlier is taken.
    leaves = [leaf for leaf in all_names().leaves() if "[]" not in leaf.path]
    leaves.sort(key=lambda leaf: not leaf.path.startswith("medarbejder."))
    return tuple(
        one for leaf in leaves for one in _of(leaf, _known().names.get(leaf.path, ()))
    )


def _of(leaf: Name, synonyms: Iterable[str]) -> Iterator[_Candidate]:
    path, title = leaf.path, leaf.title
    owner, last = _owner(path), path.rpartition(".")[2]
    personal = leaf.kind in _PERSONAL or last in _known().attributes
    texts = [plain(one) for one in (*synonyms, title) if one]
    shown = title or next(iter(synonyms), "")
    if not shown:
        return  # nobody calls it anything
    shown = shown[:1].upper() + shown[1:]
    for text in (*texts, plain(path)):
        yield _Candidate(path, shown, text, _meant(text), owner, personal)
    if owner and last in _known().attributes:
        words = frozenset({owner, last})
        yield _Candidate(path, shown, plain(path), words, owner, personal)


def _owner(path: str) -> str | None:
    owners = _known().owners
    return next((one for one in owners if path.startswith(f"{one}.")), None)


@cache
def _known() -> _Words:
    path = Path(__file__).with_name("form_labels.toml")
    return load_toml(path, _Words, TemplateError)
