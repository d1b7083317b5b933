"""Read the law files, and refuse what could mislead."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from pydantic import RootModel

from anmeld._i18n import msg
from anmeld._resources import law_root
from anmeld._toml import load_toml
from anmeld.errors import Fault, LawError, Where
from anmeld.law import tables
from anmeld.law.book import Law
from anmeld.record.values import Art

FILES = (
    "esaw.toml",
    "frister.toml",
    "haendelsesarter.toml",
    "klinikker.toml",
    "regler.toml",
    "spor.toml",
    "straffebestemmelser.toml",
)

Key = TypeVar("Key", bound=str)
Value = TypeVar("Value")


def load_law(root: Path | None = None) -> Law:
    """Read all law data.

    Args:
        root: Folder with the seven files; the shipped one if not given.

    Returns:
        The law, complete and checked.

    Raises:
        LawError: With every fault found in all files: a value without start date,
            unit, reference, checked day or confidence; dates out of order or
            overlapping; unknown keys; an id used twice or pointing nowhere; a kind
            of episode that is not covered.
    """
    folder = root or law_root()
    faults: list[Fault] = []
    spor = _read(folder / "spor.toml", tables.RuleFile, faults)
    regler = _read(folder / "regler.toml", tables.RuleFile, faults)
    law = Law(
        rules={**spor, **regler},
        deadlines=_read(folder / "frister.toml", tables.DeadlineFile, faults),
        provisions=_read(
            folder / "straffebestemmelser.toml", tables.ProvisionFile, faults
        ),
        kinds=_read(folder / "haendelsesarter.toml", tables.KindFile, faults),
        clinics=_read(folder / "klinikker.toml", tables.ClinicFile, faults),
        esaw=_read(folder / "esaw.toml", tables.EsawFile, faults),
        version="" if faults else _version(folder),
    )
    faults = faults or list(_cross_faults(law, spor, regler))
    if faults:
        raise LawError(*faults)
    return law


def _read(
    path: Path, model: type[RootModel[dict[Key, Value]]], faults: list[Fault]
) -> dict[Key, Value]:
    """Read one file; what is wrong with it is gathered, so that all is told at once."""
    if not path.is_file():
        problem = msg("is missing.")
        remedy = msg("A law folder holds these files: {names}.", names=", ".join(FILES))
        where = Where(file=str(path))
        faults.append(Fault("law-file-missing", where, problem, remedy))
        return {}
    try:
        return load_toml(path, model, LawError).root
    except LawError as error:
        faults.extend(error.faults)
        return {}


def _version(folder: Path) -> str:
    digest = hashlib.sha256()
    for name in FILES:
        # Line ends are no part of the law: a checkout on Windows has the same version.
        content = (folder / name).read_text(encoding="utf-8")
        digest.update(f"{name}\0{content}\0".encode())
    return digest.hexdigest()[:12]


def _cross_faults(
    law: Law, spor: Mapping[str, object], regler: Mapping[str, object]
) -> Iterator[Fault]:
    yield from _used_twice(
        [
            *(*spor, *regler, *law.deadlines, *law.provisions),
            *(*map(str, law.kinds), *law.clinics, *law.esaw),
        ]
    )
    yield from _kinds_not_covered(law)
    for art, kind in law.kinds.items():
        for entry in kind.values:
            ids = (*entry.primary, *entry.also)
            yield from _pointing_nowhere("haendelsesarter.toml", art, ids, law)
    for rule_id, rule in law.deadlines.items():
        ids = (*rule.follows, *([rule.closes] if rule.closes else []))
        yield from _pointing_nowhere("frister.toml", rule_id, ids, law)


def _used_twice(ids: Iterable[str]) -> Iterator[Fault]:
    for rule_id, count in Counter(ids).items():
        if count > 1:
            yield Fault(
                "law-id-used-twice",
                Where(key=rule_id),
                msg("is the id of two rules."),
                msg("Give each rule an id of its own across all law files."),
            )


def _kinds_not_covered(law: Law) -> Iterator[Fault]:
    for art in Art:
        if art not in law.kinds:
            yield Fault(
                "law-kind-missing",
                Where(file="haendelsesarter.toml", key=art.value),
                msg("is a kind of episode, and the file does not have it."),
                msg("Add it, if need be without provisions."),
            )


def _pointing_nowhere(
    file: str, key: str, ids: Iterable[str], law: Law
) -> Iterator[Fault]:
    for rule_id in ids:
        if rule_id not in law:
            yield Fault(
                "law-unknown-rule",
                Where(file=file, key=str(key)),
                msg("points to {name}, which no law file has.", name=rule_id),
                msg("Correct the name, or add the rule."),
            )
