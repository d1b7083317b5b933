"""What one fill may cost, and what it wants to tell: the state of a single fill.

A template is a program from anywhere. Every loop, call and long text is charged before
it happens, so that two nested ranges end in an error instead of a day or a gigabyte.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from jinja2.runtime import Context

from anmeld._i18n import Message, msg
from anmeld.errors import Fault, RenderError, Where
from anmeld.formatting.characters import Substitution
from anmeld.render.docx.package import Member

MAX_CHARACTERS: Final = 16_000_000
MAX_STEPS: Final = 4_000_000
# No template can write a name that is no identifier.
STATE: Final = "\0fill"


@dataclass(slots=True)
class Fill:
    """The state of one fill; each fill has its own, so threads share nothing.

    Attributes:
        folder: What the files of a `bilag` are confined to; `None` if there are none.
        template_folder: The template's own folder.
        characters: How many characters may still be written.
        steps: How many steps the template may still take.
        substituted: What XML cannot hold and was replaced, counted.
        relations: New relationships (type, target, external) of each part.
        media: New pictures of the package by path.
        part: The part that is being filled.
    """

    folder: Path | None = None
    template_folder: Path | None = None
    characters: int = MAX_CHARACTERS
    steps: int = MAX_STEPS
    substituted: Counter[str] = field(default_factory=Counter)
    relations: dict[str, dict[tuple[str, str, bool], str]] = field(default_factory=dict)
    media: dict[str, Member] = field(default_factory=dict)
    part: str = ""

    def step(self, count: int) -> None:
        """Charge steps.

        Args:
            count: How many.

        Raises:
            RenderError: The template takes too many.
        """
        self.steps -= count
        if self.steps < 0:
            raise _exceeded(msg("takes more than {count} steps.", count=MAX_STEPS))

    def write(self, count: int) -> None:
        """Charge characters of output.

        Args:
            count: How many.

        Raises:
            RenderError: The document becomes too long.
        """
        self.characters -= count
        if self.characters < 0:
            raise _exceeded(
                msg("writes more than {count} characters.", count=MAX_CHARACTERS)
            )

    def report(self, replaced: tuple[Substitution, ...]) -> None:
        """Remember characters that were replaced by a mark."""
        for each in replaced:
            self.substituted[each.code] += each.count

    def relate(self, kind: str, target: str, *, external: bool = False) -> str:
        """Give the id of a relationship of the part being filled, new if needed.

        Args:
            kind: The relationship's type.
            target: What it leads to.
            external: Whether that lies outside the package.

        Returns:
            Its id, which no template's own has.
        """
        known = self.relations.setdefault(self.part, {})
        return known.setdefault((kind, target, external), f"rIdA{len(known) + 1}")


def state(context: Context) -> Fill:
    """Give the state of the fill that a context belongs to."""
    fill = context.parent[STATE]
    assert isinstance(fill, Fill)
    return fill


def size_of(value: object) -> int:
    """Give how many steps it takes to go through a value; 0 for what has no length."""
    if isinstance(value, str):
        return len(value) >> 6
    if isinstance(value, (list, tuple, dict, range, set, frozenset, Mapping)):
        return len(value)
    return 0


def _exceeded(problem: Message) -> RenderError:
    remedy = msg("Look for loops inside loops.")
    return RenderError(Fault("too-much", Where(), problem, remedy))
