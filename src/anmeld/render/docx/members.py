"""Which attributes and methods of plain values a template may use, each harmless."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time, timedelta
from functools import cache, partial
from typing import Any, Final

from jinja2.exceptions import SecurityError
from jinja2.filters import _GroupTuple
from jinja2.runtime import LoopContext, Macro
from jinja2.sandbox import SandboxedEnvironment
from jinja2.utils import Cycler, Namespace

from anmeld.formatting.moments import Moment

ABSENT: Final = object()
MAX_TEXT: Final = 4_000_000
_MAX_RANGE: Final = 100_000
_WIDE = re.compile(r"\d{4}|\*|\{[^{}]*\{")
_CASES = (
    "upper lower title capitalize casefold swapcase strip lstrip rstrip removeprefix"
    " removesuffix startswith endswith find rfind index count split rsplit splitlines"
    " partition rpartition isalpha isdigit isnumeric isalnum isspace isupper islower"
)
_DAY = "year month day weekday isoweekday isoformat"
_CLOCK = "hour minute second microsecond"
_TABLE: tuple[tuple[type, frozenset[str]], ...] = tuple(
    (kind, frozenset(names.split()))
    for kind, names in (
        (str, _CASES),
        (Mapping, "items keys values get"),
        (_GroupTuple, "grouper list"),
        (list, "index count"),
        (tuple, "index count"),
        (datetime, f"{_DAY} {_CLOCK} date time"),
        (date, _DAY),
        (time, _CLOCK),
        (timedelta, "days seconds total_seconds"),
        (Moment, "dato klokke iso"),
        (
            LoopContext,
            "index index0 revindex revindex0 first last length depth depth0 previtem"
            " nextitem cycle changed",
        ),
        (Cycler, "next current reset"),
        (Macro, "name caller"),
    )
)

_VALUES: Final = (str, datetime, date, time, timedelta, Moment)


@cache
def _allowed(kind: type) -> frozenset[str]:
    for base, names in _TABLE:
        if issubclass(kind, base):
            return names
    return frozenset()


def harmless(environment: SandboxedEnvironment, obj: object, name: str) -> Any:  # noqa: ANN401 - any value
    """Read an attribute if the template may.

    Args:
        environment: The sandbox, whose own formatter stands in for `str.format`.
        obj: Any value.
        name: The attribute.

    Returns:
        Its value, or `ABSENT` where there is none that a template may read.
    """
    if name in _allowed(type(obj)):  # type: ignore[arg-type] # classes are hashable
        return getattr(obj, name, ABSENT)
    if isinstance(obj, Namespace) and not name.startswith("_"):
        return getattr(obj, name, ABSENT)
    bounded = _BOUNDED.get(name)
    if bounded is None or not isinstance(obj, (str, date, time)):
        return ABSENT
    return bounded(environment, obj)


def of_some_value(name: str) -> bool:
    """Whether a text, a day or a moment has an attribute that a template may read."""
    return name in _BOUNDED or any(
        name in names for kind, names in _TABLE if kind in _VALUES
    )


def bounded_range(*args: int) -> range:
    """Give a range of at most a hundred thousand numbers."""
    numbers = range(*args)
    if len(numbers) > _MAX_RANGE:
        raise OverflowError("range")
    return numbers


def check_format(pattern: str) -> None:
    """Refuse a format whose width could fill the memory.

    Args:
        pattern: A pattern of `%`, `format` or `strftime`.

    Raises:
        SecurityError: It asks for a thousand characters or more, or computes a width.
    """
    if _WIDE.search(pattern):
        raise SecurityError("format")


def replaced(text: str, old: str, new: str, count: int = -1) -> str:
    """Replace words in a text, within bounds."""
    times = text.count(old)
    _check_length(len(text) + times * len(new))
    return text.replace(old, new, count)


def joined_text(separator: str, parts: Iterable[str]) -> str:
    """Join texts, within bounds."""
    texts = list(parts)
    _check_length(sum(len(text) for text in texts) + len(separator) * len(texts))
    return separator.join(texts)


def _check_length(length: int) -> None:
    if length > MAX_TEXT:
        raise OverflowError("text")


def _formatted(environment: SandboxedEnvironment, obj: Any) -> Any:  # noqa: ANN401 - any text
    if not isinstance(obj, str):
        return ABSENT
    check_format(obj)
    return environment.wrap_str_format(obj.format)


def _timed(environment: SandboxedEnvironment, obj: Any) -> Any:  # noqa: ANN401 - any day
    if isinstance(obj, str):
        return ABSENT

    def strftime(pattern: str) -> str:
        check_format(pattern)
        return str(obj.strftime(pattern))

    return strftime


def _on_text(
    function: Callable[..., str],
) -> Callable[[SandboxedEnvironment, Any], Any]:
    def bound(environment: SandboxedEnvironment, obj: Any) -> Any:  # noqa: ANN401 - any text
        return partial(function, obj) if isinstance(obj, str) else ABSENT

    return bound


def _padded(method: str) -> Callable[..., str]:
    def pad(text: str, width: int, *fill: str) -> str:
        _check_length(width)
        return str(getattr(text, method)(width, *fill))

    return pad


_BOUNDED: dict[str, Callable[[SandboxedEnvironment, Any], Any]] = {
    "format": _formatted,
    "strftime": _timed,
    "replace": _on_text(replaced),
    "join": _on_text(joined_text),
    **{name: _on_text(_padded(name)) for name in ("zfill", "ljust", "rjust", "center")},
}
