"""`organisation.toml`: how a house presents itself in the shipped documents.

It lies in the house's own folder of documents, beside their folders:

```toml
navn = "Vestervang Kommune"
adresse = "Rådhuspladsen 1, 9999 Vestervang"
telefon = "12 34 56 78"
email = "post@vestervang.example"
web = "vestervang.example"
logo = "logo.png"
farve = "1F4E66"
skrift = "Carlito"
```
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict

from anmeld._i18n import msg
from anmeld._toml import load_toml
from anmeld._validation import FaultyValue
from anmeld.content.parts import Organisation
from anmeld.errors import Fault, TemplateError, Where
from anmeld.record.types import Cvr, Tekst, Telefon

FILE = "organisation.toml"
_COLOUR = re.compile("#?([0-9A-Fa-f]{6})")


def _colour(value: object) -> str:
    found = _COLOUR.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        problem = msg("is not a colour.")
        remedy = msg("Write six hexadecimal digits, for example 1F4E66.")
        raise FaultyValue("not-a-colour", problem, remedy)
    return found[1]


class OrganisationToml(BaseModel):
    """The file as it is written; what is missing is the employer's own."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    navn: Tekst | None = None
    adresse: Tekst | None = None
    cvr: Cvr | None = None
    telefon: Telefon | None = None
    email: Tekst | None = None
    web: Tekst | None = None
    logo: Tekst | None = None
    farve: Annotated[str, BeforeValidator(_colour)] | None = None
    skrift: Tekst | None = None


def load_organisation(path: Path) -> Organisation:
    """Read an `organisation.toml`.

    Args:
        path: The file.

    Returns:
        How the house presents itself; its logo as a path that exists.

    Raises:
        TemplateError: A key is unknown or wrong, or the logo lies outside the folder
            or is not there.
    """
    written = load_toml(path, OrganisationToml, TemplateError)
    logo = _logo(path, written.logo)
    return Organisation(**{**written.model_dump(), "logo": logo})


def find_organisation(folders: Sequence[Path]) -> Organisation | None:
    """Read the first `organisation.toml` of a house's own folders.

    Args:
        folders: The folders of `--templates`, the most important first.

    Returns:
        How the house presents itself, or `None` where no folder says.

    Raises:
        TemplateError: As `load_organisation`.
    """
    for folder in folders:
        if (folder / FILE).is_file():
            return load_organisation(folder / FILE)
    return None


def _logo(path: Path, name: str | None) -> Path | None:
    if name is None:
        return None
    logo = (path.parent / name).resolve()
    where = Where(file=str(path), key="logo")
    if not logo.is_relative_to(path.parent.resolve()):
        problem = msg("lies outside the folder of the file.")
        raise TemplateError(Fault("logo-outside", where, problem))
    if not logo.is_file():
        raise TemplateError(Fault("logo-missing", where, msg("is not there.")))
    return logo
