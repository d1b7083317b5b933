"""Filters of the page: days, numbers and addresses as its reader meets them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, Final
from urllib.parse import quote

from anmeld._names import ascii_name
from anmeld.formatting.dates import clock, long_date, short_date, short_moment
from anmeld.formatting.numbers import NBSP, file_size
from anmeld.formatting.numbers import plain as number
from anmeld.report.model import CaseRow, DeadlineRow

_IN_SHEET: Final = re.compile(r"(?P<file>.+?) \[(?:(?P<sheet>.+) )?(?P<row>\d+)\]")
_DAYS: Final = {-1: "i går", 0: "i dag", 1: "i morgen"}


def due_text(row: DeadlineRow) -> str:
    """Write the last day, with the hour where there is one."""
    if row.due is None:
        return ""
    if isinstance(row.due, datetime):
        text = short_moment(row.due.replace(second=0))
    else:
        text = short_date(row.due) + (f" kl. {row.cutoff}" if row.cutoff else "")
    return text.replace("kl. ", f"kl.{NBSP}")


def in_days(days: int) -> str:
    """Write how far off a day is: `om 3 dage`, `i dag`, `for 12 dage siden`."""
    if days in _DAYS:
        return _DAYS[days]
    return f"om {number(days)} dage" if days > 0 else f"for {number(-days)} dage siden"


def path_part(name: str) -> str:
    """Make one part of a relative address of any name."""
    # `./` is not needed: an encoded part holds no colon that could begin a scheme.
    return quote(name, safe="")


def standings(case: CaseRow) -> str:
    """List where a case's deadlines stand, for the filter."""
    found = ["overskredet"] if case.passed else []
    if case.next_due is not None:
        found.append(case.next_due.standing.value)
    return " ".join(found)


def condition(case: CaseRow) -> str:
    """List what is to be said of a case, for the filter."""
    found = {
        "mangler": bool(case.stopped),
        "hel": not case.stopped,
        "advarsel": case.warnings > 0,
        "ude": not case.is_in_source,
    }
    return " ".join(word for word, holds in found.items() if holds)


def source_text(place: str) -> str:
    """Write where a record was read: `sager.xlsx, ark »Sager«, række 3`."""
    found = _IN_SHEET.fullmatch(place)
    if found is None:
        return place
    sheet = f", ark »{found['sheet']}«" if found["sheet"] else ""
    return f"{found['file']}{sheet}, række {found['row']}"


def _moment(moment: datetime) -> str:
    return f"{long_date(moment)} {clock(moment.replace(second=0))}"


def _upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]


def _key(text: str) -> str:
    return ascii_name(text).replace(" ", "_")


def _long_day(day: date) -> str:
    return long_date(day)


FILTERS: Final[Mapping[str, Callable[..., Any]]] = {
    "antal": number,
    "dag": short_date,
    "kilde": source_text,
    "laengde": _moment,
    "laengde_dag": _long_day,
    "noegle": _key,
    "om_dage": in_days,
    "senest": due_text,
    "stande": standings,
    "sti": path_part,
    "stoerrelse": file_size,
    "stort": _upper_first,
    "tilstand": condition,
}
