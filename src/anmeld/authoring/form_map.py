"""A first map of an unknown form: guesses with their sureness, the rest to decide."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from anmeld._i18n import Language, Message, msg
from anmeld.authoring.form_guess import meaning_of, names_another, plain
from anmeld.authoring.form_inspect import kind_of
from anmeld.authoring.form_words import Labels, printed_labels
from anmeld.content.names import record_names
from anmeld.record.fields import Kind as Privacy
from anmeld.render.form import Field, Kind, fields

_SECRET = frozenset({Privacy.CPR, Privacy.BIRTH, Privacy.HEALTH})
_REACHING = frozenset({Privacy.ADDRESS, Privacy.PHONE, Privacy.EMAIL})
_AT_HOME = ("medarbejder.privat.", "udoever.")
# All that is told of the citizen, and of the health.
_PRIVATE = ("borgersag.borger.", "foelger.")
_FORMATS = {Privacy.CPR: "cpr", Privacy.PHONE: "telefon"}


class Sureness(StrEnum):
    """How sure a guess is."""

    HIGH = "high"
    FAIR = "fair"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Guess:
    """What a field may take.

    Attributes:
        name: The record's name for the fact.
        title: Its Danish title.
        score: From 0 to 1.
        seen: The words of the form that it was guessed from.
        format: The format to write it in, where the plain one does not do.
        part: Which part of the written text the field takes.
    """

    name: str
    title: str
    score: float
    seen: str
    format: str | None = None
    part: int | None = None

    @property
    def sureness(self) -> Sureness:
        """The score in words."""
        if self.score >= 0.85:
            return Sureness.HIGH
        return Sureness.FAIR if self.score >= 0.7 else Sureness.LOW

    @property
    def is_private(self) -> bool:
        """Whether only a person may decide that a form is to hold the fact."""
        leaf = record_names().find(self.name)
        kind = leaf.kind if leaf else Privacy.PLAIN
        at_home = kind in _REACHING and self.name.startswith(_AT_HOME)
        return kind in _SECRET or at_home or self.name.startswith(_PRIVATE)


_LEAST = 0.55


def guess_map(
    pdf: str | Path | bytes, *, password: str | None = None
) -> dict[str, Guess | None]:
    """Guess what each fillable field takes.

    Args:
        pdf: Path or bytes of the form.
        password: The user password of an encrypted form.

    Returns:
        Field name -> the best guess; `None` where nothing resembles it.
    """
    labels = printed_labels(pdf, password=password)
    return {
        field.name: _best(field, labels)
        for field in fields(pdf, password=password)
        if field.is_fillable
    }


def _best(field: Field, labels: Labels) -> Guess | None:
    best: Guess | None = None
    texts = list(_texts(field, labels))
    if any(names_another(text) for text, _ in texts):
        return None  # a field named `Adresse` beside `Vidnets adresse` is the witness's
    for text, weight in texts:
        found = meaning_of(text)
        if found is None:
            continue
        score = found.score * weight
        if score >= _LEAST and (best is None or score > best.score):
            best = Guess(found.name, found.title, score, text)
    return _shaped(best, field) if best else None


def _texts(field: Field, labels: Labels) -> Iterable[tuple[str, float]]:
    last = re.split(r"[.\]\[]+", field.name.rstrip("]0123456789["))[-1]
    texts = [(field.tooltip or "", 1.0), (last, 0.95)]
    texts += [(label, 0.9) for label in labels.get(field.name, ())]
    return [(plain(text), weight) for text, weight in texts if plain(text)]


def _shaped(guess: Guess, field: Field) -> Guess:
    """The guess with the format and the part that the field's length asks for."""
    leaf = record_names().find(guess.name)
    form = _FORMATS.get(leaf.kind) if leaf else None
    part = None
    if form == "cpr" and field.max_length in (4, 6):
        part = 1 if field.max_length == 6 else 2
    return Guess(guess.name, guess.title, guess.score, guess.seen, form, part)


