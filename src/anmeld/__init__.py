"""One record of harassment of a public employee in, every document it calls for out.

    from datetime import datetime
    from zoneinfo import ZoneInfo

    import anmeld

    record = anmeld.load_record("sag.toml")
    now = datetime(2025, 3, 7, 9, 30, tzinfo=ZoneInfo("Europe/Copenhagen"))
    plan = anmeld.make_plan(record, now=now)  # what it calls for, by when and why
    case = anmeld.make_case(record, now=now)  # the documents, as bytes in memory
    for file in case.files:
        print(file.path, file.media_type, len(file.data))
    for stopped in case.stopped:
        print(stopped.spec.title, stopped.error.text("da"))
    anmeld.write_case(case, "ud")

The library reads no clock and no network, and importing it loads no renderer: every
name below is loaded at its first use. For many cases share one `Workshop`, one law and
one catalogue (`make_case(..., workshop=, law=, catalogue=)`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from anmeld._version import VERSION as __version__
from anmeld.errors import (
    AnmeldError,
    DisclosureError,
    LawError,
    RecordError,
    RenderError,
    StorageError,
    TemplateError,
    UsageError,
)

if TYPE_CHECKING:
    from anmeld.batch import generate_many
    from anmeld.casefile import Case, Workshop, make_case, recover, write_case
    from anmeld.catalogue import load_catalogue
    from anmeld.content import Organisation
    from anmeld.law import load_law
    from anmeld.plan import Plan, make_plan
    from anmeld.record import load_record, load_records, record_from_dict
    from anmeld.record.model import Record

_HOMES = {
    "Case": "anmeld.casefile",
    "Organisation": "anmeld.content",
    "Plan": "anmeld.plan",
    "Record": "anmeld.record.model",
    "Workshop": "anmeld.casefile",
    "generate_many": "anmeld.batch",
    "load_catalogue": "anmeld.catalogue",
    "load_law": "anmeld.law",
    "load_record": "anmeld.record",
    "load_records": "anmeld.record",
    "make_case": "anmeld.casefile",
    "make_plan": "anmeld.plan",
    "record_from_dict": "anmeld.record",
    "recover": "anmeld.casefile",
    "write_case": "anmeld.casefile",
}

__all__ = [
    "AnmeldError",
    "Case",
    "DisclosureError",
    "LawError",
    "Organisation",
    "Plan",
    "Record",
    "RecordError",
    "RenderError",
    "StorageError",
    "TemplateError",
    "UsageError",
    "Workshop",
    "__version__",
    "generate_many",
    "load_catalogue",
    "load_law",
    "load_record",
    "load_records",
    "make_case",
    "make_plan",
    "record_from_dict",
    "recover",
    "write_case",
]


def __getattr__(name: str) -> object:
    """Load a public name at its first use."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value: object = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
