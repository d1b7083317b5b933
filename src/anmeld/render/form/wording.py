"""The Danish words that the form engine itself prints; they live in `wording.toml`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from anmeld._toml import load_toml
from anmeld.errors import TemplateError


class Wording(BaseModel):
    """Sentences with `{nr}`, `{label}`, `{page}`, `{pages}` and `{codes}` to fill in.

    Attributes:
        pointers: What stands in a box whose text goes on, longest first.
        title: Heading of the addendum.
        heading: Heading of one text.
        origin: Where it comes from.
        origin_without_page: The same for a field on no page.
        footer: At the foot of each addendum page.
        back: Description of the link back.
        forward: Description of the link to the addendum.
        substitutes: What was shown by code.
        checked: What a screen reader says of a set box in a flattened form.
        unchecked: The same for one that is not set.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    pointers: tuple[str, ...]
    title: str
    heading: str
    origin: str
    origin_without_page: str
    footer: str
    back: str
    forward: str
    substitutes: str
    checked: str
    unchecked: str


@cache
def wording() -> Wording:
    """The words, read once."""
    path = Path(__file__).with_name("wording.toml")
    return load_toml(path, Wording, TemplateError)
