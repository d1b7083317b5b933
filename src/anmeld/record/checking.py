"""From data to a record: types and consistency in one go, so that all faults show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum
from pathlib import Path as FilePath
from typing import Any, get_args

from pydantic import BaseModel

from anmeld import _names
from anmeld._validation import Finding, Path, examine
from anmeld.errors import Fault
from anmeld.formatting.moments import Moment
from anmeld.record.consistency import find_inconsistencies
from anmeld.record.model import Record
from anmeld.record.texts import Source

_NUMBER = ("sag", "sag.nummer")
_STAND_IN_DAY = date(2000, 1, 1)


def check_record(record: Record, base: FilePath | None) -> tuple[Fault, ...]:
    """Say everything in which a record contradicts itself or its folder.

    Args:
        record: A record whose fields are each right.
        base: The folder that files of evidence are confined to.

    Returns:
        The faults, in the order of the rules; none for a sound record.
    """
    return tuple(each.fault() for each in find_inconsistencies(record, base))


def check_source(source: Source, base: FilePath | None) -> Record | tuple[Fault, ...]:
    """Turn the data of a source into a record.

    Args:
        source: The data, with its lines.
        base: The folder that files of evidence are confined to.

    Returns:
        The record, or every fault: of single fields, and of what is left between
        fields that are right.
    """
    outcome = check_data(source.data, base)
    if isinstance(outcome, Record):
        return outcome
    faults = [each.fault(source.file, source.locate) for each in outcome]
    return tuple(sorted(faults, key=lambda fault: fault.where.line or 0))


def check_data(
    data: Mapping[str, Any], base: FilePath | None, known: tuple[Finding, ...] = ()
) -> Record | tuple[Finding, ...]:
    """Turn plain data into a record.

    Args:
        data: The data, without the values that are already known to be wrong.
        base: The folder that files of evidence are confined to.
        known: What a reader found wrong before; nothing that rests on it is told.

    Returns:
        The record, or every finding, the known ones first.
    """
    outcome = examine(Record, data)
    if isinstance(outcome, Record) and not known:
        return find_inconsistencies(outcome, base) or outcome
    paths = [each.path for each in known]
    new = () if isinstance(outcome, Record) else outcome
    wrong = (*known, *(each for each in new if not _rests_on(each, paths)))
    return (*wrong, *_between_the_rest(data, (*known, *new), base))


def number_in(data: Mapping[str, Any], faults: Iterable[Fault]) -> str | None:
    """Give the case number of a record that is wrong elsewhere.

    Args:
        data: The data.
        faults: Everything that is wrong with it.

    Returns:
        The number; `None` if it is missing or itself wrong, and may then be anything.
    """
    section = data.get("sag")
    number = section.get("nummer") if isinstance(section, Mapping) else None
    if not isinstance(number, str) or not number.strip():
        return None
    is_right = all(fault.where.key not in _NUMBER for fault in faults)
    return number.strip() if is_right else None


def _between_the_rest(
    data: Mapping[str, Any], wrong: tuple[Finding, ...], base: FilePath | None
) -> tuple[Finding, ...]:
    paths = [each.path for each in wrong]
    mended = _mended(Record, _without(data, (), set(paths)))
    outcome = examine(Record, mended)
    if not isinstance(outcome, Record):
        return ()
    found = find_inconsistencies(outcome, base)
    return tuple(each for each in found if not _rests_on(each, paths))


def _rests_on(finding: Finding, wrong: list[Path]) -> bool:
    used = (finding.path, *finding.uses)
    return any(_overlap(one, other) for one in used for other in wrong)


def _overlap(one: Path, other: Path) -> bool:
    shared = min(len(one), len(other))
    return one[:shared] == other[:shared]


def _without(value: object, at: Path, wrong: set[Path]) -> Any:  # noqa: ANN401
    if isinstance(value, Mapping):
        return {
            name: _without(inner, (*at, name), wrong)
            for name, inner in value.items()
            if (*at, name) not in wrong
        }
    if isinstance(value, (list, tuple)):
        kept = (
            {} if (*at, index) in wrong else _without(inner, (*at, index), wrong)
            for index, inner in enumerate(value)
        )
        # Sections keep their positions, because findings name them.
        sections = any(isinstance(inner, Mapping) for inner in value)
        return [inner for inner in kept if sections or inner != {}]
    return value


def _mended(model: type[BaseModel], data: object) -> dict[str, Any]:
    given = dict(data) if isinstance(data, Mapping) else {}
    for name, field in model.model_fields.items():
        section = _names.model_in(field.annotation)
        if section and isinstance(given.get(name), list):
            given[name] = [_mended(section, each) for each in given[name]]
        elif section and (isinstance(given.get(name), dict) or field.is_required()):
            given[name] = _mended(section, given.get(name))
        elif field.is_required() and name not in given:
            given[name] = _stand_in(field.annotation)
    return given


def _stand_in(annotation: object) -> object:
    # Findings that would rest on it are dropped again.
    for kind in (annotation, *get_args(annotation)):
        if isinstance(kind, type) and issubclass(kind, Enum):
            return next(iter(kind))
        if isinstance(kind, type) and issubclass(kind, Moment):
            return _STAND_IN_DAY
    return "-"
