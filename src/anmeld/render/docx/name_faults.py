"""What is wrong with the names of a template, in words and with their places."""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import nodes

from anmeld._i18n import Message, msg
from anmeld.content.names import NameTree
from anmeld.errors import Fault
from anmeld.render.docx import places
from anmeld.render.docx.names import Problem, names_in
from anmeld.render.docx.refusals import Finding


def name_faults(
    template: nodes.Template,
    tree: NameTree,
    finder: Finding,
    file: str | None,
    reader: str | None = None,
) -> Iterator[Fault]:
    """Say what is wrong with the names of a part.

    Args:
        template: The part, parsed.
        tree: The names that it may use.
        finder: Gives the places of its lines.
        file: The template, for the message.
        reader: Whom the document is for.

    Yields:
        A fault for each wrong name, with its place.
    """
    for wrong in names_in(template, tree).problems:
        place = finder.at(wrong.line, wrong.needle)
        problem, remedy = _explained(wrong, reader)
        yield places.fault(wrong.code, place, problem, remedy, file=file)


def _explained(wrong: Problem, reader: str | None) -> tuple[Message, Message | None]:
    name = wrong.path
    match wrong.code:
        case "name-not-allowed":
            who = reader or msg("its reader")
            problem = msg(
                "{name} is nothing that {reader} may see.", name=name, reader=who
            )
            return problem, msg("Take it out, or add it to may_see with a reason.")
        case "list-as-section":
            problem = msg(
                "{name} is asked of a list, not of one of its rows.", name=name
            )
            return problem, msg("Go through the list with a loop first.")
        case "not-a-list":
            return msg("{name} is no list to go through.", name=name), None
        case "not-a-text":
            problem = msg("{name} is not a text.", name=name)
            return problem, msg(
                "Print one of its fields, or go through it with a loop."
            )
    problem = msg("The name {name} is not known.", name=name)
    near = wrong.nearest
    return problem, msg("Did you mean {name}?", name=near) if near else None
