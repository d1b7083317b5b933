"""The Danish words of calendar and tables, from `texts.toml` beside this module."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from anmeld._toml import load_toml
from anmeld.errors import TemplateError


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Columns(_Part):
    """The headings of the tables, in the order of the columns."""

    number: str
    due: str
    cutoff: str
    days_left: str
    standing: str
    title: str
    what: str
    who: str
    to_whom: str
    duty: str
    source: str
    url: str
    folder: str


class Sheet(_Part):
    """The names of the workbook."""

    title: str
    subject: str
    order: str


class Calendar(_Part):
    """The sentences of the calendar."""

    name: str
    summary: str
    summary_at: str
    alarm: str
    what: str
    who: str
    to_whom: str
    duty: str
    source: str
    folder: str


class Texts(_Part):
    """All of them."""

    columns: Columns
    sheet: Sheet
    calendar: Calendar


@cache
def load_texts() -> Texts:
    """Read the words.

    Returns:
        Every word, checked to be there.
    """
    return load_toml(Path(__file__).with_name("texts.toml"), Texts, TemplateError)
