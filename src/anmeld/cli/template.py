"""`template`: for those who write the Word templates."""

from __future__ import annotations

import json
from pathlib import Path

import click

from anmeld._i18n import msg
from anmeld.cli.base import Command, Group
from anmeld.cli.screen import Screen
from anmeld.cli.setting import Setting, templates_option

FORMATS = ("text", "json", "sarif")


@click.group(cls=Group)
def template() -> None:
    """Check, read and copy the Word templates."""


@template.command(cls=Command)
@click.argument(
    "path", metavar="PATH...", nargs=-1, required=True, type=click.Path(exists=True)
)
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="text", help="How to print."
)
@click.option(
    "--document", metavar="ID", help="Check loose files as templates of this document."
)
@click.option("--strict", is_flag=True, help="Let warnings count as errors.")
@templates_option
@click.pass_context
def check(
    ctx: click.Context,
    path: tuple[str, ...],
    form: str,
    document: str | None,
    templates: tuple[str, ...],
    *,
    strict: bool,
) -> None:
    """Find everything that is wrong with Word templates.

    PATH is a Word file, a document's folder, or a folder of documents. Exit code 0
    means that every template can be used, 1 that one has errors.
    """
    from anmeld.authoring import findings
    from anmeld.authoring.template_check import check_template, find_templates

    screen: Screen = ctx.obj
    found = find_templates(map(Path, path), document, *map(Path, templates))
    reports = [check_template(file, spec=spec) for file, spec in found]
    if form == "json":
        data: object = findings.as_data(reports, screen.language)
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
    elif form == "sarif":
        data = findings.as_sarif(reports, screen.language)
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        click.echo(findings.as_text(reports, screen.language), nl=False)
    ctx.exit(findings.exit_code(reports, strict=strict))


@template.command(cls=Command)
@click.argument(
    "fil", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
def text(fil: Path) -> None:
    """Print the words and tags of a Word template as plain text.

    For `git diff`: write `*.docx diff=anmeld` in .gitattributes and run
    `git config diff.anmeld.textconv "anmeld template text"`.
    """
    from anmeld.authoring.template_text import template_text

    click.echo(template_text(fil.read_bytes(), str(fil)), nl=False)


@template.command(cls=Command)
@click.argument("id", metavar="ID")
@click.argument(
    "mappe", metavar="FOLDER", type=click.Path(file_okay=False, path_type=Path)
)
@templates_option
@click.pass_obj
def copy(screen: Screen, id: str, mappe: Path, templates: tuple[str, ...]) -> None:
    """Copy a document to a folder of the house's own, to be changed in Word.

    Then generate with `--templates FOLDER`: the copy replaces the shipped document.
    """
    from anmeld.authoring.template_copy import copy_document

    written = copy_document(Setting(templates).catalogue, id, mappe)
    for path in written:
        screen.say(str(path))
    form = next((path for path in written if path.suffix == ".pdf"), None)
    if form is not None:
        screen.say(
            msg("Put your form in, then run: anmeld form doctor {form}", form=form)
        )
        return
    screen.say(
        msg("Change it in Word, then run: anmeld template check {folder}", folder=mappe)
    )
