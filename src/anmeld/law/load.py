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
from anmeld.errors import AnmeldError, Fault, LawError, Where
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

    def read(name: str, model: type[RootModel[dict[Key, Value]]]) -> dict[Key, Value]:
        try:
            return _read(folder / name, model)
        except LawError as error:
            faults.extend(error.faults)
            return {}

    spor = read("spor.toml", tables.RuleFile)
    regler = read("regler.toml", tables.RuleFile)
    law = Law(
        rules={**spor, **regler},
        deadlines=read("frister.toml", tables.DeadlineFile),
        provisions=read("straffebestemmelser.toml", tables.ProvisionFile),
        kinds=read("haendelsesarter.toml", tables.KindFile),
        clinics=read("klinikker.toml", tables.ClinicFile),
        esaw=read("esaw.toml", tables.EsawFile),
        version="" if faults else _version(folder),
    )
    if not faults:
        faults.extend(_cross_faults(law, spor, regler))
    if faults:
        raise LawError(*faults)
    return law


def _read(path: Path, model: type[RootModel[dict[Key, Value]]]) -> dict[Key, Value]:
    if not path.is_file():
        raise LawError(
            Fault(
                "law-file-missing",
                Where(file=str(path)),
                msg("is missing."),
                msg("A law folder holds these files: {names}.", names=", ".join(FILES)),
            )
        )
    error: type[AnmeldError] = LawError
    return load_toml(path, model, error).root


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
        [*spor, *regler, *law.deadlines, *law.provisions, *law.clinics, *law.esaw]
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
