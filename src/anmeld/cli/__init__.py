"""The command line: parse, call one function, print."""

from __future__ import annotations

import click

from anmeld.cli.base import Door

_COMMANDS = {
    "new": "anmeld.cli.record:new",
    "check": "anmeld.cli.record:check",
    "columns": "anmeld.cli.columns:columns",
    "schema": "anmeld.cli.record:schema",
    "plan": "anmeld.cli.plan:plan",
    "generate": "anmeld.cli.generate:generate",
    "report": "anmeld.cli.report:report",
    "documents": "anmeld.cli.documents:documents",
    "law": "anmeld.cli.law:law",
    "template": "anmeld.cli.template:template",
    "form": "anmeld.cli.form:form",
    "pdf": "anmeld.cli.pdf:pdf",
}


@click.group(cls=Door, lazy=_COMMANDS, context_settings={"max_content_width": 100})
@click.version_option(package_name="anmeld", prog_name="anmeld")
def main() -> None:
    """Make every document that an incident calls for, from one record.

    Begin with `anmeld new SAG.toml`, fill it in, look at `anmeld plan SAG.toml`, and
    make the documents with `anmeld generate SAG.toml --out FOLDER`.
    """
