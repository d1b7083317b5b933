"""Law and documents, loaded once a run."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from anmeld.catalogue import Catalogue
    from anmeld.content import Organisation
    from anmeld.law import Law

templates_option = click.option(
    "--templates",
    multiple=True,
    metavar="FOLDER",
    type=click.Path(exists=True, file_okay=False),
    help="A folder of the house's own documents; one of the same id replaces ours.",
)


class Setting:
    """What a run works with.

    Args:
        templates: The house's own folders, searched first.
    """

    def __init__(self, templates: tuple[str, ...] = ()) -> None:
        self._templates = tuple(Path(folder) for folder in templates)

    @cached_property
    def law(self) -> Law:
        """The law data."""
        from anmeld.law import load_law

        return load_law()

    @cached_property
    def catalogue(self) -> Catalogue:
        """The documents that can be made."""
        from anmeld.catalogue import load_catalogue

        return load_catalogue(*self._templates)

    @cached_property
    def organisation(self) -> Organisation | None:
        """How the house presents itself, where a folder of its own says so."""
        if not self._templates:
            return None
        from anmeld.authoring.organisation import find_organisation

        return find_organisation(self._templates)
