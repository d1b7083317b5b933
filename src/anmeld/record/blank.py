"""The empty record: every section and field explained in Danish, ready to fill in.

Lines that explain begin with `# `; fields that can be put to use begin with `#` alone.
Taken as it is, it lacks exactly what a record must have.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from pydantic.fields import FieldInfo

from anmeld import _names
from anmeld.record.model import Record
from anmeld.record.schema import closed_list, value_schema
from anmeld.record.values import Vaerdi

_WIDTH = 88
# A record without any episode, and without these two, is rarely what is meant.
_STARTED_LISTS = ("episoder",)
_INTRODUCTION = (
    "Tom sag til anmeld. Udfyld det, du ved, og lad resten stå eller slet det.",
    "",
    "Linjer, der begynder med »# «, er forklaringer. Linjer, der begynder med »#« uden",
    "mellemrum, er felter: fjern »#« for at bruge dem. Fjern også »#« foran",
    "afsnittets navn i kantede parenteser, hvis det står der, for eksempel",
    "»#[[bilag]]«; gentag et afsnit i dobbelte parenteser én gang for hver.",
    "",
    "Datoer skrives med dagen først, for eksempel 3.3.2025 eller 3. marts 2025;",
    "klokkeslæt 3.3.2025 kl. 14.05. Det, du ved er ukendt, skrives ukendt.",
    "Lange tekster og citater skrives mellem tre tegn: '''som her''' – så må de gå",
    "over flere linjer og stå præcis, som de blev skrevet.",
    "",
    "Kontrollér sagen med: anmeld check FIL",
)


def blank_record() -> str:
    """Write an empty record with a Danish explanation of every field.

    Returns:
        TOML; read as it is, only required fields are missing.
    """
    lines = [f"# {line}".rstrip() for line in _INTRODUCTION]
    lists: dict[type[Vaerdi], str] = {}
    for name, declared in Record.model_fields.items():
        lines += _section(name, declared, lists, used=True)
    return "\n".join(lines) + "\n"


def _section(
    path: str, declared: FieldInfo, lists: dict[type[Vaerdi], str], *, used: bool
) -> Iterator[str]:
    model = _names.model_in(declared.annotation)
    if model is None:
        return
    many = _names.is_list(declared.annotation)
    used = used and _is_started(path, declared, many=many)
    brackets = f"[[{path}]]" if many else f"[{path}]"
    yield ""
    yield from _explained(f"--- {declared.title} ---")
    yield from _explained(declared.description or "")
    yield brackets if used else f"#{brackets}"
    for name, field in model.model_fields.items():
        if _names.model_in(field.annotation) is None:
            yield from _field(name, f"{path}.{name}", field, lists, used=used)
    for name, field in model.model_fields.items():
        yield from _section(f"{path}.{name}", field, lists, used=used)


def _is_started(path: str, declared: FieldInfo, *, many: bool) -> bool:
    if many:
        return path in _STARTED_LISTS
    # A section that may be left out means something as soon as it stands there.
    return declared.default_factory is not None or declared.is_required()


def _field(
    name: str,
    path: str,
    declared: FieldInfo,
    lists: dict[type[Vaerdi], str],
    *,
    used: bool,
) -> Iterator[str]:
    needed = " (skal udfyldes)" if declared.is_required() else ""
    yield from _explained(f"{declared.title}{needed}. {declared.description or ''}")
    yield from _values(path, declared, lists)
    value = "[]" if _names.is_list(declared.annotation) else '""'
    active = used and declared.is_required()
    yield f"{name} = {value}" if active else f"#{name} = {value}"


def _values(
    path: str, declared: FieldInfo, lists: dict[type[Vaerdi], str]
) -> Iterator[str]:
    found = closed_list(declared)
    if found is None:
        yield from _examples(declared)
    elif found in lists:
        yield from _explained(f"Vælg mellem de samme som i {lists[found]}.")
    else:
        lists[found] = path
        yield "# Vælg mellem:"
        for member in found:
            yield f"#   {member.value} – {member.betegnelse}"


def _examples(declared: FieldInfo) -> Iterator[str]:
    schema = value_schema(declared)
    if "enum" in schema:
        yield "# true eller false."
    if examples := schema.get("examples"):
        yield from _explained(f"For eksempel {' eller '.join(map(str, examples))}.")


def _explained(text: str) -> Iterator[str]:
    for line in textwrap.wrap(text.strip(), _WIDTH - 2):
        yield f"# {line}"
