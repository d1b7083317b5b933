"""The environment that templates run in: plain data, known filters, everything bounded.

Jinja's own sandbox keeps a template from reaching Python. This one is narrower: it
reads keys of the content and a short list of harmless attributes, knows no filter that
could write markup, and charges whatever grows or repeats.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, StrictUndefined, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from anmeld.render.docx import filters, members
from anmeld.render.docx.budget import size_of, state
from anmeld.render.docx.shown import plain, show

_MAX_BITS: Final = 4_096
_CALL: Final = 80  # what a call costs beside a step of a loop


class Unknown(StrictUndefined):
    """A name that the content does not hold; its message is the name alone.

    A key that the template computed is not shown: it may be a value of the record.
    """

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        return self._undefined_name if isinstance(self._undefined_name, str) else ""


class _Code(CodeGenerator):
    # `show` escapes, so the escape that Jinja would put around it is left out.
    def _output_child_pre(
        self,
        node: nodes.Expr,
        frame: Frame,
        finalize: Any,  # noqa: ANN401 - Jinja's
    ) -> None:
        self.write("environment.finalize(context, ")

    def _output_child_post(
        self,
        node: nodes.Expr,
        frame: Frame,
        finalize: Any,  # noqa: ANN401 - Jinja's
    ) -> None:
        self.write(")")


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja for documents: reads plain data and nothing else."""

    code_generator_class = _Code
    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401 - Jinja's
        """Read `obj.attribute`: a key first, then a harmless attribute."""
        if obj.__class__ is dict:
            found = obj.get(attribute, _ABSENT)
            if found is not _ABSENT:
                return found
        elif isinstance(obj, Undefined):
            return str(obj)  # raises, with the name
        elif isinstance(obj, Mapping) and attribute in obj:
            return obj[attribute]
        if isinstance(obj, Markup):
            obj = plain(obj)
        value = members.harmless(self, obj, attribute)
        if value is members.ABSENT:
            return self.undefined(obj=obj, name=attribute)
        return value

    def getitem(self, obj: Any, argument: Any) -> Any:  # noqa: ANN401 - Jinja's
        """Read `obj[argument]`."""
        if isinstance(obj, Markup):
            obj = plain(obj)
        if isinstance(obj, (Mapping, list, tuple, str, range)):
            try:
                return obj[argument]
            except (TypeError, LookupError):
                pass
        # Keys that the template writes out are read by `getattr`; this one was computed
        # and may be a value of the record, so it is not named.
        return self.undefined(obj=obj)

    def call(
        __self,
        __context: Context,
        __obj: Any,  # noqa: ANN401 - Jinja's
        *args: Any,  # noqa: ANN401 - Jinja's
        **kwargs: Any,  # noqa: ANN401 - Jinja's
    ) -> Any:  # noqa: ANN401 - Jinja's
        """Call a macro, a loop or a harmless method; each call is charged."""
        cost = sum(map(size_of, args)) + size_of(getattr(__obj, "__self__", None))
        state(__context).step(_CALL + cost)
        return super().call(__context, __obj, *args, **kwargs)

    def call_binop(
        self,
        context: Context,
        operator: str,
        left: Any,  # noqa: ANN401 - Jinja's
        right: Any,  # noqa: ANN401 - Jinja's
    ) -> Any:  # noqa: ANN401 - Jinja's
        """Do `+`, `*`, `**` or `%`, charged by what comes of it."""
        state(context).step(_cost(operator, left, right))
        return super().call_binop(context, operator, left, right)


_ABSENT = object()


@cache
def environment() -> Sandbox:
    """Give the environment; it holds no state of any fill."""
    made = Sandbox(autoescape=True, undefined=Unknown, finalize=show, cache_size=0)
    made.filters.clear()
    made.filters.update(filters.table(made))
    made.tests["in"] = filters.charged_in
    del made.globals["lipsum"]
    made.globals["range"] = members.bounded_range
    return made


def _cost(operator: str, left: object, right: object) -> int:
    if operator == "%":
        if isinstance(left, str):
            members.check_format(left)
        return size_of(left)
    if operator == "+":
        return size_of(left) + size_of(right)
    if isinstance(left, (int, float)) and isinstance(right, (int, float)):
        _check_number(operator, left, right)
        return 1
    times, repeated = (left, right) if isinstance(left, int) else (right, left)
    length = len(repeated) if isinstance(repeated, (str, list, tuple)) else 1
    return max(times, 0) * length if isinstance(times, int) else 1


def _check_number(operator: str, left: float, right: float) -> None:
    bits = [n.bit_length() if isinstance(n, int) else 64 for n in (left, right)]
    if operator == "**":
        # x**y has about y times as many bits as x
        total = bits[0] * abs(right) if abs(right) < _MAX_BITS else _MAX_BITS + 1
    else:
        total = sum(bits)
    if total > _MAX_BITS:
        raise SecurityError("number")
