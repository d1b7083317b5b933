"""`form`: look at a PDF form, map it, fill it, ask what will not work in it."""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import click

from anmeld._i18n import msg
from anmeld.cli.base import Command, Group
from anmeld.cli.screen import Screen
from anmeld.errors import Fault, UsageError, Where

_Result = TypeVar("_Result")
_PDF = click.Path(exists=True, dir_okay=False, path_type=Path)
_DATA = click.Path(path_type=Path, allow_dash=True)
_OUT = click.Path(dir_okay=False, path_type=Path)
_password = click.option(
    "--password",
    metavar="PASSWORD",
    help="The form's password; asked for where it is needed.",
)


@click.group(cls=Group)
def form() -> None:
    """Look at a PDF form, map it, fill it, ask what will not work in it."""


@form.command(cls=Command, name="inspect")
@click.argument("form_pdf", metavar="FORM.pdf", type=_PDF)
@click.option("--json", "as_json", is_flag=True, help="Print the fields as JSON.")
@click.option(
    "--overlay",
    metavar="FILE",
    type=_OUT,
    help="Write the form with each field's name.",
)
@_password
@click.pass_obj
def inspect_(
    screen: Screen,
    form_pdf: Path,
    overlay: Path | None,
    password: str | None,
    *,
    as_json: bool,
) -> None:
    """List every field: page, name, kind, what it takes, and its tooltip."""
    from anmeld.authoring import form_inspect, form_overlay

    found = _opened(screen, password, form_inspect.inspect_form, form_pdf)
    if overlay is not None:
        _write(
            overlay, form_pdf, _opened(screen, password, form_overlay.overlay, form_pdf)
        )
    if as_json:
        data = form_inspect.as_data(found)
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return
    rows = form_inspect.table(found, screen.language)
    widths = [max(len(row[at]) for row in rows) for at in range(4)] if rows else []
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        screen.say("  ".join([*cells, row[4]]).rstrip())


@form.command(cls=Command, name="map")
@click.argument("form_pdf", metavar="FORM.pdf", type=_PDF)
@_password
@click.pass_obj
def map_(screen: Screen, form_pdf: Path, password: str | None) -> None:
    """Print a first fields.toml, with guesses and how sure they are."""
    from anmeld.authoring import form_map

    def written(pdf: Path, *, password: str | None) -> str:
        return form_map.write_map(pdf, password=password, language=screen.language)

    click.echo(_opened(screen, password, written, form_pdf))


@form.command(cls=Command)
@click.argument("form_pdf", metavar="FORM.pdf", type=_PDF)
@click.argument(
    "data", metavar="DATA", type=click.Path(path_type=Path, allow_dash=True)
)
@click.option(
    "--out", required=True, metavar="FILE", type=_OUT, help="The filled form."
)
@click.option(
    "--map", "map_file", metavar="FILE", type=_PDF, help="A fields.toml to fill it by."
)
@click.option("--flatten", is_flag=True, help="Burn the values in; no fields remain.")
@click.option("--strict", is_flag=True, help="Refuse characters that no font has.")
@click.option(
    "--warn",
    multiple=True,
    metavar="CODE",
    help="Make this refusal (its code) a warning.",
)
@click.option("--allow-signed", is_flag=True, help="Fill it though a signature breaks.")
@click.option("--no-verify", is_flag=True, help="Do not read the result back.")
@_password
@click.pass_obj
def fill(screen: Screen, /, form_pdf: Path, data: Path, **options: Any) -> None:  # noqa: ANN401 - click's options
    """Fill a form from JSON or TOML: values by field name, or a map's facts."""
    from anmeld.render.form import compile as compile_form

    def compiled(pdf: Path, *, password: str | None) -> Any:  # noqa: ANN401 - CompiledForm, imported late
        return compile_form(
            pdf,
            options["map_file"],
            password=password,
            allow_signed=options["allow_signed"],
            strict=not options["warn"],
            warn=options["warn"],
            glyphs="refuse" if options["strict"] else "substitute",
        )

    _keep_original(options["out"], form_pdf)
    ready = _opened(screen, options["password"], compiled, form_pdf)
    values = _read(data)
    if options["map_file"] is None:
        values = flat(values)
    done = ready.fill_with_report(
        values, flatten=options["flatten"], verify=not options["no_verify"]
    )
    _write(options["out"], form_pdf, done.data)
    for note in done.notes:
        place = f"{note.where}: " if note.where else ""
        screen.say(f"{place}{note.message.text(screen.language)}", err=True)


