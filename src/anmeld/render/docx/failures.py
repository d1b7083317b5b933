"""What went wrong while a template ran: a named error with its place, and no value."""

from __future__ import annotations

import traceback

from jinja2 import Template
from jinja2.exceptions import SecurityError, UndefinedError

from anmeld._i18n import Message, msg
from anmeld.errors import AnmeldError, RenderError
from anmeld.render.docx import places
from anmeld.render.docx.parts import Part


def located(
    cause: Exception, part: Part, template: Template, file: str | None
) -> RenderError:
    """Turn whatever a template raised into an error for a person.

    Args:
        cause: What was raised.
        part: The part that was being filled.
        template: Its compiled template.
        file: The template's name.

    Returns:
        The error, with the place in the template; it holds no value of the content.
    """
    name = str(cause) if isinstance(cause, UndefinedError) else ""
    finder = places.Finder(part.name, part.member, part.source)
    place = finder.at(_line(cause, part, template), name)
    return RenderError(
        *(
            places.fault(code, place, problem, remedy, file=file)
            for code, problem, remedy in _explained(cause, name)
        )
    )


def _line(cause: Exception, part: Part, template: Template) -> int:
    inside = [
        frame.lineno
        for frame in traceback.extract_tb(cause.__traceback__, limit=None)
        if frame.filename == part.name and frame.lineno
    ]
    return template.get_corresponding_lineno(inside[-1]) if inside else 1


def _explained(
    cause: Exception, name: str
) -> list[tuple[str, Message, Message | None]]:
    if isinstance(cause, AnmeldError):
        return [(f.code, f.problem, f.remedy) for f in cause.faults]
    if isinstance(cause, UndefinedError):
        problem = (
            msg("The name {name} is not known.", name=name)
            if name
            else msg("A key that is not there is asked for.")
        )
        return [("unknown-name", problem, msg("Check its spelling."))]
    if isinstance(cause, (SecurityError, OverflowError, RecursionError, MemoryError)):
        problem = msg("The template asks for more than a document may take.")
        return [("too-much", problem, None)]
    kind = type(cause).__name__
    problem = msg("The tag cannot be worked out ({kind}).", kind=kind)
    return [("tag-failed", problem, msg("Check the types of what it uses."))]
