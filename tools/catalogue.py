"""Keep the Danish catalogue of the screen's sentences.

    python tools/catalogue.py           take in new sentences, compile
    python tools/catalogue.py --check   say what is untranslated or stale; 1 if any

The sentences are the literal first arguments of `msg(...)` in `src/anmeld`, the help
of every command and option, and click's own sentences, among them those that differ
for one and for several. What another click says is kept: its sentences change from
version to version, and they are checked against the one that was last read.
"""

from __future__ import annotations

import ast
import io
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path

import click
from babel.messages import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from anmeld.cli import main

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "src" / "anmeld"
CATALOGUE = SOURCES / "locale" / "da" / "LC_MESSAGES" / "anmeld.po"
CLICK = "click"
# What click translates without writing it where it does.
CLICK_ALSO = ("required",)

# A sentence, or its two forms: for one, for several.
Sentence = str | tuple[str, str]


def found_sentences() -> dict[Sentence, str]:
    """Every sentence of the screen and the place it comes from."""
    found: dict[Sentence, str] = {}
    for path in sorted(SOURCES.rglob("*.py")):
        for sentence in _literals(path, {"msg"}):
            found.setdefault(sentence, str(path.relative_to(ROOT)))
    for sentence in _help_texts(main, "anmeld"):
        found.setdefault(sentence, "help")
    for path in sorted(Path(click.__file__).parent.glob("*.py")):
        said: list[Sentence] = [*_literals(path, {"_"}), *_pairs(path), *CLICK_ALSO]
        found |= {each: CLICK for each in said if each not in found}
    return found


def _literals(path: Path, names: set[str]) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Call(
                func=ast.Name(id=name), args=[ast.Constant(value=str(text)), *_]
            ) if name in names:
                yield text


def _pairs(path: Path) -> Iterator[tuple[str, str]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Call(
                func=ast.Name(id="ngettext"),
                args=[
                    ast.Constant(value=str(one)),
                    ast.Constant(value=str(several)),
                    *_,
                ],
            ):
                yield one, several


def _help_texts(command: click.Command, path: str) -> Iterator[str]:
    for text in (command.help, *(getattr(p, "help", None) for p in command.params)):
        if text:
            for part in text.strip().split("\n\n"):
                yield part if part.startswith("\b") else " ".join(part.split())
    if isinstance(command, click.Group):
        context = click.Context(command, info_name=path)
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            if inner is not None:
                yield from _help_texts(inner, f"{path} {name}")


def read() -> Catalog:
    """The catalogue as it stands, or an empty one."""
    if not CATALOGUE.exists():
        return Catalog(locale="da", project="anmeld")
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="da")


def updated(old: Catalog) -> Catalog:
    """The catalogue with exactly the sentences of today, translations kept."""
    new = Catalog(locale="da", project="anmeld", header_comment="# Danish")
    for sentence, place in sorted(
        found_sentences().items(), key=lambda i: (i[1], forms(i[0]))
    ):
        known = old.get(sentence)
        kept = known.string if known and known.id == sentence else ""
        empty = "" if isinstance(sentence, str) else ("", "")
        new.add(sentence, kept or empty, locations=[(place, 1)])
    for known in old:
        if known.id and known.id not in new and _is_of_click(known):
            new.add(known.id, known.string, locations=known.locations)
    return new


def _is_of_click(message: Message) -> bool:
    return any(place == CLICK for place, _ in message.locations)


def forms(sentence: str | Sequence[str] | None) -> tuple[str, ...]:
    """The forms of a sentence: itself, or those for one and for several."""
    return (sentence,) if isinstance(sentence, str) else tuple(sentence or ())


def po_bytes(catalogue: Catalog) -> bytes:
    """The text form, the same for the same sentences."""
    out = io.BytesIO()
    write_po(out, catalogue, omit_header=True, width=88, include_lineno=False)
    header = (
        b'msgid ""\nmsgstr ""\n"Language: da\\n"\n'
        b'"Content-Type: text/plain; charset=utf-8\\n"\n'
        b'"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
    )
    read_from = f'"X-Click: {version(CLICK)}\\n"\n\n'.encode()
    return header + read_from + out.getvalue()


def mo_bytes(catalogue: Catalog) -> bytes:
    """The compiled form, the same whenever and by whichever Babel it is made."""
    bare = _Bare(locale="da", project="anmeld")
    for message in catalogue:
        if message.id and any(forms(message.string)):
            bare.add(message.id, message.string)
    out = io.BytesIO()
    write_mo(out, bare)
    return out.getvalue()


class _Bare(Catalog):
    """A catalogue whose header holds only what reading it takes."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        return [
            ("Language", "da"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Plural-Forms", self.plural_forms),
        ]


def faults(old: Catalog) -> list[str]:
    """What is missing, stale or has other fields than its sentence."""
    wanted = found_sentences()
    known = {m.id: forms(m.string) for m in old if m.id}
    missing = {s: place for s, place in wanted.items() if s not in known}
    out = [
        f"not in the catalogue: {sentence!r}"
        for sentence, place in missing.items()
        if place != CLICK or _has_read_this_click()
    ]
    ours = [m.id for m in old if m.id and not _is_of_click(m)]
    out += [f"no longer used: {s!r}" for s in ours if s not in wanted]
    for sentence, danish in known.items():
        if not danish or not all(danish):
            out.append(f"not translated: {sentence!r}")
        elif _fields(forms(sentence)) != _fields(danish):
            out.append(f"other fields than its sentence: {sentence!r}")
        elif _edges(forms(sentence)[0]) != _edges(danish[0]):
            out.append(f"other blanks or line breaks at its ends: {sentence!r}")
    return out


def _has_read_this_click() -> bool:
    return f"X-Click: {version(CLICK)}\\n" in CATALOGUE.read_text(encoding="utf-8")


def _fields(texts: Iterable[str]) -> set[str]:
    # Of both forms together: the form for one may name no number.
    return {
        field for text in texts for field in re.findall(r"\{\w+[^}]*\}|%\(\w+\)s", text)
    }


def _edges(text: str) -> tuple[str, str]:
    bare = text.strip()
    return (text.partition(bare)[0], text.rpartition(bare)[2]) if bare else (text, "")


def run(arguments: list[str]) -> int:
    """Update or check, as the module says."""
    if arguments == ["--check"]:
        problems = faults(read())
        sys.stdout.write("".join(f"{line}\n" for line in problems))
        return 1 if problems else 0
    catalogue = updated(read())
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    CATALOGUE.write_bytes(po_bytes(catalogue))
    CATALOGUE.with_suffix(".mo").write_bytes(mo_bytes(catalogue))
    return 0


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
