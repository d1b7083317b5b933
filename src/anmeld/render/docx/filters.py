"""The filters that a template may use: the house's formats and Jinja's harmless ones.

Left out of Jinja's: what writes markup (`safe`, `xmlattr`, `urlize`, `tojson`), what
reaches attributes (`attr`), and what differs from run to run (`random`, `pprint`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from typing import Any, Final

from jinja2 import Environment, pass_context
from jinja2 import filters as jinja
from jinja2.runtime import Context, Undefined
from jinja2.utils import _PassArg
from markupsafe import Markup

from anmeld.formatting.table import FILTERS
from anmeld.render.docx import members, shown
from anmeld.render.docx.budget import size_of, state

Filter = Callable[..., Any]
_CALL: Final = 20  # what a filter costs for each value, beside a step of a loop
EACH: Final = "\0each"
WEIGH: Final = "\0weigh"
CHARGE: Final = "\0charge"
CUT: Final = "\0cut"
CONCAT: Final = "\0concat"
ATTRIBUTE: Final = "\0attribute"
# The widest argument of a filter that could fill the memory with it.
_LIMITS: Final = {
    "do_batch": 1_000,
    "do_slice": 1_000,
    "do_center": 1_000,
    "do_indent": 1_000,
    "do_wordwrap": 10_000,
    "do_round": 15,
    "sync_do_sum": 0,
    "do_sum": 0,
}
# Filters of texts: a value that is no text is put into words first.
_TEXTS = (
    "capitalize lower upper title trim truncate wordcount striptags urlencode"
    " wordwrap indent center"
)
_VALUES = (
    "abs batch slice dictsort filesizeformat first float groupby int items last length"
    " count list map max min reject rejectattr reverse round select selectattr sort sum"
    " unique"
)
# Filters that pass a value on as it is.
_PASSING = "default d"


@pass_context
def each(context: Context, values: Any, steps: int, characters: int) -> Any:  # noqa: ANN401 - any list
    """Charge a loop before it runs.

    Args:
        context: The context of the fill.
        values: What the loop goes through.
        steps: What one turn costs.
        characters: What the loop's own words come to in one turn.

    Returns:
        The same values, counted.
    """
    if isinstance(values, Undefined):
        return str(values)  # raises, with the name
    if not hasattr(values, "__len__"):
        values = list(values)
    fill = state(context)
    fill.step(len(values) * steps)
    fill.write(len(values) * characters)
    return values


@pass_context
def weigh(context: Context, nothing: object, steps: int, characters: int) -> Markup:
    """Charge one run of a macro's or a recursive loop's body."""
    fill = state(context)
    fill.step(steps)
    fill.write(characters)
    return Markup()


@pass_context
def charge(context: Context, value: Any) -> Any:  # noqa: ANN401 - any value
    """Charge going through a value that is compared."""
    state(context).step(size_of(value))
    return value


@pass_context
def cut(context: Context, value: Any) -> Any:  # noqa: ANN401 - any value
    """Charge going through a value that is sliced, and never slice an entity."""
    state(context).step(size_of(value))
    return shown.plain(value) if isinstance(value, Markup) else value


@pass_context
def charged_in(context: Context, value: Any, values: Any) -> bool:  # noqa: ANN401 - any
    """Test whether a value is among others, charged by how many they are."""
    state(context).step(size_of(values))
    return value in values


@pass_context
def join(
    context: Context,
    values: Iterable[Any],
    d: str = "",
    attribute: str | int | None = None,
) -> str:
    """Join values as the document shows them."""
    if attribute is not None:
        values = map(jinja.make_attrgetter(context.environment, attribute), values)
    parts = list(values)
    state(context).step(len(parts))
    return shown.joined(state(context), parts, d)


def replace(text: Any, old: str, new: str, count: int = -1) -> str:  # noqa: ANN401 - any
    """Replace words in a text."""
    return members.replaced(
        shown.plain(text), str(old), str(new), -1 if count is None else count
    )


def formatted(pattern: str, *args: object, **kwargs: object) -> str:
    """Write values by a pattern of `%`."""
    members.check_format(pattern)
    return str(pattern) % (kwargs or args)


def table(environment: Environment) -> Mapping[str, Filter]:
    """Give every filter by name.

    Args:
        environment: The sandbox that Jinja's own filters work in.

    Returns:
        The filters, those of the engine itself under names no template can write.
    """
    from anmeld.render.docx.links import link
    from anmeld.render.docx.pictures import billede

    own: dict[str, Filter] = {
        EACH: each,
        WEIGH: weigh,
        CHARGE: charge,
        CUT: cut,
        CONCAT: shown.concatenated,
        ATTRIBUTE: shown.show_attribute,
        "e": shown.as_markup,
        "escape": shown.as_markup,
        "string": shown.words,
        "join": _charged(join),
        "replace": _charged(replace),
        "format": _charged(formatted),
        "billede": billede,
        "link": link,
    }
    passing = {name: _charged(jinja.FILTERS[name]) for name in _PASSING.split()}
    values = {
        name: _charged(_of_value(jinja.FILTERS[name])) for name in _VALUES.split()
    }
    texts = {name: _charged(_of_text(jinja.FILTERS[name])) for name in _TEXTS.split()}
    return {**passing, **values, **texts, **own, **FILTERS}


def _of_text(function: Filter) -> Filter:
    takes = _PassArg.from_obj(function)

    @wraps(function)
    def filtered(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - any filter
        at = 0 if takes is None else 1
        text = shown.plain(args[at])
        return function(*args[:at], text, *args[at + 1 :], **kwargs)

    return filtered


def _of_value(function: Filter) -> Filter:
    takes = _PassArg.from_obj(function)

    @wraps(function)
    def filtered(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - any filter
        at = 0 if takes is None else 1
        value = args[at]
        if isinstance(value, Markup):
            value = shown.plain(value)
        return function(*args[:at], value, *args[at + 1 :], **kwargs)

    return filtered


def _charged(function: Filter) -> Filter:
    takes = _PassArg.from_obj(function)

    @pass_context
    def filtered(context: Context, value: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - any filter
        state(context).step(_CALL * (1 + size_of(value)))
        _check_arguments(function, args, kwargs)
        if takes is _PassArg.context:
            return function(context, value, *args, **kwargs)
        if takes is _PassArg.eval_context:
            return function(context.eval_ctx, value, *args, **kwargs)
        if takes is _PassArg.environment:
            return function(context.environment, value, *args, **kwargs)
        return function(value, *args, **kwargs)

    return filtered


def _check_arguments(
    function: Filter, args: tuple[Any, ...], kwargs: Mapping[str, Any]
) -> None:
    limit = _LIMITS.get(function.__name__)
    if limit is None:
        return
    for value in (*args, *kwargs.values()):
        if not isinstance(value, (int, str, bool)) or _too_wide(value, limit):
            raise OverflowError("filter")


def _too_wide(value: int | str, limit: int) -> bool:
    return isinstance(value, int) and abs(value) > limit