@form.command(cls=Command)
@click.argument("form_pdf", metavar="FORM.pdf", type=_PDF)
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
@_password
@click.pass_obj
def doctor(
    screen: Screen, form_pdf: Path, password: str | None, *, as_json: bool
) -> None:
    """Say what will not work in a form, and the remedy; exit 1 if it is serious."""
    from anmeld.authoring import form_doctor

    found = _opened(screen, password, form_doctor.examine, form_pdf)
    if as_json:
        data = [finding.as_data() for finding in found]
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
    for finding in () if as_json else found:
        place = f"{finding.field} " if finding.field else ""
        problem = finding.problem.text(screen.language)
        screen.say(f"{place}{problem}", bold=finding.serious)
        screen.say(f"  {finding.remedy.text(screen.language)}", dim=True)
    if not found and not as_json:
        screen.say(msg("Nothing stands in the way."))
    if any(finding.serious for finding in found):
        sys.exit(1)


def _opened(
    screen: Screen,
    password: str | None,
    call: Callable[..., _Result],
    form_pdf: Path,
) -> _Result:
    """Call with the password; ask for it where it is needed and a person is there."""
    from anmeld.render.form import EncryptedForm

    try:
        return call(form_pdf, password=password)
    except EncryptedForm:
        if password is not None or not sys.stdin.isatty():
            raise
    text = msg("Password of the form").text(screen.language)
    return call(form_pdf, password=click.prompt(text, hide_input=True))


def flat(values: Mapping[str, object], above: str = "") -> dict[str, object]:
    """Values by full field name, where the file nests them.

    Args:
        values: What a JSON or TOML file gave.
        above: The name that they hang under.

    Returns:
        One entry a field, with its dotted name.
    """
    found: dict[str, object] = {}
    for key, value in values.items():
        name = f"{above}.{key}" if above else key
        if isinstance(value, Mapping):
            found |= flat(value, name)
        else:
            found[name] = value
    return found


def _read(data: Path) -> dict[str, object]:
    try:
        if str(data) == "-":
            text = sys.stdin.read()
        else:
            text = data.read_text(encoding="utf-8")
        is_toml = data.suffix.lower() == ".toml"
        values: object = tomllib.loads(text) if is_toml else json.loads(text)
    except (ValueError, UnicodeDecodeError):
        values = None
    if not isinstance(values, dict):
        # Raised outside the handler: a parser's own words quote the file.
        raise UsageError(
            Fault(
                "invalid-data",
                Where(file=str(data)),
                msg("is neither a JSON object nor TOML."),
                msg("Write one value for each field name."),
            )
        )
    return values


def _keep_original(out: Path, form_pdf: Path) -> None:
    if out.exists() and out.samefile(form_pdf):
        raise UsageError(
            Fault(
                "would-overwrite",
                Where(file=str(out)),
                msg("is the form itself."),
                msg("Name another file; the original is never written over."),
            )
        )


def _write(out: Path, form_pdf: Path, data: bytes) -> None:
    """Write beside the target and rename, so that no half file is ever there."""
    _keep_original(out, form_pdf)
    beside = out.with_name(f".{out.name}.part")
    try:
        beside.write_bytes(data)
        beside.replace(out)
    finally:
        beside.unlink(missing_ok=True)
