"""What `generate` says of a case: what was made, for whom, by when and why."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from anmeld._i18n import Language, Message, msg

if TYPE_CHECKING:
    from anmeld.casefile import Case, MadeDocument
    from anmeld.law.deadlines import Deadline

_SHOWN_KEYS = 12


class Line(NamedTuple):
    """One printed line and how it looks."""

    text: str
    bold: bool = False
    dim: bool = False
    fg: str | None = None


def case_lines(
    case: Case, out: Path, outcome: str | None, language: Language
) -> Iterator[Line]:
    """Lay out what was made of one record.

    Args:
        case: The case.
        out: The folder that holds case folders.
        outcome: What writing did, or `None` if nothing was written.
        language: The screen's language.

    Yields:
        The lines, in the order a person reads them.
    """
    words = _Words(language)
    yield Line(f"{case.number}  {out / case.name}/", bold=True)
    if outcome == "unchanged":
        yield Line("  " + words(msg("Nothing has changed; the folder is left alone.")))
    for made in case.documents:
        yield from _document_lines(case, made, words)
    for stopped in case.stopped:
        line = msg("{title}: NOT made, see above.", title=stopped.spec.title)
        yield Line("  " + words(line), fg="red", bold=True)
    for other in case.plan.not_made:
        yield Line(f"  {other.title}: {words(other.reason)}", dim=True)
    for note in case.notes:
        yield Line(f"  {note.where}: {words(note.message)}", fg="yellow")
    for caution in case.plan.warnings:
        yield Line(f"  ! {words(caution.text)}", fg="yellow")
    yield from _nowhere_lines(case, words)


def _document_lines(case: Case, made: MadeDocument, words: _Words) -> Iterator[Line]:
    planned = case.plan.document(made.spec.id)
    title = planned.title if planned else made.spec.title
    yield Line(f"  {title}", bold=True)
    yield Line("    " + ", ".join(file.path for file in made.files))
    if planned:
        yield Line("    " + words(msg("For: {whom}", whom=planned.recipient)))
        for one in planned.due:
            yield Line("    " + words(_by(one)))
        yield Line("    " + words(msg("Because: {reason}", reason=planned.reason)))
    for note in made.notes:
        yield Line(f"    {note.where}: {words(note.message)}", fg="yellow")
    for release in made.releases:
        line = msg("{key} stands in it, as released.", key=release.key)
        yield Line("    " + words(line), fg="yellow")


def _by(deadline: Deadline) -> Message:
    from anmeld.plan.labels import label
    from anmeld.plan.words import when_due

    return msg(
        "By: {due} ({status}, {duty}): {what} to {whom}",
        due=when_due(deadline),
        status=label(deadline.status),
        duty=label(deadline.duty),
        what=deadline.what.rstrip("."),
        whom=deadline.to_whom,
    )


def _nowhere_lines(case: Case, words: _Words) -> Iterator[Line]:
    keys = case.coverage.nowhere
    if not keys:
        return
    shown = ", ".join(keys[:_SHOWN_KEYS])
    more = len(keys) - _SHOWN_KEYS
    if more > 0:
        line = msg(
            "Facts that no document carries: {keys} and {count} more (sag.json).",
            keys=shown,
            count=more,
        )
    else:
        line = msg("Facts that no document carries: {keys}.", keys=shown)
    yield Line("  " + words(line), dim=True)


class _Words:
    """Puts messages into the screen's language."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def __call__(self, message: Message) -> str:
        return message.text(self._language)


def case_data(case: Case, outcome: str | None) -> dict[str, Any]:
    """Give what was made as data, for other programs.

    Args:
        case: The case.
        outcome: What writing did, or `None` if nothing was written.

    Returns:
        What `sag.json` holds, the outcome, and what was stopped.
    """
    data: dict[str, Any] = json.loads(case.data)
    data["skrevet"] = outcome
    data["standset"] = [
        {"dokument": stopped.spec.id, "fejl": [f.code for f in stopped.error.faults]}
        for stopped in case.stopped
    ]
    return data
