"""`sag.json`: the plan, what was made, and what became of every fact, by its key."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from anmeld._version import VERSION
from anmeld.casefile.case import MANIFEST, Case, MadeDocument, StoppedDocument
from anmeld.casefile.manifest import as_json
from anmeld.render.report import Note


def summarise(case: Case) -> bytes:
    """Write what `sag.json` holds.

    It lies beside the readers' folders and is the employer's. It holds the plan and
    keys of the record, never the values of sensitive fields.

    Args:
        case: The case, its manifests written.

    Returns:
        JSON in UTF-8 with sorted keys.
    """
    manifests = [f"{folder}/{MANIFEST}" for folder in case.manifests]
    copied = [one.path for one in case.attachments]
    return as_json(
        {
            "program": f"anmeld {VERSION}",
            "sagsnummer": case.number,
            "dag": case.plan.today.isoformat(),
            "regelsaet": case.plan.law_version,
            "plan": case.plan.as_data(),
            "dokumenter": [_made(one) for one in case.documents],
            "standset": [_stopped(one) for one in case.stopped],
            "daekning": case.coverage.as_data(),
            "bemaerkninger": _notes(case.notes),
            "filer": [*(file.path for file in case.files), *manifests, *copied],
        }
    )


def _made(made: MadeDocument) -> dict[str, Any]:
    return {
        "id": made.spec.id,
        "laeser": made.spec.folder,
        "filer": [
            {
                "sti": file.path,
                "bytes": len(file.data),
                "sha256": hashlib.sha256(file.data).hexdigest(),
            }
            for file in made.files
        ],
        "frigivet": [release.key for release in made.releases],
        "bemaerkninger": _notes(made.notes),
    }


def _stopped(stopped: StoppedDocument) -> dict[str, Any]:
    return {
        "id": stopped.spec.id,
        "laeser": stopped.spec.folder,
        "fejl": [
            {
                "kode": fault.code,
                "sted": str(fault.where),
                "tekst": fault.problem.text("da"),
                "raad": fault.remedy.text("da") if fault.remedy else None,
            }
            for fault in stopped.error.faults
        ],
    }


def _notes(notes: Sequence[Note]) -> list[dict[str, str]]:
    return [
        {"kode": note.code, "sted": note.where, "tekst": note.message.text("da")}
        for note in notes
    ]
