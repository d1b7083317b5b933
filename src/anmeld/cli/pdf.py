"""`pdf`: lay any Word document out as an archival, accessible PDF."""

from __future__ import annotations

from pathlib import Path

import click

from anmeld._i18n import msg
from anmeld.cli.base import Command
from anmeld.cli.screen import Screen
from anmeld.errors import Fault, StorageError, Where, disk_reason


@click.command(cls=Command)
@click.argument(
    "docx",
    metavar="FIL.docx",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.option(
    "--out",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The PDF to write.",
)
@click.option("--title", metavar="TITEL", help="The title; else the document's own.")
@click.option(
    "--untagged", is_flag=True, help="Make a plain PDF that claims no standard."
)
@click.option(
    "--strict",
    is_flag=True,
    help="Refuse what is otherwise done differently and told.",
)
@click.option(
    "--fonts",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder with the house's own TrueType fonts.",
)
@click.option(
    "--pdf-engine",
    type=click.Choice(["anmeld", "libreoffice"]),
    default="anmeld",
    help="What lays the document out.",
)
@click.pass_obj
def pdf(
    screen: Screen,
    docx: Path,
    out: Path,
    title: str | None,
    fonts: Path | None,
    pdf_engine: str,
    *,
    untagged: bool,
    strict: bool,
) -> None:
    """Lay a Word document out as PDF, archival and accessible.

    What cannot be laid out as Word means it is named, with the remedy; nothing is left
    out. The PDF claims PDF/UA-1 and PDF/A-2a unless --untagged is given.
    """
    data = docx.read_bytes()
    if pdf_engine == "libreoffice":
        from anmeld.render.pdf.libreoffice import convert

        made = convert([data])[0]
    else:
        from anmeld.render.pdf import render_with_report

        filled = render_with_report(
            data, title=title, untagged=untagged, strict=strict, fonts=fonts
        )
        made = filled.data
        for note in filled.notes:
            click.echo(f"{note.where}: {note.message.text(screen.language)}", err=True)
    _write(out, made)


def _write(out: Path, data: bytes) -> None:
    try:
        out.write_bytes(data)
    except OSError as wrong:
        raise StorageError(
            Fault(
                "not-written",
                Where(file=str(out)),
                msg("The file cannot be written: {why}.", why=disk_reason(wrong)),
            )
        ) from wrong
