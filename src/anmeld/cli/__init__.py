"""The command line: parse, call one function, print."""

from __future__ import annotations

import click


@click.group()
def main() -> None:
    """Make every document that an incident calls for."""
