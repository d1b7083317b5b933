"""`pdf`: lay any Word document out as an archival, accessible PDF."""

from __future__ import annotations

from pathlib import Path

import click

from anmeld._i18n import msg
from anmeld.cli.base import Command
from anmeld.cli.screen import Screen
from anmeld.errors import Fault, StorageError, UsageError, Where, disk_reason


@click.command(cls=Command)
@click.argument(
    "docx",
    metavar="FILE.docx",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.option(
    "--out",
    required=True,
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The PDF to write.",
)
@click.option("--title", metavar="TITLE", help="The title; else the document's own.")
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
    metavar="FOLDER",
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
        _refuse_with_libreoffice(title, fonts, untagged=untagged, strict=strict)
        made = _converted(data, screen)
    else:
        from anmeld.render.pdf import render_with_report

        filled = render_with_report(
            data, title=title, untagged=untagged, strict=strict, fonts=fonts
        )
        made = filled.data
        for note in filled.notes:
            click.echo(f"{note.where}: {note.message.text(screen.language)}", err=True)
    _write(out, made)


def _refuse_with_libreoffice(
    title: str | None, fonts: Path | None, *, untagged: bool, strict: bool
) -> None:
    """Name an option that LibreOffice would not heed."""
    given = {
        "--title": title is not None,
        "--fonts": fonts is not None,
        "--untagged": untagged,
        "--strict": strict,
    }
    for name, is_given in given.items():
        if is_given:
            problem = msg(
                "{option} does not go with --pdf-engine libreoffice.", option=name
            )
            raise UsageError(Fault("not-together", Where(key=name), problem))


def _converted(data: bytes, screen: Screen) -> bytes:
    from anmeld.render.pdf.libreoffice import claims_accessible, convert

    made = convert([data])[0]
    if not claims_accessible(made):
        told = msg(
            "The PDF claims PDF/A-2b, not PDF/UA-1: a picture has no alternative text, "
            "a heading level is skipped, or a link is not tagged."
        )
        click.echo(told.text(screen.language), err=True)
    return made


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