def write_map(
    pdf: str | Path | bytes,
    *,
    password: str | None = None,
    language: Language = "da",
) -> str:
    """Write a first `fields.toml`.

    Guesses stand ready with how sure they are; what nothing resembles stands as a
    comment, so that the map does not compile until each is decided. So does a guess at
    a private fact, however sure: its owner would be harmed by a wrong one.

    Args:
        pdf: Path or bytes of the form.
        password: The user password of an encrypted form.
        language: The language of the comments.

    Returns:
        The file's text.
    """
    found = {field.name: field for field in fields(pdf, password=password)}
    guesses = guess_map(pdf, password=password)
    data = pdf if isinstance(pdf, bytes) else Path(pdf).read_bytes()
    title = "form.pdf" if isinstance(pdf, bytes) else Path(pdf).name
    digest = hashlib.sha256(data).hexdigest()
    out = [
        _comment(
            msg("First map. Check every guess; decide what is commented."), language
        ),
        f"source = {{ title = {_quoted(title)}, sha256 = {_quoted(digest)} }}",
        "left_blank = {}",
        "",
    ]
    for name, guess in guesses.items():
        out += [*_entry(found[name], guess, language), ""]
    return "\n".join(out)


def _entry(field: Field, guess: Guess | None, language: Language) -> list[str]:
    label = f"label = {_quoted(' '.join(field.label.split()))}"
    head = f"[fields.{_quoted(field.name)}]"
    if guess is None:
        decide = msg("To be decided: {takes}", takes=_takes(field, language))
        lines = [head, 'from = ""', *_choice(field), label]
        return [_comment(decide, language), *(f"# {line}" for line in lines)]
    words = {
        Sureness.HIGH: msg("sure"),
        Sureness.FAIR: msg("likely"),
        Sureness.LOW: msg("a guess"),
    }
    why = msg(
        "{sureness} ({percent} %): {seen} -> {title}",
        sureness=words[guess.sureness],
        percent=round(guess.score * 100),
        seen=guess.seen,
        title=guess.title,
    )
    lines = [head, f"from = {_quoted(guess.name)}"]
    lines += [f"format = {_quoted(guess.format)}"] if guess.format else []
    lines += [f"part = {guess.part}"] if guess.part else []
    lines += _choice(field)
    if field.kind is Kind.TEXT:
        lines.append('overflow = "addendum"')
    lines.append(label)
    said = [_comment(why, language)]
    if guess.is_private:
        decide = msg("A private fact: decide yourself whom the field is about.")
        said.append(_comment(decide, language))
        lines = [f"# {line}" for line in lines]
    return [*said, *lines]


def _choice(field: Field) -> list[str]:
    """The states or options, ready to be tied to values of the record."""
    if field.kind is Kind.CHECKBOX and len(field.states) == 1:
        return [f"check = {_quoted('/' + field.states[0])}"]
    states = [f"/{state}" for state in field.states]
    texts = states or [option.export for option in field.options]
    if not texts:
        return []
    labels = dict(field.state_labels)
    pairs = [
        f"{_quoted(labels.get(text.removeprefix('/'), text.removeprefix('/')).lower())}"
        f" = {_quoted(text)}"
        for text in dict.fromkeys(texts)
    ]
    return [f"options = {{ {', '.join(_distinct(pairs))} }}"]


def _distinct(pairs: list[str]) -> list[str]:
    by_key = {pair.split(" = ")[0]: pair for pair in pairs}
    return list(by_key.values())


def _takes(field: Field, language: Language) -> str:
    length = f" <= {field.max_length}" if field.max_length else ""
    page = msg("page {number}", number=field.page or "-").text(language)
    return f"{kind_of(field).text(language)}{length}, {page}"


def _comment(message: Message, language: Language) -> str:
    return f"# {' '.join(message.text(language).split())}"


def _quoted(text: str) -> str:
    """A TOML basic string."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    escaped = "".join(
        f"\\u{ord(c):04X}" if ord(c) < 32 or ord(c) == 127 else c for c in escaped
    )
    return f'"{escaped}"'
